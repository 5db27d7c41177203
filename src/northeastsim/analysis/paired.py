"""Paired differences: the same replication, with the same luck, in two worlds."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

Z = 1.959963984540054
FEW = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776}


class Difference(NamedTuple):
    """A mean difference with its 95 % interval; `share` of the pairs have its sign (none if it is 0).

    Pairs that all differ alike give no interval: they do not show how far others would stray.
    """

    n: int
    mean: float
    se: float
    low: float
    high: float
    share: float


def t_quantile(degrees: int) -> float:
    """Return the 97.5 % point of Student's t: a table up to 4 degrees of freedom, then its expansion.

    Source: Abramowitz and Stegun (1964), 26.7.5; within 0.001 of exact values.
    """
    if degrees < 1:
        return math.nan
    if degrees in FEW:
        return FEW[degrees]
    z, n = Z, degrees
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    fourth = (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160
    return z + first / n + second / n**2 + third / n**3 + fourth / n**4


def standard_error(values: pd.Series) -> float:
    """Return the Monte Carlo standard error of a mean; no number for fewer than two values."""
    known = values.dropna()
    return float(known.std(ddof=1)) / math.sqrt(len(known)) if len(known) > 1 else math.nan


def difference(one: pd.Series, other: pd.Series) -> Difference:
    """Return what `one` has more than `other`, paired by index; pairs with a missing one are left out."""
    gaps = (one - other).dropna()
    n = len(gaps)
    mean = float(gaps.mean()) if n else math.nan
    se = standard_error(gaps)
    reach = t_quantile(n - 1) * se if gaps.nunique() > 1 else math.nan
    share = float((np.sign(gaps) == np.sign(mean)).mean()) if n and mean != 0.0 else math.nan
    return Difference(n, mean, se, mean - reach, mean + reach, share)


def is_clear(n: int, mean: float, low: float | None, high: float | None) -> bool:
    """Return whether a difference of `n` pairs is told from none: its interval leaves 0 out, or all of several pairs differ alike."""
    if low is None or high is None or math.isnan(low):
        return n > 1 and abs(mean) > 0.0
    return low * high > 0.0


def difference_of_shares(one: pd.Series, other: pd.Series) -> Difference:
    """Return the difference of two series of 0 and 1, or of shares, with an interval that holds for few pairs and rare events.

    Bonett and Price (2012): Wald's interval after one more pair of each kind that differs, so that its middle is not
    quite `mean`; `se` stays Wald's. Among those that Fagerland, Lydersen and Laake (2014) recommend. Of shares, such as means over
    several replications, it is wider than it need be.
    """
    found = difference(one, other)
    if not found.n:
        return found
    gaps = (one - other).dropna()
    total = found.n + 2
    more, less = (float(gaps.clip(lower=0.0).sum()) + 1) / total, (float(-gaps.clip(upper=0.0).sum()) + 1) / total
    reach = Z * math.sqrt((more + less - (more - less) ** 2) / total)
    return found._replace(low=max(-1.0, more - less - reach), high=min(1.0, more - less + reach))


def differences(one: pd.DataFrame, other: pd.DataFrame, metrics: list[str]) -> pd.DataFrame:
    """Return the paired difference of each metric of two `runs` tables, one row per metric.

    What ends in `.any` is yes or no, so that its difference is one of probabilities.
    """
    left, right = one.set_index("replication"), other.set_index("replication")
    rows = [
        (difference_of_shares if name.endswith(".any") else difference)(left[name], right[name]) for name in metrics
    ]
    return pd.DataFrame(rows, index=pd.Index(metrics, name="metric"), columns=Difference._fields)
