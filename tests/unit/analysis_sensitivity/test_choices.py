"""Which choice is best at each point, and what the others fall short by."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.analysis.sensitivity import choices

# two choices, three points, two replications: luck moves both alike
PAID = np.array([[[1.0, 3.0], [5.0, 5.0], [0.0, 0.0]], [[2.0, 4.0], [1.0, 1.0], [0.5, -0.5]]])


def test_regret_by_hand() -> None:
    found = choices.regrets(PAID)

    assert found.mean(axis=2).tolist() == [[1.0, 0.0, 0.0], [0.0, 4.0, 0.0]]
    assert choices.regrets(PAID, is_low_better=True).mean(axis=2).tolist() == [[0.0, 4.0, 0.0], [1.0, 0.0, 0.0]]


def test_the_best_is_clear_where_luck_does_not_turn_it() -> None:
    """At the third point the two are as good, so none is named."""
    table = choices.best(PAID, ["wait", "outbid"])

    assert table["best"].tolist() == ["outbid", "wait", choices.AS_GOOD] and table["lead"].tolist() == [1.0, 4.0, 0.0]
    assert table["is_clear"].tolist() == [True, True, False]


def test_one_replication_makes_nothing_clear() -> None:
    assert not choices.best(PAID[:, :, :1], ["wait", "outbid"])["is_clear"].any()


def test_standing_counts_points() -> None:
    table = choices.best(PAID, ["wait", "outbid"])
    found = choices.standing(table, choices.regrets(PAID), ["wait", "outbid"]).set_index("choice")

    assert found.loc["wait"].tolist() == pytest.approx([1 / 3, 1 / 3, 1 / 3, 1.0])
    assert found.loc["outbid"].tolist() == pytest.approx([1 / 3, 1 / 3, 4 / 3, 4.0])
    assert found.loc[choices.AS_GOOD, "best"] == pytest.approx(1 / 3)


@given(st.integers(0, 10**6), st.booleans())
def test_regret_is_never_below_nothing_and_someone_has_none(seed: int, is_low_better: bool) -> None:
    y = np.random.default_rng(seed).normal(size=(3, 7, 4))
    mean = choices.regrets(y, is_low_better).mean(axis=2)

    assert mean.min() >= -1e-12 and (mean.min(axis=0) <= 1e-12).all()
