"""Charts as parts of a page."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from northeastsim.errors import ScenarioError
from northeastsim.show.chart import Chart
from northeastsim.show.report.figures import drawn, inline, kept, shown
from northeastsim.show.report.parts import Figure


@pytest.fixture
def chart() -> Chart:
    """A chart with a panel, and with a title that would be markup, turned about."""
    found = Chart(figsize=(7, 3))
    panel = found.add_subplot()
    panel.plot([0, 1], [1, 0], marker="o")
    panel.fill_between([0, 1], [0, 0], [1, 1])
    found.surround("A <script>alert(1)</script>\u202e", "what is shown", ["In the model: 6 runs."])
    found.say("Mean 1", pd.DataFrame({"day": pd.to_datetime(["2024-01-01"]), "mean": [0.123456]}))
    return found


def test_two_charts_of_a_page_share_no_id_and_each_points_to_its_own(chart: Chart) -> None:
    one, other = (inline(chart.svg(), f"f{k}-") for k in (1, 2))
    ids = [re.findall(r'\bid="([^"]+)"', svg) for svg in (one, other)]
    pointed = re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', one)

    assert ids[0] and len(ids[0]) == len(set(ids[0])) and not set(ids[0]) & set(ids[1])
    assert {name for pair in pointed for name in pair if name} == set(ids[0])


def test_an_inline_picture_has_no_size_of_its_own_no_style_for_all_and_no_markup_from_texts(chart: Chart) -> None:
    svg = inline(chart.svg(), "f1-")

    assert svg.startswith("<svg ") and "viewBox" in svg and not re.search(r"<svg[^>]* width=", svg)
    assert "<style" not in svg and "<metadata" not in svg and "<script" not in svg and "\u202e" not in svg
    assert "A &lt;script&gt;" in svg


def test_its_numbers_are_a_table_beside_it(chart: Chart) -> None:
    found = drawn(Figure(chart, "What is shown", "bands in there"), 3)

    assert (found.id, found.number, found.rows) == ("figure-3", 3, 1)
    assert found.table.rows == [["2024-01-01", "0.1235"]] and found.table.right == ["mean"]


def test_a_picture_that_was_kept_says_what_it_shows(chart: Chart, tmp_path: Path) -> None:
    picture = kept(chart.save(tmp_path / "one.png"))

    assert picture.words == chart.alt and picture.summary == chart.title
    assert shown(picture, 1).address.startswith("data:image/png;base64,")


def test_a_picture_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.png").write_bytes(b"no picture")

    with pytest.raises(ScenarioError, match=r"one\.png: cannot be read"):
        kept(tmp_path / "one.png")
