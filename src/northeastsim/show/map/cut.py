"""Cuts coastlines out of Natural Earth: `python -m northeastsim.show.map.cut LAND_TOPOJSON` writes coast.json and wide.json.

1. Decode the arcs of the TopoJSON file and join them to rings of longitude and latitude.
2. Clip each ring to the frame (Sutherland and Hodgman 1974).
3. Leave out what is too small to be seen.
4. Take away points until each is the tip of a triangle that can be seen (Visvalingam and Whyatt 1993).
"""

from __future__ import annotations

import heapq
import json
import math
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Ring = NDArray[np.float64]  # a row per point: longitude, latitude in degrees; the last is the first again
Frame = tuple[float, float, float, float]  # west, south, east, north
DEGREE = 111.2  # kilometres


class Piece(NamedTuple):
    """A piece of the world: its file, its frame, somewhat more than a map shows, and how fine it is.

    `smallest` and `tip` are square kilometres, of an island and of the triangle of a point with its neighbours; `digits` are those of
    degrees; `seas` says whether inland seas are holes in the land.
    """

    file: str
    about: str
    frame: Frame
    smallest: float
    tip: float
    digits: int
    seas: bool


FROM = "cut and simplified from Natural Earth land (public domain); see coast.md"
REGION = Piece("coast.json", f"Coastlines of Northeast Asia, {FROM}", (70.0, 15.0, 168.0, 68.0), 300.0, 30.0, 2, False)
WIDE = Piece("wide.json", f"Coastlines from Moscow to Tokyo, {FROM}", (20.0, 12.0, 179.9, 76.0), 12_000.0, 900.0, 1, True)
FRAME = REGION.frame


def cut(topology: dict[str, Any], piece: Piece = REGION) -> list[Ring]:
    """Return the coastlines within the frame of a piece, the largest land first."""
    rings = [clipped(ring, piece.frame) for ring in rings_of(topology, piece.seas)]
    kept = sorted((one for one in rings if len(one) and area(one) >= piece.smallest), key=area, reverse=True)
    return [simplified(one, piece.tip) for one in kept]


def rings_of(topology: dict[str, Any], seas: bool) -> Iterator[Ring]:
    """Yield the outer ring of each polygon of land, and where asked for those of the seas in it."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(arc, axis=0) * scale + shift for arc in topology["arcs"]]
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for ring in (one for polygon in polygons for one in polygon[: None if seas else 1]):
            parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in ring]
            yield unbroken(np.concatenate([parts[0], *(part[1:] for part in parts[1:])]))


def unbroken(ring: Ring) -> Ring:
    """Return a ring without jumps at the date line: what lies beyond it has more than 180 degrees."""
    east = np.unwrap(ring[:, 0], period=360.0)
    return np.column_stack([east + (360.0 if east.max() <= 0.0 else 0.0), ring[:, 1]])


def clipped(ring: Ring, frame: Frame = FRAME) -> Ring:
    """Return the part of a ring within a frame; nothing where it lies outside."""
    west, south, east, north = frame
    for axis, limit, sign in ((0, west, 1), (1, south, 1), (0, east, -1), (1, north, -1)):
        ring = beyond(ring, axis, limit, sign)
    return ring


def beyond(ring: Ring, axis: int, limit: float, sign: int) -> Ring:
    """Return the part of a ring on one side of a line."""
    kept: list[NDArray[np.float64]] = []
    for one, other in zip(ring[:-1], ring[1:], strict=True):
        inside, stays = sign * one[axis] >= sign * limit, sign * other[axis] >= sign * limit
        if inside:
            kept.append(one)
        if inside != stays:
            kept.append(one + (other - one) * (limit - one[axis]) / (other[axis] - one[axis]))
    return np.array([*kept, *kept[:1]]).reshape(-1, 2)


def flat(ring: Ring) -> Ring:
    """Return a ring in kilometres, true along its middle parallel."""
    return ring * (DEGREE * math.cos(math.radians(float(ring[:, 1].mean()))), DEGREE)


def area(ring: Ring) -> float:
    """Return the area inside a ring, square kilometres."""
    x, y = flat(ring).T
    return abs(float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))) / 2


def simplified(ring: Ring, smallest: float = REGION.tip) -> Ring:
    """Return a ring without the points whose triangles are too small to be seen; four are left at least."""
    before, after, tip = linked(flat(ring)[:-1])
    heap = [(tip(k), k) for k in range(len(ring) - 1)]
    heapq.heapify(heap)
    size, left = {k: each for each, k in heap}, len(heap)
    while heap and left > 4:
        least, k = heapq.heappop(heap)
        if size.get(k) != least:
            continue  # its triangle has changed since
        if least >= smallest:
            break
        before[after[k]], after[before[k]] = before[k], after[k]
        del size[k]
        left -= 1
        for near in (before[k], after[k]):
            size[near] = max(least, tip(near))  # never smaller than what went before, or corners are eaten up
            heapq.heappush(heap, (size[near], near))
    kept = ring[sorted(size)]
    return np.concatenate([kept, kept[:1]])


def linked(points: Ring) -> tuple[list[int], list[int], Callable[[int], float]]:
    """Return each point's neighbours in a ring, and the area of its triangle with those it has by then."""
    count = len(points)
    before, after = [(k - 1) % count for k in range(count)], [(k + 1) % count for k in range(count)]

    def tip(k: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = points[before[k]], points[k], points[after[k]]
        return abs(float((bx - ax) * (cy - ay) - (cx - ax) * (by - ay))) / 2

    return before, after, tip


def written(rings: list[Ring], piece: Piece = REGION) -> str:
    """Return the text of a piece's file: a ring a line, degrees to so many digits (two are about a kilometre)."""
    rounded = [[[round(float(value), piece.digits) for value in point] for point in ring] for ring in rings]
    lines = ",\n".join(json.dumps(ring, separators=(",", ":")) for ring in rounded)
    return f'{{"about": {json.dumps(piece.about)},\n"frame": {json.dumps(piece.frame)},\n"rings": [\n{lines}\n]}}\n'


if __name__ == "__main__":
    world = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    for piece in (REGION, WIDE):
        Path(__file__).with_name(piece.file).write_text(written(cut(world, piece), piece), encoding="utf-8")
