"""What the page says, in five languages: tables of its own words, of options and of contested figures."""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.names import every_name, states
from northeastsim.scenario.words import nearest

HERE = Path(__file__).parent
CODES = MappingProxyType({"english": "en", "chinese": "zh", "korean": "ko", "japanese": "ja", "russian": "ru"})
ENGLISH = "english"
Row = Mapping[str, str]


class Said(NamedTuple):
    """What something is called, a line more about it, and the language of both."""

    label: str
    line: str
    code: str


def language_of(given: str) -> str:
    """A language by its name or its code; raises ScenarioError for another."""
    known = {**{name: name for name in CODES}, **{code: name for name, code in CODES.items()}}
    if given not in known:
        message = f"no language '{given}'; known: {', '.join(f'{name} ({code})' for name, code in CODES.items())}"
        raise ScenarioError([Problem("--language", None, None, "", message, nearest(given, list(known)))])
    return known[given]


@functools.cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of `words`, `options` or `switches`."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(MappingProxyType(row) for row in csv.DictReader(file))


@functools.cache
def words(language: str) -> Mapping[str, str]:
    """The page's own words by their ids."""
    return MappingProxyType({row["id"]: row[language] for row in table("words")})


def said(name: str, one: str, language: str) -> Said | None:
    """What an option or a switch is called; None where the table does not know it."""
    found = {row["kind"]: row[language] for row in table(name) if row["id"] == one}
    return Said(found["label"], found["line"], CODES[language]) if found else None


def paths() -> dict[str, str]:
    """Where the contested figures stand in a scenario, by their ids."""
    return {row["id"]: row["path"] for row in table("switches") if row["kind"] == "label"}


def offered() -> list[str]:
    """All options that have words, those to be offered first before the others."""
    return [row["id"] for row in table("options") if row["kind"] == "label"]


def name_of(actor: str, entry: Mapping[str, object], language: str) -> str:
    """What a state is called in a language, or what the scenario calls it, where that is its own name for it."""
    own, usual = str(entry.get("name") or ""), states().get(actor, "")
    if own and own != usual:
        return own
    return next((row[language] for row in every_name() if row["id"] == actor and row["kind"] == "state"), own or actor)
