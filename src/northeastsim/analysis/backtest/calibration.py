"""Whether a forecast is as unsure as it should be: how often the observed lies in its ranges, and where among its draws."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from northeastsim.analysis.backtest.scores import RANGES
from northeastsim.analysis.backtest.skill import Interval, ends, years_again

BINS = 10


def coverage(scores: pd.DataFrame) -> pd.DataFrame:
    """Return how often the observed lay in the central ranges, by source, target and range.

    Columns: source, target, range (%), share, low, high (95 %, Jeffreys), held (the mean share of draws in the range: what the share
    is to be compared with), n, years. The interval takes series and years for independent, which they are not: it is too narrow.
    """
    rows = []
    for (source, target), some in scores.groupby(["source", "target"], sort=False):
        for name in RANGES:
            inside, n = int(some[f"within_{name}"].sum()), len(some)
            held = float(some[f"held_{name}"].mean())
            rows.append((source, target, name, inside / n, *jeffreys(inside, n), held, n, some["year"].nunique()))
    return pd.DataFrame(rows, columns=["source", "target", "range", "share", "low", "high", "held", "n", "years"])


def jeffreys(inside: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a probability seen `inside` times in n (Brown, Cai and DasGupta 2001)."""
    from scipy.stats import beta

    low, high = beta.ppf((0.025, 0.975), inside + 0.5, n - inside + 0.5)
    return (0.0 if inside == 0 else float(low)), (1.0 if inside == n else float(high))


def ranks(scores: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """Return how many observed values lay in each tenth of the draws, by source and target: flat where the forecast is calibrated.

    Columns: source, target, bin (1: below nearly all draws, 10: above), count, n, pit_mean, low, high: the mean place, 0 to 1, with
    its interval over years. There is no test of flatness: it would need independent values, and these are of a few years of one world.
    """
    rows = []
    for (source, target), some in scores.groupby(["source", "target"], sort=False):
        counts = np.bincount(np.minimum((BINS * some["pit"]).astype(int), BINS - 1), minlength=BINS)
        place = mean_place(some, seed)
        rows += [(source, target, k + 1, int(count), len(some), *place) for k, count in enumerate(counts)]
    return pd.DataFrame(rows, columns=["source", "target", "bin", "count", "n", "pit_mean", "low", "high"])


def mean_place(some: pd.DataFrame, seed: int) -> Interval:
    """Return the mean place of the observed among the draws, with its interval over whole years drawn again."""
    by_year = some.groupby("year")["pit"].agg(["sum", "size"])
    n, value = len(by_year), float(some["pit"].mean())
    if n < 2:
        return Interval(value, math.nan, math.nan)
    weights = years_again(n, seed)
    drawn = (weights @ by_year["sum"].to_numpy()) / (weights @ by_year["size"].to_numpy())
    return Interval(value, *ends(drawn, n))
