"""How spending grew on the record up to a year: trends and noise, refitted so that nothing later enters."""

from __future__ import annotations

import math
import statistics
from typing import Any

from northeastsim.study.history.record import FIRST, spending_growth
from northeastsim.study.history.targets import SPENDERS


def spending(until: int) -> dict[str, Any]:
    """Return the patch of a scenario by which each state's spending grows as it did from 2011 to a year.

    The trend is the mean of yearly growth, the noise its standard deviation. A programme that was under way is in that mean, so
    none is under way at the start. North Korea has no series: its figures stay.
    """
    return {
        "actors": {
            actor: grown([growth_of(actor, year) for year in range(FIRST + 1, until + 1)], until) for actor in SPENDERS
        }
    }


def growth_of(actor: str, year: int) -> float:
    """Return the logarithm of a state's spending over that of the year before."""
    growth = spending_growth(actor, year)
    assert growth is not None  # asked from the second year on
    return growth


def grown(growth: list[float], until: int) -> dict[str, Any]:
    """Return what a state's entry says of its spending."""
    trend, sd, n = statistics.mean(growth), statistics.stdev(growth), len(growth)
    source = f"mean and standard deviation of the logarithm of yearly growth, {FIRST + 1} to {until} (SIPRI; own sum)"
    return {
        "spending_trend": figure(trend, trend - 2 * sd / math.sqrt(n), trend + 2 * sd / math.sqrt(n), source),
        "spending_sd": figure(sd, sd / 2, sd * 2, source),
        "programme_years": 0,
    }


def figure(value: float, low: float, high: float, source: str) -> dict[str, Any]:
    """Return a quantity of a scenario."""
    return {
        "value": round(value, 4),
        "low": round(low, 4),
        "high": round(high, 4),
        "source": source,
        "confidence": "medium",
    }
