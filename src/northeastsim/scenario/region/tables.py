"""The region's cited tables: CSV files beside this one, read once and asked by table, year and key.

Every row carries `year`, `value`, `unit`, `source`, `confidence` and `how`, most also `low` and `high`; its
other columns are its keys (`actor`, `field`, ...). A *series* has a row per year, a *standing* table says
from which year on a row holds.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from northeastsim.errors import NortheastsimError

ACTORS = ("CHN", "PRK", "RUS", "KOR", "JPN", "USA")
PAIRS = tuple((a, b) for i, a in enumerate(ACTORS) for b in ACTORS[i + 1 :])
COMMON = ("year", "value", "low", "high", "unit", "source", "confidence", "how")


class RegionError(NortheastsimError):
    """A region that cannot be built, because a table lacks the year."""


@dataclass(frozen=True)
class Row:
    """One cited figure: its keys, the year it stands for, the words of the table, and who says so."""

    keys: Mapping[str, str]
    year: int
    value: str
    low: float | None
    high: float | None
    unit: str
    source: str
    confidence: str
    how: str

    @property
    def number(self) -> float:
        """The value as a number, in the row's unit."""
        return float(self.value)

    @property
    def spread(self) -> tuple[float, float]:
        """Low and high, or the value twice where the row gives no bounds."""
        low, high = (self.number if end is None else end for end in (self.low, self.high))
        return low, high


@functools.cache
def table(name: str) -> tuple[Row, ...]:
    """All rows of the table `name` (a file name without `.csv`), in the order of the file."""
    text = resources.files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return tuple(_row(cells) for cells in csv.DictReader(text.splitlines()))


def _row(cells: dict[str, str]) -> Row:
    keys = {name: cell for name, cell in cells.items() if name not in COMMON}
    low, high = (float(cells[end]) if cells.get(end) else None for end in ("low", "high"))
    return Row(keys, int(cells["year"]), cells["value"], low, high,
               cells["unit"], cells["source"], cells["confidence"], cells["how"])


def rows(name: str, /, **keys: str) -> Iterator[Row]:
    """The rows of a table whose keys are all as given, in the order of the file."""
    return iter(_sorted_by(name, tuple(keys)).get(tuple(keys.values()), ()))


@functools.cache
def _sorted_by(name: str, keys: tuple[str, ...]) -> Mapping[tuple[str, ...], list[Row]]:
    """The rows of a table by the words of some of its keys."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in table(name):
        found.setdefault(tuple(row.keys[key] for key in keys), []).append(row)
    return found


def at(name: str, year: int, /, **keys: str) -> Row:
    """The row of a series for exactly `year`; raises `RegionError` naming table, key and year if it lacks."""
    for row in rows(name, **keys):
        if row.year == year:
            return row
    years = sorted(row.year for row in rows(name, **keys))
    span = f"{years[0]} to {years[-1]}" if years else "nothing"
    what = " ".join(keys.values())
    raise RegionError(f"region/{name}.csv: expected a row of {what} for {year}, found {span}; "
                      f"build a year whose year before lies in that span, or add the row with its source")


def latest(name: str, year: int, /, **keys: str) -> Row | None:
    """The row of a standing table that holds in `year`: the last at or before it, or None before all."""
    begun = [row for row in rows(name, **keys) if row.year <= year]
    return max(begun, key=lambda row: row.year, default=None)


def coefficient(name: str) -> float:
    """A coefficient of the derivations, from `coefficients.csv`."""
    return coefficient_row(name).number


def coefficient_row(name: str) -> Row:
    """A coefficient of the derivations with its bounds and source."""
    return next(rows("coefficients", name=name))


def quantity(row: Row) -> dict[str, Any]:
    """The row as a quantity of the scenario file: value, bounds where known, source and confidence."""
    return figure(row.number, row.low, row.high, row.source, row.confidence)


def figure(
    value: float, low: float | None, high: float | None, source: str, confidence: str
) -> dict[str, Any]:
    """A quantity of the scenario file; bounds are left out together when either is unknown."""
    bounds = {"low": low, "high": high} if low is not None and high is not None else {}
    return {"value": value, **bounds, "source": source, "confidence": confidence}
