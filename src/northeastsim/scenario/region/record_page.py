"""The dated acts and the exercises of the record, as rows of tables for the page of data."""

from __future__ import annotations

from collections import Counter

from northeastsim.scenario.region.tables import Row, table

ACTS = ("date", "type", "by", "to", "with", "against", "what", "size", "how sure", "source")
SERIES = ("year", "USA with KOR", "USA with JPN and KOR", "CHN with RUS", "outside the calendar, USA")


def acts() -> list[tuple[str, ...]]:
    """Every dated act but exercises of the calendar."""
    return [act(row) for row in table("record_events") if row.keys["kind"] != "calendar"]


def act(row: Row) -> tuple[str, ...]:
    """One dated act in words."""
    keys = row.keys
    date = keys["date"][:7] if keys["date_precision"] == "month" else keys["date"]
    said = keys["status"] + (f" (by {keys['claimant']})" if keys["claimant"] else "")
    said += f"; denied by {keys['denied_by']}" if keys["denied_by"] else ""
    who = [keys[role].replace(";", ", ") for role in ("initiator", "target", "participants", "aimed_at")]
    return (date, f"`{keys['type']}`", *who, keys["act"], size(row), said.replace(";", ", "), row.source)


def size(row: Row) -> str:
    """The size of an act in words; nothing where its type has none."""
    keys = row.keys
    words = [keys["word"]] if keys["word"] else []
    if key := keys["key"]:
        span = f" ({row.low:g} to {row.high:g})" if row.low is not None and row.high is not None else ""
        unit = "" if row.unit == key else f" {row.unit}"
        words.append(f"{key} {row.number:g}{span}{unit}")
    words += ["judgement"] if keys["sized"] == "judgement" else []
    return ", ".join(words)


def exercises() -> list[tuple[str, ...]]:
    """Exercises by year, as they were held."""
    counts: Counter[tuple[int, str]] = Counter()
    for row in table("record_events"):
        if row.keys["kind"] == "calendar":
            counts[row.year, row.keys["participants"] if row.keys["counted_for"] == "USA" else "CHN"] += 1
        elif row.keys["type"] == "joint_exercise":
            counts[row.year, "more"] += 1
    years = sorted({year for year, _ in counts})
    return [(str(year), *(str(counts[year, key]) for key in ("KOR", "JPN;KOR", "CHN", "more"))) for year in years]
