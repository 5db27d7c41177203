"""Options side by side: the same as paired differences one by one, and intervals that hold where luck is shared across scenarios."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.analysis import paired
from northeastsim.analysis.contrast import contrasts, over_scenarios, pooled
from northeastsim.analysis.summary import proportion_interval

METRICS = ["level", "crises.count", "war.any"]


def table(n: dict[str, int], seed: int = 0, options: tuple[str, ...] = ("a", "b", "c")) -> pd.DataFrame:
    """Runs by chance: luck is shared, options differ in level and in how they take it."""
    rows = []
    for s, (scenario, count) in enumerate(n.items()):
        luck = np.random.default_rng(seed).normal(size=(count, 3))
        for k, option in enumerate(options):
            own = np.random.default_rng(1000 + 10 * s + k).normal(size=count)
            rows.append(pd.DataFrame({
                "scenario": scenario, "strategy": option, "replication": range(count),
                "level": 0.2 * k + luck[:, 0] + 0.3 * own, "crises.count": np.floor(np.abs(luck[:, 1] + 0.2 * k)),
                "war.any": (luck[:, 2] > 1.0 - 0.3 * k).astype(int),
            }))  # fmt: skip
    return pd.concat(rows, ignore_index=True)


@pytest.mark.parametrize("n", [2, 3, 5, 50])
def test_contrasts_are_paired_differences_row_by_row(n: int) -> None:
    runs = table({"x": n, "y": n + 3})
    found = contrasts(runs, "b", METRICS)

    assert len(found) == 2 * 3 * len(METRICS)
    for scenario, option in (("x", "a"), ("x", "c"), ("y", "a"), ("y", "c")):
        one, base = (runs[(runs["scenario"] == scenario) & (runs["strategy"] == name)] for name in (option, "b"))
        expected = paired.differences(one, base, METRICS)
        got = found.loc[(scenario, option)]
        for mine, theirs in (("n", "n"), ("difference", "mean"), ("low", "low"), ("high", "high"), ("agree", "share")):
            np.testing.assert_allclose(got[mine].to_numpy(float), expected[theirs].to_numpy(float), rtol=1e-9, atol=1e-12)


def test_the_base_has_levels_and_no_difference() -> None:
    found = contrasts(table({"x": 20}), "b", METRICS).xs("b", level="strategy")

    assert found[["difference", "low", "high", "agree", "gain"]].isna().all().all()
    assert found[["mean", "mean_low", "mean_high"]].notna().all().all()


def test_levels_have_student_s_and_wilson_s_intervals() -> None:
    runs = table({"x": 20})
    found = contrasts(runs, "b", METRICS).loc[("x", "a")]
    own = runs[runs["strategy"] == "a"]
    reach = 2.093 * own["level"].std() / math.sqrt(20)  # Student's t with 19 degrees of freedom

    assert found.loc["level", "mean_high"] - found.loc["level", "mean"] == pytest.approx(reach, rel=1e-4)
    assert tuple(found.loc["war.any", ["mean_low", "mean_high"]]) == pytest.approx(
        proportion_interval(own["war.any"].mean(), 20)
    )


def test_gain_is_the_ratio_of_the_widths_of_unpaired_and_paired_intervals() -> None:
    runs = table({"x": 400})
    a, b = (runs[runs["strategy"] == name]["level"].reset_index(drop=True) for name in "ab")
    found = contrasts(runs, "b", METRICS).loc[("x", "a", "level"), "gain"]

    assert found == pytest.approx(math.sqrt(a.var() + b.var()) / (a - b).std())
    assert found > 2.0


@pytest.mark.parametrize("apart", [0.0, 1e-16, -3e-14])
def test_options_that_are_alike_but_for_rounding_do_not_differ(apart: float) -> None:
    """No interval, no gain: what does not stray does not show how others would."""
    runs = table({"x": 9}, options=("a",))
    twin = runs.assign(strategy="b", level=runs["level"] * (1.0 + apart))
    single = contrasts(pd.concat([runs, twin]), "a", METRICS)
    found = single.loc[("x", "b", "level")]
    whole = over_scenarios(pd.concat([runs, twin]), "a", single).loc[("b", "level")]

    assert found["difference"] == whole["difference"] == 0.0
    assert found[["low", "high", "agree", "gain"]].isna().all()
    assert (whole["up"], whole["down"]) == (0, 0)


# --- over scenarios -------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(2, 6), min_size=1, max_size=4), st.integers(0, 10))
def test_the_mean_over_scenarios_counts_them_alike(lengths: list[int], seed: int) -> None:
    generator = np.random.default_rng(seed)
    values = [generator.normal(size=(n, 2)) for n in lengths]
    means, errors = pooled(values)

    assert means == pytest.approx(np.mean([each.mean(axis=0) for each in values], axis=0))
    assert (errors > 0.0).all()


def test_of_a_single_scenario_the_error_is_the_usual_one() -> None:
    values = np.random.default_rng(0).normal(size=(30, 3))
    _, errors = pooled([values])

    assert errors == pytest.approx(values.std(axis=0, ddof=1) / math.sqrt(30))


def test_the_error_of_shared_luck_is_not_that_of_independent_scenarios() -> None:
    """Twice the same scenario tells no more than once."""
    values = np.random.default_rng(0).normal(size=(30, 1))

    assert pooled([values, values])[1] == pytest.approx(pooled([values])[1])
    assert pooled([values, -values])[1] == pytest.approx(0.0, abs=1e-15)


@pytest.mark.parametrize(("lengths", "share"), [((200, 50), 0.0), ((200, 50), 1.0), ((50, 100, 200), 0.7), ((60, 60), -0.9)])
def test_intervals_cover_where_luck_is_shared_by_scenarios_of_unequal_length(lengths: tuple[int, ...], share: float) -> None:
    """Of 2,000 comparisons 95 % hold the truth, within three standard errors of that share."""
    times, truth = 2000, float(np.mean(range(len(lengths))))
    generator, held = np.random.default_rng(1), 0
    for _ in range(times):
        luck = generator.normal(size=max(lengths))
        values = []
        for k, n in enumerate(lengths):
            sign = -1.0 if share < 0 and k % 2 else 1.0
            own = generator.normal(size=n)
            values.append((k + sign * math.sqrt(abs(share)) * luck[:n] + math.sqrt(1 - abs(share)) * own)[:, None])
        mean, error = pooled(values)
        held += abs(mean[0] - truth) <= 1.96 * error[0]

    assert abs(held / times - 0.95) < 3 * math.sqrt(0.95 * 0.05 / times)


def test_scenarios_that_lack_a_metric_are_left_out_of_its_mean() -> None:
    runs = table({"x": 8, "y": 12})
    runs.loc[runs["scenario"] == "y", "level"] = math.nan
    single = contrasts(runs, "a", METRICS)
    found = over_scenarios(runs, "a", single).loc[("b", "level")]
    alone = over_scenarios(runs[runs["scenario"] == "x"], "a", contrasts(runs[runs["scenario"] == "x"], "a", METRICS))

    assert found["scenarios"] == 1 and single.loc[("y", "b", "level")].drop("n").isna().all()
    assert found["difference"] == pytest.approx(alone.loc[("b", "level"), "difference"])
    assert over_scenarios(runs.assign(level=math.nan), "a", contrasts(runs.assign(level=math.nan), "a", METRICS)).loc[
        ("b", "level"), ["mean", "difference"]
    ].isna().all()


def test_up_and_down_count_scenarios_that_are_clear() -> None:
    def scenario(name: str, gap: float) -> list[dict[str, Any]]:
        noise = np.random.default_rng(3).normal(scale=0.1, size=40)
        return [{"scenario": name, "strategy": s, "replication": r, "level": d * (gap + noise[r])} for s, d in (("a", 0), ("b", 1))
                for r in range(40)]  # fmt: skip

    gaps = {"up": 1.0, "more": 2.0, "down": -1.0, "none": 0.0}
    runs = pd.DataFrame([row for name, gap in gaps.items() for row in scenario(name, gap)])
    found = over_scenarios(runs, "a", contrasts(runs, "a", ["level"])).loc[("b", "level")]

    assert (found["scenarios"], found["up"], found["down"]) == (4, 2, 1)
    assert found["least"] < -0.9 and found["greatest"] > 1.9
