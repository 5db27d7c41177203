"""Uncertainties read: what nobody controls, by path; of parameters also whole groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from northeastsim.scenario.paths import Path
from northeastsim.scenario.sweep import paths, stated
from northeastsim.scenario.sweep.groups import (
    ALL,
    Wrong,
    figures_range,
    group,
    plausible_range,
    set_by,
    wrong_parameter,
)
from northeastsim.scenario.sweep.reading import Reading
from northeastsim.scenario.sweep.spelling import spelt
from northeastsim.scenario.sweep.uncertainty import PARAMETERS, Uncertainty, plausible

EVERYTHING: Mapping[str, Any] = {f"parameters{ALL}": "plausible"}
Levers = Mapping[str, tuple[Any, ...]]


def uncertainties_of(reading: Reading, data: Mapping[str, Any] | None, levers: Levers) -> list[Uncertainty]:
    """Return the uncertainties that are sound, in the order of the file; notes what is wrong with the others.

    A group stands for those of its members that have no path of their own and are no lever.
    """
    entries = EVERYTHING if data is None else data
    if not entries:
        reading.say(("uncertainties",), "expected one at least; without this key every parameter's plausible range is taken")
    theories = compared(entries, levers)
    found: dict[str, Uncertainty] = {}
    own = {spelt(text) for text in entries if not text.endswith(ALL)} | set(levers)
    for text, what in entries.items():
        place = ("uncertainties", text)
        if text.endswith(ALL):
            found |= members(reading, place, text, what, own | set(found), theories)
        elif (one := single(reading, place, text, what)) is not None:
            found[one.path] = one
            if one.is_parameter and one.parameter in set_by(theories, reading.bases):
                reading.tell(place, "holds under every theory, also one that sets it itself")
    return list(found.values())


def compared(entries: Mapping[str, Any], levers: Levers) -> list[str]:
    """Return the theories that a sweep compares, if it compares any."""
    listed_ones = entries.get("theory")
    values = [*(listed_ones if isinstance(listed_ones, list) else ()), *levers.get("theory", ())]
    return [value for value in values if isinstance(value, str)] if len(values) > 1 else []


def members(
    reading: Reading, place: Path, text: str, what: Any, own: set[str], theories: list[str]
) -> dict[str, Uncertainty]:
    """Return the uncertainties of a group; notes why there are none."""
    if not text.startswith(PARAMETERS) or what != "plausible":
        reading.say_at_key(place, "a group is of parameters, and 'plausible'; all else needs a path of its own")
        return {}
    if not reading.bases:
        return {}
    varied = [path.removeprefix(PARAMETERS) for path in own if path.startswith(PARAMETERS)]
    found = group(text, reading.bases, varied, theories)
    if isinstance(found, Wrong):
        reading.say_at_key(place, *found)
        return {}
    for note in found.notes:
        reading.tell(place, note)
    return {(path := f"{PARAMETERS}{name}"): plausible(path, reach) for name, reach in found.members.items()}


def single(reading: Reading, place: Path, text: str, what: Any) -> Uncertainty | None:
    """Return the uncertainty at one path; notes what is wrong with it and returns None."""
    path = spelt(text)
    entry = None
    if path.startswith(PARAMETERS):
        name = path.removeprefix(PARAMETERS)
        if wrong := wrong_parameter(name, reading.catalogue):
            reading.say_at_key(place, *wrong)
            return None
        entry = reading.catalogue.parameters[name]
    elif not paths.expect(reading, place, text, 2):
        return None

    def say(key: str | int, message: str) -> None:
        reading.say(place if key == "" else (*place, key), message)

    if isinstance(what, list):
        return stated.categories(path, what, say)
    if isinstance(what, Mapping):
        given = {key for key in what if reading.given((*place, key))}
        return stated.ranged(path, what, given, entry, say)
    return likely(reading, place, path)


def likely(reading: Reading, place: Path, path: str) -> Uncertainty | None:
    """Return the uncertainty of a plausible range; notes why there is none."""
    if not reading.bases:
        return None
    if path.startswith(PARAMETERS):
        found = plausible_range(path.removeprefix(PARAMETERS), reading.bases)
    else:
        found = figures_range(path, reading.bases)
    if isinstance(found, Wrong):
        reading.say(place, *found)
        return None
    return plausible(path, found)
