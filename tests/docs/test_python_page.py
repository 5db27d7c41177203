"""The page of Python names has every public name, and what each takes stands in its docstring."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

import pytest

import northeastsim as ne
from docs._reference import python, scenario_file
from northeastsim.scenario.schema.export import json_schema

PUBLIC = [name for name in ne.__all__ if not name.startswith("_")]


def callables() -> Iterator[tuple[str, Any]]:
    """Yield the public functions and, of the classes that users hold first, the methods."""
    for name in PUBLIC:
        found = getattr(ne, name)
        if inspect.isfunction(found):
            yield name, found
        elif name in ("Scenario", "Results"):
            yield from ((f"{name}.{label}", each) for label, each in python.entries(name) if inspect.isfunction(each))


CALLABLES = dict(callables())


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_stands_on_the_page(name: str) -> None:
    assert re.search(rf"^\| `ne\.{name}(\(\))?` \| \S", python.page(), re.MULTILINE)


@pytest.mark.parametrize("name", CALLABLES)
def test_a_docstring_names_what_is_taken(name: str) -> None:
    """But for what many take alike, which the page says once."""
    found = CALLABLES[name]
    told = " ".join(re.findall(r"`([^`]+)`", inspect.getdoc(found) or ""))
    taken = [each for each in inspect.signature(found).parameters if each != "self" and each not in python.COMMON]

    assert [each for each in taken if not re.search(rf"\b{each}\b", told)] == []


def test_what_many_take_is_taken_by_some() -> None:
    members = [each for names in python.groups().values() for name in names for _, each in python.entries(name)]
    taken = {each for found in members if inspect.isfunction(found) for each in inspect.signature(found).parameters}

    assert set(python.COMMON) <= taken


def test_a_new_public_name_is_told_without_being_placed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ne, "__all__", [*ne.__all__, "novelty"])

    assert python.groups()[python.REST][-1] == "novelty"


def test_every_key_of_a_scenario_is_told() -> None:
    schema, page = json_schema(), scenario_file.page()
    keys = {key for model in [schema, *schema["$defs"].values()] for key in model.get("properties", {})}

    assert [key for key in keys if f"| `{key}` |" not in page] == []
    assert [name for name in schema["$defs"] if f"\n## {scenario_file.title(name)}\n" not in page] == []


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "integer", "minimum": 1, "maximum": 30}, "whole number, 1 to 30"),
        ({"type": "number", "minimum": 1e-9, "maximum": 1e12}, "number, above 0"),
        ({"anyOf": [{"type": "boolean"}, {"type": "null"}]}, "`true` or `false`"),
        ({"enum": ["ends", "marks"], "type": "string"}, "`ends`, `marks`"),
        ({"type": "array", "items": {"$ref": "#/$defs/LeadTime"}}, "list of [lead time](#lead-time)"),
        ({"type": "object", "additionalProperties": {"type": "number", "minimum": 0}}, "number by name, 0 and up"),
    ],
)
def test_what_a_value_may_be_is_said_in_words(schema: dict[str, Any], words: str) -> None:
    assert scenario_file.kind(schema) == words
