"""Every shipped strategy can be read, names what exists, and has no more attention or money than others."""

from __future__ import annotations

import re
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
# What each state may follow: an index that fails when one is missing.
INDEX = {
    "CHN": ["strategic_ambiguity", "outbid_moscow", "squeeze_pyongyang", "compensate_moscow", "warn_moscow", "tether_partners",
            "form_bloc", "broker_talks", "reassure_neighbours", "adaptive"],
    "RUS": ["transactional", "full_alliance", "restraint", "balancer"],
    "PRK": ["pendulum", "lean_on_russia", "lean_on_china", "fortress", "deal_as_nuclear_state"],
    "KOR": ["alliance_first", "pragmatic_engagement", "self_reliant_deterrence", "nuclear_hedging"],
    "JPN": ["counterstrike_buildup", "networked_alliances", "stabilise_with_beijing", "nuclear_review"],
    "USA": ["integrated_deterrence", "burden_shifting", "leader_summitry", "maximum_pressure"],
    "any": ["neutral", "passive"],
}  # fmt: skip
NAMES = sorted(name for names in INDEX.values() for name in names)


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
    assert all(SHIPPED[name]["actor"] == actor for actor, names in INDEX.items() for name in names)


@pytest.mark.parametrize("name", NAMES)
def test_it_keeps_the_schema_and_says_what_it_is_and_where_it_is_from(name: str) -> None:
    strategy = Strategy.model_validate(SHIPPED[name])

    assert strategy.summary and strategy.source


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(INDEX["any"])))
def test_it_says_what_it_costs_and_when_it_is_taken_up_or_left(name: str) -> None:
    """Nothing is free: each summary names a price; and what brings a state to it, what it answers or when it is left."""
    summary = " ".join(SHIPPED[name]["summary"].split())

    assert re.search(r"\b(costs?|price|risks?|alarm|resents?|may reward)\b", summary)
    assert re.search(r"\b(triggers?|when|if|until|after|reason|bring|best|while)\b", summary, re.IGNORECASE)


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

    assert len(concerns) == 10
    assert all(each == concerns[0] for each in concerns)


def test_china_makes_no_alliance_but_in_a_bloc() -> None:
    for name in INDEX["CHN"]:
        refused = {"treaty", "alliance_upgrade", "deployment"} & set(SHIPPED[name].get("forbids", ()))
        assert len(refused) == (0 if name == "form_bloc" else 3), name


def test_the_adaptive_strategy_can_become_most_of_the_others_and_begins_as_one() -> None:
    adaptive = SHIPPED["adaptive"]
    reached = {adaptive["starts_as"], *(switch["to"] for switch in adaptive["switches"])}

    assert reached < set(INDEX["CHN"]) and len(reached) >= 6
    assert all(switch["note"] and parse(switch["when"]).is_condition for switch in adaptive["switches"])


def test_the_passive_strategy_never_has_attention_to_act() -> None:
    assert SHIPPED["passive"]["attention"] == 0
