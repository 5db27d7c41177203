"""Spending by the default rule: growth = trend + reaction gap - fatigue (burden / usual - 1) + programme."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naive import document
from northeastsim.engine.single import World
from northeastsim.rulebook import layout as at
from northeastsim.rulebook import parameters as of
from strategies import laid_out, some


def world(**actor: Any) -> World:
    """Return a plain world of two whose first is given, budgets on 1 July."""
    first = {"budget_date": "07-01"} | actor
    return World(laid_out(document({"A": first, "B": {}}, {"A, B": {"alignment": -0.4}, "B, A": {"alignment": -0.4}},
                                   settings={"growth": True})))  # fmt: skip


@some(20)
@given(st.floats(-0.3, 0.3), st.floats(0, 3), st.floats(0, 0.5), st.floats(0.5, 2), st.floats(-0.1, 0.1))
def test_growth_is_the_sum_of_its_parts(gap: float, reaction: float, fatigue: float, strain: float, trend: float) -> None:
    """Bounded to -.5 and .7 a year."""
    run = world(spending_trend=trend)
    x = run.x
    x[of.REACTION], x[of.FATIGUE] = reaction, fatigue
    run.see()
    x[at.ACCEPTABLE_SECURITY] = x[at.SECURITY] + gap
    x[at.USUAL_BURDEN] = x[at.SPENDING] / x[at.ECONOMY] / strain
    before, secure = x[at.SPENDING], x[at.SECURITY]

    run.run()

    rate = trend + reaction * gap - fatigue * (strain - 1)
    assert x[at.SPENDING] == pytest.approx(before * math.exp(max(-0.5, min(0.7, rate))), rel=1e-9)
    share = 0.5 ** (1 / x[of.SECURITY_LIFE])
    assert x[at.ACCEPTABLE_SECURITY] == pytest.approx(secure + gap * share, rel=1e-9)


def test_a_programme_adds_its_growth_for_its_years() -> None:
    scenario = document(
        {"A": {"budget_date": "07-01", "programme_years": 2, "programme_growth": 0.1}, "B": {}}, years=4,
        parameters={"budget.fatigue": 0.0, "budget.reaction": 0.0},
    )  # fmt: skip
    record = World(laid_out(scenario)).run().record
    k = record.names.index("spending[A]")
    yearly = [float(record.values[12 * year][k]) for year in range(5)]

    assert yearly == pytest.approx([20 * math.exp(0.1 * min(year, 2)) for year in range(5)])


def test_economies_and_trade_grow_together() -> None:
    """Half of a pair's growth of trade comes from each side."""
    scenario = document(
        {"A": {"growth": 0.1, "budget_date": "07-01"}, "B": {"growth": 0.04, "budget_date": "08-01"}},
        {"A, B": {"trade_musd": 100.0}}, settings={"growth": True}, parameters={"trade.growth_share": 1.0},
    )  # fmt: skip
    seen = World(laid_out(scenario)).run().see()

    assert seen["economy[A]"] == pytest.approx(1100)
    assert seen["trade[A,B]"] == seen["trade[B,A]"] == pytest.approx(100 * 1.05 * 1.02)
