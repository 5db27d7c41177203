"""Simple rules that are hard to beat, as forecasts with the spread that the record up to the origin gives them.

Each is the predictive distribution of a textbook model, its parameters' uncertainty included, so that a rule is not beaten merely
for being too sure. With y the last value, h the years ahead, and the n changes from year to year of the record up to the origin:

- persistence: of a level a random walk, y + q sqrt(h) t(n), with q the root mean square change; of growth the last one again,
  y + q t(n); of a count a rate of which the last year is all that is known;
- drift: of a level a random walk with drift, y + h m + s sqrt(h + h h / n) t(n - 1), with m and s mean and deviation of changes; of
  growth the level's drift, m + s sqrt(1 + 1 / n) t(n - 1), with m, s and n of past growth itself; none of a count;
- rate: of a count the rate of all years;
- mean: the past values, one as likely as the next.

Growth is the change of a level, so the level's drift is the mean of past growth. Carried on, a growth's spread does not widen:
growth returns, where levels wander. A rate is that of a Poisson process under Jeffreys' prior, which makes next year's count negative
binomial, with k + 1/2 and n / (n + 1) of k events in n years; of the last year alone it is sure of nothing even after a zero.

Sources: Hyndman and Athanasopoulos (2021), Forecasting, 5.2 and 5.5; Gelman et al. (2013), Bayesian Data Analysis, 2.6.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np
import pandas as pd

from northeastsim.analysis.backtest.cells import Draws, Quantity, Values

SIZE = 1000  # draws of a distribution: its quantiles at (k + 1/2) / SIZE, so that no chance is in them
FEWEST = 4  # values of a record that a rule needs

Rule = Callable[[Values, Values, int], Values]


def baselines(record: pd.DataFrame, quantities: Mapping[str, Quantity], origin: int, years: Iterable[int]) -> dict[str, Draws]:
    """Return each rule's draws for years after the origin, by its name; nothing of the record after the origin is used.

    A series of fewer than four values up to the origin has none.
    """
    past = record[record["year"] <= origin]
    ahead = [int(year) for year in years]
    found: dict[str, Draws] = {}
    for (target, series), rows in past.groupby(["target", "series"], sort=False):
        if len(rows) < FEWEST:
            continue
        known = rows.sort_values("year")
        values, when = known["value"].to_numpy(dtype=float), known["year"].to_numpy()
        changes = np.diff(values)[np.diff(when) == 1]
        quantity = quantities[str(target)]
        for name, rule in RULES[quantity.kind].items():
            for year in ahead:
                made = rule(values, changes, year - int(when[-1]))
                found.setdefault(name, {})[str(target), str(series), year] = np.clip(made, quantity.low, quantity.high)
    return found


def student(degrees: int) -> Values:
    """Return the quantiles of Student's t."""
    from scipy.stats import t

    quantiles: Values = t.ppf((np.arange(SIZE) + 0.5) / SIZE, degrees)
    return quantiles


def wandering(values: Values, changes: Values, ahead: int) -> Values:
    """A random walk from the last value."""
    return values[-1] + np.sqrt(np.mean(changes * changes) * ahead) * student(len(changes))


def drifting(values: Values, changes: Values, ahead: int) -> Values:
    """A random walk from the last value with the mean past change."""
    n = len(changes)
    return values[-1] + ahead * changes.mean() + changes.std(ddof=1) * np.sqrt(ahead + ahead * ahead / n) * student(n - 1)


def growing_on(values: Values, changes: Values, ahead: int) -> Values:
    """The last growth again, as far off as growth was from one year to the next."""
    return values[-1] + np.sqrt(np.mean(changes * changes)) * student(len(changes))


def growing_as_ever(values: Values, changes: Values, ahead: int) -> Values:
    """The mean of past growth: a level that walks with drift."""
    n = len(values)
    return values.mean() + values.std(ddof=1) * np.sqrt(1.0 + 1.0 / n) * student(n - 1)


def as_last_year(values: Values, changes: Values, ahead: int) -> Values:
    """A Poisson process at a rate of which the last year is all that is known."""
    return counted(values[-1:])


def as_ever(values: Values, changes: Values, ahead: int) -> Values:
    """A Poisson process at the rate of all years."""
    return counted(values)


def counted(values: Values) -> Values:
    """Return the quantiles of the next count, with the rate as uncertain as so many years leave it."""
    from scipy.stats import nbinom

    quantiles: Values = nbinom.ppf((np.arange(SIZE) + 0.5) / SIZE, values.sum() + 0.5, len(values) / (len(values) + 1.0))
    return quantiles


def as_recorded(values: Values, changes: Values, ahead: int) -> Values:
    """The past values, one as likely as the next."""
    return values


RULES: dict[str, dict[str, Rule]] = {
    "level": {"persistence": wandering, "drift": drifting, "mean": as_recorded},
    "growth": {"persistence": growing_on, "drift": growing_as_ever, "mean": as_recorded},
    "count": {"persistence": as_last_year, "rate": as_ever, "mean": as_recorded},
}
NAMES = ("persistence", "drift", "rate", "mean")
