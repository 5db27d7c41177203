"""Early warning: areas under the curve by clusters, their intervals, and paths before events."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.analysis import warning

VALUES = st.one_of(st.integers(0, 4).map(float), st.just(math.nan))


@st.composite
def watched(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Values, whether an event came, and weights: 2 to 5 clusters of 1 to 4 dates."""
    clusters, dates = draw(st.integers(2, 5)), draw(st.integers(1, 4))
    size = clusters * dates
    values = np.array(draw(st.lists(VALUES, min_size=size, max_size=size))).reshape(clusters, dates)
    came = np.array(draw(st.lists(st.booleans(), min_size=size, max_size=size))).reshape(clusters, dates)
    weights = np.array(draw(st.lists(st.integers(0, 3), min_size=clusters, max_size=clusters)), dtype=float)
    return values, came, weights


def slow(values: np.ndarray, came: np.ndarray, weights: np.ndarray) -> float:
    """The AUC pair by pair."""
    won = pairs = 0.0
    dates = [(values[r, k], came[r, k], weights[r]) for r in range(len(values)) for k in range(values.shape[1])]
    for one, yes, of_one in dates:
        for other, also, of_other in dates:
            if yes and not also and one == one and other == other:
                pairs += of_one * of_other
                won += of_one * of_other * (1.0 if one > other else 0.5 if one == other else 0.0)
    return won / pairs if pairs else math.nan


@given(watched())
def test_the_area_is_the_share_of_pairs_in_order(case: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    values, came, weights = case

    assert warning.areas(values, came, weights[None, :])[0] == pytest.approx(slow(*case), nan_ok=True)


@given(watched())
def test_the_area_lies_under_the_curve(case: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    values, came, _ = case
    found = warning.areas(values, came, np.ones((1, len(values))))[0]
    points = warning.curve(values, came)

    if not math.isnan(found):
        assert np.trapezoid(points["true"], points["false"]) == pytest.approx(found)


def test_a_sign_that_tells_all_has_the_area_1_and_its_interval() -> None:
    rng = np.random.default_rng(1)
    came = rng.random((40, 6)) < 0.3
    found = warning.foretold({"all": came + 0.0, "naive": np.zeros((40, 6))}, came, "naive", seed=7).set_index("indicator")

    assert found.loc["all", ["auc", "low", "high"]].tolist() == [1.0, 1.0, 1.0]
    assert found.loc["naive", ["auc", "low", "high"]].tolist() == [0.5, 0.5, 0.5]
    assert found.loc["all", "above_naive"] == 0.5 and math.isnan(found.loc["naive", "above_naive"])
    assert found["base_rate"].tolist() == [came.mean()] * 2 and found["dates"].tolist() == [240, 240]


def test_intervals_draw_clusters_not_dates() -> None:
    """Dates of a cluster that are all alike say as much as one of them."""
    rng = np.random.default_rng(2)
    came, values = rng.random((60, 1)) < 0.5, rng.random((60, 1))
    one = warning.foretold({"sign": values, "naive": values * 0}, came, "naive", seed=3).iloc[0]
    nine = values.repeat(9, 1)
    many = warning.foretold({"sign": nine, "naive": nine * 0}, came.repeat(9, 1), "naive", seed=3).iloc[0]

    assert (one["auc"], one["low"], one["high"]) == pytest.approx((many["auc"], many["low"], many["high"]))
    assert one["low"] < 0.5 < one["high"]


@pytest.mark.parametrize("share", [0.1, 1.0])
def test_too_few_with_or_without_say_nothing(share: float) -> None:
    came = np.arange(20)[:, None] < 20 * share
    found = warning.foretold({"sign": np.random.default_rng(3).random((20, 1)), "naive": np.zeros((20, 1))}, came, "naive", seed=1)

    assert found[["auc", "low", "high", "above_naive"]].isna().all().all()
    assert found["events"].tolist() == [20 * share] * 2


def test_a_path_ends_with_the_last_look_before_the_event() -> None:
    """The first rises by one a month and has an event in month 5; the second stays at 10 and has none."""
    values = np.array([[0.0, 1, 2, 3, 4, 99, 99], [10.0] * 7])
    events = np.array([[0, 0, 0, 0, 0, 1, 0], [0] * 7])
    found = warning.paths(values, events, before=2, seed=1, draws=50)

    assert found["months"].tolist() == [-2, -1, 0]
    assert found["with"].tolist() == [2.0, 3.0, 4.0]
    assert found["without"].tolist() == [10.0] * 3
    assert found["n"].tolist() == [1] * 3 and found["n_without"].tolist() == [1] * 3


@given(st.lists(st.integers(0, 2), min_size=8, max_size=8), st.integers(1, 4))
def test_quiet_is_without_an_event_in_these_months(counts: list[int], before: int) -> None:
    found = warning.quiet_before(np.array([counts]), before)[0]

    assert found.tolist() == [not any(counts[max(0, k - before) : k + 1]) for k in range(8)]
