"""The shipped payoffs: whose they are, what they weigh, and that none of them flatters a strategy of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from northeastsim.scenario.catalogue import HERE, catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.payoffs import CONCERNS, equal, payoff, read
from northeastsim.scenario.schema.payoff import Concerns
from northeastsim.scenario.tables import options

FILES = sorted((HERE / "payoffs").glob("*.yaml"))
NAMES = [path.stem for path in FILES]
REGION = load({"format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 1}, catalogue=catalogue()).document


def test_each_actor_with_strategies_of_its_own_has_one() -> None:
    assert sorted({entry["actor"] for entry in catalogue().strategies.values()} - {"any"}) == NAMES


def test_the_concerns_are_those_of_the_rules_and_of_the_schema() -> None:
    names = list(CONCERNS)

    assert names == list(options.CONCERNS)
    assert names == list(Concerns.model_fields)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_file_passes_as_one_of_the_user_s_own_would(path: Path) -> None:
    found = payoff(path.stem, path, catalogue())

    assert found == payoff(path.stem, None, catalogue())
    assert read(path, "x")["actor"] == path.stem
    assert found.summary and found.source and all(found.reasons[one] for one in found.weightings)


@pytest.mark.parametrize("name", NAMES)
def test_weights_sum_to_one_and_name_states_of_the_region(name: str) -> None:
    found = payoff(name, None, catalogue())

    for weighting in found.weightings:
        assert len(found.weights(weighting)) == len(CONCERNS) and sum(found.weights(weighting)) == pytest.approx(1.0, abs=1e-15)
    others = set(REGION["actors"]) - {name}
    for weighed in (found.influence_over, found.partners):
        assert weighed and set(weighed) <= others
    assert {"default", "equal"} <= set(found.weightings) and found.weights("equal") == pytest.approx([0.125] * 8)


@pytest.mark.parametrize("name", NAMES)
def test_the_default_weights_are_those_of_what_the_actor_follows_by_default(name: str) -> None:
    """So that no option is judged by its own taste but the one that differences are from; written to three digits."""
    followed = catalogue().strategies[REGION["actors"][name]["strategy"]]
    given = [float(followed["weights"].get(concern, 0.0)) for concern in CONCERNS]

    assert payoff(name, None, catalogue()).weights() == pytest.approx([one / sum(given) for one in given], abs=3e-4)


def test_an_actor_without_one_is_judged_by_equal_weights_over_no_one() -> None:
    found = payoff("AAA", None, catalogue())

    assert found == equal("AAA") and found.weights() == (0.125,) * 8 and not found.influence_over and not found.partners
