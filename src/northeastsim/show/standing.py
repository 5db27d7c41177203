"""How sure a scenario's event is, in words: confirmed, claimed by whom, denied by whom, or hypothetical."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from northeastsim.scenario.checks.own_keys import COMMON
from northeastsim.show.names import with_article
from northeastsim.show.sentences import joined

OWN_SIZE = "its size the scenario's own"


def standing(event: Mapping[str, Any], names: Mapping[str, str] | None = None) -> str:
    """An event's mark: `claimed by South Korea; denied by Russia`; nothing where the scenario says nothing.

    `names` maps ids of actors to names; without it they stay ids. Of an event on the record, a size without a source is
    said to be the scenario's own.
    """
    status = event.get("status")
    parts = [status] if status in ("confirmed", "hypothetical") else []
    for verb, key in (("claimed", "claimant"), ("denied", "denied_by")):
        if event.get(key):
            parts.append(f"{verb} by {joined([named(one, names) for one in sayers(event[key])])}")
    parts = parts or [status] * bool(status)
    if parts and status != "hypothetical" and has_own_size(event):
        parts.append(OWN_SIZE)
    return "; ".join(parts)


def sayers(value: str | list[str]) -> list[str]:
    """Those named by a mark: one, or several."""
    return [value] if isinstance(value, str) else value


def named(one: str, names: Mapping[str, str] | None) -> str:
    """Who says it, by name where it is an actor."""
    return one if names is None else with_article(names.get(one, one))


def has_own_size(event: Mapping[str, Any]) -> bool:
    """Whether a figure of the event's own has no source."""
    figures = [value for key, value in event.items() if key not in COMMON]
    return any(not value.get("source") if isinstance(value, dict) else is_number(value) for value in figures)


def is_number(value: Any) -> bool:
    """Whether a value is a bare number."""
    return isinstance(value, int | float) and not isinstance(value, bool)
