"""The effect of a change on a metric: mean and interval of the pairs, and what sets it in proportion."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from northeastsim.analysis.effect import effect, gaps_of, narrowing

VALUES = arrays(np.float64, 7, elements=st.floats(-100, 100))
YARDSTICK = pd.DataFrame({"score": ["stability"], "years": [5], "effect": [-0.04], "se": [0.001]})


def test_an_effect_by_hand() -> None:
    """Differences 1, 2, 3: mean 2, standard error 1 / sqrt(3), and Student's t of two degrees is 4.303."""
    one = np.array([10.0, 20.0, 30.0])
    row = effect("x", "2024-01-01", one, one + [1.0, 2.0, 3.0])

    assert (row["n"], row["original"], row["changed"], row["effect"], row["agree"]) == (3, 20.0, 22.0, 2.0, 1.0)
    assert row["high"] - 2.0 == pytest.approx(4.303 / math.sqrt(3)) == pytest.approx(2.0 - row["low"])
    assert (row["p05"], row["p95"]) == pytest.approx((1.1, 2.9))
    assert (row["sd"], row["in_sd"]) == pytest.approx((10.0, 0.2))


@given(VALUES, VALUES)
def test_turned_round_an_effect_changes_its_sign(one: np.ndarray, other: np.ndarray) -> None:
    there, back = effect("x", 0, one, other), effect("x", 0, other, one)

    assert there["effect"] == pytest.approx(-back["effect"], abs=1e-6)
    assert (there["p05"], there["p95"]) == pytest.approx((-back["p95"], -back["p05"]), abs=1e-6)


@given(VALUES)
def test_nothing_has_an_effect_of_exactly_nothing(values: np.ndarray) -> None:
    row = effect("x", 0, values, values.copy())

    assert row["effect"] == row["p05"] == row["p95"] == 0.0 and row["changed"] == row["original"]
    assert all(math.isnan(row[key]) for key in ("low", "high", "agree", "narrowing", "treaty"))


def test_what_differs_in_its_last_digits_is_no_difference() -> None:
    one = np.array([0.3, 5e9, 0.0])

    assert gaps_of(one, one + [1e-12, 1.0, 1e-10]).tolist() == [0.0, 0.0, 0.0]
    assert gaps_of(one, one + [1e-6, 100.0, 1e-6]).tolist() == pytest.approx([1e-6, 100.0, 1e-6])


def test_pairs_that_all_differ_alike_show_no_interval() -> None:
    row = effect("x", 0, np.array([1.0, 1.0]), np.array([1.5, 1.5]))

    assert row["effect"] == 0.5 and math.isnan(row["low"]) and math.isnan(row["in_sd"]) and row["sd"] == 0.0


def test_a_share_of_the_treatys_stands_only_where_the_interval_leaves_nothing_out() -> None:
    rng = np.random.default_rng(1)
    one = rng.normal(0.5, 0.1, 50)
    clear = effect("stability", 0, one, one - 0.02 + rng.normal(0, 0.001, 50), YARDSTICK)
    unclear = effect("stability", 0, one, one + rng.normal(0, 0.1, 50) * np.tile([1, -1], 25), YARDSTICK)

    assert clear["treaty"] == pytest.approx(0.5, abs=0.02)
    assert unclear["low"] < 0.0 < unclear["high"] and math.isnan(unclear["treaty"])


def test_sharing_luck_narrows_the_interval_as_far_as_it_is_shared() -> None:
    """Welch's interval over the paired one: about sqrt(2) sd over the gaps' sd."""
    rng = np.random.default_rng(2)
    one = rng.normal(0, 1, 400)
    shared, own = one + rng.normal(0, 0.1, 400), rng.normal(0, 1, 400)

    assert effect("x", 0, one, shared)["narrowing"] == pytest.approx(math.sqrt(2) / 0.1, rel=0.15)
    assert effect("x", 0, one, own)["narrowing"] == pytest.approx(1.0, abs=0.1)
    assert math.isnan(narrowing(one, one, 0.0))
