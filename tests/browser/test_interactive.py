"""A page with interactive charts, in a real browser: it draws, tells its numbers under the pointer, and asks for nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import northeastsim as ne
from northeastsim.show import interactive
from northeastsim.show.chart import Chart

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytest.importorskip("altair")
pytest.importorskip("vl_convert")
TIP = "#vg-tooltip-element.visible"
WORLD = {"format": 1, "name": "Region <b>& co", "extends": "northeast_asia_2024", "years": 2, "seed": 3, "events": [
    {"id": "deal", "date": "2025-02-01", "type": "arms_transfer", "initiator": "RUS", "target": "PRK", "system": "s400",
     "quantity": 2}]}  # fmt: skip


@pytest.fixture(scope="module")
def charts() -> list[Chart]:
    """A chart of each form."""
    results = ne.load(WORLD).run(replications=4, workers=1)
    steps = pd.DataFrame({"label": ["Drift", "A visit"], "kind": ["drift", "event"], "change": [0.1, -0.3], "low": [0.05, -0.4],
                          "high": [0.15, -0.2], "n": 4, "unit": "0..1"})  # fmt: skip
    steps.attrs = {"before": 0.5, "after": 0.3, "score": "security[PRK]", "from": "2024-01-01", "to": "2025-01-01"}
    cells = pd.DataFrame({"strategy": ["wait", "wait"], "scenario": ["mean", "one"], "difference": [0.2, 0.1], "low": [0.1, -0.1],
                          "high": [0.3, 0.3], "n": 4})  # fmt: skip
    found = [results.plot("paths"), results.plot("map")]
    for kind, name, data in (("explain", "waterfall", steps), ("compare", "differences", cells)):
        chart = Chart()
        chart.kind, chart.name = kind, name
        chart.surround(name, "What is shown", ["In the model: 4 replications."])
        chart.say("Mean 1", data)
        found.append(chart)
    return found


@pytest.fixture(scope="module")
def file(charts: list[Chart], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page."""
    return interactive.save(tmp_path_factory.mktemp("page") / "charts.html", *charts)


@pytest.fixture
def opened(page: Page, file: Path) -> Page:
    """The page, drawn."""
    page.goto(file.as_uri())
    for k in range(4):
        page.wait_for_selector(f"#chart-{k} svg")
    return page


def hovered(page: Page, place: str, which: int = 0) -> str:
    """What the page tells when the pointer rests on a mark."""
    mark = page.locator(place).nth(which)
    mark.scroll_into_view_if_needed()
    mark.hover(force=True)
    return page.locator(TIP).inner_text()


def test_every_form_is_drawn_and_says_what_it_is(opened: Page, charts: list[Chart]) -> None:
    for k, chart in enumerate(charts):
        assert opened.locator(f"#chart-{k}").get_attribute("aria-label") == chart.alt
    assert opened.locator("#chart-1 .mark-shape path").count() >= 9  # land and arrows
    assert opened.locator("h1").inner_text() == charts[0].title


def test_a_date_tells_value_interval_and_n(opened: Page, charts: list[Chart]) -> None:
    last = charts[0].data[charts[0].data["what"] == "bands"].iloc[-1]
    box = opened.locator("#chart-0 svg").bounding_box()
    assert box
    opened.mouse.move(box["x"] + box["width"] - 40, box["y"] + box["height"] / 2)
    text = opened.locator(TIP).inner_text()

    assert str(last["date"])[:10] in text and f"{last['mean']:.4g}" in text and f"{last['p05']:.4g}" in text
    assert "n, runs in the model\t4" in text


def test_an_arrow_tells_whose_influence_it_is(opened: Page, charts: list[Chart]) -> None:
    first = charts[1].data.iloc[0]
    text = hovered(opened, "#chart-1 .mark-shape path[fill='#D55E00'], #chart-1 .mark-shape path[fill='#A6A6A6']")

    assert "influence of" in text and "mean at the horizon" in text and "n, runs in the model\t4" in text
    assert first["mean"] >= charts[1].data["mean"].max()


def test_the_slider_shows_weaker_influence(opened: Page) -> None:
    before = opened.locator("#chart-1 .mark-shape path").count()
    opened.locator("#chart-1 input[type=range]").fill("0.02")

    assert opened.locator("#chart-1 .mark-shape path").count() > before


def test_steps_and_cells_tell_their_intervals(opened: Page) -> None:
    step, cell = hovered(opened, "#chart-2 .mark-rect.role-mark path", 1), hovered(opened, "#chart-3 .mark-rect.role-mark path")

    assert "A visit" in step and "-0.3" in step.replace("−", "-") and "95 % interval, from" in step
    assert "wait" in cell and "+0.200" in cell and "n, runs in the model\t4" in cell


def test_on_a_phone_nothing_runs_over(sized: Callable[[str], Any], file: Path) -> None:
    page = sized("phone")
    page.goto(file.as_uri())
    page.wait_for_selector("#chart-3 svg")

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_page_is_accessible(opened: Page) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(opened)

    assert found.response["violations"] == [], found.generate_report()
