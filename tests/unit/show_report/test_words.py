"""The fixed words of a page: every language says all of them."""

from __future__ import annotations

import re

import pytest

from northeastsim.show.language import CODES
from northeastsim.show.language.texts import rows
from northeastsim.show.language.translate import Words
from northeastsim.show.report.words import TABLE, words
from northeastsim.statement import FULL, SHORT

ROWS = rows(TABLE)
SCRIPTS = {"chinese": "[\u4e00-\u9fff]", "korean": "[\uac00-\ud7a3]", "japanese": "[\u3040-\u30ff\u4e00-\u9fff]", "russian": "[а-яё]"}


def test_every_word_is_there_in_every_language_and_says_who_looked_it_over() -> None:
    assert [row["id"] for row in ROWS if not all(row[name].strip() for name in (*CODES, "review"))] == []


@pytest.mark.parametrize("name", list(SCRIPTS))
def test_a_language_is_written_in_its_own_letters(name: str) -> None:
    assert [row["id"] for row in ROWS if not re.search(SCRIPTS[name], row[name])] == []


def test_the_statement_is_the_one_of_all_other_places() -> None:
    assert (words("english")["short"], words("english")["full"]) == (SHORT, FULL)


@pytest.mark.parametrize("name", list(SCRIPTS))
def test_the_whole_statement_is_in_every_language(name: str) -> None:
    said = Words(name)

    assert words(name)["full"].startswith(words(name)["short"])
    assert (words(name)["full"], dict(said.missing)) == (said(FULL), {})
    assert not re.search("[a-z]{3}", words(name)["full"])


def test_no_word_claims_to_know_the_future() -> None:
    assert not re.search(r"\b(will|proves?|optimal)\b", " ".join(words("english").values()), re.IGNORECASE)
