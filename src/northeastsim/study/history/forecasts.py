"""What the model says of the targets, year by year and replication by replication."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.engine.record import Block
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.tables import tables
from northeastsim.study.ensemble import Progress, Read, ensemble
from northeastsim.study.history.targets import TARGETS, Target
from northeastsim.study.history.worlds import JUDGING, LAST, world

FED_IN = {"conditioned": {"exercises"}, "free": set()}  # what a mode is told and therefore does not answer


def answered(mode: str) -> list[Target]:
    """Return the targets that the model answers in a mode."""
    return [target for target in TARGETS if target.name not in FED_IN[mode]]


def reader(resolved: Resolved, targets: Sequence[Target], years: Sequence[int]) -> Read:
    """Return what reads the targets from a block, in the order of `keys`."""
    laid = tables(resolved)

    def read(block: Block) -> NDArray[np.float64]:
        return np.stack(
            [target.read(block, laid, series, year) for target, series, year in keys(targets, years)], axis=1
        )

    return read


def keys(targets: Sequence[Target], years: Sequence[int]) -> list[tuple[Target, str, int]]:
    """Return target, series and year of every value that is read of a replication."""
    return [(target, series, year) for target in targets for series in target.series for year in years]


def forecasts(
    mode: str,
    sets: pd.DataFrame,
    *,
    seed: int,
    replications: int,
    workers: int | None = None,
    on_progress: Progress | None = None,
) -> pd.DataFrame:
    """Return what the model says in a mode of 2019 to 2024, from the end of 2018: mode, target, series, year, replication, value.

    Each of `sets` of parameters has so many `replications`; they are numbered through, set by set.
    """
    resolved, targets, years = world(mode, JUDGING, LAST), answered(mode), range(JUDGING + 1, LAST + 1)
    found = ensemble(
        resolved,
        sets,
        reader(resolved, targets, years),
        seed=seed,
        replications=replications,
        workers=workers,
        on_progress=on_progress,
    )
    values = found.reshape(-1, found.shape[2])
    rows = [(mode, target.name, series, year) for target, series, year in keys(targets, years)]
    frame = pd.DataFrame(rows, columns=["mode", "target", "series", "year"]).loc[
        np.repeat(np.arange(len(rows)), len(values))
    ]
    return frame.assign(replication=np.tile(np.arange(len(values)), len(rows)), value=values.T.ravel()).reset_index(
        drop=True
    )
