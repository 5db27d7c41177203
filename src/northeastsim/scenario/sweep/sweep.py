"""A sweep that passed every check: which scenarios, under which choices, over what nobody controls."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from northeastsim.errors import Problem
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.nodes import Node, problem_at
from northeastsim.scenario.sweep.spelling import spelt
from northeastsim.scenario.sweep.uncertainty import Uncertainty

Method = Literal["latin_hypercube", "monte_carlo", "sobol_sequence", "halton", "sobol", "morris", "grid", "one_at_a_time", "csv"]


@dataclass(frozen=True)
class Base:
    """A scenario that a sweep starts from, by the name that its rows go by."""

    name: str
    resolved: Resolved = field(repr=False)


@dataclass(frozen=True)
class Design:
    """How the points lie. `points` counts points, base samples (sobol) or trajectories (morris); `file` is a CSV's path."""

    method: Method = "latin_hypercube"
    points: int = 200
    seed: int = 0
    levels: int = 4
    second_order: bool = False
    file: str | None = None


@dataclass(frozen=True)
class Sweep:
    """Experiments: every scenario under every combination of lever values at every point of the uncertainties.

    `outcomes` is empty where the file names none; `warnings` and `notes` are worth telling.
    """

    name: str
    question: str
    bases: tuple[Base, ...]
    levers: Mapping[str, tuple[Any, ...]]
    uncertainties: tuple[Uncertainty, ...]
    design: Design
    replications: int
    seed: int
    outcomes: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    marks: Node = field(repr=False, compare=False, kw_only=True)

    @property
    def years(self) -> int:
        """How long every run lasts."""
        return int(self.levers["years"][0] if "years" in self.levers else self.bases[0].resolved.document["years"])

    @property
    def choices(self) -> int:
        """How many combinations of lever values there are; one where there is no lever."""
        return math.prod(len(values) for values in self.levers.values())

    def combinations(self) -> Iterator[dict[str, Any]]:
        """Yield the combinations of lever values, the last lever changing fastest."""
        for values in itertools.product(*self.levers.values()):
            yield dict(zip(self.levers, values, strict=True))

    def place(self, path: str) -> tuple[str, ...]:
        """Return where the file gives a lever or an uncertainty; of a member of a group the section."""
        for section in ("levers", "uncertainties"):
            node = self.marks.get(section)
            for text in node.value if node is not None and isinstance(node.value, dict) else ():
                if spelt(text) == path:
                    return (section, text)
        return ("uncertainties",)

    def problem(self, path: tuple[str | int, ...], message: str, suggestion: str | None = None) -> Problem:
        """Return a problem found later, at the place in the sweep's file that a path leads to, or the nearest above it."""
        taken, node = self.marks.follow(path)
        return problem_at(node.at if len(taken) == len(path) else node.key_at, path, message, suggestion)
