"""The documentation site in a real browser, opened from the disk without a network: search, phone, light and dark, access."""

from __future__ import annotations

from typing import Any

import pytest

from built_site import Site, built

pytestmark = pytest.mark.xdist_group("site")  # one process makes what they share
MAIN = (
    "docs/index", "docs/tutorial/first-scenario", "docs/how-to/edit-a-scenario", "docs/reference/python", "docs/reference/parameters",
    "docs/reference/scenario-file", "docs/model", "docs/scenarios/s400_transfer",
    "notebooks/1_first_scenario",
)  # fmt: skip
KINDS = (
    "docs/index", "docs/tutorial/first-scenario", "docs/reference/python", "docs/scenarios/s400_transfer",
    "notebooks/1_first_scenario",
)  # fmt: skip
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
SERIOUS = ("serious", "critical")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site."""
    return built(tmp_path_factory)


def address(site: Site, name: str) -> str:
    """Return where a page is on the disk."""
    return (site.folder / f"{name}.html").as_uri()


def test_it_opens_from_the_disk(site: Site, page: Any) -> None:
    """The file that everyone looks for leads to the index, with the statement on the first screen."""
    page.goto(address(site, "index"))
    page.wait_for_url("**/docs/index.html")

    assert page.locator("h1").first.inner_text().startswith("northeastsim")
    assert page.get_by_text("not a forecast and not intelligence").first.is_visible()


@pytest.mark.parametrize(("words", "found"), [("yardstick", "Treaty yardstick"), ("explain_decision", "explain_decision")])
def test_search_finds(site: Site, page: Any, words: str, found: str) -> None:
    """By what stands in pages, and by names of Python."""
    page.goto(address(site, "docs/index"))
    page.locator(".sidebar-search").fill(words)
    page.keyboard.press("Enter")
    results = page.locator("ul.search li a")
    results.filter(has_text=found).first.wait_for(timeout=30_000)

    results.filter(has_text=found).first.click()
    page.wait_for_load_state()
    assert page.locator("h1").first.is_visible()


@pytest.mark.parametrize("name", MAIN)
def test_no_page_is_wider_than_a_phone(site: Site, page: Any, name: str) -> None:
    """Wide tables and code scroll by themselves."""
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(address(site, name))

    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_light_and_dark(site: Site, page: Any) -> None:
    """What is chosen holds, and holds on the next page."""
    page.goto(address(site, "docs/index"))
    shades = []
    for _ in range(3):
        page.locator("button.theme-toggle:visible").first.click()
        shades.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    chosen = page.evaluate("document.body.dataset.theme")
    page.goto(address(site, "docs/model"))

    assert len(set(shades)) == 2
    assert page.evaluate("document.body.dataset.theme") == chosen


def faults(page: Any, options: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what axe finds seriously wrong with a page: the rule, and the first place."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    found = axe.Axe().run(page, options={"preload": False, **options}).response["violations"]  # else it fetches style sheets
    return [(one["id"], one["nodes"][0]["html"][:150]) for one in found if one["impact"] in SERIOUS]


@pytest.mark.parametrize("name", [*KINDS[:2], *(pytest.param(name, marks=pytest.mark.full) for name in KINDS[2:])])
def test_it_can_be_used_by_everyone(site: Site, page: Any, name: str) -> None:
    """No rule is left out; dark differs by its colours alone."""
    page.goto(address(site, name))
    light = faults(page, {})
    page.emulate_media(color_scheme="dark")

    assert light == []
    assert faults(page, CONTRAST) == []


def test_a_serious_fault_is_found(page: Any) -> None:
    page.set_content("<html lang='en'><title>t</title><main><h1>t</h1><img src='data:,'><p style='color: #eee'>pale</p></main></html>")

    assert {rule for rule, _ in faults(page, {})} == {"image-alt", "color-contrast"}


def test_tables_scroll_by_keyboard(site: Site, page: Any) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(address(site, "docs/reference/parameters"))
    table = page.locator(".table-wrapper").nth(1)
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelectorAll('.table-wrapper')[1].scrollLeft > 0")

    assert table.get_attribute("role") == "region"
