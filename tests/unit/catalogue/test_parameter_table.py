"""The parameter table says of every number that the rules read what it is, how sure and where from."""

from __future__ import annotations

from importlib import resources
from typing import Any

import pytest
import yaml

from northeastsim import scenario
from northeastsim.rulebook.parameters import NAMES

MARKER = "# --- effects of acts"
TEXT = (resources.files(scenario) / "catalogue" / "parameters.yaml").read_text(encoding="utf-8")
RULES: dict[str, dict[str, Any]] = yaml.safe_load(TEXT.split(MARKER)[0])
TABLE: dict[str, dict[str, Any]] = yaml.safe_load(TEXT)
NUMBERS = ("value", "low", "high", "hard_low", "hard_high")
WORDS = ("unit", "meaning", "source", "confidence")

# Their sign or their existence is disputed in the literature, so the range must let them vanish.
CONTESTED = (
    "influence.diversification",
    "influence.aligned_patron",
    "security.provocation_in_threat",
    "security.nuclear_offence",
    "security.nuclear_cut",
    "crisis.provocation",
    "crisis.deterrence",
    "crisis.clash_provocation",
    "crisis.war_commitment",
    "crisis.starter_provocation",
    "crisis.interdependence",
    "crisis.parity",
    "drift.structural_balance",
    "budget.reaction",
    "budget.fatigue",
    "budget.programme_gap",
    "demarche.leverage",
    "launch.mood",
    "alliance.patron_response",
    "trade.diversion",
)


def test_the_rules_and_the_table_name_the_same_numbers() -> None:
    assert set(RULES) == set(NAMES)


def test_what_stands_below_the_marker_is_read_by_acts_and_not_by_the_rules() -> None:
    assert TEXT.count(MARKER) == 1
    assert not (TABLE.keys() - RULES.keys()) & set(NAMES)


@pytest.mark.parametrize("name", TABLE)
def test_the_value_lies_in_its_range_and_the_range_in_its_bounds(name: str) -> None:
    value, low, high, hard_low, hard_high = (TABLE[name][key] for key in NUMBERS)

    assert hard_low <= low <= value <= high <= hard_high


@pytest.mark.parametrize("name", TABLE)
def test_every_number_says_what_it_is_and_where_it_is_from(name: str) -> None:
    entry = TABLE[name]

    assert set(entry) == {*NUMBERS, *WORDS}
    assert all(isinstance(entry[key], str) and entry[key].strip() for key in WORDS)
    assert all(isinstance(entry[key], int | float) for key in NUMBERS)
    assert entry["confidence"] in {"high", "medium", "low"}


@pytest.mark.parametrize("name", CONTESTED)
def test_a_contested_effect_may_be_nothing(name: str) -> None:
    assert TABLE[name]["low"] <= 0 <= TABLE[name]["high"]


def test_no_half_life_can_be_nothing() -> None:
    lives = [entry for name, entry in TABLE.items() if name.endswith("half_life")]

    assert lives and all(entry["hard_low"] > 0 for entry in lives)


def test_no_name_stands_twice() -> None:
    names = [line.split(":")[0] for line in TEXT.splitlines() if line[:1].isalpha()]

    assert len(names) == len(set(names))
