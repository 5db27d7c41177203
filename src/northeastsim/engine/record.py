"""What is kept of a replication: scores on dates, the event log, impulses; and blocks of many replications."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from northeastsim.rulebook import layout as at
from northeastsim.rulebook import observe
from northeastsim.scenario.tables import Tables

LOG_COLUMNS = (
    "serial", "tick", "script", "type", "stage", "initiator", "target", "participants", "aimed_at", "system",
    "cause_kind", "cause", "identity",
)  # fmt: skip
STEP_COLUMNS = ("event", "tick", "place")


def observed_places(tables: Tables) -> dict[str, int]:
    """Return the place in x of every observed score and variable, by name such as `influence[CHN,PRK]`."""
    found: dict[str, int] = {}
    for r, name in enumerate(observe.PAIR_NAMES):
        for i, first in enumerate(tables.actors):
            for j, second in enumerate(tables.actors):
                if i != j:
                    found[f"{name}[{first},{second}]"] = at.OBSERVED + at.PAIR_PITCH * r + at.PAIR * i + j
    for r, name in enumerate(observe.ACTOR_NAMES):
        for i, actor in enumerate(tables.actors):
            found[f"{name}[{actor}]"] = observe.OBSERVED_ACTORS + at.ACTOR_PITCH * r + i
    for r, name in enumerate(observe.WORLD_NAMES):
        found[name] = observe.OBSERVED_WORLD + r
    for r, name in enumerate(tables.metrics):
        found[name] = at.OBSERVED_METRICS + r
    return found


def observation_dates(start: datetime.date, end: datetime.date) -> list[datetime.date]:
    """Return the start, the first of every month after it, and the horizon."""
    dates = [start]
    year, month = start.year, start.month
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        date = datetime.date(year, month, 1)
        if date >= end:
            return [*dates, end]
        dates.append(date)


class Record:
    """What is kept of one replication while it runs."""

    def __init__(self, tables: Tables, replication: int) -> None:
        places = observed_places(tables)
        self.names = tuple(places)
        self.places = np.array(list(places.values()))
        self._list = self.places.tolist()
        self.replication = replication
        self.dates = observation_dates(tables.start, tables.end)
        self.ticks = [(date - tables.start).days * at.MINUTES_PER_DAY for date in self.dates]
        self.values: list[NDArray[np.float64]] = []
        self.log: list[list[int]] = []
        self.quantities: list[float] = []
        self.impulses: list[tuple[int, int, int, float]] = []
        self.finished = False
        self.ended = self.ticks[-1]
        self.ended_by = 0
        self.predictions = self.decisions = 0

    def read(self, x: Any) -> NDArray[np.float64]:
        """Return what `observe` has just written, in the order of `names`."""
        if isinstance(x, list):
            return np.array([x[place] for place in self._list])
        taken: NDArray[np.float64] = x[self.places]
        return taken

    def observe(self, x: Any) -> None:
        """Keep an observation."""
        self.values.append(self.read(x))

    def take(self, x: Any, m: Any) -> None:
        """Keep what a turn has logged."""
        for r in range(m[at.LOG_COUNT]):
            row = at.LOG + at.LOG_WIDTH * r
            self.log.append([int(v) for v in m[row : row + at.LOG_WIDTH]])
            self.quantities.append(float(x[at.LOG_QUANTITY + r]))
        for r in range(m[at.IMPULSE_COUNT]):
            row = at.IMPULSE + at.IMPULSE_WIDTH * r
            event, tick, place = (int(v) for v in m[row : row + at.IMPULSE_WIDTH])
            self.impulses.append((event, tick, place, float(x[at.IMPULSE_SIZE + r])))

    def finish(self, x: Any, m: Any, tick: int) -> None:
        """Close the record: a run that war ended keeps its last values for the dates it did not reach."""
        last = self.read(x)
        self.values += [last] * (len(self.dates) - len(self.values))
        self.finished = True
        self.ended = tick
        self.ended_by = int(m[at.ENDED])
        self.predictions, self.decisions = int(m[at.PREDICTIONS]), int(m[at.DECISIONS])


@dataclass
class Block:
    """Some replications, complete: what a worker hands back.

    `monthly` has the shape (replications, dates, names); `events` the columns of `LOG_COLUMNS`, `replication` and
    `quantity`; `impulses` the columns replication, event, tick, place, size.
    """

    first: int
    names: tuple[str, ...] = field(repr=False)
    dates: tuple[datetime.date, ...] = field(repr=False)
    monthly: NDArray[np.float64] = field(repr=False)
    ended: NDArray[np.int64] = field(repr=False)
    ended_by: NDArray[np.int64] = field(repr=False)
    events: dict[str, NDArray[Any]] = field(repr=False)
    impulses: dict[str, NDArray[Any]] = field(repr=False)
    predictions: int = 0
    decisions: int = 0

    @property
    def count(self) -> int:
        """The number of replications."""
        return len(self.ended)

    def counted(self, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return how many of some events each replication had."""
        return np.bincount(self.events["replication"][chosen] - self.first, minlength=self.count).astype(float)


def block(records: list[Record]) -> Block:
    """Put the records of consecutive replications together."""
    first = records[0].replication
    logs = [np.array(r.log, dtype=np.int64).reshape(-1, len(LOG_COLUMNS)) for r in records]
    steps = [np.array([row[:3] for row in r.impulses], dtype=np.int64).reshape(-1, len(STEP_COLUMNS)) for r in records]
    return Block(
        first,
        records[0].names,
        tuple(records[0].dates),
        np.array([r.values for r in records]),
        np.array([r.ended for r in records]),
        np.array([r.ended_by for r in records]),
        in_columns(first, logs, LOG_COLUMNS) | {"quantity": np.array([q for r in records for q in r.quantities])},
        in_columns(first, steps, STEP_COLUMNS) | {"size": np.array([row[3] for r in records for row in r.impulses])},
        sum(r.predictions for r in records),
        sum(r.decisions for r in records),
    )


def in_columns(first: int, rows: list[NDArray[np.int64]], names: tuple[str, ...]) -> dict[str, NDArray[Any]]:
    """Return the rows of consecutive replications as columns, beside the replication's number."""
    table = np.concatenate(rows)
    number = np.repeat(np.arange(first, first + len(rows)), [len(each) for each in rows])
    return {"replication": number} | {name: table[:, k] for k, name in enumerate(names)}
