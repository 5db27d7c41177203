"""Whether indices are known well enough: how wide their intervals are, whether their order holds, and who can be left out.

The three criteria of Sarrazin, Pianosi and Wagener 2016, "Global Sensitivity Analysis of environmental models: convergence and
validation", Environmental Modelling and Software 79, with the thresholds that they suggest.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from northeastsim.analysis.sensitivity.resampling import interval

Numbers = NDArray[np.float64]
WIDTH = 0.05  # of the widest interval, of indices from 0 to 1
PLACES = 1.0  # by which ranks move from resample to resample, those of great indices counting most
INSENSITIVE = 0.05  # below it an uncertainty counts as one that could be fixed
TRIED = 100  # resamples whose orders are compared, each with each
LARGEST = 2**20  # points that are ever asked for


def convergence(measure: str, value: Numbers, samples: Numbers, n: int) -> dict[str, Any]:
    """Return how well a measure is known: one row of the table.

    `value` (k,) and `samples` (resamples, k) are indices, `n` the points (base points, trajectories) behind them. `width`,
    `places` and `screening` are the three criteria, `is_known`, `is_ranked` and `is_screened` their verdicts; `ask_for` is
    how many points the intervals need, if they shrink with their root. An index without a bound, such as an effect, is taken
    as a share of the greatest.
    """
    scale = float(value.max()) if measure in ("effect", "scatter", "swing") and value.max() > 0 else 1.0
    index, each = value / scale, samples / scale
    low, high = interval(each)
    width = high - low
    idle = index < INSENSITIVE
    widest, places = float(width.max()), moved(np.maximum(each[:TRIED], 0.0))
    screening = float(width[idle].max()) if idle.any() else 0.0
    return {
        "measure": measure, "n": n, "width": widest, "places": places, "screening": screening,
        "is_known": widest < WIDTH, "is_ranked": places < PLACES, "is_screened": screening < WIDTH,
        "ask_for": ask_for(n, widest),
    }  # fmt: skip


def moved(samples: Numbers) -> float:
    """Return by how many places ranks move between two resamples, in all but 5 % of pairs, weighted by the greater index squared."""
    ranks = (-samples).argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    first, second = np.triu_indices(len(samples), 1)
    weight = np.maximum(samples[first], samples[second]) ** 2
    gap = np.abs(ranks[first] - ranks[second])
    whole = weight.sum(axis=1)
    found = np.divide((gap * weight).sum(axis=1), whole, out=np.zeros(len(whole)), where=whole > 0)
    return float(np.quantile(found, 0.95))


def ask_for(n: int, width: float) -> int:
    """Return the next power of two of points at which intervals are narrow enough; 0 where they are, or where none is ever."""
    if width < WIDTH:
        return 0
    needed = n * (width / WIDTH) ** 2
    found = 2 ** math.ceil(math.log2(needed))
    return found if found <= LARGEST else 0
