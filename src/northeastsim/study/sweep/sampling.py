"""Where points lie in the unit cube: a share of 0 to 1 for every uncertainty, by the methods that a sweep's file may name."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from northeastsim.errors import ScenarioError
from northeastsim.scenario.sweep import Design, Sweep, Uncertainty
from northeastsim.scenario.sweep.laying import middle, moves, shares_of
from northeastsim.study.design import strata

Shares = NDArray[np.float64]
Method = Callable[[Sequence[Uncertainty], Design], Shares]


def shares(sweep: Sweep) -> Shares:
    """Return the shares of a design, a row a point; raises ScenarioError where it needs a library that is missing."""
    try:
        return METHODS[sweep.design.method](sweep.uncertainties, sweep.design)
    except ImportError as error:
        message = f"'{sweep.design.method}' needs {error.name}, which is not installed: pip install 'northeastsim[analysis]'"
        raise ScenarioError([sweep.problem(("design", "method"), message)]) from error


def latin_hypercube(over: Sequence[Uncertainty], design: Design) -> Shares:
    """Return shares of which each uncertainty has one in each of as many equal strata as there are points."""
    return np.column_stack([strata(design.points, design.seed, one.path) for one in over])


def monte_carlo(over: Sequence[Uncertainty], design: Design) -> Shares:
    """Return shares at random; those of an uncertainty depend on its path and the seed alone."""
    return np.column_stack([stream(design.seed, one.path).random(design.points) for one in over])


def sobol_sequence(over: Sequence[Uncertainty], design: Design) -> Shares:
    """Return a scrambled Sobol sequence (Sobol 1967, Owen 1998)."""
    from scipy.stats import qmc

    return np.asarray(qmc.Sobol(len(over), rng=stream(design.seed)).random(design.points))


def halton(over: Sequence[Uncertainty], design: Design) -> Shares:
    """Return a scrambled Halton sequence (Halton 1960, Owen 2017)."""
    from scipy.stats import qmc

    return np.asarray(qmc.Halton(len(over), rng=stream(design.seed)).random(design.points))


def sobol(over: Sequence[Uncertainty], design: Design) -> Shares:
    """Return Saltelli's design for Sobol indices (Saltelli 2002), row by row of two samples A and B.

    NOTE: the same points as SALib's, to the bit (a test), in a hundredth of the time, which tells from a thousand of them on.

    1. Take A and B from one scrambled sequence of twice as many dimensions.
    2. After each row of A come its copies with one column from B, with `second_order` also those of B with one from A.
    """
    from scipy.stats import qmc

    k = len(over)
    a, b = np.split(qmc.Sobol(2 * k, rng=stream(design.seed)).random(design.points), 2, axis=1)
    diagonal = np.eye(k, dtype=bool)
    crossed = [np.where(diagonal, b[:, None], a[:, None])]
    crossed += [np.where(diagonal, a[:, None], b[:, None])] if design.second_order else []
    return np.concatenate([a[:, None], *crossed, b[:, None]], axis=1).reshape(-1, k)


def morris(over: Sequence[Uncertainty], design: Design) -> Shares:
    """Return trajectories on which one uncertainty moves at a time (Morris 1991), each by a seed of its own."""
    from SALib.sample import morris as trajectories

    cube, levels = unit(over), design.levels
    found = [trajectories.sample(cube, 1, num_levels=levels, seed=stream(design.seed, str(k))) for k in range(design.points)]
    return np.concatenate(found)


def grid(over: Sequence[Uncertainty], design: Design) -> Shares:
    """Return every combination of levels, the last uncertainty changing fastest."""
    axes = np.meshgrid(*(shares_of(one, design.levels) for one in over), indexing="ij")
    return np.column_stack([axis.ravel() for axis in axes])


def one_at_a_time(over: Sequence[Uncertainty], design: Design) -> Shares:
    """Return the middle of all, then each uncertainty at its other levels while all others stay there."""
    centre = np.array([middle(one) for one in over])
    rows = [centre[None, :]]
    for k, one in enumerate(over):
        levels = moves(one, design.levels)
        moved = np.tile(centre, (len(levels), 1))
        moved[:, k] = levels
        rows.append(moved)
    return np.concatenate(rows)


def unit(over: Sequence[Uncertainty]) -> dict[str, Any]:
    """Return the unit cube as SALib describes a problem."""
    return {"num_vars": len(over), "names": [one.path for one in over], "bounds": [[0.0, 1.0]] * len(over)}


def stream(seed: int, name: str = "") -> np.random.Generator:
    """Return a generator of its own for each seed and name."""
    return np.random.default_rng([seed, int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")])


METHODS: dict[str, Method] = {
    "latin_hypercube": latin_hypercube,
    "monte_carlo": monte_carlo,
    "sobol_sequence": sobol_sequence,
    "halton": halton,
    "sobol": sobol,
    "morris": morris,
    "grid": grid,
    "one_at_a_time": one_at_a_time,
}
