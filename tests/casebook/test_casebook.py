"""Every case of the casebook: its arithmetic adds up, and the model gives it."""

from __future__ import annotations

import copy
import math
from collections.abc import Mapping
from typing import Any

import pytest

from casebook.arithmetic import lines, value
from casebook.book import CASES, kinds, unstated
from casebook.running import ends, obtained
from northeastsim.scenario.catalogue import catalogue

MOVING = [
    name for name, kind in catalogue().event_types.items() if any(stage.get("effects") for stage in kind["stages"])
]
EACH = pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())


def wrong(case: Mapping[str, Any], parameters: Mapping[str, float] | None = None) -> list[str]:
    """Return in words where the model departs from a case."""
    return [
        f"{line.moment}: {line.name} is {found!r}, expected {line.arithmetic.strip()} = {value(line.arithmetic)!r}"
        for line, found in obtained(case, parameters)
        if not math.isclose(found, value(line.arithmetic), rel_tol=1e-12, abs_tol=1e-14)
    ]


@EACH
def test_the_arithmetic_adds_up(case: Mapping[str, Any]) -> None:
    off = [f"{line.arithmetic} = {value(line.arithmetic)!r}" for line in lines(case) if not line.adds_up]

    assert off == []


@EACH
def test_the_model_gives_what_was_worked_out(case: Mapping[str, Any]) -> None:
    assert wrong(case) == []


@EACH
def test_a_case_states_every_parameter_that_matters(case: Mapping[str, Any]) -> None:
    """All others moved, it gives the same: whoever reads it has all that it rests on."""
    assert wrong(case, unstated(case)) == []


@EACH
def test_both_engines_end_a_case_alike(case: Mapping[str, Any]) -> None:
    simpy, batch = ends(case)

    assert simpy == batch


@pytest.mark.parametrize("kind", MOVING)
def test_no_effect_of_the_catalogue_goes_unnoticed(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any one of a type's effects some case goes wrong: a new effect needs a case that expects it."""
    entry = catalogue().event_types[kind]
    about = [case for case in CASES.values() if kind in kinds(case)]
    unnoticed = []
    for k, stage in enumerate(entry["stages"]):
        for e, effect in enumerate(stage.get("effects") or ()):
            without = copy.deepcopy(entry)
            del without["stages"][k]["effects"][e]
            monkeypatch.setitem(catalogue().event_types, kind, without)
            if not any(wrong(case) for case in about):
                unnoticed.append((stage["name"], effect))

    assert unnoticed == []


def test_cases_are_numbered_and_short() -> None:
    numbers = [int(name.split("-")[0]) for name in CASES]

    assert numbers == list(range(1, len(numbers) + 1))
    assert all(case["title"] and case["with"] and 2 <= len(case["with"]) <= 4 for case in CASES.values())


@pytest.mark.parametrize(
    "text", ["x + 1", "__import__('os')", "1 if 2 else 3", "'a'", "min(1, 2, key=3)", "True", "1 < 2"]
)
def test_only_arithmetic_is_arithmetic(text: str) -> None:
    with pytest.raises(ValueError, match="not arithmetic"):
        value(text)
