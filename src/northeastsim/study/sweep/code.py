"""Which version of the model makes a sweep's rows: a digest of all sources and data that they depend on."""

from __future__ import annotations

import functools
from pathlib import Path

from northeastsim.study.digest import of_data
from northeastsim.study.manifest import folder_digest

FOLDERS = ("rulebook", "engine", "scenario", "study")


@functools.cache
def code() -> str:
    """Return the digest of the rules, the engines, the catalogue and what reads outcomes."""
    package = Path(__file__).parents[2]
    return of_data([[name, folder_digest(package / name)] for name in FOLDERS])
