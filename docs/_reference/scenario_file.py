"""The page of scenario files: every key of the schema, what it is, what it may be, and what holds where it is left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from northeastsim.scenario.schema.export import json_schema

NEAR, FAR = 1e-6, 1e6  # bounds nearer to 0, or beyond, only keep nonsense out
HEAD = """# Scenario files

This page is written from the schema by `python -m docs._reference`. `northeastsim schema` prints the same as JSON Schema, by
which editors complete and check files as they are typed; `northeastsim validate FILE` tells every mistake at once, each with
line, column, path and fix. [Edit a scenario](../how-to/edit-a-scenario.md) tells how to use it.

A file is YAML, and a patch on what it `extends`: it says only what is new. Mappings are laid over each other key by key, events and
programmes by their `id`; `null` clears what is inherited. The least that runs:

```yaml
# least.yaml
format: 1
extends: northeast_asia_2024
```

```console
$ northeastsim validate least.yaml
```

- A *quantity* is a number, or `{value: 0.4, low: 0.3, high: 0.6, source: who says so, confidence: low}`.
- A *name* begins with a letter and has letters, digits and `_`, 64 at most.
- A *pair* is two actors, `RUS, PRK`: the first towards the second, or both towards each other where the key is symmetric.
- A *day* is written `2025-06-01`, a day of every year `06-01`.
"""
PATTERNS = {
    "^[A-Za-z][A-Za-z0-9_]{0,63}$": "name",
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "day",
    "^[0-9]{2}-[0-9]{2}$": "day of every year",
}
PLURALS = {"name": "names", "text": "texts", "day of every year": "days of every year"}
TYPES = {"integer": "whole number", "number": "number", "boolean": "`true` or `false`", "string": "text", "null": ""}


def page() -> str:
    """Return the page."""
    schema = json_schema()
    parts = [HEAD, "## The file\n", table(schema)]
    for name in reached(schema):
        model = schema["$defs"][name]
        parts += [f"## {title(name)}\n", model.get("description", "").replace("\n\n", "\n") + "\n", table(model)]
    return "\n".join(parts)


def reached(schema: dict[str, Any]) -> list[str]:
    """Return the models of a schema in the order in which one comes across them."""
    found: list[str] = []
    ahead = list(references(schema["properties"]))
    while ahead:
        name = ahead.pop(0)
        if name not in found:
            found.append(name)
            ahead += references(schema["$defs"][name])
    return found


def references(schema: Any) -> Iterator[str]:
    """Yield the models that a part of a schema refers to."""
    if isinstance(schema, dict) and "$ref" in schema:
        yield schema["$ref"].rpartition("/")[2]
    for below in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from references(below)


def title(name: str) -> str:
    """Return a model's name in words: `LeadTime` as `Lead time`."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
    return words[0].upper() + words[1:]


def table(model: dict[str, Any]) -> str:
    """Return the keys of a model."""
    rows = ["| key | what it is | what it may be | left out |", "| --- | --- | --- | --- |"]
    for key, field in model.get("properties", {}).items():
        left = "required" if key in model.get("required", ()) else default(field.get("default"))
        rows.append(f"| `{key}` | {field.get('description', '')} | {kind(field)} | {left} |")
    return "\n".join(rows) + "\n"


def default(value: Any) -> str:
    """Return what holds where a key is left out; nothing where it is nothing."""
    if isinstance(value, dict) and value:
        return "as there"
    plain = f"{value:g}" if isinstance(value, float) else value if isinstance(value, str) else json.dumps(value)
    return "" if value in (None, {}, []) else f"`{plain}`"


def kind(schema: dict[str, Any]) -> str:
    """Return in words what a value may be."""
    if "$ref" in schema:
        name = title(schema["$ref"].rpartition("/")[2])
        return f"[{name.lower()}](#{name.lower().replace(' ', '-')})"
    if is_quantity(schema):
        return f"quantity{bounds(schema['oneOf'][0])}"
    if choices := schema.get("anyOf") or schema.get("oneOf"):
        return " or ".join(dict.fromkeys(told for one in choices if (told := kind(one))))
    if "const" in schema or "enum" in schema:
        return ", ".join(f"`{one}`" for one in schema.get("enum", [schema.get("const")]))
    return {"array": listed, "object": mapped}.get(schema.get("type", ""), simple)(schema)


def is_quantity(schema: dict[str, Any]) -> bool:
    """Return whether a value is a number, or one with its range and source."""
    return len(schema.get("oneOf", ())) == 2 and "value" in schema["oneOf"][1].get("properties", {})


def simple(schema: dict[str, Any]) -> str:
    """Return in words what a single value may be."""
    if "type" not in schema:
        return "anything"
    return PATTERNS.get(schema.get("pattern", ""), TYPES[schema["type"]]) + bounds(schema)


def listed(schema: dict[str, Any]) -> str:
    """Return in words what a list may hold."""
    if schema.get("minItems") == schema.get("maxItems") == 2:
        return "`[low, high]`"
    return f"list of {PLURALS.get(one := kind(schema['items']), one)}" if "items" in schema else "list"


def mapped(schema: dict[str, Any]) -> str:
    """Return in words what a mapping may hold."""
    named = schema.get("patternProperties")
    if named:
        pattern, value = next(iter(named.items()))
        return by(kind(value), PATTERNS.get(pattern, "pair"))
    value = schema.get("additionalProperties")
    return by(kind(value), "name") if isinstance(value, dict) else "mapping"


def by(told: str, key: str) -> str:
    """Return in words what a mapping holds, its bounds last."""
    value, comma, rest = told.partition(",")
    return f"{value} by {key}{comma}{rest}"


def bounds(schema: dict[str, Any]) -> str:
    """Return the bounds of a number in words, those left out that only keep nonsense out."""
    low, high = (schema.get(key) for key in ("minimum", "maximum"))
    low, high = (None if bound is None or abs(bound) > FAR else bound for bound in (low, high))
    if low is not None and 0.0 < low < NEAR or "exclusiveMinimum" in schema:
        return ", above 0" + (f", up to {high:g}" if high is not None else "")
    if low is not None and high is not None:
        return f", {low:g} to {high:g}"
    return f", {low:g} and up" if low is not None else ""
