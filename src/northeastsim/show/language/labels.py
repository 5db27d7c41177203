"""The labels of a chart: all texts that it draws, and how they are put in other words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from matplotlib.axis import Axis
from matplotlib.text import Text
from matplotlib.ticker import FixedFormatter, Formatter

if TYPE_CHECKING:
    from northeastsim.show.chart import Chart

Undo = Callable[[], Any]


class Reworded(Formatter):
    """The labels of another formatter, of dates, numbers or names, in other words."""

    def __init__(self, inner: Formatter, words: Callable[[str], str]) -> None:
        self.inner, self.words = inner, words

    def __call__(self, value: float, pos: int | None = None) -> str:
        return self.words(self.inner(value, pos))

    def format_ticks(self, values: Any) -> list[str]:
        """The labels of all ticks at once, since some formatters look at their neighbours."""
        return [self.words(one) for one in self.inner.format_ticks(values)]

    def set_axis(self, axis: Any) -> None:
        """Keep the axis, for the inner formatter too."""
        super().set_axis(axis)
        self.inner.set_axis(axis)

    def set_locs(self, locs: Any) -> None:
        """Keep the places of the ticks, for the inner formatter too."""
        super().set_locs(locs)
        self.inner.set_locs(locs)

    def get_offset(self) -> str:
        """What all labels are to be added to or multiplied by."""
        return str(self.inner.get_offset())


def reworded(chart: Chart, words: Callable[[str], str], but: Collection[Text] = ()) -> list[Undo]:
    """Put other words in place of every label but some, also those that axes make when they are drawn; return what undoes it."""
    undo: list[Undo] = []
    ticks: set[Text] = set(but)
    for axis in axes_of(chart):
        ticks |= {label for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()) for label in (tick.label1, tick.label2)}
        inner = axis.get_major_formatter()
        if not (isinstance(inner, Reworded) and inner.words is words):  # axes that share their ticks have it already
            axis.set_major_formatter(Reworded(inner, words))
            undo.append(partial(axis.set_major_formatter, inner))
    for text in chart.findobj(Text):
        if text not in ticks and text.get_text():
            undo.append(partial(text.set_text, text.get_text()))
            text.set_text(words(text.get_text()))
    return undo


def axes_of(chart: Chart) -> Iterator[Axis]:
    """Yield every axis that has labels."""
    for panel in chart.axes:
        yield from (panel.xaxis, panel.yaxis)


def signs(chart: Chart) -> frozenset[str]:
    """All signs that a chart's labels are written with; labels of ticks that are not drawn yet only as far as they are names."""
    found = [text.get_text() for text in chart.findobj(Text)]
    for axis in axes_of(chart):
        formatter = axis.get_major_formatter()
        found += list(formatter.seq) if isinstance(formatter, FixedFormatter) else []
    return frozenset(sign for text in found for sign in text if not sign.isspace())
