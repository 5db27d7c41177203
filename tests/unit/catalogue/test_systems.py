"""Every shipped system can be read and says what it is worth, who makes it and where that is from."""

from __future__ import annotations

import pytest

from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.schema.quantity import value_of
from northeastsim.scenario.schema.system import System

SYSTEMS = catalogue().systems


@pytest.mark.parametrize("name", SYSTEMS)
def test_it_keeps_the_schema_and_has_a_source(name: str) -> None:
    system = System.model_validate(SYSTEMS[name])

    assert system.name and system.source and system.suppliers


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_figure_says_its_range_source_and_confidence(name: str) -> None:
    for key in ("value_busd", "protective_share", "offensive_share", "operational_months"):
        figure = SYSTEMS[name][key]
        assert figure["low"] <= figure["value"] <= figure["high"]
        assert figure["source"] and figure["confidence"] in {"high", "medium", "low"}


def test_a_squadron_costs_as_much_as_a_regiment_so_that_shield_and_sword_compare() -> None:
    assert value_of(SYSTEMS["su35"]["value_busd"]) == value_of(SYSTEMS["s400"]["value_busd"])


def test_whether_a_shield_enables_is_open() -> None:
    enabling = SYSTEMS["s400"]["enabling"]

    assert (enabling["low"], enabling["value"]) == (0, 0)
    assert enabling["high"] > 0
