"""Sweeps that are shipped, by name, and the file that a name or a path leads to."""

from __future__ import annotations

import os
import pathlib

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.catalogue_types import Catalogue
from northeastsim.scenario.sources import SWEEPS, is_name, neighbour, usable
from northeastsim.scenario.words import nearest


def shipped(catalogue: Catalogue) -> dict[str, pathlib.Path]:
    """Return the files of shipped sweeps by name, sorted; the first folder wins."""
    found: dict[str, pathlib.Path] = {}
    for folder in catalogue.scenario_folders:
        for path in sorted((pathlib.Path(folder) / SWEEPS).glob("*.yaml")):
            found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def found(source: str | os.PathLike[str], catalogue: Catalogue) -> pathlib.Path:
    """Return the file of a sweep given by path or by shipped name; raises ScenarioError with the nearest name."""
    text = os.fsdecode(source)
    path, names = pathlib.Path(text), shipped(catalogue)
    if usable(path):
        return path
    if is_name(text) and text in names:
        return names[text]
    if os.path.isdir(text):
        raise ScenarioError([Problem(text, None, None, "", "is a folder; name a sweep's file in it")])
    near = nearest(text, names) if is_name(text) else neighbour(path) or nearest(path.stem, names)
    noun = "sweep" if is_name(text) else "file"
    raise ScenarioError([Problem(text or "''", None, None, "", f"there is no such {noun}", near)])
