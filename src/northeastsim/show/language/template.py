"""Templates: a label with fields, `{0}'s influence over {1}`, how it is found in a text and filled in another language."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

FIELD = re.compile(r"\{(\d)(:[ns])?((?:\|[^{}|]*){3})?\}")
TEXT = r"(?:[^()]|\((?:[^()]|\([^()]*\))*\))+?"  # what stands in brackets is not parted
NUMBER = r"[-+−±]?\.?\d(?:[\d.,]*\d)?(?:e[-+−]?\d+)?(?:-\d\d)*"  # a date, too
WEAK = 3  # signs: a template of so few beside its fields says little of what it is that stands there


class Template(NamedTuple):
    """A label with fields: `{0}` is any text, `{0:n}` a number or date, `{0:s}` a state or several, which are `states`."""

    english: str
    pattern: re.Pattern[str]
    states: frozenset[str]

    @property
    def weight(self) -> int:
        """How many signs stand beside the fields: the more, the surer that a text is meant by it."""
        return len("".join(FIELD.sub("", self.english).split()))

    @property
    def rank(self) -> tuple[int, int]:
        """In which order templates are tried: what parts sentences, then clauses, then what a text begins with, then all others.

        Of each, that of the greatest weight first.
        """
        first = 0 if self.is_end else 1 if self.english == "{0}; {1}" else 3 if FIELD.match(self.english) else 2
        return first, -self.weight

    @property
    def is_end(self) -> bool:
        """Whether it is the end of a sentence."""
        return self.english in ("{0}.", "{0}. {1}")

    @property
    def is_list(self) -> bool:
        """Whether it is a list of names, `{0}, {1}` or `{0} and {1}`."""
        return self.english in ("{0}, {1}", "{0} and {1}")

    @property
    def is_weak(self) -> bool:
        """Whether it says so little that its fields have to be known."""
        return self.weight <= WEAK

    def fields(self, text: str) -> Iterator[dict[str, str]]:
        """Yield the ways in which a text is such a label, as fields by number: of a list, `{0}, {1}`, one for each of its commas
        that stands in no bracket, of all else the shortest first fields."""
        found = self.pattern.fullmatch(text)
        if found is None:
            return
        between = re.fullmatch(r"\{0\}([^{}]+)\{1\}", self.english)
        if between is None or not self.is_weak:
            yield {name.removeprefix("f"): value for name, value in found.groupdict().items()}
            return
        parts = text.split(between[1])
        for k in range(1, len(parts)):
            first, second = between[1].join(parts[:k]), between[1].join(parts[k:])
            if first and second and first.count("(") == first.count(")"):
                yield {"0": first, "1": second}


@functools.cache
def template(english: str) -> Template | None:
    """Return the template of a label; None where it has no fields."""
    if not FIELD.search(english):
        return None
    parts, end, seen = [], 0, set()
    for field in FIELD.finditer(english):
        parts.append(literal(english[end : field.start()], end == 0))
        name = f"f{field[1]}"
        parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>{NUMBER if field[2] == ':n' else TEXT})")
        seen.add(name)
        end = field.end()
    parts.append(literal(english[end:], end == 0))
    states = frozenset(field[1] for field in FIELD.finditer(english) if field[2] == ":s")
    return Template(english, re.compile("".join(parts), re.DOTALL), states)


def literal(text: str, is_first: bool) -> str:
    """A pattern of a part between fields: `'s` is also the genitive of a name that ends in s, the first letter may be large."""
    if is_first and text[:1].isalpha():
        return f"[{text[0].lower()}{text[0].upper()}]{re.escape(text[1:])}"
    if text.startswith("'s"):
        return f"(?:'s|(?<=s)'){re.escape(text[2:])}"
    return re.escape(text)


def numbers(text: str) -> list[str]:
    """The numbers of a text's fields, each once, in order."""
    return sorted({field[1] for field in FIELD.finditer(text)})


def filled(text: str, fields: dict[str, str]) -> str:
    """A translation with its fields filled; `{0|день|дня|дней}` is the number with the form of the word that goes with it."""

    def one(field: re.Match[str]) -> str:
        value = fields[field[1]]
        return f"{value} {plural(value, field[3][1:].split('|'))}" if field[3] else value

    return FIELD.sub(one, text)


def plural(number: str, forms: Sequence[str]) -> str:
    """The form of a Russian word beside a number: of one, of two to four, of many; of a fraction the second."""
    digits = number.replace(",", "").replace("\u202f", "").lstrip("+-−")
    if not digits.isdecimal():
        return forms[1]
    last, tens = int(digits) % 10, int(digits) % 100
    if last == 1 and tens != 11:
        return forms[0]
    return forms[1] if 2 <= last <= 4 and not 12 <= tens <= 14 else forms[2]
