"""How much better a forecast scored than another: 1 less the ratio of their scores, with an interval over years."""

from __future__ import annotations

import functools
import math
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis.backtest.cells import KEYS, Values

SCORES = ("crps", "brier_any", "brier_high")
DRAWS = 20_000  # of years with replacement
NOTHING = 1e-12  # a score that is no error
COLUMNS = ("target", "score", "baseline", "skill", "low", "high", "model", "other", "n", "years")


class Interval(NamedTuple):
    """A number with its 95 % interval."""

    value: float
    low: float
    high: float


def skills(model: pd.DataFrame, others: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """Return the skill of a forecast's scores against those of each other source, by target and score; 0: as good, 1: without error.

    Compared are the cells that both tell. Columns: target, score, baseline, skill, low, high (95 %), model and other (mean scores), n
    (series and years) and years, which are drawn again whole: what happens in one year to several series is one piece of luck.
    """
    rows = []
    for target, mine in model.groupby("target", sort=False):
        for baseline, theirs in others[others["target"] == target].groupby("source", sort=False):
            both = mine.merge(theirs, on=KEYS, suffixes=("", "_other"))
            rows += [(target, name, baseline, *compared(both, name, seed)) for name in SCORES if both[name].notna().any()]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def compared(both: pd.DataFrame, name: str, seed: int) -> tuple[float, float, float, float, float, int, int]:
    """Return skill with its interval, both mean scores, and how many cells and years there are."""
    known = both[both[name].notna() & both[f"{name}_other"].notna()]
    by_year = known.groupby("year")[[name, f"{name}_other"]].sum()
    mine, other = by_year[name].to_numpy(), by_year[f"{name}_other"].to_numpy()
    n = len(known)
    return (*interval(mine, other, seed), float(mine.sum()) / n, float(other.sum()) / n, n, len(by_year))


def interval(mine: Values, other: Values, seed: int) -> Interval:
    """Return the skill of yearly scores against others', and its interval over years.

    NOTE: percentiles of a bootstrap of six are too near the middle; those further out stand in for 2.5 and 97.5, by Student's t and
    n / (n - 1) (Hesterberg 2015, The American Statistician 69, expanded percentile).
    """
    value = float(ratio(mine.sum(keepdims=True), other.sum(keepdims=True))[0])
    if len(mine) < 2 or math.isnan(value):
        return Interval(value, math.nan, math.nan)
    weights = years_again(len(mine), seed)
    return Interval(value, *ends(ratio(weights @ mine, weights @ other), len(mine)))


def ratio(mine: Values, other: Values) -> Values:
    """Return 1 less the ratio of two scores; where the other made no error, no number, or no skill at all if this one made some.

    A fair score of few draws may be below 0, which counts as no error.
    """
    made = other > NOTHING
    found: Values = 1.0 - mine / np.where(made, other, 1.0)
    return np.where(made, found, np.where(mine > NOTHING, -np.inf, np.nan))


@functools.lru_cache(maxsize=4)
def years_again(n: int, seed: int) -> NDArray[np.int64]:
    """Return how often each of n years is drawn when n are drawn with replacement, (draws, n)."""
    return np.random.default_rng(seed).multinomial(n, [1.0 / n] * n, size=DRAWS)


def ends(drawn: Values, n: int) -> tuple[float, float]:
    """Return the ends of the 95 % interval of a bootstrap over n years."""
    known = drawn[~np.isnan(drawn)]
    low, high = np.quantile(known, (beyond(n), 1.0 - beyond(n)), method="nearest")
    return float(low), float(high)


def beyond(n: int) -> float:
    """Return the share of a bootstrap of n that lies beyond each end of a 95 % interval."""
    from scipy.stats import norm, t

    return float(norm.cdf(-math.sqrt(n / (n - 1.0)) * t.ppf(0.975, n - 1)))
