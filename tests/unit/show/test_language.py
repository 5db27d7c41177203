"""The glossary and the words made of it: what is found, in which order, what is left, and what a wrong file is told."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.errors import ScenarioError
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.names import every_name
from northeastsim.scenario.tables.options import CONCERNS
from northeastsim.show import names, sentences
from northeastsim.show.language import CODES, OTHERS, known
from northeastsim.show.language.breaking import broken, columns, cut
from northeastsim.show.language.glossary import SHIPPED, bare, glossary, key, parsed
from northeastsim.show.language.template import FIELD, plural
from northeastsim.show.language.translate import Words
from northeastsim.statement import FULL, SHORT, trust

MODEL = {"chinese": "模型", "korean": "모형", "japanese": "モデル", "russian": "одел"}
FORECAST = {"chinese": "不是预测", "korean": "예측이나", "japanese": "予測でも", "russian": "не прогноз"}


# --- languages ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["korean", "ko", "KO", "한국어", " Korean "])
def test_a_language_has_several_names(name: str) -> None:
    assert known(name) == "korean"


@pytest.mark.parametrize(("name", "near"), [("chinees", "chinese"), ("rusian", "russian"), ("klingon", "known: ")])
def test_an_unknown_language_is_refused_with_the_nearest(name: str, near: str) -> None:
    with pytest.raises(ScenarioError, match=f"there is no language '{name}'.*{near}"):
        known(name)


# --- words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("China's influence over North Korea", "中国对朝鲜的影响力"),
        ("The United States' influence over North Korea at the end", "期末美国对朝鲜的影响力"),
        ("Drift of China's military capital", "中国的军事资本的漂移"),
        ("1,024 replications", "1,024次重复模拟"),
        ("Jan 2025", "2025年1月"),
        ("outbid_moscow", "出价高于莫斯科"),
        ("Russia sells S-400 air defence (2 regiments) to North Korea", "俄罗斯向朝鲜出售S-400防空系统（2个团）"),
        ("China, Russia and North Korea exercise together", "中国、俄罗斯和朝鲜举行联合演习"),
        ("Aland's security", "Aland的安全"),
        ("crises 1.5 (0 to 4); a war. Nobody knows", "危机 1.5（0至4）；战争。Nobody knows"),
        ("China's influence\nover North Korea", "中国对朝鲜的影响力"),
        ("−0.5", "−0.5"),
        ("", ""),
    ],
)
def test_words_are_found_whole_by_name_and_by_template(english: str, chinese: str) -> None:
    assert Words("zh")(english) == chinese


def test_russian_sentences_begin_large_and_count_by_case() -> None:
    words = Words("ru")

    assert words("China's security") == "Безопасность: Китай" and words("mean") == "среднее" and words("Mean") == "Среднее"
    assert [words(f"{n} replications") for n in ("1", "2", "5", "11", "21", "1.5")] == [
        "1 прогон", "2 прогона", "5 прогонов", "11 прогонов", "21 прогон", "1.5 прогона",
    ]  # fmt: skip


@given(st.integers(0, 10**6))
def test_forms_of_a_number_go_with_its_last_digits(number: int) -> None:
    form = plural(f"{number:,}", ("one", "few", "many"))

    assert form == plural(str(number % 100 + 100), ("one", "few", "many"))
    assert (form == "one") == (number % 10 == 1 and number % 100 != 11)


@pytest.mark.parametrize(
    "text",
    ["What if Russia, China and Tokyo fall out?", "Thaw or coercion", "S-400 for Pyongyang", "Port calls in Vladivostok and Wonsan"],
)
def test_a_scenarios_own_text_stays_whole_and_is_told(text: str) -> None:
    words = Words("ja")

    assert words(text) == text and list(words.missing) == [text]


def test_what_is_not_known_is_collected_piece_by_piece() -> None:
    words = Words("korean")

    assert words("In the model, Thaw: 3 replications, 2 years from 2024-01-01, seed 7.") == (
        "모형에서, Thaw: 3회 반복, 2024-01-01부터 2년, 시드 7."
    )
    assert list(words.missing) == ["Thaw"]


@given(st.text(max_size=60))
def test_english_stays_as_it_is(text: str) -> None:
    assert Words("en")(text) == text


@given(st.text("abcXY ,.;:()[]<>'-–中é0123456789\n", max_size=40))
def test_any_text_has_an_answer(text: str) -> None:
    assert isinstance(Words("ru")(text), str)


# --- what has to have its words ----------------------------------------------------------------------------------------


def sayings() -> list[str]:
    """Labels that charts may show and small runs may not reach: scores, types of event, what they say, strategies, systems."""
    known_to = catalogue()
    scores = [one.sentence.replace("{0s}", "China's").replace("{0}", "China").replace("{1}", "Japan") for one in names.SCORES.values()]
    units = [one.unit for one in (*names.SCORES.values(), *names.COUNTS.values())]
    options = {"against": " against Japan", "beside": " together with Russia", "against_trade": " with Japan", "and_follows": ""}
    fields = {"i": "China", "t": "Japan", "ts": "Japan's", "parties": "China and Russia", "partners": "Russia and Japan", "q": "300",
              "system": "artillery shells (2 million rounds)", "strategy": "pendulum", "hosts": "hosts talks of", "brokers": "brokers",
              "winds": "winds down", "more": "less", "about": ""}  # fmt: skip
    events = [text.format(**{**fields, **some}) for text in sentences.WORDS.values() for some in (options, dict.fromkeys(options, ""))]
    types = [name.replace("_", " ") for name in known_to.event_types]
    systems = [sentences.goods({"system": name, "quantity": n}, known_to.systems) for name in known_to.systems for n in (1, 2)]
    proposals = [f"China proposes {noun} to Japan" for noun in sentences.NOUNS.values()]
    words = [*sentences.LATER.values(), *known_to.strategies, *known_to.theories, *CONCERNS]
    weightings = [name for entry in known_to.payoffs.values() for name in entry["weightings"]]
    return [*scores, *units, *events, *types, *systems, *proposals, *words, *weightings]


@pytest.mark.parametrize("language", OTHERS)
def test_everything_that_the_catalogue_ships_has_its_words(language: str) -> None:
    words = Words(language)
    for text in sayings():
        words(text)

    assert not words.missing


@pytest.mark.parametrize("language", OTHERS)
def test_every_statement_says_that_it_is_a_model_and_no_forecast(language: str) -> None:
    words = Words(language)

    assert MODEL[language] in words(SHORT) and FORECAST[language] in words(SHORT)
    assert words(FULL).startswith(words(SHORT))
    assert "docs/trust.md" in words(trust()[1])
    assert words(" ".join((FULL, *trust()))) and not words.missing


def test_names_of_states_have_one_home() -> None:
    """A name of a state or sea in the glossary would be a second, which a change of the first does not reach."""
    named = {key(row["english"]) for row in every_name()}

    assert not named & set(glossary())


def test_the_shipped_glossary_is_whole_and_says_who_looked_it_over() -> None:
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len(rows) == len(glossary()) > 700
    assert {row["review"] for row in rows} == {"not reviewed by a native speaker"}
    assert not [row["english"] for row in rows for language in OTHERS if not row[language]]
    assert list(CODES) == [name for name in rows[0] if name in CODES]


BANNED = re.compile("最优|最適|최적|оптимальн|证明|証明|증명|доказ")  # what our texts do without in English: will, proves, optimal


def test_no_translation_claims_more_than_the_english() -> None:
    assert [said for row in glossary().values() for said in row.values() if BANNED.search(said)] == []


# --- a glossary of one's own -------------------------------------------------------------------------------------------


def test_a_row_of_ones_own_counts_and_all_else_stays(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    rows = ["english,russian,chinese", "{0}'s influence over {1},{0} влияет на {1},", "Who wins?,Кто победит?,谁赢？"]
    file.write_text("\n".join(rows), encoding="utf-8")
    words = Words("ru", file)

    assert words("China's influence over Japan") == "Китай влияет на Япония" and words("Who wins?") == "Кто победит?"
    assert words("China's security") == Words("ru")("China's security")
    assert Words("zh", file)("China's influence over Japan") == "中国对日本的影响力"


TABLE = [["english", "korean"], ["mean", "평균값"], ['a "word", so', "한 줄\n두 줄"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_whatever_a_spreadsheet_writes_is_read(encoding: str, separator: str, ending: str, tmp_path: Path) -> None:
    file = tmp_path / "sheet.csv"
    with file.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=separator, lineterminator=ending).writerows(TABLE)
    words = Words("ko", file)

    assert words("mean") == "평균값" and words('a "word", so') == "한 줄 두 줄"


@given(st.lists(st.lists(st.text("ab ,;\"'\n\r\tя中", max_size=6), min_size=2, max_size=2), min_size=1, max_size=5))
def test_cells_are_those_of_pythons_own_reader(rows: list[list[str]]) -> None:
    import io

    from northeastsim.show.language.glossary import rows_of

    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(rows)

    found = [[cell.text for cell in row] for row in rows_of(stream.getvalue(), ",", "x")]
    assert found == [row for row in rows if any(cell.strip() for cell in row)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["expected a heading"]),
        ("english,corean\n", [":1:9: there is no column 'corean' (did you mean 'korean'?)"]),
        ("korean,korean\n", [":1:8: the column 'korean' stands twice", ":1: there is no column 'english'"]),
        ("english,note\nmean,x\n", [":1: there is no column of a language; known: chinese, korean, japanese, russian"]),
        ("english,korean\nmean\n", [":2:1: expected 2 cells, as the heading has, got 1"]),
        ("english,korean\n,x\n", [":2:1: english: expected a label, got nothing"]),
        ("english,korean\nmean,x\nMean,y\n", [":3:1: english: 'Mean' stands in line 2 already"]),
        ("english,korean\n{0} years,{1}년\n", [":2:11: korean: expected the fields {0}, got {1}"]),
        ("english,korean\n{0} years,년\n", [":2:11: korean: expected the fields {0}, got none"]),
        ("english,korean\n{x} years,{x}년\n", [":2:1: english: a brace is no part of a field", ":2:11: korean: a brace"]),
        ("english,korean\n\"mean,x\n", [":2:1: a quotation mark is not closed"]),
        ("english,korean\n\"a\nb\",x\n{0},\"{1}\n{2}\"\n", [":4:5: korean: expected the fields {0}, got {1}, {2}"]),
    ],
)
def test_everything_wrong_with_a_file_is_told_with_its_place(text: str, told: list[str]) -> None:
    with pytest.raises(ScenarioError) as caught:
        parsed(text.encode(), "mine.csv")
    lines = str(caught.value).splitlines()

    assert len(lines) == len(told)
    assert all(line.startswith("mine.csv") and part in line for line, part in zip(lines, told, strict=True))


def test_another_encoding_and_a_missing_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="mine.csv:2: is not UTF-8 text; in Excel, save it as 'CSV UTF-8'"):
        parsed("english,russian\nmean,среднее\n".encode("cp1251"), "mine.csv")
    with pytest.raises(ScenarioError, match="none.csv: cannot be read"):
        Words("ru", tmp_path / "none.csv")
    with pytest.raises(ScenarioError, match="is a folder"):
        Words("ru", tmp_path)


def test_of_very_many_problems_the_first_are_told() -> None:
    text = "english,korean\n" + "".join(f"{{0}} {k},x\n" for k in range(80))
    with pytest.raises(ScenarioError, match="and 30 more problems"):
        parsed(text.encode(), "mine.csv")


def test_a_template_is_replaced_without_saying_what_its_fields_are() -> None:
    assert bare("{0:s}'s influence over {1:s}") == "{0}'s influence over {1}"
    assert len({bare(row) for row in glossary() if FIELD.search(row)}) >= sum(bool(FIELD.search(row)) for row in glossary()) - 3


# --- lines -------------------------------------------------------------------------------------------------------------


@given(st.text("ab 中国，（）。か%1", max_size=60), st.integers(6, 30))
def test_lines_hold_the_whole_text_within_their_width(text: str, width: int) -> None:
    lines = broken(text, width)
    words = re.findall(r"[^\s\u3000-\u9fff\uff00-\uffef]+", text)

    assert "".join("".join(lines).split()) == "".join(text.split())
    if all(len(word) + 4 <= width for word in words) and "，，" not in text:
        assert all(columns(line) <= width + 8 for line in lines)


def test_a_line_does_not_begin_with_what_closes_nor_end_with_what_opens() -> None:
    lines = broken("模型中，中国（或俄罗斯）对朝鲜的影响力，随机种子63。", 10)

    assert not [line for line in lines if line[0] in "，）。" or line[-1] in "（"]
    assert broken("плотность 75 % и ещё", 13) == ["плотность", "75 % и ещё"]


def test_what_is_too_long_is_cut_by_columns() -> None:
    assert [cut("abcdef", 6), cut("abcdef", 4), cut("中国对朝鲜", 6)] == ["abcdef", "abc…", "中国…"]
