"""Interactive charts hold the same data as the static ones, say the same, and load nothing."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from northeastsim.errors import ScenarioError
from northeastsim.show import interactive
from northeastsim.show.catalogue import CHARTS
from northeastsim.show.chart import Chart
from northeastsim.show.interactive.waterfall import stepped
from northeastsim.statement import FULL, SHORT

pytest.importorskip("altair")
pytest.importorskip("vl_convert")
NASTY = "</script><script>document.title='gone'</script>"


def made(kind: str, name: str, data: pd.DataFrame, **facts: Any) -> Chart:
    """A chart with some data, as its function would leave it."""
    chart = Chart(figsize=(4, 3))
    chart.kind, chart.name = kind, name
    chart.surround("Title", "What is shown, with half its 95 % interval", ["In the model, here: 8 replications."])
    data.attrs.update(facts)
    chart.say("Mean 1", data)
    return chart


@pytest.fixture(scope="module")
def heat() -> Chart:
    """A heat map of two options in two scenarios and on the mean."""
    rows = [(option, world, gap, gap - 0.1, gap + 0.1, 8)
            for option, gap in (("hold_back", 0.25), ("wait", 0.05)) for world in ("mean", "one", "two")]  # fmt: skip
    return made("compare", "differences", pd.DataFrame(rows, columns=["strategy", "scenario", "difference", "low", "high", "n"]))


@pytest.fixture(scope="module")
def waterfall() -> Chart:
    """An explanation in three steps, one of them with a hostile name."""
    data = pd.DataFrame({"label": ["Drift", NASTY, "A visit"], "kind": ["drift", "event", "event"], "change": [0.1, -0.3, 0.05],
                         "low": [0.05, -0.4, 0.0], "high": [0.15, -0.2, 0.1], "seen": [8, 8, 2], "n": 8, "unit": "0..1"})  # fmt: skip
    days = {"from": "2024-01-01", "to": "2025-01-01"}
    return made("explain", "waterfall", data, before=0.5, after=0.35, score="security[AAA]", **days)


@pytest.fixture(scope="module")
def charts(region: Any, heat: Chart, waterfall: Chart) -> dict[str, Chart]:
    """A static chart for each interactive form."""
    return {"paths": region.plot("paths"), "map": region.plot("map"), "differences": heat, "waterfall": waterfall}


def values(found: Any) -> list[dict[str, Any]]:
    """All rows of data in a spec."""
    if isinstance(found, list):
        return [row for one in found for row in values(one)]
    if not isinstance(found, dict):
        return []
    own = found["values"] if isinstance(found.get("values"), list) else []
    return [*own, *(row for key, one in found.items() if key != "values" for row in values(one))]


def test_there_is_a_form_for_each_and_only_for_known_charts(charts: dict[str, Chart]) -> None:
    known = {name for names in interactive.FORMS.values() for name in names}

    assert set(charts) == known
    assert all(set(names) <= set(CHARTS[kind]) for kind, names in interactive.FORMS.items())


@pytest.mark.parametrize("name", ["paths", "map", "differences", "waterfall"])
def test_a_form_says_what_the_static_chart_says(charts: dict[str, Chart], name: str) -> None:
    spec = interactive.spec(interactive.form(charts[name]))
    below = " ".join(spec["title"]["subtitle"])

    assert spec["description"] == charts[name].alt and spec["title"]["text"] == charts[name].title
    assert "In the model" in below and "8 replications" in below and SHORT in below


def test_paths_hold_the_bands_and_the_runs(region: Any) -> None:
    chart = region.plot("paths", score="influence[RUS,PRK]")
    rows = values(interactive.spec(interactive.form(chart)))
    bands, runs = (chart.data[chart.data["what"] == what] for what in ("bands", "run"))

    assert sorted({row["mean"] for row in rows if "mean" in row}) == pytest.approx(sorted(bands["mean"]), abs=1e-6)
    assert len([row for row in rows if "value" in row]) == len(runs)
    assert {row["words"] for row in rows if "words" in row} == set(chart.data["words"].dropna())
    assert {row["date"] for row in rows if "p05" in row} == {str(one)[:10] for one in bands["date"]}


def test_the_map_holds_every_arrow_that_is_not_next_to_nothing(region: Any) -> None:
    chart = region.plot("map")
    arrows = [row["properties"] for row in values(interactive.spec(interactive.form(chart))) if "properties" in row]
    strong = chart.data[chart.data["mean"] >= 0.02]

    assert {(row["who"], row["over"], row["n"]) for row in arrows} == set(zip(strong["who"], strong["over"], strong["n"], strict=True))
    assert [row["mean"] for row in arrows] == pytest.approx(strong["mean"].tolist(), abs=1e-6)


def test_a_map_without_a_coast_is_drawn_too(richardson: Any) -> None:
    spec = interactive.spec(richardson.interactive("map"))

    assert not [row for row in values(spec) if "geometry" in row] and {"Hill", "Lake"} <= {row.get("name") for row in values(spec)}


def test_steps_begin_where_the_one_before_ends(waterfall: Chart) -> None:
    rows = stepped(waterfall.data)

    assert rows["before"].tolist() == pytest.approx([0.5, 0.6, 0.3]) and rows["after"].tolist() == pytest.approx([0.6, 0.3, 0.35])
    assert rows["from"].tolist() == pytest.approx([0.55, 0.2, 0.3]) and rows["fill"].iloc[0] == "white"


def test_results_and_comparisons_hand_them_out(region: Any) -> None:
    assert region.interactive("paths", score="security[PRK]").to_dict()["description"].startswith("North Korea's security")


def test_a_chart_without_a_form_is_worded(region: Any) -> None:
    with pytest.raises(ScenarioError, match=r"no interactive form of the chart 'states' \(run\); there is one of run: paths, map"):
        region.interactive("states")


@pytest.mark.parametrize(("module", "package"), [("altair", "altair"), ("vl_convert", "vl-convert-python")])
def test_what_is_missing_is_named_with_its_extra(heat: Chart, monkeypatch: pytest.MonkeyPatch, module: str, package: str) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == module else found(name))
    interactive.bundle.cache_clear()

    with pytest.raises(ScenarioError, match=rf"{package} not installed; pip install 'northeastsim\[interactive\]'"):
        interactive.page(heat)


def test_a_page_loads_nothing_and_is_safe_against_markup(charts: dict[str, Chart], tmp_path: Path) -> None:
    charts["differences"].title = NASTY
    path = interactive.save(tmp_path / "charts.html", *charts.values())
    text = path.read_text(encoding="utf-8")
    outside = text.replace(interactive.bundle(), "")

    assert not re.search(r"https?:|(src|href)\s*=|@import|url\(", outside)
    assert NASTY not in text and outside.count("<script>") == outside.count("</script>") == len(charts) + 1
    assert escape(FULL) in text and "unsafe-eval" not in outside and path.stat().st_size < 1_500_000


def test_the_data_of_a_page_is_the_spec(heat: Chart) -> None:
    form = interactive.form(heat)
    script = re.search(r'northeastsimChart\("one",(.*)\);</script>', interactive.placed(form, "one"))

    assert script and json.loads(script[1]) == interactive.spec(form, titled=False)


def test_nothing_is_imported_before_it_is_asked_for() -> None:
    code = "import sys, northeastsim.show.interactive; print({'altair', 'vl_convert', 'matplotlib'} & set(sys.modules))"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
