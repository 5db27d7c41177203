"""A document as a tree in which every value remembers its file and line, through every merge."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from northeastsim.errors import Problem
from northeastsim.scenario.paths import Path, dotted
from northeastsim.scenario.words import got

DEPTH = 40
NODES = 200_000
WHOLE = 2**63

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class Mark(NamedTuple):
    """A place in a file, counted from 1; line and column are None outside files."""

    file: str
    line: int | None = None
    column: int | None = None


class Node:
    """One value of a document: `value` is a dict of text to Node, a list of Nodes, or a scalar.

    `at` is where the value begins, `key_at` where its key does, `text_at` where the first character of a
    one-line text stands. Treat as frozen: aliases and merges share nodes.
    """

    __slots__ = ("at", "key_at", "text_at", "value")

    def __init__(self, value: Any, at: Mark, key_at: Mark | None = None, text_at: Mark | None = None) -> None:
        self.value = value
        self.at = at
        self.key_at = key_at or at
        self.text_at = text_at

    def keyed(self, key_at: Mark) -> Node:
        """The same value under a key that stands at `key_at`."""
        return Node(self.value, self.at, key_at, self.text_at)

    def with_value(self, value: Any) -> Node:
        """Another value at the same place."""
        return Node(value, self.at, self.key_at)

    def get(self, key: str) -> Node | None:
        """The node under a key of a mapping, or None."""
        return self.value.get(key) if isinstance(self.value, dict) else None

    def plain(self) -> Any:
        """The value as plain dicts, lists and scalars."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def follow(self, path: Iterable[str | int]) -> tuple[Path, Node]:
        """The deepest node along `path` and the way to it; parts that lead nowhere are skipped."""
        node, taken = self, []
        for part in path:
            child = node.child(part)
            if child is not None:
                node = child
                taken.append(part)
        return tuple(taken), node

    def child(self, part: str | int) -> Node | None:
        """The node one step down, by key or by index, or None."""
        if isinstance(self.value, dict):
            return self.value.get(part) if isinstance(part, str) else None
        if isinstance(self.value, list) and isinstance(part, int) and 0 <= part < len(self.value):
            return self.value[part]
        return None


def problem_at(mark: Mark, path: Path | str, message: str, suggestion: str | None = None) -> Problem:
    """A problem at a mark; the path may be parts or already worded."""
    words = path if isinstance(path, str) else dotted(path)
    return Problem(mark.file, mark.line, mark.column, words, message, suggestion)


def bad_text(text: str) -> str | None:
    """What is wrong with the characters of a text (control characters and the like), or None."""
    found = FORBIDDEN.search(text)
    return f"character U+{ord(found.group()):04X} is not allowed" if found else None


def from_plain(data: Any, file: str, problems: list[Problem]) -> Node:
    """The tree of a Python value, all of it placed in `file`; what no document can hold is a problem."""
    mark = Mark(file)
    count = 0

    def build(value: Any, path: Path) -> Node:
        nonlocal count
        count += 1
        if count > NODES or len(path) > DEPTH:
            if count <= NODES + 1 and len(path) <= DEPTH + 1:
                what = f"more than {NODES} values" if count > NODES else f"nested deeper than {DEPTH} levels"
                problems.append(problem_at(mark, tuple(path[:3]), what))
                count = NODES + 1
            return Node(None, mark)
        if isinstance(value, Mapping):
            return Node({key: build(item, (*path, key)) for key, item in texted(value, path)}, mark)
        if isinstance(value, list | tuple):
            return Node([build(item, (*path, index)) for index, item in enumerate(value)], mark)
        scalar, wrong = plain_scalar(value)
        if wrong:
            problems.append(problem_at(mark, path, wrong))
        return Node(scalar, mark, text_at=mark if isinstance(scalar, str) else None)

    def texted(value: Mapping[Any, Any], path: Path) -> Iterable[tuple[str, Any]]:
        for key, item in value.items():
            wrong = bad_text(key) if isinstance(key, str) else f"key must be text, got {got(key)}"
            if wrong:
                problems.append(problem_at(mark, path, wrong))
            else:
                yield str(key), item

    return build(data, ())


def plain_scalar(value: Any) -> tuple[Any, str | None]:
    """A Python scalar as the one a file would give, and what is wrong with it, if anything."""
    if value is None or isinstance(value, bool):
        return value, None
    if isinstance(value, str):
        return str(value), bad_text(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat(), None
    if isinstance(value, float):
        return checked_number(float(value))
    try:
        return checked_number(operator.index(value))
    except TypeError:
        return None, f"a document cannot hold a {type(value).__name__}"


def checked_number(number: int | float) -> tuple[int | float | None, str | None]:
    """The number, or None and why not: it must be finite, and below 2**63 in size if whole."""
    if isinstance(number, int):
        return (number, None) if abs(number) < WHOLE else (None, "the whole number is too large")
    return (number, None) if math.isfinite(number) else (None, f"expected a finite number, got {number}")
