"""Ensembles: many equally likely sets of parameters, a CSV file with a parameter a column and a set a row, every wrong cell told."""

from __future__ import annotations

import csv
import hashlib
import io
import math
import os
import pathlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.catalogue import HERE
from northeastsim.scenario.catalogue_types import Catalogue
from northeastsim.scenario.checks.measures import between, outside
from northeastsim.scenario.load import MOST, Resolved, stop_at
from northeastsim.scenario.nodes import Node
from northeastsim.scenario.ranges import JUDGING, is_technical
from northeastsim.scenario.reader import read_file
from northeastsim.scenario.words import got, missing, nearest

FOLDER = HERE / "ensembles"
MOST_SETS = 10_000
EACH = 2  # replications in a row that share a set, so that chance within a set can be told from what sets differ in
ABOUT = ("title", "command", "seed", "data", "source", "sets", "not_for")  # what the YAML file beside a shipped one says
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Ensemble:
    """Equally likely sets of parameters: `values` is (sets, parameters); `content` is the file, byte by byte."""

    name: str
    parameters: tuple[str, ...]
    values: Numbers = field(repr=False)
    content: bytes = field(repr=False)

    @property
    def sets(self) -> int:
        """How many sets there are."""
        return len(self.values)

    @property
    def digest(self) -> str:
        """The SHA-256 of the file."""
        return hashlib.sha256(self.content).hexdigest()

    def number(self, replication: int) -> int:
        """Return the number of the set that a replication takes, whatever else is run."""
        return replication // EACH % self.sets

    def values_of(self, number: int, names: Sequence[str]) -> dict[str, float]:
        """Return the values of some parameters in a set."""
        row = dict(zip(self.parameters, self.values[number].tolist(), strict=True))
        return {name: row[name] for name in names}

    def open_in(self, resolved: Resolved) -> tuple[str, ...]:
        """Return the parameters that a scenario leaves to the ensemble: what it or its theory sets stays as set."""
        fixed = {*resolved.document["parameters"], *(resolved.theory.get("parameters") or {})}
        return tuple(name for name in self.parameters if name not in fixed)


def shipped() -> dict[str, pathlib.Path]:
    """Return the files of the shipped ensembles by name."""
    return {path.stem: path for path in sorted(FOLDER.glob("*.csv"))}


def read(source: str | os.PathLike[str], catalogue: Catalogue) -> Ensemble:
    """Return the ensemble of a shipped name or a CSV file; raises ScenarioError with all that is wrong."""
    if not isinstance(source, str | os.PathLike):
        message = f"expected the name of an ensemble or a CSV file, got {source!r}"
        raise ScenarioError([Problem("<python>", None, None, "parameters", message)])
    path = found(os.fsdecode(source))
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ScenarioError([Problem(str(path), None, None, "", f"cannot be read: {error.strerror or error}")]) from None
    return parsed(content, str(path), path.stem, catalogue)


def found(text: str) -> pathlib.Path:
    """Return the file of an ensemble; raises ScenarioError with the nearest name."""
    names = shipped()
    if text in names:
        return names[text]
    path = pathlib.Path(text)
    if os.path.isdir(text):
        raise ScenarioError([Problem(text, None, None, "", "is a folder; name a CSV file in it")])
    if os.path.exists(text):
        return path
    if path.suffix == ".csv" or os.path.basename(text) != text:
        near = nearest(path.name, siblings(path))
        raise ScenarioError([Problem(text, None, None, "", "there is no such file", near and str(path.with_name(near)))])
    message, near = missing("ensemble", text, names)
    what = message if names else f"{message}; none is shipped: give a CSV file, a parameter a column and a set a row"
    raise ScenarioError([Problem("--parameters", None, None, "", f"there is {what}", near)])


def siblings(path: pathlib.Path) -> list[str]:
    """Return the CSV files beside one that is missing."""
    try:
        return [one.name for one in path.parent.iterdir() if one.suffix == ".csv"]
    except (OSError, ValueError):
        return []


def parsed(content: bytes, file: str, name: str, catalogue: Catalogue) -> Ensemble:
    """Return the ensemble that the bytes of a CSV file hold; raises ScenarioError with all that is wrong."""
    try:
        rows = list(lines_of(content.decode("utf-8-sig")))
    except (UnicodeDecodeError, csv.Error) as error:
        reason = "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else f"cannot be read: {error}"
        raise ScenarioError([Problem(file, None, None, "", reason)]) from None
    if len(rows) < 2:
        there = "a heading alone" if rows else "nothing"
        message = f"expected a heading of parameters and at least one set below it, got {there}"
        raise ScenarioError([Problem(file, None, None, "", message)])
    (line, head), *below = rows
    problems = list(wrong_heading(file, line, head, catalogue))
    if len(below) > MOST_SETS:
        problems.append(Problem(file, below[MOST_SETS][0], 1, "", f"expected at most {MOST_SETS:,} sets, got {len(below):,}"))
    values = []
    for line, row in below[:MOST_SETS]:
        values.append(numbers(file, line, head, row, catalogue, problems))
        if len(problems) > MOST:
            break  # which `stop_at` tells
    stop_at(problems, file)
    return Ensemble(name, tuple(head), np.array(values, dtype=np.float64), content)


def lines_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV text that hold anything, with the line on which each ends."""
    reader = csv.reader(io.StringIO(text, newline=""))
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, [cell.strip() for cell in cells]


def column(row: Sequence[str], k: int) -> int:
    """Return at which sign of its line a cell begins, in a row without quotes and blanks."""
    return 1 + sum(len(cell) + 1 for cell in row[:k])


def wrong_heading(file: str, line: int, head: Sequence[str], catalogue: Catalogue) -> Iterator[Problem]:
    """Yield what is wrong with a heading."""
    if len(head) == 1 and ";" in head[0]:
        yield Problem(file, line, 1, "", "expected commas between columns, got semicolons")
        return
    for k, name in enumerate(head):
        message, near = wrong_name(name, head[:k], catalogue)
        if message:
            yield Problem(file, line, column(head, k), name or f"column {k + 1}", message, near)


def wrong_name(name: str, before: Sequence[str], catalogue: Catalogue) -> tuple[str, str | None]:
    """Return what is wrong with the name of a column, and the nearest; nothing where it is a parameter of the world."""
    if name in before:
        return "stands twice", None
    if not name:
        return "has no name; a column is a parameter, and the number of a set is left out", None
    if name not in catalogue.parameters:
        message, near = missing("parameter", name, catalogue.parameters)
        return f"there is {message}", near
    if is_technical(catalogue.parameters[name]):
        return "belongs to the method, not to the world, and is the same for all sets; leave it out", None
    if name.startswith(JUDGING):
        return f"judges runs that are over and moves none; leave it out, or set it for all: --set parameters.{name}=VALUE", None
    return "", None


def numbers(
    file: str, line: int, head: Sequence[str], row: Sequence[str], catalogue: Catalogue, problems: list[Problem]
) -> list[float]:
    """Return the values of a row; adds what is wrong with it to `problems`."""
    if len(row) != len(head):
        problems.append(Problem(file, line, 1, "", f"expected {len(head)} cells, as the heading has, got {len(row)}"))
        return []
    values = []
    for k, (name, text) in enumerate(zip(head, row, strict=True)):
        number, message = number_of(text, catalogue.parameters.get(name, {}))
        values.append(number)
        if message:
            problems.append(Problem(file, line, column(row, k), name, message))
    return values


def number_of(text: str, known: Mapping[str, Any]) -> tuple[float, str]:
    """Return the number that a cell says, and what is wrong with it as a value of a parameter."""
    try:
        number = float(text)
    except ValueError:
        return math.nan, f"expected a number, got {got(text) if text else 'nothing'}"
    if not math.isfinite(number):
        return number, f"expected a finite number, got {text}"
    unit = f" [{known['unit']}]" if known.get("unit") else ""
    if known.get("whole") and number % 1:
        return number, f"expected a whole number{unit}, got {text}"
    if outside(number, known.get("hard_low"), known.get("hard_high")):
        return number, f"expected {between(known.get('hard_low'), known.get('hard_high'))}{unit}, got {text}"
    return number, ""


def about(name: str) -> dict[str, Any]:
    """Return what the YAML file beside a shipped ensemble says of it; raises ScenarioError where it does not say all, or wrong."""
    file = shipped()[name]
    path = file.with_suffix(".yaml")
    node: Node = read_file(path, str(path), f"an ensemble's keys are {', '.join(ABOUT)}")
    data: dict[str, Any] = node.plain()
    problems = [Problem(str(path), None, None, key, "this key is required and missing") for key in ABOUT if key not in data]
    problems += [Problem(str(path), None, None, *unknown(key)) for key in data if key not in ABOUT]
    there = sum(1 for _ in lines_of(file.read_text(encoding="utf-8-sig"))) - 1
    if data.get("sets", there) != there:
        message = f"expected {there}, as many as the file beside it holds, got {data['sets']}"
        problems.append(Problem(str(path), None, None, "sets", message))
    stop_at(problems, str(path))
    return data


def unknown(key: str) -> tuple[str, str, str | None]:
    """Return that a key is none of an ensemble's, and the nearest."""
    message, near = missing("key", key, ABOUT)
    return str(key), f"there is {message}", near
