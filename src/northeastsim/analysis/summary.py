"""What the replications come to, beside naive baselines and the yardstick."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

from northeastsim.analysis import components
from northeastsim.analysis.paired import differences, standard_error
from northeastsim.analysis.yardstick import share

COLUMNS = (
    "n", "mean", "se", "median", "p05", "p95",
    "quiet", "difference", "low", "high", "agree", "frozen", "yardstick",
)  # fmt: skip
SET = "parameter_set"


def summary(
    runs: pd.DataFrame,
    metrics: Iterable[str],
    *,
    quiet: pd.DataFrame | None = None,
    yardstick: pd.DataFrame | None = None,
    years: float = 5.0,
) -> pd.DataFrame:
    """Return one row per metric of a `runs` table, in the metric's unit.

    `n`, `mean`, `se` (Monte Carlo standard error of the mean), `median`, `p05`, `p95`; `quiet` is the mean of
    the twin world without the scenario's events, `difference` the mean paired difference to it with its 95 %
    interval `low` to `high`, and `agree` the share of replications whose own difference has that sign;
    `frozen` is the start carried forward; `yardstick` is the difference as a share of the treaty's effect. No
    number stands where there is no baseline or no entry. Where the runs have a `parameter_set`, sets are the units of `se`, `low`
    and `high`, and the components of the variance follow (`analysis.components`), with `effective`: how many independent
    replications would know the mean as well.
    """
    names = list(metrics)
    values, sets = runs[names], runs.get(SET)
    table = pd.DataFrame(index=pd.Index(names, name="metric"), columns=list(COLUMNS), dtype=float)
    table["n"] = values.notna().sum()
    table["mean"], table["median"] = values.mean(), values.median()
    table["se"] = [standard_error(values[n]) if sets is None else components.clustered_error(values[n], sets) for n in names]
    table["p05"], table["p95"] = values.quantile(0.05), values.quantile(0.95)
    table["frozen"] = [frozen(runs, name) for name in names]
    if quiet is not None and len(quiet):
        gap = differences(runs, quiet, names) if sets is None else components.differences(runs, quiet, names, SET)
        table["quiet"] = quiet[names].mean()
        table["difference"] = gap["mean"]
        table["low"], table["high"], table["agree"] = gap["low"], gap["high"], gap["share"]
    if yardstick is not None:
        clear = table["low"] * table["high"] > 0  # no share of what may be nothing
        table["yardstick"] = [
            share(n, g, yardstick, years) if clear[n] else math.nan for n, g in table["difference"].items()
        ]
    if sets is not None:
        table = table.join(components.parted(runs, names, sets))
        table["effective"] = [components.independent(values[name], sets) for name in names]
    return table


def proportion_interval(share: float, n: int, z: float = 1.96) -> tuple[float, float]:
    """Return the 95 % interval of a probability seen in a share of n replications (Wilson 1927).

    Unlike the standard error it says something where the share is 0 or 1.

    >>> tuple(round(end, 3) for end in proportion_interval(0.0, 100))
    (0.0, 0.037)
    """
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def frozen(runs: pd.DataFrame, metric: str) -> float:
    """Return what a metric would be if nothing ever changed: the value at the start; none for counts."""
    score, _, how = metric.rpartition(".")
    if how == "change":
        return 0.0
    if how in ("end", "mean", "min") and {f"{score}.end", f"{score}.change"} <= set(runs.columns):
        return float((runs[f"{score}.end"] - runs[f"{score}.change"]).mean())
    return math.nan
