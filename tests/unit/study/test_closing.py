"""Worlds without a type of event: nobody has it, nothing of the script brings it about."""

from __future__ import annotations

from typing import Any

import pytest

from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import Resolved, load
from northeastsim.scenario.tables import tables
from northeastsim.study import lookout
from northeastsim.study.closing import CHANCE, closable, without_type

BASE: dict[str, Any] = {"format": 1, "extends": "northeast_asia_2024", "years": 1}
VISIT = {"id": "visit", "type": "military_visit", "initiator": "RUS", "target": "PRK", "date": "2024-03-01"}
DRILL = {"id": "drill", "type": "joint_exercise", "initiator": "RUS", "participants": ["PRK"], "after": {"event": "visit", "days": 30}}
AGAIN = {"id": "again", "type": "summit", "initiator": "RUS", "target": "PRK", "after": {"event": "drill", "days": 9}}
AID = {
    "id": "aid", "type": "economic_support", "initiator": "RUS", "target": "PRK", "amount": 100,
    "when": "happened[visit] or influence[CHN, PRK] < 0.9",
}  # fmt: skip


def world(*events: dict[str, Any], **rest: Any) -> Resolved:
    """A year of the region with some events."""
    return load({**BASE, "events": list(events), **rest}, catalogue=catalogue())


def counts(resolved: Resolved) -> dict[str, int]:
    """How many events of each type came in two replications."""
    found = lookout.counted(resolved, tables(resolved), 5, 2, 1, "simpy")
    return {name.removesuffix(".count"): int(values.sum()) for name, values in found.items() if name.endswith(".count")}


def test_a_closed_type_does_not_come_and_others_do() -> None:
    here = world(VISIT)
    twin, reason = without_type(here, "military_visit")
    assert twin is not None and not reason
    before, after = counts(here), counts(twin)

    assert before["military_visit"] > 0 == after["military_visit"]
    assert after["summit"] > 0 and after["calendar_exercise"] == before["calendar_exercise"]


@pytest.mark.parametrize(("kind", "name"), [("calendar_exercise", "calendar_exercise"), ("missile_test", "launches")])
def test_programmes_and_launches_stop(kind: str, name: str) -> None:
    here = world(settings={"decisions": False})
    twin, _ = without_type(here, kind)
    assert twin is not None

    assert counts(here)[name] > 0 == counts(twin)[name]


def test_what_follows_a_scripted_event_goes_with_it() -> None:
    """Also what follows that; a condition that asks about it takes it that it never happened."""
    twin, _ = without_type(world(VISIT, DRILL, AGAIN, AID), "military_visit")
    assert twin is not None

    assert [(one["id"], one["when"]) for one in twin.document["events"]] == [("aid", "(0 > 1) or influence[CHN, PRK] < 0.9")]


def test_what_comes_by_chance_cannot_be_closed() -> None:
    found = closable(world(VISIT, closed=[{"type": "treaty"}, {"type": "sanctions", "initiator": "USA"}]))

    assert not set(CHANCE) & set(found)
    assert {"military_visit", "missile_test", "calendar_exercise", "sanctions"} <= set(found)
    assert "treaty" not in found, "nobody has it as it is"
