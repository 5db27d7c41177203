"""Every rival theory is there, says what it claims and from whom, and begins with as many crises as the record has."""

from __future__ import annotations

import math
from typing import Any

import pytest

import northeastsim as ne
from northeastsim.rulebook import scores
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.expressions import parse_metric
from northeastsim.scenario.schema import value_of
from northeastsim.scenario.schema.theory import Theory

SHIPPED = catalogue().theories
PARAMETERS = catalogue().parameters
RIVALS = ["balance_of_power", "balance_of_threat", "interdependence", "power_transition"]
YEARS_OF_PRINT = ("1958", "1977", "1979", "1980", "1985", "1987", "1996", "1997", "2000", "2001", "2002")


def test_every_theory_is_in_the_list() -> None:
    assert sorted(SHIPPED) == sorted([*RIVALS, "default"])


def test_the_default_changes_nothing() -> None:
    assert set(SHIPPED["default"]) == {"summary", "logic", "source"}


@pytest.mark.parametrize("name", SHIPPED)
def test_it_keeps_the_schema_and_says_what_it_is_and_where_it_is_from(name: str) -> None:
    theory = Theory.model_validate(SHIPPED[name])

    assert theory.summary and theory.source
    assert theory.logic.drives and theory.logic.deters and theory.logic.war


@pytest.mark.parametrize("name", RIVALS)
def test_a_rival_cites_says_its_signs_and_what_the_model_cannot_represent(name: str) -> None:
    entry = SHIPPED[name]

    assert any(year in entry["source"] for year in YEARS_OF_PRINT) and "recalled" in entry["source"]
    assert 2 <= len(entry["predicts"]) <= 3 and entry["cannot_tell"]
    assert all(parse_metric(sign["measure"]) for sign in entry["predicts"])


@pytest.mark.parametrize("name", RIVALS)
def test_what_it_sets_exists_differs_from_the_default_and_is_plausible_or_says_why_not(name: str) -> None:
    for parameter, figure in SHIPPED[name]["parameters"].items():
        known, value = PARAMETERS[parameter], value_of(figure)

        assert known["hard_low"] <= value <= known["hard_high"] and value != known["value"]
        assert known["low"] <= value <= known["high"] or SHIPPED[name]["outside"][parameter]


@pytest.mark.parametrize("name", RIVALS)
def test_it_says_why_each_change_follows(name: str) -> None:
    assert set(SHIPPED[name]["because"]) == {"weights", *SHIPPED[name]["parameters"]}


def begun(name: str) -> float:
    """Return the crises a year of the whole region on the first day."""
    world: Any = ne.load("baseline", theory=name).world(seed=1)
    world.run(until=world.tables.start)
    scores.refresh(world.x, world.m, world.t)
    return -math.log(scores.stability(world.x, world.m))


@pytest.mark.parametrize("name", RIVALS)
def test_rivals_agree_on_the_record_and_quarrel_about_what_changes_it(name: str) -> None:
    """Each begins with as many crises in the region as the default, by its base rate; between which pairs is another matter."""
    assert begun(name) == pytest.approx(begun("default"), rel=0.03)
