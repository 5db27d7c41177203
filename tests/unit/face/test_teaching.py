"""What a teaching page is of, where nothing is said, and what is refused before anything is run."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

import northeastsim as ne
from northeastsim.errors import NortheastsimError, ScenarioError
from northeastsim.face.teaching import planned
from two_strategies import EVENTFUL


@pytest.mark.parametrize(
    ("scenario", "actor", "score"),
    [
        ("s400_transfer", None, "influence[CHN,PRK]"),
        ("s400_transfer", "RUS", "influence[RUS,PRK]"),
        ("s400_transfer", "JPN", "security[JPN]"),
        (EVENTFUL, None, "security[AAA]"),
    ],
)
def test_what_is_drawn_follows_from_who_is_advised(scenario: Any, actor: str | None, score: str) -> None:
    assert planned(scenario, actor).question.scores == (score,)


def test_the_buttons_are_the_usual_ones_and_the_scenario_s_own_is_among_them() -> None:
    usual = ("strategic_ambiguity", "outbid_moscow", "squeeze_pyongyang", "warn_moscow")

    assert planned("s400_transfer").question.strategies == usual
    assert planned("cold_war_echo").question.strategies == ("form_bloc", *usual[:3])
    assert planned(EVENTFUL).question.strategies == ("befriend", "arm", "neutral", "passive")


def test_three_sliders_of_three_stops_stand_for_what_is_contested() -> None:
    plan = planned("s400_transfer")

    assert [each.path for each in plan.question.switches] == [
        "parameters.dependence.flow_weight", "parameters.effect.exercise_provocation", "parameters.alliance.emboldenment",
    ]  # fmt: skip
    assert (plan.cells, plan.question.replications, plan.question.seed) == (108, 500, 63)


def test_a_slider_of_a_system_is_of_the_one_that_is_sold() -> None:
    assert planned("s400_transfer", switches=["enabling"]).question.switches[0].path == "systems.s400.enabling"


def test_the_estimate_grows_with_what_is_run() -> None:
    few, many = planned("s400_transfer", replications=10), planned("s400_transfer", replications=1000)

    assert 0.0 < few.expected < many.expected and many.total == 100 * few.total


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"replications": 1}, "replications: expected a whole number from 2"),
        ({"replications": True}, "replications: expected a whole number"),
        ({"seed": -1}, "seed: expected a whole number"),
        ({"strategies": ["arm"]}, "expected at least two"),
        ({"switches": ["off_book", "exercises", "emboldenment", "compliance", "parameters.budget.reaction"]}, "expected 4 at most"),
        ({"language": "xx"}, "there is no language 'xx'"),
    ],
)
def test_what_does_not_fit_is_refused(asked: dict[str, Any], told: str) -> None:
    with pytest.raises(ScenarioError, match=told):
        planned(EVENTFUL, **asked)


def test_a_page_has_room_for_few_buttons() -> None:
    with pytest.raises(ScenarioError, match="expected 8 at most, got 10"):
        planned("s400_transfer", strategies=[
            "adaptive", "broker_talks", "compensate_moscow", "form_bloc", "outbid_moscow", "reassure_neighbours",
            "squeeze_pyongyang", "strategic_ambiguity", "tether_partners", "warn_moscow",
        ])  # fmt: skip


def test_a_page_of_a_changed_scenario_gives_no_command_that_would_be_another(tmp_path: Path) -> None:
    page = ne.load(EVENTFUL).with_(years=2).teach(strategies=["arm", "befriend"], switches=[], replications=2, workers=1)

    assert "northeastsim run" not in page.html
    assert page.save(tmp_path / "page.html").read_text(encoding="utf-8") == page.html
    assert repr(page) == "TeachingPage('eventful': 2 ensembles of 2, seed 0)"


def test_without_jinja_nothing_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    with pytest.raises(NortheastsimError, match="no page: jinja2 is not installed"):
        planned(EVENTFUL)


def test_a_figure_that_is_named_twice_has_one_slider() -> None:
    names = ["off_book", "parameters.dependence.flow_weight"]

    assert [one.path for one in planned("s400_transfer", switches=names).question.switches] == names[1:]


@pytest.mark.parametrize(
    ("source", "told"), [("s400_transfer", "s400_transfer"), ("shield_or_sword:sword", "shield_or_sword"), ("s400_transfer:twin", "")]
)
def test_a_page_tells_the_name_that_run_takes(source: str, told: str) -> None:
    assert planned(source).source == told
