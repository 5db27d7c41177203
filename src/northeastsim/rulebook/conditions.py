"""Conditions on the state of the world, as small programs on a stack: what `when`, rules and metrics compile to."""

from . import layout as at
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
    refresh_security,
    sanctions_bite,
    security_dependence,
    stability,
    stress,
    supply_base,
    terms_of_trade,
)

(
    CONSTANT, VALUE, RATIO, SCORE, FACT, CRISIS_NOW, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, UNEQUAL, AND, OR,
    NOT, MINUS, PLUS, TIMES, OVER, NEGATIVE, KNOWN,
) = range(21)  # fmt: skip

# scores that are not variables, by the names of the grammar
SCORES = (
    "influence", "dependence", "security_dependence", "leverage", "perceived", "obligations", "terms_of_trade", "cohesion",
    "security", "air_security", "ground_security", "sea_security", "nuclear_security", "autonomy", "prosperity", "stress",
    "entrapment", "abandonment", "sanctions_bite", "stability", "polarisation",
)  # fmt: skip
PAIR_SCORES = 8  # the first so many are of an ordered pair
ACTOR_SCORES = 11  # the next so many of an actor, the rest of the world


def score(x: X, m: M, code: int, i: int, j: int) -> float:
    """Return a score from derived values that are up to date."""
    n = m[at.ACTORS]
    if code == 0:
        return influence(x, n, i, j)
    if code == 1:
        return economic_dependence(x, i, j, income_base(x, n, i))
    if code == 2:
        return security_dependence(x, i, j, supply_base(x, n, i))
    if code == 3:
        return x[at.LEVERAGE + at.PAIR * i + j]
    if code == 4:
        return perceived(x, at.PAIR * i + j)
    if code == 5:
        return obligations(x, i, j)
    if code == 6:
        return terms_of_trade(x, i, j)
    if code == 7:
        return cohesion(x, i, j)
    if code == 8:
        return x[at.SECURITY + i]
    if code < 13:
        refresh_security(x, n, i)
        return x[at.CHANNEL_SECURITY + code - 9]
    if code == 13:
        return autonomy(x, n, i)
    if code == 14:
        return prosperity(x, n, i)
    if code == 15:
        return stress(x, n, i)
    if code == 16:
        return entrapment(x, m, i)
    if code == 17:
        return abandonment(x, n, i)
    if code == 18:
        return sanctions_bite(x, n, i)
    if code == 19:
        return stability(x, m)
    return polarisation(x, n)


def holds(x: X, m: M, t: T, c: int) -> bool:
    """Return whether condition c holds at the world's clock. Derived values must be up to date if it reads any."""
    row = t[at.AT_CONDITIONS] + at.CONDITION_WIDTH * c
    return evaluate(x, m, t, t[row + at.CONDITION_FIRST], t[row + at.CONDITION_LENGTH]) != 0.0


def evaluate(x: X, m: M, t: T, first: int, length: int) -> float:
    """Return the value of a program: true is 1, false 0. Division by 0 gives 0."""
    top = at.STACK - 1
    for k in range(first, first + length):
        row = t[at.AT_PROGRAMS] + at.PROGRAM_WIDTH * k
        operation = t[row]
        a = t[row + 1]
        if operation == CONSTANT or operation == VALUE:
            top += 1
            x[top] = x[a]
        elif operation == RATIO:
            top += 1
            base = x[t[row + 2]]
            x[top] = x[a] / base if base > 0.0 else 1.0
        elif operation == SCORE:
            top += 1
            x[top] = score(x, m, a, t[row + 2], t[row + 3])
        elif operation == FACT:
            top += 1
            x[top] = 1.0 * m[a]
        elif operation == CRISIS_NOW:
            top += 1
            x[top] = 1.0 if m[a] > 0 else 0.0
        elif operation == KNOWN:
            top += 1
            x[top] = 1.0 * (m[a] >> t[row + 2] & 1)
        elif operation == NOT:
            x[top] = 1.0 if x[top] == 0.0 else 0.0
        elif operation == NEGATIVE:
            x[top] = -x[top]
        else:
            top -= 1
            x[top] = combine(operation, x[top], x[top + 1])
    return x[at.STACK]


def combine(operation: int, a: float, b: float) -> float:
    """Return the value of a two-sided operation."""
    if operation == MINUS:
        return a - b
    if operation == PLUS:
        return a + b
    if operation == TIMES:
        return a * b
    if operation == OVER:
        return a / b if b != 0.0 else 0.0
    yes = False
    if operation == LESS:
        yes = a < b
    elif operation == LESS_EQUAL:
        yes = a <= b
    elif operation == GREATER:
        yes = a > b
    elif operation == GREATER_EQUAL:
        yes = a >= b
    elif operation == EQUAL:
        yes = a == b
    elif operation == UNEQUAL:
        yes = a != b
    elif operation == AND:
        yes = a != 0.0 and b != 0.0
    else:
        yes = a != 0.0 or b != 0.0
    return 1.0 if yes else 0.0
