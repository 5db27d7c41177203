"""How the cost of a run grows: with years, actors, options weighed, replications, workers."""

from __future__ import annotations

import pathlib
from dataclasses import asdict
from typing import Any

import pytest

from benchmarks.worlds import SEED, Batch, baseline, crowd, sized
from northeastsim.engine.batch import compiled_loop
from northeastsim.engine.pool import replicate
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.study.run import execute


def timed(benchmark: Any, batch: Batch, runs: int, **what: Any) -> None:
    """Time some replications on one core, and note their number, what grows and what they do."""
    runs = sized(benchmark, runs, 2)
    work = benchmark.pedantic(lambda: batch(runs), rounds=5, warmup_rounds=1)
    benchmark.extra_info.update(runs=runs, **what, **asdict(work))


@pytest.mark.parametrize("years", [1, 2, 5, 10, 20, 30])
def test_years(benchmark: Any, years: int) -> None:
    """Time the baseline over more years."""
    timed(benchmark, Batch(baseline(years=years), compiled_loop()), max(10, 300 // years), years=years)


@pytest.mark.parametrize("actors", [2, 3, 4, 6, 8, 12, 16, 24, 32])
def test_actors(benchmark: Any, actors: int) -> None:
    """Time the baseline with fewer and more actors."""
    world = crowd(actors)
    timed(benchmark, Batch(world, compiled_loop()), max(2, 300 // actors**2), actors=actors, menu=len(world.options))


@pytest.mark.parametrize("consideration", [0.05, 0.1, 0.2, 0.4, 0.8])
def test_options(benchmark: Any, consideration: float) -> None:
    """Time the baseline with more of the open options weighed at each decision."""
    world = baseline(**{"parameters.choice.consideration": consideration})
    timed(benchmark, Batch(world, compiled_loop()), 50, consideration=consideration)


@pytest.mark.parametrize("replications", [100, 1_000, 10_000])
def test_replications(benchmark: Any, tmp_path: pathlib.Path, replications: int) -> None:
    """Time a whole run of the baseline with its tables on disk, on all cores."""
    compiled_loop()
    resolved, runs = load("baseline", catalogue=catalogue()), sized(benchmark, replications, 100)
    folders = iter(range(100))

    def whole() -> None:
        execute(resolved, seed=SEED, replications=runs, engine="batch", out=tmp_path / str(next(folders)))

    benchmark.pedantic(whole, rounds=3 if replications < 5_000 else 1, warmup_rounds=0)
    benchmark.extra_info.update(runs=runs)


@pytest.mark.parametrize("workers", [1, 2])
def test_workers(benchmark: Any, workers: int) -> None:
    """Time the engine alone, on one core and on two."""
    compiled_loop()
    world, runs = baseline(), sized(benchmark, 1_000, 20)

    def drained() -> None:
        for _ in replicate(world, SEED, 0, runs, workers=workers, engine="batch"):
            pass

    benchmark.pedantic(drained, rounds=5, warmup_rounds=1)
    benchmark.extra_info.update(runs=runs, workers=workers)
