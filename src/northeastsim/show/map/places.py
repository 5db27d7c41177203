"""Where states are written on the map: about the middle of what it shows of each, not where anything lies."""

from __future__ import annotations

import math
from collections.abc import Sequence

from northeastsim.show.map.projection import project

Spot = tuple[float, float]

# Longitude, latitude in whole and half degrees, moved a little where labels would touch.
PLACES: dict[str, Spot] = {
    "CHN": (105.0, 34.0),
    "PRK": (126.5, 40.5),
    "RUS": (118.0, 55.5),
    "KOR": (127.5, 36.0),
    "JPN": (138.0, 35.5),
    "USA": (151.0, 38.5),
}
BELOW = frozenset({"CHN", "KOR", "JPN"})  # whose names stand below their places, others above
BEYOND = frozenset({"USA"})  # whose territory lies off the map: written at its edge, with an arrow
VIEW = (-2600.0, -1550.0, 2700.0, 2150.0)  # kilometres that the map shows: west, south, east, north
RING = (1500.0, 600.0)  # kilometres, of actors of another world
INSIDE = 260.0  # kilometres from the map's edge of a state that has no place on it


def spots(actors: Sequence[str]) -> dict[str, Spot]:
    """Return where actors are written, kilometres of the map: at their place, all others around its edge.

    A world of which no actor has a place is no map: its actors stand in a ring.
    """
    others = [one for one in actors if one not in PLACES]
    if len(others) == len(actors):
        return dict(zip(actors, ring(len(actors)), strict=True))
    found = {one: project(*PLACES[one]) for one in actors if one in PLACES}
    placed = {one: (float(x), float(y)) for one, (x, y) in found.items()}
    return placed | dict(zip(others, around(len(others)), strict=True))


def ring(count: int) -> list[Spot]:
    """Return so many places in a ring, from the left on."""
    turns = [math.pi * (1.0 - 2.0 * k / count) for k in range(count)]
    return [(RING[0] * math.cos(turn), RING[1] * math.sin(turn)) for turn in turns]


def around(count: int) -> list[Spot]:
    """Return so many places along the western and southern edge of the map, evenly."""
    west, south, east, north = VIEW
    west, south, east, north = west + INSIDE, south + INSIDE, east - INSIDE, north - INSIDE
    down, along = north - south, east - west
    found = []
    for k in range(count):
        way = (down + along) * (k + 0.5) / count
        found.append((west, north - way) if way < down else (west + way - down, south))
    return found
