"""Camps over time, from tables made for the purpose."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from northeastsim.analysis.camps import COLUMNS, Shake, camps
from northeastsim.analysis.summary import proportion_interval

ECONOMY = {"A": 60.0, "B": 30.0, "C": 10.0}
CAPITAL = {"A": 20.0, "B": 20.0, "C": 60.0}


def scores(turned: list[int], dates: tuple[str, ...] = ("2024-01-01",)) -> pd.DataFrame:
    """A table of three states: A and B regard each other by 0.6 and 0.2, C is their enemy; where turned, B is."""
    rows: list[tuple[Any, ...]] = []
    for replication, turn in enumerate(turned):
        for date in map(pd.Timestamp, dates):
            enemy = "B" if turn else "C"
            for one in "ABC":
                for other in "ABC":
                    if one != other:
                        friend = 0.6 if one < other else 0.2
                        rows.append((replication, date, "alignment", one, other, -0.5 if enemy in (one, other) else friend))
                rows.append((replication, date, "economy", one, "", ECONOMY[one]))
                rows.append((replication, date, "capital", one, "", CAPITAL[one]))
            rows.append((replication, date, "stability", "", "", 0.5))
    return pd.DataFrame(rows, columns=["replication", "date", "score", "actor", "other", "value"])


def row(table: pd.DataFrame, what: str, one: str = "", other: str = "") -> pd.Series:
    (found,) = [each for _, each in table.iterrows() if (each["what"], each["one"], each["other"]) == (what, one, other)]
    return found


def test_camps_of_one_replication_by_hand() -> None:
    """Sizes are 40, 25 and 35 per cent, propensities 0.4 and -0.5: energy is twice -0.5 * 35 * (40 + 25)."""
    table = camps(scores([0]))

    assert tuple(table.columns) == COLUMNS
    assert row(table, "camps", "A B", "C")["mean"] == 1.0
    assert row(table, "energy")["mean"] == pytest.approx(-0.5 * 35 * 65 * 2)
    assert row(table, "minima")["mean"] == 1.0
    assert row(table, "basin")["mean"] == 1.0
    assert row(table, "cost", "B")["mean"] == pytest.approx(2 * 25 * (0.4 * 40 + 0.5 * 35))
    assert row(table, "together", "A", "B")["mean"] == 1.0
    assert row(table, "together", "A", "C")["mean"] == 0.0


def test_sizes_may_be_told_by_other_scores_or_by_none() -> None:
    table = scores([0])

    assert row(camps(table, ["economy"]), "energy")["mean"] == pytest.approx(-10 * 90)
    assert row(camps(table, []), "energy")["mean"] == pytest.approx(-2 * (100 / 3) ** 2)


def test_replications_that_differ_have_shares_with_intervals() -> None:
    table = camps(scores([0, 0, 0, 1]))
    common, rare = row(table, "camps", "A B", "C"), row(table, "camps", "A C", "B")

    assert (common["n"], common["mean"], rare["mean"]) == (4, 0.75, 0.25)
    assert (common["low"], common["high"]) == proportion_interval(0.75, 4)
    assert math.isnan(common["p50"])
    assert row(table, "together", "A", "B")["mean"] == 0.75
    energy = row(table, "energy")
    assert energy["low"] < energy["mean"] < energy["high"]
    assert energy["p05"] <= energy["p50"] <= energy["p95"]


def test_replications_that_are_alike_have_no_interval_of_the_mean() -> None:
    energy = row(camps(scores([0, 0, 0])), "energy")

    assert math.isnan(energy["low"]) and energy["p05"] == energy["p95"] == energy["mean"]


def test_there_is_a_row_for_every_date() -> None:
    table = camps(scores([0, 1], ("2024-01-01", "2025-01-01")))

    assert table.groupby("date").size().tolist() == [2 + 3 + 3 + 3 + 2] * 2


def test_the_order_of_rows_does_not_matter() -> None:
    table = scores([0, 1, 1], ("2024-01-01", "2025-01-01"))
    mixed = pd.concat([table[table["score"] == "alignment"], table[table["score"] != "alignment"].sample(frac=1, random_state=1)])

    pd.testing.assert_frame_equal(camps(table), camps(mixed))


def test_shaking_is_of_the_mean_over_replications() -> None:
    gentle, rough = (camps(scores([0, 0, 1]), shake=Shake(by=by, draws=100)) for by in (0.01, 3.0))

    assert (row(gentle, "kept")["n"], row(gentle, "kept")["mean"]) == (100, 1.0)
    assert row(rough, "kept")["mean"] < 0.6
    assert 0.5 < row(rough, "agreement")["mean"] < 1.0


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        (["economi"], "states have no score 'economi' to tell their size by; there are capital, economy"),
        (["stability"], "states have no score 'stability'"),
        (["alignment"], "states have no score 'alignment'"),
    ],
)
def test_a_score_that_states_do_not_have_is_refused(sizes: list[str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        camps(scores([0]), sizes)


def test_without_scores_there_are_no_camps() -> None:
    with pytest.raises(ValueError, match="no replication's scores over time were kept; run again with paths"):
        camps(scores([0]).iloc[:0])
