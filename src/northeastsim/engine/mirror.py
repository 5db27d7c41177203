"""A copy of a world on which states are tried: read as the rules read them, and drifted, while the world stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from northeastsim.engine.ledger import Columns, Numbers, row_of
from northeastsim.engine.rules import Rules
from northeastsim.engine.single import World
from northeastsim.rulebook import conditions as op
from northeastsim.rulebook import layout as at
from northeastsim.rulebook.layout import T
from northeastsim.scenario.tables import Tables

STATES = 16  # random ones in which it is asked what a score depends on
STEP = 1e-6  # by which a value is moved to see the slope, of its size or of 1
# Where a random state lies; of other values between half and one and a half of the start, or a little above 0.
SPANS = {
    at.ALIGNMENT: (-1.0, 1.0), at.COMMITMENT: (0.0, 1.0), at.PROVOCATION: (0.0, 2.0), at.SANCTIONS: (0.0, 1.0),
    at.CONTACT: (0.0, 1.0), at.CREDIBILITY: (0.2, 1.2), at.BACKING: (0.0, 1.0), at.OUTSIDE_WAR: (0.0, 1.0),
    at.ACCEPTANCE: (0.0, 1.0), at.STRAIN: (-0.3, 0.3), at.HEDGING: (0.0, 4.0), at.TECHNOLOGY: (0.0, 3.0),
}  # fmt: skip


def state_places(tables: Tables) -> list[int]:
    """Return every place of the state that a turn or time may move, in order."""
    n = len(tables.actors)
    pairs = [at.PAIR * i + j for i in range(n) for j in range(n) if i != j]
    found = [at.MONITORING, at.CRISES_NOW, at.INSTABILITY, *(at.HELD_BACK + i for i in range(n))]
    found += [row + k for row in (at.TRADE_START, at.REACTION_TO, at.ANSWER) for k in pairs]
    for r in range(at.ACTOR_ROWS):
        place = at.ECONOMY + at.ACTOR_PITCH * r
        found += [place + rest + i for rest in (0, at.ACTOR_REST) for i in range(n)]
    for r in range(at.PAIR_ROWS):
        place = at.ALIGNMENT + at.PAIR_PITCH * r
        found += [place + rest + k for rest in (0, at.PAIR_REST) for k in pairs]
    found += [at.HOLDING + at.ACTOR_PITCH * s + i for s in range(len(tables.systems)) for i in range(n)]
    return sorted(found)


def fact_places(tables: Tables) -> list[int]:
    """Return the places of whole numbers that the scenario's own metrics read: what has happened, crises under way."""
    t = tables.t
    found = set()
    for k in range(t[at.METRICS]):
        first, length = t[t[at.AT_METRICS] + 2 * k : t[at.AT_METRICS] + 2 * k + 2].tolist()
        for line in range(first, first + length):
            operation, place = t[t[at.AT_PROGRAMS] + at.PROGRAM_WIDTH * line :][:2].tolist()
            if operation in (op.FACT, op.CRISIS_NOW, op.KNOWN):
                found.add(int(place))
    return sorted(found)


class Mirror:
    """The copy: `read` a state, let it drift, take the slopes of the score at a place of the observations."""

    def __init__(self, world: World, score: int) -> None:
        self.rules, self.t, self.score = world.rules, world.t, score
        self.x, self.m = (list(a) if isinstance(a, list) else a.copy() for a in (world.x, world.m))
        self.places = np.array(state_places(world.tables))
        self.column = {place: k for k, place in enumerate(self.places.tolist())}
        self.facts = fact_places(world.tables)
        self._plain = isinstance(self.x, list)
        self._list = self.places.tolist()

    def columns(self, places: Iterable[int]) -> Columns:
        """Return where places of the state stand among its values."""
        return np.array([self.column[place] for place in places], dtype=np.intp)

    def seen(self, x: Any) -> Numbers:
        """Return the values of a state."""
        return np.array([x[place] for place in self._list]) if self._plain else np.asarray(x[self.places])

    def facts_of(self, m: Any) -> list[int]:
        """Return the facts that metrics read."""
        return [int(m[place]) for place in self.facts]

    def renew(self, world: World) -> None:
        """Take over all that the world's numbers are now, where a revision of the scenario's has changed some."""
        self.x[:], self.m[:] = world.x, world.m

    def put_facts(self, facts: Iterable[int]) -> None:
        """Let the facts be so."""
        for place, fact in zip(self.facts, facts, strict=True):
            self.m[place] = fact

    def put(self, values: Numbers) -> None:
        """Let the state be so."""
        if self._plain:
            for place, value in zip(self._list, values.tolist(), strict=True):
                self.x[place] = value
        else:
            self.x[self.places] = values

    def read(self, values: Numbers) -> float:
        """Return the score of a state."""
        self.put(values)
        return self._look()

    def _look(self) -> float:
        self.rules.observe(self.x, self.m, self.t, self.m[at.CLOCK])
        return float(self.x[self.score])

    def drifted(self, values: Numbers, clock: int, tick: int) -> Numbers:
        """Return what time makes of a state between two minutes."""
        self.put(values)
        self.m[at.CLOCK] = clock
        self.rules.advance(self.x, self.m, tick)
        return self.seen(self.x)

    def slopes(self, values: Numbers, columns: Columns) -> Numbers:
        """Return by how much the score rises with each of some values."""
        here = self.read(values)
        found = np.empty(len(columns))
        for k, column in enumerate(columns.tolist()):
            place, value = self._list[column], float(values[column])
            step = STEP * max(1.0, abs(value))
            self.x[place] = value + step
            found[k] = (self._look() - here) / step
            self.x[place] = value
        return found


def dependence(tables: Tables, rules: Rules, score: int) -> list[int]:
    """Return the places of the state on which a score depends, found by trying: in the state at the start and random ones.

    Many places are moved at once, and halved where that moves the score; once more by the numbers of each revision. The draws
    are fixed: every run finds the same.
    """
    mirror = Mirror(World(tables, rules=rules), score)
    draw = np.random.default_rng(0)
    start = mirror.seen(mirror.x)
    found: set[int] = set()
    for revision in range(-1, int(tables.t[at.REVISIONS])):
        if revision >= 0:
            revise(mirror, tables.t.tolist(), revision)
        for number in range(STATES):
            here = start if number == 0 else anywhere(draw, mirror.places, start)
            mirror.put_facts([number % 2] * len(mirror.facts))
            other = anywhere(draw, mirror.places, start)
            left = np.array([k for k in range(len(start)) if k not in found], dtype=np.intp)
            found |= set(telling(mirror, here, other, left, mirror.read(here)))
    return mirror.places[sorted(found)].tolist()


def revise(mirror: Mirror, t: T, revision: int) -> None:
    """Let the numbers of a revision hold."""
    row = t[at.AT_REVISIONS] + at.REVISION_WIDTH * revision
    first = t[row + at.REVISION_FIRST]
    for k in range(first, first + t[row + at.REVISION_COUNT]):
        place, value = t[t[at.AT_REVISED] + at.REVISED_WIDTH * k :][: at.REVISED_WIDTH]
        if place >= 0:
            mirror.x[place] = mirror.x[value]


def anywhere(draw: np.random.Generator, places: Columns, start: Numbers) -> Numbers:
    """Return a random state."""
    spread = draw.random(len(start))
    values = np.where(start == 0.0, spread, start * (0.5 + spread))
    for k, place in enumerate(places.tolist()):
        if span := SPANS.get(row_of(place)[0]):
            values[k] = span[0] + spread[k] * (span[1] - span[0])
    return np.asarray(values)


def telling(mirror: Mirror, here: Numbers, other: Numbers, columns: Columns, score: float) -> list[int]:
    """Return those of some values that move the score when they go from one state to another."""
    if not len(columns):
        return []
    tried = here.copy()
    tried[columns] = other[columns]
    if mirror.read(tried) == score:
        return []
    if len(columns) == 1:
        return [int(columns[0])]
    half = len(columns) // 2
    return [k for part in (columns[:half], columns[half:]) for k in telling(mirror, here, other, part, score)]
