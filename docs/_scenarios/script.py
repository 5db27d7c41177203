"""What a scenario scripts and sets, in tables and lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import northeastsim as ne
from docs._scenarios.basis import narrowed, spare
from northeastsim.face import Scenario
from northeastsim.show.script import HEADS, scripted

CLOSED = {"type": "", "initiator": "of ", "target": "to ", "system": "with "}


def events(scenario: Scenario) -> str:
    """Return the table of what the scenario scripts."""
    rows = scripted(scenario.resolved)
    if not rows:
        return "## Events\n\nNone: nothing is scripted.\n"
    return f"## Events\n\n{narrowed(HEADS, rows)}"


def others(scenario: Scenario) -> str:
    """Return what else the scenario sets that its base does not."""
    if not scenario.resolved.bases:
        return ""
    document, base = scenario.document, ne.load({"format": 1, "extends": scenario.resolved.bases[-1]}).document
    lines = []
    for key in ("settings", "monitoring", "actors", "relations", "systems", "strategies", "event_types", "parameters"):
        lines += list(changes(key, document[key], base[key]))
    lines += [
        "nobody may choose " + " ".join(f"{CLOSED[key]}`{value}`" for key, value in one.items() if value)
        for one in document["closed"]
    ]
    lines += [f"`metrics.{key}`: `{text}`" for key, text in document["metrics"].items()]
    if not lines:
        return ""
    return "Besides, it sets:\n\n" + "".join(f"- {one}\n" for one in lines)


def changes(path: str, value: Any, base: Any) -> Iterable[str]:
    """Yield the settings in which a document differs from its base."""
    if value == base or spare(value) == spare(base):
        return
    if isinstance(value, Mapping) and "value" not in value:
        known = base if isinstance(base, Mapping) else {}
        for key, one in value.items():
            yield from changes(f"{path}.{key}", one, known.get(key))
    else:
        yield f"`{path}`: {str(value).lower() if isinstance(value, bool) else spare(value)}"
