"""Where the best strategy changes with one share: exact, against every share of a fine grid in fractions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import naive
from northeastsim.analysis.flips import flip_points, nearest_flip, turning_scenarios

STEPS = 60


@st.composite
def weighed(draw: st.DrawFn) -> tuple[list[list[int]], list[int]]:
    """A table of up to 4 strategies by 1 to 4 columns, and weights that are not all 0."""
    n, k = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    row = st.lists(st.integers(-5, 5), min_size=k, max_size=k)
    weights = draw(st.lists(st.integers(0, 5), min_size=k, max_size=k).filter(any))
    return draw(st.lists(row, min_size=n, max_size=n)), weights


def test_two_criteria_flip_where_their_lines_cross() -> None:
    """Worth w and (1 - w) * 2: equal at w = 2/3. From w = 1/2 up to there; the other criterion down to 1/3."""
    up, down = sorted(flip_points([[1, 0], [0, 2]], [1, 1]))

    assert (up.column, up.now, up.is_up, up.winner) == (0, 0.5, True, 0)
    assert (down.column, down.now, down.is_up, down.winner) == (1, 0.5, False, 0)
    assert (up.at, down.at) == pytest.approx((2 / 3, 1 / 3))


def test_of_several_the_nearest_on_each_side_is_told() -> None:
    """Worth of three at share w: 1 - w, .6, w. At .5 the second wins; it holds from .4 to .6."""
    below, above = [flip for flip in flip_points([[0, 1], [0.6, 0.6], [1, 0]], [1, 1]) if flip.column == 0]

    assert (below.winner, above.winner) == (0, 2)
    assert (below.at, above.at) == pytest.approx((0.4, 0.6))
    assert below.shift == pytest.approx(0.1)


def test_who_is_best_everywhere_has_no_flip() -> None:
    assert flip_points([[2, 2], [1, 2]], [1, 1]) == []
    assert nearest_flip([[2, 2], [1, 2]]) is None


def test_of_several_that_cross_at_once_the_steepest_wins_beyond() -> None:
    """Three lines through one point, at a share of 1/2: beyond it the third is above the second."""
    found = flip_points([[2, 2], [1, 3], [0, 4]], [3, 1])[0]

    assert (found.column, found.is_up, found.at, found.winner) == (0, False, 0.5, 2)


def test_a_tie_flips_at_once() -> None:
    found = nearest_flip([[1, 0], [0, 1]], [1, 1])

    assert found and (found.at, found.shift, found.winner) == (0.5, 0.0, 1)


def test_a_single_column_cannot_move() -> None:
    assert flip_points([[1], [2]], [1]) == []


def test_the_scenario_that_needs_least_more_probability_comes_first() -> None:
    """Laplace chooses the first of these; how much more of the second or third scenario would it take?

    Second, s: leads 8.5 (1 - s) + s of the first against 5.5 (1 - s) + 6 s of the second: s = 3/8. Third, s: 7 (1 - s)
    + 4 s against 6 (1 - s) + 5 s: s = 1/2.
    """
    found = turning_scenarios([[13, 1, 4], [6, 6, 5], [9, 4, 3]])

    assert [(flip.column, flip.winner) for flip in found] == [(1, 1), (2, 1)]
    assert [flip.at for flip in found] == pytest.approx([3 / 8, 1 / 2])


@given(weighed())
def test_between_its_flips_the_winner_is_best_and_beyond_them_another(case: Any) -> None:
    table, weights = case
    flips = flip_points(table, weights)
    for column in range(len(weights) if len(weights) > 1 else 0):
        now = Fraction(weights[column], sum(weights))
        winner = min(naive.best_at(table, weights, column, now))
        ends = {flip.is_up: flip for flip in flips if flip.column == column}
        low, high = (ends[side].at if side in ends else float(side) for side in (False, True))
        assert low <= now + Fraction(1, 10**9) and high >= now - Fraction(1, 10**9)
        for step in range(STEPS + 1):
            share = Fraction(step, STEPS)
            if low + 1e-9 < share < high - 1e-9:
                assert winner in naive.best_at(table, weights, column, share)
        for side, flip in ends.items():
            beyond = naive.best_at(table, weights, column, Fraction(flip.at) + Fraction(1 if side else -1, 10**7))
            assert flip.winner in beyond and winner not in beyond


@given(weighed())
def test_the_nearest_flip_is_one_of_them_and_takes_no_more_than_any_other(case: Any) -> None:
    found, every = nearest_flip(*case), flip_points(*case)

    assert (found is None) == (not every)
    assert found is None or (found in every and found.shift == min(flip.shift for flip in every))
