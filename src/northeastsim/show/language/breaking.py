"""Breaking text to a width: a wide sign, as of Chinese, takes two columns, and lines may be broken between any two of them."""

from __future__ import annotations

import re
import unicodedata

HAN = "\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"  # Han, kana and their signs; Korean is broken at spaces
CLOSING = "、。，．：；！？）」』】〉》〕”’％・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ.,:;!?)]%"  # which begin no line
OPENING = "（「『【〈《〔“‘(["  # which end none
PIECE = re.compile(rf"\s+|[{re.escape(OPENING)}]*(?:[{HAN}]|[^\s{HAN}]+?(?: %)?(?=[{HAN}]|\s|$))[{re.escape(CLOSING)}]*")


def columns(text: str) -> int:
    """How many columns a text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def broken(text: str, width: int) -> list[str]:
    """The lines of a text of at most `width` columns; a word that is longer has a line of its own."""
    lines, line = [], ""
    for piece in pieces(text):
        if line.strip() and columns((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece if line or piece.strip() else ""
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def pieces(text: str) -> list[str]:
    """The parts of a text between which a line may be broken: spaces, words, single signs with what may not part from them."""
    found = PIECE.findall(text)
    return found if "".join(found) == text else re.findall(r"\s+|\S+", text)


def cut(text: str, width: int) -> str:
    """A text of at most `width` columns, its end left out where it is longer."""
    if columns(text) <= width:
        return text
    kept = ""
    for sign in text:
        if columns(kept + sign) >= width:
            break
        kept += sign
    return f"{kept.rstrip()}…"
