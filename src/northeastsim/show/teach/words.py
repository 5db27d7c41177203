"""What the page says, in five languages: tables of its own words, of options and of contested figures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from northeastsim.scenario.names import every_name, states
from northeastsim.show.language import TAGS
from northeastsim.show.language.texts import Row, rows, texts

HERE = Path(__file__).parent


class Said(NamedTuple):
    """What something is called, a line more about it, and the tag of the language of both."""

    label: str
    line: str
    lang: str


def table(name: str) -> tuple[Row, ...]:
    """The rows of `words`, `options` or `switches`."""
    return rows(HERE / f"{name}.csv")


def words(language: str) -> Mapping[str, str]:
    """The page's own words by their ids."""
    return texts(HERE / "words.csv", language)


def said(name: str, one: str, language: str) -> Said | None:
    """What an option or a switch is called; None where the table does not know it."""
    found = {row["kind"]: row[language] for row in table(name) if row["id"] == one}
    return Said(found["label"], found["line"], TAGS[language]) if found else None


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
