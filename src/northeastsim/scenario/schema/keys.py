"""Which keys the schema knows at a place of the document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from northeastsim.scenario.schema.export import full_schema


class Keys(NamedTuple):
    """The names a mapping may hold; `free` if it may hold any other as well, whatever its value."""

    names: frozenset[str]
    free: bool


def keys_at(path: tuple[str | int, ...], schema: dict[str, Any] | None = None) -> Keys:
    """The keys that the mapping at a path may hold, in a scenario unless another schema is given; none and not free for ids."""
    whole = schema or full_schema()
    places = list(forms(whole, whole))
    for part in path:
        places = [form for place in places for step in below(place, part) for form in forms(step, whole)]
    names = frozenset(name for place in places for name in place.get("properties", {}))
    return Keys(names, any(is_free(place) for place in places))


def is_free(place: dict[str, Any]) -> bool:
    """Whether a schema takes keys it does not name, with any value."""
    return place.get("type") in ("object", None) and place.get("additionalProperties", True) is True


def forms(schema: dict[str, Any], whole: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A schema, or each of its alternatives, references into the whole followed."""
    if "$ref" in schema:
        yield from forms(whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
        return
    alternatives = [*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())]
    if not alternatives:
        yield schema
    for alternative in alternatives:
        yield from forms(alternative, whole)


def below(place: dict[str, Any], part: str | int) -> list[dict[str, Any]]:
    """What the schema says of one step down."""
    if isinstance(part, int):
        return [place["items"]] if "items" in place else []
    if part in place.get("properties", {}):
        return [place["properties"][part]]
    extra = place.get("additionalProperties")
    patterns = list(place.get("patternProperties", {}).values())
    return [*patterns, *([extra] if isinstance(extra, dict) else [])]


def field_at(path: tuple[str | int, ...]) -> dict[str, Any]:
    """What the schema says of the value at a path: its description, unit and default; empty for one keyed by ids."""
    whole = full_schema()
    places = list(forms(whole, whole))
    for part in path[:-1]:
        places = [form for place in places for step in below(place, part) for form in forms(step, whole)]
    named = (place.get("properties", {}).get(path[-1]) for place in places)
    return next((one for one in named if one), {})
