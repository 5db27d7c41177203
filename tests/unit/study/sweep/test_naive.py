"""The naive baseline of a sweep: what stood at the start, under the levers that are compared."""

from __future__ import annotations

import math
from pathlib import Path

from northeastsim.engine.single import World
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.tables import tables
from northeastsim.study.sweep.naive import at_start, baselines
from stormy_sweep import WORLD


def test_it_is_what_a_world_shows_before_it_moves() -> None:
    world = tables(load("s400_transfer", catalogue=catalogue()))

    assert at_start(world) == World(world).see()


def test_each_choice_of_levers_has_its_own(tmp_path: Path) -> None:
    (tmp_path / "world.yaml").write_text(WORLD, encoding="utf-8")
    resolved = load(str(tmp_path / "world.yaml"), catalogue=catalogue())
    outcomes = ("spending[AAA].end", "spending[AAA].change", "crises.count")
    found = baselines({"world": resolved.document}, {"actors.AAA.spending_busd": (30, 60), "settings.growth": (True,)}, outcomes)

    assert {key: rows["spending[AAA].end"] for key, rows in found.items()} == {
        ("world", "30", "true"): 30.0,
        ("world", "60", "true"): 60.0,
    }
    assert all(rows["spending[AAA].change"] == 0.0 and math.isnan(rows["crises.count"]) for rows in found.values())
