"""Replications by the loop of `loop.py`, one after the other, into a block: its buffers, enlarged as they fill."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from northeastsim.engine import loop
from northeastsim.engine.record import LOG_COLUMNS, STEP_COLUMNS, Block, in_columns, observation_dates, observed_places
from northeastsim.engine.rules import trouble
from northeastsim.errors import RunError
from northeastsim.rulebook import layout as at
from northeastsim.rulebook.chance import run_key
from northeastsim.scenario.tables import Tables

Run = Callable[..., int]

BUFFERS = {loop.QUEUE_SHORT: "items due", loop.LOG_SHORT: "rows of its log", loop.STEPS_SHORT: "impulses"}
FIRST_ROOM = {loop.QUEUE_SHORT: 1024, loop.LOG_SHORT: 4096, loop.STEPS_SHORT: 16384}
FIGURES = 8  # of a weapon system, from its value on
MOST_ROOM = 2**24  # rows that one replication may fill


class Runner:
    """What one worker needs to run replications of a scenario.

    `run` is `loop.run`, compiled or as it stands: then the state lies in lists, on which Python is quicker. `dates` are
    those of the observations, in order, the last of them the horizon: the usual ones unless given.
    """

    def __init__(
        self, tables: Tables, run: Run, impulses: bool = False, dates: Sequence[datetime.date] | None = None
    ) -> None:
        self.tables, self._run = tables, run
        places = observed_places(tables)
        self.names = tuple(places)
        self.dates = tuple(dates or observation_dates(tables.start, tables.end))
        ticks = [(date - tables.start).days * at.MINUTES_PER_DAY for date in self.dates]
        plain = self._plain = run is loop.run
        self._ticks, self._places = (each if plain else np.array(each) for each in (ticks, list(places.values())))
        start = tables.m.copy()
        start[at.KEEP_IMPULSES] = int(impulses)
        self._x0, self._m0, self._t = (a.tolist() if plain else a for a in (tables.x.copy(), start, tables.t))
        self._x, self._m = (list(a) if plain else a.copy() for a in (self._x0, self._m0))
        memory, plans = int(tables.t[at.AT_OPTION_MEMORY]), int(tables.t[at.AT_PLANS])
        options = len(tables.options)
        if len(tables.strategies) > len({actor for actor, _ in tables.strategies}):
            options *= 4 + len(tables.actors)  # somebody may change: so do appetites and what guests like
        revised = () if not tables.t[at.REVISIONS] else (
            (self._x, self._x0, at.VALUE, at.VALUE + FIGURES * at.MOST_SYSTEMS),
            (self._x, self._x0, at.PARAMETER, at.PARAMETER + at.MOST_PARAMETERS),
        )  # fmt: skip
        self._anew = (
            *revised,
            (self._x, self._x0, 0, at.STATE_END), (self._x, self._x0, memory, memory + options),
            (self._m, self._m0, 0, at.COUNTERS_END), (self._m, self._m0, at.OPTION_STATE, plans),
        )  # fmt: skip
        self._told = self._whole_numbers(loop.TOLD_WIDTH)
        for short, room in FIRST_ROOM.items():
            self._make_room(short, room)

    def _make_room(self, short: int, rows: int) -> None:
        """Make a buffer for so many rows."""
        if short == loop.QUEUE_SHORT:
            self._queue = self._whole_numbers(loop.QUEUE_WIDTH * rows)
        elif short == loop.LOG_SHORT:
            self._log, self._quantities = np.empty((rows, at.LOG_WIDTH), dtype=np.int64), np.empty(rows)
        else:
            self._steps, self._sizes = np.empty((rows, at.IMPULSE_WIDTH), dtype=np.int64), np.empty(rows)

    def _whole_numbers(self, count: int) -> Any:
        """Return room for whole numbers that the loop reads again, in the form that it runs on."""
        return [0] * count if self._plain else np.zeros(count, dtype=np.int64)

    def restart(self, tables: Tables) -> bool:
        """Begin from other numbers of the same layout from now on; return whether the layout is the same."""
        if tables is self.tables:
            return True
        if self._plain or tables.m is not self.tables.m or tables.t is not self.tables.t or len(tables.x) != len(self.tables.x):
            return False
        self.tables = tables
        self._x0[:] = tables.x
        self._x[:], self._m[:] = self._x0, self._m0  # what is kept from one replication to the next holds for these numbers alone
        return True

    def replicate(self, seed: int, replication: int, seen: NDArray[np.float64]) -> None:
        """Run one replication; what is seen goes into `seen`, of the shape (dates, names).

        A buffer that is too short is doubled and the replication run again. Raises RunError where it cannot go on.
        """
        while True:
            for array, start, first, last in self._anew:
                array[first:last] = start[first:last]
            self._m[at.KEY] = run_key(seed, replication)
            why = self._run(
                self._x, self._m, self._t, self._ticks, self._places, self._queue, seen.reshape(-1), self._log.reshape(-1),
                self._quantities, self._steps.reshape(-1), self._sizes, self._told,
            )  # fmt: skip
            if why == 0:
                return
            if why > 0:
                raise trouble(self.tables, replication, int(self._told[loop.MINUTE]), why)
            self._enlarge(why, replication)

    def _enlarge(self, short: int, replication: int) -> None:
        rows = {
            loop.QUEUE_SHORT: len(self._queue) // loop.QUEUE_WIDTH,
            loop.LOG_SHORT: len(self._log),
            loop.STEPS_SHORT: len(self._steps),
        }[short]
        if rows >= MOST_ROOM:
            raise RunError(f"replication {replication} has more than {MOST_ROOM:,} {BUFFERS[short]}, the most there may be")
        self._make_room(short, 2 * rows)

    def block(self, seed: int, first: int, count: int) -> Block:
        """Return `count` replications from number `first` on."""
        monthly = np.empty((count, len(self.dates), len(self.names)))
        facts = np.empty((count, 4), dtype=np.int64)
        logs, quantities, steps, sizes = [], [], [], []
        for r in range(count):
            self.replicate(seed, first + r, monthly[r])
            logged, stepped = self._told[loop.LOGGED], self._told[loop.STEPPED]
            facts[r] = self._told[loop.ENDED_AT], self._m[at.ENDED], self._m[at.PREDICTIONS], self._m[at.DECISIONS]
            logs.append(self._log[:logged].copy())
            quantities.append(self._quantities[:logged].copy())
            steps.append(self._steps[:stepped].copy())
            sizes.append(self._sizes[:stepped].copy())
        return Block(
            first, self.names, self.dates, monthly, facts[:, 0], facts[:, 1],
            in_columns(first, logs, LOG_COLUMNS) | {"quantity": np.concatenate(quantities)},
            in_columns(first, steps, STEP_COLUMNS) | {"size": np.concatenate(sizes)},
            int(facts[:, 2].sum()), int(facts[:, 3].sum()),
        )  # fmt: skip

