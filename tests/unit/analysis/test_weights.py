"""The space of weights: draws that fill it evenly, and the part of it that each strategy wins."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from northeastsim.analysis.weights import acceptability, everywhere, near, winners, worth

CONCERNS = st.tuples(st.integers(1, 5), st.integers(1, 4)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.integers(-5, 5).map(float))
)


def test_two_opposites_and_a_middle_divide_the_weights_where_their_lines_cross() -> None:
    """Worth w, 1 - w and .6: who loves the first criterion above .6 takes 0, above .6 of the second 1, between them 2."""
    drawn = everywhere(2, 40_000, seed=3)
    found = acceptability([[1, 0], [0, 1], [0.6, 0.6]], drawn)

    assert found.share == pytest.approx([0.4, 0.4, 0.2], abs=4 * (0.24 / 40_000) ** 0.5)
    assert found.central[:, 0] == pytest.approx([0.8, 0.2, 0.5], abs=0.01)
    assert (found.draws, found.tied) == (40_000, 0.0)


def test_draws_fill_the_simplex_evenly() -> None:
    """Each of k shares has mean 1 / k and variance (k - 1) / (k^2 (k + 1)); 4 standard errors."""
    drawn = everywhere(4, 20_000, seed=1)
    variance = 3 / (16 * 5)

    assert drawn.sum(axis=1) == pytest.approx(1)
    assert drawn.mean(axis=0) == pytest.approx(0.25, abs=4 * (variance / 20_000) ** 0.5)
    assert drawn.var(axis=0) == pytest.approx(variance, rel=0.05)


def test_a_seed_gives_the_same_draws_and_another_gives_others() -> None:
    assert (everywhere(3, 5, seed=0) == everywhere(3, 5, seed=0)).all()
    assert (everywhere(3, 5, seed=0) != everywhere(3, 5, seed=1)).all()


@given(st.lists(st.integers(0, 9), min_size=1, max_size=5).filter(any), st.floats(0, 1))
def test_near_weights_no_criterion_loses_more_than_the_reach(given_weights: list[int], reach: float) -> None:
    shares = np.array(given_weights) / sum(given_weights)
    drawn = near(given_weights, reach, 50, seed=2)

    assert drawn.sum(axis=1) == pytest.approx(1)
    assert (drawn >= (1 - reach) * shares - 1e-12).all()


def test_near_goes_from_the_given_weights_to_all_weights() -> None:
    assert near([1, 3], 0, 4, seed=5) == pytest.approx(np.array([[0.25, 0.75]] * 4))
    assert (near([1, 3], 1, 4, seed=5) == everywhere(2, 4, seed=5)).all()


@given(CONCERNS, st.integers(0, 99))
def test_winners_are_those_with_the_greatest_sum_and_shares_count_them(concerns: Any, seed: int) -> None:
    drawn = everywhere(concerns.shape[1], 30, seed)
    sums = [[sum(w * c for w, c in zip(row, one, strict=True)) for one in concerns.tolist()] for row in drawn.tolist()]
    found = acceptability(concerns, drawn)

    assert worth(concerns, drawn) == pytest.approx(np.array(sums), abs=1e-12)
    assert winners(concerns, drawn).tolist() == [next(i for i, s in enumerate(one) if s > max(one) - 1e-9) for one in sums]
    assert found.share.sum() == pytest.approx(1)


@given(CONCERNS, st.integers(0, 99))
def test_twins_share_what_one_of_them_wins(concerns: Any, seed: int) -> None:
    drawn = everywhere(concerns.shape[1], 30, seed)
    one, both = (acceptability(np.vstack([concerns, twins]), drawn) for twins in (concerns[:0], concerns))

    assert both.share[: len(concerns)] == pytest.approx(one.share / 2)
    assert both.tied == 1.0


@given(CONCERNS, st.integers(0, 99))
def test_whoever_wins_somewhere_wins_with_its_central_weights(concerns: Any, seed: int) -> None:
    """What a strategy wins is convex, so its mean lies within."""
    found = acceptability(concerns, everywhere(concerns.shape[1], 30, seed))

    for i, weights in enumerate(found.central):
        sums = concerns @ weights
        assert np.isnan(sums).all() if found.share[i] == 0 else sums[i] == pytest.approx(sums.max(), abs=1e-9)


def test_concerns_may_have_draws_of_their_own() -> None:
    weights = np.array([[1.0, 0.0], [1.0, 0.0]])
    concerns = np.array([[[1, 0], [0, 1]], [[0, 1], [1, 0]]])

    assert winners(concerns, weights).tolist() == [0, 1]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: everywhere(0, 5, 0), "at least one criterion"),
        (lambda: near([1, 1], 1.5, 5, 0), "reach: expected 0 to 1, got 1.5"),
        (lambda: near([0, 0], 0.5, 5, 0), "not all 0"),
        (lambda: winners([[1, 2]], [[1, 2, 3]]), "draws of 2 weights each"),
        (lambda: winners([[1, 2]], [1, 2]), "draws of 2 weights each"),
        (lambda: winners([[[1, 2]], [[1, 2]]], [[1, 2]] * 3), "as many draws as of weights, 3, got 2"),
    ],
)
def test_what_cannot_be_weighed_is_refused_in_words(call: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()
