"""Approximate Bayesian computation with sequential Monte Carlo (Toni and others 2009), by the library pyABC, on one thread.

A population of parameter sets is moved from the prior ranges towards those whose runs are summed up as the record is: each
generation keeps what lies within a smaller distance than the one before. One replication with luck of its own is one try, so
chance is part of what a set can bring about. Parameters that do not show in the summaries are drawn anew for every try.
"""

from __future__ import annotations

import contextlib
import logging
import math
import pathlib
import statistics
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.errors import NortheastsimError, RunError
from northeastsim.study.history.calibration.simulator import Box, Past
from northeastsim.study.history.calibration.summaries import Summary, weights

NUMBER = "number"  # which set of the others, and which replication, a try had
TRIES = 2**31
KEEP = 0.5  # quantile of the distances of a generation within which the next one has to come
LEAST_ACCEPTED = 0.02  # share of tries kept below which it goes no further
Simulate = Callable[[Mapping[str, float]], dict[str, float]]


@dataclass(frozen=True)
class Fit:
    """What a calibration leaves: sets of all parameters, a row each, with weights that sum to 1, and how each generation went."""

    sets: pd.DataFrame = field(repr=False)
    weights: NDArray[np.float64] = field(repr=False)
    generations: pd.DataFrame = field(repr=False)


def fit(
    past: Past, moved: list[str], observed: Mapping[Summary, float], scales: Mapping[Summary, float],
    *, seed: int, population: int, generations: int,
) -> Fit:  # fmt: skip
    """Return the sets whose runs come nearest to what was observed.

    The same seed gives the same sets. Raises NortheastsimError where pyABC is not installed.
    """
    pyabc = library()
    others = Box({name: reach for name, reach in past.ranges.items() if name not in moved})
    box = Box({name: past.ranges[name] for name in moved})
    weighed = {str(summary): weight for summary, weight in weights(observed, scales).items()} | {NUMBER: 0.0}
    with seeded(seed), scratch() as folder:
        run = pyabc.ABCSMC(
            simulator(past, box, others, seed),
            prior(pyabc, moved),
            pyabc.PNormDistance(p=1, fixed_weights=weighed),
            population_size=population,
            eps=pyabc.QuantileEpsilon(initial_epsilon="from_sample", alpha=KEEP),
            transitions=pyabc.MultivariateNormalTransition(bandwidth_selector=widely),
            sampler=pyabc.sampler.SingleCoreSampler(),
        )
        run.new(
            f"sqlite:///{folder / 'fit.db'}",
            {str(summary): value for summary, value in observed.items()} | {NUMBER: 0.0},
        )
        history = run.run(max_nr_populations=generations, min_acceptance_rate=LEAST_ACCEPTED)
        return gathered(history, box, others, seed)


def library() -> Any:
    """Return pyABC, quiet; raises NortheastsimError saying what to install where it is missing."""
    try:
        import pyabc
    except ImportError:
        raise NortheastsimError("calibration needs pyABC: pip install 'northeastsim[calibration]'") from None
    logging.getLogger("ABC").setLevel(logging.WARNING)
    return pyabc


def prior(pyabc: Any, moved: list[str]) -> Any:
    """Return the prior of the parameters that a fit moves: anywhere in its range, as the normal deviate of the share of it.

    NOTE: of shares many moves would leave the unit cube; normal deviates have no edge, and their tails are
    those of the moves, so that no set gets all the weight.
    """
    return pyabc.Distribution(**{name: pyabc.RV("norm", 0, 1) for name in moved})


def widely(sets: float, dimensions: int) -> float:
    """Return how far a generation moves, in its own standard deviations: twice its variance (Beaumont and others 2009).

    NOTE: the library's own choice narrows with the number of sets, and a handful of sets got all the weight.
    """
    return math.sqrt(2.0)


def simulator(past: Past, box: Box, others: Box, seed: int) -> Simulate:
    """Return what runs one try: moved parameters as normal deviates of shares of their ranges, the others drawn, luck of its own."""

    generator = np.random.default_rng(seed)

    def simulate(deviates: Mapping[str, float]) -> dict[str, float]:
        number = int(generator.integers(TRIES))
        values = others.drawn(seed, number) | values_of(box, deviates)
        try:
            found: dict[str, float] = {str(summary): value for summary, value in past.run(values, seed, number).items()}
        except RunError:  # a world that cannot go on is infinitely far from the record
            found = dict.fromkeys(map(str, past.summaries), np.inf)
        return found | {NUMBER: float(number)}

    return simulate


def values_of(box: Box, deviates: Mapping[str, float]) -> dict[str, float]:
    """Return parameters from normal deviates of the shares of their ranges."""
    normal = statistics.NormalDist()
    return box.at(np.array([normal.cdf(deviates[name]) for name in box.names]))


def gathered(history: Any, box: Box, others: Box, seed: int) -> Fit:
    """Return the last generation with all its parameters, those drawn for the try among them."""
    deviates, weight = history.get_distribution(t=history.max_t)
    _, stored = history.get_weighted_sum_stats(t=history.max_t)
    rows = [
        others.drawn(seed, int(found[NUMBER])) | values_of(box, {str(name): value for name, value in row.items()})
        for (_, row), found in zip(deviates.iterrows(), stored, strict=True)
    ]
    worth = library().weighted_statistics.effective_sample_size  # Kish 1965
    told = history.get_all_populations()
    told = told[told["t"] >= 0][["t", "epsilon", "samples"]].rename(
        columns={"t": "generation", "epsilon": "distance", "samples": "tries"}
    )
    told["effective_sets"] = [worth(history.get_distribution(t=int(t))[1]) for t in told["generation"]]
    return Fit(pd.DataFrame(rows)[sorted([*box.names, *others.names])], np.asarray(weight, dtype=float), told.reset_index(drop=True))


@contextlib.contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Seed NumPy's global generator, from which alone the library draws, and give it back as it was."""
    before = np.random.get_state()  # noqa: NPY002
    np.random.seed(seed % 2**32)  # noqa: NPY002
    try:
        yield
    finally:
        np.random.set_state(before)  # noqa: NPY002


@contextlib.contextmanager
def scratch() -> Iterator[pathlib.Path]:
    """Give a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="northeastsim-") as folder:
        yield pathlib.Path(folder)
