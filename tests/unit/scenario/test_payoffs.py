"""What an actor is judged by: shipped files that keep their schema and the default strategy's weights, and clear refusals."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest

from northeastsim.errors import ScenarioError
from northeastsim.rulebook import layout as at
from northeastsim.scenario.catalogue import HERE, catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.payoffs import CONCERNS, payoff, read
from northeastsim.scenario.schema import value_of

SHIPPED = sorted(catalogue().payoffs)
GOOD: dict[str, Any] = {"actor": "CHN", "weightings": {"default": {"weights": {"security": 1.0}}}}


def test_every_state_of_the_region_has_one() -> None:
    assert set(SHIPPED) == set(load("baseline", catalogue=catalogue()).document["actors"])


@pytest.mark.parametrize("actor", SHIPPED)
def test_a_shipped_payoff_keeps_its_schema_and_its_default_is_the_default_strategys(actor: str) -> None:
    read(str(HERE / "payoffs" / f"{actor}.yaml"), actor)
    judged = payoff(actor, None, catalogue())
    strategy = catalogue().strategies[load("baseline", catalogue=catalogue()).document["actors"][actor]["strategy"]]
    own = [value_of(strategy["weights"].get(name, 0.0)) for name in CONCERNS]

    assert judged.weights() == pytest.approx([w / sum(own) for w in own], abs=0.005)
    assert all(sum(weights) == pytest.approx(1.0) for weights in judged.weightings.values())
    assert judged.influence_over == {j: value_of(w) for j, w in strategy["influence_over"].items()}
    assert judged.partners == {j: value_of(w) for j, w in strategy["partners"].items()}


def test_concerns_stand_in_the_order_of_the_rules() -> None:
    rows = (at.OWN_SECURITY, at.AUTONOMY, at.INFLUENCE, at.PROSPERITY, at.STABILITY, at.PARTNERSHIP, at.ALLIES, at.NEIGHBOURS)

    assert rows == tuple(range(len(CONCERNS))) == tuple(range(at.CONCERNS))
    assert CONCERNS[at.OWN_SECURITY] == "security" and CONCERNS[at.NEIGHBOURS] == "neighbours"


WRONG = [
    ({"actor": "CHN"}, "weightings: this key is required and missing"),
    ({**GOOD, "wieghtings": {}}, "wieghtings: unknown key (did you mean 'weightings'?)"),
    ({**GOOD, "weightings": {"default": {"weights": {"securty": 1.0}}}}, "securty: unknown key (did you mean 'security'?)"),
    ({**GOOD, "weightings": {"default": {"weights": {"security": 2.0}}}}, "expected at most 1, got 2"),
    ({**GOOD, "weightings": {"default": {"weights": {}}}}, "expected some concern with a weight above 0"),
    ({**GOOD, "weightings": {"mine": {"weights": {"security": 1.0}}}}, "expected a weighting named 'default'"),
    ({**GOOD, "worth": "lineer"}, "did you mean 'linear'?"),
    ({**GOOD, "actor": "RUS"}, "actor: expected CHN, whose strategies are compared, got RUS"),
]


@pytest.mark.parametrize(("given", "message"), WRONG)
def test_a_mistake_is_told_in_one_line(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ScenarioError) as error:
        payoff("CHN", given, catalogue())

    assert message in str(error.value) and "\n" not in str(error.value)


def test_a_file_that_is_none_or_no_yaml_is_told_by_name(tmp_path: pathlib.Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("actor: [CHN", encoding="utf-8")

    for path, message in ((tmp_path / "none.yaml", "is not a file"), (bad, "is not YAML here")):
        with pytest.raises(ScenarioError, match=message) as error:
            payoff("CHN", path, catalogue())
        assert str(path) in str(error.value)


def test_an_actor_for_whom_none_is_shipped_weighs_all_alike() -> None:
    assert payoff("XYZ", None, catalogue()).weights() == pytest.approx([1 / 8] * 8)


def test_an_unknown_weighting_is_told_with_the_nearest() -> None:
    with pytest.raises(ScenarioError, match="no weighting 'equl'.*did you mean 'equal'"):
        payoff("CHN", None, catalogue()).weights("equl")
