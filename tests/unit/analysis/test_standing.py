"""How surely a verdict stands for so many replications: the Bayesian bootstrap, paired, with unlike numbers of them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.analysis.decision import Terms, verdicts
from northeastsim.analysis.paired import difference
from northeastsim.analysis.pareto import front_shares
from northeastsim.analysis.standing import (
    bayesian_bootstrap,
    difference_spread,
    drawn_means,
    holds,
    means,
    payoff_spread,
)

ALL = Terms(threshold=0.0, optimism=0.5)


def runs(lengths: list[int], strategies: int = 3, seed: int = 0) -> list[Any]:
    """Payoffs with a great share of luck in common to all strategies and scenarios."""
    random = np.random.default_rng(seed)
    luck = 5 * random.normal(size=max(lengths))
    return [luck[:n] + random.normal(size=(strategies, n)) + random.normal(size=(strategies, 1)) for n in lengths]


def test_weights_are_rubins() -> None:
    """Dirichlet(1, ..., 1): each weight has mean 1/n and variance (n - 1) / (n^2 (n + 1))."""
    found = bayesian_bootstrap(10, draws=20_000, seed=4)

    assert found.shape == (20_000, 10) and found.sum(axis=1) == pytest.approx(1)
    assert found.var(axis=0) == pytest.approx(9 / 1100, rel=0.05)


@given(st.lists(st.integers(1, 6), min_size=1, max_size=4), st.integers(0, 99))
def test_each_draw_is_the_weighted_mean_of_each_cell_with_the_same_weights(lengths: list[int], seed: int) -> None:
    cells = runs(lengths, seed=seed)
    found = drawn_means(cells, draws=4, seed=seed)
    weights = bayesian_bootstrap(max(lengths), draws=4, seed=seed)

    for d in range(4):
        for k, n in enumerate(lengths):
            own = weights[d, :n] / sum(weights[d, :n])
            assert found[d, :, k] == pytest.approx([sum(own * row) for row in cells[k]])


def test_a_replication_common_to_all_cancels_in_differences() -> None:
    """Luck of 5 in common, 1 of one's own: the interval of a difference is far narrower than that of a level."""
    cells = runs([50, 40])
    level, gap = payoff_spread(cells), difference_spread(cells, base=0)

    assert ((gap.high - gap.low)[1:] < 0.5 * (level.high - level.low)[1:]).all()
    assert level.n.tolist() == [50, 40]


def test_intervals_are_near_those_of_student() -> None:
    cells = runs([200])
    spread = difference_spread(cells, base=1, draws=4000)
    exact = difference(pd.Series(cells[0][0]), pd.Series(cells[0][1]))

    assert spread.mean[0, 0] == pytest.approx(exact.mean)
    assert (spread.low[0, 0], spread.high[0, 0]) == pytest.approx((exact.low, exact.high), abs=0.15 * exact.se)


def test_replications_that_are_all_alike_give_no_interval() -> None:
    spread = difference_spread([np.array([[1.0, 2.0, 4.0], [2.0, 3.0, 5.0]])], base=0)

    assert spread.mean.tolist() == [[0.0], [1.0]]
    assert np.isnan(spread.low).all() and np.isnan(spread.high).all()


def test_two_strategies_far_apart_are_sure_and_two_of_a_kind_are_not() -> None:
    """Always one better: certain. The same in law: far from certain."""
    base = runs([60, 60], strategies=1, seed=3)
    sure = holds([np.vstack([one, one + 1.0]) for one in base])
    unsure = holds([np.vstack([one, one[:, ::-1]]) for one in base])

    assert all(one.best.tolist() == [0.0, 1.0] and one.above[1, 0] == 1.0 for one in sure.values())
    assert all(0.02 < one.best[0] < 0.98 for one in unsure.values())


def test_the_chance_to_be_above_is_that_of_the_mean() -> None:
    """For many replications the posterior of a mean difference is normal: P(above) = Phi(mean / se)."""
    cells = [np.random.default_rng(8).normal(size=(2, 400))]
    gap = difference(pd.Series(cells[0][0]), pd.Series(cells[0][1]))
    expected = 0.5 * (1 + math.erf(gap.mean / gap.se / math.sqrt(2)))
    found = holds(cells, draws=10_000)["expected_value"]

    assert found.above[0, 1] == pytest.approx(expected, abs=0.02)
    assert found.best[0] == found.above[0, 1]


@given(st.lists(st.integers(2, 6), min_size=1, max_size=3), st.integers(0, 99))
def test_shares_add_up_and_twins_divide_theirs(lengths: list[int], seed: int) -> None:
    """A strategy that does just what another does ties with it in every draw, and ranks neither above nor below."""
    cells = [np.vstack([one, one[:1]]) for one in runs(lengths, seed=seed)]

    for rule, one in holds(cells, ALL, draws=50, seed=seed).items():
        assert one.best.sum() == pytest.approx(1), rule
        assert one.best[0] == one.best[3] and one.above[0, 3] == one.above[3, 0] == 0.0
        assert (one.above + one.above.T <= 1 + 1e-12).all()
        assert one.verdict.winner == verdicts(means(cells), ALL)[rule].winner


def test_a_single_replication_tells_nothing_but_the_verdict() -> None:
    for one in holds(runs([5, 1]), draws=20).values():
        assert one.verdict.values.shape == (3,)
        assert np.isnan([one.tied, *one.best, *one.above.ravel(), *one.low, *one.high]).all()


def test_low_regret_ranks_above_high() -> None:
    found = holds([np.array([[1.0, 1.1, 0.9], [5.0, 5.1, 4.9]])])["minimax_regret"]

    assert found.above.tolist() == [[0.0, 0.0], [1.0, 0.0]]
    assert found.low[0] > found.high[1] == 0.0


def test_draws_of_criteria_tell_how_surely_an_option_is_on_the_front() -> None:
    """The second is worse in one criterion and as likely as not better in the other."""
    random = np.random.default_rng(1)
    first, luck = random.normal(size=(30, 2)), random.normal(size=30)
    second = first + np.column_stack([-np.ones(30), luck - luck.mean()])
    drawn = drawn_means([np.stack([first, second])])[:, :, 0]
    shares = front_shares(drawn)

    assert shares[0] == 1.0 and 0.3 < shares[1] < 0.7


def test_a_seed_gives_the_same_again() -> None:
    one, other = (holds(runs([20, 9]), ALL, draws=100, seed=5) for _ in range(2))

    assert all((one[rule].drawn == other[rule].drawn).all() for rule in one)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ([], "at least one scenario"),
        ([np.zeros((2, 3)), np.zeros((3, 3))], "runs of scenario 1: expected strategies by replications"),
        ([np.zeros((2, 0))], "runs of scenario 0"),
        ([np.array([[1.0, np.inf]])], "finite numbers, got inf"),
    ],
)
def test_runs_that_do_not_match_are_refused_in_words(cells: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        means(cells)
