"""The dated acts of the record: counted as elsewhere, sized with a word on how, and written out as scenarios."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.region.history import FIGURES, LAST, event, events, files, free, told
from northeastsim.scenario.region.tables import ACTORS, Row, table

ROOT = Path(__file__).resolve().parents[3]
ROWS = table("record_events")
UNFED = {
    ("CHN", "sanctions_relief", 2019): "a draft that was not adopted eases nothing",
    ("RUS", "military_visit", 2023): "a proposal of drills, as claimed, is no visit",
    ("USA", "alliance_upgrade", 2021): "towards states that are not in the region",
}


def counted(kind: str) -> Counter[tuple[str, str, int]]:
    """How many rows of the dated acts are counted for an actor, as a type, in a year."""
    return Counter(
        (row.keys["counted_for"], row.keys["counted_as"], row.year)
        for row in ROWS
        if row.keys["counted_as"] and (row.keys["kind"] == "calendar") == (kind == "calendar")
    )


def on_count(kind: str) -> Counter[tuple[str, str, int]]:
    """The same of the counts by year, launches apart, which the model answers."""
    counts: Counter[tuple[str, str, int]] = Counter()
    for row in table("record_counts"):
        if row.keys["kind"] == kind and row.keys["type"] != "missile_test" and row.year <= LAST:
            counts[row.keys["actor"], row.keys["type"], row.year] += round(row.number)
    return counts


def test_acts_are_those_of_the_counts() -> None:
    """By actor, type and year; but for what no scenario can feed in, and American orders, which lack systems."""
    found, wanted = counted("act"), on_count("act")
    gaps = {key: wanted[key] - found[key] for key in {*found, *wanted} if found[key] != wanted[key]}
    orders = {key: gap for key, gap in gaps.items() if key[:2] == ("USA", "arms_transfer")}

    assert {key: gap for key, gap in gaps.items() if key not in orders} == dict.fromkeys(UNFED, 1)
    assert all(gap > 0 for gap in orders.values())


def test_exercises_of_the_calendar_are_those_of_the_counts() -> None:
    assert counted("calendar") == on_count("calendar")


def test_acts_have_types_and_keys_of_the_catalogue() -> None:
    known = {**catalogue().event_types, **free(FIGURES[0])["event_types"]}

    for row in ROWS:
        kind = known[row.keys["type"]]
        assert not row.keys["key"] or row.keys["key"] in kind["keys"], row
        word = row.keys["word"].partition("=")
        assert not word[0] or word[2] in kind["keys"][word[0]]["choices"], row
        assert not row.keys["system"] or row.keys["system"] in catalogue().systems, row


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.keys["id"])
def test_an_act_is_dated_and_says_how_sure_it_is(row: Row) -> None:
    keys = row.keys

    assert date.fromisoformat(keys["date"]).year == row.year
    assert keys["date_precision"] in ("day", "month")
    assert keys["status"] in ("confirmed", "claimed", "denied")
    assert bool(keys["denied_by"]) or keys["status"] != "denied"
    assert keys["kind"] in ("act", "calendar", "outside", "home")
    assert keys["initiator"] not in (keys["target"], *keys["participants"].split(";")) or not keys["initiator"]


@pytest.mark.parametrize("row", [row for row in ROWS if row.keys["key"]], ids=lambda row: row.keys["id"])
def test_a_size_that_is_judged_has_a_range(row: Row) -> None:
    assert row.keys["sized"] in ("source", "judgement")
    if row.keys["sized"] == "judgement" and row.keys["type"] != "outside_war_change":
        assert row.low is not None
        assert row.spread[0] < row.spread[1]


def test_ids_are_of_one_act_each() -> None:
    ids = [row.keys["id"] for row in ROWS]

    assert len(set(ids)) == len(ids)
    assert [row.keys["date"] for row in ROWS] == sorted(row.keys["date"] for row in ROWS)


def test_what_the_model_answers_is_not_fed_in() -> None:
    assert not {row.keys["type"] for row in ROWS} & {"missile_test", "incident", "crisis", "clash", "war"}
    assert sum(row.keys["type"] == "nuclear_test" for row in ROWS) == 4


def test_an_event_has_a_range_where_its_size_is_judged() -> None:
    found = {one["id"]: one for one in events(2010, "act", "outside")}

    assert found["shells_2023"]["quantity"] == [2.2, 4]
    assert found["shells_2023"]["denied_by"] == ["PRK", "RUS"]
    assert found["s400_for_beijing"]["quantity"] == 2
    assert found["treaty_of_2024"]["clause"] == "defence_if_attacked"
    assert found["war_in_ukraine"] == event(next(row for row in ROWS if row.keys["id"] == "war_in_ukraine"))


@pytest.mark.parametrize("figures", FIGURES)
def test_a_scenario_begins_after_its_figures(figures: int) -> None:
    """Nothing of the years before is fed in, and the world is that of the 1 January after."""
    both = free(figures), told(figures)

    assert both[0]["extends"] == f"northeast_asia_{figures + 1}"
    assert both[0]["start"] == f"{figures + 1}-01-01"
    assert all(one["date"] > f"{figures}-12-31" for document in both for one in document["events"])
    assert all(str(figures) in document[key] for document in both for key in ("name", "question", "description", "cannot_tell"))


@pytest.mark.parametrize("figures", FIGURES)
def test_nobody_decides_where_acts_are_told(figures: int) -> None:
    """And every exercise of the calendar comes on its day, none from the base region's programmes."""
    document = load(f"{figures}_{LAST}", catalogue=catalogue()).document

    assert {actor["strategy"] for actor in document["actors"].values()} == {"passive"}
    assert set(document["actors"]) == set(ACTORS)
    assert document["programmes"] == []


@pytest.mark.parametrize("name", list(files()))
def test_the_files_are_those_of_the_table(name: str) -> None:
    """Renew them with `python -m northeastsim.scenario.region`."""
    path = ROOT / "scenarios" / "history" / f"{name}.yaml"

    assert path.read_text(encoding="utf-8") == files()[name]
    assert max(map(len, path.read_text(encoding="utf-8").splitlines())) <= 120
