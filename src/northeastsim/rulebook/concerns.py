"""What actors want: eight concerns, each a score or a mean of scores, and what an option that is tried is worth to them.

Whatever a concern is made of is computed when it is first asked for, and again only where a trial touched it. A test
compares this with recomputing everything, bit for bit.
"""

from . import layout as at
from . import parameters as of
from .arithmetic import exp
from .layout import M, T, X
from .scores import (
    autonomy,
    calm_of_neighbours,
    influence,
    prosperity,
    refresh_forces,
    refresh_hazards,
    refresh_leverage,
    refresh_security,
    stability,
)
from .trial import cares, renew


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


def remember(x: X, m: M, i: int) -> None:
    """Note the concerns of actor i as they stand, before anything is tried; those that are not known have no weight.

    Security weighs more below what the actor has become used to (aspiration).
    """
    if m[at.BEFORE_KNOWN] >> i & 1 == 1:
        return
    m[at.BEFORE_KNOWN] |= 1 << i
    know_what_matters(x, m, i)
    n = m[at.ACTORS]
    before = at.BEFORE + at.CONCERNS * i
    x[before + at.OWN_SECURITY] = x[at.SECURITY + i]
    if cares(x, at.AUTONOMY, i):
        x[before + at.AUTONOMY] = autonomy(x, n, i)
    x[before + at.INFLUENCE] = influence_over_clients(x, n, i)
    x[before + at.PROSPERITY] = prosperity(x, n, i)
    if cares(x, at.STABILITY, i):
        x[before + at.STABILITY] = stability(x, m)
    x[before + at.PARTNERSHIP] = partnership(x, n, i)
    x[before + at.ALLIES] = security_of_allies(x, n, i)
    if cares(x, at.NEIGHBOURS, i):
        x[before + at.NEIGHBOURS] = calm_of_neighbours(x, m, i)
    gap = x[of.ASPIRATION] * (x[at.ACCEPTABLE_SECURITY + i] - x[at.SECURITY + i])
    x[at.URGENCY + i] = exp(max(-1.0, min(1.5, gap)))


def know_what_matters(x: X, m: M, i: int) -> None:
    """Compute what the concerns of actor i are made of, where it is not known yet."""
    for k in range(m[at.ACTORS]):
        if m[at.ALLIES_OF + i] >> k & 1 == 1:
            know_security(x, m, k)
        if m[at.JUDGED_BY + i] >> k & 1 == 1:
            know_leverage(x, m, k)
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
        refresh_hazards(x, m)
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
    for i in range(m[at.ACTORS]):
        m[at.ALLIES_OF + i] = 1 << i
        for j in range(m[at.ACTORS]):
            x[at.CARE_ALLY + at.PAIR * i + j] = x[at.COMMITMENT + at.PAIR * i + j]
            if x[at.CARE_ALLY + at.PAIR * i + j] > 0.0:
                m[at.ALLIES_OF + i] |= 1 << j


def note_judged(x: X, m: M) -> None:
    """Note over whom leverage counts for whom (influence over them, or one's own autonomy), and whose neighbours do."""
    for i in range(m[at.ACTORS]):
        m[at.NEIGHBOURS_OF + i] = 0
        m[at.JUDGED_BY + i] = 1 << i if cares(x, at.AUTONOMY, i) else 0
        for j in range(m[at.ACTORS]):
            if x[at.CARE_INFLUENCE + at.PAIR * i + j] > 0.0:
                m[at.JUDGED_BY + i] |= 1 << j
            if j != i and cares(x, at.NEIGHBOURS, i) and x[at.LAND + at.PAIR * i + j] * x[at.BRITTLE + j] > 0.0:
                m[at.NEIGHBOURS_OF + i] |= 1 << j


def gain(x: X, m: M, t: T, i: int) -> float:
    """Return what the open trial is worth to actor i: weighted changes of its concerns, squashed to +-2 each.

    A concern that the trial did not touch has not changed. Security has its urgency.
    """
    renew(x, m, t, i)
    n = m[at.ACTORS]
    total = 0.0
    if m[at.TOUCHED_SECURITY] >> i & 1 == 1:
        total += worth(x, i, at.OWN_SECURITY, x[at.SECURITY + i], x[at.URGENCY + i])
    if (m[at.TOUCHED_LEVERAGE] | m[at.TOUCHED_AUTONOMY]) >> i & 1 == 1 and cares(x, at.AUTONOMY, i):
        total += worth(x, i, at.AUTONOMY, autonomy(x, n, i), 1.0)
    if (m[at.TOUCHED_LEVERAGE] & m[at.JUDGED_BY + i]) | (m[at.TOUCHED_FRIENDS] >> i & 1) != 0:
        total += worth(x, i, at.INFLUENCE, influence_over_clients(x, n, i), 1.0)
    if m[at.TOUCHED_TRADE] >> i & 1 == 1:
        total += worth(x, i, at.PROSPERITY, prosperity(x, n, i), 1.0)
    if m[at.MOVED_HAZARDS] == 1 and cares(x, at.STABILITY, i):
        total += worth(x, i, at.STABILITY, stability(x, m), 1.0)
    if m[at.TOUCHED_REGARD] >> i & 1 == 1:
        total += worth(x, i, at.PARTNERSHIP, partnership(x, n, i), 1.0)
    if m[at.TOUCHED_SECURITY] & m[at.ALLIES_OF + i] != 0:
        total += worth(x, i, at.ALLIES, security_of_allies(x, n, i), 1.0)
    if m[at.TOUCHED_TRADE] & m[at.NEIGHBOURS_OF + i] != 0:
        total += worth(x, i, at.NEIGHBOURS, calm_of_neighbours(x, m, i), 1.0)
    return total


def worth(x: X, i: int, c: int, after: float, urgency: float) -> float:
    """Return what it is worth to actor i that a concern stands as it does after a trial.

    Its change is divided by the usual size of a change in that concern; z / (1 + |z| / 2) keeps one treaty from
    swamping everything.
    """
    z = (after - x[at.BEFORE + at.CONCERNS * i + c]) / x[of.SCALE_SECURITY + c]
    return x[at.CONCERN_WEIGHT + at.ACTOR_PITCH * c + i] * urgency * z / (1.0 + 0.5 * abs(z))
