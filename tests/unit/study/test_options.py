"""What is compared: versions as if loaded one by one, and one worded line for whatever cannot be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from northeastsim.errors import ScenarioError
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.payoffs import payoff
from northeastsim.study import options

TINY = {"format": 1, "extends": "northeast_asia_2024", "years": 1, "name": "tiny"}


@pytest.mark.parametrize("name", ["baseline", "new_leaders", "umbrella_doubt"])
@pytest.mark.parametrize("actor", ["CHN", "USA"])
def test_a_version_is_what_loading_it_would_give(name: str, actor: str) -> None:
    found = options.opened([name], actor)
    for strategy, version in options.following(found, actor, options.strategies_of(actor))[name].items():
        fresh = load(
            found[name].document, catalogue=catalogue(), settings=options.MARKS, strategies={actor: strategy}, changed=True
        )
        assert version.document == fresh.document


def test_the_usual_scenarios_are_recent_and_the_actor_decides_in_them() -> None:
    found = options.usual_scenarios("CHN")

    assert "baseline" in found and len(found) > 20
    for name in found:
        document = load(name, catalogue=catalogue()).document
        assert str(document["start"]) >= "2024" and document["settings"]["decisions"] and "CHN" in document["actors"]


WRONG: list[tuple[Callable[[], Any], str]] = [
    (lambda: options.opened(["baselin"], "CHN"), "baselin: there is no such scenario (did you mean 'baseline'?)"),
    (lambda: options.opened(["baseline"], "TWN"), "baseline: TWN takes no part; its actors are CHN, PRK, RUS, KOR, JPN, USA"),
    (lambda: options.opened(["baseline", "baseline"], "CHN"), "baseline: is given twice"),
    (lambda: options.opened(["treaty_yardstick"], "CHN"), "treaty_yardstick: nobody decides"),
    (lambda: options.opened([], "CHN"), "none to compare in"),
    (lambda: chosen(["form_blok", "neutral"]), "(did you mean 'form_bloc'?)"),
    (lambda: chosen(["pendulum", "neutral"]), "--strategies: 'pendulum' is PRK's"),
    (lambda: chosen(["neutral"]), "expected at least two to compare, got neutral"),
    (lambda: options.base_of("CHN", ["neutral", "passive"], {}, "form_bloc"), "--base: 'form_bloc' is not among"),
]


def chosen(names: list[str]) -> list[str]:
    return options.chosen("CHN", names, options.opened([TINY], "CHN"))


@pytest.mark.parametrize(("ask", "message"), WRONG)
def test_what_cannot_be_compared_is_told_in_one_line(ask: Callable[[], Any], message: str) -> None:
    with pytest.raises(ScenarioError) as error:
        ask()

    assert message in str(error.value) and "\n" not in str(error.value)


def test_a_payoff_over_a_state_that_nobody_knows_is_refused() -> None:
    given = {"actor": "CHN", "influence_over": {"PKR": 1.0}, "weightings": {"default": {"weights": {"influence": 1.0}}}}
    judged = payoff("CHN", given, catalogue())

    with pytest.raises(ScenarioError, match="influence_over.PKR: no actor 'PKR' .did you mean 'PRK'"):
        options.expect_actors(judged, options.opened([TINY], "CHN"))


def test_the_base_is_what_the_actor_follows_in_most_scenarios() -> None:
    found = options.opened([TINY], "CHN")

    assert options.base_of("CHN", ["neutral", "strategic_ambiguity"], found, None) == "strategic_ambiguity"
    assert options.base_of("CHN", ["neutral", "passive"], found, None) == "neutral"
