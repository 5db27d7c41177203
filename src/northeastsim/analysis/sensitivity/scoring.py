"""Feature scoring by extra trees: how much each uncertainty, also with others, helps to tell an outcome from point to point.

Geurts, Ernst and Wehenkel 2006, Machine Learning 63; settings after Jaxa-Rozen and Kwakkel 2018, Environmental Modelling and
Software 107. Scores sum to 1 with those of dummies, which stand among the uncertainties and do nothing.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis.sensitivity.resampling import Measured, centred, draws, generator, rows

Numbers = NDArray[np.float64]
GROUPS = 20  # resamples of the points
TREES, SMALL = (50, 100), (6, 10)  # trees on all points and on each resample: of many points fewer, which then differ less
MANY = (300_000, 30_000)  # points times trees, about, between these
DUMMIES = 10
CHANCE = 0.05  # that any uncertainty without effect is called clear


def scores(y: NDArray[Any], codes: pd.DataFrame, seed: int = 0) -> Measured:
    """Return the score of each uncertainty for an outcome, or, where `y` is text, for a category; (points,).

    1. Put dummies, random numbers, beside the uncertainties and grow trees on all points.
    2. Grow a few on each resample of points, for the interval.
    3. Of the dummies' mean and scatter make the score that the best of k uncertainties without effect stays below
       (Student's interval for one more draw, shared out over k after Bonferroni).
    """
    names, k = [str(name) for name in codes], codes.shape[1]
    random = generator(seed, "dummies")
    x = np.column_stack([codes.to_numpy(), random.random((len(y), DUMMIES))])
    trees, small = (int(np.clip(most // len(y), *few)) for most, few in zip(MANY, (TREES, SMALL), strict=True))
    whole = grown(x, y, trees, seed)
    value = whole[:k]
    again = [grown(x[some], y[some], small, seed + 1 + g)[:k] for g, some in enumerate(draws(len(y), GROUPS, seed, "score"))]
    each, nothing = centred(np.stack(again), value), bound(whole[k:], k)
    return Measured(rows("score", names, value, each, nothing, value > nothing), {"score": each})


def grown(x: Numbers, y: NDArray[Any], trees: int, seed: int) -> Numbers:
    """Return the score of every column of x."""
    from sklearn.ensemble import ExtraTreesClassifier, ExtraTreesRegressor

    kind = ExtraTreesRegressor if y.dtype.kind == "f" else ExtraTreesClassifier
    forest = kind(
        n_estimators=trees, max_features=max(1, round(x.shape[1] / 3)),
        min_samples_leaf=max(1, round(math.sqrt(len(x) / 1000.0))), random_state=seed, n_jobs=1,
    )  # fmt: skip
    found: Numbers = forest.fit(x, y).feature_importances_
    return found


def bound(dummies: Numbers, k: int) -> float:
    """Return the score that the best of k more dummies stays below, but for the chance that is allowed."""
    from scipy.stats import t

    n = len(dummies)
    wide = t.ppf(1.0 - CHANCE / k, n - 1) * math.sqrt(1.0 + 1.0 / n)
    return float(dummies.mean() + wide * dummies.std(ddof=1))
