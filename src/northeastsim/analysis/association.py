"""How two yearly series go together: their correlation in levels, about straight trends and in changes from year to year.

Two series that both grow correlate whatever joins them; what is left about their trends, and from year to year, says more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis.components import clustered_error
from northeastsim.analysis.paired import t_quantile

Numbers = NDArray[np.float64]
DRAWS = 4000
BLOCK = 3  # years drawn together, since years that follow one another are alike
FEWEST = 5  # years: with fewer a correlation says nothing
NOTHING = 1e-9


class Association(NamedTuple):
    """A correlation over `n` years, or pairs of years, with its 95 % interval, and how often chance alone is as far from 0."""

    r: float
    low: float
    high: float
    p: float
    n: int


class Spread(NamedTuple):
    """Correlations over replications: their mean with its 95 % interval, what 5 and 95 % stay below, and shares of replications.

    `positive` is the share above 0, `reached` that at or above a given correlation; `n` counts replications in which both vary.
    """

    mean: float
    low: float
    high: float
    p05: float
    p95: float
    positive: float
    reached: float
    n: int


def detrended(values: Numbers) -> Numbers:
    """Return what is left of series about their straight trends, time along the last axis."""
    time = np.arange(values.shape[-1]) - (values.shape[-1] - 1) / 2
    centred = values - values.mean(axis=-1, keepdims=True)
    slope = (centred * time).sum(axis=-1, keepdims=True) / (time * time).sum()
    left: Numbers = centred - slope * time
    return left


def as_they_are(values: Numbers) -> Numbers:
    """Return series unchanged."""
    return values


def changes(values: Numbers) -> Numbers:
    """Return the changes of series from year to year, time along the last axis."""
    return np.asarray(np.diff(values, axis=-1))


WAYS: dict[str, Callable[[Numbers], Numbers]] = {"levels": as_they_are, "about straight trends": detrended, "yearly changes": changes}


def correlation(one: Numbers, other: Numbers) -> Numbers:
    """Return Pearson's correlation along the last axis; no number where one of the two does not vary."""
    a, b = (each - each.mean(axis=-1, keepdims=True) for each in (one, other))
    scale = np.sqrt((a * a).sum(axis=-1) * (b * b).sum(axis=-1))
    return np.divide((a * b).sum(axis=-1), scale, out=np.full(scale.shape, np.nan), where=scale > NOTHING)


def association(one: Numbers, other: Numbers, seed: int = 0, block: int = BLOCK) -> Association:
    """Return how two series of years go together.

    1. The interval is that of percentiles where blocks of years are drawn anew, wrapped at the ends (Politis and Romano 1992).
    2. The chance p is from years of the one dealt out at random against those of the other.
    Raises ValueError for series of unlike length, or shorter than `FEWEST` years.
    """
    n = len(one)
    if len(other) != n or n < FEWEST:
        raise ValueError(f"expected two series of the same {FEWEST} years or more, got {n} and {len(other)}")
    random, r = np.random.default_rng(seed), float(correlation(one, other))
    starts = random.integers(n, size=(DRAWS, -(-n // block)))
    rows = ((starts[:, :, None] + np.arange(block)) % n).reshape(DRAWS, -1)[:, :n]
    low, high = np.nanquantile(correlation(one[rows], other[rows]), [0.025, 0.975])
    dealt = np.array([random.permutation(n) for _ in range(DRAWS)])
    by_chance = correlation(one[dealt], other[None])
    p = (1 + int((np.abs(by_chance) >= abs(r) - NOTHING).sum())) / (DRAWS + 1)
    return Association(r, float(low), float(high), p, n)


def spread(found: Numbers, sets: NDArray[np.int64], beside: float) -> Spread:
    """Return how correlations lie over replications, whose sets are independent, and how many reach one that is given."""
    known = ~np.isnan(found)
    values, home = pd.Series(found[known]), pd.Series(sets[known])
    mean, reach = float(values.mean()), t_quantile(home.nunique() - 1) * clustered_error(values, home)
    p05, p95 = values.quantile([0.05, 0.95])
    shares = float((values > 0.0).mean()), float((values >= beside).mean())
    return Spread(mean, mean - reach, mean + reach, float(p05), float(p95), *shares, len(values))
