"""The texts of pages in five languages: tables with a row per id, and the statement that all pages share."""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

Row = Mapping[str, str]
STATEMENT = Path(__file__).with_name("statement.csv")


@functools.cache
def rows(file: Path) -> tuple[Row, ...]:
    """The rows of a table."""
    with file.open(encoding="utf-8", newline="") as opened:
        return tuple(MappingProxyType(row) for row in csv.DictReader(opened))


@functools.cache
def texts(file: Path, language: str) -> Mapping[str, str]:
    """A table's texts in a language by their ids, with the statement as `short` and in `full`."""
    return MappingProxyType({row["id"]: row[language] for row in (*rows(STATEMENT), *rows(file))})
