"""Options side by side in many worlds: what each comes to, its paired difference from a base option, and what shared luck gains.

Replication number r has the same luck in every world, so differences are paired by number. Intervals are of chance alone (Monte
Carlo): that a world is the wrong one they do not know.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis.paired import difference_of_shares, t_quantile
from northeastsim.analysis.summary import proportion_interval

Numbers = NDArray[np.float64]
ROUNDING = 1e-12
KEYS = ["scenario", "strategy", "metric"]


def contrasts(runs: pd.DataFrame, base: str, metrics: Sequence[str]) -> pd.DataFrame:
    """Return a row per scenario, strategy and metric: level, paired difference from the base, and the gain of shared luck.

    `runs` has a row per `scenario`, `strategy`, `replication`. `n`; `mean` with its 95 % interval `mean_low`, `mean_high`;
    `difference`, `low`, `high` (none for the base, nor where all pairs differ alike), `agree` (share of the pairs with its sign;
    none of 0); `gain`, how many times wider the interval of the difference would be had each option its own luck. What ends in
    `.any` is yes or no. These are `paired.differences`, of all metrics at once.
    """
    parts = []
    for scenario, some in runs.groupby("scenario", sort=False):
        names = list(dict.fromkeys(some["strategy"]))
        first = some[some["strategy"] == base][list(metrics)].to_numpy(dtype=float)
        for name in names:
            own = some[some["strategy"] == name][list(metrics)].to_numpy(dtype=float)
            parts.append(contrast(own, first, metrics).assign(scenario=scenario, strategy=name))
    found = pd.concat(parts, ignore_index=True)
    found.loc[found["strategy"] == base, ["difference", "low", "high", "agree", "gain"]] = math.nan
    return found.set_index(KEYS)


def contrast(own: Numbers, first: Numbers, metrics: Sequence[str]) -> pd.DataFrame:
    """Return the rows of one option: arrays are (replications, metrics), paired by row."""
    n = len(own)
    gaps = apart(own, first)
    means, middles = own.mean(axis=0), gaps.mean(axis=0)
    spread = spread_of(own)
    unpaired = np.sqrt(spread**2 + spread_of(first) ** 2)
    paired = np.where((gaps == gaps[0]).all(axis=0), math.nan, spread_of(gaps))  # alike, they do not show how others would stray
    reach = t_quantile(n - 1) / math.sqrt(n)
    table = pd.DataFrame(
        {
            "metric": list(metrics),
            "n": n,
            "mean": means,
            "mean_low": means - reach * spread,
            "mean_high": means + reach * spread,
            "difference": middles,
            "low": middles - reach * paired,
            "high": middles + reach * paired,
            "agree": np.where(np.abs(middles) > 0.0, (np.sign(gaps) == np.sign(middles)).mean(axis=0), math.nan),
            "gain": np.divide(unpaired, paired, out=np.full(len(metrics), math.nan), where=paired > 0.0),
        }
    )
    for k, name in enumerate(metrics):
        if name.endswith(".any"):
            whole = difference_of_shares(pd.Series(own[:, k]), pd.Series(first[:, k]))
            table.loc[k, ["low", "high"]] = whole.low, whole.high
            table.loc[k, ["mean_low", "mean_high"]] = proportion_interval(float(means[k]), n)  # says something of 0 and 1, too
    return table


def apart(one: Numbers, other: Numbers) -> Numbers:
    """Return what one has more than the other; what differs by rounding alone, as the same path in other steps, does not differ."""
    gaps = one - other
    return np.where(np.abs(gaps) <= ROUNDING * np.maximum(1.0, np.abs(one)), 0.0, gaps)


def spread_of(values: Numbers) -> Numbers:
    """Return the standard deviation of each column; no number for a single row."""
    return np.asarray(values.std(axis=0, ddof=1)) if len(values) > 1 else np.full(values.shape[1], math.nan)


def over_scenarios(runs: pd.DataFrame, base: str, single: pd.DataFrame) -> pd.DataFrame:
    """Return a row per strategy and metric: the mean over scenarios, all alike, and its paired difference from the base.

    `single` is what `contrasts` returns of the same runs.

    The interval is over chance with these scenarios given; `least`, `greatest` are the differences in single scenarios, and
    `scenarios`, `up`, `down` count those that have the metric and those whose own interval lies above or below 0.

    NOTE: replications of one number share their luck across scenarios too, so that errors add up by number: the error is the
    root of the sum over r of the square of what r adds to the mean.
    """
    metrics = list(dict.fromkeys(single.index.get_level_values("metric")))
    groups = [some for _, some in runs.groupby("scenario", sort=False)]
    rows = []
    for name in dict.fromkeys(runs["strategy"]):
        means, errors = pooled([pairs(some, name, base, metrics) for some in groups])
        levels, _ = pooled([own(some, name, metrics) for some in groups])
        alone = dict(tuple(single.xs(name, level="strategy").groupby("metric")))
        for k, metric in enumerate(metrics):
            mine = alone[metric]
            reach = 1.96 * errors[k]
            rows.append(
                {
                    "strategy": name, "metric": metric, "scenarios": int(mine["mean"].notna().sum()), "mean": levels[k],
                    "difference": means[k], "low": means[k] - reach, "high": means[k] + reach,
                    "least": mine["difference"].min(), "greatest": mine["difference"].max(),
                    "up": int((mine["low"] > 0).sum()), "down": int((mine["high"] < 0).sum()),
                }
            )  # fmt: skip
    found = pd.DataFrame(rows)
    found.loc[found["strategy"] == base, ["difference", "low", "high", "least", "greatest"]] = math.nan
    return found.set_index(["strategy", "metric"])


def own(some: pd.DataFrame, name: str, metrics: Sequence[str]) -> Numbers:
    """Return the metrics of an option in one scenario: (replications, metrics)."""
    return some[some["strategy"] == name][list(metrics)].to_numpy(dtype=float)


def pairs(some: pd.DataFrame, name: str, base: str, metrics: Sequence[str]) -> Numbers:
    """Return the paired differences of an option from the base in one scenario."""
    return apart(own(some, name, metrics), own(some, base, metrics))


def pooled(values: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
    """Return the mean over scenarios of means over replications, and its standard error; each (metrics).

    Scenarios that lack a metric are left out of its mean.
    """
    longest, width = max(len(each) for each in values), values[0].shape[1]
    known = [~np.isnan(each).any(axis=0) for each in values]
    count = np.maximum(1, np.sum(known, axis=0))
    added, mean = np.zeros((longest, width)), np.zeros(width)
    for each, has in zip(values, known, strict=True):
        middle = np.where(has, np.nan_to_num(each.mean(axis=0)), 0.0)
        mean += middle / count
        added[: len(each)] += np.where(has, np.nan_to_num(each - middle), 0.0) / (len(each) * count)
    mean[np.sum(known, axis=0) == 0] = math.nan
    return mean, np.sqrt(longest / max(1, longest - 1) * (added**2).sum(axis=0))
