"""Every shipped figure says where it comes from, and a missing one says which table and year lack it."""

from __future__ import annotations

import csv
from importlib import resources
from pathlib import Path

import pytest

from northeastsim.errors import NortheastsimError
from northeastsim.scenario import region
from northeastsim.scenario.region.page import contents
from northeastsim.scenario.region.tables import at, latest, rows, table

NAMES = [entry["table"] for entry in contents()]
WORDS = {"name", "strategy", "budget_date"}


def test_every_table_is_listed_with_its_derivation() -> None:
    files = {entry.name.removesuffix(".csv") for entry in resources.files(region).iterdir()
             if entry.name.endswith(".csv")}

    assert files == {*NAMES, "contents"}
    assert all(entry["derivation"] and entry["title"] for entry in contents())


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_has_source_confidence_and_way(name: str) -> None:
    for row in table(name):
        assert row.source and row.unit, row
        assert row.confidence in {"high", "medium", "low"}, row
        assert row.how in {"file", "page", "recall", "derived", "judgement", "definition"}, row


@pytest.mark.parametrize("name", NAMES)
def test_what_is_recalled_or_judged_says_so(name: str) -> None:
    for row in table(name):
        if row.how == "judgement":
            assert any(word in row.source for word in ("judgement", "projected", "carried forward",
                                                       "announced")), row
        if row.how == "recall":
            assert "recalled" in row.source, row


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"programmes"}])
def test_values_lie_in_their_range(name: str) -> None:
    for row in table(name):
        if row.keys.get("field") not in WORDS:
            low, high = row.spread
            assert low <= row.number <= high, row


@pytest.mark.parametrize("name", NAMES)
def test_no_key_stands_twice_for_a_year(name: str) -> None:
    keys = [(*row.keys.items(), row.year) for row in table(name)]

    assert len(keys) == len(set(keys))


def test_licence_names_every_table() -> None:
    text = (Path(__file__).parents[3] / "DATA-LICENCE").read_text(encoding="utf-8")

    assert [name for name in NAMES if f"{name}.csv" not in text] == []


def test_a_missing_year_names_table_year_and_what_there_is() -> None:
    message = r"spending\.csv: expected a row of CHN for 1999, found 2000 to 2025"

    with pytest.raises(NortheastsimError, match=message):
        at("spending", 1999, actor="CHN")


def test_the_latest_row_is_the_last_begun() -> None:
    war = latest("actors", 2022, actor="RUS", field="outside_war")
    later = latest("actors", 2024, actor="RUS", field="outside_war")

    assert war is not None and later is not None
    assert (war.number, later.number) == (0, 1)
    assert latest("actors", 2000, actor="RUS", field="outside_war") is None


def test_rows_fit_all_keys() -> None:
    assert {row.keys["actor"] for row in rows("warheads", actor="PRK")} == {"PRK"}
    assert list(rows("warheads", actor="KOR")) == []


def test_files_are_plain_csv_of_equal_width() -> None:
    for name in NAMES:
        text = resources.files(region).joinpath(f"{name}.csv").read_text(encoding="utf-8")
        widths = {len(line) for line in csv.reader(text.splitlines())}
        assert len(widths) == 1, name
