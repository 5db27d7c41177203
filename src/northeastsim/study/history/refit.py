"""What the record up to a year says of trends, noise and launches: refitted, so that nothing later enters."""

from __future__ import annotations

import math
import statistics
from typing import Any

from northeastsim.scenario.region.tables import coefficient, figure
from northeastsim.study.history.record import FIRST, launches, spending_growth
from northeastsim.study.history.targets import SPENDERS

TESTER = "PRK"
FIRST_CLUSTERED = 2012  # before, launches were so few that they say nothing of clusters


def refitted(until: int, recent: bool) -> dict[str, Any]:
    """Return the patch of a scenario in which spending grows, and launches come, as they did up to a year.

    Spending's trend is the mean of yearly growth since 2011, its noise the standard deviation. A programme that was under way is
    in that mean, so none is under way at the start. North Korea has no series of spending: its figures stay. Launches come at
    the mean of 2011 to `until`, or, where what follows is to be told, of the `recent` years that the region looks back on.
    """
    spending = {actor: grown(actor, range(FIRST + 1, until + 1)) for actor in SPENDERS}
    first = until - int(coefficient("launch_window")) + 1 if recent else FIRST + 1
    return {"actors": {**spending, TESTER: {"launches_per_year": unexcited(range(first, until + 1), until)}}}


def grown(actor: str, years: range) -> dict[str, Any]:
    """Return what a state's entry says of its spending."""
    growth = [found for year in years if (found := spending_growth(actor, year)) is not None]
    trend, sd = statistics.mean(growth), statistics.stdev(growth)
    error = 2 * sd / math.sqrt(len(growth))
    source = f"mean and standard deviation of the logarithm of yearly growth, {told(years)} (SIPRI; own sum)"
    return {
        "spending_trend": rounded(trend, trend - error, trend + error, source),
        "spending_sd": rounded(sd, sd / 2, sd * 2, source),
        "programme_years": 0,
    }


def unexcited(years: range, until: int) -> dict[str, Any]:
    """Return the launches a year that answer nothing: the mean of some years, less what launches themselves excite.

    Self-excitation with branching ratio n makes yearly counts 1 / (1 - n)^2 times as variable as chance alone (Hawkes 1971).
    """
    clustered = [launches(TESTER, year) for year in range(FIRST_CLUSTERED, until + 1)]
    share = math.sqrt(statistics.mean(clustered) / statistics.variance(clustered))
    rate = statistics.mean(launches(TESTER, year) for year in years) * share
    source = f"mean launch events {told(years)}, times 1 - branching by their variance {FIRST_CLUSTERED} to {until} (own sum)"
    return rounded(rate, rate / 2, rate * 2, source)


def told(years: range) -> str:
    """Return a span of years in words."""
    return f"{years[0]} to {years[-1]}"


def rounded(value: float, low: float, high: float, source: str) -> dict[str, Any]:
    """Return a quantity of a scenario, to four places."""
    return figure(round(value, 4), round(low, 4), round(high, 4), source, "medium")
