"""How points lie, read: which keys go with which method, how many points that makes, and whether it is too many."""

from __future__ import annotations

import math
import pathlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from northeastsim.errors import Problem
from northeastsim.scenario.sweep.reading import Reading
from northeastsim.scenario.sweep.spreads import Even
from northeastsim.scenario.sweep.sweep import Design, Sweep
from northeastsim.scenario.sweep.uncertainty import Uncertainty
from northeastsim.scenario.words import shortened

KEYS: Mapping[str, tuple[str, ...]] = {
    "latin_hypercube": ("points", "seed"),
    "monte_carlo": ("points", "seed"),
    "sobol_sequence": ("points", "seed"),
    "halton": ("points", "seed"),
    "sobol": ("points", "seed", "second_order"),
    "morris": ("points", "seed", "levels"),
    "grid": ("levels",),
    "one_at_a_time": ("levels",),
    "csv": ("file",),
}
BINARY = ("sobol", "sobol_sequence")  # even at powers of two only
LISTING = ("grid", "one_at_a_time", "csv")  # which may be of one category alone
EXPERIMENTS = 10**8
CELLS = 2 * 10**8  # numbers that a design may hold, 1.6 GB


def design_of(
    reading: Reading, data: Mapping[str, Any], folder: pathlib.Path, uncertainties: Sequence[Uncertainty]
) -> Design | None:
    """Return the design; notes what is wrong with it and returns None."""
    if not reading.given(("design",)):
        return Design()
    method, before = data["method"], len(reading.problems)
    for key in ("points", "seed", "levels", "second_order", "file"):
        place, is_there = ("design", key), reading.given(("design", key))
        if is_there and key not in KEYS[method]:
            reading.say_at_key(place, f"'{key}' does nothing for '{method}'")
        elif not is_there and key in ("points", "file") and key in KEYS[method]:
            reading.say(place, f"this key is required and missing ('{method}' needs it)")
    expect_numbers(reading, method, data)
    if method not in LISTING and len(uncertainties) == 1 and uncertainties[0].kind == "category":
        message = f"'{uncertainties[0].path}' is a category and all there is: make it a lever, or take the method 'grid'"
        reading.say(("design", "method"), message)
    if len(reading.problems) > before:
        return None
    file = None if data["file"] is None else str(folder / data["file"])
    given = {key: data[key] for key in ("points", "levels", "second_order") if data[key] is not None}
    return Design(method, seed=data["seed"], file=file, **given)


def expect_numbers(reading: Reading, method: str, data: Mapping[str, Any]) -> None:
    """Note a number that the method cannot have."""
    points, levels = data["points"], data["levels"]
    if method in BINARY and points is not None and points & (points - 1):
        less = 1 << (points.bit_length() - 1)
        reading.say(("design", "points"), f"expected a power of 2, such as {less} or {2 * less}, got {points}")
    if method == "morris" and levels is not None and levels % 2:
        reading.say(("design", "levels"), f"expected an even number, such as {levels + 1}, got {levels}")


def shares_of(one: Uncertainty, levels: int) -> NDArray[np.float64]:
    """Return the shares at which the levels of an uncertainty lie: all categories, else both ends and evenly between.

    Of dates and whole numbers each value once.
    """
    if one.kind == "category":
        return (np.arange(len(one.categories)) + 0.5) / len(one.categories)
    shares = np.linspace(0.0, 1.0, levels)
    if one.size is None:
        return shares
    if levels >= one.size and isinstance(one.spread, Even):
        return (np.arange(one.size) + 0.5) / one.size
    return shares[np.unique(one.at(shares), return_index=True)[1]]


def middle(one: Uncertainty) -> float:
    """Return the share at which an uncertainty stays while others move: its median, or its first category."""
    return 0.5 / len(one.categories) if one.kind == "category" else 0.5


def moves(one: Uncertainty, levels: int) -> NDArray[np.float64]:
    """Return the shares of the levels that differ from the middle."""
    shares = shares_of(one, levels)
    if one.kind == "category":
        return shares[1:]
    return shares[one.at(shares) != one.at(np.array([middle(one)]))[0]]


def count(sweep: Sweep) -> int | None:
    """Return how many points a design has; None for a file's, which are counted as it is read."""
    design, k = sweep.design, len(sweep.uncertainties)
    if design.method == "csv":
        return None
    if design.method == "grid":
        return math.prod(len(shares_of(one, design.levels)) for one in sweep.uncertainties)
    if design.method == "one_at_a_time":
        return 1 + sum(len(moves(one, design.levels)) for one in sweep.uncertainties)
    each = {"sobol": (2 * k + 2) if design.second_order else k + 2, "morris": k + 1}
    return design.points * each.get(design.method, 1)


def size_of(sweep: Sweep, points: int | None = None) -> list[Problem]:
    """Return that a sweep is too large to be run or held, if it is."""
    points = count(sweep) if points is None else points
    if points is None:
        return []
    experiments = len(sweep.bases) * sweep.choices * points
    if experiments > EXPERIMENTS:
        parts = f"{len(sweep.bases):,} x {sweep.choices:,} x {shortened(f'{points:,}')} (scenarios, choices of levers, points)"
        return [sweep.problem(("design",), f"expected at most {EXPERIMENTS:,} experiments, got {parts}")]
    if points * len(sweep.uncertainties) > CELLS:
        most, k = CELLS // len(sweep.uncertainties), len(sweep.uncertainties)
        return [sweep.problem(("design",), f"expected at most {most:,} points of {k} uncertainties, got {points:,}")]
    return []
