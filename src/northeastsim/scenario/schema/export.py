"""The schema as JSON Schema, by which editors complete and check scenario files as they are typed."""

from __future__ import annotations

import functools
import json
import pathlib
from typing import Any

from northeastsim.scenario.schema.document import Document
from northeastsim.scenario.schema.sweep import Sweep

COMMITTED = pathlib.Path(__file__).parent.parent / "schema.json"
COMMITTED_SWEEP = pathlib.Path(__file__).parent.parent / "sweep_schema.json"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
NEEDED = {"Document": ["format"], "Event": ["id"], "Programme": ["id"]}


@functools.cache
def full_schema() -> dict[str, Any]:
    """The JSON Schema of a resolved document. NOTE: cached and shared; do not change it."""
    return closed(Document.model_json_schema())


def closed(schema: Any) -> Any:
    """The schema with no key allowed beside those that match a pattern, where there is one."""
    for below in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        closed(below)
    if isinstance(schema, dict) and isinstance(schema.get("patternProperties"), dict):
        schema["additionalProperties"] = False
    return schema


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a scenario file; what a file may inherit is not required."""
    schema: dict[str, Any] = json.loads(json.dumps(full_schema()))
    for name, model in [("Document", schema), *schema["$defs"].items()]:
        model["required"] = NEEDED.get(name, [])
        if not model["required"]:
            del model["required"]
    return clearable({"$schema": DRAFT, **schema})


def sweep_schema() -> dict[str, Any]:
    """The JSON Schema of a sweep's file."""
    return {"$schema": DRAFT, **closed(Sweep.model_json_schema())}


def clearable(schema: Any) -> Any:
    """The schema with null allowed for every key, since null clears what is inherited."""
    for model in [schema, *schema["$defs"].values()]:
        for key, field in model.get("properties", {}).items():
            if key not in ("format", "id") and {"type": "null"} not in field.get("anyOf", []):
                model["properties"][key] = nullable(field)
    return schema


def nullable(field: dict[str, Any]) -> dict[str, Any]:
    """A field's schema with null allowed beside what it accepts."""
    told: dict[str, Any] = {
        key: field[key] for key in ("description", "default", "unit", "title") if key in field
    }
    return {**told, "anyOf": [{key: field[key] for key in field if key not in told}, {"type": "null"}]}


def written(schema: dict[str, Any]) -> str:
    """The schema as the committed file holds it."""
    return json.dumps(schema, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
