"""The effect of a change over time: paired differences of scores and counts, beside what independent draws would tell."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis.components import clustered
from northeastsim.analysis.paired import difference, t_quantile
from northeastsim.analysis.yardstick import share

TINY = 1e-9  # of a value's size: what drifts in other steps differs in its last digits
COLUMNS = (
    "metric", "date", "n", "original", "changed", "effect", "low", "high", "p05", "p95", "agree", "sd", "in_sd", "narrowing",
    "treaty",
)  # fmt: skip


def gaps_of(original: NDArray[np.float64], changed: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the paired differences; those in the last digits alone are none."""
    gaps = changed - original
    size = np.maximum(1.0, np.abs(original))
    found: NDArray[np.float64] = np.where(np.abs(gaps) <= TINY * size, 0.0, gaps)
    return found


def effect(
    metric: str, date: Any, original: NDArray[np.float64], changed: NDArray[np.float64], treaty: pd.DataFrame | None = None,
    years: float = 5.0, sets: NDArray[np.int64] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return the effect on a metric at a date, one row of the table.

    `original` and `changed` are the means of the worlds, `effect` their mean paired difference with its 95 % interval `low` to
    `high`, `p05` to `p95` the range of the pairs, `agree` the share of pairs with its sign. `sd` is the spread of the original
    world and `in_sd` the effect against it; `narrowing` how many times wider the interval of independent draws would be;
    `treaty` the effect as a share of the treaty's, `years` after, where the interval leaves 0 out. No number stands where
    there is none: pairs that all differ alike show no interval. With `sets`, one for each replication, sets of parameters are
    what is independent.
    """
    gaps = gaps_of(original, changed)
    found = difference(pd.Series(gaps), pd.Series(np.zeros(len(gaps))))
    units = original, changed
    if sets is not None:
        found = clustered(found, pd.Series(gaps), pd.Series(sets))
        units = of_sets(original, sets), of_sets(changed, sets)
    sd = float(original.std(ddof=1)) if len(gaps) > 1 else math.nan
    sd = 0.0 if sd <= TINY * max(1.0, abs(float(original.mean()))) else sd
    low, high = np.quantile(gaps, [0.05, 0.95])
    clear = found.low * found.high > 0.0
    return {
        "metric": metric,
        "date": date,
        "n": found.n,
        "original": float(original.mean()),
        "changed": float(original.mean()) + found.mean,
        "effect": found.mean,
        "low": found.low,
        "high": found.high,
        "p05": float(low),
        "p95": float(high),
        "agree": found.share,
        "sd": sd,
        "in_sd": found.mean / sd if sd > 0.0 else math.nan,
        "narrowing": narrowing(*units, found.high - found.low),
        "treaty": share(f"{metric}.end", found.mean, treaty, years) if treaty is not None and clear else math.nan,
    }


def of_sets(values: NDArray[np.float64], sets: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the mean of each set, in the order of the sets."""
    found: NDArray[np.float64] = pd.Series(values).groupby(sets).mean().to_numpy()
    return found


def narrowing(original: NDArray[np.float64], changed: NDArray[np.float64], paired: float) -> float:
    """Return how many times wider the 95 % interval is where each world draws its own luck (Welch, with equal n)."""
    n = len(original)
    if n < 2 or not paired > 0.0:
        return math.nan
    one, other = float(original.var(ddof=1)) / n, float(changed.var(ddof=1)) / n
    if one + other == 0.0:
        return math.nan
    degrees = (one + other) ** 2 * (n - 1) / (one * one + other * other)
    return 2.0 * t_quantile(math.floor(degrees)) * math.sqrt(one + other) / paired
