"""Room for words around the panels of a chart: title, lead and footer broken anew, legends in rows, a larger sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.legend import Legend
from matplotlib.text import Text

from northeastsim.show import style
from northeastsim.show.chart import LEFT, LETTERS
from northeastsim.show.language.breaking import broken
from northeastsim.show.language.sheet import APART, EDGE, box, grow, of_pixels, renderer, seen

if TYPE_CHECKING:
    from northeastsim.show.chart import Chart

FEWEST = 20  # columns of a line


def fit_around(chart: Chart) -> None:
    """Make room around the panels."""
    room, (title, lead) = float(chart.get_figwidth()) - 2 * LEFT, chart.head
    for text in (title, lead, chart.foot):
        wrap(chart, text, room)
    if box(chart, lead).high > box(chart, title).low:  # a title of two lines
        lead.set_y(lead.get_position()[1] - (box(chart, lead).high - box(chart, title).low + 0.02) / float(chart.get_figheight()))
    for legend in chart.legends:
        fit_legend(chart, legend)
    rows = len(chart.foot.get_text().split("\n"))
    chart.foot.set_fontsize(style.SMALL * min(1.0, chart.rows / rows))
    fit_sheet(chart)


def wrap(chart: Chart, text: Text, room: float) -> None:
    """Break each line of a text to a width."""
    lines, letters = text.get_text().split("\n"), int(chart.get_figwidth() * LETTERS)
    while True:
        text.set_text("\n".join(part for line in lines for part in broken(line, letters)))
        width = box(chart, text).width if text.get_text() else 0.0
        if width <= room or letters <= FEWEST:
            return
        letters = max(FEWEST, int(letters * min(0.97, room / width)))


def fit_legend(chart: Chart, legend: Legend) -> None:
    """Put a legend below title and lead where it touches them, in as many rows as it needs."""
    heads = [box(chart, text) for text in chart.head if text.get_text()]
    at = box(chart, legend)
    if any(at.beside(one) and at.left < one.right + APART and one.left < at.right for one in heads):
        width, height = chart.get_size_inches()
        legend.set_loc("upper left")
        legend.set_bbox_to_anchor((0.05 / width, (min(one.low for one in heads) - 0.02) / height), transform=chart.transFigure)
    for count in range(len(legend.get_texts()), 0, -1):
        if box(chart, legend).right <= chart.get_figwidth() - EDGE / 2 and box(chart, legend).left >= 0.0:
            return
        legend.set_ncols(count)


def fit_sheet(chart: Chart) -> None:
    """Make the sheet larger where panels reach into what stands around them, or anything beyond the right edge."""
    inside = [of_pixels(chart, found) for panel in seen(chart) if (found := panel.get_tightbbox(renderer(chart))) is not None]
    heads = [box(chart, one) for one in (*chart.head, *chart.legends) if not isinstance(one, Text) or one.get_text()]
    right = max(one.right for one in (*inside, *heads)) + EDGE / 2 - float(chart.get_figwidth())
    top = max(one.high for one in inside) + APART - min(one.low for one in heads)
    bottom = box(chart, chart.foot).high + 2 * APART - min(one.low for one in inside)
    grow(chart, right=max(0.0, right), top=max(0.0, top), bottom=max(0.0, bottom))
