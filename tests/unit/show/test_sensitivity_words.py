"""Uncertainties, outcomes and verdicts in words."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from northeastsim.show.sensitivity import file_name
from northeastsim.show.sensitivity.frame import called
from northeastsim.show.sensitivity.uncertainties import amount, between, meaning, short, unit
from northeastsim.show.sensitivity.verdicts import direction, in_short, verdict

NUMBERS, WHOLE = pd.Series([0.1, 0.25, 0.9]), pd.Series([1, 3, 6])
DAYS = pd.Series(pd.to_datetime(["2025-06-01", "2028-01-01"]))
NAN = math.nan


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("parameters.influence.diversification", "influence.diversification"),
        ("events.s400_deal.date", "date of s400_deal"),
        ("actors.CHN.strategy", "strategy of CHN"),
        ("theory", "theory"),
    ],
)
def test_an_uncertainty_has_a_short_label(path: str, label: str) -> None:
    assert short(path) == label


def test_a_parameter_is_explained_and_nothing_else_is() -> None:
    assert meaning("parameters.influence.diversification").startswith("share of its leverage that a patron loses")
    assert unit("parameters.dependence.home_market") == "share of economy"
    assert meaning("theory") == unit("events.s400_deal.date") == ""


@pytest.mark.parametrize(
    ("low", "high", "values", "words"),
    [
        (0.5, NAN, NUMBERS, "above 0.5"),
        (NAN, 0.5, NUMBERS, "below 0.5"),
        (0.25, 0.5, NUMBERS, "from 0.25 to 0.5"),
        (2.5, NAN, WHOLE, "3 or more"),
        (NAN, 2.5, WHOLE, "2 or fewer"),
        (1.5, 4.5, WHOLE, "2 to 4"),
        (2.5, 3.5, WHOLE, "3"),
        (20240.0, NAN, DAYS, "from 2025-06-01 on"),
        (NAN, 20240.0, DAYS, "until 2025-06-01"),
        (20240.0, 20300.0, DAYS, "from 2025-06-01 to 2025-07-31"),
    ],
)
def test_limits_are_told_in_the_uncertaintys_own_terms(low: float, high: float, values: pd.Series, words: str) -> None:
    assert between(low, high, values) == words


def test_amounts_have_three_figures_and_dates_are_days() -> None:
    assert [amount(1234567.0, NUMBERS), amount(0.12345, NUMBERS), amount(20240.4, DAYS)] == ["1,234,567", "0.123", "2025-06-01"]


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("influence[CHN,PRK].end", "China's influence over North Korea at the end"),
        ("spending[JPN].change", "Japan's military spending, change"),
        ("crises.count", "Crises in a run"),
        ("payoff[CHN]", "Payoff of China"),
        ("war.any", "A war"),
    ],
)
def test_an_outcome_is_told_in_words(outcome: str, words: str) -> None:
    assert called(outcome) == words


def rows(known: bool, ranked: bool, screened: bool, width: float, ask_for: int) -> pd.DataFrame:
    table = {"is_known": [known], "is_ranked": [ranked], "is_screened": [screened], "width": [width], "places": [1.4]}
    return pd.DataFrame({**table, "ask_for": [ask_for]})


def test_a_verdict_says_what_holds_and_what_to_ask_for() -> None:
    assert verdict(rows(True, True, True, 0.03, 0), "sobol").startswith("Converged: order settled")
    told = verdict(rows(False, False, True, 0.21, 1024), "sobol")
    assert "Order not settled (ranks move by 1.4)" in told and "intervals up to 0.21 wide, ask for N = 1024" in told
    assert "ask for trajectories = 64" in verdict(rows(False, True, True, 0.2, 64), "morris")
    assert in_short(rows(False, True, True, 0.21, 1024), "sobol") == "order and screening settled, narrow intervals ask for N = 1024"
    assert in_short(rows(True, True, True, 0.01, 0), "sobol") == "converged" and verdict(rows(True, True, True, 0, 0)[:0], "") == ""


def test_directions_and_file_names() -> None:
    assert [direction(value) for value in (0.5, -0.5, 0.02, NAN)] == ["↑", "↓", "↕", ""]
    assert file_name("influence[CHN,PRK].end") == "influence_CHN_PRK_end"
