"""What outcomes would be if nothing ever changed: the naive baseline that a sweep's means stand beside."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from northeastsim.engine.single import World
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.tables import tables
from northeastsim.study.sweep.outcomes import PAYOFF


def unchanged(document: Mapping[str, Any], outcomes: Iterable[str]) -> dict[str, float]:
    """Return each outcome of a scenario in which all stays as at its start; NaN for counts and verdicts, which have no start."""
    seen = World(tables(load(document, catalogue=catalogue()))).see()
    return {name: of_one(name, seen) for name in outcomes}


def of_one(name: str, seen: Mapping[str, float]) -> float:
    """Return one outcome if nothing changed."""
    score, _, how = name.rpartition(".")
    if name.startswith(PAYOFF) or (how == "change" and score in seen):
        return 0.0
    return seen.get(score, math.nan) if how in ("end", "mean", "min") else math.nan
