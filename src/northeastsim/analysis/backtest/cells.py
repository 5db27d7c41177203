"""A forecast as draws: for each target, series and year the values that it holds possible, each as likely as the next."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

KINDS = ("level", "growth", "count")
KEYS = ["target", "series", "year"]

Values = NDArray[np.float64]
Cell = tuple[str, str, int]  # target, series, year
Draws = dict[Cell, Values]


class Quantity(NamedTuple):
    """What a target measures: `kind` is `level`, `growth` (the yearly change of a level) or `count` (a year); `low` to `high` is
    what is possible."""

    kind: str
    low: float = -math.inf
    high: float = math.inf


def draws(forecasts: pd.DataFrame) -> Draws:
    """Return a frame of forecasts (target, series, year, value, a row per draw) by cell.

    Raises ValueError for a cell of fewer than two draws, and for a value that is no finite number.
    """
    found: Draws = {}
    for (target, series, year), rows in forecasts.groupby(KEYS, sort=False):
        values = rows["value"].to_numpy(dtype=float)
        if len(values) < 2 or not np.isfinite(values).all():
            finite = int(np.isfinite(values).sum())
            raise ValueError(f"{target} of {series} in {year}: expected two finite draws or more, got {finite} of {len(values)}")
        found[str(target), str(series), int(year)] = values
    return found


def observed(record: pd.DataFrame) -> dict[Cell, float]:
    """Return a frame of what happened (target, series, year, value) by cell."""
    rows = zip(record["target"], record["series"], record["year"], record["value"], strict=True)
    return {(str(target), str(series), int(year)): float(value) for target, series, year, value in rows}
