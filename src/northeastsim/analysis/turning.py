"""On which parameters an answer turns, such as which option is best: over a design, and one parameter at a time.

Over a design: cut each parameter's values into bins of equally many sets, and ask how much purer the answer is within the bins
than over all (Breiman and others 1984, the split of a classification tree). Chance alone makes it purer, so the drop is held
against answers dealt out at random.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis.paired import difference

BINS = 4
DRAWS = 1000
Numbers = NDArray[np.float64]
Codes = NDArray[np.int64]


def best(values: Numbers) -> Codes:
    """Return which option has the highest mean in each set: `values` is (options, sets, replications)."""
    return np.asarray(values.mean(axis=2).argmax(axis=0))


def impurity(answers: Codes) -> float:
    """Return how likely two sets drawn at random give different answers (Gini's impurity)."""
    shares = np.bincount(answers) / len(answers)
    return float(1.0 - (shares * shares).sum())


def bins_of(design: pd.DataFrame, bins: int = BINS) -> Codes:
    """Return the bin of each parameter's value in each set, equally many sets in each: (parameters, sets)."""
    ranks = design.rank(method="first").to_numpy().T - 1.0
    return np.asarray(ranks * bins // len(design), dtype=np.int64)


def drops(binned: Codes, answers: Codes) -> Numbers:
    """Return by how much knowing a parameter's bin lowers the impurity of the answers: one number per row of `binned`.

    1. Count how often each answer comes in each bin.
    2. Take the impurity within the bins, weighed by how many sets they hold, from that of all answers.
    """
    told = np.eye(int(answers.max()) + 1)[answers]
    purity = np.zeros(len(binned))
    for b in range(int(binned.max()) + 1):
        inside = (binned == b).astype(float)
        counts = inside @ told
        purity += (counts * counts).sum(axis=1) / np.maximum(inside.sum(axis=1), 1.0)
    found: Numbers = purity / len(answers) - (1.0 - impurity(answers))
    return found


def ranking(design: pd.DataFrame, answers: Codes, seed: int, bins: int = BINS, draws: int = DRAWS) -> pd.DataFrame:
    """Return one row per parameter, those on which the answer turns most first.

    `drop` is how much purer the answer is within the bins than over all, as a share of the impurity over all, less what chance
    does; `shows` is the drop that chance reaches 1 time in 20; `p` how often answers dealt out at random drop as much by this
    parameter, `p_any` by any of them. `rank_low` and `rank_high` hold the parameter's rank in 95 % of samples of sets drawn
    anew with replacement.
    """
    random = np.random.default_rng(seed)
    binned, whole = bins_of(design, bins), impurity(answers)
    found = drops(binned, answers)
    dealt = np.array([drops(binned, random.permutation(answers)) for _ in range(draws)])
    again = [random.integers(len(answers), size=len(answers)) for _ in range(draws)]
    ranks = np.array([ranks_of(drops(binned[:, rows], answers[rows])) for rows in again])
    low, high = np.quantile(ranks, [0.025, 0.975], axis=0, method="closest_observation")
    table = pd.DataFrame(
        {
            "drop": (found - dealt.mean(axis=0)) / whole if whole > 0.0 else 0.0 * found,
            "shows": (np.quantile(dealt, 0.95, axis=0) - dealt.mean(axis=0)) / whole if whole > 0.0 else 0.0 * found,
            "p": (1 + (dealt >= found - 1e-12).sum(axis=0)) / (draws + 1),
            "p_any": (1 + (dealt.max(axis=1)[:, None] >= found - 1e-12).sum(axis=0)) / (draws + 1),
            "rank": ranks_of(found),
            "rank_low": low.astype(int),
            "rank_high": high.astype(int),
        },
        index=pd.Index(design.columns, name="parameter"),
    )
    return table.sort_values("rank", kind="stable")


def ranks_of(values: Numbers) -> Codes:
    """Return the rank of each value, the highest 1; equals in their order."""
    order = np.argsort(-values, kind="stable")
    ranks = np.empty(len(values), dtype=np.int64)
    ranks[order] = np.arange(1, len(values) + 1)
    return ranks


class Lead(NamedTuple):
    """Which option is best, and by how much it leads the incumbent, with the 95 % interval of the paired difference."""

    option: int
    lead: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether another option than the incumbent leads it beyond the interval."""
        return self.low > 0.0


def lead(values: Numbers, incumbent: int) -> Lead:
    """Return the lead of the best option over an incumbent: `values` is (options, replications), paired.

    NOTE: the best of several is a lucky one; its interval is not widened for that, so that a clear lead of many tried is
    found a little too often.
    """
    option = int(values.mean(axis=1).argmax())
    if option == incumbent:
        return Lead(option, 0.0, 0.0, 0.0)
    gap = difference(pd.Series(values[option]), pd.Series(values[incumbent]))
    return Lead(option, gap.mean, gap.low if math.isfinite(gap.low) else gap.mean, gap.high if math.isfinite(gap.high) else gap.mean)
