"""Proof that a sweep can be run: every value of every point, under every choice, in every scenario, before the first run."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.load import stop_at
from northeastsim.scenario.sweep import Base, Sweep, Uncertainty, under
from northeastsim.scenario.sweep.proving import entry
from northeastsim.scenario.sweep.trying import Setting, faults, told
from northeastsim.scenario.sweep.values import plain
from northeastsim.scenario.tables import tables
from northeastsim.study.sweep.outcomes import known

if TYPE_CHECKING:
    from northeastsim.study.sweep.points import Points

Progress = Callable[[int, int], None]
ENOUGH = 50  # points told of one scenario, choice and combination of categories


@dataclass(frozen=True)
class Case:
    """Points that have their categories in common, in one scenario under one choice of levers."""

    base: Base
    levers: dict[str, Any]
    rows: NDArray[np.int64]


def checked(sweep: Sweep, points: Points, on_progress: Progress | None = None) -> None:
    """Raise ScenarioError with all values that a scenario refuses, and the points that they stand at.

    Parameters keep their bounds one by one, whatever else holds; all else is laid over the scenarios as a run does.

    1. Compare parameters with their hard bounds.
    2. For each scenario, choice and combination of categories lay out the tables of the first point.
    3. Of each entry's numbers and dates try the corners of the box that the points fill: what bounds them, one by one or
       together, are intervals, orders and sums, so that a box whose corners are sound is sound within.
    4. Where a corner is refused, or corners are more than points, try every point.
    """
    problems = [problem for one in sweep.uncertainties for problem in beyond(sweep, points, one)]
    cases = list(cases_of(sweep, points))
    for done, case in enumerate(cases, 1):
        problems += wrong(sweep, points, case)
        if on_progress:
            on_progress(done, len(cases))
    stop_at(problems)


def beyond(sweep: Sweep, points: Points, one: Uncertainty) -> Iterator[Problem]:
    """Yield the points at which a parameter lies outside its hard bounds."""
    if not one.is_parameter:
        return
    entry = sweep.bases[0].resolved.catalogue.parameters[one.parameter]
    values = points.columns[one.path]
    if one.kind == "category":
        values = np.array(one.categories, dtype=np.float64)[values]
    for row in np.flatnonzero((values < entry["hard_low"]) | (values > entry["hard_high"]))[:ENOUGH]:
        expected = f"expected {entry['hard_low']} to {entry['hard_high']}, got {values[row]:g}"
        yield sweep.problem(sweep.place(one.path), f"{expected} at {named(points, int(row))}")


def named(points: Points, row: int) -> str:
    """Return a point by its number, of a table also by its line."""
    return f"point {row}" + (f" (line {points.lines[row]} of the table)" if points.lines is not None else "")


def cases_of(sweep: Sweep, points: Points) -> Iterator[Case]:
    """Yield every scenario under every choice with every combination of categories that stands at a point."""
    paths = [one.path for one in sweep.uncertainties if one.kind == "category" and not one.is_parameter]
    codes = np.column_stack([np.zeros(points.count, dtype=np.int64), *(points.columns[path] for path in paths)])
    _, homes = np.unique(codes, axis=0, return_inverse=True)
    groups = [np.flatnonzero(homes == k) for k in range(homes.max() + 1)]
    for base, levers, rows in itertools.product(sweep.bases, sweep.combinations(), groups):
        yield Case(base, levers, rows)


def wrong(sweep: Sweep, points: Points, case: Case) -> list[Problem]:
    """Return what is wrong with a case."""
    first = int(case.rows[0])
    problems = refused(sweep, points, case, [first])
    if problems:
        return refused(sweep, points, case, case.rows)
    if unheard := unmeasured(sweep, points, case):
        return unheard
    corners = list(corners_of(sweep, points, case))
    if len(corners) >= len(case.rows) or any(faults(case.base, corner)[0] for corner in corners):
        return refused(sweep, points, case, case.rows)
    return []


def refused(sweep: Sweep, points: Points, case: Case, rows: Sequence[int] | NDArray[np.int64]) -> list[Problem]:
    """Return what a scenario refuses at some points, each kind of fault at its first point."""
    found: dict[tuple[tuple[str | int, ...], str, str | None], list[int]] = {}
    for row in distinct(sweep, points, rows):
        for fault in faults(case.base, settings_of(sweep, case.levers | others(sweep, points, row)))[0]:
            found.setdefault((fault.setting.place, fault.message, fault.suggestion), []).append(row)
    problems = []
    for (place, message, suggestion), where in list(found.items())[:ENOUGH]:
        more = f" and {len(where) - 1} more" if len(where) > 1 else ""
        at = settings_of(sweep, case.levers | others(sweep, points, where[0]))
        home = f"at {named(points, where[0])}{more}, {told(at)}; in {case.base.name}"
        problems.append(sweep.problem(place, f"{message} ({home})", suggestion))
    return problems


def distinct(sweep: Sweep, points: Points, rows: Sequence[int] | NDArray[np.int64]) -> Iterator[int]:
    """Yield the first of the points that are alike in all but parameters."""
    columns = [points.columns[one.path] for one in sweep.uncertainties if not one.is_parameter]
    seen = set()
    for row in rows:
        key = tuple(column[row] for column in columns)
        if key not in seen:
            seen.add(key)
            yield int(row)


def others(sweep: Sweep, points: Points, row: int) -> dict[str, Any]:
    """Return the values at a point of all that are no parameters."""
    values = points.at(row)
    return {one.path: values[one.path] for one in sweep.uncertainties if not one.is_parameter}


def settings_of(sweep: Sweep, values: Mapping[str, Any]) -> list[Setting]:
    """Return values as settings that stand where the sweep's file gives their paths."""
    places = {path: sweep.place(path) for path in values}
    return [Setting(path, value, places[path], sweep.marks.follow(places[path])[1]) for path, value in values.items()]


def corners_of(sweep: Sweep, points: Points, case: Case) -> Iterator[list[Setting]]:
    """Yield the corners of the boxes that points fill: of the numbers and dates of one entry each, all else as at the first.

    What bounds a value never looks at numbers of another entry.
    """
    start = case.levers | others(sweep, points, int(case.rows[0]))
    entries: dict[tuple[str, ...], list[Uncertainty]] = {}
    for one in sweep.uncertainties:
        if not one.is_parameter and one.kind != "category":
            entries.setdefault(entry(one.path), []).append(one)
    for members in entries.values():
        boxes = [sorted({plain(end) for end in ends(points.columns[one.path][case.rows])}) for one in members]
        for corner in itertools.product(*boxes):
            moved = dict(zip((one.path for one in members), corner, strict=True))
            yield settings_of(sweep, start | moved)


def ends(column: NDArray[Any]) -> tuple[Any, Any]:
    """Return the least and the greatest of a column."""
    return column.min(), column.max()


def unmeasured(sweep: Sweep, points: Points, case: Case) -> list[Problem]:
    """Return what shows only in a scenario's tables: effects and rules that lead nowhere, outcomes that are not measured."""
    settings = settings_of(sweep, case.levers | others(sweep, points, int(case.rows[0])))
    where = f"in {case.base.name}" + (f" with {told(settings)}" if settings else "")
    resolved = under(case.base.resolved, {one.path: one.value for one in settings})
    try:
        world = tables(resolved)
    except ScenarioError as error:
        return [sweep.problem(("scenarios",), f"{one.path}: {one.message} ({where})", one.suggestion) for one in error.problems]
    there = set(known(resolved, world))
    lacking = [(k, name) for k, name in enumerate(sweep.outcomes) if name not in there]
    return [sweep.problem(("outcomes", k), f"'{name}' is not measured {where}") for k, name in lacking]
