"""Looking at the world without touching it: the state drifts to the moment, is read, and is put back.

`OBSERVED` in `layout.py` receives the scores and variables below, in this order, rows of pairs before rows of actors.
"""

from . import layout as at
from .conditions import evaluate
from .drift import advance
from .layout import M, T, X
from .scores import (
    abandonment,
    autonomy,
    cohesion,
    economic_dependence,
    entrapment,
    income_base,
    influence,
    obligations,
    perceived,
    polarisation,
    prosperity,
    refresh,
    refresh_security,
    sanctions_bite,
    security_dependence,
    stability,
    stress,
    supply_base,
    terms_of_trade,
)

PAIR_NAMES = (
    "influence", "dependence", "security_dependence", "leverage", "alignment", "commitment", "supply", "provocation",
    "sanctions", "flows", "trade", "contact", "perceived", "obligations", "terms_of_trade", "cohesion", "reaction", "answer",
)  # fmt: skip
ACTOR_NAMES = (
    "security", "air_security", "ground_security", "sea_security", "nuclear_security", "autonomy", "prosperity",
    "economy", "spending", "capital", "strategic", "outside_war", "posture", "accept", "hedging", "technology", "stress",
    "entrapment", "abandonment", "sanctions_bite", "held_back",
)  # fmt: skip
WORLD_NAMES = ("stability", "polarisation", "monitoring", "instability")
OBSERVED_ACTORS = at.OBSERVED + 18 * at.PAIR_PITCH
OBSERVED_WORLD = OBSERVED_ACTORS + 21 * at.ACTOR_PITCH


def observe(x: X, m: M, t: T, tick: int) -> None:
    """Write what is seen at minute `tick` to x[OBSERVED...]; the world stays as it was."""
    clock = m[at.CLOCK]
    save(x, m)
    advance(x, m, tick)
    refresh(x, m, t)
    n = m[at.ACTORS]
    for i in range(n):
        income = income_base(x, n, i)
        supplied = supply_base(x, n, i)
        for j in range(n):
            if i != j:
                k = at.PAIR * i + j
                x[at.OBSERVED + k] = influence(x, n, i, j)
                x[at.OBSERVED + at.PAIR_PITCH + k] = economic_dependence(x, i, j, income)
                x[at.OBSERVED + at.PAIR_PITCH * 2 + k] = security_dependence(x, i, j, supplied)
                x[at.OBSERVED + at.PAIR_PITCH * 3 + k] = x[at.LEVERAGE + k]
                for row in range(8):
                    x[at.OBSERVED + at.PAIR_PITCH * (4 + row) + k] = x[at.ALIGNMENT + at.PAIR_PITCH * row + k]
                x[at.OBSERVED + at.PAIR_PITCH * 12 + k] = perceived(x, k)
                x[at.OBSERVED + at.PAIR_PITCH * 13 + k] = obligations(x, i, j)
                x[at.OBSERVED + at.PAIR_PITCH * 14 + k] = terms_of_trade(x, i, j)
                x[at.OBSERVED + at.PAIR_PITCH * 15 + k] = cohesion(x, i, j)
                x[at.OBSERVED + at.PAIR_PITCH * 16 + k] = x[at.REACTION_TO + k]
                x[at.OBSERVED + at.PAIR_PITCH * 17 + k] = x[at.ANSWER + k]
        refresh_security(x, n, i)  # leaves the channels
        x[OBSERVED_ACTORS + i] = x[at.SECURITY + i]
        for c in range(at.CHANNELS):
            x[OBSERVED_ACTORS + at.ACTOR_PITCH * (1 + c) + i] = x[at.CHANNEL_SECURITY + c]
        x[OBSERVED_ACTORS + at.ACTOR_PITCH * 5 + i] = autonomy(x, n, i)
        x[OBSERVED_ACTORS + at.ACTOR_PITCH * 6 + i] = prosperity(x, n, i)
        x[OBSERVED_ACTORS + at.ACTOR_PITCH * 7 + i] = x[at.ECONOMY + i]
        x[OBSERVED_ACTORS + at.ACTOR_PITCH * 8 + i] = x[at.SPENDING + i]
        x[OBSERVED_ACTORS + at.ACTOR_PITCH * 9 + i] = x[at.CAPITAL + i]
        x[OBSERVED_ACTORS + at.ACTOR_PITCH * 10 + i] = x[at.STRATEGIC + i]
        x[OBSERVED_ACTORS + at.ACTOR_PITCH * 11 + i] = x[at.OUTSIDE_WAR + i]
        x[OBSERVED_ACTORS + at.ACTOR_PITCH * 12 + i] = x[at.POSTURE + i]
        x[OBSERVED_ACTORS + at.ACTOR_PITCH * 13 + i] = x[at.ACCEPTANCE + i]
        x[OBSERVED_ACTORS + at.ACTOR_PITCH * 14 + i] = x[at.HEDGING + i]
        x[OBSERVED_ACTORS + at.ACTOR_PITCH * 15 + i] = x[at.TECHNOLOGY + i]
        x[OBSERVED_ACTORS + at.ACTOR_PITCH * 16 + i] = stress(x, n, i)
        x[OBSERVED_ACTORS + at.ACTOR_PITCH * 17 + i] = entrapment(x, m, i)
        x[OBSERVED_ACTORS + at.ACTOR_PITCH * 18 + i] = abandonment(x, n, i)
        x[OBSERVED_ACTORS + at.ACTOR_PITCH * 19 + i] = sanctions_bite(x, n, i)
        x[OBSERVED_ACTORS + at.ACTOR_PITCH * 20 + i] = x[at.HELD_BACK + i]
    x[OBSERVED_WORLD] = stability(x, m)
    x[OBSERVED_WORLD + 1] = polarisation(x, n)
    x[OBSERVED_WORLD + 2] = x[at.MONITORING]
    x[OBSERVED_WORLD + 3] = x[at.INSTABILITY]
    for k in range(t[at.METRICS]):
        row = t[at.AT_METRICS] + 2 * k
        x[at.OBSERVED_METRICS + k] = evaluate(x, m, t, t[row], t[row + 1])
    check_finite(x, m)
    restore(x, m, clock)


def check_finite(x: X, m: M) -> None:
    """Report a state that holds an infinity or no number at all."""
    total = 0.0
    for i in range(m[at.ACTORS]):
        total += x[at.SPENDING + i] + x[at.CAPITAL + i] + x[at.ECONOMY + i] + x[at.SECURITY + i]
        for j in range(m[at.ACTORS]):
            k = at.PAIR * i + j
            total += x[at.ALIGNMENT + k] + x[at.TRADE + k] + x[at.FLOWS + k] + x[at.PROVOCATION + k]
    if not (total - total == 0.0):
        m[at.TROUBLE] = at.NOT_FINITE


def save(x: X, m: M) -> None:
    """Put the drifting state aside."""
    n = m[at.ACTORS]
    c = at.SAVED
    for row in range(at.ECONOMY, at.ECONOMY + at.ACTOR_ROWS * at.ACTOR_PITCH, at.ACTOR_PITCH):
        for i in range(n):
            x[c] = x[row + i]
            c += 1
    for row in range(at.ALIGNMENT, at.ALIGNMENT + at.PAIR_ROWS * at.PAIR_PITCH, at.PAIR_PITCH):
        for i in range(n):
            for j in range(n):
                x[c] = x[row + at.PAIR * i + j]
                x[c + 1] = x[row + at.PAIR_REST + at.PAIR * i + j]
                c += 2
    for s in range(m[at.SYSTEMS]):
        for i in range(n):
            x[c] = x[at.HOLDING + at.ACTOR_PITCH * s + i]
            c += 1


def restore(x: X, m: M, clock: int) -> None:
    """Put the state back as it was saved, at its clock."""
    m[at.CLOCK] = clock
    n = m[at.ACTORS]
    c = at.SAVED
    for row in range(at.ECONOMY, at.ECONOMY + at.ACTOR_ROWS * at.ACTOR_PITCH, at.ACTOR_PITCH):
        for i in range(n):
            x[row + i] = x[c]
            c += 1
    for row in range(at.ALIGNMENT, at.ALIGNMENT + at.PAIR_ROWS * at.PAIR_PITCH, at.PAIR_PITCH):
        for i in range(n):
            for j in range(n):
                x[row + at.PAIR * i + j] = x[c]
                x[row + at.PAIR_REST + at.PAIR * i + j] = x[c + 1]
                c += 2
    for s in range(m[at.SYSTEMS]):
        for i in range(n):
            x[at.HOLDING + at.ACTOR_PITCH * s + i] = x[c]
            c += 1
