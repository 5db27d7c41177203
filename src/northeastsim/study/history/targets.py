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
Years = tuple[int, ...]
Values = NDArray[np.float64]


@dataclass(frozen=True)
class Target:
    """One quantity: `kind` is `continuous` or `count` (a year); it has a value for each of `series` and each year."""

    name: str
    kind: str
    unit: str
    series: tuple[str, ...]
    read: Callable[[Block, Tables, str, int], Values]


def spending_growth(block: Block, tables: Tables, actor: str, year: int) -> Values:
    """Return the logarithm of a state's spending in a year over that in the year before, (replications,)."""
    return np.log(on(block, f"spending[{actor}]", year + 1) / on(block, f"spending[{actor}]", year))


def trade_share(block: Block, tables: Tables, partner: str, year: int) -> Values:
    """Return a partner's share in North Korea's recorded trade with the five, mean of the year's months."""
    flows = {other: through(block, f"trade[PRK,{other}]", year) for other in PARTNERS}
    share: Values = flows[partner] / np.maximum(np.sum(list(flows.values()), axis=0), 1e-9)
    return share


def trade_level(block: Block, tables: Tables, partner: str, year: int) -> Values:
    """Return the logarithm of North Korea's recorded trade with a partner, m US$ a year."""
    return np.log(np.maximum(through(block, f"trade[PRK,{partner}]", year), 1.0))


def alignment(block: Block, tables: Tables, pair: str, year: int) -> Values:
    """Return how two states regard each other at the end of a year, mean of both directions."""
    one, other = pair.split("-")
    return 0.5 * (on(block, f"alignment[{one},{other}]", year + 1) + on(block, f"alignment[{other},{one}]", year + 1))


def launches(block: Block, tables: Tables, actor: str, year: int) -> Values:
    """Return a state's missile launches in a year."""
    return count(block, tables, year, ("missile_test",), block.events["initiator"] == tables.actors.index(actor))


def exercises(block: Block, tables: Tables, pair: str, year: int) -> Values:
    """Return the exercises in a year that one of two states holds with the other."""
    i, j = (tables.actors.index(name) for name in pair.split("-"))
    first, joined = block.events["initiator"], block.events["participants"]
    joint = ((first == i) & (joined >> j & 1 == 1)) | ((first == j) & (joined >> i & 1 == 1))
    return count(block, tables, year, ("joint_exercise", "calendar_exercise"), joint)


def incidents(block: Block, tables: Tables, series: str, year: int) -> Values:
    """Return the incidents of a year in the region."""
    return count(block, tables, year, ("incident",))


def crises(block: Block, tables: Tables, series: str, year: int) -> Values:
    """Return the crises that begin in a year in the region."""
    return count(block, tables, year, ("crisis",))


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


def on(block: Block, name: str, year: int) -> Values:
    """Return a variable on 1 January of a year, (replications,)."""
    value: Values = block.monthly[:, block.dates.index(datetime.date(year, 1, 1)), block.names.index(name)]
    return value


def through(block: Block, name: str, year: int) -> Values:
    """Return the mean of a variable over the firsts of the months of a year."""
    first = block.dates.index(datetime.date(year, 1, 1))
    mean: Values = block.monthly[:, first : first + 12, block.names.index(name)].mean(axis=1)
    return mean


def count(
    block: Block, tables: Tables, year: int, types: tuple[str, ...], only: NDArray[np.bool_] | None = None
) -> Values:
    """Return how many events of some types were announced in a year, by replication."""
    start, end = (minutes(tables, datetime.date(y, 1, 1)) for y in (year, year + 1))
    events = block.events
    codes = [tables.types.index(name) for name in types]
    kept = (
        np.isin(events["type"], codes)
        & (events["stage"] == at.ANNOUNCED)
        & (events["tick"] >= start)
        & (events["tick"] < end)
    )
    if only is not None:
        kept &= only
    return np.bincount(events["replication"][kept] - block.first, minlength=block.count).astype(float)


def minutes(tables: Tables, date: datetime.date) -> int:
    """Return the tick of a date's first minute."""
    return (date - tables.start).days * at.MINUTES_PER_DAY
