"""What a sweep runs, cut into parts: the same parts whoever runs them, and the old ones stay where a sweep grows."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from northeastsim.study.digest import encoded, of_data
from northeastsim.study.sweep.code import code
from northeastsim.study.sweep.task import Task, labelled, packed

if TYPE_CHECKING:
    from northeastsim.scenario.sweep import Sweep
    from northeastsim.study.sweep.points import Points

# Runs in a part: a tenth of a second to some ten of them, by how many there are, so that little is lost and files stay few.
FEWEST, MOST, PARTS = 64, 4096, 1000


class Layer(NamedTuple):
    """What one asking added: up to so many points and replications, of these scenarios under these levers."""

    units: tuple[str, ...]
    points: int
    replications: int
    values: str  # digest of the points

    @property
    def runs(self) -> int:
        """How many runs it asks for, with those that were there."""
        return len(self.units) * self.points * self.replications


class Cell(NamedTuple):
    """Some points of a unit, and some of their replications."""

    unit: str
    points: tuple[int, int]
    replications: tuple[int, int]


@dataclass(frozen=True)
class Unit:
    """One scenario under one choice of levers."""

    scenario: str
    document: bytes = field(repr=False)
    levers: Mapping[str, Any]

    @property
    def key(self) -> str:
        """A digest of both."""
        return of_data([self.scenario, hashlib.sha256(self.document).hexdigest(), self.levers])


@dataclass(frozen=True)
class Part:
    """One file of the store: its number, the digest of all that its rows depend on, and the task that gives them."""

    number: int
    inputs: str
    task: Task = field(repr=False)


def units(sweep: Sweep) -> list[Unit]:
    """Return all scenarios under all combinations of the levers' values, in the order of the file."""
    documents = {base.name: packed(base.resolved.document) for base in sweep.bases}
    return [Unit(name, document, levers) for name, document in documents.items() for levers in sweep.combinations()]


def digest_of(points: Points, first: int, last: int) -> str:
    """Return a digest of the values of some points."""
    rows = {path: encoded(labelled(column[first:last])) for path, column in points.values.items()}
    return of_data([[path, hashlib.sha256(values).hexdigest()] for path, values in rows.items()])


def cells(layers: Sequence[Layer]) -> Iterator[tuple[Layer, Cell]]:
    """Yield what each layer adds to those before it: replications of old points, then all of new ones."""
    have: dict[str, tuple[int, int]] = {}
    for layer in layers:
        for key in layer.units:
            points, replications = have.get(key, (0, 0))
            many = max(replications, layer.replications)
            if points and many > replications:
                yield layer, Cell(key, (0, points), (replications, many))
            if layer.points > points:
                yield layer, Cell(key, (points, layer.points), (0, many))
            have[key] = (max(points, layer.points), many)


def pieces(cell: Cell, size: int) -> Iterator[Cell]:
    """Yield a cell cut into pieces of at most so many runs: whole points where they fit."""
    (point, end), (first, last) = cell.points, cell.replications
    together = max(1, size // (last - first))
    for k in range(point, end, together):
        for start in range(first, last, size):
            yield Cell(cell.unit, (k, min(k + together, end)), (start, min(start + size, last)))


def size_of(runs: int) -> int:
    """Return how many runs a part holds, of a layer of so many: a power of two."""
    return min(MOST, max(FEWEST, 1 << (max(1, runs // PARTS) - 1).bit_length()))


def parts(sweep: Sweep, points: Points, layers: Sequence[Layer]) -> Iterator[Part]:
    """Yield the parts of a sweep, in order."""
    known = {unit.key: unit for unit in units(sweep)}
    numbers = itertools.count()
    for layer, cell in cells(layers):
        for piece in pieces(cell, size_of(layer.runs)):
            yield part(next(numbers), known[piece.unit], piece, sweep, points)


def part(number: int, unit: Unit, piece: Cell, sweep: Sweep, points: Points) -> Part:
    """Return one part."""
    first, last = piece.points
    columns = {path: column[first:last] for path, column in points.values.items()}
    task = Task(
        unit.scenario, unit.document, unit.levers, columns, first, last - first, piece.replications,
        sweep.seed, sweep.outcomes, code(),
    )  # fmt: skip
    inputs = [
        task.code, piece.unit, digest_of(points, first, last), piece.points, piece.replications, sweep.seed, sweep.outcomes,
    ]  # fmt: skip
    return Part(number, of_data(inputs), task)
