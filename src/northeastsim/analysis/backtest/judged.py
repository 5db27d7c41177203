"""The whole judgement in one go: from what happened and what was forecast to all tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from northeastsim.analysis.backtest.baselines import baselines
from northeastsim.analysis.backtest.calibration import coverage, ranks
from northeastsim.analysis.backtest.cells import Quantity, draws, observed
from northeastsim.analysis.backtest.scores import scores
from northeastsim.analysis.backtest.skill import skills
from northeastsim.analysis.backtest.verdict import verdicts


class Judged(NamedTuple):
    """The tables of a backtest; `source` is a mode of the model's or a baseline, `mode` a mode."""

    skill: pd.DataFrame
    scores: pd.DataFrame
    coverage: pd.DataFrame
    ranks: pd.DataFrame
    verdict: pd.DataFrame


def judged(
    record: pd.DataFrame, forecasts: pd.DataFrame, quantities: Mapping[str, Quantity], origin: int, seed: int = 0
) -> Judged:
    """Return how well forecasts from an origin (mode, target, series, year, value) did on the record (target, series, year, value).

    A target that a mode does not tell has no row of that mode.
    """
    happened = observed(record[record["year"] > origin])
    past = record[record["year"] <= origin]
    by_series = past.groupby(["target", "series"])["value"]
    medians = {(str(target), str(series)): float(some.median()) for (target, series), some in by_series}
    counts = {name for name, quantity in quantities.items() if quantity.kind == "count"}
    years = sorted({year for _, _, year in happened})
    modes = {str(mode): draws(rows) for mode, rows in forecasts.groupby("mode", sort=False)}
    told = {**modes, **baselines(record, quantities, origin, years)}
    each = [scores(name, drawn, happened, origin, medians, counts, seed) for name, drawn in told.items()]
    table = pd.concat(each, ignore_index=True)
    rules = table[~table["source"].isin(list(modes))]
    by_mode = {mode: skills(table[table["source"] == mode], rules, seed) for mode in modes}
    skill = pd.concat([rows.assign(mode=mode) for mode, rows in by_mode.items()], ignore_index=True)
    verdict = pd.concat([verdicts(rows).assign(mode=mode) for mode, rows in by_mode.items()], ignore_index=True)
    return Judged(led(skill), table, coverage(table), ranks(table, seed), led(verdict))


def led(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its column `mode` first."""
    return table[["mode", *(name for name in table.columns if name != "mode")]]
