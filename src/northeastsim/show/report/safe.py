"""Text of scenario files as a page may show it: no signs that control or turn text about, and links to the web alone."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# Marks that embed, override or isolate a direction: with them a name can make what follows read otherwise.
TURNING = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
PIECE = re.compile(r"https?://[^\s<>\"'`{}|\\^]+|`[^`\n]+`|\b\d{4}-\d\d-\d\d\b", re.IGNORECASE)
AFTER = ".,;:!?)]"  # what ends a sentence rather than an address


class Piece(NamedTuple):
    """A piece of text: plain, `code`, a `date` that is not to be broken, or a `link`."""

    text: str
    kind: str = "plain"


def clean(text: str) -> str:
    """The text without control characters, lone surrogates and marks of direction."""
    return "".join(" " if is_control(one) else one for one in text.translate(TURNING))


def is_control(letter: str) -> bool:
    """Whether a letter is a control character other than the end of a line or a tab, or half of a letter."""
    return unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t"


def pieces(text: str) -> list[Piece]:
    """A text in pieces: what stands between backticks is code, what begins with http is a link, days are dates."""
    found, last = [], 0
    text = clean(text)
    for match in PIECE.finditer(text):
        word, kind = match[0], kind_of(match[0])
        word = word.rstrip(AFTER) if kind == "link" else word
        found += [Piece(text[last : match.start()]), Piece(word.strip("`"), kind)]
        last = match.start() + len(word)
    return [piece for piece in [*found, Piece(text[last:])] if piece.text]


def kind_of(word: str) -> str:
    """What a word that is no plain text is."""
    return "code" if word.startswith("`") else "date" if word[0].isdigit() else "link"
