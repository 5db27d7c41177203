"""Checking a document against the schema: pydantic's findings in our words, at the places they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from northeastsim.errors import Problem
from northeastsim.scenario.nodes import Node, problem_at
from northeastsim.scenario.paths import Path, named
from northeastsim.scenario.schema.document import Document
from northeastsim.scenario.schema.keys import Keys, keys_at
from northeastsim.scenario.words import got, listed, nearest

MOST = 1000


@dataclass
class Shape:
    """A document's data as far as it fits the schema, where it does not, and what is wrong there."""

    data: dict[str, Any]
    problems: list[Problem]


def shaped(root: Node) -> Shape:
    """The document with the schema's defaults filled in, or, if something is wrong, without what is wrong.

    1. Take out nulls: they clear, and what they clear is gone by now.
    2. Let the schema look for everything else at once.
    3. If all is well, fill in defaults; if not, cut out what does not fit, so that the rest can be checked.
    """
    problems: list[Problem] = []
    root = without_nulls(root, root, (), problems)
    data = root.plain()
    try:
        document = Document.model_validate(data)
    except ValidationError as error:
        found = error.errors(include_url=False)
        problems += worded(root, found)
        for detail in found[:MOST]:
            cut(data, root.follow(detail["loc"])[0], detail)
        return Shape(data, problems)
    return Shape(filled(document.model_dump(exclude_none=True), data), problems)


def without_nulls(node: Node, root: Node, path: Path, problems: list[Problem]) -> Node:
    """The node without keys whose value is null; those that are unknown, or clear nothing, are problems.

    In a variant null is a value to set.
    """
    if path == ("twin",) or (len(path) == 2 and path[0] == "variants"):
        return node
    if isinstance(node.value, list):
        items = [without_nulls(item, root, (*path, i), problems) for i, item in enumerate(node.value)]
        return node.with_value(items)
    if not isinstance(node.value, dict):
        return node
    kept = {}
    for key, item in node.value.items():
        if item.value is None:
            problems += needless_null(item, root, (*path, key))
        else:
            kept[key] = without_nulls(item, root, (*path, key), problems)
    return node.with_value(kept)


def needless_null(node: Node, root: Node, path: Path) -> list[Problem]:
    """What is wrong with a null that had nothing to clear: nothing, if it stands for a default."""
    keys = keys_at(path[:-1])
    if keys.names and path[-1] not in keys.names and not keys.free:
        return [unknown_key(node, root, path)]
    if not keys.names and not keys.free and not isinstance(path[-1], int):
        return [problem_at(node.key_at, named(path, root), "there is nothing here that null could clear")]
    return []


def worded(root: Node, found: list[ErrorDetails], keys: Callable[[Path], Keys] = keys_at) -> list[Problem]:
    """One problem per place, in our words; `keys` tells which keys the schema knows at a place."""
    result: dict[Path, Problem] = {}
    for detail in found[:MOST]:
        path, node = root.follow(detail["loc"])
        if detail["type"] == "missing":
            path = (*path, detail["loc"][-1])
        if path not in result:
            result[path] = in_our_words(detail, path, node, root, keys)
    return list(result.values())


def in_our_words(detail: ErrorDetails, path: Path, node: Node, root: Node, keys: Callable[[Path], Keys]) -> Problem:
    """One of pydantic's findings as a problem."""
    place = named(path, root)
    if detail["type"] == "missing":
        return problem_at(node.key_at, place, "this key is required and missing")
    if detail["type"] == "extra_forbidden":
        return unknown_key(node, root, path, keys)
    if detail["loc"] and detail["loc"][-1] == "[key]":
        return problem_at(node.key_at, place, explained(detail, path[-1]))
    return problem_at(node.at, place, explained(detail, node.plain()), near(detail, node.value))


def unknown_key(node: Node, root: Node, path: Path, keys: Callable[[Path], Keys] = keys_at) -> Problem:
    """The problem of a key that the schema does not know."""
    place = named(path, root)
    known = sorted(keys(path[:-1]).names)
    suggestion = nearest(path[-1], known)
    instead = f"; known here: {listed(known)}" if known and not suggestion and len(path) > 1 else ""
    return problem_at(node.key_at, place, f"unknown key{instead}", suggestion)


def near(detail: ErrorDetails, value: Any) -> str | None:
    """The word most like a wrong one, where only certain words will do."""
    if detail["type"] != "literal_error":
        return None
    words = str(detail.get("ctx", {}).get("expected", "")).replace(" or ", ", ").split(", ")
    return nearest(value, [word.strip("'") for word in words])


EXPECTED = {
    "float_type": "expected a number",
    "int_type": "expected a whole number",
    "int_from_float": "expected a whole number",
    "bool_type": "expected true or false",
    "string_type": "expected text",
    "dict_type": "expected a mapping of keys",
    "model_type": "expected a mapping of keys",
    "model_attributes_type": "expected a mapping of keys",
    "list_type": "expected a list",
    "finite_number": "expected a finite number",
    "greater_than_equal": "expected at least {ge:g}",
    "less_than_equal": "expected at most {le:g}",
    "literal_error": "expected {expected}",
    "too_short": "expected at least {min_length} entries",
    "too_long": "expected at most {max_length} entries",
    "string_too_long": "expected at most {max_length} characters",
}


def explained(detail: ErrorDetails, value: Any) -> str:
    """What was expected, and what was given instead."""
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "own_words":
        return detail["msg"] + ("" if isinstance(value, dict | list) else f", got {got(value)}")
    expected = EXPECTED[kind].format_map(context) if kind in EXPECTED else detail["msg"]
    return f"{expected}, got {got(value)}{hint(kind, value)}"


def hint(kind: str, value: Any) -> str:
    """How to mend a value of the wrong kind, where that is plain."""
    if kind in ("float_type", "int_type") and isinstance(value, str):
        return "; remove the quotes" if value.replace(".", "", 1).lstrip("+-").isdigit() else ""
    if kind == "string_type" and isinstance(value, int | float):
        return "; quote it"
    return ""


def cut(data: Any, path: Path, detail: ErrorDetails) -> None:
    """Take out of `data` what is wrong at a path; a missing key leaves nothing to cut."""
    if detail["type"] == "missing" or not path:
        return
    for part in path[:-1]:
        data = child(data, part)
    if isinstance(data, dict):
        data.pop(path[-1], None)
    elif isinstance(data, list):
        data[path[-1]] = None  # type: ignore[index]


def child(data: Any, part: str | int) -> Any:
    """What stands one step down, or None."""
    if isinstance(data, dict):
        return data.get(part)
    return data[part] if isinstance(data, list) and isinstance(part, int) else None


def filled(defaults: Any, given: Any) -> Any:
    """`given` with the keys it lacks from `defaults`, in the order of `defaults`; no value changes."""
    if isinstance(defaults, dict) and isinstance(given, dict):
        every: Iterable[str] = [*defaults, *(key for key in given if key not in defaults)]
        return {
            key: filled(defaults.get(key), given[key]) if key in given else defaults[key] for key in every
        }
    if isinstance(defaults, list) and isinstance(given, list):
        return [filled(default, item) for default, item in zip(defaults, given, strict=True)]
    return given
