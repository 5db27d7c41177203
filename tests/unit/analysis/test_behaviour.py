"""Behaviour, risk and price from tables made by hand."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from northeastsim.analysis import behaviour as found

START, END = pd.Timestamp("2024-01-01"), pd.Timestamp("2034-01-01")


def events(*rows: tuple[Any, ...]) -> pd.DataFrame:
    """A log: replication, serial, date, type, stage, initiator, target; what asks is decided."""
    frame = pd.DataFrame(rows, columns=["replication", "serial", "date", "type", "stage", "initiator", "target"])
    frame["date"] = pd.to_datetime(frame["date"])
    return frame.assign(participants="", aimed_at="", cause_kind="decision", cause="")


def ask(serial: int, stage: str, date: str = "2025-01-10", replication: int = 0) -> list[tuple[Any, ...]]:
    return [
        (replication, serial, "2025-01-01", "summit", "proposed", "CHN", "PRK"),
        (replication, serial, date, "summit", stage, "CHN", "PRK"),
    ]


def test_compliance_is_the_share_met_less_what_comes_anyway() -> None:
    log = events(*ask(1, "accepted"), *ask(2, "accepted"), *ask(3, "declined"), *ask(4, "accepted", "2025-12-01"), *ask(5, "declined"),
                 (0, 6, "2025-02-01", "summit", "proposed", "CHN", "JPN"))  # fmt: skip
    silent = events((0, 1, "2025-03-01", "summit", "announced", "PRK", "CHN"))

    value, anyway = found.compliance(log, silent, "CHN", "PRK")

    assert anyway == 1.0  # in the twin a summit comes within 180 days of every ask
    assert value.n == 5 and value.value == pytest.approx(2 / 5 - 1.0)
    assert found.compliance(log, events(), "CHN", "PRK")[0].value == pytest.approx(2 / 5)


def test_too_few_asks_say_nothing() -> None:
    value, _ = found.compliance(events(*ask(1, "accepted")), events(), "CHN", "PRK")

    assert value.n == 1 and math.isnan(value.value)


def test_a_demarche_is_an_ask_and_is_met_when_it_is_heard() -> None:
    rows = [(0, k, "2025-01-01", "demarche", "announced", "CHN", "RUS") for k in range(5)]
    rows += [(0, k, "2025-01-31", "demarche", "agreed" if k < 2 else "failed", "CHN", "RUS") for k in range(5)]

    assert found.compliance(events(*rows), events(), "CHN", "RUS")[0].value == pytest.approx(0.4)


def test_a_freeze_lasts_until_the_next_campaign_or_test_and_not_until_the_next_launch() -> None:
    log = events(
        (0, 1, "2025-01-01", "arms_control", "agreed", "USA", "PRK"),
        (0, 2, "2025-02-01", "missile_test", "announced", "PRK", ""),
        (0, 3, "2025-06-01", "test_moratorium", "announced", "PRK", ""),
        (0, 4, "2026-01-01", "test_campaign", "announced", "PRK", ""),
        (1, 1, "2033-01-01", "test_moratorium", "announced", "PRK", ""),
    )
    spells = found.quiet_spells(log, "PRK", START, END)

    assert spells["days"].tolist() == [365, 365]
    assert spells["agreed"].tolist() == [True, False]


def test_the_outlook_is_four_numbers() -> None:
    log = events((0, 1, "2025-01-01", "arms_control", "agreed", "USA", "PRK"))
    runs = pd.DataFrame({"replication": [0, 1], "strategic[PRK].end": [150.0, 100.0], "strategic[PRK].change": [50.0, 0.0],
                         "accept[CHN].end": [0.5, 1.0], "accept[USA].end": [0.0, 0.0]})  # fmt: skip
    four = found.nuclear_outlook(log, runs, "PRK", ["CHN", "USA"], START, END)

    assert four["freeze_holds"].value == 0.5
    assert four["quiet_days"].value == pytest.approx((END - pd.Timestamp("2025-01-01")).days / (END - START).days / 2)
    assert four["forces_growth"].value == pytest.approx((1.5 + 1.0) / 2)
    assert four["acceptance"].value == pytest.approx((0.25 + 0.5) / 2)


def scores(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    """Scores at one date in two replications that are alike."""
    return pd.DataFrame(
        [(r, END, score, one, other, value) for r in (0, 1) for score, one, other, value in rows],
        columns=["replication", "date", "score", "actor", "other", "value"],
    )


def test_a_leak_is_what_a_partner_gives_more_over_the_gross_loss() -> None:
    world = scores(("trade", "PRK", "CHN", 60.0), ("flows", "PRK", "CHN", 0.0), ("trade", "PRK", "RUS", 30.0))
    free = scores(("trade", "PRK", "CHN", 100.0), ("flows", "PRK", "CHN", 0.0), ("trade", "PRK", "RUS", 20.0))
    gains = found.leaks(found.income(world, "PRK", ["CHN", "RUS"]), found.income(free, "PRK", ["CHN", "RUS"]))

    assert gains["RUS"].value == pytest.approx(10 / 40)
    assert gains["CHN"].value == 0.0


def test_effect_is_per_point_of_bite() -> None:
    one, other = pd.Series([4.0, 6.0]), pd.Series([8.0, 8.0])

    assert found.effectiveness(one, other, pd.Series([0.1, 0.1])).value == pytest.approx(-3.0 / 10)
    assert math.isnan(found.effectiveness(one, other, pd.Series([0.0, 0.0])).value)


def test_cohesion_is_the_mean_root_of_rescaled_commitment_and_good_regard() -> None:
    table = scores(
        ("perceived", "A", "B", 0.8),
        ("alignment", "A", "B", 0.64),
        ("perceived", "B", "A", 0.2),
        ("alignment", "B", "A", -0.5),
    )

    assert found.cohesion(table, ("A", "B"), pact=0.8).tolist() == pytest.approx([0.4, 0.4])  # (1 * .8 + 0) / 2
    assert found.rescaled(pd.Series([0.0, 0.2, 0.4, 0.8, 1.0]), 0.8).tolist() == pytest.approx(
        [0.0, 0.2, 0.4, 1.0, 1.0]
    )


def test_a_second_patron_is_leverage() -> None:
    whole, answered, alone = pd.Series([100.0, 100.0]), pd.Series([80.0, 90.0]), pd.Series([40.0, 60.0])

    assert found.client_leverage(whole, answered, alone).value == pytest.approx(1 - 15 / 50)
    assert math.isnan(found.client_leverage(whole, answered, whole).value)


def test_only_one_s_own_decisions_are_priced() -> None:
    log = events(
        (0, 7, "2025-01-01", "demarche", "announced", "CHN", "KOR"),
        (0, 8, "2025-01-01", "summit", "announced", "USA", "KOR"),
    )
    impulses = pd.DataFrame(
        [(0, 7, "alignment", "KOR", "CHN", "value", -0.05), (0, 8, "alignment", "KOR", "CHN", "value", 0.02),
         (0, 7, "alignment", "KOR", "CHN", "target", -1.0)],
        columns=["replication", "event", "variable", "of", "to", "moves", "change"],
    )  # fmt: skip

    assert found.regard_by_decisions(impulses, log, "CHN", ["KOR", "JPN"]).iloc[0].tolist() == pytest.approx(
        [-0.05, 0.0]
    )


def test_the_ladder_is_told_with_those_who_never_climb_it() -> None:
    table = pd.DataFrame(
        [(0, "2024-01-01", 1.0), (0, "2026-01-01", 2.0), (0, "2027-01-01", 2.0), (1, "2024-01-01", 1.0)],
        columns=["replication", "date", "value"],
    ).assign(score="hedging", actor="KOR", other="")
    table["date"] = pd.to_datetime(table["date"])
    reached, waited, never = found.climbed(table, "KOR", 2.0, START)

    assert reached.value == 0.5 and reached.n == 2 and never == 0.5
    assert waited.value == pytest.approx(731 / 365.25)


def test_an_acquisition_answers_a_rival_s_within_five_years() -> None:
    log = events(
        (0, 1, "2024-06-01", "arms_transfer", "announced", "RUS", "PRK"),
        (0, 2, "2026-06-01", "arms_transfer", "announced", "USA", "KOR"),
        (0, 3, "2033-06-01", "deployment", "announced", "USA", "KOR"),
    )

    assert found.capability_races(log, [("KOR", "PRK")])["count"].tolist() == [1]
