"""What happened, by target, series and year, from the region's cited tables."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd

from northeastsim.scenario.region import alignment as regard
from northeastsim.scenario.region.tables import PAIRS, RegionError, Row, at, rows
from northeastsim.study.history.targets import PARTNERS, TARGETS

FIRST, LAST = 2010, 2024  # of the figures; launches are counted from 2000 on
FIRST_LAUNCHES = 2000
Observed = tuple[str, str, int, float]


def record(until: int = LAST) -> pd.DataFrame:
    """Return what was on the record by the end of a year: columns target, series, year, value, and the target's kind and unit.

    Nothing of a later year is read. Raises RegionError for a year before the record or after it.
    """
    if not FIRST < until <= LAST:
        raise RegionError(f"record until {until}: expected a year from {FIRST + 1} to {LAST}; try until=2018")
    frame = pd.DataFrame(observed(until), columns=["target", "series", "year", "value"])
    kinds = pd.DataFrame(
        [(target.name, target.kind, target.unit) for target in TARGETS], columns=["target", "kind", "unit"]
    )
    return frame.merge(kinds, on="target", sort=False)


def observed(until: int) -> Iterator[Observed]:
    """Yield target by target, series by series, year by year."""
    years = range(FIRST, until + 1)
    for target in TARGETS:
        for series in target.series:
            for year in range(FIRST_LAUNCHES, until + 1) if target.name == "launches" else years:
                value = READ[target.name](series, year)
                if value is not None:
                    yield target.name, series, year, value


def spending_growth(actor: str, year: int) -> float | None:
    """Return the logarithm of a state's spending over that of the year before; None for the first year."""
    if year == FIRST:
        return None
    return math.log(at("spending", year, actor=actor).number / at("spending", year - 1, actor=actor).number)


def trade(partner: str, year: int) -> float:
    """Return North Korea's recorded trade with a partner, m US$."""
    one, other = next(pair for pair in PAIRS if set(pair) == {partner, "PRK"})
    return at("trade", year, actor_a=one, actor_b=other).number


def trade_share(partner: str, year: int) -> float:
    """Return a partner's share in North Korea's recorded trade with the five."""
    return trade(partner, year) / math.fsum(trade(other, year) for other in PARTNERS)


def trade_level(partner: str, year: int) -> float:
    """Return the logarithm of North Korea's recorded trade with a partner; below 1 m US$ counts as 1."""
    return math.log(max(trade(partner, year), 1.0))


def alignment(pair: str, year: int) -> float:
    """Return the coded regard of two states for each other at the end of a year: votes in the UN, codes and sanctions."""
    one, other = pair.split("-")
    both = regard.alignment(one, other, year + 1)["value"], regard.alignment(other, one, year + 1)["value"]
    return math.fsum(both) / 2


def dependence(actor: str, partner: str, year: int) -> float:
    """Return a partner's share in all of a state's recorded trade, that with the other Korea included."""
    return at("record_dependence", year, actor=actor, partner=partner).number


def launches(actor: str, year: int) -> float:
    """Return a state's missile launches in a year."""
    return at("record_launches", year, actor=actor).number


def exercises(pair: str, year: int) -> float:
    """Return the named exercises of two states in a year, whoever else joins."""
    together = set(pair.split("-"))
    counted = rows("record_counts", type="joint_exercise")
    held = [row for row in counted if together <= {row.keys["actor"], *row.keys["target"].split(";")}]
    return total(held, year)


def incidents(series: str, year: int) -> float:
    """Return the incidents of a year in the region."""
    return total(list(rows("record_counts", type="incident")), year)


def crises(series: str, year: int) -> float:
    """Return the crises that began in a year in the region."""
    return total(list(rows("record_counts", type="crisis")), year)


def total(counted: list[Row], year: int) -> float:
    """Return the sum of a year's counts."""
    return math.fsum(row.number for row in counted if row.year == year)


READ = {
    "spending_growth": spending_growth, "trade_share": trade_share, "trade_level": trade_level, "alignment": alignment,
    "launches": launches, "exercises": exercises, "incidents": incidents, "crises": crises,
}  # fmt: skip
