"""Who stands with whom: two camps on a landscape of energy (Axelrod and Bennett 1993, BJPS 23).

Each pair has a propensity to stand together, positive or negative, and each member a size. A configuration puts every
member in one of two camps. Its energy is low where friends are together and enemies apart, large pairs first:

    F_i = sum_j s_j p_ij d_ij,    E = sum_i s_i F_i = sum_ij s_i s_j p_ij d_ij,    d_ij = 1 for opposite camps, else 0

over ordered pairs. Every member moves to lessen its own frustration F_i. If propensities are mutual, each such move
lowers the energy too, by 2 s_i times as much, so that moving ends, in a configuration that nobody wants to leave.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

MOST = 20  # members: 2^19 configurations
EQUAL = 1e-12  # of all that is at stake: what differs by less is a tie

Numbers = NDArray[np.float64]
Sides = NDArray[np.int64]


class Minimum(NamedTuple):
    """A configuration that no single member gains by leaving.

    `sides` are 0 or 1, the first member's 0; `energy` in squared units of size; `basin` counts the configurations of
    all 2^(n-1) from which steepest descent comes here; `costs` are what the energy rises by if a member changes sides.
    """

    sides: Sides
    energy: float
    basin: int
    costs: Numbers


class Steadiness(NamedTuple):
    """What a perturbation leaves of the deepest minimum, over `draws`.

    `kept`: share of the draws in which nobody changes camp; `agreement`: mean share of the members in their old camp,
    at least a half by definition; `least`: the lowest of these shares.
    """

    draws: int
    kept: float
    agreement: float
    least: float


def energy(sizes: ArrayLike, propensity: ArrayLike, sides: ArrayLike) -> float:
    """Return the energy of a configuration; of propensities that are not mutual it is that of their mean."""
    return float(np.asarray(sizes, dtype=np.float64) @ frustration(sizes, propensity, sides))


def frustration(sizes: ArrayLike, propensity: ArrayLike, sides: ArrayLike) -> Numbers:
    """Return each member's frustration: sizes of friends in the other camp, less sizes of enemies there."""
    s, p, side = np.asarray(sizes, dtype=np.float64), np.asarray(propensity, dtype=np.float64), np.asarray(sides)
    apart = side[:, None] != side[None, :]
    felt: Numbers = (p * apart) @ s
    return felt


def costs(sizes: ArrayLike, propensity: ArrayLike, sides: ArrayLike) -> Numbers:
    """Return what the energy rises by if one member changes sides; below 0 where it falls."""
    return rises(stakes(sizes, mutual(propensity)), np.asarray(sides))


def rises(weights: Numbers, sides: Sides) -> Numbers:
    """Return what the energy rises by if one member changes sides: twice what it shares with its camp, less the rest."""
    spins = np.where(sides == sides[0], 1.0, -1.0)
    by: Numbers = 2.0 * spins * (weights @ spins)
    return by


def mutual(propensity: ArrayLike) -> Numbers:
    """Return propensities with a diagonal of 0, and with both directions of a pair replaced by their mean.

    Warns where they differ: members who judge a pair differently may go round in circles (one follows, the other
    flees), and no energy tells where they stop; the mean has the same energy and does not.
    """
    p = np.array(propensity, dtype=np.float64)
    if p.ndim != 2 or p.shape[0] != p.shape[1] or not np.isfinite(p).all():
        raise ValueError(f"propensity: expected a square table of finite numbers, got one of shape {p.shape}")
    np.fill_diagonal(p, 0.0)
    if not np.allclose(p, p.T, rtol=1e-9, atol=1e-12):
        message = "propensities differ by direction; each pair is given the mean of both"
        warnings.warn(message, UserWarning, stacklevel=3)
    symmetric: Numbers = (p + p.T) / 2.0
    return symmetric


def stakes(sizes: ArrayLike, propensity: Numbers) -> Numbers:
    """Return what each pair puts at stake: s_i s_j p_ij."""
    s = np.asarray(sizes, dtype=np.float64)
    if s.shape != (len(propensity),) or not np.isfinite(s).all() or (s < 0.0).any():
        raise ValueError(f"sizes: expected {len(propensity)} finite numbers, none negative, got {s.tolist()}")
    if not 1 <= len(s) <= MOST:
        raise ValueError(f"sizes: expected 1 to {MOST} members, since all configurations are tried, got {len(s)}")
    weights: Numbers = s[:, None] * s[None, :] * propensity
    return weights


def energies(weights: Numbers) -> Numbers:
    """Return the energy of every configuration, at its number: bit i - 1 says whether member i is in the other camp.

    Member after member is added to all configurations of those before it, in either camp; the first is always in the
    first camp, since camps have no names.
    """
    found = np.zeros(1)
    for k in range(1, len(weights)):
        shared = np.zeros(1)  # what member k has at stake with those before it who are in the other camp
        for j in range(1, k):
            shared = np.concatenate([shared, shared + weights[j, k]])
        found = np.concatenate([found + 2.0 * shared, found + 2.0 * (weights[:k, k].sum() - shared)])
    return found


def least_gain(weights: Numbers) -> float:
    """Return by how much energies must differ to count as different."""
    return EQUAL * float(np.abs(weights).sum())


def minima(sizes: ArrayLike, propensity: ArrayLike) -> list[Minimum]:
    """Return all local minima, the deepest first, by trying every configuration of at most 20 members.

    1. In each configuration, try each member's change of sides, and go where the energy falls most; of equal falls
       the first member's. Where it falls nowhere stands a minimum.
    2. Follow all paths at once, doubling their length, until none leads further: basins.

    A tie counts as no gain, so that of two configurations with equal energy beside each other both are minima.
    """
    weights = stakes(sizes, mutual(propensity))
    found, tie = energies(weights), least_gain(weights)
    number = np.arange(len(found))
    following, steepest = number, np.zeros(len(found))
    for k in range(len(weights)):
        changed = number ^ (1 << k - 1 if k else len(found) - 1)  # if the first member leaves, all others change names
        falls = found - found[changed]
        better = falls > steepest + tie
        following, steepest = np.where(better, changed, following), np.where(better, falls, steepest)
    while not np.array_equal(further := following[following], following):
        following = further
    ends, basins = np.unique(following, return_counts=True)
    each = zip(ends.tolist(), basins.tolist(), strict=True)
    listed = [Minimum(s := sides_of(k, len(weights)), float(found[k]), b, rises(weights, s)) for k, b in each]
    return sorted(listed, key=lambda one: one.energy)


def sides_of(number: int, n: int) -> Sides:
    """Return the sides of a configuration of n members, given by its number."""
    return np.array([0, *(number >> k & 1 for k in range(n - 1))])


def deepest(weights: Numbers) -> Sides:
    """Return the sides of the configuration of lowest energy; of equal ones the first."""
    found = energies(weights)
    return sides_of(int((found <= found.min() + least_gain(weights)).argmax()), len(weights))


def agreement(one: ArrayLike, other: ArrayLike) -> float:
    """Return the share of members who stand alike in two configurations; camps have no names, so half at least."""
    alike = float(np.mean(np.asarray(one) == np.asarray(other)))
    return max(alike, 1.0 - alike)


def perturbed(
    sizes: ArrayLike,
    propensity: ArrayLike,
    *,
    share: float = 0.1,
    by: float = 1.0,
    factor: float = 1.0,
    draws: int = 200,
    seed: int = 0,
    against: Sequence[int] | None = None,
) -> Steadiness:
    """Return what is left of the deepest minimum when its inputs are slightly otherwise.

    In each draw every pair moves with probability `share`, up or down by `by`, and every size is multiplied by at most
    `factor` or divided by as much, evenly on a scale of logarithms. The draw's deepest minimum is compared with that
    of the inputs, or with `against`, the sides of some other configuration, such as one that came about. The defaults
    are for propensities coded in whole numbers. `seed` fixes all draws. Raises ValueError for what cannot be drawn.
    """
    if not (0.0 <= share <= 1.0 and np.isfinite(by) and 1.0 <= factor < np.inf and draws >= 1):
        asked = f"share {share!r}, by {by!r}, factor {factor!r}, draws {draws!r}"
        raise ValueError(f"expected a share of 0 to 1, a finite by, a factor of 1 or more, at least one draw; got {asked}")
    s, p = np.asarray(sizes, dtype=np.float64), mutual(propensity)
    n = len(p)
    before = deepest(stakes(s, p)) if against is None else np.asarray(against)
    random = np.random.default_rng(seed)
    upper = np.triu_indices(n, 1)
    alike = []
    for _ in range(draws):
        moved = np.zeros((n, n))
        moved[upper] = by * (random.random(len(upper[0])) < share) * random.choice((-1.0, 1.0), len(upper[0]))
        scaled = s * factor ** random.uniform(-1.0, 1.0, n)
        alike.append(agreement(before, deepest(stakes(scaled, p + moved + moved.T))))
    return Steadiness(draws, float(np.mean([each == 1.0 for each in alike])), float(np.mean(alike)), min(alike))
