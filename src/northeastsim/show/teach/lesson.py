"""A lesson: what was run for a class, and what its page says of it in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from northeastsim.scenario.load import Resolved
from northeastsim.show.language import ENGLISH, TAGS
from northeastsim.show.language.translate import Words
from northeastsim.show.names import flat
from northeastsim.show.script import deed, time
from northeastsim.show.standing import standing
from northeastsim.show.stories import Chosen
from northeastsim.show.story import parted
from northeastsim.show.teach.words import Said, name_of, said, words
from northeastsim.show.view import actor_names
from northeastsim.study.twins import own_events

if TYPE_CHECKING:
    from northeastsim.study.teaching import Cell, Place, Question

SENTENCES = 6  # dated ones of a story
STORIES = Path(__file__).with_name("glossary.csv")  # of their sentences, laid over the glossary of the charts
USUAL_THREAD = ("RUS", "PRK")


@dataclass(frozen=True)
class Story:
    """One future in dated sentences, then what else there is to say, and the yearly values of the scores in their order."""

    number: int
    dated: tuple[tuple[str, str], ...]
    after: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Future:
    """Of a strategy's first ensemble: which replications are told and why, both stories, and the digest of its runs."""

    chosen: Chosen
    typical: Story
    extreme: Story
    digest: str


class Told(NamedTuple):
    """A text, and the tag of its language."""

    text: str
    lang: str


class News(NamedTuple):
    """The card of the first screen: its date, empty for none, what happens, its mark and how sure it is; whether it is an event."""

    date: str
    text: str
    status: str = ""
    sure: str = ""
    happens: bool = True


@dataclass(frozen=True)
class Lesson:
    """Everything that the page is made of; `source` is how the scenario was asked for."""

    source: str
    question: Question = field(repr=False)
    cells: Mapping[Place, Cell] = field(repr=False)
    futures: Mapping[str, Future] = field(repr=False)
    language: str = ENGLISH

    @property
    def resolved(self) -> Resolved:
        """The scenario."""
        return self.question.resolved

    @property
    def document(self) -> dict[str, Any]:
        """The scenario as data."""
        return self.resolved.document

    @property
    def name(self) -> str:
        """The name of the scenario."""
        return str(self.document.get("name") or "scenario")

    @property
    def lang(self) -> str:
        """The tag of the page's language."""
        return TAGS[self.language]

    def say(self, key: str, **values: Any) -> str:
        """One of the page's own texts, with values in their places."""
        return filled(words(self.language)[key], values)

    @cached_property
    def _glossary(self) -> Words:
        return Words(self.language, STORIES)

    def told(self, text: str) -> Told:
        """A text of the model's in the page's language, where the glossary knows all of it but ids; else as it is, in English."""
        self._glossary.missing.clear()
        found = self._glossary(text)
        is_known = self._glossary.missing.keys() <= self._ids
        return Told(found, self.lang) if is_known else Told(text, TAGS[ENGLISH])

    @cached_property
    def _ids(self) -> set[str]:
        return {*(str(one["id"]) for one in self.document["events"]), *self.resolved.strategies}

    @property
    def names(self) -> dict[str, str]:
        """What the states are called."""
        return {actor: name_of(actor, entry, self.language) for actor, entry in self.document["actors"].items()}

    @property
    def capital(self) -> str:
        """Whom the student advises: the capital of the actor, or the actor itself."""
        own = words(self.language).get(f"capital.{self.question.actor}")
        return own or self.names[self.question.actor]

    def option(self, strategy: str) -> Said:
        """What a strategy is called on its button; of one without words its name and the first sentence of its summary."""
        found = said("options", strategy, self.language)
        if found:
            return found
        summary = flat(self.resolved.strategies[strategy].get("summary"))
        return Said(strategy.replace("_", " ").capitalize(), summary.partition(". ")[0].rstrip("."), TAGS[ENGLISH])

    @property
    def news(self) -> News:
        """The scenario's first own event in words, or, where it has none, what it says of itself."""
        first = first_event(self.resolved)
        if first is None:
            return News(str(self.document["start"]), flat(self.document.get("description")) or self.name, happens=False)
        names = actor_names(self.document)
        date = str(first.get("date") or "")
        sentence = deed(first, self.resolved, names)[0]
        text = sentence if date else f"{sentence} ({time(first).replace('`', '')})"
        return News(date, text, str(first.get("status") or ""), standing(first, names))

    @property
    def thread(self) -> tuple[str, str]:
        """Between whom the red thread runs: the two sides of the news, or, where it has none, Moscow and Pyongyang."""
        first = first_event(self.resolved) or {}
        others = [first.get("target"), *(first.get("participants") or ())]
        sides = [one for one in (first.get("initiator"), *others) if one in self.document["actors"]]
        return (sides[0], sides[1]) if len(set(sides[:2])) == 2 else USUAL_THREAD

    @property
    def dates(self) -> list[str]:
        """The days at which scores are shown: the start, each 1 January, the horizon."""
        first = next(iter(self.cells.values()))
        return list(dict.fromkeys(str(day) for day in first.bands["date"]))


def filled(text: str, values: Mapping[str, Any]) -> str:
    """A text with values in the places that carry their names; a brace of a value is no place."""
    return re.sub(r"\{(\w+)\}", lambda place: str(values.get(place[1], place[0])), text)


def first_event(resolved: Resolved) -> dict[str, Any] | None:
    """The first event that does not come from the base region: the earliest dated one, else the first that is written."""
    own = set(own_events(resolved))
    events = [one for one in resolved.document["events"] if one["id"] in own]
    dated = sorted((one for one in events if one.get("date")), key=lambda one: str(one["date"]))
    return next(iter([*dated, *events]), None)


def story_of(number: int, story: str, values: Sequence[Sequence[float]]) -> Story:
    """A story of a replication with the values of its scores."""
    lines = parted(story)
    dated, after = tuple(line for line in lines if line[0]), tuple(sentence for date, sentence in lines if not date)
    return Story(number, dated, after, tuple(tuple(float(one) for one in each) for each in values))
