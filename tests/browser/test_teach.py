"""The teaching page in a real browser: nothing is fetched, nothing shown before a prediction, everything reached by any hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import northeastsim as ne
from northeastsim.face import Scenario
from northeastsim.show.view import band
from northeastsim.statement import FULL, trust

pytestmark = pytest.mark.xdist_group("teach")  # one process makes what they share
SIZES = {"tiny": (320, 640), "phone": (390, 844), "wide": (1280, 800), "projector": (1920, 1080)}
HOSTILE = "</script><img src=x onerror=\"document.title='broken'\"><b>&amp;"
N, YEARS, SCORE, STRATEGIES = 8, 3, "influence[CHN,PRK]", ("strategic_ambiguity", "outbid_moscow")
WORLD: dict[str, Any] = {
    "format": 1, "name": HOSTILE, "question": HOSTILE, "description": HOSTILE, "cannot_tell": HOSTILE,
    "extends": "northeast_asia_2024", "years": YEARS, "seed": 5,
    "actors": {"JPN": {"name": HOSTILE}},
    "events": [
        {"id": "sale", "date": "2024-06-01", "type": "arms_transfer", "initiator": "RUS", "target": "PRK", "system": "s400",
         "status": "claimed", "claimant": HOSTILE, "source": HOSTILE},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """A short world whose every text is markup."""
    return ne.load(WORLD)


@pytest.fixture(scope="module")
def made(scenario: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of it, with two strategies and one slider."""
    page = scenario.teach("CHN", STRATEGIES, switches=["off_book"], replications=N, workers=1)
    return page.save(tmp_path_factory.mktemp("teach") / "page.html")


@pytest.fixture(scope="module")
def korean(scenario: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page in Korean, without a slider."""
    page = scenario.teach("CHN", STRATEGIES, switches=[], replications=2, workers=1, language="ko")
    return page.save(tmp_path_factory.mktemp("korean") / "page.html")


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[..., Any]]:
    """Return a function that opens a file at a size; the test fails if a page asked for, complained of or popped up anything."""
    contexts, seen = [], []

    def to(path: Path, size: str = "wide", **options: Any) -> Any:
        width, height = SIZES[size]
        context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda one: None if one.url == path.as_uri() else seen.append(f"request: {one.url}"))
        page.on("console", lambda one: seen.append(f"console: {one.text}"))
        page.on("pageerror", lambda error: seen.append(f"error: {error}"))
        page.on("dialog", lambda one: seen.append(f"dialog: {one.message}"))
        page.goto(path.as_uri())
        return page

    yield to
    for context in contexts:
        context.close()
    assert seen == []


def stroke(page: Any, start: float = 0.5, end: float = 0.3) -> list[tuple[float, float]]:
    """Points of a stroke over the whole empty chart, its height in shares from the top."""
    page.locator("#pad svg").scroll_into_view_if_needed()
    box = page.locator("#pad svg").bounding_box()
    shares = [0.12 + 0.87 * k / 20 for k in range(21)]
    heights = [start + (end - start) * k / 20 for k in range(21)]
    return [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in zip(shares, heights, strict=True)]


def draw(page: Any) -> None:
    """Draw a line with the mouse."""
    points = stroke(page)
    page.mouse.move(*points[0])
    page.mouse.down()
    for point in points[1:]:
        page.mouse.move(*point)
    page.mouse.up()


def predicted(page: Any, option: int = 1) -> Any:
    """Choose, draw with the mouse and commit."""
    page.click(f"[data-option='{option}']")
    draw(page)
    page.click("#commit")
    return page


def drawn(page: Any) -> list[float]:
    """The values of the line that was drawn."""
    return page.evaluate("pad.values")


def shown(page: Any) -> list[int]:
    """The steps that are in view."""
    return [k for k in range(1, 6) if page.locator(f"#step-{k}").is_visible()]


def numbers(text: str) -> list[float]:
    """All numbers of a text."""
    return [float(one) for one in re.findall(r"-?\d+\.\d+", text.replace("−", "-").replace("\u2060", ""))]


# --- what is seen first -------------------------------------------------------------------------------------------------


def test_the_first_screen_holds_the_statement_the_news_and_the_question(opened: Any, made: Path) -> None:
    page = opened(made)
    text = page.inner_text("#step-1")

    assert shown(page) == [1]
    assert FULL in text and all(line in text for line in trust())
    assert "1 June 2024" in text and "Russia sells S-400 air defence" in text and "claimed by one side" in text
    assert "You advise Beijing. What do you do?" in text
    assert page.locator(".thread").count() == 1 and page.locator(".dot").count() == 5
    assert page.locator("[data-option] strong").all_inner_texts() == ["Wait", "Outbid Moscow"]


def test_a_name_with_markup_stays_a_name(opened: Any, made: Path) -> None:
    page = predicted(opened(made))

    assert page.locator("h1").inner_text() == HOSTILE
    assert page.title() != "broken"
    assert page.locator("img").count() == 0 and page.locator("script").count() == 2
    assert HOSTILE in (page.locator("#step-5").text_content() or "")
    assert HOSTILE in (page.locator("#futures").text_content() or "")


def test_nothing_of_the_answer_is_on_the_page_before_a_prediction(opened: Any, made: Path) -> None:
    page = opened(made)
    page.click("[data-option='0']")

    assert shown(page) == [2]
    assert page.locator("polygon").count() == 0
    assert page.locator("#futures > *").count() == page.locator("#grid > *").count() == 0
    assert page.locator("nav button:disabled").count() == 3 and page.locator("#commit").is_disabled()
    assert numbers(page.inner_text("#step-2")) == [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]  # the ticks


# --- drawing ------------------------------------------------------------------------------------------------------------


def test_a_line_is_drawn_with_the_mouse_and_the_band_follows(opened: Any, made: Path) -> None:
    page = opened(made)
    page.click("[data-option='1']")
    draw(page)
    values = drawn(page)
    page.click("#commit")

    assert len(values) == YEARS + 1 and all(values) and values == sorted(values) and values[-1] > values[0]
    assert shown(page) == [3]
    assert page.locator("#futures-chart polygon").count() == 2
    assert "inside the 90 % band" in page.inner_text("#where") and f"of {N} futures" in page.inner_text("#futures")
    assert page.evaluate("document.activeElement.id") == "title-3"


def test_a_line_is_drawn_with_a_finger(opened: Any, made: Path) -> None:
    page = opened(made, "phone", has_touch=True, is_mobile=True)
    page.tap("[data-option='1']")
    client, points = page.context.new_cdp_session(page), stroke(page)
    for k, (x, y) in enumerate(points):
        client.send("Input.dispatchTouchEvent", {"type": "touchMove" if k else "touchStart", "touchPoints": [{"x": x, "y": y}]})
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    assert None not in drawn(page)
    page.wait_for_timeout(400)  # two touches at once are taken for a double tap
    page.tap("#commit")
    assert shown(page) == [3]


def test_all_of_it_works_by_keyboard(opened: Any, made: Path) -> None:
    page = opened(made)

    def tab_to(selector: str) -> None:
        for _ in range(60):
            if page.evaluate(f"document.activeElement.matches({selector!r})"):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {selector}")

    tab_to("[data-option='1']")
    page.keyboard.press("Enter")
    tab_to("#pad [role=slider]")
    for key in ("ArrowUp", "PageUp", "ArrowRight", "ArrowDown", "End", "ArrowUp"):
        page.keyboard.press(key)
    start = page.evaluate("pad.values[0]")
    assert drawn(page) == pytest.approx([start, start + 0.11, start + 0.1, start + 0.11], abs=0.011)
    assert page.evaluate("document.activeElement.getAttribute('aria-valuetext')") == f"{drawn(page)[-1]:.3f}"
    tab_to("#commit")
    page.keyboard.press("Enter")
    tab_to("#futures button.main")
    page.keyboard.press("Enter")
    tab_to("#switch-0")
    page.keyboard.press("ArrowRight")
    assert "high end: 1" in page.inner_text(".switch")
    tab_to("#grid button.main")
    page.keyboard.press("Enter")

    assert shown(page) == [5]


def test_a_focus_is_seen(opened: Any, made: Path) -> None:
    page = opened(made)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_values_may_be_typed_and_lie_within_the_axis(opened: Any, made: Path) -> None:
    page = opened(made)
    page.click("[data-option='0']")
    page.click("#type summary")
    for field, value in zip(page.locator("#inputs input").all(), ("0.61", "7", "0.3"), strict=True):
        field.fill(value)
        field.blur()

    assert drawn(page)[1:] == [0.61, 0.8, 0.3]
    page.click("#clear")
    assert drawn(page)[1:] == [None] * YEARS and page.locator("#commit").is_disabled()


def test_a_committed_line_stays_until_one_begins_anew(opened: Any, made: Path) -> None:
    page = predicted(opened(made))
    before = drawn(page)
    page.click("nav [data-go='2']")
    draw(page)

    assert drawn(page) == before
    page.click("nav [data-go='1']")
    assert page.locator("[data-option='0']").is_disabled()
    page.click("#again")
    assert shown(page) == [1] and page.locator("polygon").count() == 0 and drawn(page)[1:] == [None] * YEARS


# --- what is shown is what was run ------------------------------------------------------------------------------------


def test_the_band_is_the_ensembles(opened: Any, made: Path, scenario: Scenario) -> None:
    page = predicted(opened(made))
    page.click("#futures summary")
    rows = [[cell.inner_text() for cell in row.locator("td").all()] for row in page.locator("#futures tbody tr").all()]
    run = scenario.with_(strategies={"CHN": "outbid_moscow"}).run(N, baseline=False, workers=1)
    expected = band(run, SCORE)[["p05", "p25", "mean", "p75", "p95"]].to_numpy()

    assert [[float(cell) for cell in row[1:6]] for row in rows] == [[round(float(v), 3) for v in row] for row in expected]
    assert {float(row[6]) for row in rows} == {round(float(expected[0][2]), 3)}  # the naive rule
    assert [float(row[0]) for row in rows[1:]] == drawn(page)[1:]


def test_where_the_line_lies_is_counted(opened: Any, made: Path) -> None:
    page = opened(made)
    page.click("[data-option='1']")
    low, high = page.evaluate("[bands(DATA.bases[1], 0)[0], bands(DATA.bases[1], 0)[4]]")
    wanted = [high[1] + 0.05, (low[2] + high[2]) / 2, low[3] - 0.05]
    page.evaluate("values => values.forEach((value, k) => pad.set(k + 1, value))", wanted)
    page.click("#commit")

    assert page.inner_text("#where") == "Your line lies inside the 90 % band at 1 of 3 dates, above it at 1, below it at 1."


def test_two_stories_are_told_in_dated_sentences(opened: Any, made: Path, scenario: Scenario) -> None:
    page = predicted(opened(made))
    stories = page.locator(".story").all()
    numbered = int(re.search(r"Number (\d+)", stories[0].inner_text())[1])  # type: ignore[index]
    run = scenario.with_(strategies={"CHN": "outbid_moscow"}).run(N, baseline=False, workers=1)

    assert len(stories) == 2
    told = [line.partition("  ")[2] for line in run.story(numbered).splitlines() if line[:2] == "20"]
    assert any(line in stories[0].inner_text() for line in told)
    assert "It stands out by" in stories[1].inner_text()


def test_a_slider_changes_the_picture_at_once(opened: Any, made: Path, scenario: Scenario) -> None:
    page = predicted(opened(made))
    page.click("#futures button.main")
    before = page.locator("#grid-chart polygon").first.get_attribute("points")
    took = page.evaluate(
        """() => { const slider = document.getElementById("switch-0"), began = performance.now();
        slider.value = 2; slider.dispatchEvent(new Event("input")); document.body.getBoundingClientRect();
        return performance.now() - began; }"""
    )
    run = scenario.with_({"parameters.dependence.flow_weight": 1.0}, strategies={"CHN": "outbid_moscow"}).run(N, baseline=False)
    last = band(run, SCORE).iloc[-1]

    assert took < 1000
    assert page.locator("#grid-chart polygon").first.get_attribute("points") != before
    assert numbers(page.inner_text("#told"))[:3] == [round(float(last[name]), 3) for name in ("mean", "p05", "p95")]
    assert "95 % interval: −" in page.inner_text("#told")


def test_another_strategy_and_another_score_may_be_looked_at(opened: Any, made: Path) -> None:
    page = predicted(opened(made))
    page.click("#futures button.main")
    assert "This is the first picture" in page.inner_text("#told")
    page.check("input[name=strategy][value='0']")
    first = page.inner_text("#told")
    page.select_option("#score", index=1)
    other = page.inner_text("#told")
    page.click("text=As it was first")

    assert first.startswith("China's influence over North Korea") and "This is the first picture" not in first
    assert other.startswith("Russia's influence over North Korea")
    assert "This is the first picture" in page.inner_text("#told")
    assert page.locator("input[name=strategy]:checked").get_attribute("value") == "1"


def test_the_end_says_what_not_to_conclude_and_how_to_run_it_again(opened: Any, made: Path) -> None:
    page = predicted(opened(made))
    page.click("nav [data-go='5']")
    text = page.inner_text("#step-5")

    assert "That the band is a forecast" in text and "Who would bear your choice?" in text
    assert all(line in text for line in trust()) and FULL in text
    assert f"seed 5, 6 ensembles of {N} replications" in text


# --- every size, paper, language, accessibility ------------------------------------------------------------------------


@pytest.mark.parametrize("size", sorted(SIZES))
def test_every_step_fits_every_width(opened: Any, made: Path, size: str) -> None:
    page = predicted(opened(made, size))
    page.emulate_media(reduced_motion="reduce")

    for k in range(1, 6):
        page.click(f"nav [data-go='{k}']")
        width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width[0] <= width[1], f"step {k}"
        assert len(page.screenshot()) > 20_000, f"step {k}"
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_type_is_large_on_a_projector(opened: Any, made: Path) -> None:
    page = opened(made, "projector")
    size = "one => parseFloat(getComputedStyle(one).fontSize)"

    assert page.locator("#ask").evaluate(size) >= 28 and page.locator(".option strong").first.evaluate(size) >= 24


def test_on_paper_it_is_a_handout(opened: Any, made: Path) -> None:
    """The news, the question with boxes to tick, an empty chart with its axes, lines to write on, and nothing of the answer."""
    page = opened(made)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert shown(page) == [1, 2]
    assert page.locator("#pad svg text").count() > YEARS and page.locator("polygon").count() == 0
    assert page.locator(".rule").first.is_visible() and not page.locator("nav").is_visible()
    assert "☐" in page.locator(".option").first.evaluate("one => getComputedStyle(one, '::before').content")
    assert not any(one.is_visible() for one in page.locator(".handle").all())
    assert len(page.screenshot(full_page=True)) > 20_000
    assert page.pdf().startswith(b"%PDF")


def test_another_language_is_marked_and_so_is_what_stays_english(opened: Any, korean: Path) -> None:
    page = opened(korean)

    assert page.locator("html").get_attribute("lang") == "ko"
    assert page.locator("[data-option] strong").all_inner_texts() == ["기다린다", "모스크바보다 더 준다"]
    assert "북한" in page.locator(".map text").all_text_contents()
    assert "S-400" in page.inner_text(".news") and "판매" in page.inner_text(".news")
    assert page.locator("h1").get_attribute("lang") == "en"
    assert "원어민" in page.inner_text("#step-1")
    predicted(page)
    assert page.locator("#step-5 .statement").get_attribute("lang") == "en" and "90 %" in page.inner_text("#where")
    assert page.locator("#futures strong").first.inner_text().startswith("중국")


@pytest.mark.parametrize("size", ["phone", "wide"])
def test_no_step_breaks_a_rule_of_accessibility(opened: Any, made: Path, size: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed").Axe()
    page = opened(made, size)
    found = {}

    def check(step: str) -> None:
        result = axe.run(page).response
        found.update({f"{step} {one['id']}": [node["html"] for node in one["nodes"]] for one in result["violations"]})

    check("news")
    page.click("[data-option='1']")
    check("draw")
    draw(page)
    page.click("#commit")
    page.click("#futures summary")
    check("futures")
    page.click("#futures button.main")
    check("grid")
    page.click("#grid button.main")
    check("end")

    assert found == {}


def test_charts_are_told_to_those_who_cannot_see_them(opened: Any, made: Path) -> None:
    page = predicted(opened(made))
    page.click("nav [data-go='4']")

    assert page.locator("#grid-chart desc").text_content() == page.inner_text("#told")
    assert page.locator("#told").get_attribute("role") == "status"
    assert "mean" in (page.locator("#futures-chart desc").text_content() or "")
