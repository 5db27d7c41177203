"""What an act is expected to do for an actor: its effects tried on the state, its concerns compared, all undone.

Only what the act touched is recomputed. A test compares this with recomputing everything, bit for bit.
"""

from . import layout as at
from . import parameters as of
from .arithmetic import exp
from .drift import LN2
from .effects import act_at, touch_hazard, try_effects, undo
from .layout import M, T, X
from .scores import (
    autonomy,
    influence,
    prosperity,
    refresh,
    refresh_hazard,
    refresh_leverage,
    refresh_security,
    refresh_threat,
    refresh_umbrella,
    stability,
)


def weigh(x: X, m: M, t: T) -> None:
    """Compute the weight of every effect row: its mean over the horizon, per system for lead times.

    An impulse that decays at rate k from delay d on has over a horizon H the mean (1 - e^(-k (H - d))) / (k H); one on
    what a value returns to arrives at that rate and stays: (H - d) / H less the same.
    """
    for kind in range(t[at.TYPES]):
        row = t[at.AT_TYPES] + at.TYPE_WIDTH * kind
        for system in range(-1, m[at.SYSTEMS]):
            delay = 0.0
            for k in range(t[row + at.TYPE_STAGES]):
                stage = t[row + at.TYPE_FIRST_STAGE] + k
                delay += stage_years(x, t, stage, system)
                s = t[at.AT_STAGES] + at.STAGE_WIDTH * stage
                first = t[s + at.STAGE_FIRST_EFFECT]
                for e in range(first, first + t[s + at.STAGE_EFFECTS]):
                    place = t[at.AT_WEIGHTS] + (at.MOST_SYSTEMS + 1) * e + system + 1
                    x[place] = weight_of(x, t, t[at.AT_EFFECTS] + at.EFFECT_WIDTH * e, delay)


def stage_years(x: X, t: T, stage: int, system: int) -> float:
    """Return the median time before a stage, in years."""
    s = t[at.AT_STAGES] + at.STAGE_WIDTH * stage
    timing = t[s + at.STAGE_TIMING]
    number = x[t[s + at.STAGE_DAYS]]
    if timing == at.AFTER_LEAD:
        number = exp(x[at.LEAD_LOG + system]) if system >= 0 else 0.0
    elif timing == at.AFTER_OPERATIONAL:
        number = x[at.OPERATIONAL + system] if system >= 0 else 0.0
    return number * at.MINUTES_PER_DAY / at.MINUTES_PER_YEAR


def weight_of(x: X, t: T, e: int, delay: float) -> float:
    """Return the mean over the horizon of a unit impulse that comes after `delay` years."""
    horizon = x[of.HORIZON_YEARS]
    remaining = horizon - delay
    if remaining <= 0.0:
        return 0.0
    row = t[e + at.EFFECT_PLACE]
    moves = t[e + at.EFFECT_REST]
    life = half_life(x, row, moves)
    if t[e + at.EFFECT_PLANE] == at.HOLDING_PLANE:
        life = x[of.HOLDING_LIFE]
    share = remaining / horizon
    if moves == at.VALUE_AND_TARGET or life <= 0.0:
        return share
    k = LN2 / life
    lasting = (1.0 - exp(-k * remaining)) / (k * horizon)
    if moves == at.VALUE_ONLY:
        return lasting
    return share - lasting


def half_life(x: X, row: int, moves: int) -> float:
    """Return the half-life of a variable's deviations in years; 0: they stay."""
    if row == at.ALIGNMENT:
        return x[of.ALIGNMENT_LIFE]
    if row == at.CONTACT:
        return x[of.CONTACT_LIFE]
    if row == at.PROVOCATION:
        return x[of.PROVOCATION_LIFE]
    if row == at.SUPPLY:
        return x[of.SUPPLY_LIFE]
    if row == at.COMMITMENT:
        return x[of.COMMITMENT_LIFE]
    if row == at.TRADE or row == at.FLOWS:
        return x[of.TRADE_LIFE]
    if row == at.POSTURE:
        return x[of.POSTURE_LIFE]
    if row == at.STRATEGIC:
        return x[of.STRATEGIC_LIFE]
    if row == at.OUTSIDE_WAR:
        return x[of.WAR_LIFE]
    return 0.0


def look(x: X, m: M, t: T) -> None:
    """Bring the derived values up to date and open a trial.

    How much an ally's security counts is the commitment as it stands now: else promising more would be a gain in itself.
    """
    n = m[at.ACTORS]
    refresh(x, m, t, at.NOW)
    copy_derived(x, n)
    m[at.BEFORE_KNOWN] = 0
    for i in range(n):
        for j in range(n):
            x[at.CARE_ALLY + at.PAIR * i + j] = x[at.COMMITMENT + at.PAIR * i + j]


def concerns(x: X, m: M, d: int, i: int, out: int) -> None:
    """Write the concerns of actor i to x[out...]: what it wants more of, each a score or a mean of scores.

    Those without weight are left out: autonomy and stability cost the most to know.
    """
    n = m[at.ACTORS]
    x[out + at.OWN_SECURITY] = x[d + at.SECURITY + i]
    if cares(x, at.AUTONOMY, i):
        x[out + at.AUTONOMY] = autonomy(x, n, d, i)
    over = 0.0
    partners = 0.0
    allies = 0.0
    for j in range(n):
        if j != i:
            k = at.PAIR * i + j
            if x[at.CARE_INFLUENCE + k] > 0.0:
                over += x[at.CARE_INFLUENCE + k] * influence(x, n, d, i, j)
            if x[at.CARE_PARTNER + k] > 0.0:
                regard = x[at.ALIGNMENT + k] + x[at.ALIGNMENT + at.PAIR * j + i]
                partners += x[at.CARE_PARTNER + k] * 0.5 * regard
            if x[at.CARE_ALLY + k] > 0.0:
                allies += x[at.CARE_ALLY + k] * x[d + at.SECURITY + j]
    x[out + at.INFLUENCE] = over
    x[out + at.PARTNERSHIP] = partners
    x[out + at.ALLIES] = allies
    x[out + at.PROSPERITY] = prosperity(x, n, i)
    if cares(x, at.STABILITY, i):
        x[out + at.STABILITY] = stability(x, n, d)


def cares(x: X, concern: int, i: int) -> bool:
    """Return whether a concern has weight for actor i."""
    return x[at.CONCERN_WEIGHT + at.ACTOR_PITCH * concern + i] != 0.0


def renew(x: X, m: M, t: T, i: int) -> None:
    """Recompute what the trial touched and actor i looks at."""
    n = m[at.ACTORS]
    d = at.TRIAL
    if m[at.STALE_ALL] == 1:
        refresh(x, m, t, d)
        m[at.STALE_ALL] = 2
    if m[at.STALE_ALL] == 2:
        return
    if m[at.STALE_UMBRELLA] != 0:
        renew_umbrellas(x, m, d)
    if cares(x, at.STABILITY, i):
        renew_hazards(x, m, d)
    security = m[at.STALE_SECURITY]
    leverage = m[at.STALE_LEVERAGE]
    if security | leverage == 0:
        return
    for k in range(n):
        judged = leverage >> k & 1 == 1 and (k == i or x[at.CARE_INFLUENCE + at.PAIR * i + k] > 0.0)
        seen = k == i or x[at.CARE_ALLY + at.PAIR * i + k] > 0.0
        if security >> k & 1 and (seen or (judged and m[at.STALE_COVER] >> k & 1 == 1)):
            renew_security(x, m, d, k)
        if judged:
            refresh_leverage(x, n, d, k)
            m[at.STALE_LEVERAGE] &= ~(1 << k)
            m[at.RENEWED_LEVERAGE] |= 1 << k


def renew_umbrellas(x: X, m: M, d: int) -> None:
    """Recompute the nuclear cover that a trial touched; all that hangs on it is stale."""
    n = m[at.ACTORS]
    covered = m[at.STALE_UMBRELLA]
    for k in range(n):
        if covered >> k & 1:
            refresh_umbrella(x, n, d, k)
            for j in range(n):
                if j != k:
                    touch_hazard(m, j, k)
    m[at.STALE_UMBRELLA] = 0


def renew_hazards(x: X, m: M, d: int) -> None:
    """Recompute the hazards that a trial touched."""
    n = m[at.ACTORS]
    for k in range(n):
        pairs = m[at.STALE_HAZARD + k]
        if pairs != 0:
            for j in range(k + 1, n):
                if pairs >> j & 1:
                    refresh_hazard(x, d, k, j)
            m[at.RENEWED_HAZARD + k] |= pairs
            m[at.STALE_HAZARD + k] = 0


def renew_security(x: X, m: M, d: int, k: int) -> None:
    """Recompute the security of actor k, and the threats to it that a trial touched."""
    n = m[at.ACTORS]
    threats = m[at.STALE_THREAT + k]
    if threats != 0:
        for j in range(n):
            if threats >> j & 1:
                refresh_threat(x, d, k, j)
        m[at.RENEWED_THREAT + k] |= threats
        m[at.STALE_THREAT + k] = 0
    refresh_security(x, n, d, k)
    m[at.STALE_SECURITY] &= ~(1 << k)
    m[at.RENEWED_SECURITY] |= 1 << k


def close_trial(x: X, m: M, t: T) -> None:
    """Undo a trial: the state, and the derived values that were recomputed."""
    undo(x, m)
    n = m[at.ACTORS]
    if m[at.STALE_ALL] == 2:
        copy_derived(x, n)
    for i in range(n):
        take_back(x, m, n, at.RENEWED_THREAT, at.THREAT, i)
        take_back(x, m, n, at.RENEWED_HAZARD, at.HAZARD, i)
        m[at.STALE_THREAT + i] = 0
        m[at.STALE_HAZARD + i] = 0
        x[at.TRIAL + at.UMBRELLA + i] = x[at.UMBRELLA + i]
        if m[at.RENEWED_SECURITY] >> i & 1:
            x[at.TRIAL + at.SECURITY + i] = x[at.SECURITY + i]
            x[at.TRIAL + at.COVER + i] = x[at.COVER + i]
        if m[at.RENEWED_LEVERAGE] >> i & 1:
            for j in range(n):
                k = at.LEVERAGE + at.PAIR * j + i
                x[at.TRIAL + k] = x[k]
    m[at.STALE_ALL] = 0
    m[at.STALE_SECURITY] = 0
    m[at.STALE_COVER] = 0
    m[at.STALE_LEVERAGE] = 0
    m[at.STALE_UMBRELLA] = 0
    m[at.RENEWED_SECURITY] = 0
    m[at.RENEWED_LEVERAGE] = 0


def take_back(x: X, m: M, n: int, renewed: int, row: int, i: int) -> None:
    """Take back the recomputed values of one row of pairs of actor i."""
    pairs = m[renewed + i]
    if pairs != 0:
        for j in range(n):
            if pairs >> j & 1:
                k = row + at.PAIR * i + j
                x[at.TRIAL + k] = x[k]
        m[renewed + i] = 0


def copy_derived(x: X, n: int) -> None:
    """Copy all derived values of the present into the trial's."""
    for k in range(at.OFFENCE, at.DERIVED_ACTORS_END):
        x[at.TRIAL + k] = x[k]
    for row in range(at.THREAT, at.DERIVED_END, at.PAIR_PITCH):
        for i in range(n):
            for j in range(n):
                k = row + at.PAIR * i + j
                x[at.TRIAL + k] = x[k]


def open_trial(x: X, m: M, t: T, s: int) -> None:
    """Try the act in slot s on the state: its own effects, and for a demarche the loss of the deal it is about."""
    m[at.PREDICTIONS] += 1
    try_effects(x, m, t, s, 1.0)
    a = act_at(s)
    kind = t[at.AT_TYPES] + at.TYPE_WIDTH * m[a + at.ACT_TYPE]
    if t[kind + at.TYPE_MECHANISM] == at.DEMARCHE and m[a + at.ACT_ABOUT] >= 0:
        chance = pressure_success(x, m, s)
        try_effects(x, m, t, m[a + at.ACT_ABOUT], -chance)


def pressure_success(x: X, m: M, s: int) -> float:
    """Return the chance that a demarche is heard: logit in leverage over its target and in the target's need."""
    a = act_at(s)
    i = m[a + at.ACT_INITIATOR]
    j = m[a + at.ACT_TARGET]
    over = x[at.LEVERAGE + at.PAIR * i + j] if i >= 0 else 0.0
    z = x[of.DEMARCHE_BASE] + x[of.DEMARCHE_LEVERAGE] * over - x[of.DEMARCHE_NEED] * x[at.OUTSIDE_WAR + j]
    return 1.0 / (1.0 + exp(-z))


def talks_success(x: X, m: M, s: int) -> float:
    """Return the chance that talks agree: logit in the distance between the asks, the mean hostility of the parties."""
    a = act_at(s)
    everyone = m[a + at.ACT_PARTICIPANTS]
    if m[a + at.ACT_INITIATOR] >= 0:
        everyone |= 1 << m[a + at.ACT_INITIATOR]
    n = m[at.ACTORS]
    total = 0.0
    pairs = 0
    for i in range(n):
        for j in range(n):
            if i != j and everyone >> i & 1 and everyone >> j & 1:
                total += max(0.0, -x[at.ALIGNMENT + at.PAIR * i + j])
                pairs += 1
    distance = total / pairs if pairs > 0 else 0.0
    return 1.0 / (1.0 + exp(-(x[of.TALKS_BASE] - x[of.TALKS_HOSTILITY] * distance)))


def gain(x: X, m: M, t: T, i: int) -> float:
    """Return what the open trial is worth to actor i: weighted changes of its concerns, squashed to +-2 each.

    A change is divided by the usual size of a change in that concern; z / (1 + |z| / 2) keeps one treaty from
    swamping everything.
    """
    before = at.BEFORE + at.CONCERNS * i
    renew(x, m, t, i)
    concerns(x, m, at.TRIAL, i, at.AFTER)
    total = 0.0
    for c in range(at.CONCERNS):
        weight = x[at.CONCERN_WEIGHT + at.ACTOR_PITCH * c + i]
        if weight != 0.0:
            z = (x[at.AFTER + c] - x[before + c]) / x[of.SCALE_SECURITY + c]
            if c == at.OWN_SECURITY:
                weight = weight * x[at.URGENCY + i]
            total += weight * z / (1.0 + 0.5 * abs(z))
    return total


def remember(x: X, m: M, i: int) -> None:
    """Note the concerns of actor i as they stand, before anything is tried.

    Security weighs more below what the actor has become used to (aspiration).
    """
    if m[at.BEFORE_KNOWN] >> i & 1 == 0:
        concerns(x, m, at.NOW, i, at.BEFORE + at.CONCERNS * i)
        gap = x[of.ASPIRATION] * (x[at.ACCEPTABLE_SECURITY + i] - x[at.SECURITY + i])
        x[at.URGENCY + i] = exp(max(-1.0, min(1.5, gap)))
        m[at.BEFORE_KNOWN] |= 1 << i
