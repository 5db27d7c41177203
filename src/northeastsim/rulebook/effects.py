"""What acts do to the state: impulses by role, scaled and bounded, each with its cause.

An effect row says: change this variable of everyone in role `of` (towards everyone in role `to`) by a parameter,
times a scale. The same rows serve what happens (`stage_effects`) and what a decider expects (`try_effects`): there
each row has a weight, the mean of its effect over the decider's horizon, and every change is noted for `undo`.
"""

from . import layout as at
from . import parameters as of
from .layout import M, T, X


def act_at(s: int) -> int:
    """Return the place in m of the act in slot s."""
    return at.ACT + at.ACT_WIDTH * s


def members(m: M, s: int, role: int) -> int:
    """Return the set of actors in a role of an act, as bits."""
    a = act_at(s)
    initiator = 0
    if m[a + at.ACT_INITIATOR] >= 0:
        initiator = 1 << m[a + at.ACT_INITIATOR]
    target = 0
    if m[a + at.ACT_TARGET] >= 0:
        target = 1 << m[a + at.ACT_TARGET]
    if role == at.INITIATOR:
        return initiator
    if role == at.TARGET:
        return target
    if role == at.PARTNERS:
        return m[a + at.ACT_PARTICIPANTS]
    if role == at.AIMED_AT:
        return m[a + at.ACT_AIMED]
    if role == at.PARTIES:
        return initiator | m[a + at.ACT_PARTICIPANTS]
    if role == at.BYSTANDERS:
        return m[at.EVERYBODY] & ~(initiator | target | m[a + at.ACT_PARTICIPANTS])
    return m[at.EVERYBODY]


def applies(m: M, t: T, s: int, e: int) -> bool:
    """Return whether an effect row concerns the system of an act: durable goods, or consumable ones."""
    only = t[e + at.EFFECT_ONLY]
    if only == 0:
        return True
    system = m[act_at(s) + at.ACT_SYSTEM]
    consumable = 0
    if system >= 0:
        consumable = t[t[at.AT_CONSUMABLE] + system]
    return consumable == only - 1


def stage_effects(x: X, m: M, t: T, s: int, stage: int) -> None:
    """Let a stage of an act take effect."""
    m[at.CAUSE] = m[act_at(s) + at.ACT_SERIAL]
    row = t[at.AT_STAGES] + at.STAGE_WIDTH * stage
    first = t[row + at.STAGE_FIRST_EFFECT]
    for e in range(first, first + t[row + at.STAGE_EFFECTS]):
        apply(x, m, t, s, t[at.AT_EFFECTS] + at.EFFECT_WIDTH * e, 1.0, 0)


def try_effects(x: X, m: M, t: T, s: int, sign: float) -> None:
    """Apply what the stages of an act that are still to come are expected to do, noting the old values."""
    a = act_at(s)
    kind = t[at.AT_TYPES] + at.TYPE_WIDTH * m[a + at.ACT_TYPE]
    lead = m[a + at.ACT_SYSTEM] + 1
    first_stage = t[kind + at.TYPE_FIRST_STAGE]
    for stage in range(first_stage + m[a + at.ACT_STAGE] + 1, first_stage + t[kind + at.TYPE_STAGES]):
        row = t[at.AT_STAGES] + at.STAGE_WIDTH * stage
        first = t[row + at.STAGE_FIRST_EFFECT]
        for e in range(first, first + t[row + at.STAGE_EFFECTS]):
            weight = sign * x[t[at.AT_WEIGHTS] + (at.MOST_SYSTEMS + 1) * e + lead]
            apply(x, m, t, s, t[at.AT_EFFECTS] + at.EFFECT_WIDTH * e, weight, 1)


def apply(x: X, m: M, t: T, s: int, e: int, weight: float, trial: int) -> None:
    """Apply one effect row of an act to everyone it concerns, `weight` times."""
    if not applies(m, t, s, e):
        return
    row = t[e + at.EFFECT_PLACE]
    amount = weight * x[t[e + at.EFFECT_BY]] * x[t[e + at.EFFECT_FACTOR]]
    scale = t[e + at.EFFECT_SCALE]
    firsts = members(m, s, t[e + at.EFFECT_OF])
    n = m[at.ACTORS]
    if t[e + at.EFFECT_PLANE] != at.PAIR_PLANE:
        if t[e + at.EFFECT_PLANE] == at.HOLDING_PLANE:
            row = at.HOLDING + at.ACTOR_PITCH * m[act_at(s) + at.ACT_SYSTEM]
        for i in range(n):
            if firsts >> i & 1:
                size = amount * scaled(x, m, t, s, scale, i, i, trial)
                if size != 0.0:
                    move(x, m, t, e, row, i, i, i, at.ACTOR_REST, size, trial)
        return
    seconds = members(m, s, t[e + at.EFFECT_TO])
    diverting = t[e + at.EFFECT_HOW] == at.DIVERT
    mirrored = (row == at.TRADE or row == at.CONTACT) and not diverting
    for i in range(n):
        if firsts >> i & 1:
            for j in range(n):
                if i != j and seconds >> j & 1:
                    if mirrored and j < i and firsts >> j & 1 and seconds >> i & 1:
                        continue  # the pair had its turn the other way round
                    size = amount * scaled(x, m, t, s, scale, i, j, trial)
                    if size != 0.0:
                        if diverting:
                            divert(x, m, t, e, i, j, size, trial)
                        else:
                            move(x, m, t, e, row, at.PAIR * i + j, i, j, at.PAIR_REST, size, trial)
                            if mirrored:
                                move(x, m, t, e, row, at.PAIR * j + i, j, i, at.PAIR_REST, size, trial)


def scaled(x: X, m: M, t: T, s: int, scale: int, i: int, j: int, trial: int) -> float:
    """Return what an impulse of i towards j is multiplied by."""
    if scale == at.BY_ONE:
        return 1.0
    if scale == at.BY_QUANTITY:
        return quantity(x, m, t, s, trial)
    if scale == at.BY_HOSTILITY:
        return max(0.0, -x[at.ALIGNMENT + at.PAIR * i + j])
    if scale == at.BY_REGARD:
        return max(0.0, x[at.ALIGNMENT + at.PAIR * i + j])
    a = act_at(s)
    initiator = m[a + at.ACT_INITIATOR]
    if scale == at.BY_HOSTILITY_TO_INITIATOR or scale == at.BY_SHARED_ENEMY:
        who = i if scale == at.BY_HOSTILITY_TO_INITIATOR else j
        if initiator < 0 or initiator == who:
            return 0.0
        return max(0.0, -x[at.ALIGNMENT + at.PAIR * who + initiator])
    if scale == at.BY_REGARD_OF_TARGET or scale == at.BY_HOSTILITY_TO_TARGET:
        target = m[a + at.ACT_TARGET]
        if target < 0 or target == i:
            return 0.0
        regard = x[at.ALIGNMENT + at.PAIR * i + target]
        return regard if scale == at.BY_REGARD_OF_TARGET else max(0.0, -regard)
    need = x[at.OUTSIDE_WAR + j]
    if scale == at.BY_NEED:
        return need * x[at.QUANTITY + s]
    system = m[a + at.ACT_SYSTEM]
    if system < 0:
        return 0.0
    value = quantity(x, m, t, s, trial) * x[at.VALUE + system]
    if scale == at.BY_OFFENSIVE_VALUE:
        return value * (x[at.OFFENSIVE + system] + x[at.ENABLING + system])
    if scale == at.BY_VALUE_AND_NEED:
        return value * need
    return value


def quantity(x: X, m: M, t: T, s: int, trial: int) -> float:
    """Return the size of an act; while it is being delivered in earnest, of one batch."""
    a = act_at(s)
    if m[a + at.ACT_HOLDS_LINE] == 1 and trial == 0:
        return x[at.QUANTITY + s] / t[t[at.AT_BATCHES] + m[a + at.ACT_SYSTEM]]
    return x[at.QUANTITY + s]


def move(x: X, m: M, t: T, e: int, row: int, k: int, i: int, j: int, rest: int, size: float, trial: int) -> None:
    """Move one value by an impulse: the value, what it returns to, or both, as its effect row says."""
    moves = t[e + at.EFFECT_REST]
    place = row + k
    if trial == 1:
        # What is expected of a slow target stands in its weight; the value itself is tried.
        size = impulse(x, m, t, e, row, place, i, j, size)
        set_and_note(x, m, place, bounded(row, x[place] + size))
        touch(m, row, i, j)
        return
    old = x[place]
    if moves == at.VALUE_ONLY or moves == at.VALUE_AND_TARGET:
        step(x, m, row, place, impulse(x, m, t, e, row, place, i, j, size))
    if moves != at.VALUE_ONLY:
        target = place + rest
        step(x, m, row, target, impulse(x, m, t, e, row, target, i, j, size))
    if moves == at.TARGET_AND_BASE:
        base = at.TRADE_BASE
        if row == at.FLOWS:
            base = at.FLOWS_BASE
        step(x, m, row, base + k, impulse(x, m, t, e, row, base + k, i, j, size))
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
    if (
        row == at.COMMITMENT
        or row == at.SANCTIONS
        or row == at.CONTACT
        or row == at.OUTSIDE_WAR
        or row == at.ACCEPTANCE
    ):
        return max(0.0, min(1.0, value))
    return max(0.0, value)


def step(x: X, m: M, row: int, place: int, change: float) -> None:
    """Change one value within its bounds, and keep the impulse with its cause."""
    old = x[place]
    x[place] = bounded(row, old + change)
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


def divert(x: X, m: M, t: T, e: int, i: int, j: int, size: float, trial: int) -> None:
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
                    set_and_note(x, m, place, max(0.0, x[place] + part))
                    touch(m, at.TRADE, a, b)
                else:
                    step(x, m, at.TRADE, place + at.PAIR_REST, part)


def takes_over(x: X, k: int, i: int, j: int) -> bool:
    """Return whether k would trade with j what i no longer does."""
    if k == i or k == j:
        return False
    pair = at.PAIR * k + j
    return x[at.ALIGNMENT + pair] > x[of.DIVERSION_REGARD] and x[at.SANCTIONS + pair] < 0.5


def set_and_note(x: X, m: M, place: int, value: float) -> None:
    """Set a value in a trial, noting the old one."""
    c = m[at.UNDO]
    if c >= at.UNDO_MOST:
        m[at.TROUBLE] = at.UNDO_FULL
        return
    m[at.UNDO_PLACE + c] = place
    x[at.UNDO_VALUE + c] = x[place]
    m[at.UNDO] = c + 1
    x[place] = value


def undo(x: X, m: M) -> None:
    """Take back every noted change, the latest first."""
    for c in range(m[at.UNDO] - 1, -1, -1):
        x[m[at.UNDO_PLACE + c]] = x[at.UNDO_VALUE + c]
    m[at.UNDO] = 0


def touch(m: M, row: int, i: int, j: int) -> None:
    """Mark the derived values that a change of one variable, of i towards j, makes stale."""
    if row == at.ALIGNMENT:
        m[at.STALE_THREAT + i] |= 1 << j
        m[at.STALE_THREAT + j] |= 1 << i
        touch_hazard(m, i, j)
        m[at.STALE_SECURITY] |= 1 << i | 1 << j
    elif row == at.PROVOCATION:
        m[at.STALE_THREAT + i] |= 1 << j
        touch_hazard(m, i, j)
        m[at.STALE_SECURITY] |= 1 << i
    elif row == at.COMMITMENT:
        m[at.STALE_SECURITY] |= 1 << j
        m[at.STALE_COVER] |= 1 << j
        m[at.STALE_LEVERAGE] |= 1 << j
        m[at.STALE_UMBRELLA] |= 1 << j
    elif row == at.SUPPLY or row == at.CONTACT:
        m[at.STALE_LEVERAGE] |= 1 << j
    elif row == at.TRADE or row == at.FLOWS:
        m[at.STALE_LEVERAGE] |= 1 << i
    elif row == at.SANCTIONS or row == at.POSTURE or row == at.ACCEPTANCE:
        return
    else:
        m[at.STALE_ALL] = 1


def touch_hazard(m: M, i: int, j: int) -> None:
    """Mark the hazard of a pair, which stands once, as stale."""
    m[at.STALE_HAZARD + min(i, j)] |= 1 << max(i, j)
