"""How much of an outcome's spread is uncertainties, how much levers, and how much luck: components of variance.

All experiments share their luck: replication r is dealt the same draws everywhere. So a part of luck moves all experiments
alike (`shared luck`), and drops out of every comparison; the rest falls out differently from one to the next (`own luck`).
Analysis of variance with levers fixed, points and replications drawn (Searle, Casella and McCulloch 1992, Variance Components).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis.sensitivity.resampling import centred, generator, interval

Numbers = NDArray[np.float64]
PARTS = ("uncertainties", "levers", "together", "shared luck", "own luck")
RESAMPLES = 200


def spread(y: Numbers, seed: int = 0) -> pd.DataFrame:
    """Return each part's variance and its share of all, with a 95 % interval, one row per part; `y` is (levers, points, replications).

    `together` is what levers do differently from point to point. An estimate may fall below 0, where a part is nearly none:
    `variance` keeps it, `share` counts it as 0. The interval draws points and replications again. With one replication luck is
    not known, and its rows are missing; so are those of levers where there is one choice.
    """
    whole = components(y)
    value = shares(whole)
    random = generator(seed, "spread")
    _, points, replications = y.shape
    again = []
    for _ in range(RESAMPLES):
        some = y[:, random.integers(points, size=points)]
        again.append(shares(components(some[:, :, random.integers(replications, size=replications)])))
    low, high = interval(centred(np.array(again), value))
    found = pd.DataFrame({"part": PARTS, "variance": whole, "share": value, "low": low.clip(0, 1), "high": high.clip(0, 1)})
    return found[found["variance"].notna()].reset_index(drop=True)


def shares(variances: Numbers) -> Numbers:
    """Return what part of the sum each variance is; those below 0 count as 0, and those unknown stay so."""
    some = np.where(np.isnan(variances), np.nan, np.maximum(variances, 0.0))
    whole = np.nansum(some)
    found: Numbers = some / whole if whole > 0.0 else np.where(np.isnan(some), np.nan, 0.0)
    return found


def components(y: Numbers) -> Numbers:
    """Return the variance of each part, in the order of `PARTS`; NaN of what cannot be told.

    1. Take the mean squares of points P, levers L, replications R, their pairs and the rest.
    2. Solve for the variances that they are expected to hold.
    """
    levers, points, replications = y.shape
    point, lever, luck, point_lever, point_luck, lever_luck, rest = mean_squares(y)
    part = (levers - 1) / levers  # of a variance over all levers, not a sample of them
    if replications == 1:
        known = [point / levers, part * (lever - point_lever) / points, part * point_lever]
        return np.array([*(known if levers > 1 else [point, np.nan, np.nan]), np.nan, np.nan])
    uncertain = (point - point_luck) / (levers * replications)
    shared = (luck - point_luck) / (levers * points)
    own = point_luck / levers + part * ((lever_luck - rest) / points + rest)
    if levers == 1:
        return np.array([uncertain, np.nan, np.nan, shared, own])
    chosen = part * (lever - point_lever - lever_luck + rest) / (points * replications)
    return np.array([uncertain, chosen, part * (point_lever - rest) / replications, shared, own])


def mean_squares(y: Numbers) -> list[float]:
    """Return the mean squares of points, levers, replications, their pairs (points first) and the rest; 0 where there is none."""
    y = y - y.mean()
    single = [mean_square(y.mean(axis=axes)) for axes in ((0, 2), (1, 2), (0, 1))]
    point, lever, luck = single
    double = [mean_square(y.mean(axis=axis)) for axis in (2, 0, 1)]  # points x levers, points x luck, levers x luck
    double = [double[0] - point - lever, double[1] - point - luck, double[2] - lever - luck]
    whole = [*single, *double, mean_square(y) - sum(single) - sum(double)]
    p, r = y.shape[1] - 1, y.shape[2] - 1
    k = y.shape[0] - 1
    free = (p, k, r, p * k, p * r, k * r, p * k * r)
    return [y.size * each / degrees if degrees else 0.0 for each, degrees in zip(whole, free, strict=True)]


def mean_square(y: Numbers) -> float:
    """Return the mean of squares."""
    return float((y * y).mean())
