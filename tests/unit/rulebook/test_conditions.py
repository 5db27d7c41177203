"""Conditions as programs: the same as Python's own arithmetic and logic."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naive import document
from northeastsim.engine.single import World
from northeastsim.rulebook import conditions
from northeastsim.rulebook import layout as at
from strategies import laid_out

SYMBOLS = {
    "<": conditions.LESS, "<=": conditions.LESS_EQUAL, ">": conditions.GREATER, ">=": conditions.GREATER_EQUAL,
    "==": conditions.EQUAL, "!=": conditions.UNEQUAL, "and": conditions.AND, "or": conditions.OR, "-": conditions.MINUS,
    "+": conditions.PLUS, "*": conditions.TIMES,
}  # fmt: skip
numbers = st.sampled_from([-1.0, 0.0, 0.5, 1.0, 2.0]) | st.floats(-1e6, 1e6)


@given(st.sampled_from(sorted(SYMBOLS)), numbers, numbers)
def test_operations_are_pythons(symbol: str, a: float, b: float) -> None:
    expected = eval(f"a {symbol} b", {"a": a, "b": b})
    if symbol in ("and", "or"):
        expected = bool(expected)

    assert conditions.combine(SYMBOLS[symbol], a, b) == float(expected)


@given(numbers)
def test_division_by_nothing_is_nothing(a: float) -> None:
    assert conditions.combine(conditions.OVER, a, 0.0) == 0.0
    assert conditions.combine(conditions.OVER, a, 4.0) == a / 4.0


def fires(when: str, **event: Any) -> list[int]:
    """Return the days on which an event with a condition happens in a plain year."""
    scenario = document(
        {"A": {}, "B": {}}, {"A, B": {"alignment": 0.4}},
        events=[{"id": "shock", "date": "2001-03-01", "type": "friction", "initiator": "B", "target": "A"},
                {"id": "e", "when": when, "type": "military_visit", "initiator": "A", "target": "B"} | event],
    )  # fmt: skip
    log = World(laid_out(scenario)).run().record.log
    return [r[at.LOG_TICK] // 1440 for r in log if r[at.LOG_SCRIPT] == 1]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("alignment[A, B] > .3", [0]),
        ("alignment[A, B] > .39 for 20 days", [20]),
        ("alignment[A, B] < .39", [59]),
        ("alignment[A, B] < .39 for 5 days", [64]),
        ("happened[shock] = 1", [59]),
        ("not alignment[A, B] > .39 and security[A] >= 0", [59]),
        ("alignment[A, B] * 2 + 1 < 0", []),
        ("trade[A, B] / trade[B, A] > 0", []),
    ],
)
def test_an_event_comes_when_its_condition_has_held(when: str, expected: list[int]) -> None:
    assert fires(when) == expected


def test_a_condition_repeats_and_ends() -> None:
    assert fires("alignment[A, B] > -1", repeat="100 days", until="2001-09-01") == [0, 100, 200]


def test_a_metric_is_a_number() -> None:
    tables = laid_out(document({"A": {}, "B": {}}, {"A, B": {"alignment": 0.4}}, metrics={"twice": "2 * alignment[A, B]"}))

    assert World(tables).see()["twice"] == pytest.approx(0.8)
