"""A chart: a matplotlib Figure that knows its words, its data and what to tell who cannot see it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import matplotlib
from matplotlib.figure import Figure
from matplotlib.text import Text

from northeastsim.show import style
from northeastsim.show.names import flat
from northeastsim.statement import SHORT

if TYPE_CHECKING:
    import pandas as pd

LEFT, TOP, LEAD, LEGEND = 0.15, 0.1, 0.37, 0.52  # inches from the left and upper edges
LETTERS = 17.5  # of a footer in an inch
FORMS = ("png", "svg")
PLAIN: Any = {"text.parse_math": False}  # what a scenario calls a thing is text, whatever signs it holds, and no formula


class Chart(Figure):
    """A Figure with title, lead and notes, alternative text and data; it shows itself in a notebook without pyplot.

    `kind` and `name` are its place in the catalogue, `data` is a DataFrame of what is drawn, `told` its main numbers in words.
    """

    kind = ""
    name = ""
    title = ""
    lead = ""
    told = ""
    notes: tuple[str, ...] = ()
    data: pd.DataFrame
    language = "english"
    rows = 99  # of the footer at full size
    head: tuple[Text, Text]  # the drawn title and lead
    foot: Text
    whole: Mapping[str, str] = MappingProxyType({})  # labels that were cut to fit, as they were
    lacking: frozenset[str] = frozenset()  # signs that no font here has

    def surround(
        self, title: str, lead: str, notes: Sequence[str], handles: Sequence[Any] = (), columns: int | None = None, rows: int = 99
    ) -> None:
        """Add title, a line that says what is shown, legend and footer, at fixed distances from the edges.

        `notes` say what was run, the last before the statement; the legend has `columns` (default: one row); a footer of more
        than `rows` is set smaller.
        """
        self.title, self.lead, self.notes, self.rows = title, lead, tuple(notes), rows
        width, height = self.get_size_inches()
        at: dict[str, Any] = {"va": "top", "parse_math": False}  # a sum of US$ is no formula
        self.head = (
            self.text(LEFT / width, 1 - TOP / height, title, fontsize=style.TITLE, color=style.INK, **at),
            self.text(LEFT / width, 1 - LEAD / height, lead, fontsize=style.TEXT, color=style.GREY, **at),
        )
        if handles:
            self.legend(
                handles=list(handles), loc="upper left", bbox_to_anchor=(0.05 / width, 1 - LEGEND / height),
                ncols=columns or len(handles), fontsize=style.SMALL, frameon=False, borderaxespad=0.3, columnspacing=1.4,
            )  # fmt: skip
        lines = self.wrapped((*notes, SHORT))
        self.foot = self.text(
            LEFT / width, 0.1 / height, "\n".join(lines), fontsize=style.SMALL * min(1.0, rows / len(lines)), color=style.GREY,
            va="bottom", parse_math=False,
        )  # fmt: skip

    def wrapped(self, lines: Sequence[str]) -> list[str]:
        """Lines of a footer, broken to the width of the chart."""
        return [part for one in lines for part in textwrap.wrap(one, int(self.get_figwidth() * LETTERS))]

    def short(self, text: str, letters: int) -> str:
        """Cut a label to so many letters, and remember the whole, which another language has other words for."""
        if len(text) <= letters:
            return text
        cut = f"{text[: letters - 1].rstrip()}…"
        self.remember({cut: text})
        return cut

    def remember(self, whole: Mapping[str, str]) -> None:
        """Keep the whole of labels that were cut, by what was left of each, on one line."""
        self.whole = {**self.whole, **{flat(cut): text for cut, text in whole.items()}}

    def say(self, told: str, data: pd.DataFrame) -> None:
        """Keep the main numbers in words and what is drawn as a frame."""
        self.told, self.data = told, data

    @property
    def alt(self) -> str:
        """The alternative text: title, what is shown, the main numbers, what was run."""
        end, between = ("。", "") if self.language in ("chinese", "japanese") else (".", " ")
        return between.join(sentenced(one, end) for one in (self.title, self.lead, self.told, *self.notes[-1:]) if one)

    def png(self) -> bytes:
        """Return the chart as the bytes of a PNG file. Raises ScenarioError where no font here has the signs of its language."""
        from northeastsim.show.language import fonts

        fonts.expect(self)
        with fonts.marked(self):
            return self._file("png", {"Software": None, "Title": self.title, "Description": self.alt})

    def svg(self) -> str:
        """Return the chart as an SVG document whose text is text, with its language, title and alternative text."""
        from northeastsim.show.language import TAGS, fonts

        with fonts.unwarned(self):
            drawn = self._file("svg", {"Date": None, "Title": self.title}).decode()
        words = f"<title>{escape(self.title)}</title><desc>{escape(self.alt)}</desc>"
        head, tag, rest = drawn.partition("<svg ")
        inside, end, rest = rest.partition(">")
        tongue = f'lang="{TAGS[self.language]}" xml:lang="{TAGS[self.language]}"'
        return f'{head}{tag}{tongue} role="img" aria-label="{escape(self.alt, QUOTES)}" {inside}{end}{words}{rest}'

    def _file(self, form: str, metadata: dict[str, Any]) -> bytes:
        stream = BytesIO()
        with matplotlib.rc_context({"svg.hashsalt": "northeastsim", "svg.fonttype": "none", **PLAIN}):
            self.savefig(stream, format=form, dpi=style.DPI, metadata=metadata)
        return stream.getvalue()

    def save(self, path: Path | str) -> Path:
        """Write the chart as PNG or SVG, by the file's ending; the same chart gives the same bytes on one machine.

        Raises ScenarioError for another ending.
        """
        from northeastsim.errors import Problem, ScenarioError
        from northeastsim.scenario.words import missing

        path = Path(path)
        form = path.suffix.removeprefix(".").lower()
        if form not in FORMS:
            message, near = missing("kind of picture", form, list(FORMS))
            raise ScenarioError([Problem(str(path), None, None, "", message, near)])
        path.write_bytes(self.png() if form == "png" else self.svg().encode())
        return path

    def _repr_png_(self) -> bytes:
        return self.png()

    def __repr__(self) -> str:
        """The alternative text, which a notebook keeps beside the picture."""
        return self.alt or super().__repr__()


QUOTES = {'"': "&quot;", "\n": " "}


def sentenced(text: str, end: str = ".") -> str:
    """A text with an end."""
    return text if text.endswith((".", "?", "!", "。", "？", "！")) else f"{text}{end}"
