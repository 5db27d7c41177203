"""An expression's text cut into tokens, each with its offset."""

from __future__ import annotations

import re
from typing import NamedTuple

from northeastsim.scenario.expressions.tree import ExpressionError

LONGEST = 2000
MOST = 400

TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<word>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign><=|>=|!=|==|&&|\|\||\*\*|<>|[-+*/<>=(),!\[\]])"
)

INSTEAD = {"==": "=", "&&": "and", "||": "or", "!": "not", "<>": "!="}


class Token(NamedTuple):
    """A word, a number or a sign; `kind` is `end` after the last."""

    kind: str
    text: str
    offset: int


def tokens(text: str) -> list[Token]:
    """All tokens of a text, an `end` last; raises ExpressionError at the first character that is none.

    NOTE: long chains of operators nest the tree to the left; the limit on tokens keeps it shallow.
    """
    if len(text) > LONGEST:
        raise ExpressionError(f"an expression of {len(text)} characters is too long (at most {LONGEST})", 0)
    found, offset = [], 0
    while offset < len(text):
        match = TOKEN.match(text, offset)
        if match is None:
            raise ExpressionError(f"unexpected character {text[offset]!r}", offset)
        if match.lastgroup != "space":
            found.append(Token(str(match.lastgroup), match.group(), offset))
            refuse_foreign(found[-1])
            if len(found) > MOST:
                raise ExpressionError(f"more than {MOST} words and signs", offset)
        offset = match.end()
    return [*found, Token("end", "the end", len(text))]


def refuse_foreign(token: Token) -> None:
    """Refuse the signs of other languages, naming ours."""
    if token.text in INSTEAD:
        raise ExpressionError(f"'{token.text}' is not used here", token.offset, INSTEAD[token.text])
    if token.text == "**":
        raise ExpressionError("there are no powers here; multiply", token.offset)
