"""Military capital: what spending has built, by perpetual inventory from the year 2000."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from northeastsim.scenario.region.tables import (
    Row,
    at,
    coefficient,
    coefficient_row,
    figure,
    latest,
    quantity,
    rows,
)

FIRST_YEAR = 2000


def spending(actor: str, year: int) -> dict[str, Any]:
    """Military spending of a year, bn constant 2023 US$; PRK's is a share of its economy, a wide range."""
    if actor == "PRK":
        return _prk_spending(year)
    return quantity(at("spending", year, actor=actor))


def _prk_spending(year: int) -> dict[str, Any]:
    share, economy = coefficient_row("prk_spending_share"), at("economy", year, actor="PRK").number
    low, high = (round(end * economy, 1) for end in share.spread)
    source = f"judgement: share of economy, {share.source}"
    return figure(round(share.number * economy, 2), low, high, source, share.confidence)


def path(actor: str, last: int) -> list[float]:
    """Spending of each year from 2000 to `last`; at even growth between the anchors 2000, 2005, 2010."""
    if actor == "PRK":
        return [spending(actor, year)["value"] for year in range(FIRST_YEAR, last + 1)]
    anchors = [row for row in rows("spending", actor=actor) if row.year < last]
    anchors.append(at("spending", last, actor=actor))
    grown = [anchors[0].number]
    for before, after in pairwise(anchors):
        grown.extend(_between(before, after))
    return grown


def _between(before: Row, after: Row) -> list[float]:
    gap = after.year - before.year
    growth = (after.number / before.number) ** (1 / gap)
    return [before.number * growth**step for step in range(1, gap)] + [after.number]


def inventory(actor: str, year: int) -> float:
    """Military capital on 1 January of `year`, bn US$ at military purchasing power.

    1. Start at the end of 2000 from a steady past: K = investment / (decay + growth).
    2. Each later year: K = K (1 - decay) + investment; decay is higher in a year of outside war.

    Source: perpetual inventory, as in national accounts; the coefficients are judgement.
    """
    built = [_investment(actor) * amount for amount in path(actor, year - 1)]
    capital = built[0] / (coefficient("capital_decay") + coefficient("growth_before_record"))
    for after, amount in enumerate(built[1:], start=FIRST_YEAR + 1):
        capital = capital * (1 - decay(actor, after)) + amount
    return capital


def _investment(actor: str) -> float:
    ppp = next(rows("actors", actor=actor, field="military_ppp"))
    return coefficient("investment_share") * ppp.number


def decay(actor: str, year: int) -> float:
    """Share of capital lost in `year`: more where an outside war is on at the end of it."""
    war = latest("actors", year + 1, actor=actor, field="outside_war")
    fighting = war is not None and war.number >= 0.5
    return coefficient("capital_decay_in_war" if fighting else "capital_decay")


def capital(actor: str, year: int) -> dict[str, Any]:
    """Military capital as a quantity; bounds: the wider of those of spending and of the investment share."""
    value, spent = inventory(actor, year), spending(actor, year - 1)
    share = coefficient_row("investment_share")
    low, high = (end / share.number for end in share.spread)
    low = min(low, spent.get("low", spent["value"]) / spent["value"])
    high = max(high, spent.get("high", spent["value"]) / spent["value"])
    source = "perpetual inventory from 2000 of the spending named in this file (own sum)"
    return figure(round(value, 1), round(value * low, 1), round(value * high, 1), source, "low")
