"""First-order indices from points that fill the space."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from northeastsim.analysis.sensitivity import given
from northeastsim.study.design import strata


def cube(n: int, names: str = "abcd") -> pd.DataFrame:
    return pd.DataFrame({name: strata(n, 1, name) for name in names})


def test_shares_of_a_sum_are_its_squared_weights() -> None:
    x = cube(2000)
    found = given.first_order((4.0 * x["a"] - 2.0 * x["b"]).to_numpy(), x).table

    assert found["value"].to_numpy() == pytest.approx([0.8, 0.2, 0.0, 0.0], abs=0.03)
    assert found["is_clear"].tolist() == [True, True, False, False]


def test_it_does_not_matter_in_which_order_points_of_equal_value_lie() -> None:
    """A design in which a second uncertainty goes up and down within each value of the first."""
    x = pd.DataFrame({"a": np.repeat([0.0, 1.0], 200), "b": np.tile(np.linspace(0.0, 1.0, 200), 2)})
    found = given.first_order(x["b"].to_numpy(), x).table

    assert found["value"][0] == pytest.approx(0.0, abs=0.06) and not found["is_clear"][0]
    assert found["value"][1] == pytest.approx(1.0, abs=0.03)


def test_of_too_few_points_there_is_none() -> None:
    found = given.first_order(np.arange(50.0), cube(50))

    assert found.table.empty and found.samples == {}
