"""The teaching page: its words, its axes, its map, its numbers, and that markup in it does nothing."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import northeastsim as ne
from northeastsim.analysis.paired import differences
from northeastsim.face.teaching import TeachingPage, planned
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.names import states
from northeastsim.show.language import CODES, OTHERS, TAGS, known
from northeastsim.show.policy import hashed
from northeastsim.show.teach import numbers, words
from northeastsim.show.teach.axis import BOUNDS, axis, round_step
from northeastsim.show.teach.lesson import Lesson, filled, first_event
from northeastsim.show.teach.map import HEIGHT, WIDTH, drawn
from northeastsim.show.teach.page import SCRIPTS, packed, safe
from northeastsim.statement import FULL, SHORT
from northeastsim.study.teaching import switch
from two_strategies import EVENTFUL

HERE, ROOT = Path(numbers.__file__).parent, Path(__file__).resolve().parents[3]
BANNED = re.compile(r"\b(will|proves?|optimal)\b", re.IGNORECASE)
PLACE = re.compile(r"\{\w+\}")
N = 6
ASKED: dict[str, Any] = {
    "strategies": ["arm", "befriend"], "switches": ["off_book"], "score": "influence[AAA,CCC]", "replications": N, "seed": 7,
}  # fmt: skip


@pytest.fixture(scope="module")
def made() -> TeachingPage:
    """A page of a small world: two strategies, a switch of three levels."""
    return ne.load(EVENTFUL).teach("AAA", **ASKED, workers=1)


@pytest.fixture(scope="module")
def data(made: TeachingPage) -> dict[str, Any]:
    """What its script works with."""
    return packed(made.lesson)


def unrun(scenario: str, language: str = "english") -> Lesson:
    """What can be said of a scenario before anything is run."""
    return Lesson(scenario, planned(scenario).question, {}, {}, language)


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["words", "options", "switches"])
def test_every_text_is_in_every_language_with_the_same_places(name: str) -> None:
    rows = words.table(name)

    assert [row["id"] for row in rows if not all(row[language].strip() for language in CODES)] == []
    assert [row["id"] for row in rows if len({tuple(sorted(PLACE.findall(row[one]))) for one in CODES}) > 1] == []
    assert {row["review"] for row in rows} == {"not reviewed by a native speaker"}
    assert len({(row["id"], row["kind"]) for row in rows}) == len(rows)


@pytest.mark.parametrize("name", ["words", "options", "switches"])
def test_no_text_claims_to_know_the_future(name: str) -> None:
    assert [row["id"] for row in words.table(name) if BANNED.search(row["english"])] == []


def test_the_statement_is_the_statement() -> None:
    assert (words.words("english")["short"], words.words("english")["full"]) == (SHORT, FULL)


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    text = "\n".join((HERE / name).read_text(encoding="utf-8") for name in (*SCRIPTS, "page.html.jinja", "page.py", "lesson.py"))
    said = set(re.findall(r"say\(\s*[\"']([\w.]+)[\"']", text))
    begun = {one for one in said if one.endswith(".")}  # whose rest is told when it is said
    known = set(words.words("english"))
    quoted = {one for one in known if f'"{one}"' in text or f"'{one}'" in text}
    families = (*begun, "line.", "level.", "outcome.", "capital.")

    assert said - begun - known == set() and begun == {"not.", "status.", "step."}
    assert [one for one in known - quoted if not one.startswith(families)] == []


def test_every_shipped_strategy_of_a_state_has_a_button() -> None:
    assert set(words.offered()) == set(catalogue().strategies)


def test_every_contested_figure_is_there() -> None:
    resolved = ne.load("s400_transfer").resolved

    assert all(switch(resolved, path.replace("*", "s400")) for path in words.paths().values())


@pytest.mark.parametrize("given_", ["ko", "korean"])
def test_a_language_goes_by_name_or_code(given_: str) -> None:
    assert known(given_) == "korean"


def test_a_scenario_s_own_name_of_a_state_wins() -> None:
    assert words.name_of("PRK", {"name": "North Korea"}, "japanese") == "北朝鮮"
    assert words.name_of("PRK", {"name": "DPRK"}, "japanese") == "DPRK"
    assert words.name_of("AAA", {}, "japanese") == "AAA"


def test_a_text_of_the_model_is_translated_as_a_whole_or_not_at_all() -> None:
    """Half a sentence in another language would be worse than an English one that is marked as such."""
    lesson = unrun("s400_transfer", "japanese")

    assert lesson.told("Japan's security") == ("日本の安全", "ja")
    assert lesson.told("North Korea tests a nuclear device (scenario: s400_deal).").lang == "ja"  # an id is no word
    assert lesson.told("Japan's frobnication of wombats") == ("Japan's frobnication of wombats", "en")


@pytest.mark.parametrize("language", OTHERS)
def test_stories_are_told_in_every_language(language: str) -> None:
    """The stories of a scenario's page, all lines of them."""
    lesson = unrun("s400_transfer", language)
    text = (ROOT / "docs" / "scenarios" / "s400_transfer.md").read_text(encoding="utf-8")
    stories = [re.sub(r"^\*\*\S+\*\* ", "", line[2:]) for line in text.partition("## Outcomes")[0].splitlines() if line[:2] == "- "]

    assert len(stories) > 20
    assert [line for line in stories if lesson.told(line).lang != TAGS[language]] == []


def test_a_value_s_braces_are_no_places() -> None:
    assert filled("{a} and {b}", {"a": "{b}", "b": "c"}) == "{b} and c"


# --- axes -------------------------------------------------------------------------------------------------------------

SHARES = st.floats(0.0, 1.0)


@given(st.tuples(SHARES, SHARES, SHARES))
def test_an_axis_of_shares_holds_all_and_stays_within_them(values: tuple[float, float, float]) -> None:
    low, start, high = sorted(values)
    found = axis(start, low, high, "0..1")

    assert 0.0 <= found.low <= low + 1e-9 and high - 1e-9 <= found.high <= 1.0
    assert 2 <= round((found.high - found.low) / found.step, 6) <= 14


@given(st.floats(0.1, 1000.0), st.floats(0.0, 3.0), st.floats(0.0, 3.0))
def test_an_axis_says_nothing_of_the_direction(start: float, down: float, up: float) -> None:
    """It is the same whether the model goes up so far or down so far."""
    rises = axis(start, start * (1 - down * 0.3), start * (1 + up * 0.3), "bn US$")
    falls = axis(start, start * (1 - up * 0.3), start * (1 + down * 0.3), "bn US$")

    assert rises == falls


@given(st.floats(1e-6, 1e6))
def test_a_step_is_one_two_or_five(size: float) -> None:
    step = round_step(size)
    first = step / 10.0 ** math.floor(math.log10(step) + 1e-9)

    assert size * (1 - 1e-6) <= step <= 2.6 * size
    assert any(math.isclose(first, one, rel_tol=1e-6) for one in (1.0, 2.0, 5.0))


def test_units_with_bounds_are_those_of_scores() -> None:
    from northeastsim.show.names import LEVEL, SHARE

    assert set(BOUNDS) == {SHARE, LEVEL}


# --- the map ----------------------------------------------------------------------------------------------------------


def test_the_map_shows_all_six_states_and_one_thread() -> None:
    found = drawn(states(), ("RUS", "PRK"))

    assert {one.id for one in found.dots} == set(states()) - {"USA"} and found.away == ("United States",)
    assert all(0 < one.x < WIDTH and 0 < one.y < HEIGHT for one in found.dots)
    assert found.thread.startswith("M") and found.thread.count("Q") == 1
    assert [one.x for one in sorted(found.dots, key=lambda one: one.x)] == [one.x for one in found.dots]  # west to east


def test_a_thread_may_leave_for_beyond_the_edge_but_needs_two_ends() -> None:
    assert drawn(states(), ("USA", "PRK")).thread
    assert not drawn({"AAA": "Aland"}, ("RUS", "PRK")).thread and not drawn({"AAA": "Aland"}).dots


# --- what is said -------------------------------------------------------------------------------------------------------


def test_the_news_is_the_first_own_event_with_its_mark(made: TeachingPage) -> None:
    lesson = unrun("s400_transfer")

    assert lesson.news[:3] == ("2025-06-01", "Russia sells S-400 air defence (2 regiments) to North Korea", "hypothetical")
    assert lesson.thread == ("RUS", "PRK") and lesson.capital == "Beijing"
    assert made.lesson.news.text == "Bland puts sanctions on Cland" and made.lesson.thread == ("BBB", "CCC")
    assert made.lesson.capital == "Aland"


def test_without_an_event_the_card_tells_the_situation() -> None:
    assert first_event(ne.load("baseline").resolved) is None


def test_an_option_without_words_is_called_by_its_name(made: TeachingPage) -> None:
    assert made.lesson.option("befriend")[:2] == ("Befriend", "Befriend")


# --- numbers ----------------------------------------------------------------------------------------------------------


def test_differences_are_paired_and_those_of_the_project(made: TeachingPage, data: dict[str, Any]) -> None:
    question = made.lesson.question
    first, place = question.base("arm"), question.places[3]
    one, other = (pd_of(made.lesson.cells[at].runs) for at in (place, first))
    name = "influence[AAA,CCC].end"
    expected = differences(one, other, [name]).loc[name, ["mean", "low", "high"]]

    assert data["cells"][3]["d"][0][0] == [round(float(each) * 10**4) for each in expected]
    assert data["cells"][question.places.index(first)]["d"][0] == [0] * len(data["outcomes"])


def pd_of(runs: dict[str, Any]) -> Any:
    """The runs of a cell as a table."""
    import pandas as pd

    return pd.DataFrame({"replication": np.arange(N), **runs})


def test_an_outcome_is_its_mean_within_its_interval(data: dict[str, Any]) -> None:
    for cell in data["cells"]:
        for mean, low, high, *_ in cell["o"]:
            assert (low is None and high is None) or low <= mean <= high


def test_every_band_is_ordered_and_begins_at_the_start(data: dict[str, Any]) -> None:
    for cell in data["cells"]:
        for p05, p25, mean, p75, p95 in cell["b"]:
            assert all(a <= b <= c <= d for a, b, c, d in zip(p05, p25, p75, p95, strict=True))
            assert p05[0] == mean[0] == p95[0] and all(a <= m <= b for a, m, b in zip(p05, mean, p95, strict=True))


def test_a_story_s_values_are_its_replication_s(made: TeachingPage, data: dict[str, Any]) -> None:
    story = made.lesson.futures["arm"].typical
    run = ne.load(EVENTFUL).with_(strategies={"AAA": "arm"}).run(N, 7, 1, paths="all", baseline=False)
    rows = run.scores
    own = rows[(rows["replication"] == story.number) & (rows["score"] == "influence") & (rows["other"] == "CCC")]
    own = own[own["actor"] == "AAA"]

    assert data["futures"][0]["typical"]["values"][0] == [round(value * 1000) for value in own.sort_values("date")["value"]]


# --- the page as a file -----------------------------------------------------------------------------------------------


def test_no_text_ends_the_script_that_holds_it() -> None:
    hostile = {"name": "</script><!--&\u2028\u2029<script>"}
    text = safe(hostile)

    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == hostile


def test_the_page_asks_for_nothing_and_runs_only_its_own_script(made: TeachingPage) -> None:
    html = made.html
    script = html.rpartition("<script>")[2].partition("</script>")[0]
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)

    assert policy is not None and "default-src 'none'" in policy[1] and hashed(script) in policy[1]
    assert not re.search(r"(src|href)=\"(?!#)", html) and "url(" not in html and "@import" not in html
    assert "unsafe" not in policy[1]


def test_the_same_input_gives_the_same_bytes(made: TeachingPage) -> None:
    again = ne.teach(EVENTFUL, "AAA", **ASKED, workers=1)
    other = ne.teach(EVENTFUL, "AAA", **(ASKED | {"seed": 8}), workers=1)

    assert again.html == made.html and other.html != made.html


def test_scripts_and_styles_are_small_files() -> None:
    for name in (*SCRIPTS, "page.css", "page.html.jinja"):
        lines = (HERE / name).read_text(encoding="utf-8").splitlines()
        assert len(lines) < 200 and (HERE / name).stat().st_size < 16_000, name
