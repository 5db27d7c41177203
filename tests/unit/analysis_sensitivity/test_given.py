"""First-order indices from points that fill the space."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from SALib.analyze import rbd_fast

from northeastsim.analysis.sensitivity import given as first
from northeastsim.study.design import strata


def cube(n: int, names: str = "abcd") -> pd.DataFrame:
    return pd.DataFrame({name: strata(n, 1, name) for name in names})


def test_shares_of_a_sum_are_its_squared_weights() -> None:
    x = cube(2000)
    found = first.first_order((4.0 * x["a"] - 2.0 * x["b"]).to_numpy(), x).table

    assert found["value"].to_numpy() == pytest.approx([0.8, 0.2, 0.0, 0.0], abs=0.03)
    assert found["is_clear"].tolist() == [True, True, False, False]


def test_it_does_not_matter_in_which_order_points_of_equal_value_lie() -> None:
    """A design in which a second uncertainty goes up and down within each value of the first."""
    x = pd.DataFrame({"a": np.repeat([0.0, 1.0], 200), "b": np.tile(np.linspace(0.0, 1.0, 200), 2)})
    found = first.first_order(x["b"].to_numpy(), x).table

    assert found["value"][0] == pytest.approx(0.0, abs=0.06) and not found["is_clear"][0]
    assert found["value"][1] == pytest.approx(1.0, abs=0.03)


@given(st.integers(0, 10**6), st.integers(100, 131))
def test_it_is_what_the_library_finds(seed: int, n: int) -> None:
    """SALib's, column by column; of distinct values, whose order is not left to the sort."""
    random = np.random.default_rng(seed)
    x, y = random.random((n, 3)), random.random(n)
    found = first.shares(first.ranked(x), y)
    known = [rbd_fast.unskew_S1(rbd_fast.compute_first_order(rbd_fast.permute_outputs(c, y), 10), 10, n) for c in x.T]

    assert found == pytest.approx(np.array(known), rel=1e-9, abs=1e-12)


def test_of_too_few_points_there_is_none() -> None:
    found = first.first_order(np.arange(50.0), cube(50))

    assert found.table.empty and found.samples == {}
