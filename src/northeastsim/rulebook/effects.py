"""What acts do to the state: impulses by role, scaled and bounded, each with its cause.

An effect row says: change this variable of everyone in role `of` (towards everyone in role `to`) by a parameter,
times a scale. The same rows serve what happens (`stage_effects`) and what a decider expects (`try_changes`): there
each row has a weight, the mean of its effect over the decider's horizon, and every change is noted and taken back.
"""

from . import layout as at
from . import parameters as of
from .changes import act_at, change_at, resolve_stage, size_of
from .layout import M, T, X
from .scores import are_hostile, refresh_rivalry
from .trial import note, touch, touch_enmity, touch_hazards_of, touch_ties


def stage_effects(x: X, m: M, t: T, s: int, stage: int) -> None:
    """Let a stage of an act take effect."""
    m[at.CAUSE] = m[act_at(s) + at.ACT_SERIAL]
    for k in range(at.MOST_PLANNED, resolve_stage(x, m, t, s, stage, 1.0, 0, at.MOST_PLANNED)):
        size = size_of(x, m, k)
        if size != 0.0:
            c = change_at(k)
            e = m[c + at.CHANGE_EFFECT]
            if t[e + at.EFFECT_HOW] == at.DIVERT:
                divert(x, m, m[c + at.CHANGE_I], m[c + at.CHANGE_J], size, 0)
            else:
                move(x, m, t, e, m[c + at.CHANGE_ROW], m[c + at.CHANGE_PLACE], m[c + at.CHANGE_I], m[c + at.CHANGE_J], size)


def try_changes(x: X, m: M, t: T, first: int, last: int) -> None:
    """Try changes `first` to before `last` on the state."""
    for k in range(first, last):
        size = size_of(x, m, k)
        if size != 0.0:
            try_change(x, m, t, change_at(k), size)


def try_change(x: X, m: M, t: T, c: int, size: float) -> None:
    """Try the change at m[c...], noting the old value. What is expected of a slow target stands in its size: the value is tried."""
    e = m[c + at.CHANGE_EFFECT]
    row = m[c + at.CHANGE_ROW]
    i = m[c + at.CHANGE_I]
    j = m[c + at.CHANGE_J]
    if t[e + at.EFFECT_HOW] == at.DIVERT:
        divert(x, m, i, j, size, 1)
        return
    place = m[c + at.CHANGE_PLACE]
    note(x, m, place)
    old = x[place]
    x[place] = bounded(row, old + impulse(x, m, t, e, row, place, i, j, size))
    if row == at.ALIGNMENT:
        note(x, m, at.RIVALRY + at.PAIR * i + j)
        refresh_rivalry(x, i, j)
        if old < 0.0 or are_hostile(x, i, j):
            touch_enmity(m, i, j)
    elif row == at.PROVOCATION and are_hostile(x, i, j):
        touch_enmity(m, i, j)
    elif (row == at.COMMITMENT or row == at.CREDIBILITY) and x[of.EMBOLDENMENT] != 0.0:
        touch_hazards_of(m, j)
    elif row == at.TRADE or row == at.FLOWS:
        touch_ties(x, m, i)


def move(x: X, m: M, t: T, e: int, row: int, place: int, i: int, j: int, size: float) -> None:
    """Move one value by an impulse: the value, what it returns to, or both, as its effect row says."""
    moves = t[e + at.EFFECT_REST]
    old = x[place]
    if moves == at.VALUE_ONLY or moves == at.VALUE_AND_TARGET:
        step(x, m, row, place, impulse(x, m, t, e, row, place, i, j, size))
    if moves != at.VALUE_ONLY:
        target = place + (at.PAIR_REST if t[e + at.EFFECT_PLANE] == at.PAIR_PLANE else at.ACTOR_REST)
        step(x, m, row, target, impulse(x, m, t, e, row, target, i, j, size))
    if moves == at.TARGET_AND_BASE:
        base = place_of(i, j) + (at.FLOWS_BASE if row == at.FLOWS else at.TRADE_BASE)
        step(x, m, row, base, impulse(x, m, t, e, row, base, i, j, size))
    if row == at.PROVOCATION and x[place] > old:
        alarm_patrons(x, m, i, x[place] - old)


def impulse(x: X, m: M, t: T, e: int, row: int, place: int, i: int, j: int, size: float) -> float:
    """Return the change of one value that an impulse of a size makes."""
    how = t[e + at.EFFECT_HOW]
    old = x[place]
    if how == at.REGARD:
        return size * (1.0 - old * old)  # enemies and friends are both hard to move
    if how == at.TOWARDS:
        return size * (x[t[e + at.EFFECT_LIMIT]] - old)
    if how == at.RISE:  # up to a limit above what the value rests at
        limit = x[t[e + at.EFFECT_LIMIT]]
        return size * max(0.0, 1.0 - (old - x[row + at.PAIR_REST + place_of(i, j)]) / limit)
    if how == at.SCALE_BY:
        return size * old
    if how == at.RESTORE:  # of trade and flows: back up to what the target itself lapses to
        base = at.TRADE_BASE if row == at.TRADE else at.FLOWS_BASE
        return size * max(0.0, x[base + place_of(i, j)] - old)
    if how == at.TO_POTENTIAL:
        return size * max(0.0, trade_potential(x, i, j) - old)
    return size


def place_of(i: int, j: int) -> int:
    """Return the column of an ordered pair."""
    return at.PAIR * i + j


def trade_potential(x: X, i: int, j: int) -> float:
    """Return what a pair could trade if it wanted: room over what it began with, a share of the smaller economy."""
    k = at.PAIR * i + j
    smaller = min(x[at.ECONOMY + i], x[at.ECONOMY + j])
    open_share = (1.0 - x[at.SANCTIONS + k]) * (1.0 - x[at.SANCTIONS + at.PAIR * j + i])
    return open_share * (x[of.TRADE_ROOM] * x[at.TRADE_START + k] + 1000.0 * x[of.TRADE_OF_ECONOMY] * smaller)


def bounded(row: int, value: float) -> float:
    """Return a value within the bounds of its variable."""
    if row == at.ALIGNMENT:
        return max(-1.0, min(1.0, value))
    if row == at.STRAIN:
        return max(-1.0, min(1.0, value))
    if row == at.HEDGING:
        return max(0.0, min(4.0, value))
    if (
        row == at.COMMITMENT
        or row == at.SANCTIONS
        or row == at.CONTACT
        or row == at.OUTSIDE_WAR
        or row == at.ACCEPTANCE
        or row == at.BACKING
        or row == at.MONITORING
    ):
        return max(0.0, min(1.0, value))
    return max(0.0, value)


def step(x: X, m: M, row: int, place: int, change: float) -> None:
    """Change one value within its bounds, and keep the impulse with its cause."""
    old = x[place]
    x[place] = bounded(row, old + change)
    m[at.FRESH] = 0
    keep(x, m, place, old)


def keep(x: X, m: M, place: int, old: float) -> None:
    """Keep the impulse that made a value what it is of what it was, with its cause, where impulses are kept."""
    if m[at.KEEP_IMPULSES] == 1 and x[place] != old:
        if m[at.IMPULSE_COUNT] >= at.IMPULSE_MOST:
            m[at.TROUBLE] = at.IMPULSES_FULL
            return
        r = at.IMPULSE + at.IMPULSE_WIDTH * m[at.IMPULSE_COUNT]
        m[r + at.IMPULSE_EVENT] = m[at.CAUSE]
        m[r + at.IMPULSE_TICK] = m[at.CLOCK]
        m[r + at.IMPULSE_PLACE] = place
        x[at.IMPULSE_SIZE + m[at.IMPULSE_COUNT]] = x[place] - old
        m[at.IMPULSE_COUNT] += 1


def alarm_patrons(x: X, m: M, i: int, alarm: float) -> None:
    """Raise the commitment of an alarmed actor's patrons, less as it already stands above what it rests at."""
    for k in range(m[at.ACTORS]):
        if k != i:
            place = at.COMMITMENT + at.PAIR * k + i
            if x[place] > x[of.PATRON_THRESHOLD]:
                surplus = x[place] - x[place + at.PAIR_REST]
                rise = x[of.PATRON_RESPONSE] * alarm * max(0.0, x[of.PATRON_SURPLUS] - surplus)
                if rise > 0.0:
                    step(x, m, at.COMMITMENT, place, rise)


def divert(x: X, m: M, i: int, j: int, size: float, trial: int) -> None:
    """Send part of the trade that j loses with i to others who like j and do not sanction it, by what they trade now.

    Nobody's trade grows by more than a limit at once: a small partner cannot take over a large one's.
    """
    n = m[at.ACTORS]
    total = 0.0
    for k in range(n):
        if takes_over(x, k, i, j):
            total += x[at.TRADE + at.PAIR_REST + at.PAIR * k + j]
    if total <= 0.0:
        return
    share = min(x[of.DIVERSION_LIMIT], size * x[at.TRADE + at.PAIR_REST + at.PAIR * i + j] / total)
    for k in range(n):
        if takes_over(x, k, i, j):
            part = share * x[at.TRADE + at.PAIR_REST + at.PAIR * k + j]
            for side in range(2):
                a, b = (k, j) if side == 0 else (j, k)
                place = at.TRADE + at.PAIR * a + b
                if trial == 1:
                    note(x, m, place)
                    x[place] = max(0.0, x[place] + part)
                    touch(m, at.TRADE, a, b)
                    touch_ties(x, m, a)
                else:
                    step(x, m, at.TRADE, place + at.PAIR_REST, part)


def takes_over(x: X, k: int, i: int, j: int) -> bool:
    """Return whether k would trade with j what i no longer does."""
    if k == i or k == j:
        return False
    pair = at.PAIR * k + j
    return x[at.ALIGNMENT + pair] > x[of.DIVERSION_REGARD] and x[at.SANCTIONS + pair] < 0.5
