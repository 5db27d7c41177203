"""Sobol indices: their intervals hold what is known, and luck is not taken for an effect."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from SALib.sample import sobol as sample

from northeastsim.analysis.sensitivity import measures, sobol
from northeastsim.analysis.sensitivity.design import Design

NAMES = ["a", "b", "c"]
WEIGHTS = np.array([4.0, 2.0, 0.0])


def points(n: int = 256, second_order: bool = False, seed: int = 3) -> Any:
    problem = {"num_vars": 3, "names": NAMES, "bounds": [[0.0, 1.0]] * 3}
    return sample.sample(problem, n, calc_second_order=second_order, seed=seed)


def design(x: Any, second_order: bool = False) -> Design:
    table = pd.DataFrame(x, columns=NAMES)
    return Design("sobol", table, table, second_order)


def test_shares_of_a_sum_are_its_squared_weights() -> None:
    x = points()
    found = sobol.indices((x @ WEIGHTS)[:, None], NAMES).table
    known = np.tile(WEIGHTS**2 / (WEIGHTS**2).sum(), 2)

    assert found["measure"].tolist() == ["first"] * 3 + ["total"] * 3
    assert found["value"].to_numpy() == pytest.approx(known, abs=0.02)
    assert (found["low"] <= known + 0.02).all() and (found["high"] >= known - 0.02).all()


def test_what_nobody_feels_is_not_told_apart_and_never_shown_below_nothing() -> None:
    x = points(64)
    y = np.repeat((x @ WEIGHTS + 3.0 * x[:, 0] * x[:, 1])[:, None], 2, axis=1)
    table = measures.measured(design(x), y).table
    idle = table[table["uncertainty"] == "c"]

    assert not idle["is_clear"].any() and (table["shown"] >= 0.0).all() and (table["shown"] <= 1.0).all()
    assert (table["low"] <= table["value"]).all() and (table["value"] <= table["high"]).all()


def test_an_index_below_zero_stays_in_the_table_and_is_shown_as_none() -> None:
    x = points(16, seed=7)
    y = ((x[:, 0] - 0.5) * (x[:, 1] - 0.5) * (x[:, 2] - 0.5))[:, None]
    table = measures.measured(design(x), y).table
    below = table[table["value"] < 0.0]

    assert len(below) and (below["shown"] == 0.0).all() and not below["is_clear"].any()


def test_luck_that_differs_from_point_to_point_is_no_effect() -> None:
    """Every run adds luck of its own: all total indices rise alike, by what is told as nothing."""
    x = points(256)
    luck = np.random.default_rng(1).normal(0.0, 4.0, (len(x), 5))
    table = measures.measured(design(x), (x @ WEIGHTS)[:, None] + luck).table.set_index(["measure", "uncertainty"])
    idle = table.loc[("total", "c")]

    assert idle["value"] > 0.3 and idle["nothing"] == pytest.approx(idle["value"], rel=0.2)
    assert not idle["is_clear"] and bool(table.loc[("total", "a"), "is_clear"])


def test_with_one_replication_nothing_is_told_apart_from_luck() -> None:
    x = points(64)
    table = sobol.indices((x @ WEIGHTS)[:, None], NAMES).table.set_index("measure")

    assert table.loc["total", "nothing"].isna().all() and not table.loc["total", "is_clear"].any()
    assert table.loc["first", "is_clear"].tolist() == [True, True, False]


def test_a_product_is_told_as_a_pair() -> None:
    x = points(512, second_order=True)
    y = ((x[:, 0] - 0.5) * (x[:, 1] - 0.5))[:, None]
    found = sobol.indices(y, NAMES, True).table
    pairs = found[found["measure"] == "second"].set_index(["uncertainty", "other"])

    assert pairs.loc[("a", "b"), "value"] == pytest.approx(1.0, abs=0.1)
    assert pairs["is_clear"].to_dict() == {("a", "b"): True, ("a", "c"): False, ("b", "c"): False}


def test_the_same_seed_gives_the_same_intervals_and_zero_is_one() -> None:
    x = points(32)
    y = (x @ WEIGHTS)[:, None]

    assert sobol.indices(y, NAMES, seed=0).table.equals(sobol.indices(y, NAMES, seed=0).table)
    assert not sobol.indices(y, NAMES, seed=0).table.equals(sobol.indices(y, NAMES, seed=1).table)
