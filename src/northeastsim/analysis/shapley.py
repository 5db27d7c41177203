"""Shares of a difference between two worlds among what differs: Shapley values, and one change at a time.

Lloyd Shapley, "A value for n-person games" (1953). A game gives every set of changes an outcome: here one per replication, so
that a share is worked out in each replication by itself and its mean has a paired interval.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis.paired import difference

COLUMNS = ("n", "mean", "se", "low", "high", "agree", "of_whole")
Outcomes = NDArray[np.float64]


def shapley(outcomes: Outcomes) -> Outcomes:
    """Return each change's Shapley value in each replication: (changes, replications).

    `outcomes` has a row for each of the 2^k sets of changes, (2^k, replications); bit i of the row's number says whether
    change i is made. A change's value is the mean of what it adds, over all orders in which the k may come:

    1. For each set without the change, take what the outcome gains by adding it.
    2. Weigh that by the share of orders in which just this set comes before it: s! (k - s - 1)! / k! for a set of s.
    3. Sum.
    """
    k = changes_in(outcomes)
    found = np.zeros((k, outcomes.shape[1]))
    for i in range(k):
        for row in range(len(outcomes)):
            if not row >> i & 1:
                s = row.bit_count()
                weight = math.factorial(s) * math.factorial(k - s - 1) / math.factorial(k)
                found[i] += weight * (outcomes[row | 1 << i] - outcomes[row])
    return found


def changes_in(outcomes: Outcomes) -> int:
    """Return how many changes a game has; raises ValueError where there is no row for every set of them."""
    k = len(outcomes).bit_length() - 1
    if len(outcomes) != 1 << max(k, 0):
        raise ValueError(f"expected a row for every set of changes, 1, 2, 4, 8 ...; got {len(outcomes)}")
    return k


def exact(outcomes: Outcomes, names: Sequence[str]) -> pd.DataFrame:
    """Return one row per change: its Shapley value, `alone` (the change made alone) and `last` (made after all others).

    The means add up to the whole difference, whatever the changes do to one another. `alone` and `last` are means too; where
    they differ from the share, changes work on one another.
    """
    values = shapley(outcomes)
    whole = outcomes[-1] - outcomes[0]
    table = described(values, names, whole)
    everything = len(outcomes) - 1
    table["alone"] = [float((outcomes[1 << i] - outcomes[0]).mean()) for i in range(len(names))]
    table["last"] = [float((outcomes[everything] - outcomes[everything ^ 1 << i]).mean()) for i in range(len(names))]
    return table


def one_at_a_time(first: Outcomes, last: Outcomes, forwards: Outcomes, backwards: Outcomes, names: Sequence[str]) -> pd.DataFrame:
    """Return two rows per change, and one each for the rest: what the change alone adds, and what undoing it alone takes away.

    `first` and `last` are the outcomes without and with all changes, (replications,); `forwards` those with one change alone
    and `backwards` those with all but one, (changes, replications). `way` is "forwards" or "backwards"; the rest, which
    the changes bring about together, is what their sum leaves of the whole.
    """
    whole = last - first
    tables = []
    for way, steps in (("forwards", forwards - first), ("backwards", last - backwards)):
        rows = np.vstack([steps, whole - steps.sum(axis=0)])
        table = described(rows, [*names, REST], whole)
        table.insert(0, "way", way)
        tables.append(table)
    return pd.concat(tables)


REST = "(rest: together)"


def described(values: Outcomes, names: Sequence[str], whole: Outcomes) -> pd.DataFrame:
    """Return each row of values summed up over replications: mean with 95 % interval, and the mean's part of the whole's.

    There is no part of a whole that may be nothing.
    """
    zero = pd.Series(np.zeros(values.shape[1]))
    total = difference(pd.Series(whole), zero)
    unclear = total.mean == 0.0 or total.low * total.high <= 0.0
    rows = []
    for row in values:
        n, mean, se, low, high, agree = difference(pd.Series(row), zero)
        rows.append((n, mean, se, low, high, agree, math.nan if unclear else mean / total.mean))
    return pd.DataFrame(rows, columns=list(COLUMNS), index=pd.Index(list(names), name="change"))
