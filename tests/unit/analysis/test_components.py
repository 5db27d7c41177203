"""Components of variance: known answers in simulated worlds, errors of means over sets, and when there is too little to tell."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.analysis.components import (
    FEWEST,
    clustered_error,
    components,
    differences,
    independent,
    parted,
)  # fmt: skip
from northeastsim.analysis.paired import differences as plain_differences
from northeastsim.analysis.paired import standard_error
from northeastsim.analysis.summary import summary


def drawn(sets: int, share: float, seed: int, each: int = 2) -> tuple[pd.Series, pd.Series]:
    """Values of variance 1 of which a share lies between sets, and the sets."""
    random = np.random.default_rng(seed)
    home = np.repeat(np.arange(sets), each)
    values = random.normal(0, math.sqrt(share), sets)[home] + random.normal(0, math.sqrt(1 - share), sets * each)
    return pd.Series(values), pd.Series(home)


def test_by_hand() -> None:
    """Twenty sets of two, whose means are 0 and 2 by turns and whose members lie 1 above and below them.

    Within: 2 on 1 degree of freedom. Between the means 20/19; times 2 less 2, over 2: 20/19 - 1 = 1/19.
    """
    values = pd.Series([mean + side for k in range(20) for mean in [2.0 * (k % 2)] for side in (-1.0, 1.0)])
    found = components(values + 1e6, pd.Series(np.repeat(np.arange(20), 2)))

    assert found.sets == 20
    assert found.within == pytest.approx(2.0, rel=1e-9)
    assert found.between == pytest.approx(1 / 19, rel=1e-6)
    assert found.share == pytest.approx((1 / 19) / (2 + 1 / 19), rel=1e-6)


@pytest.mark.parametrize(("share", "each"), [(0.1, 2), (0.5, 2), (0.8, 2), (0.3, 5)])
def test_known_components_are_found_without_bias_and_within_the_interval(share: float, each: int) -> None:
    found = [components(*drawn(120, share, seed, each)) for seed in range(60)]

    assert np.mean([one.between for one in found]) == pytest.approx(share, abs=0.04)
    assert np.mean([one.within for one in found]) == pytest.approx(1 - share, abs=0.04)
    assert np.mean([one.low <= share <= one.high for one in found]) >= 0.85  # 0.95, less what 60 tries leave to chance


def test_sets_of_unequal_size_have_the_same_components() -> None:
    worlds = [drawn(120, 0.5, seed, each=4) for seed in range(40)]
    some = worlds[0][0].index % 4 < 1 + worlds[0][1] % 4  # one to four replications of each
    found = [components(values[some], sets[some]) for values, sets in worlds]

    assert np.mean([one.between for one in found]) == pytest.approx(0.5, abs=0.05)
    assert np.mean([one.within for one in found]) == pytest.approx(0.5, abs=0.05)


def test_too_few_sets_tell_nothing_and_a_constant_has_no_share() -> None:
    few = components(*drawn(FEWEST - 1, 0.5, 1))
    once = components(*drawn(40, 0.5, 1, each=1))
    constant = components(pd.Series([0.3] * 60), pd.Series(np.arange(60) // 3))

    assert few.sets == FEWEST - 1 and all(math.isnan(number) for number in few[1:])
    assert all(math.isnan(number) for number in once[1:])
    assert constant[1:3] == (0.0, 0.0) and math.isnan(constant.share)


def test_a_rare_event_that_no_set_saw_twice_has_no_share() -> None:
    """Nothing shows that it does not hang on the sets."""
    rare = pd.Series([float(k in (3, 40, 77)) for k in range(100)])
    found = components(rare, pd.Series(np.arange(100) // 2))

    assert found.within > 0.0 and math.isnan(found.share) and math.isnan(found.high)


def test_a_missing_value_is_left_out() -> None:
    values, sets = drawn(50, 0.5, 2)
    gone = values.where(values.index != 7)

    assert components(gone, sets) == components(values.drop(7), sets.drop(7))
    assert clustered_error(gone, sets) == clustered_error(values.drop(7), sets.drop(7))


@given(st.floats(-1e3, 1e3), st.floats(0.01, 100), st.integers(0, 10**6))
def test_the_share_knows_no_unit(shift: float, scale: float, seed: int) -> None:
    values, sets = drawn(30, 0.5, seed)
    one, other = components(values, sets), components(shift + scale * values, sets)

    assert other.share == pytest.approx(one.share, abs=1e-6)
    assert other.within == pytest.approx(scale**2 * one.within, rel=1e-6)


def test_the_error_of_a_mean_is_that_of_the_means_of_sets() -> None:
    values, sets = drawn(40, 0.6, 4)
    means = values.groupby(sets).mean()

    assert clustered_error(values, sets) == pytest.approx(standard_error(means))
    assert clustered_error(values, sets) > standard_error(values)
    assert math.isnan(clustered_error(values[:2], sets[:2]))


def test_the_error_covers_the_mean_where_the_plain_one_does_not() -> None:
    errors = np.array([(s.mean(), clustered_error(s, g), standard_error(s)) for s, g in (drawn(50, 0.9, k) for k in range(300))])
    inside = (np.abs(errors[:, 0])[:, None] <= 2.01 * errors[:, 1:]).mean(axis=0)

    assert inside[0] >= 0.92 > inside[1]


def test_replications_of_one_set_that_are_alike_count_once() -> None:
    sets = pd.Series(np.repeat(np.arange(50), 2))
    alike = pd.Series(np.repeat(np.random.default_rng(1).integers(0, 2, 50), 2).astype(float))
    apart = pd.Series(np.tile([0.0, 1.0], 50))

    assert independent(alike, sets) == 50
    assert independent(apart, sets) == 50  # no error to tell: the sets
    assert 50 <= independent(pd.Series(np.random.default_rng(2).integers(0, 2, 100).astype(float)), sets) <= 100


def test_differences_take_sets_as_units_and_are_the_usual_ones_where_each_set_ran_once() -> None:
    random = np.random.default_rng(6)
    one = pd.DataFrame({"replication": range(80), "s": np.arange(80) // 2, "x.end": random.normal(1, 1, 80)})
    one["war.any"] = (random.random(80) < 0.3).astype(float)
    other = one.assign(**{"x.end": random.normal(0, 1, 80), "war.any": (random.random(80) < 0.2).astype(float)})
    names = ["x.end", "war.any"]
    once = differences(one.assign(s=range(80)), other, names, "s")
    paired, plain = differences(one, other, names, "s"), plain_differences(one, other, names)

    assert once.loc["x.end"].tolist() == pytest.approx(plain.loc["x.end"].tolist())
    assert paired["mean"].tolist() == plain["mean"].tolist()
    gaps = (one["x.end"] - other["x.end"]).groupby(one["s"]).mean()
    assert paired.loc["x.end", "se"] == pytest.approx(standard_error(gaps))
    assert paired.loc["war.any", "low"] <= plain.loc["war.any", "low"]


def test_a_summary_of_runs_over_sets_tells_components_and_others_stay_as_they_are() -> None:
    values, sets = drawn(40, 0.7, 8)
    runs = pd.DataFrame({"replication": range(80), "x.end": values})
    plain, over = summary(runs, ["x.end"]), summary(runs.assign(parameter_set=sets), ["x.end"])

    assert list(over.columns) == [*plain.columns, "sets", "between", "within", "of_sets", "of_sets_low", "of_sets_high", "effective"]
    assert over.loc["x.end", "of_sets"] == parted(runs, ["x.end"], sets).loc["x.end", "of_sets"]
    assert over.loc["x.end", "se"] == clustered_error(values, sets)
    assert over.loc["x.end", "n"] == 80 and 40 <= over.loc["x.end", "effective"] < 60
