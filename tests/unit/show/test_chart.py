"""A chart keeps its words, its data and an alternative text, and writes them into its files."""

from __future__ import annotations

import importlib
import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import pandas as pd
import pytest
import yaml

import northeastsim as ne
from northeastsim.errors import ScenarioError
from northeastsim.show.catalogue import CHARTS, ROOM
from northeastsim.show.chart import Chart
from two_states import TINY

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture()
def chart() -> Chart:
    """A chart with nothing but words, some of which are markup."""
    found = Chart(figsize=(7.4, 3))
    found.surround('Title <b> & "quotes"', "what is shown, 5 m US$ and 6 m US$", ["In the model: 6 replications."])
    found.say("Mean 1", pd.DataFrame({"mean": [1.0]}))
    return found


def test_the_alternative_text_tells_title_numbers_and_what_was_run(chart: Chart) -> None:
    assert chart.alt == 'Title <b> & "quotes". what is shown, 5 m US$ and 6 m US$. Mean 1. In the model: 6 replications.'
    assert repr(chart) == chart.alt


def test_an_svg_keeps_its_text_and_says_what_it_shows(chart: Chart) -> None:
    root = ET.fromstring(chart.svg())
    texts = ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]

    assert root.get("role") == "img" and root.get("aria-label") == chart.alt
    assert root.findtext(f"{SVG}title") == chart.title and root.findtext(f"{SVG}desc") == chart.alt
    assert 'Title <b> & "quotes"' in texts and not list(root.iter(f"{SVG}b"))


def test_a_png_holds_the_alternative_text(chart: Chart, tmp_path: Path) -> None:
    data, found, at = chart.save(tmp_path / "one.PNG").read_bytes(), {}, 8
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind == b"tEXt":
            key, _, text = data[at + 8 : at + 8 + size].partition(b"\0")
            found[key.decode()] = text.decode("latin-1")
        at += size + 12

    assert found["Title"] == chart.title and found["Description"] == chart.alt


def test_another_kind_of_file_is_refused(chart: Chart, tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="no kind of picture 'pnh'.*png"):
        chart.save(tmp_path / "one.pnh")

    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", CHARTS)
def test_every_entry_leads_to_a_function(kind: str) -> None:
    for entry in CHARTS[kind].values():
        module, function = entry.home.split(":")

        assert callable(getattr(importlib.import_module(f"{ROOM}.{module}"), function))



def test_a_name_with_signs_of_formulas_is_text() -> None:
    named = {**yaml.safe_load(TINY), "name": "5 US$ and $x_1$"}
    named["actors"]["AAA"]["name"] = "A $\\frac$ B"
    results = ne.load(named).run(3, engine="simpy", workers=1, baseline=False)

    assert "A $\\frac$ B" in results.plot("outcome").svg() and results.plot("events").png()
