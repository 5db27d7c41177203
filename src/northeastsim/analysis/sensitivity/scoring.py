"""Feature scoring by extra trees: how much each uncertainty, also with others, helps to tell an outcome from point to point.

Geurts, Ernst and Wehenkel 2006, Machine Learning 63; settings after Jaxa-Rozen and Kwakkel 2018, Environmental Modelling and
Software 107. Among the uncertainties stand as many dummies, which do nothing, as in Boruta (Kursa and Rudnicki 2010, Journal of
Statistical Software 36); scores sum to 1 with theirs.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis.sensitivity.resampling import DUMMIES, Measured, centred, draws, generator, rows

Numbers = NDArray[np.float64]
GROUPS = DUMMIES  # small forests, each with dummies of its own: so many per uncertainty
ON_ALL, AGAIN = (3, 5), (5, 8)  # trees of each on all points, and on each resample: of many points fewer, which then differ less
MANY = 15_000  # points times trees, about, between these


def scores(y: NDArray[Any], codes: pd.DataFrame, seed: int = 0) -> Measured:
    """Return the score of each uncertainty for an outcome, or, where `y` is text, for a category; (points,).

    1. Grow small forests on all points, each among dummies of its own, and take the mean score.
    2. Grow others on resamples of the points, for the interval.
    3. The greatest score of a dummy is what nothing reaches: by exchange any uncertainty without effect is above with a chance of
       1 in `DUMMIES` + 1 at most, all taken together; less, since a dummy's score is of fewer trees.
    """
    names, n, k = [str(name) for name in codes], len(y), codes.shape[1]
    once, again = (int(np.clip(MANY // n, *few)) for few in (ON_ALL, AGAIN))
    every = np.arange(n)
    whole = np.stack([grown(codes, y, every, once, seed, f"all {g}") for g in range(GROUPS)])
    value, nothing = whole[:, :k].mean(axis=0), float(whole[:, k:].max())
    drawn = draws(n, GROUPS, seed, "score")
    each = centred(np.stack([grown(codes, y, some, again, seed, f"again {g}")[:k] for g, some in enumerate(drawn)]), value)
    return Measured(rows("score", names, value, each, nothing, value > nothing), {"score": each})


def grown(codes: pd.DataFrame, y: NDArray[Any], some: NDArray[np.int64], trees: int, seed: int, word: str) -> Numbers:
    """Return the score of every uncertainty and of as many dummies in a forest on some points."""
    from sklearn.ensemble import ExtraTreesClassifier, ExtraTreesRegressor

    random = generator(seed, "trees", word)
    x = np.column_stack([codes.to_numpy(), random.random(codes.shape)])[some]
    kind = ExtraTreesRegressor if y.dtype.kind == "f" else ExtraTreesClassifier
    forest = kind(
        n_estimators=trees, max_features=max(1, round(x.shape[1] / 3)), min_samples_leaf=max(1, round(math.sqrt(len(x) / 1000.0))),
        random_state=int(random.integers(2**31)), n_jobs=1,
    )  # fmt: skip
    found: Numbers = forest.fit(x, y[some]).feature_importances_
    return found
