"""Conditions on an outcome: read as they are written, and holding where they say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.errors import ScenarioError
from northeastsim.face.sensitivity.conditions import condition


@given(
    st.sampled_from(["<", "<=", ">", ">="]), st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: float(f"{x:.6g}")),
    st.one_of(st.none(), st.integers(1, 100).map(float)),
)  # fmt: skip
def test_a_condition_is_read_as_it_is_written(sign: str, bound: float, share: float | None) -> None:
    text = f"influence[CHN,PRK].end {sign} {bound!r}" + ("" if share is None else f" in {share:g} % of runs")
    found = condition(text)

    assert (found.name, found.sign, found.bound, found.share) == ("influence[CHN,PRK].end", sign, bound, share)
    assert condition(str(found)).sign == sign


def test_it_holds_of_the_mean_or_of_a_share_of_replications() -> None:
    y = np.array([[0.0, 0.0, 0.0, 3.0], [1.0, 1.0, 1.0, 1.0]])

    assert condition("a < 0.8").holds(y).tolist() == [True, False]
    assert condition("a >= 1 in 25 % of runs").holds(y).tolist() == [True, True]
    assert condition("a >= 1 in 30 % of replications").holds(y).tolist() == [False, True]


@pytest.mark.parametrize("text", ["", "a", "a <", "< 3", "a < b", "a < 1 and b > 2", "a = 3", "a < 1 in 20 runs"])
def test_what_is_no_condition_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ScenarioError, match="expected a condition such as"):
        condition(text)
