"""Which scores moved most in one day of a replication: it is run again and looked at before and after."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from northeastsim.show.names import parts

if TYPE_CHECKING:
    from northeastsim.scenario.tables import Tables

KINDS = {"influence": 2, "security": 1}  # how many moves of each are told
LEAST = 0.001  # what is told with three decimals shows


@dataclass(frozen=True)
class Move:
    """A score before and after one day."""

    date: datetime.date
    score: str
    before: float
    after: float

    @property
    def size(self) -> float:
        """How far it moved."""
        return abs(self.after - self.before)


def largest_moves(
    tables: Tables, seed: int, replication: int, days: Iterable[datetime.date], scores: Collection[str] = ()
) -> list[Move]:
    """The largest moves of influence and security (of `scores`, or all) on the given days, no score twice."""
    from northeastsim.engine.pool import watch

    wanted = [date for date in days if date < tables.end]
    evenings = [min(date + datetime.timedelta(days=1), tables.end) for date in wanted]
    dates = sorted({*wanted, *evenings})
    names, seen = watch(tables, seed, replication, dates)
    at = dict(zip(dates, seen, strict=True))
    found = [
        Move(date, name, float(before), float(after))
        for date, evening in zip(wanted, evenings, strict=True)
        for name, before, after in zip(names, at[date], at[evening], strict=True)
        if parts(name)[0] in KINDS and name in (scores or names)
    ]
    return chosen(sorted(found, key=lambda move: (-move.size, move.date, move.score)))


def chosen(moves: list[Move]) -> list[Move]:
    """The first of each kind, no score twice."""
    kept: list[Move] = []
    for move in moves:
        kind = parts(move.score)[0]
        full = sum(parts(one.score)[0] == kind for one in kept) >= KINDS[kind]
        if not full and move.size >= LEAST and all(one.score != move.score for one in kept):
            kept.append(move)
    return kept
