"""When two worlds part: the first event that differs, the first date of a score, and the share of pairs by date."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.analysis.parting import commonest, first_events, first_scores, over_time, shares

DAYS = pd.date_range("2024-01-01", periods=4, freq="MS")


def log(*rows: tuple[int, str, str, str], size: float = 1.0) -> pd.DataFrame:
    """An event log of (replication, date, type, initiator)."""
    blank = {"id": "", "stage": "announced", "target": "", "participants": "", "aimed_at": "", "system": "", "cause_kind": "choice"}
    made = [{**blank, "replication": r, "date": pd.Timestamp(d), "type": t, "initiator": i, "quantity": size} for r, d, t, i in rows]
    columns = ["replication", "date", "type", "initiator", "quantity", *blank]
    return pd.DataFrame(made, columns=columns).astype({"date": "datetime64[s]"})


A, B, C = (0, "2024-01-05", "visit", "CHN"), (0, "2024-02-05", "summit", "RUS"), (0, "2024-02-09", "launch", "PRK")


def first(one: pd.DataFrame, other: pd.DataFrame, **options: Any) -> Any:
    """The parting of the only pair."""
    return first_events(one, other, options.get("own", ()), [0]).iloc[0]


@pytest.mark.parametrize(
    ("one", "other", "kind", "world"),
    [
        (log(A, B), log(A, B, C), "launch", "changed"),
        (log(A, B, C), log(A, B), "launch", "original"),
        (log(A, C), log(A, B, C), "summit", "changed"),
        (log(A, B, C), log(A, C), "summit", "original"),
        (log(A, B), log(A, (0, "2024-02-05", "treaty", "RUS")), "treaty", "both"),
        (log(A, (0, "2024-02-05", "treaty", "RUS"), B), log(A, B), "treaty", "original"),
    ],
)
def test_the_first_event_that_differs_and_where_it_happens(one: Any, other: Any, kind: str, world: str) -> None:
    """Before another on its day, in one world alone; or in the other's place."""
    found = first(one, other)

    assert (found["type"], found["world"], found["what"]) == (kind, world, "events")
    assert found["date"] == pd.Timestamp("2024-02-05" if kind != "launch" else "2024-02-09")


def test_equal_logs_and_empty_ones_do_not_part() -> None:
    assert pd.isna(first(log(A, B), log(A, B))["date"]) and pd.isna(first(log(), log())["date"])
    assert first(log(), log(A))["world"] == "changed"


def test_what_the_change_itself_brings_is_left_out() -> None:
    own = log(A, B).assign(id=["", "mine"])

    assert pd.isna(first(log(A), own, own=["mine"])["date"]) and first(log(A), own)["type"] == "summit"


def test_sizes_differ_by_more_than_their_last_digits_and_those_of_budgets_never() -> None:
    budget = (0, "2024-01-01", "budget", "CHN")

    assert pd.isna(first(log(A), log(A, size=1.0 + 1e-9))["date"])
    assert first(log(A), log(A, size=1.001))["type"] == "visit"
    assert pd.isna(first(log(budget), log(budget, size=1.5))["date"])


@given(st.lists(st.sampled_from([A, B, C]), max_size=6).map(sorted), st.lists(st.sampled_from([A, B, C]), max_size=6).map(sorted))
def test_turned_round_worlds_part_on_the_same_day(one: list[Any], other: list[Any]) -> None:
    there, back = first(log(*one), log(*other)), first(log(*other), log(*one))
    turned = {"original": "changed", "changed": "original"}

    assert pd.isna(there["date"]) == pd.isna(back["date"]) == (one == other)
    if one != other:
        assert there["date"] == back["date"]
        assert back["world"] == turned.get(there["world"], "both")


def test_a_score_parts_on_the_first_date_beyond_the_smallest_size() -> None:
    gaps = np.array([[0.0, 0.004, -0.006, 0.0], [0.0, 0.0, 0.0, 0.005]])
    found = first_scores("stability", DAYS, gaps, 0.005, [7, 8])

    assert found["date"].tolist() == [DAYS[2], pd.NaT] and found["replication"].tolist() == [7, 8]


def partings() -> pd.DataFrame:
    """Four pairs, three of which part by events, two of them by the same one."""
    kinds = {"stage": "announced", "target": "", "participants": "", "system": "", "world": "changed", "smallest": np.nan}
    rows = [(0, "2024-01-10", "visit"), (1, "2024-02-01", "visit"), (2, "2024-02-20", "launch")]
    made = [{"replication": r, "what": "events", "date": pd.Timestamp(d), "type": t, "initiator": "PRK", **kinds} for r, d, t in rows]
    return pd.DataFrame([*made, {"replication": 3, "what": "events", "date": pd.NaT, "type": None}])


def test_shares_count_pairs_and_place_their_dates() -> None:
    row = shares(partings()).loc["events"]

    assert (row["n"], row["parted"], row["share"]) == (4, 3, 0.75)
    assert row["median"] == pd.Timestamp("2024-02-01") and row["p95"] == pd.Timestamp("2024-02-20")


def test_shares_over_time_count_what_came_before_a_date() -> None:
    """An event on the day itself is not in the score of that day; a score that differs on a day has parted by it."""
    events = over_time(partings(), DAYS, "2024-01-01")
    scores = over_time(partings().assign(what="stability"), DAYS, "2024-01-01")

    assert events["parted"].tolist() == [0, 1, 3, 3] and scores["parted"].tolist() == [0, 2, 3, 3]
    assert events["share"].tolist() == [0.0, 0.25, 0.75, 0.75]
    assert (events["low"][1:] < events["share"][1:]).all() and (events["high"][1:] > events["share"][1:]).all()
    assert (events["low"][0], events["high"][0]) == (0.0, 0.0)


def test_the_commonest_events_come_first_with_their_share_of_those_that_part() -> None:
    found = commonest(partings())

    assert found["type"].tolist() == ["visit", "launch"] and found["share"].tolist() == pytest.approx([2 / 3, 1 / 3])
