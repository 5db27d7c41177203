"""The lines in which two scenarios differ, in words: what was there, what is there now, in which unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from northeastsim.scenario.difference import Line
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.mixture import BY_ID
from northeastsim.scenario.paths import dotted
from northeastsim.scenario.schema.keys import field_at
from northeastsim.show.names import flat

LONGEST = 160  # letters of a value
NOTHING = "nothing"
UNSAID = (
    "id", "status", "claimant", "denied_by", "source", "summary", "meaning", "note",
    "logic", "because", "outside", "predicts", "cannot_tell",
)  # fmt: skip
FIRST = ("date", "when", "after", "hazard", "type", "initiator", "target")  # of an event, in this order


class Facts(NamedTuple):
    """What is known of a place in a document: unit, plausible range (of a parameter), meaning."""

    unit: str
    low: float | None
    high: float | None
    meaning: str


def facts(line: Line, resolved: Resolved) -> Facts:
    """What is known of a line's place: from the catalogue for parameters and keys of events, from the schema for all else."""
    path = line.path
    if path[0] == "parameters":
        entry = resolved.catalogue.parameters[path[1]]
        return Facts(entry.get("unit") or "", entry.get("low"), entry.get("high"), flat(entry.get("meaning")))
    if path[0] == "events" and len(path) == 3 and (own := key_of_event(line, resolved)):
        return Facts(own.get("unit") or "", None, None, flat(own.get("meaning")))
    found = field_at(tuple(0 if k == 1 and path[0] in BY_ID else part for k, part in enumerate(path)))
    words = str(found.get("description") or "").rpartition(" [")[0] if found.get("unit") else str(found.get("description") or "")
    return Facts(str(found.get("unit") or ""), None, None, words)


def key_of_event(line: Line, resolved: Resolved) -> Mapping[str, Any]:
    """The entry of a key that an event's own type declares; empty for a common one."""
    kind = next((event["type"] for event in resolved.document["events"] if event["id"] == line.path[1]), "")
    found: Mapping[str, Any] = (resolved.event_types.get(kind, {}).get("keys") or {}).get(line.path[2]) or {}
    return found


def in_words(line: Line, resolved: Resolved) -> str:
    """A line as a sentence: `events.s400_deal.quantity: 2 -> 4 (regiments)`."""
    known = facts(line, resolved)
    before, after = told(line.before), told(line.after)
    if before == after:  # alike as rounded
        before, after = repr(line.before), repr(line.after)
    span = f"plausible {known.low:g} to {known.high:g}" if known.low is not None and known.high is not None else ""
    notes = ", ".join(one for one in (known.unit, span) if one)
    whole = len(line.path) == 1 or isinstance(line.before or line.after, Mapping)
    meaning = f"; {known.meaning}" if known.meaning and not whole else ""
    return f"{dotted(line.path)}: {changed(line, before, after)}{f' ({notes})' if notes else ''}{meaning}"


def changed(line: Line, before: str, after: str) -> str:
    """What became of a value: added, removed, or from one to another."""
    if line.before is None:
        return f"added: {after}"
    return f"removed: {before}" if line.after is None else f"{before} -> {after}"


def told(value: Any) -> str:
    """A value in words, a long one cut."""
    text = worded(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 4]} ..."


def worded(value: Any) -> str:
    """A value in words, whole."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, Mapping):
        if "value" in value:
            return worded(value["value"])
        keys = [key for key in (*FIRST, *value) if key in value and key not in UNSAID]
        return ", ".join(f"{key} {worded(value[key])}" for key in dict.fromkeys(keys)) or NOTHING
    if isinstance(value, list):
        return f"[{', '.join(worded(one) for one in value)}]"
    return " ".join(str(value).split())
