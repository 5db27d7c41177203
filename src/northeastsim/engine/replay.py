"""A replication lived through again, turn by turn, and the change of one score itemised by what caused it.

1. Between two turns the score changes by drift: the slopes of the score split that over values, and what the ledger holds of
   each value over the events that made it; what is left is the drift of the value itself.
2. In a turn each event in order changes the score by what it is after its impulses, less what it was before.

Both are differences of the score as the rules read it, so that all items sum to its change. docs/discussion/causes.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np

from northeastsim.engine.ledger import Ledger, Numbers, closed
from northeastsim.engine.mirror import Mirror
from northeastsim.engine.rules import Rules
from northeastsim.engine.single import World
from northeastsim.rulebook import layout as at
from northeastsim.scenario.tables import Tables

LONGEST = 31 * at.MINUTES_PER_DAY  # of a step of drift, and of the life of slopes
MISSED = 0.01  # of the parts that slopes may miss before they are taken anew
ROUNDING = 1e-12  # of a value: less is no change of it
NOBODY = -1  # place of what no value explains
FIRST_REVISION = -2  # what stands for the first revision of the scenario's among events; for the next one less


@dataclass
class Items:
    """Why a score changed in one replication, from `before` to `after`.

    `at_once` and `later` (what fades or arrives with time) are by the serial of the event, or from `FIRST_REVISION` down of
    a revision; `drift` is by place of the value. `events` holds the first row of the log of every event.
    """

    replication: int
    before: float = 0.0
    after: float = 0.0
    at_once: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    later: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    drift: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    events: dict[int, list[int]] = field(default_factory=dict)

    @property
    def total(self) -> float:
        """The sum of all items: `after` less `before`."""
        return sum(sum(part.values()) for part in (self.at_once, self.later, self.drift))


def itemise(
    tables: Tables, seed: int, replication: int, score: int, counted: Sequence[int], first: int, last: int, rules: Rules
) -> Items:
    """Return why the score at a place of the observations changed between two minutes of a replication.

    `counted` are the places of the state on which it depends (`mirror.dependence`).
    """
    world = World(tables, seed, replication, rules=rules, impulses=True)
    account = Account(world, score, counted)
    while not world.ended and world.env.peek() < last:
        if not account.is_open and world.env.peek() >= first:
            account.open(first)
        account.step()
    end = world.now if world.m[at.ENDED] else last  # what war ended keeps its last values
    if not account.is_open:
        account.open(min(first, end))
    return account.close(min(last, end))


class Account:
    """The itemising of one score while its replication goes on: the values as they last stood, and the ledger of their causes.

    It takes the world's `trace`.
    """

    def __init__(self, world: World, score: int, counted: Sequence[int]) -> None:
        self.world = world
        world.trace = self._watch
        self._item = (-1, -1)
        self.mirror = Mirror(world, score)
        self.items = Items(world.replication)
        self.is_open = False
        self.clock = self._clock = int(world.m[at.CLOCK])
        self.ledger = Ledger(self.mirror.x, closed(world.x, len(world.tables.actors), counted))
        self._counted = self.mirror.columns(counted)  # those of the values on which the score depends
        self._kept = self.mirror.columns(list(self.ledger.column))
        self._held = [self.ledger.column[place] for place in counted]
        self._logged = self._stepped = 0
        self.values = self._latest = self.mirror.seen(world.x)  # as last accounted for, and as the world last left them
        self.facts = self.mirror.facts_of(world.m)
        self.mirror.put_facts(self.facts)
        self.score = 0.0
        self._slopes: Numbers | None = None
        self._sloped = 0

    def open(self, tick: int) -> None:
        """Begin to count at a minute."""
        self._reach(self._drifted(tick), tick)
        self.score = self.items.before = self.mirror.read(self.values)
        self.is_open = True

    def close(self, tick: int) -> Items:
        """Count up to a minute and return the items."""
        self._reach(self._drifted(tick), tick)
        self.items.after = self.score
        return self.items

    def step(self) -> None:
        """Let the next due item happen, and account for it if it moved anything that counts."""
        world, record = self.world, self.world.record
        tick = int(world.env.peek())
        self._item = (-1, -1)
        world.step()
        log, made = record.log[self._logged :], record.impulses[self._stepped :]
        self._logged, self._stepped = len(record.log), len(record.impulses)
        for row in log:
            self.items.events.setdefault(row[at.LOG_SERIAL], row)
        kind, number = self._item
        if kind == at.ITEM_REVISION:
            self._revise(tick, FIRST_REVISION - number)
        elif log or made:
            self._happen(tick, log[0][at.LOG_SERIAL] if log else made[0][0], made)
        elif self._clock != world.m[at.CLOCK]:
            self._latest, self._clock = self.mirror.seen(world.x), int(world.m[at.CLOCK])

    def _watch(self, tick: int, item: int, a: int, b: int) -> None:
        self._item = item, a

    def _revise(self, tick: int, own: int) -> None:
        """Account for a revision: what its numbers make of the score as it stands is its own."""
        self._reach(self._drifted(tick), tick)
        seen = self.mirror.seen(self.world.x)
        self.mirror.renew(self.world)
        self.mirror.put_facts(self.facts)
        self.ledger.renew()
        self._slopes = None
        self._own(own, seen)
        self._latest, self._clock = seen, tick
        self._count(own)

    def _happen(self, tick: int, own: int, made: list[tuple[int, int, int, float]]) -> None:
        """Account for a turn: drift up to it, its impulses in order; what else it changed is its own event's."""
        drifted = self._drifted(tick)
        seen, facts = self.mirror.seen(self.world.x), self.mirror.facts_of(self.world.m)
        self._latest, self._clock = seen, tick
        if facts == self.facts and (seen[self._kept] == drifted[self._kept]).all():
            return  # nothing that counts
        self._reach(drifted, tick)
        for event, impulses in groupby(made, key=lambda row: row[0]):
            moved = [(place, size) for _, _, place, size in impulses if place in self.ledger.column]
            for place, size in moved:
                self.ledger.add(event, place, size)
                self.values[self.mirror.column[place]] += size
            if moved:
                self._count(event)
        if self._own(own, seen) or facts != self.facts:
            self.facts = facts
            self.mirror.put_facts(facts)
            self._count(own)

    def _own(self, event: int, seen: Numbers) -> bool:
        """Add what values still lack of those that the world has to an event; return whether there was any."""
        rest = (seen - self.values)[self._kept]
        clear = np.abs(rest) > ROUNDING * (1.0 + np.abs(seen[self._kept]))
        for place, size in zip(self.mirror.places[self._kept[clear]].tolist(), rest[clear].tolist(), strict=True):
            self.ledger.add(event, place, size)
        self.values = seen.copy()
        return bool(clear.any())

    def _count(self, event: int) -> None:
        """Give an event what the score has just changed by."""
        if self.is_open:
            score = self.mirror.read(self.values)
            self.items.at_once[event] += score - self.score
            self.score = score

    def _drifted(self, tick: int) -> Numbers:
        """What time makes of the world as it was last left, to the bit what the rules make of it."""
        return self.mirror.drifted(self._latest, self._clock, tick)

    def _reach(self, values: Numbers, tick: int) -> None:
        """Let drift lead to values at a minute, a month at most at a time."""
        while self.clock + LONGEST < tick:
            self._drift(self.mirror.drifted(self.values, self.clock, self.clock + LONGEST), self.clock + LONGEST)
        if self.clock < tick:
            self._drift(values, tick)

    def _drift(self, values: Numbers, tick: int) -> None:
        """Let values and ledger drift, and split what that does to the score."""
        before, held = self.values, self.ledger.held[self._held]
        self.mirror.put(before)
        self.ledger.drift((tick - self.clock) / at.MINUTES_PER_YEAR)
        self.values, self.clock = values, tick
        if self.is_open:
            self._split(before, self.ledger.held[self._held] - held)

    def _split(self, before: Numbers, by_event: Numbers) -> None:
        """Split a step of drift over values and, by their parts in each value's movement, over events."""
        score = self.mirror.read(self.values)
        moved = (self.values - before)[self._counted]
        slopes = self._slopes
        if slopes is None or self.clock - self._sloped > LONGEST:
            slopes = self._anew(before)
        events, values, missed = parts(slopes, moved, by_event, score - self.score)
        if missed:
            events, values, _ = parts(self._anew((before + self.values) / 2.0), moved, by_event, score - self.score)
        for event, part in zip(self.ledger.events, events.tolist(), strict=True):
            if part:
                self.items.later[event] += part
        for place, part in zip(self.mirror.places[self._counted].tolist(), values.tolist(), strict=True):
            if part:
                self.items.drift[place] += part
        self.items.drift[NOBODY] += score - self.score - float(events.sum() + values.sum())
        self.score = score

    def _anew(self, values: Numbers) -> Numbers:
        """Take the slopes of the score at some values."""
        self._sloped = self.clock
        self._slopes = self.mirror.slopes(values, self._counted)
        return self._slopes


def parts(slopes: Numbers, moved: Numbers, by_event: Numbers, change: float) -> tuple[Numbers, Numbers, bool]:
    """Return the parts of a change of the score: by event, by value; and whether the slopes have missed too much of it.

    What they miss (values act together, and not in straight lines) is shared by the size of the parts.
    """
    events = slopes @ by_event
    values = slopes * (moved - by_event.sum(axis=1))
    size = float(np.abs(events).sum() + np.abs(values).sum())
    missing = change - float(events.sum() + values.sum())
    if size > 0.0:
        events = events + missing * np.abs(events) / size
        values = values + missing * np.abs(values) / size
    return events, values, abs(missing) > MISSED * size
