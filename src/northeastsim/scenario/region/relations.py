"""One pair of the base region: what binds and divides two states on 1 January of a year."""

from __future__ import annotations

from typing import Any

from northeastsim.scenario.region.alignment import alignment, code
from northeastsim.scenario.region.tables import Row, at, coefficient, figure, latest, quantity, rows

ORDERED = ("commitment", "provocation", "sanctions", "backing")
SYMMETRIC = ("contact", "proximity", "land_contact", "crisis_exposure", "incident_exposure")


def ordered(one: str, other: str, year: int) -> dict[str, Any]:
    """What stands under "ONE, OTHER" alone: how `one` regards, backs, supplies, sanctions `other`."""
    entry: dict[str, Any] = {"alignment": alignment(one, other, year)}
    for field in ORDERED:
        row = latest("relations", year, actor_a=one, actor_b=other, field=field)
        if row and row.number:
            entry[field] = quantity(row)
    flow = latest("flows", year - 1, receiver=one, giver=other)
    if flow and (flow.number or flow.high):
        entry["flows_musd"] = quantity(flow)
    supplied = arms_supplied(one, other, year)
    if supplied:
        entry["arms_supplied_btiv"] = supplied
    return entry


def symmetric(one: str, other: str, year: int) -> dict[str, Any]:
    """What the pair shares, given once under the order of the actors' list."""
    entry: dict[str, Any] = {"trade_musd": quantity(at("trade", year - 1, actor_a=one, actor_b=other))}
    for field in SYMMETRIC:
        row = latest("relations", year, actor_a=one, actor_b=other, field=field)
        if row:
            entry[field] = quantity(row)
    entry["rival"] = code(one, other, "rival", year) >= coefficient("rival_pair")
    return entry


def arms_supplied(supplier: str, recipient: str, year: int) -> dict[str, Any] | None:
    """Stock of arms supplied, bn TIV: the register's, at even growth between its years, and the extras."""
    stock, source, confidence = 0.0, "no deliveries in the register", "low"
    known = sorted(rows("arms_stock", supplier=supplier, recipient=recipient), key=lambda row: row.year)
    if any(row.year <= year for row in known):
        stock, source, confidence = _between(known, year), known[-1].source, known[-1].confidence
    extra = latest("relations", year, actor_a=supplier, actor_b=recipient, field="arms_extra")
    low, high = stock * 0.8, stock * 1.2
    if extra and extra.number:
        stock, source, confidence = stock + extra.number, f"{source}; {extra.source}", "low"
        low, high = low + (extra.low or 0.0), high + (extra.high or 0.0)
    return figure(round(stock, 3), round(low, 3), round(high, 3), source, confidence) if stock > 0 else None


def _between(known: list[Row], year: int) -> float:
    before = max((row for row in known if row.year <= year), key=lambda row: row.year)
    after = min((row for row in known if row.year >= year), key=lambda row: row.year, default=before)
    if after.year == before.year:
        return before.number
    share = (year - before.year) / (after.year - before.year)
    return before.number * float((after.number / before.number) ** share)
