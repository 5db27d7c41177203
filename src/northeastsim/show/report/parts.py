"""What a page is made of: sections of blocks, figures, stories and facts, some of them folded away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from northeastsim.show.blocks import Heading, Table, Text

if TYPE_CHECKING:
    from northeastsim.show.chart import Chart

Spoken = Mapping[str, Any]  # the `language` of charts and a `glossary` of one's own
NONE: Spoken = MappingProxyType({})


@dataclass(frozen=True)
class Figure:
    """A chart with what it shows; `whole` says where all of its numbers are."""

    chart: Chart
    summary: str
    whole: str = ""


@dataclass(frozen=True)
class Picture:
    """A chart of which only the file is left: the bytes of a PNG, and the words that it carries."""

    content: bytes = field(repr=False)
    summary: str
    words: str


@dataclass(frozen=True)
class Story:
    """One replication: lines with a date and its sentence, the date empty where there is none."""

    lines: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Facts:
    """Names and values; a value that is `code` is shown as what one may type or compare."""

    pairs: Sequence[tuple[str, str]]
    code: Sequence[str] = ()


@dataclass(frozen=True)
class Folded:
    """Blocks that are opened by whoever wants them."""

    title: str
    blocks: Sequence[Part]


Part = Heading | Text | Table | Figure | Picture | Story | Facts | Folded


@dataclass(frozen=True)
class Section:
    """A part of the page by the key of its heading, which is also its address."""

    key: str
    blocks: Sequence[Part]


@dataclass(frozen=True)
class Page:
    """A report: of what kind of results, about what, its answer, its sections, and what a screenshot should carry."""

    kind: str
    title: str
    question: str
    about: str
    answer: Sequence[str]
    sections: Sequence[Section]
    stamp: str
