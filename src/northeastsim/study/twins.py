"""The quiet twin: the same world without the events and yearly programmes that this file adds to its base region."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from northeastsim.errors import ScenarioError
from northeastsim.scenario.load import Resolved, load


def own_events(resolved: Resolved) -> list[str]:
    """Return the ids of the events that do not come from the base region."""
    events = [str(event["id"]) for event in resolved.document["events"]]
    if not events:
        return []
    of_region = {str(event["id"]) for event in region(resolved).get("events") or ()}
    return [name for name in events if name not in of_region]


def own_programmes(resolved: Resolved) -> list[str]:
    """Return the ids of the yearly programmes that do not come from the base region."""
    of_region = {str(one["id"]) for one in region(resolved).get("programmes") or ()}
    return [str(one["id"]) for one in resolved.document["programmes"] if one["id"] not in of_region]


def region(resolved: Resolved) -> dict[str, Any]:
    """Return the document of the base region that a scenario extends in the end; empty for none."""
    return (resolved.catalogue.region(resolved.region) or {}) if resolved.region else {}


def quiet_twin(resolved: Resolved) -> tuple[Resolved | None, str]:
    """Return the twin without the scenario's events, or None and the reason why there is none."""
    own, yearly = set(own_events(resolved)), set(own_programmes(resolved))
    if not own and not yearly:
        return None, "no quiet twin: the scenario has no events of its own"
    kept = [event for event in resolved.document["events"] if event["id"] not in own]
    programmes = [one for one in resolved.document["programmes"] if one["id"] not in yearly]
    metrics = {name: never_happened(text, own) for name, text in resolved.document["metrics"].items()}
    document = {**resolved.document, "events": kept, "programmes": programmes, "metrics": metrics, "variants": {}, "twin": {}}
    try:
        twin = load(document, catalogue=resolved.catalogue)
    except ScenarioError as error:
        first = error.problems[0]
        return None, f"no quiet twin: without the scenario's events, {first.path}: {first.message}"
    return replace(twin, bases=resolved.bases), ""


def never_happened(text: str, events: Iterable[str], answer: str = "0") -> str:
    """Return a metric for a world in which some events never happened: where it asks whether one did, the answer is 0."""
    ids = "|".join(re.escape(one) for one in events)
    return re.sub(rf"\b(happened|accepted|known)\s*\[\s*({ids})\s*(,[^\]]*)?\]", answer, text)
