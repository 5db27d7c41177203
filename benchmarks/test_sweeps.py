"""The sweeps that are timed run as they are told, and the peers' reduced model is the same where its parameters are moved."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from benchmarks.peers.on_simpy import under
from benchmarks.peers.setting import REDUCED
from benchmarks.sweeps.counted import counted
from benchmarks.sweeps.models import MOVED
from benchmarks.sweeps.on_northeastsim import command
from benchmarks.sweeps.processes import swept
from benchmarks.test_reduced import as_it_stands
from northeastsim.engine.single import World
from northeastsim.rulebook import layout as at
from northeastsim.rulebook.decisions import OUT, weigh_options
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.tables import tables

POINTS, REPLICATIONS = 5, 3


@pytest.mark.parametrize(("model", "failed"), [("cheap", 0), ("wide", 0), ("slow", 0), ("reduced", 0), ("fragile", REPLICATIONS)])
def test_a_sweep_gives_all_its_runs(tmp_path: Path, model: str, failed: int) -> None:
    """Those of the fragile one's middle point as rows that failed."""
    swept(command(model, POINTS, REPLICATIONS, 1, tmp_path), tmp_path)

    assert counted("northeastsim", str(tmp_path / "out")) == (POINTS * REPLICATIONS, failed)


def test_a_misspelt_parameter_ends_it(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="choice.consideratoin.*did you mean"):
        swept(command("misspelt", POINTS, REPLICATIONS, 1, tmp_path), tmp_path)


@pytest.mark.parametrize("share", [0.0, 0.7, 1.0])
def test_an_option_is_worth_the_same_where_parameters_are_moved(share: float) -> None:
    """In the middle of a run, anywhere in the ranges of the sweep: what is moved is all that the peers take from there."""
    moved = {name: low + share * (high - low) for name, (low, high) in MOVED.items()}
    laid = tables(load(REDUCED, catalogue=catalogue(), settings={f"parameters.{name}": value for name, value in moved.items()}))
    world = World(laid, 63, 3).run(until=laid.start + datetime.timedelta(days=1899))
    world.rules.advance(world.x, world.m, world.now)
    game = as_it_stands(under(moved)[0], world)
    weighed = 0
    for i in range(game.n):
        weigh_options(world.x, world.m, world.t, i, 0, 1)
        first = world.t[at.AT_OPTION_UTILITY]
        game.before.clear()
        for option in game.actors[i].options:
            expected = world.x[first + option.number]
            if expected > OUT:
                weighed += 1

                assert game.utility(option) == pytest.approx(expected, rel=1e-9, abs=1e-9)

    assert weighed > 60
