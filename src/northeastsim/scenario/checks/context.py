"""What every check needs: the data, the names that exist, and where to note what is wrong."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from northeastsim.errors import Problem
from northeastsim.scenario.catalogue_types import Catalogue
from northeastsim.scenario.expressions import Expression, ExpressionError, faults
from northeastsim.scenario.nodes import Mark, Node, problem_at
from northeastsim.scenario.paths import Path, named
from northeastsim.scenario.shape import Shape
from northeastsim.scenario.theories import known as known_theories
from northeastsim.scenario.words import missing

MOST = 200


class Enough(Exception):
    """So much is wrong that looking further helps nobody."""


@dataclass
class Context:
    """A document being checked.

    `actors`, and `doers` (actors and bodies), are None where the shape left none to check against.
    """

    data: dict[str, Any]
    root: Node
    catalogue: Catalogue
    actors: Mapping[str, Any] | None
    doers: Mapping[str, Any] | None
    bodies: list[str]
    events: Collection[str]
    systems: Mapping[str, Any]
    strategies: Mapping[str, Any]
    event_types: Mapping[str, Any]
    theories: Mapping[str, Any]
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, shape: Shape, root: Node, catalogue: Catalogue) -> Context:
        """The context of a shaped document."""
        data = shape.data
        lost = root.get("actors") is not None and "actors" not in data
        entries = data.get("actors", {})
        actors = None if lost else {name: entries.get(name) for name in given_ids(root, "actors", data)}
        bodies = [body for body in data.get("bodies", ()) if body is not None]
        return cls(
            data,
            root,
            catalogue,
            actors,
            None if actors is None else {**actors, **dict.fromkeys(bodies)},
            bodies,
            {entry["id"]: None for entry in data.get("events", ()) if entry and "id" in entry},
            {**catalogue.systems, **data.get("systems", {})},
            {**catalogue.strategies, **data.get("strategies", {})},
            {**catalogue.event_types, **data.get("event_types", {})},
            known_theories(catalogue.theories, data.get("theories", {})),
        )

    def given(self, path: Path) -> bool:
        """Whether the files give a value at a path, be it a wrong one; null gives none."""
        taken, node = self.place(path)
        return len(taken) == len(path) and node.value is not None

    def place(self, path: Path) -> tuple[Path, Node]:
        """The deepest part of a path that stands in a file, and its node."""
        return self.root.follow(path)

    def say(self, path: Path, message: str, suggestion: str | None = None) -> None:
        """Note a problem with the value at a path, or with its absence."""
        taken, node = self.place(path)
        self.note(node.at if len(taken) == len(path) else node.key_at, path, message, suggestion)

    def say_at_key(self, path: Path, message: str, suggestion: str | None = None) -> None:
        """Note a problem with a key itself."""
        self.note(self.place(path)[1].key_at, path, message, suggestion)

    def note(self, mark: Mark, path: Path, message: str, suggestion: str | None) -> None:
        """Note a problem at a mark; the two hundredth ends the search."""
        self.problems.append(problem_at(mark, named(path, self.root), message, suggestion))
        if len(self.problems) >= MOST:
            raise Enough

    def warn(self, path: Path, message: str) -> None:
        """Note what is allowed and yet worth a second look."""
        self.warnings.append(problem_at(self.place(path)[1].at, named(path, self.root), message))

    def ours(self, path: Path) -> bool:
        """Whether a value stands in the scenario, rather than in the shipped catalogue."""
        return self.place(path)[1].at.file != "<catalogue>"

    def need(self, path: Path, name: object, known: Collection[str] | None, noun: str) -> bool:
        """Whether a name is known; if not, that is a problem."""
        if known is None or name is None or name in known or not self.ours(path):
            return True
        in_key = str(name) in str(path[-1]).replace(",", " ").split()
        tell = self.say_at_key if in_key else self.say
        tell(path, *missing(noun, name, known))
        return False

    def expression(self, path: Path, text: object, parse: Any) -> Expression | None:
        """The expression at a path, its ids checked; None where it cannot be read, which is a problem."""
        if not isinstance(text, str) or not self.ours(path):
            return None
        try:
            expression: Expression = parse(text)
        except ExpressionError as error:
            self.say_in_text(path, error.offset, error.message, error.suggestion)
            return None
        for fault in faults(expression, self.actors, self.events):
            self.say_in_text(path, fault.offset, fault.message, fault.suggestion)
        return expression

    def say_in_text(self, path: Path, offset: int, message: str, suggestion: str | None) -> None:
        """Note a problem at a character of a text."""
        node = self.place(path)[1]
        mark = node.at
        if node.text_at is not None and node.text_at.column is not None:
            mark = Mark(mark.file, node.text_at.line, node.text_at.column + offset)
        self.note(mark, path, message, suggestion)


def given_ids(root: Node, section: str, data: dict[str, Any]) -> list[str]:
    """The ids a section declares, those included whose entries were cut for being wrong."""
    node = root.get(section)
    declared = list(node.value) if node is not None and isinstance(node.value, dict) else []
    return declared or list(data.get(section, {}))
