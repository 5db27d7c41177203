"""First-order indices from points that fill the space, through SALib's RBD-FAST: the share of variance that one uncertainty explains.

Tarantola, Gatelli and Mara 2006, Reliability Engineering and System Safety 91; from given points after Plischke 2010 and
corrected after Tissot and Prieur 2012, the same journal, 95 and 107.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis.sensitivity.resampling import DUMMIES, Measured, centred, draws, generator, rows

Numbers = NDArray[np.float64]
HARMONICS = 10
FEWEST = 10 * HARMONICS  # points
RESAMPLES = 100


def first_order(y: Numbers, codes: pd.DataFrame, seed: int = 0) -> Measured:
    """Return the first-order index of each uncertainty; `y` is (points,). Of too few points there is none.

    1. Shuffle the points, since the order of a design may hold a rhythm, and equal values keep their order.
    2. Find the indices, and those of every resample of points.
    3. Find those of an outcome dealt out at random, `DUMMIES` times per uncertainty: the greatest is what nothing reaches.
    """
    if len(y) < FEWEST:
        return Measured(pd.DataFrame(), {})
    shuffled = generator(seed, "first").permutation(len(y))
    names, x, y = [str(name) for name in codes], codes.to_numpy()[shuffled], y[shuffled]
    value = shares(x, y)
    again = draws(len(y), RESAMPLES, seed, "first")
    each = centred(np.stack([shares(x[some], y[some]) for some in again]), value)
    random, line = generator(seed, "dummies"), np.arange(float(len(y)))[:, None]
    nothing = max(float(shares(line, random.permutation(y))[0]) for _ in range(DUMMIES * len(names)))
    return Measured(rows("first", names, value, each, nothing, value > nothing), {"first": each})


def shares(x: Numbers, y: Numbers) -> Numbers:
    """Return the first-order index of every column of x."""
    from SALib.analyze.rbd_fast import compute_first_order, permute_outputs, unskew_S1

    found = [unskew_S1(compute_first_order(permute_outputs(column, y), HARMONICS), HARMONICS, len(y)) for column in x.T]
    return np.array(found)
