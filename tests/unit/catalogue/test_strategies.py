"""Every shipped strategy can be read, names what exists, and has no more attention or money than others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.expressions import parse
from northeastsim.scenario.schema.quantity import value_of
from northeastsim.scenario.schema.strategy import Strategy

SHIPPED = catalogue().strategies
TYPES = catalogue().event_types
SYSTEMS = catalogue().systems
ACTORS = {"CHN", "PRK", "RUS", "KOR", "JPN", "USA"}
NAMES = [
    "alliance_first", "broker_talks", "counterstrike_buildup", "full_alliance", "integrated_deterrence",
    "lean_on_russia", "maximum_pressure", "neutral", "outbid_moscow", "passive", "pendulum",
    "pragmatic_engagement", "reassure_neighbours", "squeeze_pyongyang", "strategic_ambiguity",
    "transactional", "warn_moscow",
]  # fmt: skip


def patterns(strategy: dict[str, Any]) -> Iterator[str]:
    """Every pattern of acts that a strategy writes."""
    yield from strategy.get("appetite", {})
    yield from strategy.get("forbids", [])
    for rule in strategy.get("rules", []):
        yield from rule["then"]


def by_actor() -> dict[str, list[dict[str, Any]]]:
    """The strategies of each actor, those for anyone left out."""
    result = defaultdict(list)
    for strategy in SHIPPED.values():
        result[strategy["actor"]].append(strategy)
    result.pop("any")
    return result


def test_every_strategy_is_in_the_list_and_every_actor_has_one() -> None:
    assert sorted(SHIPPED) == NAMES
    assert set(by_actor()) == ACTORS


@pytest.mark.parametrize("name", NAMES)
def test_it_keeps_the_schema_and_says_what_it_is_and_where_it_is_from(name: str) -> None:
    strategy = Strategy.model_validate(SHIPPED[name])

    assert strategy.summary and strategy.source


@pytest.mark.parametrize("name", NAMES)
def test_it_names_types_actors_and_systems_that_exist(name: str) -> None:
    strategy = SHIPPED[name]
    for pattern in patterns(strategy):
        kind, *rest = pattern.removeprefix("accept ").split()
        target, system = (*rest, "*", "*")[:2]
        assert kind in TYPES, pattern
        assert target == "*" or target in ACTORS - {strategy["actor"]}, pattern
        assert system == "*" or system in SYSTEMS, pattern

    others = ACTORS - {strategy["actor"]}
    assert {*strategy.get("influence_over", {}), *strategy.get("partners", {})} <= others


@pytest.mark.parametrize("name", NAMES)
def test_it_is_drawn_only_to_acts_that_are_on_its_menu_and_accepts_only_what_takes_consent(name: str) -> None:
    for pattern in patterns(SHIPPED[name]):
        kind = TYPES[pattern.removeprefix("accept ").split()[0]]
        if pattern.startswith("accept "):
            assert kind.get("partners", "none") != "none", pattern
        else:
            assert SHIPPED[name]["actor"] in kind["menu"].get("who", ACTORS), pattern


@pytest.mark.parametrize("name", NAMES)
def test_its_rules_are_conditions_that_can_be_read(name: str) -> None:
    for rule in SHIPPED[name].get("rules", []):
        assert parse(rule["when"]).is_condition
        assert rule["note"]


@pytest.mark.parametrize("actor", sorted(ACTORS))
def test_no_strategy_of_an_actor_is_free(actor: str) -> None:
    for key in ("attention", "budget_musd", "interval_days", "rationality", "jitter"):
        given = [value_of(strategy[key]) for strategy in by_actor()[actor]]
        assert len(set(given)) == 1, key


def test_options_of_china_are_judged_by_the_same_concerns() -> None:
    keys = ("weights", "influence_over", "partners")
    concerns = [[each[key] for key in keys] for each in by_actor()["CHN"]]

    assert len(concerns) == 6
    assert all(each == concerns[0] for each in concerns)


def test_china_makes_no_alliance() -> None:
    for strategy in by_actor()["CHN"]:
        assert {"treaty", "alliance_upgrade", "deployment"} <= set(strategy["forbids"])


def test_the_passive_strategy_never_has_attention_to_act() -> None:
    assert SHIPPED["passive"]["attention"] == 0
