"""What a verdict hangs on: scenarios and strategies left out in turn."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from northeastsim.analysis.decision import RULES, Terms, verdict, verdicts
from northeastsim.analysis.dependence import Reversal, reversals, without_option, without_scenario

PAYOFF = np.array([[13.0, 1.0, 4.0], [6.0, 6.0, 5.0], [9.0, 4.0, 3.0]])
ALL = Terms(weights=[1, 2, 3], threshold=[4.0, 5.0, 3.0], optimism=0.3)
TABLES = st.integers(1, 5).flatmap(lambda n: arrays(np.float64, (n, 3), elements=st.integers(-9, 9).map(float)))


def test_without_each_scenario_the_rules_say_something_else() -> None:
    """By hand. Without the first, the second strategy wins all: it is best in both others.

    Greatest regrets without the second scenario: 1, 7, 4; without the third: 5, 7, 4. Means: 8.5, 5.5, 6 and 7, 6, 6.5.
    """
    found = without_scenario(PAYOFF)

    assert found == {"minimax_regret": [1, 0, 2], "maximin": [1, 1, 1], "expected_value": [1, 0, 0]}


def test_weights_and_thresholds_go_with_their_scenario() -> None:
    found = without_scenario(PAYOFF, Terms(weights=[0, 0, 1], threshold=[14, 14, 5]))

    assert found["expected_value"] == [1, 1, None]
    assert found["satisficing"] == [1, 1, None]
    assert None not in found["maximin"]


def test_minimax_regret_can_hang_on_a_strategy_that_is_not_chosen() -> None:
    """Greatest regrets of the first two: 5 and 4, so the second. A third, that wins by nothing, makes them 6, 10 and 14."""
    payoff = [[4, 0], [0, 5], [10, -9]]

    assert verdict("minimax_regret", payoff).winner == 0
    assert reversals(payoff) == [Reversal("minimax_regret", removed=2, winner=0, instead=1)]


def test_one_alone_can_be_left_out_nowhere() -> None:
    assert without_option([[1, 2, 3]]) == {"minimax_regret": [], "maximin": [], "expected_value": []}
    assert without_scenario([[1], [2]]) == {"minimax_regret": [], "maximin": [], "expected_value": []}


@given(TABLES)
def test_no_other_rule_does(table: Any) -> None:
    assert {one.rule for one in reversals(table, ALL)} <= {"minimax_regret"}


@given(TABLES)
def test_who_wins_without_a_strategy_is_named_as_in_the_whole_table(table: Any) -> None:
    for rule, names in without_option(table, ALL).items():
        for left_out, winner in enumerate(names):
            rest = [i for i in range(len(table)) if i != left_out]
            assert winner == rest[verdicts(table[rest], ALL)[rule].winner]


@given(TABLES, st.integers(0, 2))
def test_a_scenario_without_weight_counts_for_no_rule_that_weighs(table: Any, empty: int) -> None:
    terms = ALL._replace(weights=[float(k != empty) for k in range(3)])
    whole, without = verdicts(table, terms), without_scenario(table, terms)

    for rule in RULES:
        if RULES[rule].is_weighted:
            assert without[rule][empty] == whole[rule].winner
