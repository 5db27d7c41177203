"""The numbers of the page: bands, outcomes and paired differences of every ensemble, as whole numbers of the last digit shown."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from northeastsim.show.outcomes import decimals
from northeastsim.show.teach.axis import Axis, axis
from northeastsim.show.teach.lesson import Lesson
from northeastsim.show.view import is_of, unit_of
from northeastsim.study.teaching import COUNTS, WAR, Cell

BAND = ("p05", "p25", "mean", "p75", "p95")
COUNTED = {COUNTS[0]: "crises", COUNTS[1]: "clashes", WAR: "war"}
Numbers = NDArray[np.float64]
Row = dict[str, Any]


class Score(NamedTuple):
    """A score on the page: its name, unit, decimals, value at the start, and axis."""

    name: str
    unit: str
    places: int
    start: float
    axis: Axis


def scores(lesson: Lesson) -> list[Score]:
    """The scores of the page with axes that hold every ensemble and both stories."""
    found = []
    for k, name in enumerate(lesson.question.scores):
        bands = {place: band(cell, name) for place, cell in lesson.cells.items()}
        low = min(float(each["p05"].min()) for each in bands.values())
        high = max(float(each["p95"].max()) for each in bands.values())
        told = [value for each in lesson.futures.values() for one in (each.typical, each.extreme) for value in one.values[k]]
        first = bands[lesson.question.base(lesson.question.strategies[0])]
        start, unit = float(first["mean"][0]), unit_of(lesson.document, name)
        places = decimals({"start": start, "mean": high, "unit": unit})
        found.append(Score(name, unit, places, start, axis(start, min(low, *told), max(high, *told), unit)))
    return found


def band(cell: Cell, score: str) -> dict[str, Numbers]:
    """The quantities of a score's band over the dates."""
    chosen = is_of(cell.bands, score).to_numpy()
    return {name: cell.bands[name][chosen] for name in BAND}


def metrics(lesson: Lesson, shown: list[Score]) -> list[tuple[str, int]]:
    """The outcomes of an ensemble, each with its decimals: scores at the horizon, then what is counted."""
    first = next(iter(lesson.cells.values()))
    ends = [(f"{each.name}.end", each.places) for each in shown]
    return [*ends, *((name, 3 if name == WAR else 2) for name in COUNTED if name in first.runs)]


def cells(lesson: Lesson, shown: list[Score]) -> list[Row]:
    """Every ensemble in the order of the grid: bands `b`, outcomes `o`, differences from each strategy's first one `d`."""
    wanted, question = metrics(lesson, shown), lesson.question
    bases = [values(lesson.cells[question.base(strategy)], wanted) for strategy in question.strategies]
    return [
        {
            "b": [[whole(each, one.places) for each in band(cell, one.name).values()] for one in shown],
            "o": outcomes(values(cell, wanted), wanted),
            "d": [gaps(values(cell, wanted), base, wanted) for base in bases],
        }
        for cell in (lesson.cells[place] for place in question.places)
    ]


def values(cell: Cell, wanted: list[tuple[str, int]]) -> Numbers:
    """The outcomes of each replication: (replications, outcomes)."""
    return np.stack([np.asarray(cell.runs[name], dtype=np.float64) for name, _ in wanted], axis=1)


def outcomes(own: Numbers, wanted: list[tuple[str, int]]) -> list[list[int | None]]:
    """Of each outcome its mean with the 95 % interval, and between what 90 % of the runs lie; a share has no such range."""
    from northeastsim.analysis.contrast import contrast

    table = contrast(own, own, [name for name, _ in wanted])
    ends = np.percentile(own, (5, 95), axis=0)
    told = []
    for k, (name, digits) in enumerate(wanted):
        row = [table.loc[k, column] for column in ("mean", "mean_low", "mean_high")]
        told.append(whole([*row, *((math.nan, math.nan) if name == WAR else ends[:, k])], digits))
    return told


def gaps(own: Numbers, first: Numbers, wanted: list[tuple[str, int]]) -> list[list[int | None] | int]:
    """The paired difference of each outcome with its 95 % interval; 0 where no replication differs."""
    from northeastsim.analysis.contrast import apart, contrast

    differs = np.any(apart(own, first) != 0.0, axis=0).tolist()
    if not any(differs):
        return [0] * len(wanted)
    table = contrast(own, first, [name for name, _ in wanted])
    rows = [[table.loc[k, column] for column in ("difference", "low", "high")] for k in range(len(wanted))]
    return [whole(row, digits + 1) if moved else 0 for row, (_, digits), moved in zip(rows, wanted, differs, strict=True)]


def whole(numbers: Iterable[float], digits: int) -> list[int | None]:
    """Numbers in units of their last digit; none where there is none."""
    scale = 10.0**digits
    return [None if math.isnan(one) else round(float(one) * scale) for one in numbers]
