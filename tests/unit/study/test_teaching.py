"""A grid of ensembles: each cell is what running that world gives, all with the same luck."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import northeastsim as ne
from northeastsim.errors import ScenarioError
from northeastsim.face import Scenario
from northeastsim.study.teaching import Cell, Place, Question, Switch, grid, switch
from two_strategies import EVENTFUL

N, SCORES = 6, ("influence[AAA,CCC]", "security[AAA]")
FLOWS, EXERCISES = "parameters.dependence.flow_weight", "parameters.effect.exercise_provocation"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """A small world in which two strategies differ."""
    return ne.load(EVENTFUL)


@pytest.fixture(scope="module")
def question(scenario: Scenario) -> Question:
    """Two strategies, one switch of two levels and one of three."""
    switches = (Switch(FLOWS, (0.0, 0.5), 1), Switch("parameters.influence.weight_economic", (0.3, 0.6, 0.9), 1))
    return Question(scenario.resolved, "AAA", ("arm", "befriend"), switches, SCORES, 7, N)


@pytest.fixture(scope="module")
def cells(question: Question) -> dict[Place, Cell]:
    """The grid of it."""
    return grid(question, workers=1, engine="simpy")


def test_the_grid_is_every_strategy_at_every_level_once(question: Question, cells: dict[Place, Cell]) -> None:
    assert list(cells) == question.places
    assert [place.levels for place in question.places[:6]] == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]
    assert [place.strategy for place in question.places] == ["arm"] * 6 + ["befriend"] * 6


@pytest.mark.parametrize("place", [Place("arm", (0, 2)), Place("befriend", (1, 1))])
def test_a_cell_is_what_running_that_world_gives(scenario: Scenario, cells: dict[Place, Cell], place: Place) -> None:
    """Band for band, end for end: the same seed, so the same luck."""
    settings = {FLOWS: (0.0, 0.5)[place.levels[0]], "parameters.influence.weight_economic": (0.3, 0.6, 0.9)[place.levels[1]]}
    run = scenario.with_(settings, strategies={"AAA": place.strategy}).run(N, seed=7, workers=1, engine="simpy", baseline=False)
    bands, cell = run.bands, cells[place]

    for score, one, other in (("influence", "AAA", "CCC"), ("security", "AAA", "")):
        rows = bands[(bands["score"] == score) & (bands["actor"] == one) & (bands["other"].fillna("") == other)]
        own = (cell.bands["score"] == score) & (cell.bands["actor"] == one) & (cell.bands["other"] == other)
        for quantity in ("p05", "p25", "mean", "p75", "p95"):
            assert cell.bands[quantity][own].tolist() == rows[quantity].tolist()
    assert cell.runs["influence[AAA,CCC].end"].tolist() == run.runs["influence[AAA,CCC].end"].tolist()
    assert cell.runs["crises.count"].tolist() == run.runs["crises.count"].tolist()
    assert cell.runs["war.any"].tolist() == (run.runs["wars.count"] > 0).astype(float).tolist()


def test_strategies_and_switches_matter_here(question: Question, cells: dict[Place, Cell]) -> None:
    """Else the test above would hold of a grid of equal cells."""
    ends = {tuple(np.round(cell.runs["influence[AAA,CCC].end"], 9)) for cell in cells.values()}

    assert len(ends) > 2


def test_what_a_switch_leaves_as_it_is_is_not_set(question: Question) -> None:
    base = question.world(question.base("befriend")).document

    assert base["parameters"] == question.resolved.document["parameters"]
    assert base["actors"]["AAA"]["strategy"] == "befriend"


def test_progress_counts_replications_of_all_cells(question: Question) -> None:
    told: list[Any] = []
    grid(question, workers=1, engine="simpy", on_progress=lambda done, total: told.append((done, total)))

    assert told[0] == (N, 12 * N) and told[-1] == (12 * N, 12 * N) and len(told) == 12


def test_a_switch_is_low_own_and_high_in_order() -> None:
    resolved = ne.load("s400_transfer").resolved

    assert switch(resolved, FLOWS) == Switch(FLOWS, (0.0, 0.5, 1.0), 1)
    assert switch(resolved, "systems.s400.enabling") == Switch("systems.s400.enabling", (0.0, 0.5), 0)
    assert switch(resolved, "parameters.rule.one") is None


def test_a_switch_begins_where_the_scenario_stands() -> None:
    """Also where it sets the figure itself, beyond the usual range too."""
    moved = ne.load("s400_transfer", **{EXERCISES: 0.3}).resolved
    beyond = ne.load("s400_transfer", **{EXERCISES: 0.6}).resolved

    assert switch(moved, EXERCISES) == Switch(EXERCISES, (0.0, 0.3, 0.4), 1)
    assert switch(beyond, EXERCISES) == Switch(EXERCISES, (0.0, 0.4, 0.6), 2)


@pytest.mark.parametrize(
    ("path", "told"),
    [("parameters.dependence.flow_wait", "did you mean 'dependence.flow_weight'"), ("systems.s401.enabling", "did you mean 's400'")],
)
def test_a_misspelt_switch_is_named_with_the_nearest(path: str, told: str) -> None:
    with pytest.raises(ScenarioError, match=told):
        switch(ne.load("s400_transfer").resolved, path)
