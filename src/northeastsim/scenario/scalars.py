"""What an unquoted word of a scenario file is: YAML 1.2's core, in which NO is text and 1e-3 a number."""

from __future__ import annotations

import re
from typing import Any

from northeastsim.scenario.nodes import checked_number

NULL = re.compile(r"(?:|~|null|Null|NULL)\Z")
BOOL = re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z")
INT = re.compile(r"[-+]?[0-9]+\Z")
BASED = re.compile(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
ODD = re.compile(r"[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z")
AMBIGUOUS = re.compile(r"(?i:y|yes|n|no|on|off|=|<<)\Z")
DIGITS = 400


def resolve(word: str) -> tuple[Any, str | None]:
    """The value of an unquoted word, and what is wrong with it, if anything.

    >>> resolve("010"), resolve("NO"), resolve("1e-3"), resolve("2025-01-01")
    ((10, None), ('NO', None), (0.001, None), ('2025-01-01', None))
    """
    if NULL.match(word):
        return None, None
    if BOOL.match(word):
        return word[0] in "tT", None
    if ODD.match(word):
        return None, f"expected a finite number, got {word}"
    if not (INT.match(word) or BASED.match(word) or FLOAT.match(word)):
        return word, None
    if len(word) > DIGITS:
        return None, f"a number of {len(word)} characters is too long"
    return checked_number(number(word))


def number(word: str) -> int | float:
    """The number that a word matching one of the number patterns writes."""
    if BASED.match(word):
        return int(word, 0)
    return int(word) if INT.match(word) else float(word)
