"""Pareto's front, against its definition, pair by pair."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import naive
from northeastsim.analysis.pareto import front_shares, pareto_front

OPTIONS = st.tuples(st.integers(1, 8), st.integers(1, 4)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.integers(0, 4).map(float))
)


@given(OPTIONS, st.integers(0, 3))
def test_the_front_is_that_of_the_definition(options: Any, slack: int) -> None:
    assert pareto_front(options, slack).tolist() == naive.front(options.tolist(), slack)


@given(OPTIONS, st.integers(0, 3))
def test_the_front_has_someone_and_grows_with_the_slack(options: Any, slack: int) -> None:
    narrow, wide = pareto_front(options, slack), pareto_front(options, slack + 1)

    assert narrow.any() and (wide | ~narrow).all()


def test_duplicates_both_stay_and_the_weakly_dominated_goes() -> None:
    assert pareto_front([[1, 2], [1, 2], [1, 1], [0, 3]]).tolist() == [True, True, False, True]


def test_each_criterion_may_have_a_slack_of_its_own() -> None:
    options = [[1, 2], [1, 1], [0, 2]]

    assert pareto_front(options, [0, 1]).tolist() == [True, True, False]


def test_in_draws_it_is_the_share_of_those_with_it_on_the_front() -> None:
    draws = [[[1, 0], [0, 1]], [[1, 1], [0, 1]], [[0, 0], [0, 0]], [[0, 0], [1, 0]]]

    assert front_shares(draws).tolist() == [0.75, 0.75]


def test_a_slack_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="slack: expected 0 or more, got -1"):
        pareto_front([[1.0]], -1)
