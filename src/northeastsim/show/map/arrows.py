"""Bent arrows between places on a map: their middle lines, their outlines, and where a label has room beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from northeastsim.show.map.places import VIEW, Spot

Line = NDArray[np.float64]  # a row per point: kilometres east, north
BENDS = (0.25, 0.4, 0.55, 0.7, 0.1, -0.2, -0.4, -0.55)  # of the distance, by which an arrow is drawn aside, best first
STEPS, HEADED = 49, 12  # points of a line, and the last of them that are its head's
CLEAR = 130.0  # kilometres around a place that its own arrows leave free
PLACE, CLOSE = 330.0, 150.0  # kilometres: from others' places, and from other arrows, that look too close
CROSSING, CROSSED = 40.0, 12.0  # kilometres at which lines cross, and how much worse that is than to be near at a point
EDGE, OFF = 150.0, 0.5  # kilometres from the map's edge that a label needs, and how bad it is to be there
HEAD, WINGS = 150.0, 55.0  # kilometres: length of a head, and how far it reaches beyond the shaft on either side
GAP = 70.0  # kilometres between a line and a label beside it
ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73)  # where on an arrow a label may stand, best first


class Box(NamedTuple):
    """A place for a label: its middle, half its width and height."""

    x: float
    y: float
    wide: float
    high: float


def drawn(ways: Sequence[tuple[str, str]], places: Mapping[str, Spot], names: Mapping[str, Box]) -> list[Line]:
    """Return the middle lines of arrows between places, in their order.

    Each is bent so that it keeps away from other places, from the names of all, and from the lines before it.
    """
    lines: list[Line] = []
    for one, other in ways:
        away = [np.array(spot) for place, spot in places.items() if place not in (one, other)]
        away += [np.array(name[:2]) for place, name in names.items() if place not in (one, other)]
        tried = [bent((places[one], places[other]), (names[one], names[other]), bend) for bend in BENDS]
        lines.append(min(tried, key=lambda line: crowded(line, away, lines)))
    return lines


def crowded(line: Line, places: Sequence[Line], lines: Sequence[Line]) -> float:
    """Return how much of a line runs close by places or other lines, or off the map."""
    west, south, east, north = VIEW
    near = OFF * ((line < (west + EDGE, south + EDGE)) | (line > (east - EDGE, north - EDGE))).any(axis=1)
    for place in places:
        near += np.maximum(0.0, 1.0 - apart(line, place) / PLACE)
    for other in lines:
        gaps = np.hypot(*(line[:, None, :] - other[None, :, :]).transpose(2, 0, 1))
        near += np.maximum(0.0, 1.0 - gaps.min(axis=1) / CLOSE) + CROSSED * (gaps.min() < CROSSING) / len(line)
    return float(near.sum())


def bent(ends: tuple[Spot, Spot], names: tuple[Box, Box], bend: float) -> Line:
    """Return the middle line of an arrow, which leaves both places and their names free and bends to the right of its way.

    Names so long that they leave no way between them are crossed.
    """
    one, other = np.array(ends[0]), np.array(ends[1])
    way = other - one
    middle = (one + other) / 2 + bend * np.array([way[1], -way[0]])
    t = np.linspace(0, 1, 4 * STEPS)[:, None]
    line = (1 - t) ** 2 * one + 2 * t * (1 - t) * middle + t**2 * other
    near = (apart(line, one) < CLEAR) | (apart(line, other) < CLEAR)
    kept = between(line, near | inside(names[0], line) | inside(names[1], line))
    kept = kept if len(kept) >= STEPS else between(line, near)
    return kept[np.linspace(0, len(kept) - 1, STEPS).round().astype(int)]


def between(line: Line, hit: NDArray[np.bool_]) -> Line:
    """Return the part of a line between the last hit of its first half and the first of its second."""
    half = len(line) // 2
    return line[int(np.flatnonzero(hit[:half])[-1]) + 1 : half + int(np.flatnonzero(hit[half:])[0])]


def apart(line: Line, place: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the distances of points from a place."""
    return np.hypot(*(line - place).T)


def outline(line: Line, width: float) -> Line:
    """Return the outline of an arrow: a shaft of a width, and a head."""
    left = apart(line, line[-1])
    shaft = line[left > HEAD]
    sides = normals(shaft) * width / 2
    neck = normals(shaft)[-1] * (width / 2 + WINGS)
    return np.concatenate([shaft + sides, [shaft[-1] + neck, line[-1], shaft[-1] - neck], (shaft - sides)[::-1]])


def normals(line: Line) -> Line:
    """Return the directions at right angles to a line, to the left of its way."""
    way = np.gradient(line, axis=0)
    return np.column_stack([-way[:, 1], way[:, 0]]) / np.hypot(way[:, 0], way[:, 1])[:, None]


def labelled(lines: Sequence[Line], size: tuple[float, float], taken: Sequence[Box]) -> list[Box]:
    """Return a place for a label on or beside each line, in their order: where it covers least of what is there already.

    `size` is half a label's width and height, `taken` what else must stay free.
    """
    boxes: list[Box] = []
    for k, line in enumerate(lines):
        others = np.concatenate([one for j, one in enumerate(lines) if j != k] or [np.empty((0, 2))])
        tried = [(covered(box, [*taken, *boxes], others) + hidden(box, line), box) for box in tries(line, size)]
        boxes.append(min(tried, key=lambda one: one[0])[1])
    return boxes


def tries(line: Line, size: tuple[float, float]) -> Iterator[Box]:
    """Yield where a label may stand: on a line, then on either side of it; best first."""
    aside = normals(line)
    for side in (0.0, -1.0, 1.0):
        for share in ALONG:
            k = int(share * (len(line) - 1))
            away = abs(aside[k, 0]) * size[0] + abs(aside[k, 1]) * size[1] + GAP
            x, y = line[k] + side * away * aside[k]
            yield Box(float(x), float(y), *size)


def covered(box: Box, boxes: Sequence[Box], points: Line) -> float:
    """Return how much of boxes, and how many points of lines, a label covers."""
    over = sum(
        max(0.0, box.wide + one.wide - abs(box.x - one.x)) * max(0.0, box.high + one.high - abs(box.y - one.y)) for one in boxes
    )
    return 2.0 * over / (4 * box.wide * box.high) + 3.0 * within(box, points) / STEPS


def hidden(box: Box, line: Line) -> float:
    """Return how bad it is for an arrow itself: a short one or its head is hidden by its label; one beside it may be another's."""
    share = within(box, line) / len(line)
    head = within(box, line[-HEADED:]) / HEADED
    return max(0.0, share - 0.35) * 4.0 + 2.0 * head if share else 0.3


def inside(box: Box, points: Line) -> NDArray[np.bool_]:
    """Return which points lie within a box."""
    found: NDArray[np.bool_] = (abs(points[:, 0] - box.x) < box.wide) & (abs(points[:, 1] - box.y) < box.high)
    return found


def within(box: Box, points: Line) -> int:
    """Return how many points lie within a box."""
    return int(inside(box, points).sum())
