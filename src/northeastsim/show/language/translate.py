"""Words: a label of a chart in another language, by the glossary, template by template, and what it does not know."""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from northeastsim.scenario.names import every_name
from northeastsim.show.language import ENGLISH, known
from northeastsim.show.language.glossary import Glossary, glossary, key
from northeastsim.show.language.template import FIELD, NUMBER, Template, filled, template
from northeastsim.show.names import flat

ID = re.compile(r"[A-Z*]+|[a-z][a-z0-9_. ]*|\S*[\d_.\[]\S*")  # CHN, as_2017, ukraine ceasefire, payoff[CHN]


class Found(NamedTuple):
    """A text in another language, the parts of it that the glossary does not know, and whether it knows any."""

    text: str
    lacking: tuple[str, ...] = ()
    is_known: bool = True

    @property
    def cost(self) -> int:
        """How many letters are not known."""
        return sum(sign.isalpha() for part in self.lacking for sign in part)


class Words:
    """The labels of charts in a language: `words("a war")`; `missing` are the texts that it was asked for and does not know.

    A label is looked up whole, then among the names of states and seas, then by templates, in their order, whose fields are looked up
    in turn; that which leaves fewest letters unknown counts. What is not known stays as it is.
    """

    def __init__(self, language: str, file: str | os.PathLike[str] | None = None) -> None:
        self.language = known(language)
        self.missing: dict[str, None] = {}
        self._known: dict[tuple[str, bool, bool], Found] = {}
        self._rows: Glossary = glossary(file) if self.language != ENGLISH or file is not None else {}
        self._names = {key(row[ENGLISH]): row[self.language] for row in every_name() if row.get(self.language)}
        made = [one for row in self._rows.values() if self.language in row and (one := template(row[ENGLISH]))]
        self._templates = sorted(made, key=lambda one: one.rank)
        self._lists = [one for one in self._templates if one.is_list]

    def __call__(self, text: str) -> str:
        """Return a text in this language; lines that were broken to fit are joined."""
        if self.language == ENGLISH or not any(sign.isalpha() for sign in text):
            return text
        found = self._find(flat(text), begins=True)
        self.missing.update(dict.fromkeys(found.lacking))
        return found.text

    def _find(self, text: str, begins: bool = False, is_state: bool = False) -> Found:
        """Look a text up; `begins` says that it begins a sentence, `is_state` that it is a name or a list of names."""
        at = text, begins, is_state
        if at not in self._known:
            self._known[at] = Found(text, (text,), False)  # a field that holds the whole text is not known by itself
            self._known[at] = self._look(*at)
        return self._known[at]

    def _look(self, text: str, begins: bool, is_state: bool) -> Found:
        if not any(sign.isalpha() for sign in text) or re.fullmatch(NUMBER, text):  # 1e-05
            return Found(text)
        large = begins and text[:1].isupper()
        whole = self._row(text) or self._row(text.replace("_", " ")) or self._name(text)  # an id is a name with lines for spaces
        if whole:
            return Found(capital(whole) if large else whole)
        best = Found(text, (text,), False)
        for one in self._lists if is_state else self._templates:
            for fields in one.fields(text):
                found = self._by(one, fields, large, is_state)
                if found is not None and (found.cost < best.cost or not best.is_known):
                    best = found
                if best.cost == 0:
                    return best
        return best

    def _row(self, text: str) -> str:
        return self._rows.get(key(text), {}).get(self.language, "")

    def _name(self, text: str) -> str:
        return self._names.get(key(text)) or self._names.get(key(text[4:] if text[:4] in ("the ", "The ") else ""), "")

    def _by(self, one: Template, fields: dict[str, str], large: bool, is_state: bool) -> Found | None:
        """Fill a template with its fields; None where it says too little to be meant."""
        said = self._rows[key(one.english)][self.language]
        first = {field[1] for field in FIELD.finditer(said) if large and said[: field.start()].rstrip(" ")[-1:] in ("", ".", "。")}
        found = {name: self._find(value, name in first, is_state or name in one.states) for name, value in fields.items()}
        strange = [is_strange(value, found[name]) for name, value in fields.items()]
        if one.is_weak and not is_state and (all(strange) if one.is_end else any(strange)):
            return None
        lacking = tuple(part for each in found.values() for part in each.lacking)
        told = filled(said, {name: each.text for name, each in found.items()})
        return Found(capital(told) if large else told, lacking)


def is_strange(text: str, found: Found) -> bool:
    """Whether words are neither known nor an id: they may be of a scenario's text, which is not to be taken apart."""
    return not found.is_known and not ID.fullmatch(text)


def capital(text: str) -> str:
    """The text with its first letter large where that is Russian; what begins with a name or an id of a scenario's keeps it."""
    return text[:1].upper() + text[1:] if "а" <= text[:1] <= "ё" else text

