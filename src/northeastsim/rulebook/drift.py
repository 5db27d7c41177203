"""What time does between events: values return towards what they rest at, in closed form.

Only an event moves the clock of the state. Who merely looks (`observe.py`) drifts a copy and puts it back, so that
looking more often changes nothing.
"""

from . import layout as at
from . import parameters as of
from .arithmetic import exp
from .layout import M, X

LN2 = 0.6931471805599453


def advance(x: X, m: M, tick: int) -> None:
    """Let the state drift from its clock to minute `tick`."""
    minutes = tick - m[at.CLOCK]
    m[at.CLOCK] = tick
    if minutes <= 0:
        return
    m[at.FRESH] = 0
    years = minutes / at.MINUTES_PER_YEAR
    n = m[at.ACTORS]
    drift_actors(x, m, n, years)
    drift_pairs(x, n, years)
    if x[of.BALANCE_PULL] > 0.0:
        pull_to_balance(x, n, years)


def left(years: float, half_life: float) -> float:
    """Return the share of a deviation that is left after some years."""
    return exp(-LN2 * years / half_life)


def drift_actors(x: X, m: M, n: int, years: float) -> None:
    """Drift what actors have: capital towards what spending sustains, posture, strategic forces, holdings."""
    posture = left(years, x[of.POSTURE_LIFE])
    strategic = left(years, x[of.STRATEGIC_LIFE])
    war = left(years, x[of.WAR_LIFE])
    strain = left(years, x[of.STRAIN_LIFE])
    holding = left(years, x[of.HOLDING_LIFE])
    for i in range(n):
        relax(x, at.POSTURE + i, at.ACTOR_REST, posture)
        relax(x, at.STRATEGIC + i, at.ACTOR_REST, strategic)
        drift_war(x, i, years, war)
        x[at.STRAIN + i] = x[at.STRAIN + i] * strain
        # Perpetual inventory: K' = iota ppp M - delta K, a return to iota ppp M / delta at the rate delta, if any.
        decay = x[at.CAPITAL_DECAY + i] + x[of.WAR_ATTRITION] * x[at.MEAN_WAR + i]
        built = x[of.INVESTMENT] * x[at.MILITARY_PPP + i] * x[at.SPENDING + i]
        if decay > 1e-9:
            rest = built / decay
            x[at.CAPITAL + i] = rest + (x[at.CAPITAL + i] - rest) * exp(-decay * years)
        else:
            x[at.CAPITAL + i] = x[at.CAPITAL + i] + built * years
        for s in range(m[at.SYSTEMS]):
            x[at.HOLDING + at.ACTOR_PITCH * s + i] = x[at.HOLDING + at.ACTOR_PITCH * s + i] * holding


def drift_war(x: X, i: int, years: float, left_of_it: float) -> None:
    """Drift the outside war of actor i, and note its mean over the step, which wears capital and sets the need for help."""
    rest = x[at.OUTSIDE_WAR + at.ACTOR_REST + i]
    gap = x[at.OUTSIDE_WAR + i] - rest
    mean = rest
    if gap != 0.0:
        mean = rest + gap * (1.0 - left_of_it) / (LN2 * years / x[of.WAR_LIFE])
        relax(x, at.OUTSIDE_WAR + i, at.ACTOR_REST, left_of_it)
    x[at.MEAN_WAR + i] = mean


def relax(x: X, place: int, rest: int, share: float) -> None:
    """Leave `share` of a value's deviation from its rest."""
    x[place] = x[place + rest] + (x[place] - x[place + rest]) * share


def drift_pairs(x: X, n: int, years: float) -> None:
    """Drift what pairs have: regard, contact, provocation, arms stocks, commitment, trade, flows."""
    alignment = left(years, x[of.ALIGNMENT_LIFE])
    commitment = left(years, x[of.COMMITMENT_LIFE])
    supply = left(years, x[of.SUPPLY_LIFE])
    provocation = left(years, x[of.PROVOCATION_LIFE])
    contact = left(years, x[of.CONTACT_LIFE])
    credibility = left(years, x[of.CREDIBILITY_LIFE])
    favours = left(years, x[of.FAVOUR_LIFE])
    fast = left(years, x[of.TRADE_LIFE])
    slow = left(years, x[of.SUPPORT_LIFE])
    mixed = between(years, x[of.TRADE_LIFE], x[of.SUPPORT_LIFE], fast, slow)
    for i in range(n):
        x[at.SCRATCH + i] = need(x, i)
    for i in range(n):
        for j in range(n):
            if i != j:
                k = at.PAIR * i + j
                relax(x, at.ALIGNMENT + k, at.PAIR_REST, alignment)
                relax(x, at.COMMITMENT + k, at.PAIR_REST, commitment)
                relax(x, at.SUPPLY + k, at.PAIR_REST, supply)
                relax(x, at.PROVOCATION + k, at.PAIR_REST, provocation)
                relax(x, at.CONTACT + k, at.PAIR_REST, contact)
                relax(x, at.CREDIBILITY + k, at.PAIR_REST, credibility)
                relax(x, at.BACKING + k, at.PAIR_REST, commitment)
                x[at.FAVOURS + k] = x[at.FAVOURS + k] * favours
                follow(x, at.TRADE + k, x[at.TRADE_BASE + k], fast, slow, mixed)
                follow(x, at.FLOWS + k, x[at.FLOWS_BASE + k] * x[at.SCRATCH + i] * x[at.SCRATCH + j], fast, slow, mixed)


def between(years: float, fast_life: float, slow_life: float, fast: float, slow: float) -> float:
    """Return how much of a target's own deviation has reached a value that follows it while the target lapses."""
    gap = slow_life - fast_life
    if abs(gap) < 1e-9 * slow_life:
        return LN2 * years / fast_life * fast
    return slow_life / gap * (slow - fast)


def need(x: X, i: int) -> float:
    """Return what is left of the need for help with which actor i began: its outside war, over this step, to the start's."""
    return x[at.MEAN_WAR + i] / x[at.START_WAR + i] if x[at.START_WAR + i] > 0.0 else 1.0


def follow(x: X, value: int, floor: float, fast: float, slow: float, mixed: float) -> None:
    """Move a value towards its target while the target itself lapses to a floor: two linear stages, solved."""
    target = x[value + at.PAIR_REST] - floor
    x[value] = floor + target * mixed + (x[value] - floor) * fast
    x[value + at.PAIR_REST] = floor + target * slow


def pull_to_balance(x: X, n: int, years: float) -> None:
    """Pull regards towards structural balance: the friend of my enemy is my enemy (off by default).

    Each regard moves towards the mean product of the two other sides of its triads, by a rate per year.
    """
    if n < 3:
        return
    share = 1.0 - exp(-x[of.BALANCE_PULL] * years)
    for i in range(n):
        for j in range(n):
            if i != j:
                k = at.ALIGNMENT + at.PAIR * i + j
                total = 0.0
                for h in range(n):
                    if h != i and h != j:
                        total += x[at.ALIGNMENT + at.PAIR * i + h] * x[at.ALIGNMENT + at.PAIR * h + j]
                x[k] = x[k] + share * (total / (n - 2) - x[k]) * (1.0 - x[k] * x[k])
