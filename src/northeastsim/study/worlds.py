"""One outcome of many worlds that share all luck: what a comparison of scenarios is made of."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from northeastsim.engine import pool
from northeastsim.engine.record import observation_dates, observed_places
from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.tables import Tables, tables
from northeastsim.scenario.words import shortened
from northeastsim.study import frames, metrics

Progress = Callable[[int, int], None]


def columns(resolved: Resolved, world: Tables) -> list[str]:
    """Return the metrics that `runs` of a scenario holds, without running it."""
    names = list(observed_places(world))
    plan = metrics.plan(resolved, world, names, observation_dates(world.start, world.end))
    scores = [f"{name}.{how}" for name in plan.scores for how in metrics.STATISTICS]
    return [*scores, *plan.counted, *(name for a, b in plan.rivals for name in metrics.of_race(a, b))]


def expect_metric(name: str, known: Sequence[str]) -> str:
    """Return a metric's name as the columns have it; raises ScenarioError with the nearest for one that there is not."""
    plain = "".join(name.split())
    if plain in known:
        return plain
    near = f"{plain}.end" if f"{plain}.end" in known else next(iter(difflib.get_close_matches(plain, known, 1)), None)
    raise ScenarioError([Problem("--score", None, None, "", f"the scenarios have no metric '{shortened(name)}' in common", near)])


def outcomes(
    worlds: Sequence[Resolved], metric: str, *, seed: int, replications: int, workers: int, engine: str,
    on_progress: Progress | None = None,
) -> NDArray[np.float64]:  # fmt: skip
    """Return a metric in every replication of every world: (worlds, replications); the same luck strikes a row's all."""
    found = several(
        worlds, [metric], seed=seed, replications=replications, workers=workers, engine=engine, on_progress=on_progress
    )
    return found[:, 0]


def several(
    worlds: Sequence[Resolved], names: Sequence[str], *, seed: int, replications: int, workers: int, engine: str,
    on_progress: Progress | None = None,
) -> NDArray[np.float64]:  # fmt: skip
    """Return some metrics in every replication of every world: (worlds, metrics, replications)."""
    total = len(worlds) * replications
    found = np.empty((len(worlds), len(names), replications))
    for k, resolved in enumerate(worlds):
        world = tables(resolved)
        for block in pool.replicate(world, seed, 0, replications, workers=workers, engine=engine):
            plan = metrics.plan(resolved, world, block.names, block.dates)
            runs, last = frames.runs(block, plan, world), block.first + block.count
            found[k, :, block.first : last] = [runs[name] for name in names]
            if on_progress:
                on_progress(k * replications + last, total)
    return found
