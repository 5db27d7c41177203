"""The fixed words of a page in five languages: the table `words.csv`. Labels, so that a teacher may replace them."""

from __future__ import annotations

import csv
import functools
from pathlib import Path

TABLE = Path(__file__).with_name("words.csv")


@functools.cache
def words(language: str) -> dict[str, str]:
    """The fixed words of a page in a language, by key."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["key"]: row[language] for row in csv.DictReader(file)}
