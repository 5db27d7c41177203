"""What states, seas and disputed places are called, in five languages: the table `catalogue/names.csv`.

Neutral means both names or none. Names are labels: a scenario's `actors.X.name` replaces a state's.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

TABLE = Path(__file__).parent / "catalogue" / "names.csv"


@functools.cache
def every_name() -> tuple[Mapping[str, str], ...]:
    """The rows of the table, in its order: id, kind, names by language, who uses them, who looked them over."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(MappingProxyType(row) for row in csv.DictReader(file))


@functools.cache
def states() -> Mapping[str, str]:
    """The English short names of states by id."""
    return MappingProxyType({row["id"]: row["english"] for row in every_name() if row["kind"] == "state"})
