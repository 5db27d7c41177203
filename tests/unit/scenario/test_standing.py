"""Marks of events: who claims, who denies, what is made up; and that nothing says where."""

from __future__ import annotations

from typing import Any

import pytest

from northeastsim.errors import ScenarioError
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import dump, load, loads
from northeastsim.show.standing import OWN_SIZE, standing

NAMES = {"KOR": "South Korea", "RUS": "Russia", "PRK": "North Korea", "USA": "United States"}


def marked(**marks: Any) -> dict[str, Any]:
    """A scenario whose one event carries marks."""
    event = {"id": "aid", "type": "economic_support", "initiator": "RUS", "target": "PRK", "date": "2025-03-01"}
    return {"format": 1, "extends": "northeast_asia_2024", "events": [{**event, **marks}]}


def messages(document: dict[str, Any]) -> list[str]:
    """What is wrong with a scenario, by place."""
    with pytest.raises(ScenarioError) as caught:
        load(document, catalogue=catalogue())
    return [f"{problem.path}: {problem.message}" for problem in caught.value.problems]


@pytest.mark.parametrize("claimant", ["KOR", ["KOR", "a research group"]])
def test_marks_are_kept_in_the_resolved_document(claimant: Any) -> None:
    marks = {"status": "denied", "claimant": claimant, "denied_by": ["PRK", "RUS"], "source": "a report"}
    document = load(marked(**marks), catalogue=catalogue()).document

    assert {key: document["events"][0][key] for key in marks} == marks
    assert loads(dump(document), catalogue=catalogue()).document == document


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        ({"status": "rumoured"}, "status: expected 'confirmed', 'claimed', 'denied' or 'hypothetical'"),
        ({"status": "claimed"}, "status: 'claimed' needs a 'claimant'"),
        ({"status": "denied", "claimant": "KOR"}, "status: 'denied' needs a 'denied_by'"),
        ({"status": "hypothetical", "claimant": "KOR"}, "claimant: a hypothetical event has none"),
        ({"claimant": []}, "claimant: expected a name, or a list of names"),
        ({"claimant": "KOR", "denied_by": ["RUS", 3]}, "denied_by: expected a name, or a list of names"),
        ({"latitude": 40}, "latitude: unknown key"),
    ],
)
def test_a_mark_that_does_not_hold_together_is_refused(marks: dict[str, Any], told: str) -> None:
    found = messages(marked(**marks))

    assert len(found) == 1
    assert found[0].startswith(f"events.aid.{told}")


def test_an_event_type_cannot_declare_coordinates() -> None:
    key = {"meaning": "where", "unit": "degrees", "low": -90, "high": 90, "default": 0}
    kind = {"summary": "x", "roles": {"initiator": "required"}, "keys": {"latitude": key}, "stages": [{"name": "announced"}]}
    found = messages({"format": 1, "extends": "northeast_asia_2024", "event_types": {"visit_there": kind}})

    assert found == [
        "event_types.visit_there.keys.latitude: where things stand or aim is not part of this format; "
        "an event has no coordinates"
    ]


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ({}, ""),
        ({"status": "hypothetical", "amount": 5}, "hypothetical"),
        ({"status": "confirmed"}, "confirmed"),
        ({"claimant": "KOR"}, "claimed by South Korea"),
        (
            {"status": "denied", "claimant": ["USA", "MSMT"], "denied_by": ["RUS", "PRK"]},
            "claimed by the United States and MSMT; denied by Russia and North Korea",
        ),
        ({"status": "confirmed", "claimant": "KOR", "denied_by": "RUS"}, "confirmed; claimed by South Korea; denied by Russia"),
        ({"status": "claimed", "claimant": "KOR", "amount": 5}, f"claimed by South Korea; {OWN_SIZE}"),
        ({"status": "claimed", "claimant": "KOR", "amount": {"value": 5, "source": "KOR"}}, "claimed by South Korea"),
    ],
)
def test_a_mark_in_words(event: dict[str, Any], told: str) -> None:
    assert standing(event, NAMES) == told


def test_without_names_ids_stay() -> None:
    assert standing({"claimant": "KOR", "denied_by": ["RUS", "PRK"]}) == "claimed by KOR; denied by RUS and PRK"
