"""A scenario under many sets of parameters, with the same luck in all, so that any two are paired."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.engine import pool
from northeastsim.engine.record import Block
from northeastsim.errors import RunError
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.ranges import widened
from northeastsim.scenario.tables import Tables
from northeastsim.scenario.tables.moved import Moved
from northeastsim.study.design import caps

Outcomes = NDArray[np.float64]
Read = Callable[[Block], Outcomes]
Progress = Callable[[int, int], None]


def ensemble(
    resolved: Resolved, sets: pd.DataFrame, read: Read, *, seed: int, replications: int, workers: int | None = None,
    engine: str | None = None, on_progress: Progress | None = None,
) -> Outcomes:  # fmt: skip
    """Return what `read` finds in every replication under every set of parameters: (sets, replications, outcomes).

    `sets` has a parameter a column; `read` turns a block into an array (replications, outcomes). Raises RunError, which says
    under which set, where a run cannot go on.
    """
    moved = Moved(resolved)
    found = []
    for k, values in enumerate(sets.to_dict("records")):
        chosen = {str(name): float(value) for name, value in values.items()}
        try:
            blocks = runs(moved, chosen, seed, replications, workers, engine)
        except RunError as error:
            raise RunError(f"under parameter set {k}: {error}") from error
        found.append(np.concatenate([read(block) for block in blocks]))
        if on_progress:
            on_progress(k + 1, len(sets))
    return np.array(found)


def runs(
    moved: Moved, values: Mapping[str, float], seed: int, replications: int, workers: int | None, engine: str | None
) -> list[Block]:
    """Return the replications under a set of parameters; raises RunError where they cannot go on.

    1. Put the caps of thinning at the top of their ranges, the same for all sets: they decide which candidates share luck.
    2. Where a rate rises above a cap, run the set again under doubled caps: its rates are the same, its luck is its own.
    """
    for tables in widening(moved, values):
        try:
            return list(pool.replicate(tables, seed, 0, replications, workers=workers, engine=engine))
        except RunError as error:
            last = error
    raise last


class Movable(Protocol):
    """A scenario that can be laid out under any parameters."""

    resolved: Resolved

    def under(self, values: Mapping[str, float]) -> Tables:
        """Return its tables under parameters."""
        ...


def widening(moved: Movable, values: Mapping[str, float]) -> Iterator[Tables]:
    """Yield the tables under a set of parameters, each time with caps twice as high."""
    for tops in widened(caps(moved.resolved)):
        yield moved.under(tops | dict(values))


def scores(names: list[str], month: int) -> Read:
    """Return what reads scores, such as `influence[CHN,PRK]`, so many months after the start, else at the horizon."""

    def read(block: Block) -> Outcomes:
        columns = [block.names.index(name) for name in names]
        taken: Outcomes = block.monthly[:, min(month, block.monthly.shape[1] - 1), columns]
        return taken

    return read
