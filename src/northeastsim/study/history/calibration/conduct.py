"""A calibration from first to last: draw, screen, fit, thin to equally likely sets, and try the same on records made up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.study.history.calibration import diagnostics, screening
from northeastsim.study.history.calibration.simulator import Box, Past, sample
from northeastsim.study.history.calibration.smc import Fit, fit
from northeastsim.study.history.calibration.summaries import Summary, of_record
from northeastsim.study.history.record import record
from northeastsim.study.history.worlds import FITTING

Say = Callable[[str], None]
LEAST_SCALE = 1e-3  # of a summary that hardly varies over the ranges


@dataclass(frozen=True)
class Size:
    """How much work a calibration takes: sets drawn to screen, sets of a generation and how many, sets left, records made up."""

    drawn: int = 4000
    population: int = 400
    generations: int = 6
    sets: int = 100
    truths: int = 20
    truth_population: int = 100
    truth_generations: int = 4


@dataclass(frozen=True)
class Calibration:
    """The equally likely sets that a fit leaves, and what tells how far to trust them."""

    sets: pd.DataFrame = field(repr=False)
    parameters: pd.DataFrame = field(repr=False)
    summaries: pd.DataFrame = field(repr=False)
    recovery: pd.DataFrame = field(repr=False)
    generations: pd.DataFrame = field(repr=False)


def calibrate(until: int, seed: int, size: Size = Size(), say: Say = lambda words: None) -> Calibration:
    """Return sets of parameters under which the years from 2011 to `until` come nearest to the record; nothing later is read.

    1. Draw sets from the plausible ranges and run each once: what parameters show in, and how much each summary varies.
    2. Move the parameters that show above luck, by approximate Bayesian computation (`smc`).
    3. Thin the last generation to equally likely sets that all differ.
    4. Make up records from sets drawn anew, and fit to each as to the true one: are the values that made them found again?

    The same seed gives the same bits.
    """
    past = Past(until)
    observed = of_record(record(until), FITTING + 1)
    sets, found = sample(past, seed, size.drawn)
    screen = screening.screened(sets, found, seed)
    moved = screening.chosen(screen)
    say(f"{len(found)} runs drawn; {len(moved)} of {len(past.ranges)} parameters are moved")
    scales = scaled(found, list(observed))
    left = fit(past, moved, observed, scales, seed=seed, population=size.population, generations=size.generations)
    say(f"{len(left.generations)} generations, {int(left.generations['tries'].sum())} tries")
    told = diagnostics.parameters(left, past.ranges, screen, moved)
    reached = diagnostics.summaries(found, rerun(past, left, seed), observed)
    recovery = tried(past, moved, scales, seed, size, say)
    return Calibration(thinned(left, size.sets, seed), told, reached, recovery, left.generations)


def scaled(found: pd.DataFrame, summaries: list[Summary]) -> dict[Summary, float]:
    """Return how much each summary varies over the ranges: the median of distances from the median."""
    return {summary: max(spread(found[str(summary)].to_numpy()), LEAST_SCALE) for summary in summaries}


def spread(values: NDArray[np.float64]) -> float:
    """Return the median absolute deviation; where most values are alike, the mean one."""
    off = np.abs(values - np.median(values))
    return float(np.median(off)) or float(off.mean())


def thinned(left: Fit, count: int, seed: int) -> pd.DataFrame:
    """Return equally likely sets that all differ: drawn by weight without replacement (Skare and others 2003).

    NOTE: drawn with replacement a heavy one comes many times, and whatever is run over the sets would take its repeats as
    independent. Without, about as many may be drawn as the weighted ones are worth.
    """
    places = np.random.default_rng(seed).choice(len(left.weights), size=count, replace=False, p=left.weights)
    return left.sets.iloc[places].reset_index(drop=True)


def resampled(left: Fit, seed: int) -> pd.DataFrame:
    """Return as many sets as were fitted, each as often as its weight says, up to one (Kitagawa 1996)."""
    generator, count = np.random.default_rng(seed), len(left.weights)
    points = (np.arange(count) + generator.random()) / count
    return left.sets.iloc[np.minimum(np.searchsorted(np.cumsum(left.weights), points), count - 1)].reset_index(drop=True)


def rerun(past: Past, left: Fit, seed: int) -> pd.DataFrame:
    """Return the summaries of one more replication under each of the sets, with luck that the fit has not seen."""
    sets = resampled(left, seed).to_dict("records")
    found = [past.run(values, seed + 1, k) for k, values in enumerate(sets)]
    return pd.DataFrame([{str(summary): value for summary, value in row.items()} for row in found])


def tried(past: Past, moved: list[str], scales: dict[Summary, float], seed: int, size: Size, say: Say) -> pd.DataFrame:
    """Return, for records made up from sets drawn from the ranges, where a fit to each has the values that made it."""
    found = []
    for case in range(size.truths):
        truth = Box(past.ranges).drawn(seed + 2, case)
        made_up = past.run(truth, seed + 2, case)
        left = fit(
            past,
            moved,
            made_up,
            scales,
            seed=seed + 3 + case,
            population=size.truth_population,
            generations=size.truth_generations,
        )
        found.append(diagnostics.recovered(left, truth, past.ranges, moved, case))
        say(f"record {case + 1} of {size.truths} made up and fitted")
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame()
