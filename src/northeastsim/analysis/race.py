"""Arms races: a race where each side's fast growth answers the other's, a parallel build-up where it does not, or one side alone.

By the bare rule both sides' real spending grows fast in each of three consecutive years.

The threshold of 8 % a year is attributed to Gibler, Rider and Hutchison (2005). Growth that settles on both
sides is no race: where each year's increase is smaller than the last one's, spending heads for a level, as in
Richardson's stable race (1960), and passes 8 % only because it began low. Horn (1987) asks more, that the rate of
growth rises; the form in money is ours, and hides a fast build-up that slows on both sides. What the rule flags is a race
where at least a quarter of each side's growth answers the other's acts; of the record nobody knows how much does, so that there
it is never more than a parallel build-up.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

THRESHOLD = 0.08
REACTIVE = 0.25  # share of each side's growth that answers the other, in a race
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


def verdicts(
    spending: pd.DataFrame, pairs: Iterable[Pair], threshold: float = THRESHOLD,
    answers: pd.DataFrame | None = None, reactive: float = REACTIVE,
) -> pd.DataFrame:  # fmt: skip
    """Return for each pair what its spending shows: columns one, other, verdict.

    `race`: both sides grew fast in the same three years, and at least the share `reactive` of each side's growth answers the
    other; `parallel build-up`: so they grew, without that; `settling`: so they did, but both by less money each year;
    `one-sided: A`: only A ever grew fast for three years; `apart`: both did, but not at the same time; `none`.
    `answers` has the columns actor, other, year, value: growth per year that answers the other. Without it nothing is known to.
    """
    rates, known = growth(spending), answering(answers)
    rows = []
    for one, other in pairs:
        alone = [s for s in (one, other) if both_fast(rates, s, s, threshold)]
        flagged = races(spending, [(one, other)], threshold)["year"]
        if len(flagged):
            sides = [(one, other), (other, one)]
            both = any(
                all(reactive_share(rates[i], known.get((i, j), {}), year) >= reactive for i, j in sides) for year in flagged
            )
            word = "race" if both else "parallel build-up"
        elif both_fast(rates, one, other, threshold):
            word = "settling"
        elif len(alone) == 2:
            word = "apart"
        else:
            word = f"one-sided: {alone[0]}" if alone else "none"
        rows.append((one, other, word))
    return pd.DataFrame(rows, columns=["one", "other", "verdict"])


def answering(answers: pd.DataFrame | None) -> dict[Pair, Rates]:
    """Return the growth by year that answers each other, from a table with the columns actor, other, year, value."""
    found: dict[Pair, Rates] = {}
    for row in answers.itertuples() if answers is not None else ():
        found.setdefault((row.actor, row.other), {})[row.year] = row.value
    return found


def reactive_share(rates: Rates, answer: Rates, year: int) -> float:
    """Return the share of growth over the three years up to a year that answers the other, 0..1."""
    years = range(year - YEARS + 1, year + 1)
    grown = sum(rates[k] for k in years)
    return min(1.0, max(0.0, sum(answer.get(k, 0.0) for k in years) / grown)) if grown > 0.0 else 0.0


VERDICTS = ("race", "parallel", "one_sided")


def shares(runs: pd.DataFrame) -> pd.DataFrame:
    """Return for each pair of a `runs` table that may race what its spending showed, and how great the pressure was.

    `race`, `parallel`, `one_sided`: shares of the replications, with the standard error of the first, `se`; `pressure`, `p05`,
    `p95`: mean and percentiles over replications of the greatest pressure, per year; `reactive`, `reactive_other`: mean share of
    the first's growth over the run that answers the second, and the other way round.
    """
    rows = {}
    for name in runs.columns:
        if name.startswith("race[") and name.endswith("].any"):
            pair = name[len("race[") : -len("].any")]
            one, other = pair.split(",")
            felt = runs[f"race_pressure[{pair}].max"]
            told = [float(runs[f"{verdict}[{pair}].any"].mean()) for verdict in VERDICTS]
            se = math.sqrt(told[0] * (1.0 - told[0]) / len(runs)) if len(runs) else math.nan
            answers = [float(runs[f"reactive[{i},{j}].share"].mean()) for i, j in ((one, other), (other, one))]
            rows[pair] = (*told, se, felt.mean(), felt.quantile(0.05), felt.quantile(0.95), *answers)
    columns = [*VERDICTS, "se", "pressure", "p05", "p95", "reactive", "reactive_other"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("pair")
