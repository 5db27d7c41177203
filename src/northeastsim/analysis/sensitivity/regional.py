"""Regional sensitivity: are the points where an outcome is high, or low, those where an uncertainty is (Spear and Hornberger 1980).

The measure is the Kolmogorov-Smirnov distance between these points and the rest, 0 to 1; of an uncertainty without order the
greatest difference over sets of its categories. Beside it stand dummies: the same points, dealt out at random.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis.sensitivity.resampling import DUMMIES, Measured, centred, counts, generator, rows

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
SHARE = 0.1  # of the points at either end
FEWEST = 30  # points at an end, and beside it
CELLS = 500_000  # points times resamples, about


def ends(y: Numbers, share: float = SHARE) -> dict[str, Flags]:
    """Return the points of the `high` and of the `low` end of an outcome, the mean over replications, (points,).

    Where many points have the very same value an end takes all of it or none; one that would then have too few points, or
    leave too few, is left out.
    """
    part = max(share, FEWEST / len(y))
    found = {}
    for name, values in (("high", y), ("low", -y)):
        edge = np.quantile(values, 1.0 - min(part, 0.5))
        inside = values >= edge
        inside = inside if inside.mean() <= 0.5 else values > edge
        if FEWEST <= inside.sum() <= len(y) - FEWEST:
            found[name] = inside
    return found


def distances(codes: Numbers, categories: list[bool], inside: Numbers, outside: Numbers) -> Numbers:
    """Return how far apart two sets of weighted points lie in each uncertainty: (sets, k).

    `codes` is (points, k); `inside` and `outside` are weights (sets, points).
    """
    gaps = inside / inside.sum(axis=1, keepdims=True) - outside / outside.sum(axis=1, keepdims=True)
    found = np.empty((len(gaps), codes.shape[1]))
    for j, is_category in enumerate(categories):
        order = np.argsort(codes[:, j], kind="stable")
        last = np.flatnonzero(np.diff(codes[order, j], append=np.inf) > 0)  # of each run of equal values
        below = np.cumsum(gaps[:, order], axis=1)[:, last]
        each = np.diff(below, axis=1, prepend=0.0)
        found[:, j] = 0.5 * np.abs(each).sum(axis=1) if is_category else np.abs(below).max(axis=1)
    return found


def regional(y: Numbers, codes: pd.DataFrame, categories: list[str], seed: int = 0) -> Measured:
    """Return the distance of each end of an outcome from the rest, by uncertainty; `y` is (points,)."""
    tables: list[pd.DataFrame] = []
    samples: dict[str, Numbers] = {}
    for name, inside in ends(y).items():
        found = apart(inside, codes, categories, name, seed)
        tables.append(found.table)
        samples |= found.samples
    return Measured(pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(), samples)


def apart(inside: Flags, codes: pd.DataFrame, categories: list[str], name: str, seed: int = 0) -> Measured:
    """Return how far the points of a set lie apart from the rest, by uncertainty.

    1. Find the distances, and those of every resample of points.
    2. Deal the set out at random `DUMMIES` times; over all uncertainties the greatest distance is what nothing reaches. By
       exchange any uncertainty without effect is above with a chance of 1 in `DUMMIES` + 1 at most, all taken together.
    """
    names, table = [str(each) for each in codes], codes.to_numpy()
    sorts, ones = [each in categories for each in names], np.ones((1, len(table)))
    value = distances(table, sorts, ones * inside, ones * ~inside)[0]
    times = int(np.clip(CELLS // len(table), 100, 400))
    again = counts(len(table), times, seed, "regional")
    each = centred(distances(table, sorts, again * inside, again * ~inside), value)
    random = generator(seed, "dummies")
    dealt = np.stack([random.permutation(inside) for _ in range(DUMMIES)]).astype(float)
    nothing = float(distances(table, sorts, dealt, 1.0 - dealt).max())
    return Measured(rows(name, names, value, each, nothing, value > nothing), {name: each})
