"""A grid of ensembles for a class: an actor's strategies, times contested figures at a few levels, all with the same luck."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np

from northeastsim.engine import pool
from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.schema import value_of
from northeastsim.scenario.sweep import under
from northeastsim.scenario.tables import Tables, tables
from northeastsim.scenario.words import missing
from northeastsim.study import frames
from northeastsim.study.digest import Columns
from northeastsim.study.sweep.outcomes import plan_of

PARAMETERS, SYSTEMS = "parameters.", "systems."
COUNTS = ("crises.count", "clashes.count", "wars.count")
WAR = "war.any"
Progress = Callable[[int, int], None]


class Switch(NamedTuple):
    """A contested figure by its path, the levels that it is tried at in order, and which of them is the scenario's own."""

    path: str
    levels: tuple[float, ...]
    own: int


class Place(NamedTuple):
    """A cell of the grid: a strategy, and of each switch the number of its level."""

    strategy: str
    levels: tuple[int, ...]


@dataclass(frozen=True)
class Question:
    """What the grid is of; `scores` are the names of those whose bands are kept."""

    resolved: Resolved = field(repr=False)
    actor: str
    strategies: tuple[str, ...]
    switches: tuple[Switch, ...]
    scores: tuple[str, ...]
    seed: int
    replications: int

    @property
    def places(self) -> list[Place]:
        """The cells in order: strategies outermost, the last switch innermost."""
        levels = itertools.product(*(range(len(each.levels)) for each in self.switches))
        return [Place(strategy, cell) for strategy, cell in itertools.product(self.strategies, list(levels))]

    def base(self, strategy: str) -> Place:
        """The cell of a strategy in which every switch is as the scenario has it."""
        return Place(strategy, tuple(each.own for each in self.switches))

    def world(self, place: Place) -> Resolved:
        """The scenario of a cell; what a switch leaves as it is, is not set at all."""
        own = self.base(place.strategy).levels
        moved = {
            each.path: each.levels[k]
            for each, k, usual in zip(self.switches, place.levels, own, strict=True)
            if k != usual
        }
        return replace(under(self.resolved, {f"actors.{self.actor}.strategy": place.strategy, **moved}), bases=self.resolved.bases)


@dataclass(frozen=True)
class Cell:
    """An ensemble: the rows of `bands` of its scores, and a row per replication of scores at the horizon and counts."""

    bands: Columns
    runs: Columns


def switch(resolved: Resolved, path: str) -> Switch | None:
    """Return a figure as a switch, low, own and high; None where the scenario has no range to move it in.

    Raises ScenarioError for a parameter or a system that there is not.
    """
    own, entry = figure(resolved, path)
    ends = [entry.get(end) for end in ("low", "high")]
    levels = sorted({float(each) for each in (*ends, own) if each is not None})
    return Switch(path, tuple(levels), levels.index(own)) if None not in ends and len(levels) > 1 else None


def figure(resolved: Resolved, path: str) -> tuple[float, Mapping[str, Any]]:
    """Return a figure's value in a scenario, and the entry that has its range."""
    if path.startswith(PARAMETERS):
        name = path.removeprefix(PARAMETERS)
        expect("parameter", name, resolved.parameters)
        given = resolved.document["parameters"].get(name)
        stated = given if isinstance(given, Mapping) else {}
        return float(value_of(resolved.parameters[name])), {**resolved.catalogue.parameters[name], **stated}
    system, _, key = path.removeprefix(SYSTEMS).partition(".")
    expect("system", system, resolved.systems)
    found = resolved.systems[system].get(key, 0.0)
    return float(value_of(found)), found if isinstance(found, Mapping) else {}


def expect(noun: str, name: str, known: Mapping[str, Any]) -> None:
    """Raise ScenarioError for a name that there is not, with the nearest."""
    if name not in known:
        message, near = missing(noun, name, list(known))
        raise ScenarioError([Problem("--switches", None, None, "", message, near)])


def scores_of(resolved: Resolved, world: Tables) -> list[str]:
    """Return the scores of which there are bands, without running anything."""
    return list(plan_of(resolved, world).scores)


def grid(
    question: Question, *, workers: int | None = None, engine: str | None = None, on_progress: Progress | None = None
) -> dict[Place, Cell]:
    """Run every cell; the same replication has the same luck in all of them.

    Nothing is returned unless all is complete: a slider needs every stop. Raises RunError where a replication cannot go on.
    """
    places = question.places
    total = len(places) * question.replications
    engine = engine or pool.quicker_engine(tables(question.resolved), total, workers)
    found = {}
    for k, place in enumerate(places):
        found[place] = cell(question, question.world(place), workers, engine)
        if on_progress:
            on_progress((k + 1) * question.replications, total)
    return found


def cell(question: Question, resolved: Resolved, workers: int | None, engine: str) -> Cell:
    """Run an ensemble and keep what a page shows of it."""
    world = tables(resolved)
    plan = plan_of(resolved, world)
    counted = {name: plan.counted[name] for name in COUNTS if name in plan.counted}
    plan = replace(plan, scores={name: plan.scores[name] for name in question.scores}, counted=counted)
    yearly, runs = [], []
    for block in pool.replicate(world, question.seed, 0, question.replications, workers=workers, engine=engine):
        yearly.append(frames.yearly(block, plan))
        runs.append(frames.counts(block, plan) if counted else {})
    values = np.concatenate(yearly)
    kept: Columns = {f"{name}.end": values[:, -1, k] for k, name in enumerate(question.scores)}
    kept |= {name: np.concatenate([each[name] for each in runs]) for name in runs[0]}
    if COUNTS[-1] in kept:
        kept[WAR] = (kept.pop(COUNTS[-1]) > 0).astype(np.float64)
    return Cell(frames.bands(values, plan), kept)
