"""The map of the first screen: coastlines without a boundary, capitals, and one red thread between two of them."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from northeastsim.show.language.texts import rows
from northeastsim.show.map import coast

CAPITALS = Path(__file__).with_name("capitals.csv")  # one beyond the edge of the map has no place
CENTRE = (92.0, 50.0)  # of the projection, so that Moscow and Tokyo lie at the two sides
WIDTH, HEIGHT, SCALE, MIDDLE = 720, 400, 8.6, (320.0, 195.0)  # of the drawing; units per degree at the centre, and where that is
RISE = 30.0  # of the thread over the straight line
EDGE = (WIDTH - 8.0, HEIGHT - 48.0)  # where a thread leaves for a state beyond it


@dataclass(frozen=True)
class Dot:
    """A capital on the map: where it is, and where its label stands."""

    id: str
    label: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True)
class Map:
    """What the page draws: paths of land, capitals, states beyond the edge, and the thread, empty where there is none."""

    land: str
    dots: tuple[Dot, ...]
    away: tuple[str, ...]
    thread: str
    width: int = WIDTH
    height: int = HEIGHT


def drawn(names: Mapping[str, str], ends: Iterable[str] = ()) -> Map:
    """The map of those states that are on it, with their names, and a thread between two of them."""
    places = {row["id"]: row for row in rows(CAPITALS) if row["id"] in names}
    dots = tuple(dot(row, names[one]) for one, row in places.items() if row["longitude"])
    away = tuple(names[one] for one, row in places.items() if not row["longitude"])
    at = dict.fromkeys(places, EDGE) | {one.id: (one.x, one.y) for one in dots}
    both = [at[one] for one in ends if one in at]
    return Map(coastlines(), dots, away, curve(*both) if len(both) == 2 and dots else "")


def dot(row: Mapping[str, str], label: str) -> Dot:
    """A capital."""
    x, y = projected(float(row["longitude"]), float(row["latitude"]))
    return Dot(row["id"], label, x, y, round(x + float(row["right"]), 1), round(y + float(row["down"]), 1), row["anchor"])


def curve(one: tuple[float, float], other: tuple[float, float]) -> str:
    """A thread between two places, bent upwards."""
    middle, height = (one[0] + other[0]) / 2, min(one[1], other[1]) - RISE
    return f"M{one[0]} {one[1]}Q{middle:.1f} {height:.1f} {other[0]} {other[1]}"


@functools.cache
def coastlines() -> str:
    """The coast as one path of whole units, rings that lie outside the drawing left out."""
    return "".join(path([projected(*point) for point in ring.tolist()]) for ring in coast.rings(coast.WIDE))


def path(points: list[tuple[float, float]]) -> str:
    """A closed line through points; nothing where all of it lies outside."""
    if not any(-20 <= x <= WIDTH + 20 and -20 <= y <= HEIGHT + 20 for x, y in points):
        return ""
    return f"M{'L'.join(f'{x:.0f} {y:.0f}' for x, y in points)}Z"


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """A place on the drawing, by Lambert's azimuthal equal-area projection (Snyder 1987, 24-2 to 24-4)."""
    middle, parallel = (math.radians(one) for one in CENTRE)
    east, north = math.radians(longitude) - middle, math.radians(latitude)
    near = math.sin(parallel) * math.sin(north) + math.cos(parallel) * math.cos(north) * math.cos(east)
    k = math.degrees(math.sqrt(2.0 / max(1.0 + near, 0.05))) * SCALE
    x = k * math.cos(north) * math.sin(east)
    y = k * (math.cos(parallel) * math.sin(north) - math.sin(parallel) * math.cos(north) * math.cos(east))
    return round(MIDDLE[0] + x, 1), round(MIDDLE[1] - y, 1)
