"""Where a place lies on the map: Lambert's conformal conic projection, which keeps shapes (Snyder 1987, pp. 104-108)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

RADIUS = 6371.0  # kilometres
MIDDLE = (124.0, 40.0)  # longitude and latitude that lie at 0, 0
PARALLELS = (28.0, 52.0)  # along which distances are true


def project(longitude: ArrayLike, latitude: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return kilometres east and north of the middle, of places in degrees."""
    turn = N * np.radians(np.asarray(longitude, dtype=float) - MIDDLE[0])
    away, home = distance(np.asarray(latitude, dtype=float)), distance(np.asarray(MIDDLE[1]))
    return away * np.sin(turn), home - away * np.cos(turn)


def tangent(latitude: ArrayLike) -> NDArray[np.float64]:
    """Return the tangent that latitudes are stretched by."""
    return np.tan(np.pi / 4 + np.radians(latitude) / 2)


def distance(latitude: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the distance of parallels from the pole of the cone, kilometres."""
    scale = RADIUS * COSINES[0] * tangent(PARALLELS[0]) ** N / N
    return scale / tangent(latitude) ** N


COSINES = np.cos(np.radians(PARALLELS))
N = float(np.log(COSINES[0] / COSINES[1]) / np.log(tangent(PARALLELS[1]) / tangent(PARALLELS[0])))
