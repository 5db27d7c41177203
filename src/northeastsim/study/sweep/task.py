"""One part of a sweep: what any worker anywhere needs to run some experiments, and the rows that it hands back."""

from __future__ import annotations

import functools
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from northeastsim.engine.record import Block
from northeastsim.engine.series import Series
from northeastsim.errors import NortheastsimError, RunError
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import Resolved, load
from northeastsim.scenario.sweep import under as with_settings
from northeastsim.scenario.tables import Tables, tables
from northeastsim.scenario.tables.moved import Moved, under
from northeastsim.study.digest import Columns
from northeastsim.study.ensemble import widening
from northeastsim.study.frames import objects
from northeastsim.study.parts import joined
from northeastsim.study.sweep.code import code
from northeastsim.study.sweep.outcomes import Reader, nothing

PARAMETERS = "parameters."
KEPT = 64  # scenarios laid out that a worker remembers, each some 5 MB
COMPLETED, WAR, FAILED = "completed", "war", "failed"


@dataclass(frozen=True)
class Task:
    """Experiments of one scenario under one choice of levers, at some points, and which of their replications.

    `document` is the scenario, packed; `points` has a column by path, of objects where it is a category. `first` is the number of
    the first point, `code` the digest of the model that asks.
    """

    scenario: str
    document: bytes = field(repr=False)
    levers: Mapping[str, Any]
    points: Columns = field(repr=False)
    first: int
    count: int
    replications: tuple[int, int]
    seed: int
    outcomes: tuple[str, ...]
    code: str

    @property
    def runs(self) -> int:
        """How many runs it takes."""
        return self.count * (self.replications[1] - self.replications[0])

    def at(self, point: int) -> dict[str, Any]:
        """Return what is set at one of its points, by path, levers included."""
        return {**self.levers, **{path: plain(column[point]) for path, column in self.points.items()}}


def plain(value: Any) -> Any:
    """Return a value of a column as a scenario file has it."""
    if isinstance(value, np.datetime64):
        return str(value)
    return value.item() if isinstance(value, np.generic) else value


def packed(document: Mapping[str, Any]) -> bytes:
    """Return a scenario's document, without its variants, in few bytes."""
    bare = {**document, "variants": {}, "twin": {}}
    return zlib.compress(json.dumps(bare, ensure_ascii=False).encode())


@functools.lru_cache(maxsize=KEPT)
def loaded(document: bytes) -> Resolved:
    """Return a scenario."""
    return load(json.loads(zlib.decompress(document)), catalogue=catalogue())


class LaidOut:
    """A scenario under settings, to be run under any parameters, and what reads its outcomes.

    NOTE: its tables are laid out for the first parameters, and only where others follow made ready to be moved, which takes as
    long again: a date that differs from point to point is asked for once.
    """

    def __init__(self, document: bytes, settings: str, outcomes: tuple[str, ...]) -> None:
        self.resolved = with_settings(loaded(document), json.loads(settings))
        self._outcomes = outcomes
        self._first: Tables | None = None

    def under(self, values: Mapping[str, float]) -> Tables:
        """Return the tables under parameters."""
        if self._first is not None:
            return self._moved.under(values)
        self._first = tables(under(self.resolved, values))
        return self._first

    @functools.cached_property
    def _moved(self) -> Moved:
        return Moved(self.resolved)

    @functools.cached_property
    def reader(self) -> Reader:
        """What reads the outcomes, after the first tables are laid out."""
        assert self._first is not None
        return Reader(self.resolved, self._first, self._outcomes)


laid_out = functools.lru_cache(maxsize=KEPT)(LaidOut)


def run(task: Task) -> Columns:
    """Return the rows of a part: an experiment's replications one below the other, those that failed with their error.

    Raises RunError where this worker has another version of the model.
    """
    if code() != task.code:
        raise RunError("a worker has another version of northeastsim; install the same on all machines")
    series = Series()
    return keys(task) | joined([found(task, point, *task.replications, series) for point in range(task.count)])


def keys(task: Task) -> Columns:
    """Return the columns that say which experiment and replication each row is."""
    first, last = task.replications
    columns: Columns = {"scenario": words(task.scenario, task.runs)}
    columns |= {path: words(label(value), task.runs) for path, value in task.levers.items()}
    columns["point"] = np.repeat(np.arange(task.first, task.first + task.count, dtype=np.int64), last - first)
    columns |= {path: np.repeat(labelled(column), last - first) for path, column in task.points.items()}
    columns["replication"] = np.tile(np.arange(first, last, dtype=np.int64), task.count)
    return columns


def labelled(column: NDArray[Any]) -> NDArray[Any]:
    """Return a column as a table has it: categories in words, all else as it is."""
    return objects(label(value) for value in column) if column.dtype == object else column


def label(value: Any) -> str:
    """Return what a table says for a value that is no number: text as it is, all else as JSON."""
    return value if isinstance(value, str) else json.dumps(value)


def found(task: Task, point: int, first: int, last: int, series: Series) -> Columns:
    """Return the outcomes of some replications at a point; where one cannot go on, only that one has failed."""
    settings = task.at(point)
    moves = {path.removeprefix(PARAMETERS): value for path, value in settings.items() if path.startswith(PARAMETERS)}
    others = json.dumps({path: value for path, value in settings.items() if not path.startswith(PARAMETERS)})
    try:
        return outcomes(laid_out(task.document, others, task.outcomes), moves, task.seed, first, last, series)
    except NortheastsimError as error:
        if isinstance(error, RunError) and last - first > 1:
            return joined([found(task, point, k, k + 1, series) for k in range(first, last)])
        return told(FAILED, str(error), last - first) | nothing(task.outcomes, last - first)


def outcomes(laid: LaidOut, moves: Mapping[str, float], seed: int, first: int, last: int, series: Series) -> Columns:
    """Return the outcomes of replications under parameters, where a rate rises above its cap with higher caps.

    Raises RunError where they cannot go on.
    """
    for world in widening(laid, moves):
        try:
            return joined([rows(block, world, laid.reader) for block in series.blocks(world, seed, first, last - first)])
        except RunError as error:
            problem = error
    raise problem


def rows(block: Block, world: Tables, reader: Reader) -> Columns:
    """Return how the replications of a block ended, and their outcomes."""
    status = objects(WAR if by else COMPLETED for by in block.ended_by.tolist())
    return {"status": status, "error": words("", block.count)} | reader.read(block, world)


def told(status: str, error: str, count: int) -> Columns:
    """Return how some replications ended."""
    return {"status": words(status, count), "error": words(" ".join(error.split()), count)}


def words(word: str, count: int) -> NDArray[np.object_]:
    """Return a column of one word."""
    return np.full(count, word, dtype=object)
