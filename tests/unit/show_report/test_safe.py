"""Texts of scenario files as a page may show them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.show.report.safe import Piece, clean, pieces


def test_marks_that_turn_text_about_are_gone() -> None:
    assert clean("a\u202eb\u2066c\u200fd") == "abcd"


def test_control_characters_and_halves_of_letters_become_spaces() -> None:
    assert clean("a\x00b\x1b[31m\ud800c\nd\te") == "a b [31m c\nd\te"


def test_what_people_write_stays() -> None:
    words = "中文 한국어 日本語 русский مرحبا עברית é ± → 👍🏽"

    assert clean(words) == words


def test_code_links_and_days_are_pieces_of_their_own() -> None:
    assert pieces("see `a.b` (https://example.org/x?y=1). On 2024-01-02, no") == [
        Piece("see "), Piece("a.b", "code"), Piece(" ("), Piece("https://example.org/x?y=1", "link"), Piece("). On "),
        Piece("2024-01-02", "date"), Piece(", no"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org", "ftp://example.org"])
def test_only_addresses_of_the_web_are_links(text: str) -> None:
    assert pieces(text) == [Piece(text)]


@given(st.text())
def test_no_letter_is_lost_but_backticks(text: str) -> None:
    told = "".join(piece.text for piece in pieces(text))

    assert told.replace("`", "") == clean(text).replace("`", "")


@given(st.text())
def test_whatever_is_cleaned_can_be_written_and_holds_no_control(text: str) -> None:
    cleaned = clean(text)

    assert cleaned.encode() and all(unicodedata.category(one) not in ("Cc", "Cs") or one in "\n\t" for one in cleaned) or not cleaned
    assert clean(cleaned) == cleaned
