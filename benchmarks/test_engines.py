"""One replication of the baseline on either engine, with the work it does; what compiling costs; how long commands take."""

from __future__ import annotations

import itertools
import os
import pathlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest

from benchmarks.worlds import SEED, Batch, Work, baseline, sized
from northeastsim.engine.batch import compiled, compiled_loop
from northeastsim.engine.rules import interpreted
from northeastsim.engine.single import World
from northeastsim.rulebook import layout as at
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.tables import tables

RUNS = 12
ROOT = pathlib.Path(__file__).parents[1]
Caches = Iterator[pathlib.Path | None]


def noted(benchmark: Any, runs: int, work: Work) -> None:
    """Note how many replications one call runs, and what each does on average."""
    benchmark.extra_info.update(runs=runs, **asdict(work))


@pytest.mark.parametrize("form", ["interpreted", "compiled"])
def test_a_replication_on_simpy(benchmark: Any, form: str) -> None:
    """Ten years of six states, the queue held by SimPy."""
    world = baseline()
    rules = interpreted() if form == "interpreted" else compiled()
    runs = sized(benchmark, RUNS)

    def several() -> list[World]:
        return [World(world, SEED, replication, rules=rules).run() for replication in range(runs)]

    done = benchmark.pedantic(several, rounds=3 if form == "interpreted" else 10, warmup_rounds=1)
    records = [each.record for each in done]
    noted(
        benchmark,
        runs,
        Work(
            sum(each.decisions for each in records) / runs,
            sum(each.predictions for each in records) / runs,
            sum(float(each.m[at.EVENTS_LOGGED]) for each in done) / runs,
            sum(len(each.log) for each in records) / runs,
        ),
    )

    assert all(each.finished for each in records)


def test_a_replication_in_batch(benchmark: Any) -> None:
    """The same replications in the compiled loop."""
    batch = Batch(baseline(), compiled_loop())
    work = benchmark.pedantic(lambda: batch(RUNS), rounds=50, warmup_rounds=1)
    noted(benchmark, RUNS, work)

    assert work.options > 1000


def test_loading_a_scenario(benchmark: Any) -> None:
    """Read, check and lay out a shipped scenario."""
    benchmark(lambda: tables(load("s400_transfer", catalogue=catalogue())))


PREPARE = [sys.executable, "-c", "from northeastsim.engine.batch import compiled_loop; compiled_loop()"]
CLI = [sys.executable, "-m", "northeastsim.app.cli"]
COMMANDS = {
    "python": [sys.executable, "-c", "pass"],
    "import": [sys.executable, "-c", "import northeastsim"],
    "--help": [*CLI, "--help"],
    "validate": [*CLI, "validate", "scenarios/s400_transfer.yaml"],
    "run, first look": [*CLI, "run", "--force", "--out"],
    "run, first look on simpy": [*CLI, "run", "--engine", "simpy", "--force", "--out"],
}


def status_of(command: list[str], cache: pathlib.Path | None) -> int:
    """Run a command as a process of its own; with a cache, compiled code is kept there."""
    space = os.environ | ({} if cache is None else {"NORTHEASTSIM_CACHE": str(cache)})
    return subprocess.run(command, cwd=ROOT, capture_output=True, env=space).returncode


@pytest.fixture
def caches(benchmark: Any, tmp_path: pathlib.Path) -> Caches:
    """Empty caches, one after the other; where nothing is timed, the one that all share, so that nothing is compiled."""
    return (tmp_path / f"cache{number}" if benchmark.enabled else None for number in itertools.count())


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command(benchmark: Any, caches: Caches, tmp_path: pathlib.Path, name: str) -> None:
    """A whole process, from start to end, with nothing compiled yet."""
    command = COMMANDS[name]
    if command[-1] == "--out":
        command = [*command, str(tmp_path / "out"), *([] if benchmark.enabled else ["--replications", "2", "--set", "years=2"])]

    assert benchmark.pedantic(lambda: status_of(command, next(caches)), rounds=5, warmup_rounds=1) == 0


def test_compiling(benchmark: Any, caches: Caches) -> None:
    """A process that has nothing in its cache compiles the loop."""
    assert benchmark.pedantic(lambda: status_of(PREPARE, next(caches)), rounds=3) == 0


def test_loading_what_was_compiled(benchmark: Any, caches: Caches) -> None:
    """A process that finds the loop in its cache."""
    cache = next(caches)

    assert benchmark.pedantic(lambda: status_of(PREPARE, cache), rounds=5, warmup_rounds=1) == 0
