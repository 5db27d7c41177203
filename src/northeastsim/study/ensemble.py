"""A scenario under many sets of parameters, with the same luck in all, so that any two are paired."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.engine import pool
from northeastsim.engine.record import Block
from northeastsim.errors import RunError
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.tables import Tables
from northeastsim.scenario.tables.moved import Moved
from northeastsim.study.design import caps

Outcomes = NDArray[np.float64]
Read = Callable[[Block, Tables], Outcomes]
Progress = Callable[[int, int], None]


def ensemble(
    resolved: Resolved, sets: pd.DataFrame, read: Read, *, seed: int, replications: int, workers: int | None = None,
    engine: str | None = None, on_progress: Progress | None = None,
) -> Outcomes:  # fmt: skip
    """Return what `read` finds in every replication under every set of parameters: (sets, replications, outcomes).

    `sets` has a parameter a column; `read` turns a block into an array (replications, outcomes). Raises RunError, which says
    under which set, where a run cannot go on.
    """
    moved, wide = Moved(resolved), caps(resolved)
    found = []
    for k, values in enumerate(sets.to_dict("records")):
        world = moved.under(wide | {str(name): value for name, value in values.items()})
        try:
            blocks = pool.replicate(world, seed, 0, replications, workers=workers, engine=engine)
            found.append(np.concatenate([read(block, world) for block in blocks]))
        except RunError as error:
            raise RunError(f"under parameter set {k}: {error}") from error
        if on_progress:
            on_progress(k + 1, len(sets))
    return np.array(found)


def scores(names: list[str], month: int) -> Read:
    """Return what reads scores, such as `influence[CHN,PRK]`, so many months after the start, else at the horizon."""

    def read(block: Block, world: Tables) -> Outcomes:
        columns = [block.names.index(name) for name in names]
        taken: Outcomes = block.monthly[:, min(month, block.monthly.shape[1] - 1), columns]
        return taken

    return read
