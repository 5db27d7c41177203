"""One actor of the base region: its figures on 1 January of a year, from the tables."""

from __future__ import annotations

import math
from typing import Any

from northeastsim.scenario.names import states
from northeastsim.scenario.region.capital import capital, spending
from northeastsim.scenario.region.tables import (
    at,
    coefficient,
    figure,
    latest,
    quantity,
    rows,
)

STANDING = ("growth", "spending_trend", "spending_sd", "military_ppp", "theatre_share", "self_supply_share",
            "outside_war", "war_theatre_cut", "accept", "background_load", "brittle", "hedging")
WORDS = ("strategy", "budget_date")
CHANNELS = ("air", "ground", "sea")


def actor(name: str, year: int) -> dict[str, Any]:
    """The entry `actors.NAME` on 1 January of `year`; flows of money are those of the year before."""
    before = year - 1
    entry: dict[str, Any] = _words(name, year)
    entry["economy_busd"] = quantity(at("economy", before, actor=name))
    entry["spending_busd"] = spending(name, before)
    entry["capital_busd"] = capital(name, year)
    entry.update(_standing(name, year))
    entry["channel_shares"] = {channel: _channel(name, channel) for channel in CHANNELS}
    entry["rest_of_world_trade_musd"] = quantity(at("rest_of_world", before, actor=name))
    entry["veto"] = latest("actors", year, actor=name, field="veto") is not None
    entry.update(_programme(name, year))
    entry.update(_strategic(name, year))
    return entry


def _words(name: str, year: int) -> dict[str, Any]:
    found = {field: latest("actors", year, actor=name, field=field) for field in WORDS}
    return {"name": states()[name]} | {field: row.value for field, row in found.items() if row is not None}


def _standing(name: str, year: int) -> dict[str, Any]:
    found = {field: latest("actors", year, actor=name, field=field) for field in STANDING}
    return {field: quantity(row) for field, row in found.items() if row is not None}


def _channel(name: str, channel: str) -> dict[str, Any]:
    return quantity(next(rows("actors", actor=name, field=f"channel_{channel}")))


def _programme(name: str, year: int) -> dict[str, Any]:
    """Budgets left of a spending programme under way, and the lines of its arms industry."""
    lines = latest("actors", year, actor=name, field="production_lines")
    last = latest("actors", year, actor=name, field="programme_last_year")
    growth = latest("actors", year, actor=name, field="programme_growth")
    left = max(0, int(last.number) - year + 1) if last else 0
    entry: dict[str, Any] = {"production_lines": int(lines.number) if lines else 0, "programme_years": left}
    return entry | ({"programme_growth": quantity(growth)} if left and growth else {})


def _strategic(name: str, year: int) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    if any(rows("warheads", actor=name)):
        entry["warheads"] = quantity(at("warheads", year, actor=name))
    uncut = latest("uncut_income", year - 1, actor=name)
    if uncut:
        entry["uncut_income_musd"] = quantity(uncut)
    if any(rows("record_launches", actor=name)):
        entry["launches_per_year"] = _launches(name, year)
    return entry


def _launches(name: str, year: int) -> dict[str, Any]:
    """Immigrant launches a year: the mean of the recent record, less those that launches themselves excite.

    Bounds: 1.96 standard errors of the mean at the record's variance over mean.
    """
    window = int(coefficient("launch_window"))
    counts = [at("record_launches", past, actor=name).number for past in range(year - window, year)]
    mean, share = sum(counts) / window, 1 - coefficient("launch_branching")
    error = 1.96 * math.sqrt(coefficient("launch_overdispersion") * mean / window)
    low, high = max(0.0, mean - error) * share, (mean + error) * share
    source = f"mean launch events {year - window}-{year - 1} (own count of CSIS dates), times 1 - branching"
    return figure(round(mean * share, 2), round(low, 2), round(high, 2), source, "medium")
