"""The coastlines of the region; coast.md tells where they come from."""

from __future__ import annotations

import functools
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HOME = Path(__file__).with_name("coast.json")
WIDE = Path(__file__).with_name("wide.json")  # coarser, from Moscow to Tokyo, with the inland seas as rings of their own


@functools.cache
def rings(file: Path = HOME) -> tuple[NDArray[np.float64], ...]:
    """Return the closed rings of land, the largest first: a row per point, longitude and latitude in degrees."""
    return tuple(np.array(ring) for ring in json.loads(file.read_text(encoding="utf-8"))["rings"])
