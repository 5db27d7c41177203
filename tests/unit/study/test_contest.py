"""How often each strategy wins: weights, winners, what turns them, and what is squashed."""

from __future__ import annotations

import numpy as np
import pytest

from northeastsim.study import contest
from northeastsim.study.contest import Outcome


def outcome(*criteria: float) -> Outcome:
    return Outcome(np.array([criteria, criteria], dtype=float), 0.0, 0.0, 0.0)


def test_weights_are_uniform_on_the_simplex_and_the_same_each_time() -> None:
    weights = contest.random_weights(5000)

    assert weights.sum(axis=1) == pytest.approx(1.0)
    assert weights.mean(axis=0) == pytest.approx(1 / len(contest.CRITERIA), abs=0.01)
    assert (weights == contest.random_weights(5000)).all()


def test_the_highest_weighted_mean_wins() -> None:
    outcomes = [outcome(0.0, 2.0), outcome(1.0, 0.0)]
    weights = np.array([[0.5, 0.5], [0.9, 0.1]])

    assert contest.wins(contest.linear(outcomes), weights).tolist() == [0, 1]


def test_a_squashed_gain_counts_for_two_at_the_most() -> None:
    found = contest.squashed([outcome(0.0), outcome(1000.0), outcome(-2.0)], 0)

    assert found[:, 0] == pytest.approx([0.0, 1000 / 501, -1.0])
    assert (np.abs(found) < 2).all()


def test_what_turns_the_winner_is_the_weight_that_differs_most() -> None:
    weights = contest.random_weights(4000)
    who = np.where(weights[:, 2] > 0.2, 1, 0)

    assert contest.turns(who, weights, ["a", "b"]) == "b instead, where influence weighs more"
    assert contest.turns(np.zeros(4000, dtype=int), weights, ["a", "b"]) == "nothing: a wins at all weights drawn"


def test_all_ten_of_china_s_strategies_are_candidates_and_the_region_s_scenarios_are_played() -> None:
    assert len(contest.candidates()) == 10
    assert {"s400_transfer", "baseline_2026", "umbrella_doubt"} <= set(contest.scenarios())
    assert "richardson_1909" not in contest.scenarios()


def test_a_strategy_is_played_with_its_costs() -> None:
    played = contest.played("baseline", "compensate_moscow", 2)

    assert played.criteria.shape == (2, len(contest.CRITERIA))
    assert np.isfinite(played.criteria).all()
    assert played.money > 0 and played.acts > 0 and 0 <= played.refused <= 1
