"""Regional sensitivity: the distance is Kolmogorov and Smirnov's, and a dummy is told as one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ks_2samp

from northeastsim.analysis.sensitivity import regional


def some_of(greatest: int) -> st.SearchStrategy[list[tuple[int, bool]]]:
    """Points with a value and whether they are inside; some are, and some are not."""
    points = st.lists(st.tuples(st.integers(0, greatest), st.booleans()), min_size=4, max_size=40)
    return points.filter(lambda found: 0 < sum(inside for _, inside in found) < len(found))


def some(n: int = 400, seed: int = 1) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    whole = random.integers(0, 3, n).astype(float)
    return pd.DataFrame({"a": random.random(n), "b": random.random(n), "w": whole, "dummy": random.random(n)})


@given(some_of(6))
def test_the_distance_is_that_of_scipy_also_with_ties(points: list[tuple[int, bool]]) -> None:
    codes, inside = np.array([[float(a)] for a, _ in points]), np.array([[b for _, b in points]])
    found = regional.distances(codes, [False], inside.astype(float), (~inside).astype(float))

    assert found[0, 0] == pytest.approx(ks_2samp(codes[inside[0], 0], codes[~inside[0], 0], method="asymp").statistic)


@given(some_of(3))
def test_of_categories_it_is_the_greatest_difference_over_their_sets(points: list[tuple[int, bool]]) -> None:
    labels, inside = np.array([a for a, _ in points]), np.array([b for _, b in points])
    found = regional.distances(labels[:, None].astype(float), [True], inside[None].astype(float), (~inside)[None].astype(float))
    sets = [[c for c in range(4) if number >> c & 1] for number in range(16)]

    assert found[0, 0] == pytest.approx(max(np.isin(labels[inside], s).mean() - np.isin(labels[~inside], s).mean() for s in sets))


def test_a_dummy_is_not_told_apart_and_a_driver_is() -> None:
    codes = some()
    found = regional.regional((codes["a"] ** 2 + 0.3 * codes["w"]).to_numpy(), codes, ["w"]).table
    clear = found.groupby("uncertainty")["is_clear"].any()

    assert set(found["measure"]) == {"high", "low"} and clear.to_dict() == {"a": True, "b": False, "w": True, "dummy": False}
    assert (found["low"] <= found["value"]).all() and (found["value"] <= found["high"]).all()


def test_nothing_is_told_apart_more_often_than_it_may() -> None:
    """Of 60 outcomes without any driver hardly one has anything clear: 1 in 21 at either end."""
    clear = 0
    for seed in range(30):
        noise = np.random.default_rng(1000 + seed).random(200)
        found = regional.regional(noise, some(200, seed), ["w"]).table
        clear += int(found.groupby("measure")["is_clear"].any().sum())

    assert clear <= 8


def test_an_end_takes_all_points_of_the_same_value_or_none() -> None:
    y = np.array([0.0] * 150 + [1.0] * 40 + [2.0] * 10)
    found = regional.ends(y)

    assert found["high"].sum() == 50 and "low" not in found
    assert regional.ends(np.zeros(200)) == {}
