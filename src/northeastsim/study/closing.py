"""Worlds in which a type of event does not come: nobody has the option, and nothing of the scenario's brings it about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from northeastsim.errors import ScenarioError
from northeastsim.scenario.load import Resolved, load
from northeastsim.scenario.schema import value_of
from northeastsim.study.twins import never_happened

CHANCE = ("incident", "crisis", "clash", "war", "budget")  # they come by chance, or are the outcome itself
LAUNCHES = "missile_test"
NEVER = "(0 > 1)"  # a condition that does not hold


def closable(resolved: Resolved) -> list[str]:
    """Return the types of event that can be closed: on a menu, in the script, a yearly programme, or the stream of launches."""
    document = resolved.document
    scripted = {str(one["type"]) for section in ("events", "programmes") for one in document[section]}

    def comes(name: str, kind: dict[str, Any]) -> bool:
        return bool(kind.get("menu")) and not is_closed(document, name) or name in scripted or launches(document, name)

    return [name for name, kind in resolved.event_types.items() if name not in CHANCE and comes(name, kind)]


def is_closed(document: dict[str, Any], kind: str) -> bool:
    """Return whether a scenario leaves a type's options to nobody."""
    return any(row["type"] == kind and not (set(row) - {"type"}) for row in document["closed"])


def launches(document: dict[str, Any], kind: str) -> bool:
    """Return whether a type is the launches that come by themselves, and someone launches."""
    return kind == LAUNCHES and any(
        value_of(actor.get("launches_per_year") or 0.0) > 0.0 for actor in document["actors"].values()
    )


def without_type(resolved: Resolved, kind: str) -> tuple[Resolved | None, str]:
    """Return the world without a type of event, or None and why there is none.

    1. Its options are closed to all.
    2. Its scripted events go, and what the script makes follow them; so do its yearly programmes.
    3. Where it is the stream of launches, nobody launches by itself.
    """
    document = resolved.document
    gone = followers(document["events"], {str(one["id"]) for one in document["events"] if one["type"] == kind})
    changed = {
        **document,
        "events": [never_asked(one, gone) for one in document["events"] if one["id"] not in gone],
        "programmes": [one for one in document["programmes"] if one["type"] != kind],
        "closed": [*document["closed"], {"type": kind}],
        "metrics": {name: never_happened(text, gone) for name, text in document["metrics"].items()}
        if gone
        else document["metrics"],
        "variants": {},
        "twin": {},
    }
    if launches(document, kind):
        changed["actors"] = {name: {**actor, "launches_per_year": 0.0} for name, actor in document["actors"].items()}
    try:
        twin = load(changed, catalogue=resolved.catalogue)
    except ScenarioError as error:
        return None, f"{error.problems[0].path}: {error.problems[0].message}"
    return replace(twin, bases=resolved.bases), ""


def never_asked(event: dict[str, Any], gone: set[str]) -> dict[str, Any]:
    """Return an event whose condition takes it that some others never happened."""
    return {**event, "when": never_happened(event["when"], gone, NEVER)} if gone and event.get("when") else event


def followers(events: Iterable[dict[str, Any]], gone: set[str]) -> set[str]:
    """Return the ids of events that go, and of those that are dated by one that goes."""
    events, found = list(events), set(gone)
    while more := {str(one["id"]) for one in events if (one.get("after") or {}).get("event") in found} - found:
        found |= more
    return found
