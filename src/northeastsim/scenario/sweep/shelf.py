"""Sweeps that are shipped, by name, and the file that a name or a path leads to."""

from __future__ import annotations

import os
import pathlib

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.catalogue_types import Catalogue
from northeastsim.scenario.sources import is_name, neighbour, shipped, shipped_sweeps, usable
from northeastsim.scenario.words import nearest

IS_SCENARIO = "is a scenario, which a sweep's file names under 'scenarios'; by itself it is run with: northeastsim run"


def found(source: str | os.PathLike[str], catalogue: Catalogue) -> pathlib.Path:
    """Return the file of a sweep given by path or by shipped name; raises ScenarioError with the nearest name."""
    text = os.fsdecode(source)
    path, names = pathlib.Path(text), shipped_sweeps(catalogue)
    if usable(path):
        return path
    if is_name(text) and text in names:
        return names[text]
    if os.path.isdir(text):
        raise ScenarioError([Problem(text, None, None, "", "is a folder; name a sweep's file in it")])
    if is_name(text) and text in shipped(catalogue):
        raise ScenarioError([Problem(text, None, None, "", f"{IS_SCENARIO} {text}")])
    near = nearest(text, names) if is_name(text) else neighbour(path) or nearest(path.stem, names)
    noun = "sweep" if is_name(text) else "file"
    raise ScenarioError([Problem(text or "''", None, None, "", f"there is no such {noun}", near)])
