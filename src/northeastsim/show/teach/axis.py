"""The axis of a score: it begins around the value of the start, which is known, so that it gives nothing away."""

from __future__ import annotations

import math
from typing import NamedTuple

LEAST_SHARE, LEAST_PART = 0.25, 0.5  # of the axis either way: of a share, and of the value of anything else
ROOM = 1.15  # times the farthest that any ensemble goes
TICKS = 6
BOUNDS = {"0..1": (0.0, 1.0), "-1..1": (-1.0, 1.0)}


class Axis(NamedTuple):
    """From where to where, and how far ticks are apart."""

    low: float
    high: float
    step: float


def axis(start: float, lowest: float, highest: float, unit: str) -> Axis:
    """An axis as far up as down from the start, whatever the model says, wide enough for all of it, and within the unit's bounds."""
    least = LEAST_SHARE if unit in BOUNDS else max(LEAST_PART * abs(start), 1e-9)
    reach = max(least, ROOM * max(highest - start, start - lowest))
    step = round_step(2 * reach / TICKS)
    low, high = math.floor((start - reach) / step + 1e-9) * step, math.ceil((start + reach) / step - 1e-9) * step
    bottom, top = BOUNDS.get(unit, (0.0 if lowest >= 0.0 else -math.inf, math.inf))
    return Axis(round(max(low, bottom), 9), round(min(high, top), 9), step)


def round_step(size: float) -> float:
    """The nearest of 1, 2 and 5 times a power of ten that is at least a size.

    >>> [round_step(size) for size in (0.07, 0.1, 3.0)]
    [0.1, 0.1, 5.0]
    """
    power = 10.0 ** math.floor(math.log10(size) + 1e-9)
    return next(round(factor * power, 12) for factor in (1.0, 2.0, 5.0, 10.0) if factor * power >= size * (1 - 1e-9))
