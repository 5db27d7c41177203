"""One spelling of each path: as columns are named by it, and as it is compared."""

from __future__ import annotations

from northeastsim.scenario.paths import Path, split
from northeastsim.scenario.relations import SYMMETRIC


def spelt(text: str) -> str:
    """Return a path as columns are named.

    >>> spelt("relations.RUS, PRK.alignment")
    'relations.RUS,PRK.alignment'
    """
    return ".".join(str(part).replace(", ", ",") for part in split(text))


def same(text: str) -> Path:
    """Return a path as it is compared: what is the same for both orders of a pair, under the alphabetical one."""
    path = split(text)
    if path[0] == "relations" and len(path) > 2 and path[2] in SYMMETRIC:
        return (path[0], ", ".join(sorted(str(path[1]).split(", "))), *path[2:])
    return path
