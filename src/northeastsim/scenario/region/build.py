"""The base region of a year: the six states of Northeast Asia on 1 January, by record and judgement."""

from __future__ import annotations

from typing import Any

from northeastsim.scenario.region.actors import actor
from northeastsim.scenario.region.relations import ordered, symmetric
from northeastsim.scenario.region.tables import ACTORS, PAIRS, RegionError, latest, quantity, table

FIRST, LAST = 2011, 2026


def build(year: int) -> dict[str, Any]:
    """The resolved base region on 1 January of `year` (2011 to 2026), knowing nothing that came after.

    Flows, spending and economies are those of the year before, warheads those of January, UN votes the mean
    of the three years before; what is judgement says so in its `source`. Money is in constant 2023 US$, trade
    in current. Raises `RegionError` naming the table and the year that is missing.

    >>> build(2024)["actors"]["CHN"]["spending_busd"]["value"]
    296.8
    """
    if not FIRST <= year <= LAST:
        raise RegionError(f"region of {year}: expected a year from {FIRST} to {LAST}, the span of the tables "
                          f"in northeastsim/scenario/region; extend them, or take the nearest year")
    standing = latest("world", year, field="monitoring")
    assert standing is not None  # the table begins with the first region
    return {
        "format": 1,
        "name": f"northeast_asia_{year}",
        "question": "If nobody does anything new, what drifts?",
        "description": f"Northeast Asia on 1 January {year}; docs/data.md cites each figure.",
        "start": f"{year}-01-01",
        "bodies": ["UNSC"],
        "monitoring": quantity(standing),
        "actors": {name: actor(name, year) for name in ACTORS},
        "relations": relations(year),
        "programmes": programmes(year),
        "parameters": {},
    }


def relations(year: int) -> dict[str, dict[str, Any]]:
    """All pairs, in both orders; what is symmetric stands once, under the order of `ACTORS`."""
    entries: dict[str, dict[str, Any]] = {}
    for one, other in PAIRS:
        entries[f"{one}, {other}"] = ordered(one, other, year) | symmetric(one, other, year)
        entries[f"{other}, {one}"] = ordered(other, one, year)
    return entries


def programmes(year: int) -> list[dict[str, Any]]:
    """The calendar of exercises that ran, or had been announced, when `year` began."""
    entries = []
    for name in dict.fromkeys(row.keys["id"] for row in table("programmes")):
        row = latest("programmes", year, id=name)
        if row and row.value:
            entries.append({
                "id": name,
                "type": row.keys["type"],
                "initiator": row.keys["initiator"],
                "participants": row.keys["participants"].split(";"),
                "aimed_at": row.keys["aimed_at"].split(";"),
                "days": row.value.split(";"),
            })
    return entries
