"""Paired differences of many options at once: as taken one by one, and with intervals that hold where scenarios share their luck."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from northeastsim.analysis.contrast import contrasts, over_scenarios
from northeastsim.analysis.paired import difference, difference_of_shares


def world(random: np.random.Generator, sizes: dict[str, int], shift: float = 0.3) -> pd.DataFrame:
    luck, tilt = random.normal(size=max(sizes.values())), random.normal(size=max(sizes.values()))
    rows = []
    for scenario, n in sizes.items():
        base = luck[:n] + random.normal(size=n)
        for name, values in (("a", base), ("b", base + shift + 0.5 * tilt[:n])):
            rows.append(
                pd.DataFrame(
                    {"scenario": scenario, "strategy": name, "replication": range(n), "m": values, "y.any": (values > 0).astype(int)}
                )
            )
    return pd.concat(rows, ignore_index=True)


def test_each_row_is_the_paired_difference() -> None:
    runs = world(np.random.default_rng(1), {"one": 30, "two": 12})
    found = contrasts(runs, "a", ["m", "y.any"])

    for scenario in ("one", "two"):
        some = runs[runs["scenario"] == scenario].set_index("replication")
        own, base = (some[some["strategy"] == name] for name in "ba")
        for metric, rule in (("m", difference), ("y.any", difference_of_shares)):
            row, told = found.loc[(scenario, "b", metric)], rule(own[metric], base[metric])
            assert (row["difference"], row["low"], row["high"]) == pytest.approx((told.mean, told.low, told.high), rel=1e-12)
            assert row["n"] == told.n
        gain = math.hypot(own["m"].std(), base["m"].std()) / (own["m"] - base["m"]).std()
        assert found.loc[(scenario, "b", "m"), "gain"] == pytest.approx(gain)


def test_the_base_has_no_difference_from_itself() -> None:
    found = contrasts(world(np.random.default_rng(1), {"one": 5}), "a", ["m"])

    assert found.loc[("one", "a", "m"), ["difference", "low", "high", "gain"]].isna().all()


def test_the_interval_over_scenarios_holds_where_they_share_their_luck() -> None:
    random = np.random.default_rng(2)
    held = 0
    for _ in range(200):
        runs = world(random, {"one": 60, "two": 30, "three": 45})
        row = over_scenarios(runs, "a", contrasts(runs, "a", ["m"])).loc[("b", "m")]
        held += bool(row["low"] <= 0.3 <= row["high"])

    assert 180 <= held <= 199


def test_over_one_scenario_it_is_that_scenarios_difference() -> None:
    runs = world(np.random.default_rng(3), {"one": 40})
    single = contrasts(runs, "a", ["m"])
    row = over_scenarios(runs, "a", single).loc[("b", "m")]

    assert row["difference"] == pytest.approx(single.loc[("one", "b", "m"), "difference"])
    assert row["least"] == row["greatest"] == pytest.approx(row["difference"])


def test_a_metric_that_a_scenario_lacks_is_left_out_of_its_mean() -> None:
    runs = world(np.random.default_rng(4), {"one": 10, "two": 10})
    runs.loc[runs["scenario"] == "two", "m"] = math.nan
    row = over_scenarios(runs, "a", contrasts(runs, "a", ["m"])).loc[("b", "m")]

    assert row["difference"] == pytest.approx(contrasts(runs, "a", ["m"]).loc[("one", "b", "m"), "difference"])
