"""Where worlds agree on what decides an outcome: who is told apart from nothing in how many of them, and at which rank."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def agreement(indices: pd.DataFrame) -> pd.DataFrame:
    """Return by outcome and uncertainty in how many `worlds` it is `clear`, its ranks, and its mean index and direction.

    `indices` holds one measure: outcome, uncertainty, a world a row, with `shown`, `rank`, `is_clear` and `direction`.
    """
    grouped = indices.groupby(["outcome", "uncertainty"], sort=False)
    found = grouped.agg(
        worlds=("is_clear", "size"), clear=("is_clear", "sum"), best_rank=("rank", "min"), worst_rank=("rank", "max"),
        index=("shown", "mean"), low=("shown", "min"), high=("shown", "max"), direction=("direction", "mean"),
    )  # fmt: skip
    return found.reset_index().sort_values(["outcome", "index"], ascending=[True, False], kind="stable", ignore_index=True)


def concordance(ranks: Numbers) -> float:
    """Return how far several rankings (worlds, k), 1 the first, agree at the top: 1 wholly, about 0 not more than by chance.

    The top-down coefficient of concordance (Iman and Conover 1987, Technometrics 29): Savage scores, sums of 1/j from the
    rank up to k, give first places most weight.

    >>> round(concordance(np.array([[1.0, 2.0, 3.0], [1.0, 2.0, 3.0]])), 6)
    1.0
    """
    b, k = ranks.shape
    savage = np.cumsum((1.0 / np.arange(1, k + 1))[::-1])[::-1]
    scores = savage[ranks.astype(int) - 1]
    return float(((scores.sum(axis=0) ** 2).sum() - b * b * k) / (b * b * (k - savage[0])))
