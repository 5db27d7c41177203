"""How far a forecast was off in each series and year, by proper scores; lower is better."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from northeastsim.analysis.backtest.cells import Cell, Draws, Values

SHOWN = {"p05": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}
RANGES = {50: ("p25", "p75"), 90: ("p05", "p95")}  # central ranges, %


def scores(
    source: str, forecast: Draws, happened: Mapping[Cell, float], origin: int, medians: Mapping[tuple[str, str], float],
    counts: set[str], seed: int = 0,
) -> pd.DataFrame:  # fmt: skip
    """Return a row for each cell of a forecast that the record has, in the forecast's order.

    `medians`: of each target and series up to the origin; `counts`: the targets that are counts. Columns:

    - source, target, series, year, horizon (years after the origin), observed, draws;
    - mean, p05, p25, p50, p75, p95 of the draws;
    - crps: the continuous ranked probability score in the target's unit, by its fair estimator, with which a forecast of nine draws
      and one of a thousand compare (Ferro 2014, Q. J. R. Meteorol. Soc. 140);
    - brier_any: the Brier score of "at least one in the year", of counts alone; brier_high: of "above the past median", both fair;
    - pit: where the observed lies among the draws, 0 to 1, ties and the place in between by a seeded draw;
    - within_50, within_90: whether it lies in the central range; held_50, held_90: the share of draws that do, more than the name says
      where many are equal.
    """
    rows = [row(cell, values, happened[cell], seed) for cell, values in forecast.items() if cell in happened]
    table = pd.DataFrame([{"source": source, **one} for one in rows])
    if table.empty:
        return table
    table.insert(4, "horizon", table["year"] - origin)
    known = zip(table["target"], table["series"], table["year"], table["observed"], strict=True)
    briers: list[tuple[float, float]] = []
    for target, series, year, value in known:
        drawn, median = forecast[target, series, year], medians.get((target, series), np.nan)
        once = brier(drawn >= 1, value >= 1) if target in counts else np.nan
        briers.append((once, brier(drawn > median, value > median) if median == median else np.nan))
    table["brier_any"], table["brier_high"] = zip(*briers, strict=True)
    return table


def row(cell: Cell, values: Values, happened: float, seed: int) -> dict[str, Any]:
    """Return what is told of one cell, without its Brier scores."""
    target, series, year = cell
    told: dict[str, Any] = {"target": target, "series": series, "year": year, "observed": happened, "draws": len(values)}
    told["mean"] = float(values.mean())
    told |= dict(zip(SHOWN, map(float, quantiles(values, tuple(SHOWN.values()))), strict=True))
    told |= {"crps": crps(values, happened), "pit": pit(values, happened, chance(cell, seed))}
    for name, (low, high) in RANGES.items():
        told[f"within_{name}"] = bool(told[low] <= happened <= told[high])
        told[f"held_{name}"] = float(np.mean((told[low] <= values) & (values <= told[high])))
    return told


def quantiles(values: Values, at: tuple[float, ...]) -> Values:
    """Return quantiles of draws between which, of few draws too, one more of their kind lies as often as it should."""
    found: Values = np.quantile(values, at, method="weibull")
    return found


def crps(values: Values, happened: float) -> float:
    """Return the continuous ranked probability score of draws, by probability-weighted moments: the fair estimator, quickly."""
    from scoringrules import crps_ensemble

    return float(crps_ensemble(happened, values, estimator="pwm", backend="numpy"))


def brier(yes: np.ndarray[Any, Any], happened: bool) -> float:
    """Return the fair Brier score of draws that say yes or no: without what few draws alone add."""
    from scoringrules import brier_score

    share = float(np.mean(yes))
    return float(brier_score(float(happened), share, backend="numpy")) - share * (1.0 - share) / (len(yes) - 1)


def pit(values: Values, happened: float, luck: np.random.Generator) -> float:
    """Return where a value lies among draws, 0 to 1: uniform where it is one of their kind; equal draws are ranked by luck."""
    below, equal = int(np.sum(values < happened)), int(np.sum(values == happened))
    return float((below + luck.integers(0, equal + 1) + luck.random()) / (len(values) + 1))


def chance(cell: Cell, seed: int) -> np.random.Generator:
    """Return the luck of a cell, the same whatever else is scored."""
    return np.random.default_rng([seed, zlib.crc32("|".join(map(str, cell)).encode())])
