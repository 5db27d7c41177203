"""How long a ten-year run takes, interpreted and compiled, with the work it does; and how long the commands take."""

from __future__ import annotations

import pathlib
import subprocess
import sys
from typing import Any

import pytest

from northeastsim.engine.pool import rules_by_name
from northeastsim.engine.single import World
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.tables import Tables, tables

ROOT = pathlib.Path(__file__).parents[1]


@pytest.fixture(scope="module")
def baseline() -> Tables:
    """Six states, ten years, everything on."""
    return tables(load("baseline", catalogue=catalogue()))


@pytest.mark.parametrize("form", ["interpreted", "compiled"])
def test_a_run(benchmark: Any, baseline: Tables, form: str) -> None:
    """Time one ten-year replication on SimPy, and note its events, decisions and predicted options."""
    rules = rules_by_name(form)
    world = benchmark.pedantic(
        lambda: World(baseline, 63, 1, rules=rules).run(), rounds=3 if form == "interpreted" else 20, warmup_rounds=1
    )
    seconds = benchmark.stats.stats.min
    benchmark.extra_info.update(
        log_rows=len(world.record.log),
        decisions=world.record.decisions,
        predictions=world.record.predictions,
        microseconds_per_prediction_all_included=round(1e6 * seconds / world.record.predictions, 2),
    )

    assert world.record.finished


def test_loading_a_scenario(benchmark: Any) -> None:
    """Time reading, checking and laying out a shipped scenario."""
    benchmark(lambda: tables(load("s400_transfer", catalogue=catalogue())))


COMMANDS = {
    "import": [sys.executable, "-c", "import northeastsim"],
    "help": [sys.executable, "-m", "northeastsim.app.cli", "--help"],
    "validate": [sys.executable, "-m", "northeastsim.app.cli", "validate", "scenarios/s400_transfer.yaml"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command(benchmark: Any, name: str) -> None:
    """Time a whole process, from start to end."""

    def run() -> int:
        return subprocess.run(COMMANDS[name], cwd=ROOT, capture_output=True).returncode

    assert benchmark.pedantic(run, rounds=5, warmup_rounds=1) == 0
