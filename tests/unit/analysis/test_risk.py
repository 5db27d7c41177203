"""Chances with their intervals, bounds on war, and what one world has more of than its twin."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from northeastsim.analysis import risk

RUNS = pd.DataFrame(
    {
        "replication": range(4),
        "race[A,B].any": [1, 0, 0, 0],
        "parallel[A,B].any": [0, 1, 0, 0],
        "one_sided[A,B].any": [0, 0, 0, 1],
        "race[A,C].any": [0, 0, 0, 0],
        "parallel[A,C].any": [1, 0, 0, 0],
        "one_sided[A,C].any": [0, 0, 0, 1],
        "incidents.count": [4, 0, 2, 2],
        "crises.count": [2, 0, 1, 1],
        "clashes.count": [1, 0, 0, 0],
        "wars.count": [0, 0, 1, 0],
        "instability.mean": [0.5, 0.6, 0.7, 0.8],
        "stability.end": [0.9, 0.8, 0.7, 0.6],
    }
)


def test_chances_are_shares_of_runs_and_numbers_a_year() -> None:
    found = risk.chances(RUNS, 2.0).set_index("risk")

    assert found.loc["arms race", "probability"] == 0.25 and found.loc["parallel build-up", "probability"] == 0.5
    assert found.loc["one-sided build-up", "probability"] == 0.25
    assert found.loc["crises", ["probability", "per_year"]].tolist() == [0.75, 0.5]
    assert found.loc["crises", "low"] < 0.75 < found.loc["crises", "high"]
    assert found.loc["crises", "per_year_low"] == pytest.approx(0.5 - 3.182 * 0.40824829 / 2)
    assert set(found["n"]) == {4} and found["per_year"].isna().sum() == 3


def test_a_race_counts_as_a_buildup_of_both() -> None:
    assert risk.with_any(RUNS)["buildup"].tolist() == [1, 1, 0, 0]


def test_war_is_bounded_by_what_a_crisis_may_become() -> None:
    """Mean over runs of 1 - (1 - p)^crises, with crises 2, 0, 1, 1."""
    found = risk.wars(RUNS, 2.0)

    assert found["basis"].tolist() == ["bound", "model", "bound"]
    assert found["war_given_crisis"].tolist() == [0.0, 0.25, 0.12]
    assert found["probability"].tolist() == pytest.approx([0.0, 0.25, (1 - 0.88**2 + 0.0 + 0.12 + 0.12) / 4])


def test_without_crises_no_chance_of_war_in_one_is_known() -> None:
    found = risk.wars(RUNS.assign(**{"crises.count": 0, "wars.count": 0}), 2.0)

    assert math.isnan(found["war_given_crisis"][1]) and found["probability"].tolist() == [0.0, 0.0, 0.0]


def test_what_is_added_is_paired() -> None:
    other = RUNS.assign(**{"crises.count": [1, 0, 0, 0], "race[A,B].any": 0})
    found = risk.added(risk.outcomes(RUNS), risk.outcomes(other)).set_index("outcome")

    assert found.loc["crises.count", ["here", "there", "difference"]].tolist() == [1.0, 0.25, 0.75]
    assert found.loc["crises.count", "low"] == pytest.approx(0.75 - 3.182 * 0.25)
    assert found.loc["race.any", "difference"] == 0.25
    assert math.isnan(found.loc["clashes.count", "low"]) and found.loc["clashes.count", "difference"] == 0.0


def test_a_shorter_twin_is_paired_with_the_first_runs() -> None:
    found = risk.added(risk.outcomes(RUNS), risk.outcomes(RUNS.iloc[:2])).set_index("outcome")

    assert found.loc["crises.count", ["here", "there", "n"]].tolist() == [1.0, 1.0, 2]


def test_pairs_have_wilson_intervals() -> None:
    columns = {f"race_pressure[A,{b}].max": 0.1 for b in "BC"} | {f"reactive[{i},{j}].share": 0.2 for i, j in ("AB", "BA", "AC", "CA")}
    found = risk.verdicts(RUNS.assign(**columns)).set_index("pair")

    assert found.loc["A,B", ["race", "parallel", "one_sided"]].tolist() == [0.25] * 3
    assert found.loc["A,C", "race_low"] == 0.0 < found.loc["A,C", "race_high"]
    assert found.loc["A,B", "reactive"] == pytest.approx(0.2)
