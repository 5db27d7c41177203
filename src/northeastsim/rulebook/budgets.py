"""Military budgets: once a year, at the actor's own date; and what else happens once a year, growth.

Default rule: growth = trend + reaction (acceptable - present security) - fatigue (burden / usual - 1) + noise +
programme. Alternative rule, for teaching and verification: Richardson's arms race, by its exact one-year flow.
"""

from math import sqrt

from . import layout as at
from . import parameters as of
from .acts import free, log, new_act
from .arithmetic import exp, normal
from .chance import BUDGET_NOISE, PROGRAMME, PROGRAMME_SIZE, uniform
from .changes import act_at
from .effects import step
from .layout import M, T, X
from .reactions import note_answers, note_missing, programme_chance, trace_programme, weigh_reactions, weigh_stability
from .scores import refresh_forces, refresh_security


def on_budget(x: X, m: M, t: T, i: int, year: int) -> None:
    """Set next year's spending of actor i, or of all under the Richardson rule; let economies grow."""
    s = new_act(m, t[at.BUDGET_TYPE], i, -1)
    if s < 0:
        return
    a = act_at(s)
    m[a + at.ACT_CAUSE_KIND] = at.BY_PROCESS
    m[at.CAUSE] = m[a + at.ACT_SERIAL]
    x[at.OUTLAY + i] = 0.0
    if m[at.RICHARDSON_ON] == 1:
        flow(x, m)
    else:
        if m[at.GROWTH_ON] == 1:
            grow(x, m, i)
        spend(x, m, t, i, year)
    x[at.QUANTITY + s] = x[at.SPENDING + i]
    log(x, m, s, at.DONE)
    free(m, s)


def flow(x: X, m: M) -> None:
    """Move all spending by the exact one-year flow of dM/dt = K M - a M + g: M becomes matrix M + offset."""
    n = m[at.ACTORS]
    for i in range(n):
        total = x[at.FLOW_OFFSET + i]
        for j in range(n):
            total += x[at.FLOW_MATRIX + at.PAIR * i + j] * x[at.SPENDING + j]
        x[at.SCRATCH + i] = total
        x[at.OUTLAY + i] = 0.0
    for i in range(n):
        note_flow(x, n, i)  # of all before any moves, so that nobody's place in the file counts
    for i in range(n):
        change(x, m, at.SPENDING, i, x[at.SCRATCH + i])


def note_flow(x: X, n: int, i: int) -> None:
    """Note how much of the growth of i's spending answers each other: all that the other's spending adds to it."""
    before = x[at.SPENDING + i]
    for j in range(n):
        if j != i:
            part = x[at.FLOW_MATRIX + at.PAIR * i + j] * x[at.SPENDING + j]
            x[at.ANSWER + at.PAIR * i + j] = part / before if before > 0.0 else 0.0


def change(x: X, m: M, row: int, i: int, value: float) -> None:
    """Set a value of an actor by an impulse with the budget as its cause."""
    step(x, m, row, row + i, value - x[row + i])


def grow(x: X, m: M, i: int) -> None:
    """Let the economy of i grow by a year, and trade with it: half of a pair's growth comes from each side."""
    rate = x[at.GROWTH + i]
    change(x, m, at.ECONOMY, i, x[at.ECONOMY + i] * (1.0 + rate))
    more = 1.0 + x[of.TRADE_GROWTH] * rate
    change(x, m, at.OUTSIDE_TRADE, i, x[at.OUTSIDE_TRADE + i] * more)
    half = 1.0 + 0.5 * x[of.TRADE_GROWTH] * rate
    for j in range(m[at.ACTORS]):
        if j != i:
            for side in range(2):
                k = at.PAIR * i + j if side == 0 else at.PAIR * j + i
                x[at.TRADE_START + k] = x[at.TRADE_START + k] * half
                for row in (at.TRADE, at.TRADE + at.PAIR_REST, at.TRADE_BASE):
                    step(x, m, at.TRADE, row + k, x[row + k] * (half - 1.0))


def spend(x: X, m: M, t: T, i: int, year: int) -> None:
    """Set spending by the default rule, and let what the actor is used to follow what it has."""
    refresh_forces(x, m, t)
    refresh_security(x, m[at.ACTORS], i)
    security = x[at.SECURITY + i]
    gap = x[at.ACCEPTABLE_SECURITY + i] - security
    note_missing(x, m, i)
    burden = x[at.SPENDING + i] / x[at.ECONOMY + i] if x[at.ECONOMY + i] > 0.0 else 0.0
    usual = x[at.USUAL_BURDEN + i]
    rate = x[of.REACTION] * gap
    if usual > 0.0:
        rate -= x[of.FATIGUE] * (burden / usual - 1.0)
    if m[at.GROWTH_ON] == 1:
        rate += x[at.SPENDING_TREND + i]
    if m[at.CHANCE_ON] == 1:
        rate += noise(x, m, i, year)
        start_programme(x, m, i, year, gap)
    programme = 0.0
    if x[at.PROGRAMME_LEFT + i] > 0.0:
        programme = x[at.PROGRAMME_GAIN_NOW + i]
        rate += programme
        change(x, m, at.PROGRAMME_LEFT, i, x[at.PROGRAMME_LEFT + i] - 1.0)
    rate = max(-0.5, min(0.7, rate))
    note_answers(x, m[at.ACTORS], i, programme, rate)
    change(x, m, at.SPENDING, i, x[at.SPENDING + i] * exp(rate))
    share = 1.0 - exp(-0.6931471805599453 / x[of.SECURITY_LIFE])
    change(x, m, at.ACCEPTABLE_SECURITY, i, x[at.ACCEPTABLE_SECURITY + i] - share * gap)
    change(x, m, at.USUAL_BURDEN, i, usual + x[of.BURDEN_DRIFT] * (burden - usual))
    weigh_reactions(x, m, t, i)
    weigh_stability(x, m[at.ACTORS])


def noise(x: X, m: M, i: int, year: int) -> float:
    """Return this year's noise of spending growth: AR(1), with the actor's standard deviation."""
    rho = x[of.NOISE_PERSISTENCE]
    z = normal(uniform(m[at.KEY], BUDGET_NOISE, m[at.ID + i], year))
    value = rho * x[at.SHOCK + i] + x[at.SPENDING_SD + i] * sqrt(1.0 - rho * rho) * z
    x[at.SHOCK + i] = value
    return value


def start_programme(x: X, m: M, i: int, year: int, gap: float) -> None:
    """Start a spending programme by a hazard that rises with the security gap, if none is under way."""
    if x[at.PROGRAMME_LEFT + i] > 0.0:
        return
    if uniform(m[at.KEY], PROGRAMME, m[at.ID + i], year) < programme_chance(x, gap):
        trace_programme(x, m[at.ACTORS], i, gap)
        size = 2.0 * uniform(m[at.KEY], PROGRAMME_SIZE, m[at.ID + i], year) - 1.0
        change(x, m, at.PROGRAMME_LEFT, i, x[of.PROGRAMME_YEARS])
        x[at.PROGRAMME_GAIN_NOW + i] = x[of.PROGRAMME_GAIN] * (1.0 + x[of.PROGRAMME_SPREAD] * size)
