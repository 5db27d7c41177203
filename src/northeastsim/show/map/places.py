"""Where states are written on the map: about the middle of what it shows of each, not where anything lies."""

from __future__ import annotations

from collections.abc import Sequence

from northeastsim.show.map.projection import project

Spot = tuple[float, float]

# Longitude, latitude in whole and half degrees, moved a little where labels would touch.
PLACES: dict[str, Spot] = {
    "CHN": (105.0, 34.0),
    "PRK": (126.5, 40.5),
    "RUS": (121.0, 58.0),
    "KOR": (127.5, 36.5),
    "JPN": (138.5, 36.5),
    "USA": (154.5, 37.5),
}
BEYOND = frozenset({"USA"})  # whose territory lies off the map: written at its edge, with an arrow
VIEW = (-2750.0, -1850.0, 2750.0, 2350.0)  # kilometres that the map shows: west, south, east, north
INSIDE = 260.0  # kilometres from the map's edge of a state that has no place on it


def spots(actors: Sequence[str]) -> dict[str, Spot]:
    """Return where actors are written, kilometres of the map: at their place, all others around its edge."""
    others = [one for one in actors if one not in PLACES]
    found = {one: project(*PLACES[one]) for one in actors if one in PLACES}
    placed = {one: (float(x), float(y)) for one, (x, y) in found.items()}
    return placed | dict(zip(others, around(len(others)), strict=True))


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
