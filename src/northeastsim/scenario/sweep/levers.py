"""Levers read: what somebody chooses, by path, with the values to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from northeastsim.scenario.sweep import paths
from northeastsim.scenario.sweep.groups import ALL
from northeastsim.scenario.sweep.reading import Reading
from northeastsim.scenario.sweep.spelling import spelt
from northeastsim.scenario.sweep.values import shown
from northeastsim.scenario.words import got


def levers_of(reading: Reading, data: Mapping[str, list[Any]]) -> dict[str, tuple[Any, ...]]:
    """Return the levers whose paths lead somewhere; notes what is wrong with the others."""
    found = {}
    for text, values in data.items():
        place = ("levers", text)
        if text.endswith(ALL):
            reading.say_at_key(place, "a lever is one path; groups are for uncertainties")
        elif paths.expect(reading, place, text, len(values)):
            names = [shown(value) for value in values]
            for index, name in enumerate(names):
                if name in names[:index]:
                    reading.say((*place, index), f"{got(values[index])} stands twice")
            found[spelt(text)] = tuple(values)
    return found
