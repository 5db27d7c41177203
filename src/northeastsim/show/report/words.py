"""The fixed words of a page in five languages: the table `words.csv`. Labels, so that a teacher may replace them."""

from __future__ import annotations

import csv
import functools
from pathlib import Path

from northeastsim.errors import Problem, ScenarioError

TABLE = Path(__file__).with_name("words.csv")
CODES = {"english": "en", "chinese": "zh-Hans", "korean": "ko", "japanese": "ja", "russian": "ru"}
SHORT = {code.partition("-")[0]: name for name, code in CODES.items()}


def language(given: str) -> str:
    """The language that a name or code stands for: `chinese` for `zh`; raises ScenarioError for another."""
    from northeastsim.scenario.words import missing

    name = SHORT.get(given, given)
    if name not in CODES:
        message, near = missing("language", given, [*CODES, *SHORT])
        raise ScenarioError([Problem("--language", None, None, "", message, near)])
    return name


@functools.cache
def words(name: str) -> dict[str, str]:
    """The fixed words of a page in a language, by key."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["key"]: row[name] for row in csv.DictReader(file)}
