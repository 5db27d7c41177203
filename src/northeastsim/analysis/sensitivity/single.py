"""One uncertainty moved at a time: how far an outcome swings, all others at rest. It says nothing of what they do together."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis.sensitivity.resampling import COLUMNS, Measured

Numbers = NDArray[np.float64]


def swings(y: Numbers, values: pd.DataFrame) -> Measured:
    """Return by uncertainty how far the outcome lies apart between its highest and its lowest point; `y` is (points, replications).

    The interval is that of the paired difference between these two points over replications.
    """
    at_rest = values.mode().iloc[0]
    moved = (values != at_rest).to_numpy()
    rest = ~moved.any(axis=1)
    found = []
    for j, name in enumerate(values):
        mine = np.flatnonzero(rest | (moved[:, j] & (moved.sum(axis=1) == 1)))
        means = y[mine].mean(axis=1)
        gaps = y[mine[means.argmax()]] - y[mine[means.argmin()]]
        value, half = float(gaps.mean()), half_width(gaps)
        found.append(("swing", str(name), "", value, value - half, value + half, 0.0, bool(value > half)))
    return Measured(pd.DataFrame(found, columns=list(COLUMNS)), {})


def half_width(gaps: Numbers) -> float:
    """Return half of the 95 % interval of a mean; one number alone has none."""
    from scipy.stats import t

    if len(gaps) < 2:
        return math.nan
    return float(t.ppf(0.975, len(gaps) - 1) * gaps.std(ddof=1) / math.sqrt(len(gaps)))
