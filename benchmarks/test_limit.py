"""The limit: how often a run does each piece of its arithmetic, and how long that piece takes alone, in a loop over a warm state.

1. Count the calls of the pieces in interpreted runs, by putting a counter in the place of each.
2. Time each piece compiled as the engine compiles it, called over and over on the state after two years.
3. Their product is what a run would take if it did nothing else: no queue, no log, no roles, no notes of what to take back.
"""

from __future__ import annotations

import functools
import importlib
import pathlib
from collections import Counter
from types import FunctionType, ModuleType
from typing import Any

import numpy as np
import pytest

import northeastsim.rulebook
from benchmarks import pieces
from benchmarks.worlds import SEED, baseline
from northeastsim.engine.batch import entry
from northeastsim.engine.single import World

RUNS, TIMES = 12, 20_000


# What is counted, the loop over it, and what it is in words. An exponential inside another piece counts there.
PIECES: dict[str, tuple[Any, str]] = {
    "refresh_security": (pieces.securities, "security of an actor"),
    "refresh_leverage": (pieces.leverages, "everyone's leverage over an actor"),
    "refresh_hazard": (pieces.hazards, "rate of crises of a pair"),
    "refresh_forces": (pieces.forces, "forces, weights and nuclear cover of all"),
    "influence": (pieces.influences, "influence of one over one, outside autonomy"),
    "autonomy": (pieces.autonomies, "autonomy of an actor"),
    "prosperity": (pieces.prosperities, "prosperity of an actor"),
    "try_change": (pieces.changes, "one change tried, noted and taken back"),
    "exp": (pieces.exponentials, "exponential, outside rates of crises and drift"),
    "uniform": (pieces.draws, "draw"),
    "drift_pairs": (pieces.drifts, "drift of the whole state"),
}
INSIDE = {"influence": ("autonomy",), "exp": ("refresh_hazard", "drift_pairs", "drift_actors")}


class Counted:
    """Counts calls, and leaves out those inside pieces that count them already."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.open: list[str] = []

    def counting(self, function: FunctionType) -> Any:
        """Return a function that does the same and is counted."""
        name = function.__name__

        @functools.wraps(function)
        def call(*arguments: Any) -> Any:
            if not any(outer in self.open for outer in INSIDE.get(name, ())):
                self.calls[name] += 1
            self.open.append(name)
            try:
                return function(*arguments)
            finally:
                self.open.pop()

        return call


def modules() -> list[ModuleType]:
    """Return the modules of the rulebook."""
    folder = pathlib.Path(northeastsim.rulebook.__file__).parent
    return [importlib.import_module(f"northeastsim.rulebook.{path.stem}") for path in sorted(folder.glob("[a-z]*.py"))]


@pytest.fixture(scope="module")
def calls(pytestconfig: pytest.Config) -> dict[str, float]:
    """How often a run of the baseline does each piece."""
    runs = 1 if pytestconfig.getoption("benchmark_disable") else RUNS
    found, watched = Counted(), {*PIECES, "drift_actors"}
    with pytest.MonkeyPatch.context() as patch:
        wrapped: dict[FunctionType, Any] = {}
        for module in modules():
            for name in watched & set(vars(module)):
                function = getattr(module, name)
                patch.setattr(module, name, wrapped.setdefault(function, found.counting(function)))
        world = baseline()
        for replication in range(runs):
            World(world, SEED, replication).run()
    return {name: count / runs for name, count in found.calls.items()}


@pytest.mark.parametrize("name", PIECES)
def test_a_piece_alone(benchmark: Any, calls: dict[str, float], name: str) -> None:
    """Time one piece on the state after two years."""
    loop, words = PIECES[name]
    world = World(baseline(years=2), SEED, 0).run()  # so that options are planned and there is something to look at
    x, m, t = (np.array(each) for each in (world.x, world.m, world.t))
    compiled = entry(loop)
    benchmark.pedantic(lambda: compiled(x, m, t, TIMES), rounds=20, warmup_rounds=2)
    benchmark.extra_info.update(runs=TIMES, piece=words, calls=calls[name])

    assert calls[name] > 0
