"""Which choice of levers is best at each point, and what every other falls short by: regret, in the mean over replications."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
AS_GOOD = "(several as good)"


def regrets(y: Numbers, is_low_better: bool = False) -> Numbers:
    """Return how far each choice falls short of the best at the same point, replication by replication: (choices, points, R).

    `y` is an outcome (choices, points, replications). The best is so in the mean over replications, all choices with the same
    luck; so the mean over replications is a regret, never below 0, and a single one may be.
    """
    paid = -y if is_low_better else y
    best = paid.mean(axis=2).argmax(axis=0)
    found: Numbers = paid[best, np.arange(y.shape[1])] - paid
    return found


def best(y: Numbers, choices: list[str], is_low_better: bool = False) -> pd.DataFrame:
    """Return by point the `best` choice, its paired `lead` over the second, and whether that `is_clear` of luck (95 %, one side).

    Where several pay the very same, none of them is best.
    """
    from scipy.stats import t

    paid = -y if is_low_better else y
    order = np.argsort(-paid.mean(axis=2), axis=0, kind="stable")
    points, n = np.arange(y.shape[1]), y.shape[2]
    gaps = paid[order[0], points] - paid[order[1], points]
    lead = gaps.mean(axis=1)
    error = gaps.std(axis=1, ddof=1) / math.sqrt(n) if n > 1 else np.full(len(lead), np.inf)
    clear = lead > t.ppf(0.95, max(n - 1, 1)) * error
    names = np.where(lead > 1e-12 * np.abs(y).max(), np.array(choices, dtype=object)[order[0]], AS_GOOD)
    return pd.DataFrame({"best": names, "lead": lead, "is_clear": clear})


def standing(table: pd.DataFrame, regret: Numbers, choices: list[str]) -> pd.DataFrame:
    """Return by choice at what share of points it is `best`, and `clearly`, its mean and greatest regret; last, where none is."""
    rows = []
    for k, name in enumerate(choices):
        mine = table["best"] == name
        each = regret[k].mean(axis=1)
        rows.append((name, float(mine.mean()), float((mine & table["is_clear"]).mean()), float(each.mean()), float(each.max())))
    if (tied := float((table["best"] == AS_GOOD).mean())) > 0.0:
        rows.append((AS_GOOD, tied, 0.0, math.nan, math.nan))
    return pd.DataFrame(rows, columns=["choice", "best", "clearly", "regret", "most"])
