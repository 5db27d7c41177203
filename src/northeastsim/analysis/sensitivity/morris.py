"""Morris's elementary effects, through SALib: which uncertainties move an outcome at all, and whether alone or with others.

Morris 1991, Technometrics 33; the mean of absolute effects after Campolongo, Cariboni and Saltelli 2007, Environmental
Modelling and Software 22. An effect is the change of the outcome per whole range of the uncertainty.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis.sensitivity.resampling import Measured, counts, rows

Numbers = NDArray[np.float64]
RESAMPLES = 1000


def effects(y: Numbers, shares: Numbers, names: list[str], levels: int = 4, seed: int = 0) -> Measured:
    """Return the mean absolute effect (`effect`), its scatter (`scatter`) and the mean effect (`mean`) of each uncertainty.

    `y` is (points, replications), `shares` (points, k). Intervals draw whole trajectories again.
    """
    from SALib.analyze import morris

    k = len(names)
    problem = {"num_vars": k, "names": names, "bounds": [[0.0, 1.0]] * k}
    found = morris.analyze(problem, shares, y.mean(axis=1), num_resamples=2, num_levels=levels, seed=seed + 1)
    each = elementary(y.mean(axis=1), shares)
    again = counts(len(each), RESAMPLES, seed, "morris") / len(each)
    mean, square = again @ each, again @ (each * each)
    scatter = np.sqrt(np.maximum(square - mean * mean, 0.0) * len(each) / max(len(each) - 1, 1))
    samples = {"effect": again @ np.abs(each), "scatter": scatter, "mean": mean}
    lucky = by_luck(y, shares)
    tables = [
        rows("effect", names, np.asarray(found["mu_star"], dtype=float), samples["effect"], lucky),
        rows("scatter", names, np.asarray(found["sigma"], dtype=float), samples["scatter"], np.nan, np.zeros(k, dtype=bool)),
        rows("mean", names, np.asarray(found["mu"], dtype=float), mean, np.nan, np.zeros(k, dtype=bool)),
    ]
    return Measured(pd.concat(tables, ignore_index=True), samples)


def elementary(y: Numbers, shares: Numbers) -> Numbers:
    """Return the effect of each uncertainty in each trajectory: (trajectories, k, ...), from (points, ...)."""
    k = shares.shape[1]
    x, y = shares.reshape(-1, k + 1, k), y.reshape(-1, k + 1, *y.shape[1:])
    steps, moved = np.diff(x, axis=1), np.abs(np.diff(x, axis=1)).argmax(axis=2)
    length = np.take_along_axis(steps, moved[:, :, None], axis=2)[:, :, 0]
    gaps = np.diff(y, axis=1) / length.reshape(*length.shape, *[1] * (y.ndim - 2))
    order = np.argsort(moved, axis=1)  # the step that moved each uncertainty, in their order
    return np.take_along_axis(gaps, order.reshape(*order.shape, *[1] * (y.ndim - 2)), axis=1)


def by_luck(y: Numbers, shares: Numbers) -> Numbers:
    """Return the mean absolute effect that luck alone would show, had an uncertainty none: of a normal scatter with mean 0."""
    if y.shape[1] < 2:
        return np.full(shares.shape[1], np.nan)
    error = np.sqrt(elementary(y, shares).var(axis=2, ddof=1) / y.shape[1])
    found: Numbers = math.sqrt(2.0 / math.pi) * error.mean(axis=0)
    return found
