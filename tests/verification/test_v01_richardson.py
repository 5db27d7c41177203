"""V1, V2, V3, V5: Richardson's arms race, run by the engine, against its closed form (Richardson 1960; THEORY B1)."""

from __future__ import annotations

import math
import statistics
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import naive
from naive import document
from northeastsim.engine.single import World
from strategies import laid_out

TABLE = (199.2, 204.8, 214.9, 238.7, 289.0)  # both alliances' budgets 1909 to 1913, million pounds


def race(k: list[list[float]], a: list[float], g: list[float], start: list[float], years: int) -> list[list[float]]:
    """Return everybody's spending at the start and after every year."""
    names = [f"S{i}" for i in range(len(a))]
    actors = {
        name: {"spending_busd": start[i], "fatigue": a[i], "grievance": g[i], "budget_date": "12-31"}
        for i, name in enumerate(names)
    }
    pairs: dict[str, Any] = {
        f"{names[i]}, {names[j]}": {"reaction": k[i][j]} for i in range(len(a)) for j in range(len(a)) if i != j
    }
    scenario = document(actors, pairs, years=years, settings={"budget_rule": "richardson"})
    record = World(laid_out(scenario)).run().record
    places = [record.names.index(f"spending[{name}]") for name in names]
    return [[float(record.values[12 * year][p]) for p in places] for year in range(years + 1)]


STABLE = {1: (1.440866, 0.934350), 2: (2.225277, 1.636763), 5: (3.169395, 2.631895), 10: (3.463746, 2.959523)}


def test_a_stable_race_follows_its_closed_form(verify: Any) -> None:
    found = race([[0, 0.5], [0.4, 0]], [1, 0.8], [2, 1], [0, 0], 10)

    for year, expected in STABLE.items():
        for side in range(2):
            verify("V1", f"stable race, side {side + 1} after {year} y", "Richardson 1960, closed form",
                   expected[side], found[year][side], 1e-6)  # fmt: skip


def test_a_stable_race_comes_to_rest(verify: Any) -> None:
    found = race([[0, 0.5], [0.4, 0]], [1, 0.8], [2, 1], [0, 0], 30)[-1]

    verify("V1", "equilibrium, side 1", "(k h + b g) / (a b - k l)", 3.5, found[0], 1e-5)
    verify("V1", "equilibrium, side 2", "(l g + a h) / (a b - k l)", 3.0, found[1], 1e-5)


def test_an_unstable_race_follows_its_closed_form(verify: Any) -> None:
    found = race([[0, 0.9], [0.9, 0]], [0.2, 0.2], [0, 0], [1, 2], 10)

    for year, expected in {1: (2.854194, 3.187065), 2: (6.027398, 6.138202)}.items():
        for side in range(2):
            verify("V2", f"unstable race, side {side + 1} after {year} y", "Richardson 1960, closed form",
                   expected[side], found[year][side], 1e-6)  # fmt: skip
    verify("V2", "rate at which both grow", "k - a", 0.7, math.log(sum(found[10]) / sum(found[9])), 1e-6)


@pytest.mark.parametrize(("k", "expected"), [(0.19, -0.05), (0.20, 0.0), (0.21, 0.05)])
def test_six_race_beyond_a_threshold(k: float, expected: float, verify: Any) -> None:
    found = race([[k] * 6] * 6, [1] * 6, [0] * 6, [1, 2, 3, 4, 5, 6], 30)

    rate = math.log(sum(found[30]) / sum(found[29]))

    verify("V3", f"six equal states, k = {k}: greatest eigenvalue", "(n - 1) k - a", expected, rate, 1e-6)


@settings(max_examples=15)
@given(*[st.floats(0.1, 1.0)] * 4)
def test_two_race_if_their_reactions_outweigh_their_fatigue(a: float, b: float, k: float, m: float) -> None:
    """The sign of a b - k l decides, whatever the start."""
    assume(abs(a * b - k * m) > 0.02)

    found = race([[0, k], [m, 0]], [a, b], [0, 0], [1, 2], 30)

    assert (sum(found[30]) < sum(found[29])) == (a * b > k * m)


def test_the_race_before_1914_is_fitted(verify: Any) -> None:
    """Growth against mid-year level is a line whose slope and zero Richardson published as .73 and 194."""
    growth = [b - a for a, b in zip(TABLE, TABLE[1:], strict=False)]
    level = [(a + b) / 2 for a, b in zip(TABLE, TABLE[1:], strict=False)]
    line = statistics.linear_regression(level, growth)

    verify("V5", "slope of the fit 1909-13", "Richardson 1960, own sum", 0.73102, line.slope, 1e-5)
    verify("V5", "zero of the fit", "Richardson 1960, own sum", 194.914, -line.intercept / line.slope, 1e-3)
    verify("V5", "correlation", "own sum", 0.99955, statistics.correlation(level, growth), 1e-5)


def test_the_race_before_1914_is_run(verify: Any) -> None:
    """Two alliances of equal size whose reaction less fatigue is .73 and whose total would rest at 194."""
    half = -0.73 * 194 / 2
    found = race([[0, 0.93], [0.93, 0]], [0.2, 0.2], [half, half], [99.6, 99.6], 4)

    for year, expected in enumerate((204.790, 216.391, 240.463, 290.415), 1):
        verify("V5", f"total of both alliances in {1909 + year}, m pounds", "Richardson's .73 and 194", expected,
               sum(found[year]), 1e-3)  # fmt: skip


@settings(max_examples=10)
@given(st.lists(st.floats(0, 0.4), min_size=12, max_size=12), st.lists(st.floats(0.1, 1), min_size=4, max_size=4))
def test_the_yearly_flow_is_the_differential_equation(k: list[float], a: list[float]) -> None:
    """Four states with any reactions: the exact flow against small steps."""
    matrix = [[0.0 if i == j else k[3 * i + j - (j > i)] for j in range(4)] for i in range(4)]
    start = [1.0, 2.0, 3.0, 0.0]

    found = race(matrix, a, [1.0, 0.0, 0.5, 2.0], start, 2)[2]

    def rate(m: list[float]) -> list[float]:
        g = [1.0, 0.0, 0.5, 2.0]
        return [sum(matrix[i][j] * m[j] for j in range(4)) - a[i] * m[i] + g[i] for i in range(4)]

    assert found == pytest.approx(naive.integrated(rate, start, 2, 400), rel=1e-7)
