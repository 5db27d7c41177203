"""One uncertainty at a time."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from northeastsim.analysis.sensitivity import measures, single
from northeastsim.analysis.sensitivity.design import Design

VALUES = pd.DataFrame({"a": [0.5, 0.0, 1.0, 0.5, 0.5], "b": [0.5, 0.5, 0.5, 0.0, 1.0], "t": ["x"] * 5})


def test_the_swing_is_the_range_while_it_alone_moves() -> None:
    """Luck moves all runs alike, so that the interval of the difference is narrow."""
    luck = np.random.default_rng(1).normal(size=8)
    y = (4.0 * VALUES["a"] - VALUES["b"]).to_numpy()[:, None] + luck
    found = single.swings(y, VALUES).table.set_index("uncertainty")

    assert found["value"].to_dict() == pytest.approx({"a": 4.0, "b": 1.0, "t": 0.0}) and found.loc["a", "high"] == pytest.approx(4.0)
    assert found["is_clear"].to_dict() == {"a": True, "b": True, "t": False}


def test_luck_of_its_own_is_not_taken_for_a_swing() -> None:
    y = np.random.default_rng(3).normal(size=(5, 4))

    assert not single.swings(0.01 * VALUES[["a"]].to_numpy() + y, VALUES).table["is_clear"].any()


def test_it_is_ranked_like_every_measure() -> None:
    y = np.stack([VALUES["a"], VALUES["a"] + 0.1], axis=1)
    table = measures.measured(Design("one_at_a_time", VALUES), y).table

    assert table["rank"].tolist()[0] == 1 and {"shown", "direction"} <= set(table.columns)
