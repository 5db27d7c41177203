"""The texts of pages in five languages: tables with a row per id, and the statement that all pages share."""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from northeastsim.show.language.translate import Words
from northeastsim.statement import FULL, SHORT

Row = Mapping[str, str]


@functools.cache
def rows(file: Path) -> tuple[Row, ...]:
    """The rows of a table."""
    with file.open(encoding="utf-8", newline="") as opened:
        return tuple(MappingProxyType(row) for row in csv.DictReader(opened))


@functools.cache
def texts(file: Path, language: str) -> Mapping[str, str]:
    """A table's texts in a language by their ids, with the statement, as charts bear it, `short` and in `full`."""
    said = Words(language)
    return MappingProxyType({"short": said(SHORT), "full": said(FULL), **{row["id"]: row[language] for row in rows(file)}})
