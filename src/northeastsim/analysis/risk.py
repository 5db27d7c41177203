"""The chances of races, incidents, crises, clashes and wars over replications, each with its 95 % interval."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from northeastsim.analysis.paired import difference, difference_of_shares, standard_error, t_quantile
from northeastsim.analysis.race import VERDICTS, shares
from northeastsim.analysis.summary import proportion_interval

KINDS = ("incidents", "crises", "clashes", "wars")  # counted in `runs` as KIND.count
WORDS = {"race": "arms race", "parallel": "parallel build-up", "one_sided": "one-sided build-up"}
WAR_GIVEN_CRISIS = (0.0, 0.12)  # 0 of 19 crises in Northeast Asia 1954-2017: Jeffreys 95 % (International Crisis Behavior v14)


def mean_interval(values: pd.Series) -> tuple[float, float, float]:
    """Return a mean and its 95 % interval by Student's t; no interval of values that are all alike."""
    mean, reach = float(values.mean()), t_quantile(len(values) - 1) * standard_error(values)
    return (mean, mean - reach, mean + reach) if values.nunique() > 1 else (mean, math.nan, math.nan)


def with_any(runs: pd.DataFrame) -> pd.DataFrame:
    """Return for each replication what any pair showed, 0 or 1: race, parallel, one_sided, and `buildup`: race or parallel."""
    found = {verdict: any_of(runs, verdict) for verdict in VERDICTS}
    return pd.DataFrame(found).assign(buildup=found["race"] | found["parallel"])


def any_of(runs: pd.DataFrame, verdict: str) -> pd.Series:
    """Return whether a verdict falls on any pair, 0 or 1."""
    names = [name for name in runs.columns if name.startswith(f"{verdict}[")]
    return runs[names].max(axis=1).astype(int) if names else pd.Series(0, index=runs.index)


def chances(runs: pd.DataFrame, years: float) -> pd.DataFrame:
    """Return the chance of each kind of event within the horizon, and the expected number a year; a row per kind.

    Columns: risk, probability, low, high (Wilson), per_year, per_year_low, per_year_high (Student's t), n, years. Of verdicts on
    spending there is no number a year: they are of a pair's run.
    """
    told, rows = with_any(runs), []
    for verdict, words in WORDS.items():
        rows.append((words, *proportion(told[verdict]), *(math.nan,) * 3))
    for kind in (kind for kind in KINDS if f"{kind}.count" in runs):
        count = runs[f"{kind}.count"]
        rows.append((kind, *proportion((count > 0).astype(int)), *mean_interval(count / years)))
    columns = ["risk", "probability", "low", "high", "per_year", "per_year_low", "per_year_high"]
    return pd.DataFrame(rows, columns=columns).assign(n=len(runs), years=years)


def proportion(yes: pd.Series) -> tuple[float, float, float]:
    """Return a share with its 95 % interval (Wilson)."""
    share = float(yes.mean())
    return (share, *proportion_interval(share, len(yes)))


def verdicts(runs: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each pair that may race: `analysis.race.shares`, and Wilson intervals of the three verdicts."""
    table, n = shares(runs).drop(columns="se"), len(runs)
    for verdict in VERDICTS:
        ends = [proportion_interval(share, n) for share in table[verdict]]
        table[f"{verdict}_low"], table[f"{verdict}_high"] = [e[0] for e in ends], [e[1] for e in ends]
    return table.assign(n=n).reset_index()


def wars(runs: pd.DataFrame, years: float, bounds: Sequence[float] = WAR_GIVEN_CRISIS) -> pd.DataFrame:
    """Return the chance of at least one war if each crisis became one with a given chance, beside the model's own.

    P(at least one war) = mean over replications of 1 - (1 - p)^crises. Columns: basis, war_given_crisis, probability, low, high, n,
    years. The interval is over chance, not over p.
    """
    crises, fought = runs["crises.count"], runs["wars.count"]
    rows = [("bound", p, *mean_interval(1.0 - (1.0 - p) ** crises)) for p in bounds]
    own = float(fought.sum() / crises.sum()) if crises.sum() else math.nan
    rows.insert(1, ("model", own, *proportion((fought > 0).astype(int))))
    return pd.DataFrame(rows, columns=["basis", "war_given_crisis", "probability", "low", "high"]).assign(
        n=len(runs), years=years
    )


OUTCOMES = (
    "race.any", "buildup.any", "incidents.count", "crises.count", "clashes.count", "wars.count", "instability.mean", "stability.end",
)  # fmt: skip


def outcomes(runs: pd.DataFrame) -> pd.DataFrame:
    """Return the outcomes that worlds are compared by, a row per replication."""
    told = with_any(runs)
    own = {"race.any": told["race"], "buildup.any": told["buildup"]}
    return pd.DataFrame({name: own[name] if name in own else runs[name] for name in OUTCOMES if name in own or name in runs})


def added(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Return what `one` has more than `other` of each outcome, paired by replication.

    Columns: outcome, here, there (means), difference, low, high (95 %), n. What ends in `.any` is yes or no (Bonett and Price 2012).
    """
    n, rows = min(len(one), len(other)), []
    for name in one.columns:
        here, there = one[name].iloc[:n], other[name].iloc[:n]
        found = (difference_of_shares if name.endswith(".any") else difference)(here, there)
        rows.append((name, float(here.mean()), float(there.mean()), found.mean, found.low, found.high, found.n))
    return pd.DataFrame(rows, columns=["outcome", "here", "there", "difference", "low", "high", "n"])
