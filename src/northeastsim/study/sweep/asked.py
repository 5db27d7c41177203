"""A sweep as it is asked: its file read and checked, by its path or by its shipped name, its outcomes found, its points proved."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.sweep import Sweep, found, read
from northeastsim.study.sweep.outcomes import with_outcomes
from northeastsim.study.sweep.points import Points, points
from northeastsim.study.sweep.proof import checked


def opened(source: str | os.PathLike[str] | Mapping[str, Any]) -> Sweep:
    """Return the sweep of a file, a shipped name or a mapping; raises ScenarioError with all that is wrong with it."""
    known = catalogue()
    return with_outcomes(read(found(source, known) if isinstance(source, str | os.PathLike) else source, known))


def proved(source: str | os.PathLike[str] | Mapping[str, Any]) -> tuple[Sweep, Points]:
    """Return a sweep and its points, each of which can be run; raises ScenarioError with all that is wrong."""
    asked = opened(source)
    chosen = points(asked)
    checked(asked, chosen)
    return asked, chosen
