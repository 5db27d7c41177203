"""What a comparison is of: versions as if each were loaded anew, and every wrong word in one line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import northeastsim as ne
from northeastsim.errors import ScenarioError
from northeastsim.face.comparison import asked
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.payoffs import payoff
from northeastsim.scenario.tables import tables
from northeastsim.study import options
from two_strategies import EVENTFUL, JUDGED, SMALL

OTHERS = {"format": 1, "name": "others", "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 1}
CHINA = ["strategic_ambiguity", "form_bloc", "passive"]


@pytest.mark.parametrize(
    ("source", "actor", "names"),
    [
        (SMALL, "AAA", ["befriend", "arm", "neutral"]),
        (EVENTFUL, "AAA", ["passive", "befriend"]),
        ("s400_transfer", "CHN", CHINA),
        ("new_leaders", "CHN", CHINA),
        ({**OTHERS, "theory": "power_transition"}, "CHN", CHINA),
    ],
    ids=lambda value: str(value)[:15],
)
def test_a_version_is_what_loading_it_anew_gives(source: Any, actor: str, names: list[str]) -> None:
    scenarios = options.opened([source], actor)
    (versions,) = options.following(scenarios, actor, names).values()

    assert list(versions) == names
    for name, found in versions.items():
        anew = load(source, catalogue=catalogue(), settings=options.MARKS, strategies={actor: name})
        one, other = tables(found), tables(anew)
        assert found.document["actors"] == anew.document["actors"] and found.document["settings"]["war"] == "marks"
        assert (one.x == other.x).all() and (one.m == other.m).all() and (one.t == other.t).all()
        assert one.options == other.options and one.actors == other.actors


def test_versions_differ_in_what_the_actor_follows() -> None:
    (versions,) = options.following(options.opened([SMALL], "AAA"), "AAA", ["befriend", "arm"]).values()

    assert (tables(versions["befriend"]).x != tables(versions["arm"]).x).any()


def test_the_usual_scenarios_are_those_from_2024_on_in_which_the_actor_decides() -> None:
    found = options.usual_scenarios("CHN")

    assert "baseline" in found and "s400_transfer" in found
    assert not {name for name in found if "/" in name or "19" in name}  # the past, and the classics of two states
    for name in found:
        document = ne.load(name).resolved.document
        assert "CHN" in document["actors"] and document["settings"]["decisions"] and str(document["start"]) >= "2024"


def test_the_base_is_what_the_actor_follows_in_most_scenarios() -> None:
    scenarios = options.opened([{**OTHERS, "name": name, "actors": {"CHN": {"strategy": own}}} for name, own in (
        ("one", "form_bloc"), ("two", "strategic_ambiguity"), ("three", "form_bloc"),
    )], "CHN")  # fmt: skip

    assert options.base_of("CHN", CHINA, scenarios, None) == "form_bloc"
    assert options.base_of("CHN", ["passive", "neutral"], scenarios, None) == "passive"
    assert options.base_of("CHN", CHINA, scenarios, "passive") == "passive"


def test_outcomes_are_of_those_who_matter_and_what_is_asked_for_once() -> None:
    scenarios = options.opened([SMALL], "AAA")
    found = options.outcomes_of(payoff("AAA", JUDGED, catalogue()), scenarios, ["trade[AAA, BBB].end", "stability.mean"])

    assert found[:4] == ["influence[AAA,CCC].end", "influence[AAA,BBB].end", "dependence[CCC,AAA].end", "dependence[BBB,AAA].end"]
    assert found[-1] == "trade[AAA,BBB].end" and len(found) == len(set(found))


def refused(*arguments: Any, **more: Any) -> str:
    """The words in which a comparison is refused: one line, no more than is wrong."""
    with pytest.raises(ScenarioError) as caught:
        asked(*arguments, **more)
    return str(caught.value)


BOTH = ["befriend", "arm"]


@pytest.mark.parametrize(
    ("sources", "actor", "strategies", "more", "words"),
    [
        ([SMALL], "AAA", ["befriend", "arms"], {}, "AAA may follow arm, befriend, neutral, passive (did you mean 'arm'?)"),
        ([SMALL], "AAA", ["befriend", "balancer"], {}, "'balancer' is RUS's; AAA may follow arm"),
        ([SMALL], "AAA", ["befriend", "befriend"], {}, "expected at least two to compare, got befriend"),
        ([SMALL], "AAA", None, {}, "expected at least two to compare, got none"),
        (
            [SMALL, {**EVENTFUL, "strategies": {}}], "AAA", ["befriend", "passive"], {},
            "'befriend' is not known in eventful; AAA may follow neutral, passive",
        ),
        ([SMALL], "AAA", BOTH, {"base": "befriended"}, "not among the strategies compared: befriend, arm (did you mean 'befriend'?)"),
        ([SMALL], "CHN", BOTH, {}, "small: CHN takes no part; its actors are AAA, BBB, CCC"),
        ([{**SMALL, "settings": {"decisions": False}}], "AAA", BOTH, {}, "small: nobody decides (settings.decisions is false)"),
        ([SMALL, SMALL], "AAA", BOTH, {}, "small: two scenarios go by this name"),
        ([], "AAA", BOTH, {}, "<scenarios>: none to compare in"),
        (None, "XXX", BOTH, {}, "<scenarios>: none to compare in: XXX decides in no shipped one"),
        (["baselin"], "CHN", None, {}, "did you mean 'baseline'?"),
        ([SMALL], "AAA", BOTH, {"scores": ["influence[AAA,BBB]"]}, "in common (did you mean 'influence[AAA,BBB].end'?)"),
        ([SMALL], "AAA", BOTH, {"seed": -1}, "seed: expected a whole number from 0"),
        ([SMALL], "AAA", BOTH, {"budget": 1}, "budget: expected a whole number from 2"),
        ([SMALL], "AAA", BOTH, {"precision": 0}, "precision: expected a number above 0, got 0"),
        ([SMALL], "AAA", BOTH, {"precision": "x"}, "precision: expected a number above 0, got 'x'"),
        ([SMALL], "AAA", BOTH, {"payoffs": {**JUDGED, "partners": {"CCD": 1}}}, "partners.CCD: no actor 'CCD' (did you mean 'CCC'?)"),
        ([SMALL], "AAA", BOTH, {"payoffs": {**JUDGED, "actor": "BBB"}}, "actor: expected AAA, whose strategies are compared, got BBB"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_told_in_a_line(sources: Any, actor: str, strategies: Any, more: Any, words: str) -> None:
    told = refused(sources, actor, strategies, **more)

    assert words in told
    assert len(told.splitlines()) == 1


def test_all_scenarios_that_cannot_be_used_are_told() -> None:
    told = refused([SMALL, {**SMALL, "name": "calm", "settings": {"decisions": False}}, "nowhere"], "CHN")

    assert [line.split(":")[0] for line in told.splitlines()] == ["small", "calm", "nowhere"]


def test_a_file_goes_by_its_stem(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("format: 1\nname: Another name\nextends: northeast_asia_2024\nyears: 1\n", encoding="utf-8")

    assert list(options.opened([path, "baseline"], "CHN")) == ["mine", "baseline"]
