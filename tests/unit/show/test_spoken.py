"""Charts in other languages: every label has its words, in fonts that have its signs, with the room that it needs."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import matplotlib
import pandas as pd
import pytest
from matplotlib.text import Text

from every_chart import every, of_run
from northeastsim.errors import ScenarioError
from northeastsim.show.chart import Chart
from northeastsim.show.language import OTHERS, TAGS, fonts, labels
from northeastsim.show.language.sheet import box, frame, of_pixels, renderer, seen
from northeastsim.show.language.spoken import spoken
from northeastsim.show.language.translate import Words
from northeastsim.show.names import flat

pytestmark = pytest.mark.xdist_group("spoken")  # one process makes what they share
IDS = re.compile(r"[A-Z]{3}\*?|[\w\[\],]+\.[\w.,]+|payoff\[\w+\]|s400_deal|aid|scenario[_ ]\d")
STAYS = {"Hidden Name", "Hidden question, and why?", "plain", "Bare", "small", "eventful", "scenario", "arm", "befriend"}
STAYS |= {"Aland", "Bland", "Cland"}  # texts of scenarios
MEANING = re.compile(r"share of its leverage that a patron loses .*")  # of a parameter, in an alternative text
INSIDE = 0.02  # inches by which letters may reach over an edge


@pytest.fixture(scope="module")
def said() -> dict[str, list[str]]:
    """What every chart says in English, by its name."""
    found: dict[str, list[str]] = {}
    for name, chart in every():
        chart.draw_without_rendering()
        texts = [text.get_text() for text in chart.findobj(Text) if text is not chart.foot]
        found.setdefault(name, []).extend([*(chart.whole.get(flat(text), text) for text in texts), *chart.notes, chart.told])
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_every_label_of_every_chart_has_its_words(said: dict[str, list[str]], language: str) -> None:
    lacking = {}
    for name, texts in said.items():
        words = Words(language)
        for text in texts:
            words(text)
        lacking[name] = [one for one in words.missing if not (one in STAYS or IDS.fullmatch(one) or MEANING.fullmatch(one))]

    assert {name: texts for name, texts in lacking.items() if texts} == {}


@pytest.mark.full
def test_no_label_is_cut_off_or_runs_into_another_and_none_lacks_a_sign() -> None:
    """In Russian, which is the longest, and in one of the others; that matplotlib warns of no sign goes without saying: it raises."""
    wrong = []
    for number, ((name, russian), (_, other)) in enumerate(zip(every(language="ru"), every(), strict=True)):
        spoken(other, Words(OTHERS[number % 3])).png()
        for chart in (russian, other):
            wrong += [(name, chart.language, *one) for one in misplaced(chart)]

            assert not chart.lacking
        assert (russian.language, other.language) == ("russian", OTHERS[number % 3])
    assert wrong == []


def misplaced(chart: Chart) -> Iterator[tuple[str, str]]:
    """Yield what reaches over the edges of the sheet, and what of the panels into title, legends or footer."""
    width, height = (float(side) for side in chart.get_size_inches())
    heads = [one for one in (*chart.head, *chart.legends) if not isinstance(one, Text) or one.get_text()]
    for text in (*chart.head, chart.foot):
        at = box(chart, text)
        if at.left < -INSIDE or at.right > width + INSIDE or at.low < -INSIDE or at.high > height + INSIDE:
            yield "over the edge", text.get_text()
    for panel in seen(chart):
        at = of_pixels(chart, panel.get_tightbbox(renderer(chart)))
        if at.left < -INSIDE or at.right > width + INSIDE:
            yield "over the edge", panel.get_title(loc="left")
        if at.high > min(box(chart, one).low for one in heads) + INSIDE or at.low < box(chart, chart.foot).high - INSIDE:
            yield "into what stands around", panel.get_title(loc="left")
    for one in chart.legends:
        if box(chart, one).right > width + INSIDE:
            yield "over the edge", "legend"
    title, lead = (box(chart, one) for one in chart.head)
    if chart.lead and lead.high > title.low + INSIDE:
        yield "title", "lead"


def test_a_chart_says_all_in_its_language_and_its_data_stays_as_documented() -> None:
    chart, english = of_run().plot("influence", language="korean"), of_run().plot("influence")

    assert chart.title == "북한 (조선)에 대한 영향력" and chart.lead == english.lead == "Hidden question, and why?"
    assert chart.alt.startswith(chart.title) and "모형에서, Hidden Name" in chart.alt and "기말 평균" in chart.told
    assert "모형이며, 예측이나" in chart.foot.get_text() and "판매 [한국의 주장; " in chart.foot.get_text()
    assert chart.name == "influence" and chart.data.equals(english.data)
    assert repr(chart) == chart.alt != english.alt


def test_labels_that_axes_make_are_translated_when_they_are_drawn() -> None:
    chart = of_run().plot("security", language="ja")
    chart.draw_without_rendering()

    assert "2025年1月" in [tick.get_text() for panel in chart.axes for tick in panel.get_xticklabels()]


@pytest.mark.parametrize(("language", "font"), [("zh", "SC"), ("ko", "KR"), ("ja", "JP")])
def test_each_language_takes_the_forms_of_its_own_signs(language: str, font: str) -> None:
    chart = of_run().plot("events", language=language)

    assert chart.foot.get_fontfamily()[:2] == [fonts.USUAL, f"Noto Sans CJK {font}"]


def test_an_svg_says_its_language_and_keeps_its_text() -> None:
    root = ET.fromstring(of_run().plot("events", language="zh").svg())
    texts = ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]

    assert root.get("lang") == "zh-Hans" and "军事访问" in texts
    assert ET.fromstring(of_run().plot("events").svg()).get("lang") == TAGS["english"]


def test_drawing_leaves_the_settings_of_matplotlib_alone() -> None:
    before = dict(matplotlib.rcParams)
    of_run().plot("events", language="ja").png()

    assert dict(matplotlib.rcParams) == before


def named(text: str, language: str = "english") -> Chart:
    """A chart with a name of a scenario's own."""
    chart = Chart(figsize=(7.4, 4))
    panel = chart.subplots()
    panel.plot([0, 1], [0, 1])
    panel.set_yticks([0, 1], [text, "mean"])
    chart.surround(text, "mean", ["median"])
    chart.say("mean", pd.DataFrame())
    return spoken(chart, Words(language))


def test_a_chart_that_needs_no_other_font_is_left_as_it_is() -> None:
    chart = named("Aland, Ёж, Ångström, β")

    assert not chart.lacking and chart.foot.get_fontfamily() == matplotlib.rcParams["font.family"]


@pytest.mark.parametrize("text", ["朝鲜半岛", "한반도 2024", "ひらがな", "中国, 한국"])
def test_a_name_in_other_signs_finds_a_font_in_an_english_chart(text: str) -> None:
    chart = named(text)
    chart.png()

    assert not chart.lacking and any("CJK" in name for name in chart.foot.get_fontfamily())


@pytest.fixture()
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with the fonts that come with matplotlib, and no others."""
    own = {name: entry for name, entry in fonts.entries().items() if "mpl-data" in entry.fname}
    monkeypatch.setattr(fonts, "entries", lambda: own)
    monkeypatch.setattr(fonts, "renewed", lambda: None)
    monkeypatch.setattr(fonts, "signs_of", fonts.signs_of.__wrapped__)


def test_without_a_font_a_name_is_marked_and_said_to_be_and_an_svg_keeps_it(bare: None) -> None:
    chart = named("朝鲜 Hill")
    before, ticks = chart.foot.get_text(), [tick.get_text() for tick in chart.axes[0].get_yticklabels()]
    with fonts.marked(chart):
        chart.draw_without_rendering()
        marked = [text.get_text() for text in chart.findobj(Text)]
    chart.png()

    assert "?? Hill" in marked and "? stands for a sign that no font here has" in chart.foot.get_text() + marked[-1] + "".join(marked)
    assert chart.foot.get_text() == before and chart.head[0].get_text() == "朝鲜 Hill"
    assert [tick.get_text() for tick in chart.axes[0].get_yticklabels()] == ticks
    assert "朝鲜 Hill" in chart.svg()


def test_without_a_font_a_language_is_refused_as_dots_and_not_as_svg(bare: None, tmp_path: Path) -> None:
    chart = named("Hill", "zh")
    chart.save(tmp_path / "one.svg")

    assert "均值" in (tmp_path / "one.svg").read_text(encoding="utf-8")
    with pytest.raises(ScenarioError, match="no font here has the signs of Chinese: on Debian.*fonts-noto-cjk.*SVG needs none"):
        chart.save(tmp_path / "one.png")
    assert not (tmp_path / "one.png").exists()
    named("Hill", "ru").png()  # whose signs the usual font has


def test_fonts_installed_after_matplotlib_listed_them_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = fonts.entries()["Noto Sans CJK KR"]
    listed = [one for one in fonts.fontManager.ttflist if one.fname != entry.fname]
    monkeypatch.setattr(fonts.fontManager, "ttflist", listed)
    fonts.entries.cache_clear()
    fonts.renewed.cache_clear()
    chart = named("한국")

    assert not chart.lacking and "Noto Sans CJK KR" in chart.foot.get_fontfamily()


def test_a_label_that_was_cut_is_cut_in_its_own_words() -> None:
    chart = Chart(figsize=(7.4, 4))
    panel, long = chart.subplots(), "The end of North Korea's outside war"
    panel.set_yticks([0, 1], [chart.short(long, 20), chart.short("mean", 20)])
    chart.surround("mean", "", [])
    chart.say("", pd.DataFrame())
    spoken(chart, Words("ru"))

    assert [tick.get_text() for tick in chart.axes[0].get_yticklabels()] == ["Конец войны вне рег…", "среднее"]
    assert chart.whole == {"The end of North Ko…": long}


def test_other_words_can_be_taken_back() -> None:
    chart = named("Hill")
    undo = labels.reworded(chart, str.upper)
    chart.draw_without_rendering()
    changed = [tick.get_text() for tick in chart.axes[0].get_yticklabels()]
    for one in undo:
        one()
    chart.draw_without_rendering()

    assert changed == ["HILL", "MEAN"]
    assert [tick.get_text() for tick in chart.axes[0].get_yticklabels()] == ["Hill", "mean"]


def test_long_names_of_rows_move_panels_aside_and_keep_their_size() -> None:
    chart = Chart(figsize=(7.4, 3))
    for place in (0.2, 0.6):
        chart.add_axes((place, 0.3, 0.3, 0.4)).set_yticks([0], ["What each option changes" * 2])
    chart.surround("mean", "", [])
    chart.say("", pd.DataFrame())
    sizes = [frame(chart, panel).width for panel in chart.axes]
    spoken(chart, Words("ru"))
    first, second = chart.axes

    assert [frame(chart, panel).width for panel in chart.axes] == pytest.approx(sizes)
    assert chart.get_figwidth() > 7.4 and list(misplaced(chart)) == []
    assert of_pixels(chart, second.yaxis.get_tightbbox(renderer(chart))).left > frame(chart, first).right


def test_an_unknown_language_is_told_before_anything_is_drawn() -> None:
    with pytest.raises(ScenarioError, match="there is no language 'corean' .did you mean 'korean'"):
        of_run().plot("events", language="corean")
