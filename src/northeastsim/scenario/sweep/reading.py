"""A sweep while it is read: its file, its scenarios, and all that is found wrong or worth telling on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from northeastsim.errors import Problem
from northeastsim.scenario.catalogue_types import Catalogue
from northeastsim.scenario.nodes import Node, problem_at
from northeastsim.scenario.paths import Path
from northeastsim.scenario.sweep.sweep import Base


@dataclass
class Reading:
    """What the steps of reading share."""

    root: Node
    catalogue: Catalogue
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    bases: Sequence[Base] = ()

    def node(self, place: Path) -> Node:
        """The node at a place, or the nearest above it."""
        return self.root.follow(place)[1]

    def given(self, place: Path) -> bool:
        """Whether the file gives something at a place."""
        taken, node = self.root.follow(place)
        return len(taken) == len(place) and node.value is not None

    def say(self, place: Path, message: str, suggestion: str | None = None) -> None:
        """Note what is wrong with a value, or with its absence."""
        node = self.node(place)
        self.problems.append(problem_at(node.at if self.given(place) else node.key_at, place, message, suggestion))

    def say_at_key(self, place: Path, message: str, suggestion: str | None = None) -> None:
        """Note what is wrong with a key itself."""
        self.problems.append(problem_at(self.node(place).key_at, place, message, suggestion))

    def tell(self, place: Path, message: str) -> None:
        """Note what a reader should know."""
        self.notes.append(problem_at(self.node(place).key_at, place, message))
