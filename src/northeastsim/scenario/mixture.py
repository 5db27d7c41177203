"""A document with some of its parts taken from another: the worlds that lie between two scenarios.

A part is where two documents may differ by themselves: an event by its id, an actor's strategy, a parameter, a pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Part = tuple[str, ...]

BY_ID = ("events", "programmes")
LISTED = (*BY_ID, "bodies", "closed")
KEYED = (*LISTED, "settings", "actors", "relations", "systems", "event_types", "strategies", "theories", "parameters")


def keyed(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document with its lists as mappings: events and programmes by id, bodies and closed options by what they say."""
    return {**document, **{section: {key_of(section, one): one for one in document[section]} for section in LISTED}}


def key_of(section: str, entry: Any) -> str:
    """Return what an entry of a list is known by."""
    if section in BY_ID:
        return str(entry["id"])
    if isinstance(entry, str):
        return entry
    return ", ".join([str(entry["type"]), *(f"{key} {entry[key]}" for key in ("initiator", "target", "system") if key in entry)])


def listed(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document whose lists are lists again."""
    return {**document, **{section: list(document[section].values()) for section in LISTED}}


def mixed(one: Mapping[str, Any], other: Mapping[str, Any], parts: Iterable[Part]) -> dict[str, Any]:
    """Return the first document with some parts as the other has them, be it that it lacks them."""
    here, there = keyed(one), keyed(other)
    for part in parts:
        here = taken(here, there, part)
    return listed(here)


def taken(here: Mapping[str, Any], there: Mapping[str, Any], part: Part) -> dict[str, Any]:
    """Return a mapping with the part at a path as another has it."""
    key, below = part[0], part[1:]
    if below:
        return {**here, key: taken(here.get(key) or {}, there.get(key) or {}, below)}
    places = in_order(list(here), list(there))
    values = {**here, key: there[key]} if key in there else {name: here[name] for name in here if name != key}
    return {name: values[name] for name in places if name in values}


def in_order(one: list[str], other: list[str]) -> list[str]:
    """Return both lists' names in the order of the first, each of the other's after the one that it follows there.

    >>> in_order(["a", "c"], ["a", "b", "c"])
    ['a', 'b', 'c']
    """
    order = list(one)
    for before, name in zip([None, *other], other, strict=False):
        if name not in order:
            order.insert(0 if before is None else order.index(before) + 1, name)
    return order
