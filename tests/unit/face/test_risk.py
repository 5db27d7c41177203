"""The risks of a scenario in Python: which worlds are run, which tables and charts there are, what is refused."""

from __future__ import annotations

import copy
from io import BytesIO
from typing import Any

import pytest

from naive import document
from northeastsim.errors import ScenarioError
from northeastsim.face import load
from northeastsim.face.risk import Risk, planned

TABLES = {"chances", "verdicts", "wars", "reactions", "instability", "exceeds", "warning", "paths", "types", "strategies"}


def quarrel(**rest: Any) -> dict[str, Any]:
    """Two rivals who clash often, over five years; one is visited."""
    exposed = {"alignment": -0.6, "proximity": 1.0, "crisis_exposure": 1.0, "incident_exposure": 1.0, "rival": True}
    pairs = {"A, B": exposed, "B, A": {"alignment": -0.6}, "A, C": {"alignment": 0.4}, "C, A": {"alignment": 0.4}}
    visit = {"id": "visit", "type": "military_visit", "initiator": "A", "target": "C", "date": "2001-03-01"}
    settings = {"chance": True, "streams": True} | rest.pop("settings", {})
    return document({"A": {"budget_date": "07-01"}, "B": {}, "C": {}}, pairs, years=5, settings=settings, events=[visit], **rest)


@pytest.fixture(scope="module")
def found() -> Risk:
    """A dozen replications of the quarrel."""
    return load(quarrel()).risk(replications=12, seed=1, workers=1, twins=4, sets=3)


def test_every_table_says_of_which_world_it_is(found: Risk) -> None:
    assert not TABLES - set(found.tables)
    for name in TABLES - {"strategies"}:
        table = found.tables[name]
        assert len(table) and set(table["scenario"]) == {"plain"} and set(table["strategy"]) == {"none"}, name


def test_chances_are_those_of_the_runs(found: Risk) -> None:
    """Against `run`, in which wars mark a run, too."""
    runs = load(quarrel()).run(12, 1, 1, baseline=False).runs
    crises = found.chances.set_index("risk").loc["crises"]

    assert crises["probability"] == (runs["crises.count"] > 0).mean()
    assert crises["per_year"] == pytest.approx(runs["crises.count"].mean() / 5)
    assert found.wars["probability"].iloc[0] == 0.0 < found.wars["probability"].iloc[2]
    assert found.instability["mean"].iloc[-1] == pytest.approx(runs["instability.end"].mean())


def test_a_type_is_paired_with_its_twin(found: Risk) -> None:
    visits = found.types[found.types["type"] == "military_visit"].set_index("outcome")

    assert visits["per_run"].iloc[0] == 1.0 and set(visits["n"]) == {4}
    assert visits.loc["crises.count", "difference"] == visits.loc["crises.count", "with"] - visits.loc["crises.count", "without"]
    assert not {"crisis", "incident", "clash"} & set(found.types["type"])


def test_sets_of_parameters_are_told_apart_from_replications(found: Risk) -> None:
    assert found.exceeds[["over", "n"]].to_numpy().tolist() == [["replications", 12], ["parameter sets", 3]]
    assert found.exceeds["p05"].iloc[1] < found.exceeds["p95"].iloc[1]


@pytest.mark.parametrize("name", ["verdicts", "reactions", "instability", "warning", "types"])
def test_each_chart_is_drawn_and_says_what_it_is(found: Risk, name: str) -> None:
    chart = found.plot(name)
    chart.savefig(BytesIO(), format="png")
    words = " ".join(" ".join(text.get_text().split()) for text in chart.texts)

    assert name in found.charts
    assert "In the model: plain; 12 replications, 5 years from 2001-01-01; seed 1" in words and "not a forecast" in words


def test_twins_and_sets_may_be_left_out() -> None:
    found = load(quarrel()).risk(replications=2, seed=1, workers=1, twins=0, sets=0)

    assert not len(found.types) and found.exceeds["over"].tolist() == ["replications"]
    assert "types" not in found.charts


def test_a_short_run_says_what_it_cannot_tell() -> None:
    found = load({**quarrel(), "years": 1}).risk(replications=2, seed=1, workers=1, twins=0, sets=0)

    assert any("no date with a year before and after it" in note for note in found.notes)
    assert "warning" not in found.charts and not len(found.warning)


def test_without_chance_intervals_are_said_to_say_nothing() -> None:
    found = load("two_rivals_stable").risk(replications=2, workers=1)

    assert any("chance is switched off" in note for note in found.notes)
    assert any("Richardson's rule" in note for note in found.notes)
    assert found.instability["mean"].tolist() == pytest.approx([0.5] * len(found.instability))


def test_each_scenario_comes_first_as_it_is() -> None:
    base = {"format": 1, "extends": "northeast_asia_2024", "years": 1}
    plan = planned([load(base), load(base)], "CHN", ["warn_moscow", "strategic_ambiguity"], 2)

    assert [(w.scenario, w.strategy, w.is_own) for w in plan.worlds] == [
        (f"northeast_asia_2024 ({k})", strategy, own)
        for k in (1, 2)
        for strategy, own in (("strategic_ambiguity", True), ("warn_moscow", False))
    ]
    assert {w.resolved.document["settings"]["war"] for w in plan.worlds} == {"marks"}
    assert plan.worlds[1].resolved.document["actors"]["CHN"]["strategy"] == "warn_moscow"


def test_all_strategies_of_an_actor_are_run() -> None:
    plan = planned([load({"format": 1, "extends": "northeast_asia_2024", "years": 1})], "KOR", "all", 2)
    followed = [w.resolved.document["actors"]["KOR"]["strategy"] for w in plan.worlds]

    assert followed[0] == "alliance_first" and "self_reliant_deterrence" in followed and len(set(followed)) == len(followed) > 2


@pytest.mark.parametrize(("given", "words"), [
    ({"actor": "X", "strategies": ["all"]}, "no actor 'X'"),
    ({"actor": "A", "strategies": ["pendulm"]}, "pendulum"),
    ({"replications": 1}, "replications"),
    ({"twins": -1}, "twins"),
    ({"seed": -1}, "seed"),
])  # fmt: skip
def test_what_does_not_fit_is_refused(given: dict[str, Any], words: str) -> None:
    with pytest.raises(ScenarioError, match=words):
        load(quarrel()).risk(**given)


def test_it_can_be_copied(found: Risk) -> None:
    assert copy.copy(found).chances.equals(found.chances)


def test_names_are_suggested(found: Risk) -> None:
    with pytest.raises(ScenarioError, match="did you mean 'verdicts'"):
        found.plot("verdict")
    with pytest.raises(ScenarioError, match="no scenario 'plane'"):
        found.of("plane")
    with pytest.raises(AttributeError, match="there are chances"):
        _ = found.chanses
