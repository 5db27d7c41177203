"""The scenarios of the record, as documents and text: a past world left to itself, and with its dated acts fed in.

Each has a `free` file, into which only what comes from outside is fed (a border closed against a pandemic, a war
elsewhere), and one on top of it with every dated act of `record_events.csv` and nobody deciding.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from northeastsim.scenario.dump import dump
from northeastsim.scenario.region.build import programmes
from northeastsim.scenario.region.history_words import EVENT_TYPES, free_words, told_words
from northeastsim.scenario.region.tables import ACTORS, Row, table

LAST = 2024
FIGURES = (2010, 2018)  # years whose figures a scenario begins with, on the 1 January after
WIDTH, ENDLESS = 112, 10_000
NOTE = ("# Written by `python -m northeastsim.scenario.region` from region/record_events.csv: edit the table, not\n"
        "# this file. {0}\n\n")


def files() -> dict[str, str]:
    """The text of every scenario of the record, by the name of its file without an ending."""
    texts: dict[str, str] = {}
    for year in FIGURES:
        texts[f"{year}_{LAST}_free"] = NOTE.format("Only what comes from outside is fed in.") + text(free(year))
        texts[f"{year}_{LAST}"] = NOTE.format("What it extends, and each dated act.") + text(told(year))
    return texts


def free(figures: int) -> dict[str, Any]:
    """The world after the figures of a year, with nothing fed in but what comes from outside."""
    return {
        "format": 1,
        **free_words(figures, LAST),
        "extends": f"northeast_asia_{figures + 1}",
        "start": f"{figures + 1}-01-01",
        "years": LAST - figures,
        "seed": 63,
        "replications": 500,
        "parameters": {"outside_war.end_rate": 0},
        "event_types": EVENT_TYPES,
        "events": events(figures, "outside"),
        "metrics": {"trade_with_china": "trade[CHN, PRK]", "stress_in_pyongyang": "stress[PRK]"},
        "variants": {
            "no_closure": {f"events.{row.keys['id']}": None for row in fed(figures, "outside") if "border" in row.keys["type"]},
            "no_war": {"events.war_in_ukraine": None},
        },
    }


def told(figures: int) -> dict[str, Any]:
    """The same with every dated act, exercises on the days on which they were held, and nobody deciding."""
    return {
        "format": 1,
        **told_words(figures, LAST),
        "extends": f"{figures}_{LAST}_free",
        "seed": 63,
        "replications": 500,
        "actors": {actor: {"strategy": "passive"} for actor in ACTORS},
        "programmes": [{"id": entry["id"], "remove": True} for entry in programmes(figures + 1)],
        "events": events(figures, "home", "act", "calendar"),
    }


def fed(figures: int, *kinds: str) -> Iterator[Row]:
    """The rows of the record of some kinds after a year, in order of date."""
    return (row for row in table("record_events") if row.keys["kind"] in kinds and row.year > figures)


def events(figures: int, *kinds: str) -> list[dict[str, Any]]:
    """The rows of the record of some kinds after a year, as events of a scenario."""
    return [event(row) for row in fed(figures, *kinds)]


def event(row: Row) -> dict[str, Any]:
    """One row of the record as an event: roles that are filled, its size (a range where it is judged), who says so."""
    keys = row.keys
    one: dict[str, Any] = {name: keys[name] for name in ("id", "date", "type")}
    one |= {name: keys[name] for name in ("initiator", "target", "system") if keys[name]}
    one |= {name: keys[name].split(";") for name in ("participants", "aimed_at") if keys[name]}
    if keys["key"]:
        one[keys["key"]] = short(row.number) if row.low is None else [short(end) for end in row.spread]
    if keys["word"]:
        key, word = keys["word"].split("=")
        one[key] = word
    if keys["type"] == "technology_transfer":
        one["secret"] = False  # what is on the record is no secret
    one["status"] = keys["status"]
    one |= {name: keys[name].split(";") for name in ("claimant", "denied_by") if keys[name]}
    return one | {"source": row.source}


def short(number: float) -> float | int:
    """A number without a point where it is whole."""
    return int(number) if number == int(number) else number


def text(document: dict[str, Any]) -> str:
    """A document as YAML: its prose folded, its events in braces one after another."""
    return "".join(part(key, value) for key, value in document.items())


def part(key: str, value: Any) -> str:
    """One key of a document as YAML."""
    if key in ("description", "cannot_tell"):
        lines = textwrap.wrap(value, WIDTH, initial_indent="  ", subsequent_indent="  ")
        return "\n".join([f"{key}: >-", *lines, ""])
    if key in ("events", "programmes"):
        return f"\n{key}:\n" + "".join(f"  - {braced(entry)}\n" for entry in value)
    return dump({key: value}, WIDTH)


def braced(entry: dict[str, Any]) -> str:
    """An entry of a list in braces, broken between its keys."""
    lines = ["{"]
    for key, value in entry.items():
        word = dump({key: value}, ENDLESS, flow=True)[1:-2] + ","
        if len(lines[-1]) + len(word) > WIDTH - 4:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] not in ("", "{") else word
    return "\n     ".join(lines)[:-1] + "}"
