"""Arms races by the bare rule: both sides' real spending grows fast in each of three consecutive years.

The threshold of 8 % a year is attributed to Gibler, Rider and Hutchison (2005). Growth that settles on both
sides is no race: where each year's increase is smaller than the last one's, spending heads for a level, as in
Richardson's stable race (1960), and passes 8 % only because it began low. Horn (1987) asks more, that the rate of
growth rises; the form in money is ours, and hides a fast build-up that slows on both sides. What the rule flags may
be a race or two parallel build-ups: it does not ask whose acts caused the growth.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

THRESHOLD = 0.08
YEARS = 3

Pair = tuple[str, str]
Rates = dict[int, float]  # growth by year


def growth(spending: pd.DataFrame) -> dict[str, Rates]:
    """Return each actor's growth by year, from a table with the columns actor, year, value.

    A year whose own spending or that of the year before is missing has no growth.
    """
    rows = spending.dropna().itertuples()
    known = {(row.actor, row.year): row.value for row in rows}
    found: dict[str, Rates] = {}
    for (actor, year), value in known.items():
        before = known.get((actor, year - 1), 0.0)
        if before > 0.0:
            found.setdefault(actor, {})[year] = value / before - 1.0
    return found


def races(spending: pd.DataFrame, pairs: Iterable[Pair], threshold: float = THRESHOLD) -> pd.DataFrame:
    """Return each year in which a pair completed three years of racing: columns one, other, year."""
    rates = growth(spending)
    rows = [
        (one, other, year)
        for one, other in pairs
        for year in both_fast(rates, one, other, threshold)
        if not (settling(rates[one], year) and settling(rates[other], year))
    ]
    return pd.DataFrame(rows, columns=["one", "other", "year"])


def both_fast(rates: dict[str, Rates], one: str, other: str, threshold: float) -> list[int]:
    """Return the years in which both completed three years of fast growth."""
    sides = [rates.get(side, {}) for side in (one, other)]
    return [year for year in sorted(sides[0]) if all(fast(side, year, threshold) for side in sides)]


def fast(rates: Rates, year: int, threshold: float) -> bool:
    """Return whether one side grew by at least so much in each of the three years up to a year."""
    return min(rates.get(year - k, -math.inf) for k in range(YEARS)) >= threshold


def settling(rates: Rates, year: int) -> bool:
    """Return whether each yearly increase, in money, was smaller than the one before, over the same years."""
    slower = 1.0 - 1e-9  # equal steps are not smaller
    return all(rates[k] * (1.0 + rates[k - 1]) < rates[k - 1] * slower for k in range(year - YEARS + 2, year + 1))


def pressure(spending: pd.DataFrame, pairs: Iterable[Pair]) -> pd.DataFrame:
    """Return the lower of a pair's mean growth rates over three years: columns one, other, year, value."""
    rates = growth(spending)
    rows = []
    for one, other in pairs:
        for year in sorted(set(rates.get(one, {})) & set(rates.get(other, {}))):
            windows = [[rates[side].get(year - k, math.nan) for k in range(YEARS)] for side in (one, other)]
            rows.append((one, other, year, min(sum(window) / YEARS for window in windows)))
    return pd.DataFrame(rows, columns=["one", "other", "year", "value"]).dropna()


def verdicts(spending: pd.DataFrame, pairs: Iterable[Pair], threshold: float = THRESHOLD) -> pd.DataFrame:
    """Return for each pair what its spending shows: columns one, other, verdict.

    `race or parallel build-up`: both sides grew fast in the same three years; `settling`: so they did, but both
    by less money each year; `one-sided: A`: only A ever grew fast for three years; `apart`: both did, but not
    at the same time; `none`.
    """
    rates = growth(spending)
    rows = []
    for one, other in pairs:
        alone = [s for s in (one, other) if both_fast(rates, s, s, threshold)]
        if len(races(spending, [(one, other)], threshold)):
            word = "race or parallel build-up"
        elif both_fast(rates, one, other, threshold):
            word = "settling"
        elif len(alone) == 2:
            word = "apart"
        else:
            word = f"one-sided: {alone[0]}" if alone else "none"
        rows.append((one, other, word))
    return pd.DataFrame(rows, columns=["one", "other", "verdict"])


def shares(runs: pd.DataFrame) -> pd.DataFrame:
    """Return for each rival pair of a `runs` table how often it raced and how great the pressure was.

    `share` of the replications with its standard error `se`; `pressure`, `p05`, `p95`: mean and percentiles
    over replications of the greatest pressure, per year.
    """
    rows = {}
    for name in runs.columns:
        if name.startswith("race[") and name.endswith("].any"):
            pair = name[len("race[") : -len("].any")]
            raced, felt = runs[name], runs[f"race_pressure[{pair}].max"]
            share = float(raced.mean())
            se = math.sqrt(share * (1.0 - share) / len(raced)) if len(raced) else math.nan
            rows[pair] = (share, se, felt.mean(), felt.quantile(0.05), felt.quantile(0.95))
    columns = ["share", "se", "pressure", "p05", "p95"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("pair")
