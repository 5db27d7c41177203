"""Values proved: every lever's choice, and the ends and categories of every uncertainty, tried in every scenario."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from northeastsim.scenario.paths import Path
from northeastsim.scenario.sweep.reading import Reading
from northeastsim.scenario.sweep.trying import Fault, Setting, tried, worded
from northeastsim.scenario.sweep.uncertainty import Uncertainty, day

Levers = Mapping[str, tuple[Any, ...]]

MOST_COMBINATIONS = 256  # tried while reading; of more, each value beside the first of the other levers


def expect_values(reading: Reading, levers: Levers, uncertainties: Sequence[Uncertainty], places: Mapping[str, Path]) -> None:
    """Note what is wrong with values in any scenario; `places` says where the file gives each path.

    1. Try the combinations of levers, and remember one that is sound.
    2. Beside it try each end and each category by itself; parameters, which do not depend on one another, at once.
    """
    singles, batches = of_uncertainties(reading, uncertainties, places)
    found: list[tuple[str, Fault]] = []
    for base in reading.bases:
        sound: list[Setting] = []
        for choice in choices(reading, levers, places):
            if choice and tried(reading, base, choice, found) and not sound:
                sound = choice
        for settings in [*([one] for one in singles), *batches]:
            tried(reading, base, [*settings, *sound], found)
    smooth = {one.path for one in uncertainties if one.kind == "number"}
    reading.problems += worded([(name, hinted(fault, smooth)) for name, fault in found], reading.bases)


def hinted(fault: Fault, smooth: set[str]) -> Fault:
    """Return a fault with what mends it, where whole numbers are expected and fractions would come."""
    if fault.setting.path in smooth and "whole number" in fault.message:
        return replace(fault, message=f"{fault.message}; add 'whole: true'")
    return fault


def choices(reading: Reading, levers: Levers, places: Mapping[str, Path]) -> Iterator[list[Setting]]:
    """Yield the combinations of levers, or of very many those that differ from the first in one lever."""
    rows = [
        [Setting(path, value, place := (*places[path], k), reading.node(place)) for k, value in enumerate(values)]
        for path, values in levers.items()
    ]
    count = 1
    for row in rows:
        count *= len(row)
    if count <= MOST_COMBINATIONS:
        yield from map(list, itertools.product(*rows))
        return
    first = [row[0] for row in rows]
    yield first
    for k, row in enumerate(rows):
        yield from ([*first[:k], other, *first[k + 1 :]] for other in row[1:])


def of_uncertainties(
    reading: Reading, uncertainties: Sequence[Uncertainty], places: Mapping[str, Path]
) -> tuple[list[Setting], list[list[Setting]]]:
    """Return the values to try of each uncertainty that has a path of its own: alone, and parameters side by side."""
    singles: list[Setting] = []
    columns: list[list[Setting]] = []
    for one in uncertainties:
        if one.path in places:
            values = settings_of(reading, one, places[one.path])
            if one.is_parameter:
                columns.append(values)
            else:
                singles += values
    batches = [[one for one in row if one is not None] for row in itertools.zip_longest(*columns)]
    return singles, batches


def settings_of(reading: Reading, one: Uncertainty, place: Path) -> list[Setting]:
    """Return the values of an uncertainty that speak for all others: its categories, or its ends."""
    if one.kind == "category":
        return [Setting(one.path, value, (*place, k), reading.node((*place, k))) for k, value in enumerate(one.categories)]
    found = []
    for key, number in (("low", one.low), ("high", one.high)):
        where = (*place, key) if reading.given((*place, key)) else place
        value = str(day(number)) if one.kind == "date" else int(number) if one.kind == "whole" else number
        found.append(Setting(one.path, value, where, reading.node(where)))
    return found
