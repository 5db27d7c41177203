"""The report in a real browser: it asks for nothing, is safe against its own texts, reads on a phone, on paper and aloud.

That it asks for nothing, complains of nothing and pops nothing up is what the fixture `page` watches in every test.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import northeastsim as ne
from nasty import DOCUMENT
from northeastsim.statement import FULL, trust

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.xdist_group("report")  # one process makes what they share
NAMES = "[...document.querySelectorAll('*')].flatMap(one => one.getAttributeNames())"
OPEN = "document.querySelectorAll('details').forEach(one => one.open = true)"
MOST = 5_000_000  # bytes
NODE = re.compile(
    r"( *)- '?(banner|navigation|main|contentinfo|complementary|region|heading|table)(?: \"(.*?)\")?(?: \[level=(\d)\])?'?:?"
)
OUTLINE = """\
banner
  heading 1 S-400 for Pyongyang
  complementary What this is not
    heading 2 What this is not
navigation On this page
  heading 2 On this page
main
  region The answer in the model, not a forecast
    heading 2 The answer in the model, not a forecast
  region Charts
    heading 2 Charts
  region Outcomes
    heading 2 Outcomes
    table Outcomes after 10 years from 2024-01-01, in the model, 12 replications.
  region A typical and an extreme story
    heading 2 A typical and an extreme story
    heading 3 A typical one: replication N
    heading 3 An extreme one: replication N
  region Assumptions and their sources
    heading 2 Assumptions and their sources
    heading 3 Events of the scenario
    table What the scenario scripts; how sure: on the record, claimed by whom, denied by whom, or hypothetical.
    heading 3 What it sets
    heading 3 Strategies of 6 states
    heading 3 What is contested: N parameters of N
    heading 3 Figures of states and pairs at the start: N
  region How far to trust it
    heading 2 How far to trust it
    heading 3 The verdict, target by target
  region How to reproduce it
    heading 2 How to reproduce it
contentinfo"""


@pytest.fixture(scope="session")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a run of the first scenario."""
    folder = tmp_path_factory.mktemp("usual") / "run"
    ne.load("s400_transfer").run(12, out=folder)
    return ne.report(folder)


@pytest.fixture(scope="session")
def harmful() -> ne.Results:
    """A run of a scenario that means harm."""
    return ne.load(DOCUMENT).run(6)


@pytest.fixture(scope="session")
def nasty(harmful: ne.Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of that run."""
    return harmful.report(tmp_path_factory.mktemp("nasty") / "nasty.html")


def shown(page: Page, report: Path, opened: bool = False) -> Page:
    """The page with a report, all that is folded opened where that is asked for."""
    page.goto(report.as_uri())
    if opened:
        page.evaluate(OPEN)
    return page


# --- what is on it ---------------------------------------------------------------------------------------------------


def test_it_says_what_it_is_not_on_the_first_screen(page: Page, usual: Path) -> None:
    box = shown(page, usual).get_by_role("complementary")
    place = box.bounding_box()

    assert box.locator("p").all_inner_texts() == [FULL, *trust()]
    assert place is not None and place["y"] + place["height"] < 900


def test_it_holds_question_answer_charts_stories_and_all_else(page: Page, usual: Path) -> None:
    shown(page, usual)

    assert page.locator(".question").inner_text().endswith(ne.load("s400_transfer").question)
    assert page.locator(".answer > li").count() == 3
    assert page.locator("figure svg").count() >= 5
    assert page.locator(".story").count() == 2
    assert page.get_by_text(re.compile(r"^northeastsim reproduce .*run$")).count() == 1


def test_every_chart_says_in_words_what_it_shows(page: Page, usual: Path) -> None:
    shown(page, usual, opened=True)
    charts = page.locator("figure")
    for k in range(charts.count()):
        words = charts.nth(k).locator("svg").get_attribute("aria-label") or ""

        assert "n the model" in words
        assert charts.nth(k).locator("details tbody tr").count() > 0


def test_it_is_small_enough_to_be_mailed(usual: Path) -> None:
    assert usual.stat().st_size < MOST


# --- safety ----------------------------------------------------------------------------------------------------------


def test_no_text_becomes_markup(page: Page, nasty: Path) -> None:
    shown(page, nasty, opened=True)
    page.mouse.move(300, 300)

    assert page.locator("h1").inner_text() == DOCUMENT["name"]
    assert page.locator("img, iframe, object, embed, form, input, base, audio, video, foreignObject").count() == 0
    assert page.locator("script").count() == 1
    assert [name for name in page.evaluate(NAMES) if name.startswith("on")] == []


def test_only_addresses_of_the_web_become_links(page: Page, nasty: Path) -> None:
    shown(page, nasty, opened=True)
    links = page.evaluate("[...document.querySelectorAll('a')].map(one => [one.getAttribute('href'), one.rel])")
    outside = [(address, rel) for address, rel in links if not address.startswith("#")]

    assert sorted(set(outside)) == [
        ("http://example.net/", "noopener noreferrer"), ("https://example.org/?a=", "noopener noreferrer"),
    ]  # fmt: skip


def test_no_text_is_turned_about(nasty: Path) -> None:
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x0b-\x1f]", nasty.read_text(encoding="utf-8"))


def test_its_policy_stops_what_would_be_injected(browser: Browser, usual: Path) -> None:
    """In a page of its own: the browser complains aloud of what it stops."""
    page = shown(browser.new_page(), usual)
    done = page.evaluate(
        """() => new Promise(done => {
          document.addEventListener('securitypolicyviolation', event => done(event.effectiveDirective), {once: true});
          const script = document.createElement('script'); script.textContent = 'window.harmed = true'; document.body.append(script);
        })"""
    )

    assert done.startswith("script-src")
    assert page.evaluate("window.harmed") is None
    page.close()


# --- on a phone, on paper, aloud ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", ["wide", "phone", "projector"])
@pytest.mark.parametrize("opened", [False, True])
def test_it_never_scrolls_sideways(sized: Callable[[str], Page], usual: Path, nasty: Path, size: str, opened: bool) -> None:
    for report in (usual, nasty):
        page = shown(sized(size), report, opened)

        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


OPENED = [pytest.param(size, True, marks=pytest.mark.full) for size in ("phone", "wide")]  # a minute each


@pytest.mark.parametrize(("size", "opened"), [("wide", False), *OPENED])
def test_it_passes_an_accessibility_check(sized: Callable[[str], Page], usual: Path, size: str, opened: bool) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(shown(sized(size), usual, opened))

    assert found.violations_count == 0, found.generate_report()


def test_read_aloud_it_makes_sense(page: Page, usual: Path) -> None:
    snapshot = shown(page, usual).locator("body").aria_snapshot()

    assert outline(snapshot) == OUTLINE


def outline(snapshot: str) -> str:
    """Landmarks, headings and tables of an accessibility tree, without charts; numbers that change with a run as N."""
    kept = []
    for line in snapshot.splitlines():
        found = NODE.match(line)
        if found and len(found[1]) <= 6:
            level = f"{found[4]} " if found[4] else ""
            name = re.sub(r"(?<=replication )\d+|(?<=: )\d+\b|(?<=of )\d{2,}\b", "N", found[3] or "")
            kept.append((len(found[1]) // 2, f"{found[2]} {level}{name}".strip()))
    depths = sorted({depth for depth, _ in kept})
    return "\n".join(f"{'  ' * depths.index(min(depth, 2))}{text}" for depth, text in kept)


def test_headings_never_skip_a_level_and_ids_are_one_of_a_kind(page: Page, usual: Path) -> None:
    shown(page, usual, opened=True)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => Number(one.tagName[1]))")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    targets = page.evaluate("[...document.querySelectorAll('[href^=\"#\"]')].map(one => one.getAttribute('href').slice(1))")

    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    assert len(ids) == len(set(ids))
    assert set(targets) <= set(ids)


def test_only_what_scrolls_is_a_stop_of_the_keyboard(sized: Callable[[str], Page], usual: Path) -> None:
    stops = ".scroll[tabindex]"

    wide = shown(sized("wide"), usual)
    scrolls = wide.locator(".scroll").evaluate_all("all => all.filter(one => one.scrollWidth > one.clientWidth).length")

    assert wide.locator(stops).count() == scrolls and wide.locator(f".chart{stops}").count() == 0
    assert shown(sized("phone"), usual).locator(f"{stops}[role=group][aria-label]").count() > 3


def test_the_keyboard_leads_past_the_contents(page: Page, usual: Path) -> None:
    shown(page, usual)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "answer"


def test_on_paper_all_is_open_but_the_numbers_of_charts(page: Page, usual: Path) -> None:
    shown(page, usual)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    folded = "[...document.querySelectorAll('details:not(.data)')].filter(one => !one.open).length"

    assert page.evaluate(folded) == 0
    assert page.locator(".statement").is_visible() and not page.locator("nav").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(folded) > 0


def test_it_can_be_printed(page: Page, usual: Path) -> None:
    pages = shown(page, usual).pdf(format="A4").count(b"/Type /Page\n")

    assert 5 < pages < 40


@pytest.mark.parametrize(("language", "code"), [("chinese", "zh-Hans"), pytest.param("ru", "ru", marks=pytest.mark.full)])
def test_it_speaks_other_languages(page: Page, usual: Path, tmp_path: Path, language: str, code: str) -> None:
    report = ne.report(usual.parent, tmp_path / "report.html", language=language)
    shown(page, report)

    assert page.locator("html").get_attribute("lang") == code
    assert page.locator("#answer").inner_text() != "The answer"
    assert page.locator(".statement p").first.inner_text() != FULL
    assert page.locator(".answer").get_attribute("lang") == "en"


# --- charts that answer to a pointer ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def answering(usual: Path) -> Path:
    """The report of a run of the first scenario, with charts that can also answer to a pointer."""
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    return ne.report(usual.parent, usual.parent / "answering.html", interactive=True)


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_a_chart_answers_to_a_pointer_when_it_is_asked_to_and_becomes_the_picture_again(
    sized: Callable[[str], Page], answering: Path, size: str
) -> None:
    page = shown(sized(size), answering)
    buttons = page.get_by_role("button", name="Interactive chart")

    assert buttons.count() == 2  # paths and map
    for k in range(2):
        figure = buttons.nth(k).locator("xpath=..")
        buttons.nth(k).press("Enter")
        figure.locator(".form svg").hover(position={"x": 120, "y": 150})
        assert not figure.locator(".chart").is_visible() and "n the model" in figure.locator(".form").inner_text()
    page.locator(".form svg").first.hover(position={"x": 120, "y": 150})
    assert re.search(r"mean\s+0\.\d+", page.locator("#vg-tooltip-element").inner_text())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page, context={"include": ["figure:has(button)"]})
    assert found.violations_count == 0, found.generate_report()
    buttons.nth(0).click()
    assert page.locator(".chart").nth(1).is_visible() and not page.locator(".form").first.is_visible()


def test_it_stays_small_enough_to_be_mailed_and_whole_on_paper(page: Page, answering: Path) -> None:
    shown(page, answering).emulate_media(media="print")

    assert answering.stat().st_size < MOST
    assert page.get_by_role("button").count() == 0 and page.locator("figure svg").count() >= 5


def test_no_text_of_a_scenario_ends_the_data_of_a_chart(page: Page, harmful: ne.Results, tmp_path: Path) -> None:
    report = harmful.report(tmp_path / "nasty.html", interactive=True)
    shown(page, report)
    buttons = page.get_by_role("button", name="Interactive chart")
    for k in range(buttons.count()):
        buttons.nth(k).click()

    assert page.locator(".form svg").count() == buttons.count() > 0
    assert page.locator("img, iframe, object, embed, base, audio, video, foreignObject").count() == 0
