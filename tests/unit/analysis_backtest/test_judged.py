"""Skill, calibration and verdict: a forecast that is the truth's own, one that is worse, and one that cannot be told apart."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

import made_backtest as made
from northeastsim.analysis.backtest import Quantity, coverage, judged, ranks, scores, skills, verdicts
from northeastsim.analysis.backtest.skill import beyond, interval
from northeastsim.analysis.backtest.verdict import sentences

QUANTITIES = {
    name: Quantity("growth" if name == "spending_growth" else "level" if kind == "continuous" else "count")
    for name, (kind, _, _) in made.KINDS.items()
}


def scored(source: str, shift: float, spread: float, years: int = 200, series: int = 4) -> pd.DataFrame:
    """Scores of normal draws, moved and spread, of a truth that is standard normal."""
    rng = np.random.default_rng(3)
    cells = [("x", str(k), year) for year in range(years) for k in range(series)]
    happened = {cell: float(rng.normal()) for cell in cells}
    return scores(source, {cell: rng.normal(shift, spread, 60) for cell in cells}, happened, -1, {}, set())


def test_the_truths_own_distribution_has_flat_ranks_and_nominal_coverage() -> None:
    table = scored("truth", 0.0, 1.0)
    covered, places = coverage(table).set_index("range"), ranks(table)

    assert (covered["low"] < covered["held"]).all() and (covered["held"] < covered["high"]).all()
    assert covered["held"].to_list() == pytest.approx([0.5, 0.9], abs=0.01)
    assert places["count"].sum() == 800
    assert ((places["count"] - 80.0) ** 2 / 80.0).sum() < 21.7  # chi-squared of nine degrees, 99 %
    assert places["low"].iloc[0] < 0.5 < places["high"].iloc[0]


@pytest.mark.parametrize(("spread", "inside", "outer"), [(0.3, 0.5, 20), (3.0, 1.0, 0)])
def test_too_sure_and_too_unsure_show_in_coverage_and_ranks(spread: float, inside: float, outer: int) -> None:
    table = scored("me", 0.0, spread)
    counts = ranks(table)["count"].to_numpy()
    share = coverage(table).set_index("range")["share"]

    assert (share[90] < 0.5) if inside == 0.5 else (share[90] > 0.99)
    assert (counts[0] + counts[-1] > 400) if outer else (counts[0] + counts[-1] < 5)


def test_what_always_lay_above_has_a_mean_place_near_1() -> None:
    places = ranks(scored("me", -4.0, 1.0, years=6)).iloc[0]

    assert places["pit_mean"] > 0.97 and places["low"] > 0.9


def test_counts_in_many_equal_draws_are_covered_more_often_and_that_is_expected() -> None:
    rng = np.random.default_rng(5)
    cells = [("x", "a", year) for year in range(500)]
    forecast, happened = {c: rng.poisson(1.0, 80).astype(float) for c in cells}, {c: float(rng.poisson(1.0)) for c in cells}
    table = scores("me", forecast, happened, -1, {}, set())
    half = coverage(table).set_index("range").loc[50]

    assert half["share"] > 0.7 and half["low"] < half["held"] < half["high"]
    assert ((ranks(table)["count"] - 50.0) ** 2 / 50.0).sum() < 21.7


def test_a_worse_forecast_has_negative_skill_and_a_better_one_positive() -> None:
    truth, wrong = scored("truth", 0.0, 1.0, 6), scored("wrong", 3.0, 1.0, 6)
    worse, better = skills(wrong, truth).iloc[0], skills(truth, wrong).iloc[0]

    assert worse["high"] < 0.0 < better["low"]
    assert better["skill"] == pytest.approx(1.0 - better["model"] / better["other"])
    assert (better["n"], better["years"]) == (24, 6)


def test_a_forecast_has_no_skill_against_itself() -> None:
    one = scored("truth", 0.0, 1.0, 6)

    assert skills(one, one).iloc[0][["skill", "low", "high"]].to_list() == [0.0, 0.0, 0.0]


def test_only_cells_that_both_tell_are_compared() -> None:
    one, other = scored("truth", 0.0, 1.0, 6, series=1), scored("other", 0.0, 1.0, 4, series=1)

    assert skills(one, other).iloc[0][["n", "years"]].to_list() == [4, 4]


def test_one_year_has_no_interval_and_no_verdict() -> None:
    table = skills(scored("wrong", 3.0, 1.0, 1), scored("truth", 0.0, 1.0, 1))

    assert table[["low", "high"]].isna().all(axis=None)
    assert verdicts(table)["verdict"].to_list() == ["cannot tell"]


def test_the_interval_of_six_years_covers_about_as_often_as_it_says() -> None:
    """Yearly scores with a ratio of means that is known; a plain percentile interval would cover some 85 %."""
    rng = np.random.default_rng(11)
    covered = 0
    for _ in range(300):
        mine, other = rng.gamma(6.0, 1.0, 6), rng.gamma(6.0, 2.0, 6)
        found = interval(mine, other, 0)
        covered += found.low <= 0.5 <= found.high

    assert beyond(6) < 0.005
    assert 0.90 <= covered / 300 <= 0.99


def test_no_skill_can_be_had_against_what_made_no_error() -> None:
    none = interval(np.ones(6), np.zeros(6), 0)
    some = interval(np.ones(6), np.array([0.0, 0.0, 0.0, 0.0, 0.0, 1.0]), 0)

    assert none.value == -math.inf and some.low == -math.inf
    assert math.isnan(interval(np.zeros(6), np.zeros(6), 0).value)


def row(baseline: str, other: float, low: float, high: float) -> dict[str, object]:
    """A row of skill."""
    return {
        "target": "x", "score": "crps", "baseline": baseline, "skill": (low + high) / 2, "low": low, "high": high, "model": 1.0,
        "other": other, "n": 6, "years": 6,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ((0.1, 0.5), (0.2, 0.6), "better"),
        ((-0.1, 0.5), (0.2, 0.6), "cannot tell"),
        ((-0.5, -0.1), (0.2, 0.6), "worse"),
        ((-0.1, 0.5), (-0.6, -0.2), "cannot tell"),
    ],
)
def test_a_verdict_follows_the_rule(first: tuple[float, float], second: tuple[float, float], told: str) -> None:
    table = pd.DataFrame([row("best", 1.0, *first), row("other", 2.0, *second)])
    found = verdicts(table).iloc[0]

    assert (found["verdict"], found["best"]) == (told, "best")


def test_verdicts_are_told_in_words() -> None:
    table = pd.DataFrame({"target": ["trade_share", "crises"], "verdict": ["worse", "worse"]})

    assert sentences(table)[:2] == ["Better than every baseline at: nothing.", "Worse than the best baseline at: trade share, crises."]


def test_the_whole_judgement_of_a_made_up_model() -> None:
    forecasts = pd.concat([made.forecasts("conditioned"), made.forecasts("free")])
    found = judged(made.record(), forecasts, QUANTITIES, made.ORIGIN)
    told = found.verdict.set_index(["mode", "target"])["verdict"]

    assert told["free", "spending_growth"] == "better" and told["free", "trade_share"] == "worse"
    assert ("conditioned", "exercises") not in told.index and ("free", "exercises") in told.index
    assert set(found.scores["source"]) == {"conditioned", "free", "persistence", "drift", "rate", "mean"}
    assert set(found.scores["year"]) == set(range(2019, 2025))
    assert list(found.skill.columns)[:4] == ["mode", "target", "score", "baseline"]
    counts = found.ranks.groupby(["source", "target"])["count"].sum()
    assert (counts == found.ranks.groupby(["source", "target"])["n"].first()).all()


def test_the_same_again_is_the_same() -> None:
    pair = [judged(made.record(), made.forecasts("free", 20), QUANTITIES, made.ORIGIN, seed=4) for _ in range(2)]

    for one, two in zip(*pair, strict=True):
        pd.testing.assert_frame_equal(one, two)
