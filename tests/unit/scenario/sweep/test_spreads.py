"""Shares become values by the inverse of a distribution: in order, within bounds, and as often as it says."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from northeastsim.scenario.ranges import Range
from northeastsim.scenario.sweep.spreads import ByFactor, Even, LogNormal, Normal, Spread, Triangular
from northeastsim.scenario.sweep.uncertainty import Uncertainty, day, days, plausible

FIGURES = st.floats(-1e6, 1e6, allow_nan=False)
WIDTHS = st.floats(1e-3, 1e6)
SHARES = st.lists(st.floats(0.0, 1.0), min_size=1, max_size=40).map(sorted)
EVEN = (np.arange(20_000) + 0.5) / 20_000


@st.composite
def spreads(draw: st.DrawFn) -> Spread:
    """Any spread over any range."""
    low, width = draw(FIGURES), draw(WIDTHS)
    high = low + width
    assume(low < high)
    match draw(st.sampled_from(["even", "factor", "triangular", "normal", "lognormal"])):
        case "factor":
            low = abs(low) + 1e-3
            return ByFactor(low, low + width)
        case "triangular":
            return Triangular(low, min(high, low + draw(st.floats(0.0, 1.0)) * width), high)
        case "normal":
            return Normal(low + draw(st.floats(-0.5, 1.5)) * width, width * draw(st.floats(0.2, 3.0)), low, high)
        case "lognormal":
            low = abs(low)
            return LogNormal(low + width / 2, draw(st.floats(0.2, 3.0)), low, low + width)
    return Even(low, high)


@given(spreads(), SHARES)
def test_larger_shares_give_no_smaller_values_and_none_outside(spread: Spread, shares: list[float]) -> None:
    values = spread.at(np.array(shares))

    assert (np.diff(values) >= 0.0).all()
    assert spread.low <= values[0] and values[-1] <= spread.high
    assert spread.at(np.array([0.0, 1.0])).tolist() == pytest.approx([spread.low, spread.high], rel=1e-9, abs=1e-9)


@given(st.integers(-1000, 1000), st.integers(1, 400), st.booleans(), SHARES)
def test_whole_numbers_and_dates_are_whole_within_both_ends(low: int, width: int, bell: bool, shares: list[float]) -> None:
    """Also where they are drawn from a bell, and each end has its share."""
    ends = (low - 0.5, low + width + 0.5)
    over = Normal(low + width / 2, float(width), *ends) if bell else Even(*ends)
    whole, date = Uncertainty("a.b", "whole", over), Uncertainty("a.b", "date", over)
    values = whole.at(np.array([0.0, *shares, 1.0]))

    assert values.dtype == np.int64 and date.at(np.array(shares)).dtype == "datetime64[D]"
    assert (values[0], values[-1], whole.low, whole.high, whole.size) == (low, low + width, low, low + width, width + 1)
    assert (np.diff(values) >= 0).all()
    assert date.at(np.array(shares)).astype(np.int64).tolist() == whole.at(np.array(shares)).tolist()


@given(st.lists(st.sampled_from([None, True, 2, 0.5, "a", (1, 2)]), min_size=1, max_size=6, unique_by=str), SHARES)
def test_categories_come_in_order_and_all_of_them(values: list[object], shares: list[float]) -> None:
    one = Uncertainty("theory", "category", categories=tuple(values))
    codes = one.codes(np.array(shares))

    assert set(codes) <= set(range(len(values))) and (np.diff(codes) >= 0).all()
    assert one.at(np.array([0.0, 1.0])).tolist() == [values[0], values[-1]]
    assert np.bincount(one.codes(EVEN)).tolist() == pytest.approx([20_000 / len(values)] * len(values), abs=1)


def test_values_are_as_often_as_the_distribution_says() -> None:
    """Means and quantiles, known without us."""
    half = np.array([0.5])
    assert Triangular(0.0, 1.0, 4.0).at(EVEN).mean() == pytest.approx(5 / 3, rel=1e-4)
    assert Triangular(0.0, 0.0, 1.0).at(half)[0] == pytest.approx(1 - math.sqrt(0.5))
    assert ByFactor(1.0, 16.0).at(np.array([0.25, 0.5])).tolist() == pytest.approx([2.0, 4.0])
    assert Normal(5.0, 2.0, -100.0, 100.0).at(EVEN).std() == pytest.approx(2.0, rel=1e-2)
    assert Normal(0.0, 1.0, 0.0, 8.0).at(half)[0] == pytest.approx(NormalDist().inv_cdf(0.75))
    assert LogNormal(3.0, 0.5, 0.0, 1e6).at(half)[0] == pytest.approx(3.0, rel=1e-6)
    assert np.bincount(Uncertainty("a.b", "whole", Even(0.5, 4.5)).at(EVEN))[1:].tolist() == [5000] * 4


@given(st.floats(-100, 100), st.floats(0.01, 1000), st.booleans(), SHARES)
def test_a_plausible_range_is_spread_as_designs_spread_it(low: float, width: float, whole: bool, shares: list[float]) -> None:
    reach = Range(math.floor(low), math.floor(low) + math.ceil(width), True) if whole else Range(low, low + width)

    values = plausible("parameters.a.b", reach).at(np.array(shares))

    assert values.tolist() == pytest.approx(reach.at(np.array(shares)).tolist(), abs=whole)


def test_days_and_dates_are_each_others_inverse() -> None:
    assert str(day(days("2028-02-29"))) == "2028-02-29" and days("1970-01-01") == 0
