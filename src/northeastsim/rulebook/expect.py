"""What an act is expected to do: the weight of each effect over a decider's horizon, the act tried, chances of success."""

from . import layout as at
from . import parameters as of
from .arithmetic import exp
from .changes import act_at, copy, resolve_prospect
from .concerns import know_leverage
from .deals import fill_leg
from .drift import LN2
from .effects import try_changes
from .layout import M, T, X


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
    if row == at.COMMITMENT or row == at.BACKING:
        return x[of.COMMITMENT_LIFE]
    if row == at.TRADE or row == at.FLOWS:
        return x[of.TRADE_LIFE]
    if row == at.POSTURE:
        return x[of.POSTURE_LIFE]
    if row == at.STRATEGIC:
        return x[of.STRATEGIC_LIFE]
    if row == at.OUTSIDE_WAR:
        return x[of.WAR_LIFE]
    if row == at.STRAIN:
        return x[of.STRAIN_LIFE]
    if row == at.CREDIBILITY:
        return x[of.CREDIBILITY_LIFE]
    if row == at.FAVOURS:
        return x[of.FAVOUR_LIFE]
    return 0.0


def open_trial(x: X, m: M, t: T, s: int) -> None:
    """Try the act in slot s on the state: its own effects, and for a demarche the loss of the deal it is about."""
    m[at.PREDICTIONS] += 1
    a = act_at(s)
    kind = t[at.AT_TYPES] + at.TYPE_WIDTH * m[a + at.ACT_TYPE]
    presses = t[kind + at.TYPE_MECHANISM] == at.DEMARCHE and m[a + at.ACT_ABOUT] >= 0
    if presses:
        know_leverage(x, m, m[a + at.ACT_TARGET])
    if m[a + at.ACT_OPTION] >= 0:
        try_option(x, m, t, m[a + at.ACT_OPTION], s)
    else:
        try_prospect(x, m, t, s, 1.0)
    if presses:
        try_prospect(x, m, t, m[a + at.ACT_ABOUT], -pressure_success(x, m, s))
    for k in range(m[a + at.ACT_LEGS]):
        fill_leg(x, m, t, s, k, at.LEG_SLOT)
        try_prospect(x, m, t, at.LEG_SLOT, 1.0)


def try_prospect(x: X, m: M, t: T, s: int, sign: float) -> None:
    """Try what the stages of an act that are still to come are expected to do."""
    try_changes(x, m, t, at.MOST_PLANNED, resolve_prospect(x, m, t, s, sign))


def try_option(x: X, m: M, t: T, o: int, s: int) -> None:
    """Try the option that stands in slot s, none of whose stages is reached: its changes are resolved once."""
    plan = t[at.AT_PLANS] + at.PLAN_WIDTH * o
    if m[plan + at.PLAN_FIRST] < 0:
        plan_option(x, m, t, s, plan)
    for w in range(at.TOUCHES):
        m[at.TOUCHED_FORCE + w] |= m[plan + at.PLAN_TOUCHES + w]
    try_changes(x, m, t, m[plan + at.PLAN_FIRST], m[plan + at.PLAN_LAST])


def plan_option(x: X, m: M, t: T, s: int, plan: int) -> None:
    """Resolve the option that stands in slot s, and keep its changes; where there is no room, all others are forgotten."""
    last = resolve_prospect(x, m, t, s, 1.0)
    if m[at.TROUBLE] != 0:
        return
    if m[at.PLANNED] + last - at.MOST_PLANNED > at.MOST_PLANNED:
        forget_plans(m, t)
    m[plan + at.PLAN_FIRST] = m[at.PLANNED]
    for k in range(at.MOST_PLANNED, last):
        copy(x, m, k, m[at.PLANNED])
        m[at.PLANNED] += 1
    m[plan + at.PLAN_LAST] = m[at.PLANNED]
    for w in range(at.TOUCHES):
        m[plan + at.PLAN_TOUCHES + w] = m[at.TOUCHED_FORCE + w]


def forget_plans(m: M, t: T) -> None:
    """Forget what all options do, which is resolved anew when they are tried again."""
    for o in range(t[at.OPTIONS]):
        m[t[at.AT_PLANS] + at.PLAN_WIDTH * o + at.PLAN_FIRST] = -1
    m[at.PLANNED] = 0


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
