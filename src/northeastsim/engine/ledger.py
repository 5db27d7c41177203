"""What is left of every cause: the part of each value that an event has made, drifting as the values themselves do.

What time does between events (`rulebook/drift.py`) is linear in almost everything, so that the state is a sum: what it would be
without any event, and what is left of each. The ledger holds the second. NOTE: its steps repeat those of the rules for
all events at once; a test compares the two. What is not linear is told in docs/discussion/causes.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from northeastsim.rulebook import layout as at
from northeastsim.rulebook import parameters as of
from northeastsim.rulebook.drift import LN2, between, left
from northeastsim.rulebook.expect import half_life

Numbers: TypeAlias = NDArray[np.float64]
Columns: TypeAlias = NDArray[np.intp]

ACTOR_VALUES = range(at.ECONOMY, at.ECONOMY + at.ACTOR_ROWS * at.ACTOR_PITCH)
PAIR_VALUES = range(at.ALIGNMENT, at.ALIGNMENT + at.PAIR_ROWS * at.PAIR_PITCH)
HOLDINGS = range(at.HOLDING, at.HOLDING + at.MOST_SYSTEMS * at.ACTOR_PITCH)
RESTLESS = (at.STRAIN, at.FAVOURS)  # what fades to nothing, whatever stands in its rest
FOLLOWING = (at.TRADE, at.FLOWS)


def row_of(place: int) -> tuple[int, int]:
    """Return the row of a value of an actor or a pair, and its column there; (-1, 0) for a rest or anything else."""
    for values, pitch in ((ACTOR_VALUES, at.ACTOR_PITCH), (PAIR_VALUES, at.PAIR_PITCH)):
        if place in values:
            column = (place - values.start) % pitch
            return place - column, column
    return (at.HOLDING, 0) if place in HOLDINGS else (-1, 0)


def feeds(x: Any, place: int) -> list[int]:
    """Return the places from which the drift of a value moves it: what it returns to, what builds it up."""
    row, k = row_of(place)
    if row in FOLLOWING:
        base = (at.TRADE_BASE if row == at.TRADE else at.FLOWS_BASE) + k
        needs = [] if row == at.TRADE else [at.OUTSIDE_WAR + i for i in divmod(k, at.PAIR)]
        return [place + at.PAIR_REST, base, *needs]
    if row == at.CAPITAL:
        return [at.SPENDING + k, at.OUTSIDE_WAR + k]
    if row in (-1, at.HOLDING, *RESTLESS) or half_life(x, row, at.VALUE_ONLY) <= 0.0:
        return []
    return [place + (at.PAIR_REST if place in PAIR_VALUES else at.ACTOR_REST)]


def closed(x: Any, n: int, places: Iterable[int]) -> list[int]:
    """Return places with all that their drift reads, in order."""
    found: set[int] = set()
    waiting = list(places)
    if x[of.BALANCE_PULL] > 0.0 and any(row_of(place)[0] == at.ALIGNMENT for place in waiting):
        waiting += [at.ALIGNMENT + at.PAIR * i + j for i in range(n) for j in range(n) if i != j]
    while waiting:
        place = waiting.pop()
        if place not in found:
            found.add(place)
            waiting += feeds(x, place)
    return sorted(found)


class Ledger:
    """The parts of some values that events have made: `held[column, event]`.

    `x` holds the parameters, and at every step the values as they stand; `places` must be closed.
    """

    def __init__(self, x: Any, places: list[int]) -> None:
        self.x = x
        self.column = {place: k for k, place in enumerate(places)}
        self.events: list[int] = []
        self._row: dict[int, int] = {}
        self._held = np.zeros((len(places) + 1, 64))  # the last column stays empty: what is not kept
        rows = [(place, *row_of(place)) for place in places]
        relaxing = [place for place, row, _ in rows if row not in (-1, at.CAPITAL, *FOLLOWING) and self._life(row) > 0.0]
        self._values = self._columns(relaxing)
        self._rests = self._columns(next(iter(feeds(x, place)), -1) for place in relaxing)
        self._relaxing = [row_of(place)[0] for place in relaxing]
        self.renew()
        self._followers = [self._following(place, row, k) for place, row, k in rows if row in FOLLOWING]
        self._capitals = [k for _, row, k in rows if row == at.CAPITAL]

    def renew(self) -> None:
        """Take half-lives anew from the parameters, where a revision of the scenario's has changed them."""
        self._lives = np.array([self._life(row) for row in self._relaxing])

    def _life(self, row: int) -> float:
        life: float = self.x[of.HOLDING_LIFE] if row == at.HOLDING else half_life(self.x, row, at.VALUE_ONLY)
        return life

    def _columns(self, places: Iterable[int]) -> Columns:
        return np.array([self.column.get(place, len(self.column)) for place in places], dtype=np.intp)

    def _following(self, place: int, row: int, k: int) -> tuple[int, int, int, int, int]:
        base = (at.TRADE_BASE if row == at.TRADE else at.FLOWS_BASE) + k
        value, rest, floor = (self.column[each] for each in (place, place + at.PAIR_REST, base))
        return value, rest, floor, base, -1 if row == at.TRADE else k

    @property
    def held(self) -> Numbers:
        """The parts as they stand: a row for each place, a column for each event."""
        return self._held[:-1, : len(self.events)]

    def add(self, event: int, place: int, size: float) -> None:
        """Add an impulse of an event to a place; one that is not kept is passed over."""
        column = self.column.get(place)
        if column is None:
            return
        if event not in self._row:
            self._row[event] = len(self.events)
            self.events.append(event)
            if len(self.events) > self._held.shape[1]:
                self._held = np.hstack([self._held, np.zeros_like(self._held)])
        self._held[column, self._row[event]] += size

    def drift(self, years: float) -> None:
        """Let every part drift over some years, from the values that stand in `x`."""
        held = self._held[:, : len(self.events)]
        means = {i: self._mean_war(held, i, years) for i in self._warriors()}
        grown = [self._grown(held, k, years, *means[k]) for k in self._capitals]
        followed = [self._followed(held, years, means, *each) for each in self._followers]
        share = np.array([left(years, life) for life in self._lives])[:, None]
        rests = held[self._rests]
        held[self._values] = rests + (held[self._values] - rests) * share
        for k, values in zip(self._capitals, grown, strict=True):
            held[self.column[at.CAPITAL + k]] = values
        for (value, rest, *_), (values, targets) in zip(self._followers, followed, strict=True):
            held[value], held[rest] = values, targets

    def _warriors(self) -> list[int]:
        return [place - at.OUTSIDE_WAR for place in self.column if row_of(place)[0] == at.OUTSIDE_WAR]

    def _mean_war(self, held: Numbers, i: int, years: float) -> tuple[float, Numbers]:
        """The mean outside war of an actor over the step, and the part of each event in it."""
        x, place = self.x, at.OUTSIDE_WAR + i
        value, rest = held[self.column[place]], held[self.column[place + at.ACTOR_REST]]
        share = (1.0 - left(years, x[of.WAR_LIFE])) / (LN2 * years / x[of.WAR_LIFE])
        return x[place + at.ACTOR_REST] + (x[place] - x[place + at.ACTOR_REST]) * share, rest + (value - rest) * share

    def _grown(self, held: Numbers, k: int, years: float, mean: float, parts: Numbers) -> Numbers:
        """The parts of capital: built by theirs of spending, worn by theirs of a war, the last on what no event has built."""
        x, capital = self.x, held[self.column[at.CAPITAL + k]]
        decay = x[at.CAPITAL_DECAY + k] + x[of.WAR_ATTRITION] * mean
        built = x[of.INVESTMENT] * x[at.MILITARY_PPP + k] * held[self.column[at.SPENDING + k]]
        built = built - x[of.WAR_ATTRITION] * parts * (x[at.CAPITAL + k] - capital.sum())
        if decay <= 1e-9:
            return np.asarray(capital + built * years)
        kept = left(years, LN2 / decay)
        return np.asarray(built / decay + (capital - built / decay) * kept)

    def _followed(
        self, held: Numbers, years: float, means: dict[int, tuple[float, Numbers]],
        value: int, rest: int, base: int, place: int, pair: int,
    ) -> tuple[Numbers, Numbers]:  # fmt: skip
        """The parts of a value that follows its target, and of the target, which lapses to a floor."""
        x = self.x
        fast, slow = left(years, x[of.TRADE_LIFE]), left(years, x[of.SUPPORT_LIFE])
        mixed = between(years, x[of.TRADE_LIFE], x[of.SUPPORT_LIFE], fast, slow)
        floor = held[base]
        if pair >= 0:  # as far as those two need it: a war's part is of the floor that no event has moved
            (one, by_one), (other, by_other) = (self._need(means, i) for i in divmod(pair, at.PAIR))
            floor = floor * one * other + (x[place] - floor.sum()) * (by_one * other + one * by_other)
        target = held[rest] - floor
        return floor + target * mixed + (held[value] - floor) * fast, floor + target * slow

    def _need(self, means: dict[int, tuple[float, Numbers]], i: int) -> tuple[float, Any]:
        start = self.x[at.START_WAR + i]
        return (means[i][0] / start, means[i][1] / start) if start > 0.0 else (1.0, 0.0)
