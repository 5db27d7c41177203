"""On which parameters an answer turns: what drops, against chance, with what certainty of rank; and who leads an incumbent."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.analysis import turning


def a_design(n: int = 200, width: int = 12, seed: int = 1) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    return pd.DataFrame(random.random((n, width)), columns=[f"p{k}" for k in range(width)])


def test_the_best_option_is_that_of_the_highest_mean_in_each_set() -> None:
    values = np.array([[[1.0, 3.0], [0.0, 0.0]], [[2.0, 1.0], [0.0, 1.0]]])

    assert turning.best(values).tolist() == [0, 1]


def test_each_bin_holds_as_many_sets_in_the_order_of_the_values() -> None:
    design = pd.DataFrame({"a": [3.0, 1.0, 2.0, 0.0], "b": [5.0, 5.0, 5.0, 6.0]})

    assert turning.bins_of(design, 2).tolist() == [[1, 0, 1, 0], [0, 0, 1, 1]]


def test_an_answer_that_one_parameter_decides_is_pure_within_its_bins() -> None:
    """Then all impurity goes; where the answer never changes there is none to lose."""
    binned = np.array([[0, 0, 1, 1], [0, 1, 0, 1]])

    assert turning.drops(binned, np.array([2, 2, 0, 0])).tolist() == [0.5, 0.0]
    assert turning.drops(binned, np.array([1, 1, 1, 1])).tolist() == [0.0, 0.0]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4)), min_size=1, max_size=40))
def test_drops_are_the_impurity_over_all_less_that_within_the_bins(rows: list[tuple[int, int]]) -> None:
    bins, answers = np.array([r[0] for r in rows]), np.array([r[1] for r in rows])
    within = sum(turning.impurity(answers[bins == b]) * (bins == b).mean() for b in set(bins.tolist()))

    assert turning.drops(bins[None, :], answers)[0] == pytest.approx(turning.impurity(answers) - within, abs=1e-12)
    assert turning.drops(bins[None, :], answers)[0] >= -1e-12


def test_the_parameter_that_turns_the_answer_ranks_first_and_those_that_do_not_are_chance() -> None:
    design = a_design()
    answers = (design["p3"] > 0.4).to_numpy().astype(int) + (design["p7"] > 0.9).to_numpy().astype(int)
    table = turning.ranking(design, answers, seed=2, draws=300)

    assert table.index[:2].tolist() == ["p3", "p7"]
    assert table.loc["p3", ["rank", "rank_low", "rank_high"]].tolist() == [1, 1, 1]
    assert table.loc["p3", "drop"] > table.loc["p3", "shows"] > 0.0
    assert table.loc["p3", "p_any"] < 0.01 and table.loc["p3", "drop"] > 0.3
    assert (table.drop(index=["p3", "p7"])["drop"].abs() < 0.1).all()
    assert table.equals(turning.ranking(design, answers, seed=2, draws=300))


def test_where_nothing_turns_the_answer_its_drops_are_those_of_chance() -> None:
    """Over many parameters p is spread evenly, and no parameter stands out of all of them more often than 1 in 20."""
    design = a_design(width=60)
    answers = np.random.default_rng(5).integers(3, size=len(design))
    table = turning.ranking(design, answers, seed=2, draws=300)

    assert table["p"].mean() == pytest.approx(0.5, abs=0.12)
    assert abs(table["drop"].mean()) < 0.005
    assert (table["p_any"] > 0.05).all()
    assert (table["rank_high"] - table["rank_low"]).median() > 20


def test_an_answer_that_never_changes_turns_on_nothing() -> None:
    table = turning.ranking(a_design(width=3), np.zeros(200, dtype=int), seed=1, draws=20)

    assert (table["drop"] == 0.0).all() and (table["p"] == 1.0).all()


def test_a_lead_is_clear_where_its_interval_excludes_nothing() -> None:
    incumbent, rival = np.array([0.0, 1.0, 2.0, 3.0]), np.array([1.0, 2.1, 2.9, 4.0])
    found = turning.lead(np.array([incumbent, rival]), 0)

    assert found.option == 1 and found.lead == pytest.approx(1.0)
    assert found.is_clear and found.low < 1.0 < found.high
    assert turning.lead(np.array([rival, incumbent]), 0) == (0, 0.0, 0.0, 0.0)
    assert not turning.lead(np.array([incumbent, incumbent[::-1] + 0.1]), 0).is_clear
