"""How each state regards each other: closeness in UN votes, codes of alliance and rivalry, and sanctions."""

from __future__ import annotations

import math
from typing import Any

from northeastsim.scenario.region.tables import RegionError, coefficient, figure, latest, rows

CODES = ("ally", "partner", "rival")


def alignment(regards: str, regarded: str, year: int) -> dict[str, Any]:
    """Alignment (-1..1) of `regards` to `regarded` on 1 January of `year`.

    1. Closeness u = clip(1 - d / 1.5, -1, 1), d the distance of mean ideal points of the three years before.
    2. L = .35 u + .60 ally + .25 partner - .55 rival - .15 heavier sanctions of the two, within +-.95.
    3. A shift by hand where regard is one-sided.
    """
    value = coefficient("alignment_votes") * closeness(regards, regarded, year)
    value += math.fsum(coefficient(f"alignment_{name}") * code(regards, regarded, name, year) for name in CODES)
    value += coefficient("alignment_sanctions") * heavier_sanctions(regards, regarded, year)
    cap, error = coefficient("alignment_cap"), coefficient("alignment_error")
    shift = latest("relations", year, actor_a=regards, actor_b=regarded, field="alignment_shift")
    value = max(-cap, min(cap, max(-cap, min(cap, value)) + (shift.number if shift else 0.0)))
    low, high = max(-1.0, value - error), min(1.0, value + error)
    source = f"UN ideal points {year - 3}-{year - 1} (Bailey, Strezhnev, Voeten) and codes by judgement"
    source += f"; {shift.source}" if shift and shift.number else ""
    return figure(round(value, 3), round(low, 3), round(high, 3), source, "medium")


def closeness(one: str, other: str, year: int) -> float:
    """Closeness in UN votes (-1..1) over the three years before `year`."""
    distance = abs(ideal_point(one, year) - ideal_point(other, year))
    return max(-1.0, min(1.0, 1 - distance / coefficient("alignment_votes_scale")))


def ideal_point(actor: str, year: int) -> float:
    """Mean UN ideal point over the three years before `year`, of which two must be in the table."""
    known = [row.number for row in rows("ideal_points", actor=actor) if year - 3 <= row.year < year]
    if len(known) < 2:
        raise RegionError(f"region/ideal_points.csv: expected at least two of {year - 3} to {year - 1} for "
                          f"{actor}, found {len(known)}; add the rows with their source")
    return math.fsum(known) / len(known)


def code(one: str, other: str, name: str, year: int) -> float:
    """The code `name` (ally, partner or rival; 0..1) of a pair in either order; 0 where there is none."""
    row = latest("codes", year, actor_a=one, actor_b=other, code=name)
    row = row or latest("codes", year, actor_a=other, actor_b=one, code=name)
    return row.number if row else 0.0


def heavier_sanctions(one: str, other: str, year: int) -> float:
    """The heavier of the two states' sanctions on each other (0..1)."""
    pairs = ((one, other), (other, one))
    both = (latest("relations", year, actor_a=a, actor_b=b, field="sanctions") for a, b in pairs)
    return max((row.number for row in both if row), default=0.0)
