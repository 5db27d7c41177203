"""Points of the user's own, from a CSV file: a column per uncertainty, values and not shares, every wrong cell told."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.dates import wrong_date
from northeastsim.scenario.load import MOST, stop_at
from northeastsim.scenario.scalars import resolve
from northeastsim.scenario.sweep import Sweep, Uncertainty, shown
from northeastsim.scenario.sweep.laying import CELLS, size_of
from northeastsim.scenario.sweep.uncertainty import day, days
from northeastsim.scenario.words import got, listed, nearest

Row = tuple[int, list[str]]


class Wrong(ValueError):
    """A cell that does not hold what its column needs, and what it may mean."""

    def __init__(self, message: str, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.suggestion = suggestion


def read_table(sweep: Sweep) -> tuple[dict[str, NDArray[Any]], NDArray[np.int64]]:
    """Return the columns of a sweep's table, and the line of each row; raises ScenarioError with all that is wrong."""
    file = sweep.design.file or ""
    rows = lines_of(file)
    try:
        _, head = next(rows, (0, []))
        places = columns_of(file, head, sweep.uncertainties)
        lines, found = cells(file, rows, len(head), sweep.uncertainties, places)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else getattr(error, "strerror", None) or str(error)
        raise ScenarioError([sweep.problem(("design", "file"), f"'{file}' cannot be read: {reason}")]) from None
    if not lines:
        raise ScenarioError([Problem(file, None, None, "", "has no row below its heading: expected a point a row")])
    stop_at(size_of(sweep, len(lines)))
    return {one.path: column(one, found[one.path]) for one in sweep.uncertainties}, np.array(lines, dtype=np.int64)


def lines_of(file: str) -> Iterator[Row]:
    """Yield the rows of a CSV file that hold anything, with the line on which each ends."""
    with Path(file).open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, [cell.strip() for cell in cells]


def columns_of(file: str, head: Sequence[str], over: Sequence[Uncertainty]) -> dict[str, int]:
    """Return where each uncertainty's column stands; raises ScenarioError for a heading that does not fit."""
    known = [one.path for one in over]
    if len(head) == 1 and ";" in head[0]:
        raise ScenarioError([Problem(file, 1, None, "", "expected commas between columns, got semicolons")])
    problems = [
        Problem(file, 1, None, name or f"column {k + 1}", "stands twice" if name in head[:k] else "there is no such uncertainty",
                None if name in head[:k] else nearest(name, known))
        for k, name in enumerate(head)
        if name not in known or name in head[:k]
    ]  # fmt: skip
    if lacking := [name for name in known if name not in head]:
        problems.append(Problem(file, 1, None, "", f"expected a column for every uncertainty; missing: {listed(lacking)}"))
    if problems:
        raise ScenarioError(problems)
    return {name: k for k, name in enumerate(head)}


def cells(
    file: str, rows: Iterator[Row], width: int, over: Sequence[Uncertainty], places: Mapping[str, int]
) -> tuple[list[int], dict[str, list[Any]]]:
    """Return the line of each row and the values of each column; raises ScenarioError with the cells that are wrong."""
    lines: list[int] = []
    found: dict[str, list[Any]] = {one.path: [] for one in over}
    problems: list[Problem] = []
    for line, row in rows:
        lines.append(line)
        if len(row) != width:
            problems.append(Problem(file, line, None, "", f"expected {width} cells, as the heading has, got {len(row)}"))
        for one in over if len(row) == width else ():
            try:
                found[one.path].append(value(row[places[one.path]], one))
            except Wrong as error:
                problems.append(Problem(file, line, None, one.path, str(error), error.suggestion))
        if len(problems) > MOST or len(lines) * len(over) > CELLS:
            break  # which `stop_at` and `size_of` tell
    stop_at(problems)
    return lines, found


def value(text: str, one: Uncertainty) -> int | float:
    """Return what a cell says: a number, a date as days since 1970, a category by its number; raises Wrong."""
    if one.kind == "category":
        return category(text, one)
    number = float(date(text)) if one.kind == "date" else figure(text)
    if one.kind == "whole" and number % 1:
        raise Wrong(f"expected a whole number, got {text}")
    if not one.low <= number <= one.high:
        ends = [str(day(end)) if one.kind == "date" else f"{end:g}" for end in (one.low, one.high)]
        raise Wrong(f"expected {' to '.join(ends)}, as the sweep's file has it, got {text}")
    return number if one.kind == "number" else int(number)


def figure(text: str) -> float:
    """Return the number that a cell says; raises Wrong."""
    try:
        number = float(text)
    except ValueError:
        raise Wrong(f"expected a number, got {told(text)}") from None
    if not math.isfinite(number):
        raise Wrong(f"expected a finite number, got {text}")
    return number


def date(text: str) -> int:
    """Return the date that a cell says, as days since 1970; raises Wrong."""
    if wrong := wrong_date(text):
        raise Wrong(f"{wrong}, got {told(text)}")
    return days(text)


def category(text: str, one: Uncertainty) -> int:
    """Return the number of the category that a cell says, spelt as in the sweep's file or otherwise; raises Wrong."""
    names = [shown(value) for value in one.categories]
    if text in names:
        return names.index(text)
    meant, _ = resolve(text)
    for k, known in enumerate(one.categories):
        if meant == known and isinstance(meant, bool) == isinstance(known, bool):
            return k
    raise Wrong(f"expected {' or '.join(names)}, got {told(text)}", nearest(text, names))


def told(text: str) -> str:
    """Return a cell as an error message shows it."""
    return got(text) if text else "nothing"


def column(one: Uncertainty, values: Sequence[Any]) -> NDArray[Any]:
    """Return the values of a column as `Uncertainty.codes` has them."""
    if one.kind == "date":
        return np.array(values, dtype=np.int64).astype("datetime64[D]")
    return np.array(values, dtype=np.float64 if one.kind == "number" else np.int64)
