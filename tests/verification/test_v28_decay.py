"""V28: what decays decays by halves, exactly; trade follows its target, which lapses, as two linear stages do."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import naive
from naive import document
from northeastsim.rulebook import drift
from northeastsim.rulebook import layout as at
from northeastsim.rulebook import parameters as of
from strategies import laid_out

YEAR = at.MINUTES_PER_YEAR
PAIR = at.PAIR * 0 + 1
HALVED = {  # a value's row and column, its rest, its half-life
    "alignment": (at.ALIGNMENT + PAIR, at.PAIR_REST, of.ALIGNMENT_LIFE),
    "commitment": (at.COMMITMENT + PAIR, at.PAIR_REST, of.COMMITMENT_LIFE),
    "supply": (at.SUPPLY + PAIR, at.PAIR_REST, of.SUPPLY_LIFE),
    "provocation": (at.PROVOCATION + PAIR, at.PAIR_REST, of.PROVOCATION_LIFE),
    "contact": (at.CONTACT + PAIR, at.PAIR_REST, of.CONTACT_LIFE),
    "posture": (at.POSTURE + 0, at.ACTOR_REST, of.POSTURE_LIFE),
    "strategic": (at.STRATEGIC + 0, at.ACTOR_REST, of.STRATEGIC_LIFE),
    "outside_war": (at.OUTSIDE_WAR + 0, at.ACTOR_REST, of.WAR_LIFE),
}
pytestmark = pytest.mark.filterwarnings("error")


def world() -> tuple[list[float], list[int]]:
    """Return the state of two plain actors."""
    tables = laid_out(document({"A": {}, "B": {}}))
    return tables.x.tolist(), tables.m.tolist()


@pytest.mark.parametrize("name", HALVED)
@pytest.mark.parametrize("rest", [0.0, 0.25])
def test_half_is_left_after_a_half_life(name: str, rest: float, verify: Any) -> None:
    place, offset, life = HALVED[name]
    x, m = world()
    x[life], x[place], x[place + offset] = 2.0, rest + 0.5, rest

    drift.advance(x, m, 2 * YEAR)

    verify("V28", f"{name}: share of a deviation left after a half-life, rest {rest:g}", "exponential decay", 0.5,
           (x[place] - rest) / 0.5, 1e-15)  # fmt: skip


def test_half_of_a_holding_is_left_after_a_half_life(verify: Any) -> None:
    x, m = world()
    x[of.HOLDING_LIFE], x[at.HOLDING] = 3.0, 8.0

    drift.advance(x, m, 3 * YEAR)

    verify("V28", "holding: share left after a half-life", "exponential decay", 0.5, x[at.HOLDING] / 8.0, 1e-15)


years = st.floats(0.01, 20).map(lambda y: round(y * YEAR) / YEAR)
lives = st.floats(0.05, 20)
amounts = st.floats(0, 5000)


@given(years, lives, st.floats(-1, 1), st.floats(-1, 1))
def test_any_time_leaves_its_share(time: float, life: float, value: float, rest: float) -> None:
    x, m = world()
    x[of.ALIGNMENT_LIFE], x[at.ALIGNMENT + PAIR], x[at.ALIGNMENT + at.PAIR_REST + PAIR] = life, value, rest

    drift.advance(x, m, round(time * YEAR))

    assert x[at.ALIGNMENT + PAIR] == pytest.approx(naive.halved(value, rest, time, life), abs=1e-13)


@given(years, years, st.data())
def test_two_steps_make_one(first: float, second: float, data: st.DataObject) -> None:
    """Looking in between, or an event that changes nothing, moves no result beyond rounding."""
    x, m = world()
    for name, (place, _, _) in HALVED.items():
        if name != "outside_war":  # see the next test
            x[place] = data.draw(st.floats(0, 1))
    x[at.TRADE + PAIR], x[at.TRADE + at.PAIR_REST + PAIR], x[at.TRADE_BASE + PAIR] = (data.draw(amounts) for _ in range(3))
    x[at.CAPITAL] = data.draw(amounts)
    y, other = list(x), list(m)

    drift.advance(x, m, round(first * YEAR))
    drift.advance(x, m, round(first * YEAR) + round(second * YEAR))
    drift.advance(y, other, round(first * YEAR) + round(second * YEAR))

    moved = [p for p in range(at.OFFENCE) if x[p] != y[p]]
    assert [x[p] for p in moved] == pytest.approx([y[p] for p in moved], rel=1e-11, abs=1e-11)


def test_two_steps_make_one_while_a_war_fades() -> None:
    """Capital has no closed form while its wear fades; with the mean of the war over a step the error is of third order.

    A run's steps are hours to days, since decisions alone come more than once a week: ten days in one step or in 240 agree
    to 1e-8, where the level at the end of the step would differ by 1e-5.
    """
    x, m = world()
    x[at.OUTSIDE_WAR], x[at.OUTSIDE_WAR + at.ACTOR_REST] = 1.0, 0.25
    y, other = list(x), list(m)

    drift.advance(x, m, 14400)
    for hour in range(1, 241):
        drift.advance(y, other, 60 * hour)

    assert x[at.CAPITAL] == pytest.approx(y[at.CAPITAL], rel=1e-8)


@given(st.floats(0.05, 10), st.floats(0.1, 5), st.floats(0.1, 5), amounts, amounts, amounts)
def test_trade_follows_its_lapsing_target(
    time: float, fast: float, slow: float, value: float, target: float, base: float
) -> None:
    """v' = (r - v) ln 2 / fast, r' = (b - r) ln 2 / slow: the closed form against small steps."""
    check_two_stages(time, fast, slow, value, target, base)


@given(st.floats(0.05, 10), st.floats(0.1, 5), st.sampled_from([0.0, 1e-13, 1e-10, 1e-7]), amounts, amounts, amounts)
def test_two_stages_of_nearly_the_same_speed(
    time: float, fast: float, more: float, value: float, target: float, base: float
) -> None:
    """Where the formula has 0 / 0."""
    check_two_stages(time, fast, fast * (1 + more), value, target, base)


def check_two_stages(time: float, fast: float, slow: float, value: float, target: float, base: float) -> None:
    assume(time / fast < 60 and time / slow < 60)
    x, m = world()
    x[of.TRADE_LIFE], x[of.SUPPORT_LIFE] = fast, slow
    x[at.TRADE + PAIR], x[at.TRADE + at.PAIR_REST + PAIR], x[at.TRADE_BASE + PAIR] = value, target, base
    minutes = round(time * YEAR)

    drift.advance(x, m, minutes)

    def rate(y: list[float]) -> list[float]:
        return [(y[1] - y[0]) * drift.LN2 / fast, (base - y[1]) * drift.LN2 / slow]

    slowly = naive.integrated(rate, [value, target], minutes / YEAR, 1000)
    found = [x[at.TRADE + PAIR], x[at.TRADE + at.PAIR_REST + PAIR]]
    assert found == pytest.approx(slowly, rel=1e-5, abs=1e-3)


@given(st.floats(0.05, 10), st.floats(0, 1), st.floats(0, 2000), st.floats(0, 200), st.just(0.0) | st.floats(0.01, 0.5))
def test_capital_is_a_perpetual_inventory(time: float, war: float, capital: float, spending: float, decay: float) -> None:
    """K' = iota ppp M - (delta + attrition W) K, with M and W held."""
    x, m = world()
    x[at.CAPITAL], x[at.SPENDING], x[at.CAPITAL_DECAY], x[at.MILITARY_PPP] = capital, spending, decay, 1.7
    x[at.OUTSIDE_WAR] = x[at.OUTSIDE_WAR + at.ACTOR_REST] = war
    minutes = round(time * YEAR)

    drift.advance(x, m, minutes)

    def rate(y: list[float]) -> list[float]:
        return [x[of.INVESTMENT] * 1.7 * spending - (decay + x[of.WAR_ATTRITION] * war) * y[0]]

    slowly = naive.integrated(rate, [capital], minutes / YEAR, 1000)[0]  # its own error: (decay step)^4 / 120, below 1e-10
    assert x[at.CAPITAL] == pytest.approx(slowly, rel=1e-9, abs=1e-9)
