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


def drawn(reaches: Mapping[str, Range], seed: int, number: int) -> dict[str, float]:
    """Return the set with a number out of as many as wanted, each parameter anywhere in its plausible range.

    Where a range spans orders of size, equal factors are equally likely; else equal differences.
    """
    shares = np.random.default_rng([seed, number]).random(len(reaches))
    return {
        name: float(reach.at(np.array([share]))[0])
        for (name, reach), share in zip(sorted(reaches.items()), shares, strict=True)
    }


def sample(past: Past, seed: int, count: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return so many sets drawn from the ranges, and the summaries of a replication under each; one that cannot go on is left out."""
    sets, found = [], []
    for number in range(count):
        values = drawn(past.ranges, seed, number)
        try:
            found.append({str(summary): value for summary, value in past.run(values, seed, number).items()})
        except RunError:
            continue
        sets.append(values)
    return pd.DataFrame(sets), pd.DataFrame(found)
