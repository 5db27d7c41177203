"""The documentation site in a real browser, opened from the disk without a network: search, phone, light and dark, access."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from built_site import Site, built

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
MAIN = (
    "docs/index", "docs/tutorial/first-scenario", "docs/how-to/edit-a-scenario", "docs/reference/python", "docs/reference/parameters",
    "docs/reference/scenario-file", "docs/model", "docs/scenarios/s400_transfer", "notebooks/1_first_scenario",
)  # fmt: skip
SERIOUS = ("serious", "critical")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site."""
    return built(tmp_path_factory)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, one for all tests of this process."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """An empty page, wide, offline; when the test ends it fails if the page asked for anything elsewhere or complained."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    opened, seen = context.new_page(), []
    opened.on("request", lambda one: None if one.url.startswith(("file:", "data:")) else seen.append(one.url))
    opened.on("console", lambda one: seen.append(one.text) if one.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: seen.append(str(error)))
    yield opened
    context.close()
    assert seen == []


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", MAIN)
def test_it_can_be_used_by_everyone(site: Site, page: Any, name: str, scheme: str) -> None:
    """No serious fault by axe."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page.emulate_media(color_scheme=scheme)
    page.goto(address(site, name))
    found = axe.Axe().run(page, options={"preload": False}).response["violations"]  # it would fetch style sheets

    assert [(one["id"], one["nodes"][0]["html"][:150]) for one in found if one["impact"] in SERIOUS] == []


def test_tables_scroll_by_keyboard(site: Site, page: Any) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(address(site, "docs/reference/parameters"))
    table = page.locator(".table-wrapper").nth(1)
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelectorAll('.table-wrapper')[1].scrollLeft > 0")

    assert table.get_attribute("role") == "region"
