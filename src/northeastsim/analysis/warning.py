"""Early warning: how well an indicator at one date tells what comes later, over replications that are each a cluster of dates.

The area under the curve (AUC) is the chance that a date before an event had the higher value than one before none, ties by half
(Hanley and McNeil 1982): 0.5 is a coin, 1 never errs. Dates of one replication are alike, so that intervals draw whole
replications again (cluster bootstrap, Efron and Tibshirani 1993).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

DRAWS = 1000
FEWEST = 10  # replications with, and without, what is foretold: fewer say nothing
ENDS = (2.5, 97.5)

Numbers = NDArray[np.float64]
Yes = NDArray[np.bool_]


def concordance(values: Numbers, came: Yes) -> Numbers:
    """Return for each two clusters r, s how many pairs of a date of r before an event and one of s before none are in order.

    `values` and `came` have the shape (clusters, dates); ties count half. A date whose value is no number is left out.
    """
    known = ~np.isnan(values)
    before = [row[yes & there] for row, yes, there in zip(values, came, known, strict=True)]
    quiet = [np.sort(row[~yes & there]) for row, yes, there in zip(values, came, known, strict=True)]
    every = np.concatenate(before)
    ends = np.cumsum([0, *(len(row) for row in before)])
    found = np.zeros((len(values), len(values)))
    for s, sorted_row in enumerate(quiet):
        wins = 0.5 * (np.searchsorted(sorted_row, every, "left") + np.searchsorted(sorted_row, every, "right"))
        sums = np.concatenate([[0.0], np.cumsum(wins)])
        found[:, s] = sums[ends[1:]] - sums[ends[:-1]]
    return found


def areas(values: Numbers, came: Yes, weights: Numbers) -> Numbers:
    """Return the AUC for each row of weights on the clusters; no number where no pair is left."""
    known = ~np.isnan(values)
    ordered = np.einsum("dr,rs,ds->d", weights, concordance(values, came), weights, optimize=True)
    pairs = (weights @ (came & known).sum(axis=1)) * (weights @ (~came & known).sum(axis=1))
    return np.where(pairs > 0.0, ordered / np.where(pairs > 0.0, pairs, 1.0), np.nan)


def resampled(clusters: int, seed: int, draws: int = DRAWS) -> Numbers:
    """Return weights of so many draws of the clusters with replacement, the clusters themselves first: (1 + draws, clusters)."""
    made = np.random.default_rng(seed).multinomial(clusters, np.full(clusters, 1.0 / clusters), size=draws)
    return np.vstack([np.ones(clusters), made]).astype(float)


def interval(drawn: Numbers) -> tuple[float, float, float]:
    """Return the first value and the 95 % interval of the others."""
    rest = drawn[1:][~np.isnan(drawn[1:])]
    low, high = np.percentile(rest, ENDS) if len(rest) else (math.nan, math.nan)
    return float(drawn[0]), float(low), float(high)


def foretold(indicators: Mapping[str, Numbers], came: Yes, naive: str, seed: int, draws: int = DRAWS) -> pd.DataFrame:
    """Return how well each indicator foretells: its AUC, and how much that is above the naive one's, with 95 % intervals.

    `indicators` are higher where more is to be feared, (clusters, dates) like `came`; `naive` names one of them. `base_rate` is the
    share of dates before an event; `n` counts clusters, `dates` dates, `events` the clusters in which it came at all. No AUC stands
    where fewer than ten clusters have it, or lack it at some date.
    """
    clusters, with_it = len(came), int(came.any(axis=1).sum())
    enough = min(with_it, int((~came).any(axis=1).sum())) >= FEWEST
    weights = resampled(clusters, seed, draws)
    drawn = {name: areas(values, came, weights) for name, values in indicators.items()} if enough else {}
    rows = []
    for name in indicators:
        of = interval(drawn[name]) if enough else (math.nan,) * 3
        more = interval(drawn[name] - drawn[naive]) if enough and name != naive else (math.nan,) * 3
        rows.append((name, *of, *more, float(came.mean()) if came.size else math.nan, clusters, came.size, with_it))
    columns = ["indicator", "auc", "low", "high", "above_naive", "above_low", "above_high", "base_rate", "n", "dates", "events"]
    return pd.DataFrame(rows, columns=columns)


def curve(values: Numbers, came: Yes, most: int = 200) -> pd.DataFrame:
    """Return the ROC curve: the share of quiet dates that raise an alarm (`false`) and of dates before an event that do (`true`).

    From the strictest threshold to the laxest; at most so many points.
    """
    known = ~np.isnan(values)
    flat, yes = values[known], came[known]
    order = np.argsort(-flat, kind="stable")
    last = np.diff(flat[order], append=-np.inf) != 0.0  # a threshold takes all that tie
    true = np.cumsum(yes[order])[last] / max(1, yes.sum())
    false = np.cumsum(~yes[order])[last] / max(1, (~yes).sum())
    keep = (
        np.unique(np.linspace(0, len(true) - 1, min(most, len(true))).round().astype(int))
        if len(true)
        else np.array([], dtype=int)
    )
    return pd.DataFrame({"false": np.concatenate([[0.0], false[keep]]), "true": np.concatenate([[0.0], true[keep]])})


def paths(values: Numbers, events: NDArray[np.int64], before: int, seed: int, draws: int = DRAWS) -> pd.DataFrame:
    """Return the mean of an indicator in the months before events, and in replications without any at the same dates.

    1. Every event with so many months before it counts once; month 0 is the last observation before it.
    2. Beside it stand the clusters that had none in these months, as often as events came in that one, so that dates are alike.

    `values` and `events`, counts by month, have the shape (clusters, months). Columns: `months` to the event, `with` and `without`
    with their 95 % intervals `_low`, `_high`, and `n`, `n_without`: how many events and how many quiet clusters stand behind.
    """
    clusters, length = values.shape
    months = np.arange(before + 1, length)
    quiet = quiet_before(events, before)
    counts = events[:, months].astype(float)
    beside = quiet[:, months] * counts.sum(axis=0) / np.maximum(1, quiet[:, months].sum(axis=0))
    weights, rows = resampled(clusters, seed, draws), []
    for lag in range(-before, 1):
        here = values[:, months - 1 + lag]
        rows.append([lag, *(end for size in (counts, beside) for end in interval(ratio(here, size, weights)))])
    columns = ["months", *(f"{side}{end}" for side in ("with", "without") for end in ("", "_low", "_high"))]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(n=int(counts.sum()), n_without=int((beside > 0).any(axis=1).sum()))


def quiet_before(events: NDArray[np.int64], before: int) -> Yes:
    """Return whether no event came in a month, nor in so many before it."""
    total = np.concatenate([np.zeros((len(events), 1), dtype=np.int64), np.cumsum(events, axis=1)], axis=1)
    first = np.maximum(0, np.arange(events.shape[1]) - before)
    found: Yes = total[:, 1:] - total[:, first] == 0
    return found


def ratio(values: Numbers, sizes: Numbers, weights: Numbers) -> Numbers:
    """Return the mean of values by sizes, for each row of weights on the clusters."""
    known = ~np.isnan(values)
    tops, counts = np.where(known, values * sizes, 0.0).sum(axis=1), np.where(known, sizes, 0.0).sum(axis=1)
    whole = weights @ counts
    return np.where(whole > 0.0, (weights @ tops) / np.where(whole > 0.0, whole, 1.0), np.nan)
