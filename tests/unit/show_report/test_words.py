"""The fixed words of a page: every language says all of them."""

from __future__ import annotations

import re

import pytest

from northeastsim.show.language import CODES
from northeastsim.show.language.glossary import key, shipped
from northeastsim.show.language.texts import STATEMENT, rows
from northeastsim.show.report.words import TABLE, words
from northeastsim.statement import FULL, SHORT

ROWS = [*rows(STATEMENT), *rows(TABLE)]
SCRIPTS = {"chinese": "[\u4e00-\u9fff]", "korean": "[\uac00-\ud7a3]", "japanese": "[\u3040-\u30ff\u4e00-\u9fff]", "russian": "[а-яё]"}


def test_every_word_is_there_in_every_language_and_says_who_looked_it_over() -> None:
    assert [row["id"] for row in ROWS if not all(row[name].strip() for name in (*CODES, "review"))] == []


@pytest.mark.parametrize("name", list(SCRIPTS))
def test_a_language_is_written_in_its_own_letters(name: str) -> None:
    assert [row["id"] for row in ROWS if not re.search(SCRIPTS[name], row[name])] == []


def test_the_statement_is_the_one_of_all_other_places() -> None:
    assert (words("english")["short"], words("english")["full"]) == (SHORT, FULL)


@pytest.mark.parametrize("name", list(CODES))
def test_the_statement_begins_as_below_every_chart(name: str) -> None:
    below = shipped()[key(SHORT.rstrip("."))][name]
    assert words(name)["short"].rstrip(".。") == below and words(name)["full"].startswith(words(name)["short"])


def test_no_word_claims_to_know_the_future() -> None:
    assert not re.search(r"\b(will|proves?|optimal)\b", " ".join(words("english").values()), re.IGNORECASE)
