"""Laying one document over another: mappings by key, events by id, null clears, all else replaces."""

from __future__ import annotations

from typing import Any

from northeastsim.errors import Problem
from northeastsim.scenario.nodes import Node, problem_at
from northeastsim.scenario.paths import Path
from northeastsim.scenario.words import nearest

BY_ID = ("events", "programmes")


def merged(base: Node, child: Node, problems: list[Problem], path: Path = ()) -> Node:
    """The child laid over the base.

    1. Two mappings merge key by key; a null clears the base's key (and stays where there is none to clear).
    2. `events` and `programmes` merge by id.
    3. Anything else is the child's.
    """
    if not path and isinstance(child.value, dict) and not base.value:
        base = child.with_value({})
    if not (isinstance(base.value, dict) and isinstance(child.value, dict)):
        return child
    result: dict[str, Node] = dict(base.value)
    for key, node in child.value.items():
        if node.value is None and key in result:
            del result[key]
        elif not path and key in BY_ID:
            result[key] = merged_list(result.get(key), node, problems, key)
        else:
            result[key] = merged(result[key], node, problems, (*path, key)) if key in result else node
    return child.with_value(result)


def merged_list(base: Node | None, child: Node, problems: list[Problem], key: str) -> Node:
    """The child's list of things with ids laid over the base's: the same id merges, a new one is added."""
    if not isinstance(child.value, list):
        return child
    old = base.value if base is not None and isinstance(base.value, list) else []
    result: dict[Any, Node] = {identity(node) or object(): node for node in old}
    seen: dict[str, Node] = {}
    for node in child.value:
        name = identity(node)
        if name is None:
            result[object()] = node
        elif name in seen:
            where = seen[name].at.line
            message = f"duplicate id '{name}'" + (f", first on line {where}" if where else "")
            problems.append(problem_at(node.at, (key, name), message))
        elif is_removal(node):
            remove(result, name, node, problems, key)
        else:
            result[name] = merged(result[name], node, problems, (key, name)) if name in result else node
        if name is not None:
            seen.setdefault(name, node)
    return child.with_value(list(result.values()))


def identity(node: Node) -> str | None:
    """The id of a list's entry, or None where it has none that is text."""
    found = node.get("id")
    return found.value if found is not None and isinstance(found.value, str) else None


def is_removal(node: Node) -> bool:
    """Whether an entry says `remove: true`."""
    found = node.get("remove")
    return found is not None and found.value is True


def remove(result: dict[Any, Node], name: str, node: Node, problems: list[Problem], key: str) -> None:
    """Drop the entry of that id from `result`; it must be there, and its removal says nothing else."""
    if name not in result:
        near = nearest(name, (known for known in result if isinstance(known, str)))
        problems.append(problem_at(node.at, (key, name), f"there is no '{name}' to remove", near))
    elif set(node.value) - {"id", "remove"}:
        problems.append(problem_at(node.at, (key, name), "is removed and so can hold no other key"))
    else:
        del result[name]
