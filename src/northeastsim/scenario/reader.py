"""YAML text to a tree of marked values, refusing at the door whatever a scenario must never contain.

NOTE: we build from PyYAML's events rather than its nodes: no recursion, so no nesting can exhaust the stack,
and depth and size are counted as the events arrive, before anything is built.
"""

from __future__ import annotations

import pathlib
from typing import Any

import yaml

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.nodes import DEPTH, FORBIDDEN, NODES, Mark, Node, bad_text, problem_at
from northeastsim.scenario.paths import Path
from northeastsim.scenario.scalars import resolve
from northeastsim.scenario.words import got, shortened

BYTES = 1_000_000
OPENING = "a scenario begins with 'format: 1'"
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Refused(Exception):
    """Reading cannot go on; the last problem says why."""


def read_file(path: pathlib.Path, name: str | None = None, opening: str = OPENING) -> Node:
    """The tree of a file of at most 1 MB, which begins as `opening` says; raises ScenarioError with all that is wrong in it."""
    name = name or str(path)
    try:
        if not path.is_file():
            raise ScenarioError([Problem(name, None, None, "", "is not a file")])
        with path.open("rb") as stream:
            data = stream.read(BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ScenarioError([Problem(name, None, None, "", f"cannot be read: {reason}")]) from None
    return read(data, name, opening)


def read(data: bytes | str, file: str, opening: str = OPENING) -> Node:
    """The tree of YAML text; raises ScenarioError with all that is wrong in it.

    1. Decode and refuse characters that no scenario contains.
    2. Walk the parser's events, building nodes and counting depth and size (after aliases).
    3. Refuse anything but one document holding a mapping.
    """
    text = decoded(data, file)
    root = built(text, file).root
    if root is None or root.value is None:
        raise ScenarioError([Problem(file, 1, 1, "", f"is empty: {opening}")])
    if not isinstance(root.value, dict):
        raise ScenarioError([problem_at(root.at, "", f"expected a mapping of keys, got {got(root.plain())}")])
    return root


def built(text: str, file: str) -> Builder:
    """The builder after all of the parser's events; raises ScenarioError with every problem that it met."""
    builder = Builder(file, text)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        builder.problems.append(syntax_problem(error, file, text))
    except Refused:
        pass
    if builder.problems:
        raise ScenarioError(builder.problems)
    return builder


def read_value(text: str, file: str) -> Node:
    """The tree of one value as it would stand after a key, such as what a command line sets."""
    decoded(text, file)
    return built(text, file).root or Node(None, Mark(file))


def decoded(data: bytes | str, file: str) -> str:
    """The text of UTF-8 bytes without a leading byte-order mark; raises ScenarioError for anything else."""
    if len(data) > BYTES:
        raise ScenarioError([Problem(file, None, None, "", f"is larger than {BYTES} bytes")])
    text = data if isinstance(data, str) else ""
    if isinstance(data, bytes):
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            line, column = position(data[: error.start].decode("utf-8"), error.start)
            raise ScenarioError([Problem(file, line, column, "", "is not UTF-8 text")]) from None
    text = text.removeprefix("\ufeff")
    found = FORBIDDEN.search(text.replace("\r\n", "\n\n").replace("\r", "\n"))
    if found:
        line, column = position(text, found.start())
        raise ScenarioError([Problem(file, line, column, "", bad_text(found.group()) or "")])
    return text


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset in a text."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


HINTS = {
    "did not find expected '-' indicator": "; check the indentation: entries of a list begin in one column",
    "did not find expected key": "; check the indentation, keys of a mapping begin in one column, and the quotes",
    "mapping values are not allowed": "; quote a text that holds ': ', or check the line above",
    "found character that cannot start": "; quote a text that begins so",
}


def syntax_problem(error: yaml.YAMLError, file: str, text: str) -> Problem:
    """What the YAML parser found wrong, in its words, with a fix where they do not tell, or ours where they mislead."""
    began = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or began
    if mark is None:
        return Problem(file, None, None, "", f"is not YAML: {getattr(error, 'reason', error)}")
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    message = getattr(error, "problem", None) or "cannot be understood"
    if "\t" in line[: mark.column + 1]:
        message = "a tab cannot indent; use spaces"
    elif began and getattr(error, "context", None) == "while scanning a simple key":
        mark, message = began, "expected KEY: VALUE, a colon and a space between them"
    elif began and str(error.context).startswith("while parsing a flow"):
        message += f"; the bracket of line {began.line + 1}, column {began.column + 1} is open"
    message += next((hint for start, hint in HINTS.items() if message.startswith(start)), "")
    return Problem(file, mark.line + 1, mark.column + 1, "", f"is not YAML here: {message}")


class Frame:
    """An open mapping or list while it is being built."""

    __slots__ = ("anchor", "at", "depth", "items", "key", "key_at", "path", "size")

    def __init__(self, items: dict[str, Node] | list[Node], at: Mark, anchor: str | None, path: Path) -> None:
        self.items = items
        self.at = at
        self.anchor = anchor
        self.path = path
        self.key: Any = None
        self.key_at: Mark | None = None
        self.size = 1
        self.depth = 1


class Builder:
    """Turns parser events into one tree, collecting problems, stopping only where going on is unsafe."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines = text.splitlines()
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.documents = 0
        self.frames: list[Frame] = []
        self.anchors: dict[str, tuple[Node, int, int]] = {}
        self.total = 0

    def take(self, event: yaml.Event) -> None:
        """Add one parser event."""
        if isinstance(event, yaml.ScalarEvent):
            self.scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self.open(event, {})
        elif isinstance(event, yaml.SequenceStartEvent):
            self.open(event, [])
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.close()
        elif isinstance(event, yaml.AliasEvent):
            self.alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.refuse(self.mark(event), "a scenario is one document; remove the line '---'")

    def mark(self, event: Any) -> Mark:
        """Where an event begins."""
        return Mark(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def path(self) -> Path:
        """The way to the value that comes next."""
        if not self.frames:
            return ()
        frame = self.frames[-1]
        if isinstance(frame.items, list):
            return (*frame.path, len(frame.items))
        return (*frame.path, frame.key) if isinstance(frame.key, str) else frame.path

    def blame(self, mark: Mark, message: str) -> None:
        """Note a problem and go on."""
        if len(self.problems) >= 100:
            raise Refused
        self.problems.append(problem_at(mark, self.path()[:6], message))

    def refuse(self, mark: Mark, message: str) -> None:
        """Note a problem and stop."""
        self.blame(mark, message)
        raise Refused

    def awaits_key(self) -> bool:
        """Whether the next event is a mapping's key."""
        return bool(self.frames) and isinstance(self.frames[-1].items, dict) and self.frames[-1].key is None

    def grow(self, mark: Mark, size: int, depth: int) -> None:
        """Count `size` more values, `depth` levels below the open one."""
        self.total += size
        if self.total > NODES:
            self.refuse(mark, f"more than {NODES} values, aliases counted")
        if len(self.frames) + depth > DEPTH:
            self.refuse(mark, f"nested deeper than {DEPTH} levels")

    def untagged(self, event: Any) -> None:
        """Note a tag, which no scenario needs."""
        if event.tag is not None:
            self.blame(
                self.mark(event), f"the tag {shortened(event.tag)!r} is not allowed; a scenario uses no tags"
            )

    def scalar(self, event: yaml.ScalarEvent) -> None:
        """Add a scalar, as a key or as a value."""
        mark = self.mark(event)
        self.grow(mark, 1, 0)
        self.untagged(event)
        plain = not event.style
        value, wrong = resolve(event.value) if plain else (event.value, None)
        wrong = wrong or (bad_text(event.value) if isinstance(value, str) else None)
        if wrong:
            self.blame(mark, wrong)
        if self.awaits_key():
            self.key(value, plain, mark, event.anchor)
        else:
            node = Node(value, mark, text_at=self.text_mark(event) if isinstance(value, str) else None)
            self.put(node, 1, 1, event.anchor)

    def text_mark(self, event: yaml.ScalarEvent) -> Mark | None:
        """Where a text's first character stands, if it stands in the file letter by letter."""
        start = event.start_mark
        column = start.column + (1 if event.style in ("'", '"') else 0)
        line = self.lines[start.line] if start.line < len(self.lines) else ""
        same = line[column : column + len(event.value)] == event.value
        return Mark(self.file, start.line + 1, column + 1) if same else None

    def key(self, value: Any, plain: bool, mark: Mark, anchor: str | None) -> None:
        """Take a scalar as the key of the open mapping."""
        frame = self.frames[-1]
        if value == "<<" and plain:
            self.blame(mark, "merge keys ('<<') are not allowed; use 'extends'")
        elif not isinstance(value, str):
            self.blame(mark, f"key must be text, got {got(value)}; quote it")
        elif value in frame.items:
            first = frame.items[value].key_at.line  # type: ignore[call-overload]
            self.problems.append(
                problem_at(mark, (*frame.path, value), f"duplicate key, first on line {first}")
            )
        if anchor:
            self.anchors[anchor] = (Node(value, mark), 1, 1)
        frame.key, frame.key_at = (value if isinstance(value, str) else str(value)), mark

    def open(self, event: Any, items: dict[str, Node] | list[Node]) -> None:
        """Begin a mapping or a list."""
        mark = self.mark(event)
        self.grow(mark, 1, 1)
        self.untagged(event)
        if self.awaits_key():
            self.refuse(mark, "a key must be text, not a mapping or a list")
        self.anchors.pop(event.anchor, None)
        self.frames.append(Frame(items, mark, event.anchor, self.path()))

    def close(self) -> None:
        """End the open mapping or list."""
        frame = self.frames.pop()
        self.put(Node(frame.items, frame.at), frame.size, frame.depth, frame.anchor)

    def alias(self, event: yaml.AliasEvent) -> None:
        """Add again a value that an anchor named."""
        mark = self.mark(event)
        if any(frame.anchor == event.anchor for frame in self.frames):
            self.refuse(mark, f"the alias '*{event.anchor}' refers to itself")
        if event.anchor not in self.anchors:
            self.refuse(mark, f"there is no anchor '&{event.anchor}' above")
        node, size, depth = self.anchors[event.anchor]
        self.grow(mark, size, depth - 1)
        if self.awaits_key():
            self.refuse(mark, "a key must be text, not an alias")
        self.put(node, size, depth, None)

    def put(self, node: Node, size: int, depth: int, anchor: str | None) -> None:
        """Set a finished value in its place."""
        if anchor:
            self.anchors[anchor] = (node, size, depth)
        if not self.frames:
            self.root = node
            return
        frame = self.frames[-1]
        frame.size += size
        frame.depth = max(frame.depth, depth + 1)
        if isinstance(frame.items, list):
            frame.items.append(node)
            return
        frame.items.setdefault(frame.key, node.keyed(frame.key_at))  # type: ignore[arg-type]
        frame.key = frame.key_at = None
