"""What the model is held to: quantities that the record has by year, and where a run shows them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from northeastsim.engine.record import Block
from northeastsim.rulebook import layout as at
from northeastsim.scenario.region.tables import PAIRS
from northeastsim.scenario.tables import Tables

SPENDERS = ("CHN", "RUS", "KOR", "JPN", "USA")  # who has a series of spending: North Korea has none
PARTNERS = ("CHN", "RUS", "KOR", "JPN", "USA")  # of North Korea
DRILLS = ("USA-KOR", "CHN-RUS")
REGION = "region"
Values = NDArray[np.float64]


class Seen:
    """A block of replications, asked by the name of a variable and a date, or for how many events of a kind there were."""

    def __init__(self, block: Block, tables: Tables) -> None:
        self.block, self.tables = block, tables
        self._names = {name: k for k, name in enumerate(block.names)}

    def on(self, name: str, year: int) -> Values:
        """Return a variable on 1 January of a year, (replications,)."""
        place = self.block.dates.index(datetime.date(year, 1, 1))
        value: Values = self.block.monthly[:, place, self._names[name]]
        return value

    def through(self, name: str, year: int) -> Values:
        """Return the mean of a variable over the dates of a year on which it was observed."""
        within = [k for k, date in enumerate(self.block.dates[:-1]) if date.year == year]
        mean: Values = self.block.monthly[:, within[0] : within[-1] + 1, self._names[name]].mean(axis=1)
        return mean

    def count(self, year: int, types: tuple[str, ...], only: NDArray[np.bool_] | None = None) -> Values:
        """Return how many events of some types were announced in a year, by replication."""
        events, tables = self.block.events, self.tables
        start, end = (self._minutes(datetime.date(y, 1, 1)) for y in (year, year + 1))
        kept = (events["stage"] == at.ANNOUNCED) & (events["tick"] >= start) & (events["tick"] < end)
        kept &= np.logical_or.reduce([events["type"] == tables.types.index(name) for name in types])
        if only is not None:
            kept &= only
        return self.block.counted(kept)

    def _minutes(self, date: datetime.date) -> int:
        """Return the tick of a date's first minute."""
        return (date - self.tables.start).days * at.MINUTES_PER_DAY


@dataclass(frozen=True)
class Target:
    """One quantity: `kind` is `continuous` or `count` (a year); it has a value for each of `series` and each year."""

    name: str
    kind: str
    unit: str
    series: tuple[str, ...]
    read: Callable[[Seen, str, int], Values]


def spending_growth(seen: Seen, actor: str, year: int) -> Values:
    """Return the logarithm of a state's spending in a year over that in the year before, (replications,)."""
    return np.log(seen.on(f"spending[{actor}]", year + 1) / seen.on(f"spending[{actor}]", year))


def trade_share(seen: Seen, partner: str, year: int) -> Values:
    """Return a partner's share in North Korea's recorded trade with the five, mean over the year."""
    flows = {other: seen.through(f"trade[PRK,{other}]", year) for other in PARTNERS}
    share: Values = flows[partner] / np.maximum(np.sum(list(flows.values()), axis=0), 1e-9)
    return share


def trade_level(seen: Seen, partner: str, year: int) -> Values:
    """Return the logarithm of North Korea's recorded trade with a partner, m US$ a year."""
    return np.log(np.maximum(seen.through(f"trade[PRK,{partner}]", year), 1.0))


def alignment(seen: Seen, pair: str, year: int) -> Values:
    """Return how two states regard each other at the end of a year, mean of both directions."""
    one, other = pair.split("-")
    return 0.5 * (seen.on(f"alignment[{one},{other}]", year + 1) + seen.on(f"alignment[{other},{one}]", year + 1))


def launches(seen: Seen, actor: str, year: int) -> Values:
    """Return a state's missile launches in a year."""
    return seen.count(year, ("missile_test",), seen.block.events["initiator"] == seen.tables.actors.index(actor))


def exercises(seen: Seen, pair: str, year: int) -> Values:
    """Return the exercises in a year that one of two states holds with the other."""
    i, j = (seen.tables.actors.index(name) for name in pair.split("-"))
    first, joined = seen.block.events["initiator"], seen.block.events["participants"]
    joint = ((first == i) & (joined >> j & 1 == 1)) | ((first == j) & (joined >> i & 1 == 1))
    return seen.count(year, ("joint_exercise", "calendar_exercise"), joint)


def incidents(seen: Seen, series: str, year: int) -> Values:
    """Return the incidents of a year in the region."""
    return seen.count(year, ("incident",))


def crises(seen: Seen, series: str, year: int) -> Values:
    """Return the crises that begin in a year in the region."""
    return seen.count(year, ("crisis",))


TARGETS = (
    Target("spending_growth", "continuous", "log of the ratio to the year before", SPENDERS, spending_growth),
    Target(
        "trade_share", "continuous", "share of North Korea's recorded trade with the five", ("CHN", "RUS"), trade_share
    ),
    Target("trade_level", "continuous", "log of m US$ a year", ("CHN", "RUS"), trade_level),
    Target("alignment", "continuous", "-1..1", tuple(f"{a}-{b}" for a, b in PAIRS), alignment),
    Target("launches", "count", "launch events a year", ("PRK",), launches),
    Target("exercises", "count", "exercises a year", DRILLS, exercises),
    Target("incidents", "count", "incidents a year", (REGION,), incidents),
    Target("crises", "count", "crises a year", (REGION,), crises),
)
