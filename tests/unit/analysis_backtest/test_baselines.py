"""Simple rules as forecasts: what each holds possible, and that none knows what came after the origin."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from northeastsim.analysis.backtest import Quantity, baselines

YEARS = range(2019, 2025)
LEVEL, GROWTH, COUNT = (Quantity(kind) for kind in ("level", "growth", "count"))


def recorded(values: list[float], last: int = 2018) -> pd.DataFrame:
    """A record of one series that ends in a year."""
    years = range(last - len(values) + 1, last + 1)
    return pd.DataFrame({"target": "x", "series": "a", "year": list(years), "value": values})


def told(values: list[float], quantity: Quantity, rule: str, year: int = 2019) -> np.ndarray:
    """What a rule says of a year."""
    return baselines(recorded(values), {"x": quantity}, 2018, YEARS)[rule]["x", "a", year]


def test_persistence_of_a_level_stays_and_widens_with_the_root_of_the_horizon() -> None:
    near, far = (told([1.0, 3.0, 1.0, 3.0, 5.0], LEVEL, "persistence", year) for year in (2019, 2022))

    assert np.median(near) == pytest.approx(5.0) and np.median(far) == pytest.approx(5.0)
    assert np.ptp(far) == pytest.approx(2.0 * np.ptp(near))


def test_drift_goes_on_by_the_mean_change_and_is_surer_of_a_level_that_always_moved_alike() -> None:
    steady, unsteady = told([1.0, 2.0, 3.0, 4.0, 5.0], LEVEL, "drift", 2021), told([1.0, 3.0, 2.0, 6.0, 5.0], LEVEL, "drift", 2021)

    assert steady == pytest.approx(8.0)
    assert np.median(unsteady) == pytest.approx(8.0) and np.ptp(unsteady) > 1.0


def test_of_a_growth_persistence_is_the_last_one_and_drift_the_mean() -> None:
    values = [0.02, 0.06, 0.02, 0.06, 0.09]

    assert np.median(told(values, GROWTH, "persistence", 2024)) == pytest.approx(0.09)
    assert np.median(told(values, GROWTH, "drift", 2024)) == pytest.approx(0.05)
    assert np.ptp(told(values, GROWTH, "persistence", 2024)) == np.ptp(told(values, GROWTH, "persistence", 2019))


def test_the_rate_of_all_years_is_negative_binomial() -> None:
    values = [0.0, 2.0, 1.0, 3.0]
    drawn = told(values, COUNT, "rate")

    assert drawn.mean() == pytest.approx(6.5 / 4, rel=0.01)
    assert drawn.var() == pytest.approx(6.5 / 4 * 1.25, rel=0.03)


def test_a_last_count_of_zero_does_not_rule_anything_out() -> None:
    drawn = told([3.0, 2.0, 4.0, 0.0], COUNT, "persistence")

    assert np.mean(drawn == 0) == pytest.approx(math.sqrt(0.5), abs=0.002)
    assert drawn.max() >= 3


def test_the_mean_is_what_was_seen() -> None:
    assert list(told([4.0, 1.0, 1.0, 2.0], LEVEL, "mean", 2023)) == [4.0, 1.0, 1.0, 2.0]


def test_nothing_impossible_is_said() -> None:
    drawn = told([0.9, 0.99, 0.8, 0.97], Quantity("level", 0.0, 1.0), "persistence", 2024)

    assert drawn.min() >= 0.0 and drawn.max() == 1.0


def test_the_horizon_counts_from_the_last_year_that_is_known() -> None:
    late = baselines(recorded([1.0, 3.0, 1.0, 3.0], last=2016), {"x": LEVEL}, 2018, YEARS)["persistence"]
    same = baselines(recorded([1.0, 3.0, 1.0, 3.0], last=2018), {"x": LEVEL}, 2018, YEARS)["persistence"]

    assert np.array_equal(late["x", "a", 2019], same["x", "a", 2021])


def test_a_change_over_a_gap_is_no_yearly_change() -> None:
    rows = recorded([1.0, 2.0, 3.0, 50.0, 51.0, 52.0])
    gap = rows.assign(year=[2011, 2012, 2013, 2016, 2017, 2018])

    assert baselines(gap, {"x": LEVEL}, 2018, YEARS)["drift"]["x", "a", 2020] == pytest.approx(54.0)


def test_too_short_a_record_has_no_rule() -> None:
    assert baselines(recorded([1.0, 2.0, 3.0]), {"x": LEVEL}, 2018, YEARS) == {}


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.integers(0, 9), min_size=9, max_size=15),
    st.lists(st.floats(-1e6, 1e6), min_size=6, max_size=6),
    st.sampled_from([LEVEL, GROWTH, COUNT]),
)
def test_what_happened_after_the_origin_changes_nothing(values: list[int], poison: list[float], quantity: Quantity) -> None:
    clean = recorded([float(value) for value in values])
    later = pd.DataFrame({"target": "x", "series": "a", "year": list(YEARS), "value": poison})
    other = pd.DataFrame({"target": "x", "series": "b", "year": list(YEARS), "value": poison})
    poisoned = pd.concat([later, clean, other], ignore_index=True)
    one, two = (baselines(frame, {"x": quantity}, 2018, YEARS) for frame in (clean, poisoned))

    assert one.keys() == two.keys() and all(one[name].keys() == two[name].keys() for name in one)
    assert all(np.array_equal(one[name][cell], two[name][cell]) for name in one for cell in one[name])
