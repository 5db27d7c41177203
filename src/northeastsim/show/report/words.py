"""The fixed words of a page in five languages: the table `words.csv`. Labels, so that a teacher may replace them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from northeastsim.show.language.texts import texts

TABLE = Path(__file__).with_name("words.csv")


def words(language: str) -> Mapping[str, str]:
    """The fixed words of a page in a language, by their ids."""
    return texts(TABLE, language)
