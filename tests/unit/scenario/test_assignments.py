"""What students' worlds differ in: drawn by seed and number alone, within bounds, never what is on the record."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from northeastsim.scenario.assignments import EVENT, STRATEGY, SWITCH, Change, changes, later, switches
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import Resolved, load

SALE = load("s400_transfer", catalogue=catalogue())
OWN = [name for name, one in SALE.strategies.items() if one["actor"] == "CHN"]


def of(kind: str, resolved: Resolved = SALE, seed: int = 1, number: int = 1) -> Change | None:
    """The change of a kind in a student's world."""
    return next((one for one in changes(resolved, seed, number, "CHN") if one.kind == kind), None)


def patched(**patch: Any) -> Resolved:
    """The sale with a patch."""
    return load({"format": 1, "extends": "s400_transfer", **patch}, catalogue=catalogue())


def test_a_world_differs_in_a_strategy_an_event_and_a_contested_parameter() -> None:
    assert [one.kind for one in changes(SALE, 7, 1, "CHN")] == [STRATEGY, EVENT, SWITCH]


def test_the_same_seed_and_number_give_the_same_world_and_others_another() -> None:
    found = [changes(SALE, seed, number, "CHN") for seed in (7, 8) for number in range(1, 31)]

    assert found[:30] == [changes(SALE, 7, number, "CHN") for number in range(1, 31)]
    assert all(one not in found[:k] for k, one in enumerate(found[:30]))
    assert found[:30] != found[30:]


def test_strategies_are_dealt_out_in_turn() -> None:
    """Nobody has the scenario's own, and no two of as many students as there are others have the same."""
    dealt = [of(STRATEGY, number=number).after["actors.CHN.strategy"] for number in range(1, 19)]  # type: ignore[union-attr]

    assert set(dealt[:9]) == set(dealt[9:]) == set(OWN) - {"strategic_ambiguity"}
    assert dealt[:9] != dealt[9:]


@settings(deadline=None)
@given(seed=st.integers(0, 2**63 - 1), number=st.integers(1, 500))
def test_every_change_is_one_and_stays_within_bounds(seed: int, number: int) -> None:
    for change in changes(SALE, seed, number, "CHN"):
        assert change.after.keys() == change.before.keys() and change.after
        assert all(change.after[path] != change.before[path] for path in change.after)
        if change.kind == SWITCH:
            entry = SALE.catalogue.parameters[change.name]
            (value,) = change.after.values()
            assert entry["low"] <= value <= entry["high"]
        if change.kind == EVENT:
            date = change.after.get("events.s400_deal.date", "2025-06-01")
            assert "2024-01-01" < date <= "2030-09-01"
            system = change.after.get("events.s400_deal.system", "s400")
            assert "RUS" in SALE.systems[system]["suppliers"]
            assert change.after.get("events.s400_deal.quantity", 2) in (1, 2, 3, 4)


@pytest.mark.parametrize("status", ["confirmed", "claimed", "denied"])
def test_what_is_on_the_record_is_not_moved(status: str) -> None:
    mark = {"claimed": {"claimant": "KOR"}, "denied": {"claimant": "KOR", "denied_by": "RUS"}}.get(status, {})
    event = {"id": "s400_deal", "status": status, "source": "a page", **mark}

    assert of(EVENT, patched(events=[event])) is None


def test_sizes_are_parts_and_multiples_within_the_keys_bounds() -> None:
    event = {"id": "tap", "date": "2026-01-01", "type": "border_tap", "initiator": "CHN", "target": "PRK", "share": 0.6}
    world = patched(events=[{"id": "s400_deal", "remove": True}, event])
    sizes = {of(EVENT, world, number=k).after.get("events.tap.share", 0.6) for k in range(1, 60)}  # type: ignore[union-attr]

    assert sizes == {0.3, 0.45, 0.6, 0.9}  # twice as much would be more than all


def test_an_event_without_a_date_or_with_a_range_keeps_them() -> None:
    events = [{"id": "s400_deal", "date": None, "when": "influence[CHN, PRK] < 0.4", "quantity": [1, 3]}]
    found = of(EVENT, patched(events=events))

    assert found is None


def test_a_parameter_that_the_scenario_sets_is_left_alone() -> None:
    world = patched(parameters={one.parameter: SALE.parameters[one.parameter] for one in switches()[1:]})
    found = {of(SWITCH, world, number=k).name for k in range(1, 9)}  # type: ignore[union-attr]

    assert found == {switches()[0].parameter}
    assert of(SWITCH, patched(parameters={one.parameter: SALE.parameters[one.parameter] for one in switches()})) is None


def test_a_world_without_the_actor_or_north_korea_has_neither() -> None:
    world = load("security_dilemma", catalogue=catalogue())
    found = [changes(world, 3, number, "CHN") for number in range(1, 40)]

    assert {one.kind for some in found for one in some} == {EVENT, SWITCH}
    assert "effect.pressure_posture" not in {one.name for some in found for one in some}


@pytest.mark.parametrize(
    ("date", "months", "expected"),
    [
        ("2025-01-31", 1, "2025-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2025-03-31", -12, "2024-03-31"),
        ("2025-11-15", 3, "2026-02-15"),
    ],
)
def test_a_day_that_a_month_lacks_is_its_last(date: str, months: int, expected: str) -> None:
    assert str(later(datetime.date.fromisoformat(date), months)) == expected


def test_each_contested_parameter_has_a_range_and_words_for_both_ends() -> None:
    known = catalogue().parameters

    assert all(known[one.parameter]["low"] < known[one.parameter]["high"] for one in switches())
    assert all(one.question and one.low and one.high for one in switches())
