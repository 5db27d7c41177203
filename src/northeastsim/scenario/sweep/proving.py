"""Values proved: every lever's choice, and the ends and categories of every uncertainty, tried in every scenario."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from northeastsim.scenario.paths import Path
from northeastsim.scenario.sweep.reading import Reading
from northeastsim.scenario.sweep.sweep import Base
from northeastsim.scenario.sweep.trying import Fault, Setting, faults, tried, worded
from northeastsim.scenario.sweep.uncertainty import PARAMETERS, Uncertainty, day

Levers = Mapping[str, tuple[Any, ...]]

MOST_COMBINATIONS = 256  # tried while reading; of more, each value beside the first of the other levers


def expect_values(reading: Reading, levers: Levers, uncertainties: Sequence[Uncertainty], places: Mapping[str, Path]) -> None:
    """Note what is wrong with values in any scenario; `places` says where the file gives each path.

    1. Try the combinations of levers, and remember one that is sound.
    2. Beside it try each end and each category by itself; parameters, which do not depend on one another, at once.
    3. What is refused by itself may be sound beside values of the same event, actor or pair: look for one such choice.
    """
    rows = {one.path: settings_of(reading, one, places[one.path]) for one in uncertainties if one.path in places}
    parameters = [row for path, row in rows.items() if path.startswith(PARAMETERS)]
    batches = [[one for one in batch if one is not None] for batch in itertools.zip_longest(*parameters)]
    found: list[tuple[str, Fault]] = []
    for base in reading.bases:
        sound: list[Setting] = []
        for choice in choices(reading, levers, places):
            if choice and tried(reading, base, choice, found) and not sound:
                sound = choice
        for batch in batches:
            tried(reading, base, [*batch, *sound], found)
        for path, row in rows.items():
            mates = [others for other, others in rows.items() if other != path and entry(other) == entry(path)]
            for one in row if not path.startswith(PARAMETERS) else ():
                alone: list[tuple[str, Fault]] = []
                if not tried(reading, base, [one, *sound], alone) and not is_sound_beside(base, [one, *sound], mates):
                    found += alone
    smooth = {one.path for one in uncertainties if one.kind == "number"}
    reading.problems += worded([(name, hinted(fault, smooth)) for name, fault in found], reading.bases)


def is_sound_beside(base: Base, settings: Sequence[Setting], mates: Sequence[Sequence[Setting]]) -> bool:
    """Whether settings are sound beside some values of others, of the first so many."""
    beside = itertools.islice(itertools.product(*mates), MOST_COMBINATIONS) if mates else ()
    return any(not faults(base, [*settings, *others])[0] for others in beside)


def entry(path: str) -> tuple[str, ...]:
    """Return the event, actor, pair or other entry that a path leads into: only values of one entry bound one another."""
    return tuple(path.split(".")[:2])


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
