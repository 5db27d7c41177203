"""Shares of a difference: known games, and what every division must keep."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from northeastsim.analysis.shapley import REST, exact, one_at_a_time, shapley

WORTH = st.floats(-1e3, 1e3, allow_nan=False, width=32)


@st.composite
def games(draw: st.DrawFn) -> Any:
    """Outcomes of up to five changes in a few replications."""
    return draw(arrays(np.float64, (2 ** draw(st.integers(1, 5)), draw(st.integers(1, 4))), elements=WORTH))


def game(worth: Any, k: int) -> Any:
    """Outcomes of a game in one replication, from a function of the set of changes."""
    return np.array([[float(worth({i for i in range(k) if row >> i & 1}))] for row in range(1 << k)])


def by_orders(outcomes: Any) -> Any:
    """The same, slowly, as the definition has it: the mean over all orders of what each change adds in its turn."""
    k = len(outcomes).bit_length() - 1
    orders = list(itertools.permutations(range(k)))
    found = np.zeros((k, outcomes.shape[1]))
    for order in orders:
        row = 0
        for i in order:
            found[i] += (outcomes[row | 1 << i] - outcomes[row]) / len(orders)
            row |= 1 << i
    return found


def test_the_glove_game_has_its_known_value() -> None:
    """One left glove, two right ones: a pair is worth 1. Textbooks give 2/3, 1/6, 1/6."""
    outcomes = game(lambda some: 0 in some and (1 in some or 2 in some), 3)

    assert shapley(outcomes)[:, 0] == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_the_airport_game_has_its_known_value() -> None:
    """A runway for the longest of those who land: costs 1, 2, 4 give 1/3, 1/3 + 1/2, 1/3 + 1/2 + 2."""
    outcomes = game(lambda some: max([(1, 2, 4)[i] for i in some], default=0), 3)

    assert shapley(outcomes)[:, 0] == pytest.approx([1 / 3, 5 / 6, 17 / 6])


def test_of_changes_that_only_add_each_gets_its_own() -> None:
    outcomes = game(lambda some: 5 + sum((3, -1, 0.5)[i] for i in some), 3)
    table = exact(np.hstack([outcomes, outcomes]), ["a", "b", "c"])

    assert table["mean"].tolist() == pytest.approx([3, -1, 0.5])
    assert table["alone"].tolist() == table["last"].tolist() == pytest.approx([3, -1, 0.5])
    assert table["of_whole"].sum() == pytest.approx(1)
    assert table["low"].isna().all()  # pairs that do not vary give no interval


@given(games())
def test_shares_add_up_to_the_whole_in_each_replication(outcomes: Any) -> None:
    assert shapley(outcomes).sum(axis=0) == pytest.approx(outcomes[-1] - outcomes[0], abs=1e-9)


@given(games())
def test_shares_are_the_mean_over_all_orders(outcomes: Any) -> None:
    assert shapley(outcomes) == pytest.approx(by_orders(outcomes), abs=1e-9)


@given(games())
def test_a_change_that_does_nothing_gets_exactly_nothing(outcomes: Any) -> None:
    """A dummy is added above all others: each set has the same outcome with it as without."""
    values = shapley(np.vstack([outcomes, outcomes]))

    assert (values[-1] == 0.0).all()
    assert values[:-1] == pytest.approx(shapley(outcomes), abs=1e-9)


@given(games(), st.randoms(use_true_random=False))
def test_shares_do_not_depend_on_the_order_of_the_changes(outcomes: Any, random: Any) -> None:
    k = len(outcomes).bit_length() - 1
    order = list(range(k))
    random.shuffle(order)
    turned = np.array([outcomes[sum(1 << order[i] for i in range(k) if row >> i & 1)] for row in range(1 << k)])

    assert shapley(turned) == pytest.approx(shapley(outcomes)[order], abs=1e-9)


def test_two_changes_that_do_the_same_get_the_same() -> None:
    values = shapley(game(lambda some: len(some & {0, 2}) ** 2 + 7 * (1 in some and 0 in some and 2 in some), 3))

    assert values[0] == pytest.approx(values[2])


def test_a_game_without_a_row_for_each_set_is_refused() -> None:
    with pytest.raises(ValueError, match="a row for every set"):
        shapley(np.zeros((3, 2)))


def test_there_is_no_part_of_a_whole_that_may_be_nothing() -> None:
    table = exact(np.array([[0.0, 0.0, 0.0], [1.0, -1.0, 0.1]]), ["a"])

    assert table["of_whole"].isna().all() and table.loc["a", "low"] < 0 < table.loc["a", "high"]


def test_intervals_are_paired() -> None:
    """What all worlds of a replication share cancels, however wide it is."""
    luck = np.array([0.0, 1000.0, -500.0])
    table = exact(np.array([luck, luck + [1.0, 1.1, 0.9]]), ["a"])

    assert table.loc["a", "mean"] == pytest.approx(1.0)
    assert table.loc["a", "high"] - table.loc["a", "low"] < 1.0


@given(st.integers(1, 4).flatmap(lambda k: arrays(np.float64, (2 + 2 * k, 3), elements=WORTH)))
def test_each_way_and_its_rest_add_up_to_the_whole(outcomes: Any) -> None:
    k = len(outcomes) // 2 - 1
    names = [f"c{i}" for i in range(k)]
    table = one_at_a_time(outcomes[0], outcomes[1], outcomes[2 : 2 + k], outcomes[2 + k :], names)
    sums = table.groupby("way")["mean"].sum()

    assert list(table.index) == [*names, REST] * 2
    assert sums.tolist() == pytest.approx([float((outcomes[1] - outcomes[0]).mean())] * 2, abs=1e-9)


def test_what_undoes_itself_together_is_in_the_rest() -> None:
    """Either of two changes is enough: alone each does all, undone alone neither does anything."""
    zero, one = np.zeros(2), np.ones(2)
    table = one_at_a_time(zero, one, np.array([one, one]), np.array([one, one]), ["a", "b"])

    assert table[table["way"] == "forwards"]["mean"].tolist() == [1.0, 1.0, -1.0]
    assert table[table["way"] == "backwards"]["mean"].tolist() == [0.0, 0.0, 1.0]
