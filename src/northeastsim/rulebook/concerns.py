"""What actors want: seven concerns, each a score or a mean of scores, and what an option that is tried is worth to them.

Whatever a concern is made of is computed when it is first asked for, and again only where a trial touched it. A test
compares this with recomputing everything, bit for bit.
"""

from . import layout as at
from . import parameters as of
from .arithmetic import exp
from .layout import M, T, X
from .scores import (
    autonomy,
    influence,
    prosperity,
    refresh_forces,
    refresh_hazard,
    refresh_leverage,
    refresh_security,
    stability,
)
from .trial import renew


def concern(x: X, m: M, i: int, c: int) -> float:
    """Return a concern of actor i, of which it wants more, from what is known."""
    n = m[at.ACTORS]
    if c == at.OWN_SECURITY:
        return x[at.SECURITY + i]
    if c == at.AUTONOMY:
        return autonomy(x, n, i)
    if c == at.INFLUENCE:
        return influence_over_clients(x, n, i)
    if c == at.PROSPERITY:
        return prosperity(x, n, i)
    if c == at.STABILITY:
        return stability(x, n)
    if c == at.PARTNERSHIP:
        return partnership(x, n, i)
    return security_of_allies(x, n, i)


def influence_over_clients(x: X, n: int, i: int) -> float:
    """Return the mean influence of actor i over those it cares about, by how much it does."""
    total = 0.0
    for j in range(n):
        if j != i and x[at.CARE_INFLUENCE + at.PAIR * i + j] > 0.0:
            total += x[at.CARE_INFLUENCE + at.PAIR * i + j] * influence(x, n, i, j)
    return total


def partnership(x: X, n: int, i: int) -> float:
    """Return the mean regard between actor i and its partners, both ways, by how much it cares."""
    total = 0.0
    for j in range(n):
        k = at.PAIR * i + j
        if j != i and x[at.CARE_PARTNER + k] > 0.0:
            total += x[at.CARE_PARTNER + k] * 0.5 * (x[at.ALIGNMENT + k] + x[at.ALIGNMENT + at.PAIR * j + i])
    return total


def security_of_allies(x: X, n: int, i: int) -> float:
    """Return the security of actor i's allies, by how far it is committed to each."""
    total = 0.0
    for j in range(n):
        if j != i and x[at.CARE_ALLY + at.PAIR * i + j] > 0.0:
            total += x[at.CARE_ALLY + at.PAIR * i + j] * x[at.SECURITY + j]
    return total


def cares(x: X, c: int, i: int) -> bool:
    """Return whether a concern has weight for actor i."""
    return x[at.CONCERN_WEIGHT + at.ACTOR_PITCH * c + i] != 0.0


def remember(x: X, m: M, i: int) -> None:
    """Note the concerns of actor i as they stand, before anything is tried.

    Security weighs more below what the actor has become used to (aspiration).
    """
    if m[at.BEFORE_KNOWN] >> i & 1 == 1:
        return
    m[at.BEFORE_KNOWN] |= 1 << i
    know_what_matters(x, m, i)
    for c in range(at.CONCERNS):
        if cares(x, c, i):
            x[at.BEFORE + at.CONCERNS * i + c] = concern(x, m, i, c)
    gap = x[of.ASPIRATION] * (x[at.ACCEPTABLE_SECURITY + i] - x[at.SECURITY + i])
    x[at.URGENCY + i] = exp(max(-1.0, min(1.5, gap)))


def know_what_matters(x: X, m: M, i: int) -> None:
    """Compute what the concerns of actor i are made of, where it is not known yet."""
    know_security(x, m, i)
    if cares(x, at.AUTONOMY, i):
        know_leverage(x, m, i)
    for j in range(m[at.ACTORS]):
        if x[at.CARE_INFLUENCE + at.PAIR * i + j] > 0.0:
            know_leverage(x, m, j)
        if x[at.CARE_ALLY + at.PAIR * i + j] > 0.0:
            know_security(x, m, j)
    if cares(x, at.STABILITY, i):
        know_hazards(x, m)


def know_security(x: X, m: M, k: int) -> None:
    """Compute the security of actor k unless it is known."""
    if m[at.KNOWN_SECURITY] >> k & 1 == 0:
        refresh_security(x, m[at.ACTORS], k)
        m[at.KNOWN_SECURITY] |= 1 << k


def know_leverage(x: X, m: M, k: int) -> None:
    """Compute everyone's leverage over actor k unless it is known."""
    if m[at.KNOWN_LEVERAGE] >> k & 1 == 0:
        know_security(x, m, k)
        refresh_leverage(x, m[at.ACTORS], k)
        m[at.KNOWN_LEVERAGE] |= 1 << k


def know_hazards(x: X, m: M) -> None:
    """Compute the hazards of all pairs unless they are known."""
    if m[at.KNOWN_HAZARDS] == 0:
        for i in range(m[at.ACTORS]):
            for j in range(i + 1, m[at.ACTORS]):
                refresh_hazard(x, i, j)
        m[at.KNOWN_HAZARDS] = 1


def know_everything(x: X, m: M) -> None:
    """Compute all scores that are not known yet."""
    for k in range(m[at.ACTORS]):
        know_leverage(x, m, k)
    know_hazards(x, m)


def look(x: X, m: M, t: T) -> None:
    """Look at the world as it stands, if it has moved since: nothing but forces is known.

    How much an ally's security counts is the commitment as it stands now: else promising more would be a gain in itself.
    """
    if m[at.FRESH] == 1:
        return
    m[at.FRESH] = 1
    m[at.KNOWN_SECURITY] = 0
    m[at.KNOWN_LEVERAGE] = 0
    m[at.KNOWN_HAZARDS] = 0
    m[at.BEFORE_KNOWN] = 0
    refresh_forces(x, m, t)
    n = m[at.ACTORS]
    for i in range(n):
        for j in range(n):
            x[at.CARE_ALLY + at.PAIR * i + j] = x[at.COMMITMENT + at.PAIR * i + j]


def gain(x: X, m: M, t: T, i: int) -> float:
    """Return what the open trial is worth to actor i: weighted changes of its concerns, squashed to +-2 each.

    A change is divided by the usual size of a change in that concern; z / (1 + |z| / 2) keeps one treaty from
    swamping everything. A concern that the trial did not touch has not changed.
    """
    renew(x, m, t, i)
    total = 0.0
    for c in range(at.CONCERNS):
        weight = x[at.CONCERN_WEIGHT + at.ACTOR_PITCH * c + i]
        if weight != 0.0 and is_touched(m, i, c):
            z = (concern(x, m, i, c) - x[at.BEFORE + at.CONCERNS * i + c]) / x[of.SCALE_SECURITY + c]
            if c == at.OWN_SECURITY:
                weight = weight * x[at.URGENCY + i]
            total += weight * z / (1.0 + 0.5 * abs(z))
    return total


def is_touched(m: M, i: int, c: int) -> bool:
    """Return whether the open trial may have changed a concern of actor i."""
    if c == at.OWN_SECURITY:
        return m[at.TOUCHED_SECURITY] >> i & 1 == 1
    if c == at.AUTONOMY:
        return (m[at.TOUCHED_LEVERAGE] | m[at.TOUCHED_AUTONOMY]) >> i & 1 == 1
    if c == at.INFLUENCE:
        return m[at.TOUCHED_LEVERAGE] != 0 or m[at.TOUCHED_FRIENDS] >> i & 1 == 1
    if c == at.PROSPERITY:
        return m[at.TOUCHED_TRADE] >> i & 1 == 1
    if c == at.STABILITY:
        return m[at.TOUCHED_HAZARDS] == 1
    if c == at.PARTNERSHIP:
        return m[at.TOUCHED_REGARD] >> i & 1 == 1
    return m[at.TOUCHED_SECURITY] != 0
