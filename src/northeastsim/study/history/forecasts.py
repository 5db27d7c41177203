"""What the model says of the targets, year by year and replication by replication."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from northeastsim.engine import several
from northeastsim.engine.record import Block
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.ensembles import read
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.tables import Tables
from northeastsim.scenario.tables.sets import Sets
from northeastsim.study.history.record import LAST
from northeastsim.study.history.targets import TARGETS, Seen, Target
from northeastsim.study.history.worlds import JUDGING, world

if TYPE_CHECKING:
    import pandas as pd

ENSEMBLE = "backtest_2018"  # fitted to the years up to 2018, so that it knows nothing of those that are told
FED_IN = {"conditioned": {"exercises"}, "free": set()}  # what a mode is told and therefore does not answer
Key = tuple[Target, str, int]
Read = Callable[[Block], NDArray[np.float64]]


def answered(mode: str) -> list[Target]:
    """Return the targets that the model answers in a mode."""
    return [target for target in TARGETS if target.name not in FED_IN[mode]]


def keys(targets: Sequence[Target], years: Sequence[int]) -> list[Key]:
    """Return target, series and year of every value that is read of a replication."""
    return [(target, series, year) for target in targets for series in target.series for year in years]


def reader(laid: Tables, asked: Sequence[Key]) -> Read:
    """Return what reads the values asked for from a block, (replications, values)."""

    def values(block: Block) -> NDArray[np.float64]:
        seen = Seen(block, laid)
        return np.stack([target.read(seen, series, year) for target, series, year in asked], axis=1)

    return values


def forecasts(
    mode: str, replications: int, seed: int, parameters: str = ENSEMBLE, workers: int | None = None
) -> pd.DataFrame:
    """Return what the model says in a mode of 2019 to 2024 from the end of 2018: mode, target, series, year, replication, value.

    Replications are spread over the sets of an ensemble, by default that which was fitted to the years up to 2018.
    """
    import pandas as pd

    resolved = world(mode, JUDGING, LAST)
    asked = keys(answered(mode), range(JUDGING + 1, LAST + 1))
    values = told(resolved, parameters, asked, replications, seed, workers)
    rows = pd.DataFrame(
        [(mode, target.name, series, year) for target, series, year in asked],
        columns=["mode", "target", "series", "year"],
    )
    frame = rows.loc[np.repeat(np.arange(len(rows)), replications)]
    numbers = np.tile(np.arange(replications), len(rows))
    return frame.assign(replication=numbers, value=values.T.ravel()).reset_index(drop=True)


def told(
    resolved: Resolved, parameters: str, asked: Sequence[Key], replications: int, seed: int, workers: int | None
) -> NDArray[np.float64]:
    """Return the values asked for in each replication under the sets of an ensemble, (replications, values)."""
    sets = Sets(resolved, read(parameters, catalogue()))
    values = reader(sets.tables, asked)
    blocks = several.replicate(sets, seed, 0, replications, workers=workers)
    return np.concatenate([values(block) for block in blocks])
