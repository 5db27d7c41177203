"""Scores of one cell: known answers, ties, and few draws."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from northeastsim.analysis.backtest import draws, scores
from northeastsim.analysis.backtest.scores import brier, crps, pit


def test_the_score_of_a_normal_forecast_is_the_closed_form() -> None:
    """Gneiting and Raftery (2007), Journal of the American Statistical Association 102, equation 21."""
    quantiles = norm.ppf((np.arange(4000) + 0.5) / 4000, 1.0, 2.0)
    for happened in (-2.0, 1.0, 4.5):
        z = (happened - 1.0) / 2.0
        closed = 2.0 * (z * (2.0 * norm.cdf(z) - 1.0) + 2.0 * norm.pdf(z) - 1.0 / math.sqrt(math.pi))

        assert crps(quantiles, happened) == pytest.approx(closed, abs=2e-3)


def test_few_draws_score_in_the_mean_as_many_do() -> None:
    rng = np.random.default_rng(1)
    few = np.mean([crps(rng.normal(size=4), 0.3) for _ in range(4000)])

    assert few == pytest.approx(crps(norm.ppf((np.arange(4000) + 0.5) / 4000), 0.3), abs=0.03)


def test_a_sure_forecast_scores_its_error() -> None:
    assert crps(np.array([2.0, 2.0, 2.0]), 5.0) == pytest.approx(3.0)


def test_the_brier_score_of_few_draws_is_without_what_few_draws_add() -> None:
    rng = np.random.default_rng(2)
    few = [brier(rng.random(5) < 0.3, True) for _ in range(20_000)]

    assert np.mean(few) == pytest.approx(0.7**2, abs=0.01)
    assert brier(np.array([True, True]), False) == 1.0


def test_a_place_among_equal_draws_is_left_to_luck_and_otherwise_known() -> None:
    places = [pit(np.array([0.0, 0.0, 0.0]), 0.0, np.random.default_rng(k)) for k in range(400)]

    assert 0.0 < min(places) < 0.05 and 0.95 < max(places) < 1.0
    assert np.mean(places) == pytest.approx(0.5, abs=0.05)
    assert 0.5 <= pit(np.array([1.0, 2.0, 3.0]), 2.5, np.random.default_rng(0)) < 0.75


def test_a_row_tells_what_was_forecast_and_what_happened() -> None:
    table = scores("me", {("x", "a", 2020): np.array([0.0, 1.0, 2.0, 3.0])}, {("x", "a", 2020): 1.0}, 2018, {("x", "a"): 1.5}, {"x"})
    row = table.iloc[0]

    assert (row["source"], row["horizon"], row["observed"], row["draws"], row["p50"]) == ("me", 2, 1.0, 4, 1.5)
    assert (row["within_50"], row["held_50"], row["held_90"]) == (True, 0.5, 1.0)
    assert row["brier_any"] == pytest.approx(0.25**2 - 0.75 * 0.25 / 3)
    assert row["brier_high"] == pytest.approx(0.5**2 - 0.25 / 3)


def test_what_did_not_happen_yet_is_not_scored() -> None:
    forecast = {("x", "a", 2020): np.zeros(3), ("x", "a", 2025): np.zeros(3)}

    assert list(scores("me", forecast, {("x", "a", 2020): 1.0}, 2018, {}, set())["year"]) == [2020]


def test_at_least_one_is_asked_of_counts_alone() -> None:
    table = scores("me", {("x", "a", 2020): np.zeros(3)}, {("x", "a", 2020): 1.0}, 2018, {}, set())

    assert table[["brier_any", "brier_high"]].isna().all(axis=None)


def test_the_same_cell_has_the_same_luck_whatever_else_is_scored() -> None:
    forecast = {("x", name, 2020): np.zeros(5) for name in "ab"}
    happened = dict.fromkeys(forecast, 0.0)
    both = scores("me", forecast, happened, 2018, {}, set()).set_index("series")["pit"]
    alone = scores("me", {("x", "b", 2020): np.zeros(5)}, happened, 2018, {}, set()).set_index("series")["pit"]

    assert both["b"] == alone["b"] and both["a"] != both["b"]


@pytest.mark.parametrize("values", [[1.0], [1.0, math.nan], [math.inf, 2.0, 3.0]])
def test_draws_that_are_no_forecast_are_refused(values: list[float]) -> None:
    with pytest.raises(ValueError, match="x of a in 2020: expected two finite draws or more"):
        draws(pd.DataFrame({"target": "x", "series": "a", "year": 2020, "value": values}))
