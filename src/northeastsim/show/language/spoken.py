"""A chart in another language: its labels in other words, in fonts that have their signs, with the room that they need."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from northeastsim.show.language import ENGLISH, fonts, labels, room
from northeastsim.show.language.breaking import broken, columns, cut
from northeastsim.show.names import flat
from northeastsim.statement import SHORT

if TYPE_CHECKING:
    from northeastsim.show.chart import Chart
    from northeastsim.show.language.translate import Words

CUT = "…"  # the end of a label that was cut
SPARE = 6  # columns by which a line may be longer than the longest was in English, so that no single word is left for the next


def spoken(chart: Chart, words: Words) -> Chart:
    """Put a chart into the language of some words, and return it: its labels, its title, notes and alternative text.

    The names of columns of `data` stay as they are documented. In English nothing changes but that signs which the usual font lacks,
    as of a name in Chinese, are written with one that has them.
    """
    if words.language == ENGLISH:
        fonts.dress(chart)
        return chart
    chart.language = words.language
    say = partial(fitted, chart, words)
    labels.reworded(chart, say, but=(chart.foot,))
    chart.title, chart.lead, chart.told, chart.notes = say(chart.title), say(chart.lead), say(chart.told), tuple(map(say, chart.notes))
    chart.foot.set_text("\n".join((*chart.notes, say(SHORT))))
    fonts.dress(chart)
    with fonts.unwarned(chart):
        room.make(chart)
    return chart


def fitted(chart: Chart, words: Words, text: str) -> str:
    """A label in other words: broken where it was broken, cut where it was cut; one that had room may take a second line."""
    whole, lines = chart.whole.get(flat(text)), text.split("\n")
    said, width = words(text if whole is None else whole), max(map(columns, lines)) + SPARE
    if whole is None:
        return "\n".join(broken(said, width)) if len(lines) > 1 else said
    if len(lines) == 1 and text.endswith(CUT):
        return cut(said, columns(text))
    parts = broken(said, width)
    most = max(2, len(lines))
    return "\n".join(parts if len(parts) <= most else [*parts[: most - 1], f"{parts[most - 1]}{CUT}"])
