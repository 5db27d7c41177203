"""Who answers whom: how much of a state's military growth the acts of each other state account for, and how it would answer more.

Three questions, asked once a year at an actor's budget. What security is missing because of whom (an account that fades as
the actor becomes used to less)? How much of this year's growth answers whom? And how much would growth rise if another
had more (the reaction matrix; Richardson 1960)? Nothing here moves the world.
"""

from . import layout as at
from . import parameters as of
from .arithmetic import exp
from .layout import M, T, X
from .scores import refresh_force, refresh_security, threat_of

STEP = 0.01  # by which share another's capital is raised to see who would answer
LEAST_HELD = 0.001  # per year: who is held back by less counts as held back by this
SQUARINGS = 32  # of the reactions at most
CLOSE = 1e-9  # relative change at which they end


def open_accounts(x: X, m: M, t: T) -> None:
    """Begin every account: nothing is missing yet, and all is felt as it stands."""
    n = m[at.ACTORS]
    for i in range(n):
        for j in range(n):
            k = at.PAIR * i + j
            x[at.MISSING_BY + k] = 0.0
            x[at.PROGRAMME_BY + k] = 0.0
            x[at.ANSWER + k] = 0.0
            for c in range(at.CHANNELS):
                x[at.FELT + at.PAIR_PITCH * c + k] = felt(x, i, j, c) if j != i else 0.0
        if m[at.RICHARDSON_ON] == 0:
            weigh_reactions(x, m, t, i)
    weigh_stability(x, n)


def felt(x: X, i: int, j: int, c: int) -> float:
    """Return what j adds to the threat that i feels in a channel, as `refresh_security` counts it before cover and scale."""
    reach = 1.0
    if c == at.GROUND:
        oversea = x[of.OVERSEAS_GROUND]
        reach = oversea + (1.0 - oversea) * x[at.LAND + at.PAIR * i + j]
    return threat_of(x, i, j) * reach * x[at.OFFENCE + at.CHANNELS * j + c]


def note_missing(x: X, m: M, i: int) -> None:
    """Add to each account of i what security it lost since its last budget because another threatens it more (or less).

    1. What was missing fades as the actor becomes used to it, like the gap itself.
    2. The loss by j is what i's security would be with j's threat as it was, less what it is.

    The security of i and of its channels must be up to date.
    """
    n = m[at.ACTORS]
    fades = exp(-0.6931471805599453 / x[of.SECURITY_LIFE])
    for j in range(n):
        if j != i:
            k = at.PAIR * i + j
            x[at.MISSING_BY + k] = fades * x[at.MISSING_BY + k] + lost_to(x, n, i, j)
    for j in range(n):
        if j != i:
            for c in range(at.CHANNELS):
                x[at.FELT + at.PAIR_PITCH * c + at.PAIR * i + j] = felt(x, i, j, c)


def lost_to(x: X, n: int, i: int, j: int) -> float:
    """Return how much more secure i would be if j threatened it as at its last budget, and all else were as it is.

    Protection over threat of a channel is s / (1 - s), so that only the ratio of the threats is needed.
    """
    total = 0.0
    weights = 0.0
    for c in range(at.CHANNELS):
        weights += x[of.WEIGHT_AIR + c]
        whole = 0.0
        for k in range(n):
            if k != i:
                whole += felt(x, i, k, c)
        secure = x[at.CHANNEL_SECURITY + c]
        more = felt(x, i, j, c) - x[at.FELT + at.PAIR_PITCH * c + at.PAIR * i + j]
        if more != 0.0 and whole > 0.0 and secure > 0.0:
            threat = (1.0 - secure) / secure * max(0.0, 1.0 - more / whole)
            total += x[of.WEIGHT_AIR + c] * (1.0 / (1.0 + threat) - secure)
    return total / weights


def programme_chance(x: X, gap: float) -> float:
    """Return the yearly chance that an actor starts a spending programme, by the security that it misses."""
    return 1.0 / (1.0 + exp(-(x[of.PROGRAMME_BASE] + x[of.PROGRAMME_GAP] * gap)))


def trace_programme(x: X, n: int, i: int, gap: float) -> None:
    """Note which share of a programme that starts now would not have come without what j took: the excess over the chance without."""
    chance = programme_chance(x, gap)
    for j in range(n):
        if j != i:
            k = at.PAIR * i + j
            without = programme_chance(x, gap - x[at.MISSING_BY + k])
            x[at.PROGRAMME_BY + k] = max(0.0, 1.0 - without / chance)


def note_answers(x: X, n: int, i: int, programme: float, rate: float) -> None:
    """Note how much of this year's growth of i's spending answers each other; `programme` is what a programme adds to its rate."""
    growth = (exp(rate) - 1.0) / rate if rate != 0.0 else 1.0  # for each unit of the rate
    for j in range(n):
        if j != i:
            k = at.PAIR * i + j
            x[at.ANSWER + k] = growth * (x[of.REACTION] * x[at.MISSING_BY + k] + programme * x[at.PROGRAMME_BY + k])


def weigh_reactions(x: X, m: M, t: T, i: int) -> None:
    """Weigh how much next year's growth of i would rise per unit of the logarithm of each other's capital, and what holds it back.

    Spending and, where none is under way, a programme answer missing security. Held back it is by fatigue, and by the
    security that its own capital gives. Everyone's forces must be up to date; the security of i is left so.
    """
    n = m[at.ACTORS]
    answers = x[of.REACTION]
    if x[at.PROGRAMME_LEFT + i] <= 0.0 and m[at.CHANCE_ON] == 1:
        chance = programme_chance(x, x[at.ACCEPTABLE_SECURITY + i] - x[at.SECURITY + i])
        answers += x[of.PROGRAMME_GAP] * chance * (1.0 - chance) * x[of.PROGRAMME_GAIN] * x[of.PROGRAMME_YEARS]
    secure = x[at.SECURITY + i]
    for j in range(n):
        old = x[at.CAPITAL + j]
        x[at.CAPITAL + j] = old * (1.0 + STEP)
        refresh_force(x, m, t, j)
        refresh_security(x, n, i)
        x[at.REACTION_TO + at.PAIR * i + j] = answers * (secure - x[at.SECURITY + i]) / STEP
        x[at.CAPITAL + j] = old
        refresh_force(x, m, t, j)
    refresh_security(x, n, i)
    burden = x[at.SPENDING + i] / x[at.ECONOMY + i] if x[at.ECONOMY + i] > 0.0 else 0.0
    usual = x[at.USUAL_BURDEN + i]
    tired = x[of.FATIGUE] * burden / usual if usual > 0.0 else 0.0
    x[at.HELD_BACK + i] = tired - x[at.REACTION_TO + at.PAIR * i + i]
    x[at.REACTION_TO + at.PAIR * i + i] = 0.0


def weigh_stability(x: X, n: int) -> None:
    """Weigh the stability of the race: the spectral radius of the reactions to rivals over what holds each back (Richardson 1960).

    Below 1 a build-up dies out, above it feeds itself. Answers to allies, which are negative, are left out, so that the
    largest eigenvalue is real (Perron and Frobenius). By squaring 1 + the matrix, scaled: as sure as billions of rounds of
    power iteration also where states answer one another in turn, or in a chain that nobody closes.
    """
    greatest = 0.0
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += reaction(x, i, j)
        greatest = max(greatest, total)
    for i in range(n):
        for j in range(n):
            one = 1.0 if i == j else 0.0
            x[at.POWER + at.PAIR * i + j] = one + (reaction(x, i, j) / greatest if greatest > 0.0 else 0.0)
    radius = -1.0
    for _ in range(SQUARINGS):
        before = radius
        radius = growth_of_pattern(x, n)
        if abs(radius - before) <= CLOSE * radius:
            break
        square(x, n)
    x[at.INSTABILITY] = radius


def reaction(x: X, i: int, j: int) -> float:
    """Return the reaction of i to its rival j over what holds i back."""
    return max(0.0, x[at.REACTION_TO + at.PAIR * i + j]) / max(LEAST_HELD, x[at.HELD_BACK + i])


def growth_of_pattern(x: X, n: int) -> float:
    """Return by what the pattern of growth that the power so far makes of equal growth grows if it answers itself once more."""
    total = 0.0
    grown = 0.0
    for j in range(n):
        weight = 0.0
        for k in range(n):
            weight += x[at.POWER + at.PAIR * j + k]
        total += weight
        for i in range(n):
            grown += reaction(x, i, j) * weight
    return grown / total


def square(x: X, n: int) -> None:
    """Square the power, scaled to a sum of 1."""
    total = 0.0
    for i in range(n):
        for j in range(n):
            value = 0.0
            for k in range(n):
                value += x[at.POWER + at.PAIR * i + k] * x[at.POWER + at.PAIR * k + j]
            x[at.SQUARE + at.PAIR * i + j] = value
            total += value
    for i in range(n):
        for j in range(n):
            x[at.POWER + at.PAIR * i + j] = x[at.SQUARE + at.PAIR * i + j] / total
