"""The runs of a sweep as arrays, and which of its points can be used in a world: a scenario under one choice of levers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis.sensitivity.design import Design

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


class World(NamedTuple):
    """A scenario under one choice of levers: its experiments, a row a point, as places in the sweep's arrays."""

    scenario: str
    levers: tuple[object, ...]
    experiments: NDArray[np.int64]


def cells(runs: pd.DataFrame, outcomes: list[str], experiments: int) -> Numbers:
    """Return the outcomes of all runs: (experiments, replications, outcomes), NaN where a run is missing or failed."""
    replications = int(runs["replication"].max()) + 1 if len(runs) else 0
    found = np.full((experiments, replications, len(outcomes)), np.nan)
    found[runs["experiment"].to_numpy(), runs["replication"].to_numpy()] = runs[outcomes].to_numpy(dtype=np.float64)
    return found


def worlds(experiments: pd.DataFrame, levers: list[str]) -> list[World]:
    """Return the worlds of a sweep in their order; `experiments` has a row an experiment."""
    found = []
    for key, some in experiments.groupby(["scenario", *levers], sort=False):
        ordered = some.sort_values("point", kind="stable")
        found.append(World(str(key[0]), tuple(key[1:]), ordered["experiment"].to_numpy()))
    return found


def usable(design: Design, y: Numbers) -> Flags:
    """Return which points of a world can be used for an outcome, (points, replications): those whose block has no hole."""
    return design.whole(np.asarray(~np.isnan(y).any(axis=1)))


def failures(runs: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return how many runs failed by world, at how many points, and the error that most of them died of; no row where none did."""
    failed = runs[runs["status"] == "failed"]
    rows = []
    for key, some in failed.groupby(keys, sort=False):
        error = some["error"].astype(str).value_counts().index[0]
        rows.append((*key, len(some), some["point"].nunique(), error))
    return pd.DataFrame(rows, columns=[*keys, "runs", "points", "error"])
