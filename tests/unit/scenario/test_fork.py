"""A fork at a date: what becomes of events, programmes, figures and strategies, and what a date cannot change."""

from __future__ import annotations

from typing import Any

import pytest

from northeastsim.errors import ScenarioError
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.fork import forked
from northeastsim.scenario.load import Resolved, load, patch

DAY = "2025-07-01"
VISIT = {"type": "military_visit", "initiator": "CHN", "target": "PRK"}
BASE: dict[str, Any] = {
    "format": 1,
    "extends": "northeast_asia_2024",
    "start": "2025-01-01",
    "years": 2,
    "events": [
        {"id": "early", "date": "2025-02-01", **VISIT},
        {"id": "late", "date": "2026-02-01", **VISIT},
        {"id": "waiting", "when": "security[PRK] > 0.9", **VISIT},
    ],
    "programmes": [{"id": "drill", "type": "joint_exercise", "initiator": "RUS", "participants": ["PRK"], "days": ["03-01"]}],
}


@pytest.fixture(scope="module")
def original() -> Resolved:
    """A world of two years with an event before the day, one after it, and one that waits."""
    return load(BASE, catalogue=catalogue())


def fork(original: Resolved, change: dict[str, Any], **settings: Any) -> dict[str, Any]:
    """The document that a patch, and values by path, make of the world from the day on."""
    changed = load(patch(original.document, change), catalogue=original.catalogue, changed=True, **settings)
    return forked(original, changed, DAY).document


def by_id(document: dict[str, Any], section: str = "events") -> dict[str, Any]:
    """A section's entries by their ids."""
    return {one["id"]: one for one in document[section]}


def test_dated_events_come_change_and_go_after_the_date(original: Resolved) -> None:
    change = {"events": [{"id": "late", "date": "2026-03-01"}, {"id": "new", "date": DAY, **VISIT}]}
    found = by_id(fork(original, change))

    assert found["late"]["date"] == "2026-03-01" and found["new"]["date"] == DAY and "early" in found
    assert "late" not in by_id(fork(original, {"events": [{"id": "late", "remove": True}]}))


def test_what_waits_ends_or_begins_on_the_date(original: Resolved) -> None:
    gone = by_id(fork(original, {"events": [{"id": "waiting", "remove": True}]}))
    come = by_id(fork(original, {"events": [{"id": "storm", "hazard": 1, **VISIT}]}))

    assert gone["waiting"]["until"] == DAY and come["storm"]["since"] == DAY


def test_programmes_end_or_begin_on_the_date(original: Resolved) -> None:
    drill = {"id": "other", "type": "joint_exercise", "initiator": "CHN", "participants": ["RUS"], "days": ["09-01"]}
    found = by_id(fork(original, {"programmes": [{"id": "drill", "remove": True}, drill]}), "programmes")

    assert found["drill"]["until"] == DAY and found["other"]["since"] == DAY


def test_figures_and_strategies_become_one_revision(original: Resolved) -> None:
    change = {
        "parameters": {"dependence.flow_weight": 0.9},
        "actors": {"PRK": {"strategy": "fortress", "growth": 0.05}},
    }
    document = fork(original, change, settings={"systems.pantsir.value_busd": 0.5})

    assert document["revisions"] == [
        {
            "date": DAY,
            "parameters": {"dependence.flow_weight": 0.9},
            "strategies": {"PRK": "fortress"},
            "actors": {"PRK": {"growth": 0.05}},
            "systems": {"pantsir": {"value_busd": 0.5}},
        }
    ]
    assert document["actors"] == original.document["actors"]


def test_a_strategy_of_ones_own_may_be_followed_from_the_date(original: Resolved) -> None:
    own = {"strategies": {"mine": {"actor": "PRK", "interval_days": 20}}, "actors": {"PRK": {"strategy": "mine"}}}
    document = fork(original, own)

    assert document["revisions"][0]["strategies"] == {"PRK": "mine"} and "mine" in document["strategies"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"events": [{"id": "early", "remove": True}]}, "events.early: is due on 2025-02-01, before 2025-07-01"),
        ({"events": [{"id": "early", "date": "2025-03-01"}]}, "is due on 2025-02-01, before 2025-07-01, and cannot be changed"),
        ({"events": [{"id": "new", "date": "2025-03-01", **VISIT}]}, "events.new.date: expected a day on or after 2025-07-01"),
        ({"events": [{"id": "waiting", "when": "security[PRK] > 0.8"}]}, "events.waiting: has no date and cannot be changed"),
        ({"programmes": [{"id": "drill", "days": ["04-01"]}]}, "programmes.drill: cannot be changed on 2025-07-01"),
        ({"relations": {"CHN, PRK": {"alignment": 0.9}}}, "relations.CHN,PRK.alignment: is set at the start of the run"),
        ({"actors": {"PRK": {"warheads": 99}}}, "actors.PRK.warheads: is set at the start of the run"),
        ({"actors": {"NEW": {"economy_busd": 1, "spending_busd": 1}}}, "actors.NEW: takes part from the start or not at all"),
        ({"settings": {"growth": False}}, "settings.growth: is set at the start"),
        ({"monitoring": 0.1}, "monitoring: is set at the start"),
        ({}, "changes nothing from 2025-07-01 on"),
        ({"name": "Another", "events": [{"id": "late", "status": "hypothetical"}]}, "changes nothing"),
    ],
)
def test_what_a_date_cannot_change_is_told_with_its_place(original: Resolved, change: dict[str, Any], words: str) -> None:
    with pytest.raises(ScenarioError) as raised:
        fork(original, change)

    assert words in str(raised.value) and len(raised.value.problems) == 1


def test_all_that_cannot_be_changed_is_told_at_once(original: Resolved) -> None:
    with pytest.raises(ScenarioError) as raised:
        fork(original, {"monitoring": 0.1, "actors": {"PRK": {"warheads": 99}, "CHN": {"growth": 0.01}}})

    assert [problem.path for problem in raised.value.problems] == ["actors.PRK.warheads", "monitoring"]
