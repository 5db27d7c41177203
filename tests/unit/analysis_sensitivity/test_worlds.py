"""Runs as arrays, worlds apart, and points that cannot be used."""

from __future__ import annotations

import numpy as np
import pandas as pd

from northeastsim.analysis.sensitivity import measures, worlds
from northeastsim.analysis.sensitivity.design import Design

EXPERIMENTS = pd.DataFrame(
    {"experiment": range(8), "scenario": ["s"] * 4 + ["t"] * 4, "point": [0, 1] * 4, "lever": ["x", "x", "y", "y"] * 2}
)


def test_each_scenario_under_each_choice_is_a_world() -> None:
    found = worlds.worlds(EXPERIMENTS, ["lever"])

    assert [(each.scenario, each.levers) for each in found] == [("s", ("x",)), ("s", ("y",)), ("t", ("x",)), ("t", ("y",))]
    assert found[1].experiments.tolist() == [2, 3]
    assert [each.levers for each in worlds.worlds(EXPERIMENTS[:2], [])] == [()]


def test_what_did_not_run_leaves_a_hole() -> None:
    runs = pd.DataFrame({"experiment": [0, 0, 1], "replication": [0, 1, 1], "o": [1.0, 2.0, 3.0]})
    found = worlds.cells(runs, ["o"], 2)

    assert found[:, :, 0].tolist()[0] == [1.0, 2.0] and np.isnan(found[1, 0, 0]) and found[1, 1, 0] == 3.0


def test_a_hole_costs_its_whole_block() -> None:
    """Three uncertainties: a block of five points under Saltelli's design, of four under Morris's, of one under a cube."""
    table = pd.DataFrame(np.random.default_rng(1).random((20, 3)))
    y = np.ones((20, 2))
    y[7, 1] = np.nan
    left = {m: int(worlds.usable(Design(m, table, table), y).sum()) for m in ("sobol", "morris", "latin_hypercube")}

    assert left == {"sobol": 15, "morris": 16, "latin_hypercube": 19}


def test_too_few_blocks_are_not_analysed_and_it_is_said_why() -> None:
    table = pd.DataFrame(np.random.default_rng(1).random((50, 3)))
    y = np.random.default_rng(2).random((50, 2))

    assert measures.obstacle(Design("sobol", table, table), y) == "10 whole base points, and at least 16 are needed"
    assert measures.obstacle(Design("latin_hypercube", table), y) == "50 whole points, and at least 60 are needed"
    assert measures.obstacle(Design("monte_carlo", pd.concat([table, table])), np.ones((100, 2))) == "it is the same at every point"


def test_failures_are_counted_by_world_with_their_commonest_error() -> None:
    runs = pd.DataFrame(
        {"scenario": "s", "point": [0, 0, 1, 2], "status": ["failed", "failed", "failed", "completed"], "error": ["a", "a", "b", ""]}
    )

    assert worlds.failures(runs, ["scenario"]).to_dict("records") == [{"scenario": "s", "runs": 3, "points": 2, "error": "a"}]
    assert worlds.failures(runs[3:], ["scenario"]).empty
