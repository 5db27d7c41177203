"""A payoff of the user's own: read, weighed, and refused in a line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from northeastsim.errors import ScenarioError
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.payoffs import payoff

OWN: dict[str, Any] = {"actor": "CHN", "weightings": {"default": {"weights": {"security": 1}}}}
MEANT = "did you mean"


def weighed(**weights: Any) -> dict[str, Any]:
    """A payoff with these default weights."""
    return {**OWN, "weightings": {"default": {"weights": weights}}}


def refusal(source: Any) -> str:
    """The words in which a payoff is refused."""
    with pytest.raises(ScenarioError) as caught:
        payoff("CHN", source, catalogue())
    return str(caught.value)


def test_only_the_proportions_of_weights_count() -> None:
    found = payoff("CHN", weighed(security=0.5, stability=0.25, neighbours=0.25), catalogue())

    assert found.weights() == (0.5, 0.0, 0.0, 0.0, 0.25, 0.0, 0.0, 0.25)
    assert found.worth == "saturating" and found.influence_over == {} and found.partners == {}


def test_a_weighting_that_there_is_not_is_told_with_the_nearest() -> None:
    found = payoff("CHN", None, catalogue())

    with pytest.raises(ScenarioError, match="no weighting 'equall'; known here: default, equal, .*did you mean 'equal'"):
        found.weights("equall")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ({**OWN, "wort": "linear"}, f"wort: unknown key ({MEANT} 'worth'?)"),
        (weighed(secruity=1), f"weightings.default.weights.secruity: unknown key ({MEANT} 'security'?)"),
        (weighed(security=1.5), "weightings.default.weights.security: expected at most 1, got 1.5"),
        (weighed(security=-1), "weightings.default.weights.security: expected at least 0, got -1"),
        (weighed(security="much"), "weightings.default.weights.security: expected a number, got the text 'much'"),
        (weighed(security=float("nan")), "weightings.default.weights.security: expected a finite number, got nan"),
        (weighed(), "weightings.default.weights: expected some concern with a weight above 0"),
        (weighed(security=0), "weightings.default.weights: expected some concern with a weight above 0"),
        ({**OWN, "weightings": {"mine": {"weights": {"security": 1}}}}, "weightings: expected a weighting named 'default'"),
        ({**OWN, "weightings": {"default": {}}}, "weightings.default.weights: this key is required and missing"),
        ({"actor": "CHN"}, "weightings: this key is required and missing"),
        ({"weightings": OWN["weightings"]}, "actor: this key is required and missing"),
        ({**OWN, "actor": "RUS"}, "actor: expected CHN, whose strategies are compared, got RUS"),
        ({**OWN, "partners": {"RUS": 2}}, "partners.RUS: expected at most 1, got 2"),
        ({**OWN, "partners": ["RUS"]}, "partners: expected a mapping of keys, got a list"),
        ({**OWN, "worth": "log"}, "worth: expected 'saturating' or 'linear', got the text 'log'"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(source: dict[str, Any], words: str) -> None:
    assert refusal(source) == f"<python>: {words}"


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert len(refusal({**weighed(secruity=1, stability=2), "worth": "log"}).splitlines()) == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("actor: CHN\nweightings:\n  default: {weights: {security: 2}}\n", ":3:33: weightings.default.weights.security: expected"),
        ("actor: [", "is not YAML here"),
        ("just text", "expected a mapping of keys, got the text 'just text'"),
        ("", "is empty"),
        ("actor: CHN\nactor: CHN\n", "actor: duplicate key, first on line 1"),
        ("\x00", "is not"),
    ],
)
def test_a_file_is_refused_with_line_and_column(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    told = refusal(path)

    assert told.startswith(f"{path}:") and words in told and len(told.splitlines()) == 1


def test_a_file_that_is_not_there_is_said_not_to_be(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.yaml").endswith("none.yaml: is not a file")
