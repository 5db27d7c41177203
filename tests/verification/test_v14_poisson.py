"""V14, V15: candidates and thinning give Poisson arrivals (Lewis and Shedler 1979); streams add up and thin out."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

from naive import Heap, counts, distance_to_exponential, document, mean_and_error
from strategies import laid_out

RATE = 0.428571
SILENT = {
    "effect.incident_provocation": 0.0, "effect.incident_regard": 0.0, "incident.base_rate": 1.0,
    "crisis.provocation": 0.0,
}  # fmt: skip


@cache
def arrivals(exposures: tuple[float, ...], years: int, rate: float = 1.0, seed: int = 14) -> list[list[float]]:
    """Return when incidents came of A with each of its adversaries, whose hostility is such that rates are exposures."""
    others = [f"B{k}" for k in range(len(exposures))]
    hostile = {f"A, {other}": {"alignment": -0.75, "incident_exposure": e} for other, e in zip(others, exposures, strict=True)}
    back = {f"{other}, A": {"alignment": -0.75} for other in others}
    scenario = document(
        {name: {} for name in ("A", *others)}, hostile | back, settings={"streams": True},
        parameters=SILENT | {"incident.base_rate": rate},
    )  # fmt: skip
    tables = laid_out(scenario)
    heap = Heap(tables, seed, 0, years).run()
    kind = tables.types.index("incident")
    rows = [r for r in heap.log if r[3] == kind]
    who = [max(r[5], r[6]) for r in rows]
    return [[r[1] / 525960 for r, w in zip(rows, who, strict=True) if w == k + 1] for k in range(len(exposures))]


def size(full_size: bool) -> int:
    return 100000 if full_size else 8000


def test_arrivals_in_a_year_are_poisson(verify: Any, full_size: bool) -> None:
    years = size(full_size)
    per_year = counts(arrivals((RATE,), years)[0], years)

    mean, error = mean_and_error(per_year)
    verify("V14", "arrivals a year", "Poisson, rate given", RATE, mean, 4 * error)
    for k, expected in enumerate((0.6514, 0.2792, 0.0598, 0.0085)):
        found = sum(n == k for n in per_year) / years
        verify("V14", f"P({k} in a year)", "Poisson", expected, found, 4 * math.sqrt(expected * (1 - expected) / years))
    five = [sum(per_year[5 * k : 5 * k + 5]) > 0 for k in range(years // 5)]
    verify("V14", "P(some in five years)", "1 - exp(-5 rate)", 0.882681, sum(five) / len(five),
           4 * math.sqrt(0.8827 * 0.1173 / len(five)))  # fmt: skip
    dispersion = sum((n - mean) ** 2 for n in per_year) / (years - 1) / mean
    verify("V14", "index of dispersion", "Poisson", 1.0, dispersion, 4 * math.sqrt(2 / years))


def test_gaps_are_exponential(verify: Any, full_size: bool) -> None:
    times = arrivals((RATE,), size(full_size))[0]
    gaps = [b - a for a, b in zip(times, times[1:], strict=False)]

    verify("V14", "Kolmogorov distance of gaps to the exponential, times root n", "Kolmogorov 1933, 1 in 10,000 above",
           0.0, distance_to_exponential(gaps, RATE), 2.23)  # fmt: skip


def test_two_streams_add_up(verify: Any, full_size: bool) -> None:
    years = size(full_size)
    first, second = arrivals((0.3, 0.5), years)
    both = sorted([(t, 1) for t in first] + [(t, 2) for t in second])

    verify("V15", "merged rate of .3 and .5", "superposition", 0.8, len(both) / years, 4 * math.sqrt(0.8 / years))
    share = sum(stream == 1 for _, stream in both) / len(both)
    verify("V15", "P(first from stream 1)", ".3 / .8", 0.375, share, 4 * math.sqrt(0.375 * 0.625 / len(both)))


def test_a_quarter_is_left_of_a_thinned_stream(verify: Any, full_size: bool) -> None:
    """The same candidates at a quarter of the rate: what is left is among what was there."""
    years = size(full_size)
    whole = arrivals((0.8,), years)[0]
    left = arrivals((0.8,), years, 0.25)[0]

    assert set(left) <= set(whole)
    verify("V15", "rate .8 thinned by .25", "thinning", 0.2, len(left) / years, 4 * math.sqrt(0.2 / years))
