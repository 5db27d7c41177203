"""The past run under parameters, and summed up: what approximate Bayesian computation calls its simulator."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.engine.series import Series
from northeastsim.errors import RunError
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.ranges import Range, ranges
from northeastsim.scenario.tables.moved import Moved
from northeastsim.study.ensemble import widening
from northeastsim.study.history.calibration.summaries import Summary, of_years
from northeastsim.study.history.forecasts import answered, keys, reader
from northeastsim.study.history.worlds import FITTING, world

# Nobody decides while acts are fed in: what steers decisions cannot be told from this, and keeps its default.
DECIDING = ("choice.",)


def open_ranges(resolved: Resolved) -> dict[str, Range]:
    """Return the plausible ranges of all parameters but those of deciding."""
    return {name: reach for name, reach in ranges(resolved).items() if not name.startswith(DECIDING)}


class Past:
    """The years from 2011 to `until`, the acts of the record fed in, to be run under any parameters."""

    def __init__(self, until: int) -> None:
        self.resolved = world("conditioned", FITTING, until)
        self.ranges = open_ranges(self.resolved)
        self.years = range(FITTING + 1, until + 1)
        self._asked = keys(answered("conditioned"), self.years)
        self._moved = Moved(self.resolved)
        self._read = reader(self._moved.tables, self._asked)
        self._series = Series(dates=quarters(self.years))

    @functools.cached_property
    def summaries(self) -> list[Summary]:
        """What a run is summed up in."""
        return list(self._summed(np.zeros(len(self._asked))))

    def run(self, parameters: Mapping[str, float], seed: int, replication: int) -> dict[Summary, float]:
        """Return the summaries of one replication; raises RunError where it cannot go on."""
        for tables in widening(self._moved, parameters):
            try:
                (block,) = self._series.blocks(tables, seed, replication, 1)
            except RunError as error:
                last = error
                continue
            return self._summed(self._read(block)[0])
        raise last

    def _summed(self, row: NDArray[np.float64]) -> dict[Summary, float]:
        """Return the summaries of the values of one replication, in the order of `keys`."""
        of = [(target.name, series) for target, series, _ in self._asked[:: len(self.years)]]
        years = dict(zip(of, row.reshape(-1, len(self.years)), strict=True))
        return {summary: float(value) for summary, value in of_years(years).items()}


def quarters(years: range) -> list[datetime.date]:
    """Return the first days of the quarters of years, and the day after the last: a third of the observations of months."""
    return [datetime.date(year, month, 1) for year in years for month in (1, 4, 7, 10)] + [datetime.date(years[-1] + 1, 1, 1)]


class Box:
    """The plausible ranges of parameters, in the order of their names, to place many at once.

    NOTE: what `Range.at` does, for a set instead of a parameter: a try takes as long to place one by one as to run.
    """

    def __init__(self, reaches: Mapping[str, Range]) -> None:
        self.names = sorted(reaches)
        chosen = [reaches[name] for name in self.names]
        self._low, self._high = (np.array([getattr(reach, end) for reach in chosen], dtype=float) for end in ("low", "high"))
        self._whole = np.array([reach.whole for reach in chosen], dtype=bool)
        self._factor = np.array([reach.high / reach.low if reach.by_proportion and not reach.whole else 0.0 for reach in chosen])

    def at(self, shares: NDArray[np.float64]) -> dict[str, float]:
        """Return the values at which so much of each range lies below."""
        even = self._low + shares * (self._high - self._low)
        values = np.where(self._factor > 0, self._low * np.maximum(self._factor, 1.0) ** shares, even)
        counted = np.floor(self._low + shares * (self._high - self._low + 1))
        found = np.clip(np.where(self._whole, counted, values), self._low, self._high)
        return dict(zip(self.names, found.tolist(), strict=True))

    def drawn(self, seed: int, number: int) -> dict[str, float]:
        """Return the set with a number out of as many as wanted, each parameter anywhere in its range.

        Where a range spans orders of size, equal factors are equally likely; else equal differences.
        """
        return self.at(np.random.default_rng([seed, number]).random(len(self.names)))


def sample(past: Past, seed: int, count: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return so many sets drawn from the ranges, and the summaries of a replication under each; one that cannot go on is left out."""
    box, sets, found = Box(past.ranges), [], []
    for number in range(count):
        values = box.drawn(seed, number)
        try:
            found.append({str(summary): value for summary, value in past.run(values, seed, number).items()})
        except RunError:
            continue
        sets.append(values)
    return pd.DataFrame(sets), pd.DataFrame(found)
