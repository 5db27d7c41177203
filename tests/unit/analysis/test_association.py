"""How two yearly series go together: known answers, and trends that are told from what is left about them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.analysis.association import WAYS, association, changes, correlation, detrended, spread


def test_correlation_by_hand() -> None:
    """Of 1, 2, 3 with 1, 3, 2 it is 1/2; with itself 1; with what does not vary there is none."""
    one = np.array([1.0, 2.0, 3.0])

    assert correlation(one, np.array([1.0, 3.0, 2.0])) == pytest.approx(0.5)
    assert correlation(one, one) == pytest.approx(1.0)
    assert np.isnan(correlation(one, np.ones(3)))


@given(st.lists(st.floats(-100, 100), min_size=5, max_size=20), st.floats(-5, 5), st.floats(-50, 50))
def test_a_straight_trend_leaves_no_trace_once_taken_out(values: list[float], slope: float, level: float) -> None:
    series = np.array(values)
    trend = level + slope * np.arange(len(values))

    assert detrended(series + trend) == pytest.approx(detrended(series), abs=1e-9)
    assert detrended(trend) == pytest.approx(np.zeros(len(values)), abs=1e-9)


def test_two_series_that_only_share_a_trend_correlate_in_levels_alone() -> None:
    """Two straight rises with noise of their own: nearly 1 in levels; about trends and in changes nothing is told from 0."""
    random = np.random.default_rng(1)
    one, other = (np.arange(40.0) + random.normal(0, 2, 40) for _ in range(2))
    found = {way: association(of(one), of(other)) for way, of in WAYS.items()}

    assert found["levels"].r > 0.9 and found["levels"].low > 0.8 and found["levels"].p < 0.01
    assert found["about straight trends"].low < 0 < found["about straight trends"].high
    assert found["yearly changes"].low < 0 < found["yearly changes"].high
    assert (found["levels"].n, found["yearly changes"].n) == (40, 39)


def test_the_same_seed_gives_the_same_interval_and_too_few_years_none() -> None:
    one, other = np.array([1.0, 2.0, 2.0, 4.0, 3.0]), np.array([0.0, 1.0, 3.0, 2.0, 2.0])

    assert association(one, other, 7) == association(one, other, 7)
    with pytest.raises(ValueError, match="5 years or more, got 4 and 4"):
        association(one[:4], other[:4])
    with pytest.raises(ValueError, match="got 5 and 4"):
        association(one, other[:4])


def test_a_spread_counts_replications_and_takes_sets_as_units() -> None:
    """Ten sets of two alike: the interval is that of ten values, not of twenty; one without a correlation is left out."""
    values = np.repeat(np.linspace(-0.4, 0.5, 10), 2)
    found = spread(np.append(values, np.nan), np.repeat(np.arange(11), 2)[:21], beside=0.5)
    half = 2.262 * np.linspace(-0.4, 0.5, 10).std(ddof=1) / np.sqrt(10)

    assert (found.n, found.positive, found.reached) == (20, 0.5, 0.1)
    assert (found.low, found.high) == pytest.approx((0.05 - half, 0.05 + half), abs=1e-3)


def test_changes_are_from_year_to_year() -> None:
    assert changes(np.array([[1.0, 3.0, 2.0]])).tolist() == [[2.0, -1.0]]
