"""What the replications come to, beside naive baselines and the yardstick."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

from northeastsim.analysis.paired import differences, standard_error
from northeastsim.analysis.yardstick import share

COLUMNS = (
    "n", "mean", "se", "median", "p05", "p95",
    "quiet", "difference", "low", "high", "agree", "frozen", "yardstick",
)  # fmt: skip


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
    number stands where there is no baseline or no entry.
    """
    names = list(metrics)
    values = runs[names]
    table = pd.DataFrame(index=pd.Index(names, name="metric"), columns=list(COLUMNS), dtype=float)
    table["n"] = values.notna().sum()
    table["mean"], table["median"] = values.mean(), values.median()
    table["se"] = [standard_error(values[name]) for name in names]
    table["p05"], table["p95"] = values.quantile(0.05), values.quantile(0.95)
    table["frozen"] = [frozen(runs, name) for name in names]
    if quiet is not None and len(quiet):
        gap = differences(runs, quiet, names)
        table["quiet"] = quiet[names].mean()
        table["difference"] = gap["mean"]
        table["low"], table["high"], table["agree"] = gap["low"], gap["high"], gap["share"]
    if yardstick is not None:
        clear = table["low"] * table["high"] > 0  # no share of what may be nothing
        table["yardstick"] = [
            share(n, g, yardstick, years) if clear[n] else math.nan for n, g in table["difference"].items()
        ]
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
