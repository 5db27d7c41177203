"""Whole minutes: waiting times, days, and what is booked."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from northeastsim.rulebook import layout as at
from northeastsim.rulebook.agenda import days, waiting


@given(st.floats(1e-12, 1 - 1e-12), st.floats(0.01, 100))
def test_a_waiting_time_is_exponential(draw: float, rate: float) -> None:
    """The minutes until an arrival that is later with probability `draw`, rounded up."""
    exact = -math.log(draw) / rate * at.MINUTES_PER_YEAR

    assert exact - 1e-3 <= waiting(draw, rate) <= exact + 1 + 1e-3
    assert waiting(draw, rate) >= 1


def test_a_rate_of_almost_nothing_waits_for_ever() -> None:
    assert waiting(0.5, 1e-300) == 1 + 10**12


@given(st.integers(0, 100000))
def test_whole_days_are_whole(number: int) -> None:
    assert days(float(number)) == 1440 * number
