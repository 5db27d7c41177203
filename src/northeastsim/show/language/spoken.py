"""A chart in another language: its labels in other words, in fonts that have their signs, with the room that they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from northeastsim.show.language import ENGLISH, fonts, labels, room
from northeastsim.show.language.breaking import broken, columns, cut
from northeastsim.show.language.glossary import flat
from northeastsim.statement import SHORT

if TYPE_CHECKING:
    from northeastsim.show.chart import Chart
    from northeastsim.show.language.translate import Words


def spoken(chart: Chart, words: Words) -> Chart:
    """Put a chart into the language of some words, and return it: its labels, its title, notes and alternative text.

    The names of columns of `data` stay as they are documented. In English nothing changes but that signs which the usual font lacks,
    as of a name in Chinese, are written with one that has them.
    """
    if words.language == ENGLISH:
        fonts.dress(chart)
        return chart
    chart.language = words.language
    labels.reworded(chart, lambda text: fitted(chart, words, text), but=(chart.foot,))
    chart.title, chart.lead, chart.told = words(chart.title), words(chart.lead), words(chart.told)
    chart.notes = tuple(words(note) for note in chart.notes)
    chart.foot.set_text("\n".join((*chart.notes, words(SHORT))))
    fonts.dress(chart)
    with fonts.unwarned(chart):
        room.made(chart)
    return chart


def fitted(chart: Chart, words: Words, text: str) -> str:
    """A label in other words: cut where it was cut, broken where it was broken."""
    whole = chart.whole.get(flat(text))
    said = words(text if whole is None else whole)
    said = said if whole is None else cut(said, columns(flat(text)))
    lines = text.split("\n")
    return "\n".join(broken(said, max(map(columns, lines)))) if len(lines) > 1 else said
