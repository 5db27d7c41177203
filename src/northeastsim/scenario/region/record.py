"""What the region is held to: how often each state did what, with intervals, from the shipped own counts."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from northeastsim.scenario.region.tables import RegionError, Row, rows, table

FIRST, LAST, RECENT = 2010, 2025, 2018


@dataclass(frozen=True)
class Rate:
    """Acts (or events) a year of one actor and type: count over years watched, with a Jeffreys 95 % interval.

    `kind` is `act` (decided), `calendar` (happens many times a year) or `hazard` (incidents and crises).
    """

    actor: str
    type: str
    kind: str
    first: int
    last: int
    count: int
    value: float
    low: float
    high: float
    source: str
    confidence: str

    @property
    def exposure(self) -> int:
        """Years watched."""
        return self.last - self.first + 1


def record_rates(until: int | None = None, since: int = FIRST) -> list[Rate]:
    """Rates of acts by actor and type over the years `since` to `until`, both included, within 2010 to 2025.

    Types that the counts lack are left out. Give `until` to refit on a past window, say 2018. Where the
    record of a type ends early, its years end there. Raises `RegionError` when the window holds no year.
    """
    last = LAST if until is None else min(until, LAST)
    if not FIRST <= since <= last:
        raise RegionError(f"record from {since} to {last}: expected years from {FIRST} to {LAST}, in order; "
                          f"try until={RECENT}")
    return [rate for group in _groups() if (rate := _rate(group, since, last)) is not None]


def _groups() -> Iterator[tuple[str, str, str]]:
    """Every (actor, type, kind) that is counted, in the order of the file."""
    yield from dict.fromkeys((row.keys["actor"], row.keys["type"], row.keys["kind"])
                             for row in table("record_counts"))


def _rate(group: tuple[str, str, str], first: int, last: int) -> Rate | None:
    """The rate of one group; None when its record ends before the window begins."""
    actor, kind_of_act, kind = group
    last = min(last, _covered(group))
    if last < first:
        return None
    counted = list(rows("record_counts", actor=actor, type=kind_of_act, kind=kind))
    count = round(sum(row.number for row in counted if first <= row.year <= last))
    years = last - first + 1
    low, high = jeffreys(count, years)
    return Rate(actor, kind_of_act, kind, first, last, count, count / years, low, high,
                counted[0].source, _weakest(counted))


def _covered(group: tuple[str, str, str]) -> int:
    actor, kind_of_act, kind = group
    cover = next(rows("record_coverage", actor=actor, type=kind_of_act, kind=kind), None)
    return round(cover.number) if cover else LAST


def _weakest(counted: list[Row]) -> str:
    return max((row.confidence for row in counted), key=("high", "medium", "low").index)


def jeffreys(count: int, years: float) -> tuple[float, float]:
    """The 95 % Jeffreys interval of a Poisson rate a year: quantiles of a gamma of shape count + 1/2.

    Low is 0 when nothing was counted, as is usual.
    """
    shape = count + 0.5
    low = 0.0 if count == 0 else gamma_quantile(shape, 0.025)
    return low / years, gamma_quantile(shape, 0.975) / years


def gamma_quantile(shape: float, probability: float) -> float:
    """The quantile of a gamma distribution of unit scale, by bisection."""
    low, high = 0.0, shape + 20 * math.sqrt(shape) + 20
    for _ in range(100):
        middle = (low + high) / 2
        if gamma_share(shape, middle) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def gamma_share(shape: float, x: float) -> float:
    """The regularised lower incomplete gamma function, by its power series (Abramowitz and Stegun 6.5.29)."""
    if x <= 0:
        return 0.0
    term = total = 1 / shape
    step = shape
    while term > 1e-16 * total:
        step += 1
        term *= x / step
        total += term
    return min(1.0, total * math.exp(shape * math.log(x) - x - math.lgamma(shape)))


def differs(whole: Rate, recent: Rate, level: float = 0.05) -> bool:
    """Whether the recent years of a record differ from its earlier ones: the exact two-sided binomial test.

    Under one rate, the recent count is binomial in the whole count, with the recent share of the years.
    """
    share = recent.exposure / whole.exposure
    chances = [math.comb(whole.count, k) * share**k * (1 - share) ** (whole.count - k)
               for k in range(whole.count + 1)]
    seen = chances[recent.count] * (1 + 1e-9)
    return sum(chance for chance in chances if chance <= seen) < level
