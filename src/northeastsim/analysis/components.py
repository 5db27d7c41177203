"""Where the spread of an outcome comes from: sets of parameters that differ, or chance within each; and errors of means over sets.

Replications that share a set of parameters are not independent: the unit of every error here is the set.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis.paired import Difference, Z, difference, difference_of_shares, t_quantile

FEWEST = 20  # sets of two replications or more: with fewer the interval of the share covers most of 0 to 1
DRAWS = 1000  # resamples of the sets
ROUNDING = 1e-9
AT_ONCE = 100  # resamples held at once
COLUMNS = ("sets", "between", "within", "of_sets", "of_sets_low", "of_sets_high")
Numbers = NDArray[np.float64]


class Components(NamedTuple):
    """The variance `between` sets and `within` them, in the outcome's unit squared; `share` is the part of their sum between.

    The 95 % interval of the share is `low` to `high`. No number stands where there are too few sets to tell, no share where
    nothing varies, or so rarely that no resample would know of a share.
    """

    sets: int
    between: float
    within: float
    share: float
    low: float
    high: float


def components(values: pd.Series, sets: pd.Series, seed: int = 0) -> Components:
    """Return the components of an outcome's variance over sets of parameters.

    1. Sum up each set: how many replications, their mean, their squares about it; all about the mean of all, lest digits cancel.
    2. Take the unbiased estimators of one-way random effects, also for sets of unequal size (Searle, Casella and McCulloch 1992,
       chapter 3, recalled), a negative one as 0.
    3. Draw the sets anew with replacement, `DRAWS` times, fixed by `seed`; the interval is that of percentiles.
    """
    known = values.dropna().astype(float)
    known -= known.mean()
    home = sets[known.index]
    groups = known.groupby(home)
    size, mean = groups.size().to_numpy(float), groups.mean().to_numpy()
    inner = ((known - groups.transform("mean")) ** 2).groupby(home).sum().to_numpy()
    count = len(size)
    if (size > 1).sum() < FEWEST:
        return Components(count, *[math.nan] * 5)
    if known.nunique() == 1:
        return Components(count, 0.0, 0.0, math.nan, math.nan, math.nan)
    table = np.column_stack([np.ones(count), size, size**2, size * mean, size * mean**2, inner])
    found = estimated(table.sum(axis=0)[None])
    between, within = found[0].tolist()
    low, high = np.nanpercentile(shares(resampled(table, seed)), (2.5, 97.5))
    if high - low < ROUNDING:  # as of a rare event that no set saw twice, which is no sign that sets do not matter
        return Components(count, between, within, math.nan, math.nan, math.nan)
    return Components(count, between, within, between / (between + within), float(low), float(high))


def estimated(sums: Numbers) -> Numbers:
    """Return the components between and within sets, (draws, 2), from sums over sets, (draws, 6).

    The sums are of 1, n, n^2, n times the mean, n times its square, and squares about it, n the size of a set.
    """
    sets, n, squares, total, weighted, inner = sums.T
    within = inner / (n - sets)
    usual = (n - squares / n) / (sets - 1)
    among = (weighted - total**2 / n) / (sets - 1)
    return np.column_stack([np.maximum(0.0, (among - within) / usual), within])


def resampled(table: Numbers, seed: int) -> Numbers:
    """Return the components under resamples of the sets, (draws, 2)."""
    random, count = np.random.default_rng(seed), len(table)
    rounds = [random.multinomial(count, np.full(count, 1.0 / count), AT_ONCE) @ table for _ in range(DRAWS // AT_ONCE)]
    return estimated(np.concatenate(rounds))


def shares(found: Numbers) -> Numbers:
    """Return the share of the first component in both; no number where nothing varies."""
    whole = found.sum(axis=1)
    return np.divide(found[:, 0], whole, out=np.full(len(found), math.nan), where=whole > 0.0)


def clustered_error(values: pd.Series, sets: pd.Series) -> float:
    """Return the standard error of a mean over replications whose sets are independent; no number for fewer than two sets.

    Of sets of one size it is the standard error of the mean over the sets' means (Cameron and Miller 2015, recalled).
    """
    known = values.dropna()
    sums = (known - known.mean()).groupby(sets[known.index]).sum()
    count = len(sums)
    return math.sqrt(float((sums**2).sum()) * count / (count - 1)) / len(known) if count > 1 else math.nan


def independent(values: pd.Series, sets: pd.Series) -> int:
    """Return how many independent replications would know the mean as well: between the sets there are and the replications.

    Of what is alike in all it is the sets, since nothing shows how much replications of one set have in common.
    """
    known = values.dropna()
    error, plain, least = clustered_error(known, sets), float(known.var(ddof=1)), sets[known.index].nunique()
    if not (error > 0.0 and plain > 0.0):
        return least
    return max(min(least, len(known)), min(len(known), math.floor(plain / error**2)))


def clustered(found: Difference, gaps: pd.Series, sets: pd.Series) -> Difference:
    """Return a paired difference with the error and interval that sets as units give it."""
    gaps = gaps.dropna()
    count = sets[gaps.index].nunique()
    error = clustered_error(gaps, sets)
    if not (math.isfinite(found.low) and math.isfinite(error)):
        return found._replace(se=error, low=math.nan, high=math.nan)
    reach = t_quantile(count - 1) * error
    return found._replace(se=error, low=found.mean - reach, high=found.mean + reach)


def clustered_shares(found: Difference, gaps: pd.Series, sets: pd.Series) -> Difference:
    """Return a difference of probabilities with its interval as wide as sets as units make it, about the same middle."""
    gaps = gaps.dropna()
    if not len(gaps):
        return found
    wider = math.sqrt(len(gaps) / independent(gaps, sets)) * t_quantile(max(1, sets[gaps.index].nunique() - 1)) / Z
    middle, reach = (found.low + found.high) / 2, (found.high - found.low) / 2 * wider
    return found._replace(se=clustered_error(gaps, sets), low=max(-1.0, middle - reach), high=min(1.0, middle + reach))


def differences(one: pd.DataFrame, other: pd.DataFrame, metrics: Iterable[str], column: str) -> pd.DataFrame:
    """Return the paired difference of each metric of two `runs` tables, as `paired.differences` does, with sets as units.

    `column` of the first tells the set of each replication.
    """
    left, right = one.set_index("replication"), other.set_index("replication")
    sets = left[column]
    rows, names = [], list(metrics)
    for name in names:
        gaps = left[name] - right[name]
        if name.endswith(".any"):
            rows.append(clustered_shares(difference_of_shares(left[name], right[name]), gaps, sets))
        else:
            rows.append(clustered(difference(left[name], right[name]), gaps, sets))
    return pd.DataFrame(rows, index=pd.Index(names, name="metric"), columns=Difference._fields)


def parted(runs: pd.DataFrame, metrics: Iterable[str], sets: pd.Series) -> pd.DataFrame:
    """Return the components of each metric, one row per metric."""
    names = list(metrics)
    rows: list[Any] = [components(runs[name], sets) for name in names]
    return pd.DataFrame(rows, index=pd.Index(names, name="metric")).set_axis(list(COLUMNS), axis=1)
