"""Rules of decision: what each says of tables worked out by hand, and what holds of every table."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from northeastsim.analysis import decision
from northeastsim.analysis.decision import RULES, Terms, regret, values, verdict, verdicts

PAYOFF = np.array([[13.0, 1.0, 4.0], [6.0, 6.0, 5.0], [9.0, 4.0, 3.0]])
ALL = Terms(weights=None, threshold=4.0, optimism=0.3)
TABLES = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.integers(-9, 9).map(float))
)


def test_regret_is_the_gap_to_the_best_in_the_same_scenario() -> None:
    """Savage's own table; the three rules' answers stand in tests/verification/test_v24_regret.py."""
    assert regret(PAYOFF).tolist() == [[0, 5, 1], [7, 0, 0], [4, 2, 2]]


def test_weights_of_scenarios_move_the_expected_value() -> None:
    """The second scenario certain: the second strategy. Weights are in any unit."""
    found = decision.expected_value(PAYOFF, [0, 7, 0])

    assert (found.winner, found.values.tolist()) == (1, [1, 6, 4])


def test_satisficing_counts_the_scenarios_that_are_good_enough_by_their_weight() -> None:
    """At or above 4: scenarios 1, 3; all; 1, 2. With one threshold for each scenario, others."""
    found = decision.satisficing(PAYOFF, 4, [0.5, 0.3, 0.2])
    other = decision.satisficing(PAYOFF, [13, 5, 9])

    assert found.values.tolist() == pytest.approx([0.7, 1.0, 0.8])
    assert other.values.tolist() == pytest.approx([1 / 3, 1 / 3, 0])
    assert (other.winner, other.tied, other.is_tie) == (0, (0, 1), True)


def test_hurwicz_lies_between_the_worst_and_the_best() -> None:
    assert decision.hurwicz(PAYOFF, 0).values.tolist() == decision.maximin(PAYOFF).values.tolist()
    assert decision.hurwicz(PAYOFF, 1).values.tolist() == [13, 6, 9]
    assert decision.hurwicz(PAYOFF, 0.25).values.tolist() == [4, 5.25, 4.5]


def test_of_equals_the_first_wins_and_the_tie_is_told() -> None:
    """.1 + .2 and .3 are equal, though their last bits differ."""
    found = decision.expected_value([[0.0, 0.0], [0.1, 0.2], [0.3, 0.0]])

    assert (found.winner, found.tied) == (1, (1, 2))


def test_ties_of_shares_do_not_depend_on_the_unit_of_the_payoff() -> None:
    """Shares of .1 + .2 and .3 are equal, and of 2/3 and 1 are not, whether payoffs are huge or tiny."""
    reach = np.array([[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    weights = [0.1, 0.2, 0.3]

    for unit in (1e15, 1e-15):
        assert decision.satisficing(PAYOFF * unit, 4 * unit).tied == (1,)
        assert decision.satisficing(reach * unit, unit, weights).tied == (0, 1)


def test_a_rule_without_what_it_asks_is_left_out() -> None:
    assert list(verdicts(PAYOFF)) == ["minimax_regret", "maximin", "expected_value"]
    assert list(verdicts(PAYOFF, ALL)) == list(RULES)


@given(TABLES, st.randoms(use_true_random=False))
def test_names_and_order_of_strategies_do_not_matter(table: Any, random: Any) -> None:
    order = random.sample(range(len(table)), len(table))
    before, after = verdicts(table, ALL), verdicts(table[order], ALL)

    for rule, one in before.items():
        assert {order[i] for i in after[rule].tied} == set(one.tied)


@given(TABLES, st.integers(-9, 9), st.integers(1, 9))
def test_no_verdict_depends_on_the_zero_or_unit_of_the_payoff(table: Any, shift: int, unit: int) -> None:
    moved = verdicts(unit * table + shift, ALL._replace(threshold=unit * 4.0 + shift))

    assert {rule: one.tied for rule, one in moved.items()} == {rule: one.tied for rule, one in verdicts(table, ALL).items()}


@given(TABLES)
def test_who_is_nowhere_worse_has_no_worse_value(table: Any) -> None:
    """Every rule respects dominance: a strategy added that is one better everywhere is among the best if it tops all."""
    better = np.vstack([table, table.max(axis=0) + 1.0])

    assert all(len(table) in one.tied for one in verdicts(better, ALL).values())


@given(TABLES)
def test_regret_is_never_negative_and_someone_has_none(table: Any) -> None:
    found = regret(table)

    assert (found >= 0).all() and (found.min(axis=0) == 0).all()


@given(st.lists(TABLES, min_size=1, max_size=3), st.sampled_from(list(RULES)))
def test_stacked_tables_have_the_values_of_each(tables: list[Any], rule: str) -> None:
    stack = np.stack([np.resize(table, (3, 4)) for table in tables])

    assert values(rule, stack, ALL).tolist() == pytest.approx(np.array([values(rule, one, ALL) for one in stack]))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: regret(np.zeros((0, 3))), "at least one strategy"),
        (lambda: regret([[1.0, np.nan]]), r"got nan at \(0, 1\)"),
        (lambda: decision.expected_value(PAYOFF, [1, 1]), "weights: expected 3 numbers"),
        (lambda: decision.expected_value(PAYOFF, [1, 1, -1]), "none negative"),
        (lambda: decision.expected_value(PAYOFF, [0, 0, 0]), "not all 0"),
        (lambda: decision.satisficing(PAYOFF, [1, 2]), "threshold: expected one number or 3"),
        (lambda: decision.hurwicz(PAYOFF, 1.5), "optimism: expected 0 to 1, got 1.5"),
        (lambda: verdict("satisficing", PAYOFF), "satisficing asks for a term: threshold"),
        (lambda: verdict("minmax", PAYOFF), "no rule is called 'minmax'"),
        (lambda: verdict("maximin", PAYOFF[None]), "got 3 dimensions"),
    ],
)
def test_what_cannot_be_judged_is_refused_in_words(call: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()
