"""The race rule on the record of spending, and on spending made for the purpose."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest

from northeastsim.analysis import race

# Real growth of military spending in per cent, 2001 to 2024; computed from SIPRI's constant 2023 US$ (edition of 2025).
RECORD = {
    "CHN": "18.6 14.9 8.2 10.1 9.8 15.1 9.9 9.4 21.3 4.9 7.4 10.3 8.1 8.0 7.9 5.8 6.2 5.9 4.9 4.7 2.6 4.4 6.6 7.0",
    "RUS": "8.1 10.8 4.9 4.5 13.6 10.7 8.9 9.9 4.9 2.0 6.7 15.9 4.9 7.2 7.8 7.2 -19.0 -3.8 4.5 2.3 2.0 29.5 22.9 37.8",
    "KOR": "2.9 2.8 3.4 4.4 8.2 3.6 4.5 6.5 6.3 0.8 1.4 2.5 3.0 3.9 3.9 2.5 1.8 5.1 8.1 5.3 4.4 -2.1 0.6 1.4",
    "JPN": "1.8 0.5 0.1 -0.4 -0.2 -1.3 -1.3 -1.0 1.9 0.4 1.4 -1.2 -0.4 1.1 1.8 -0.6 -0.7 5.0 2.8 -0.9 7.5 -5.9 15.3 21.2",
    "USA": "0.8 12.3 13.8 9.0 4.6 1.4 2.7 7.3 7.9 2.9 -1.2 -5.6 -7.7 -6.2 -2.3 -0.3 -1.0 3.0 5.7 4.7 -1.1 -1.2 2.2 5.7",
}  # fmt: skip
RIVALS = [("CHN", "JPN"), ("CHN", "USA"), ("RUS", "JPN"), ("RUS", "USA")]


def spending(growth: dict[str, list[float]], first: int = 2000) -> pd.DataFrame:
    rows = []
    for actor, rates in growth.items():
        value = 100.0
        rows.append((actor, first, value))
        for k, rate in enumerate(rates):
            value *= 1.0 + rate / 100.0
            rows.append((actor, first + k + 1, value))
    return pd.DataFrame(rows, columns=["actor", "year", "value"])


@pytest.fixture
def record() -> pd.DataFrame:
    return spending({actor: [float(word) for word in text.split()] for actor, text in RECORD.items()})


def test_the_record_shows_one_race_or_build_up_of_rivals(record: pd.DataFrame) -> None:
    assert race.races(record, RIVALS).values.tolist() == [["CHN", "USA", 2004]]


def test_among_all_pairs_it_also_shows_china_and_russia_who_are_no_rivals(record: pd.DataFrame) -> None:
    found = race.races(record, combinations(RECORD, 2))

    assert found.values.tolist() == [["CHN", "RUS", 2007], ["CHN", "RUS", 2008], ["CHN", "USA", 2004]]
    assert not (found["year"] >= 2010).any()


def test_the_region_of_today_shows_none() -> None:
    """The shipped record, which is yearly from 2010 on."""
    path = "src/northeastsim/scenario/region/spending.csv"
    table = pd.read_csv(Path(__file__).parents[3] / path)

    assert race.races(table[table["year"] <= 2024], combinations(table["actor"].unique(), 2)).empty


def test_the_threshold_is_a_parameter(record: pd.DataFrame) -> None:
    assert race.races(record, RIVALS, threshold=0.1).empty
    assert len(race.races(record, RIVALS, threshold=0.02)) > 1


def test_verdicts_tell_races_from_one_sided_growth() -> None:
    table = spending(
        {
            "A": [9, 9, 9, 0, 0, 0],
            "B": [9, 9, 9, 0, 0, 0],
            "C": [1] * 6,
            "D": [0, 0, 0, 9, 9, 9],
            "E": [50, 20, 9, 4, 2, 1],
            "F": [60, 30, 15, 7, 3, 1],
        }
    )
    pairs = [("A", "B"), ("A", "C"), ("A", "D"), ("C", "C2"), ("E", "F"), ("A", "E")]

    assert race.verdicts(table, pairs)["verdict"].tolist() == [
        "parallel build-up",
        "one-sided: A",
        "apart",
        "none",
        "settling",
        "parallel build-up",
    ]


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [(0.03, 0.03, "race"), (0.03, 0.02, "parallel build-up"), (0.0, 0.09, "parallel build-up"), (0.023, 0.023, "race")],
)
def test_a_race_is_a_build_up_whose_growth_answers_the_other_side(one: float, other: float, word: str) -> None:
    table = spending({"A": [9, 9, 9], "B": [9, 9, 9]})
    rows = [(*pair, year, value) for pair, value in ((("A", "B"), one), (("B", "A"), other)) for year in (2001, 2002, 2003)]
    answers = pd.DataFrame(rows, columns=["actor", "other", "year", "value"])

    assert race.verdicts(table, [("A", "B")], answers=answers)["verdict"].tolist() == [word]


def test_of_the_record_nobody_knows_who_answered_whom(record: pd.DataFrame) -> None:
    """What the bare rule flags, China and the United States in 2004, is told as parallel."""
    found = race.verdicts(record, RIVALS).set_index(["one", "other"])["verdict"]

    assert found["CHN", "USA"] == "parallel build-up"
    assert not (found == "race").any()


def test_pressure_is_the_lower_of_the_two_means() -> None:
    table = spending({"A": [10, 20, 30], "B": [5, 5, 5]})

    assert race.pressure(table, [("A", "B")]).values.tolist() == [["A", "B", 2003, pytest.approx(0.05)]]


def test_a_missing_year_breaks_the_three() -> None:
    table = spending({"A": [9, 9, 9], "B": [9, 9, 9]})

    assert len(race.races(table, [("A", "B")])) == 1
    assert race.races(table[table["year"] != 2001], [("A", "B")]).empty


def test_shares_over_replications() -> None:
    runs = pd.DataFrame(
        {
            "race[A,B].any": [1, 0, 0, 1], "parallel[A,B].any": [0, 1, 0, 0], "one_sided[A,B].any": [0, 0, 1, 0],
            "race_pressure[A,B].max": [0.1, 0.0, 0.02, 0.2], "reactive[A,B].share": [1, 0, 0, 1], "reactive[B,A].share": 0.3,
        }
    )  # fmt: skip
    row = race.shares(runs).loc["A,B"]

    assert row[["race", "parallel", "one_sided"]].tolist() == [0.5, 0.25, 0.25]
    assert (row["se"], row["pressure"]) == (0.25, pytest.approx(0.08))
    assert (row["reactive"], row["reactive_other"]) == (0.5, pytest.approx(0.3))
