"""Room for words: what other words, longer or shorter, need of a chart: lines broken anew, panels moved aside, a larger sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.legend import Legend
from matplotlib.text import Text

from northeastsim.show import style
from northeastsim.show.chart import LEFT, LETTERS
from northeastsim.show.language.breaking import broken, columns
from northeastsim.show.language.sheet import EDGE, Box, box, frame, grow, put, renderer

if TYPE_CHECKING:
    from northeastsim.show.chart import Chart

SMALLEST = 7.0  # points
APART = 0.06  # inches between what must not touch


def made(chart: Chart) -> None:
    """Make room: rows' names, then titles and names of axes, then what stands around the panels."""
    chart.draw_without_rendering()
    for panels in by_left(chart):
        make_way(chart, panels)
    for panel in seen(chart):
        fit_titles(chart, panel)
    fit_head(chart)
    fit_foot(chart)
    fit_sheet(chart)


def seen(chart: Chart) -> list[Axes]:
    """The panels that are drawn."""
    return [panel for panel in chart.axes if panel.get_visible()]


def by_left(chart: Chart) -> Iterator[list[Axes]]:
    """Yield the panels that begin equally far from the left, the leftmost first."""
    lefts = sorted({round(frame(panel).left, 1) for panel in seen(chart)})
    count = len(lefts)
    columns_of = [[panel for panel in seen(chart) if round(frame(panel).left, 1) == left] for left in lefts]
    yield from (columns_of[k] for k in range(count))


# --- names of rows -----------------------------------------------------------------------------------------------------


def make_way(chart: Chart, panels: list[Axes]) -> None:
    """Move panels to the right, with all that is right of them, until the names of their rows are clear of what is left of them.

    A panel that spans others is made narrower instead.
    """
    lack = max(lacking(chart, panel) for panel in panels)
    if lack <= 0.0:
        return
    left = min(frame(panel).left for panel in panels)
    if all(any(left + APART < frame(other).left < frame(panel).right for other in seen(chart)) for panel in panels):
        for panel in panels:
            at = frame(panel)
            put(panel, at._replace(left=at.left + lack))
        return
    moved = [panel for panel in chart.axes if frame(panel).left >= left - APART]
    spanning = [panel for panel in chart.axes if frame(panel).left < left - APART and frame(panel).right > left + APART]
    grow(chart, right=lack)
    for panel in moved:
        at = frame(panel)
        put(panel, at._replace(left=at.left + lack, right=at.right + lack))
    for panel in spanning:
        at = frame(panel)
        put(panel, at._replace(right=at.right + lack))


def lacking(chart: Chart, panel: Axes) -> float:
    """How many inches the names of a panel's rows reach too far to the left."""
    told = panel.yaxis.get_tightbbox(renderer(chart))
    if told is None:
        return 0.0
    return limit(chart, panel) - float(told.x0) / chart.dpi


def limit(chart: Chart, panel: Axes) -> float:
    """How far to the left a panel's names may reach: to the edge, or to what belongs to the panel left of it."""
    own, ends = frame(panel), [EDGE / 2]
    for other in seen(chart):
        at = frame(other)
        if at.left < own.left - APART and at.right < own.left + APART and at.beside(own):
            ends += [at.right + APART, *(box(chart, text).right + APART for text in other.texts if text.get_text())]
    return max(ends)


# --- titles and names of axes ------------------------------------------------------------------------------------------


def fit_titles(chart: Chart, panel: Axes) -> None:
    """Keep a panel's titles out of the next one's, and the names of its axes within its own space."""
    at, width = frame(panel), float(chart.get_figwidth())
    rights = [frame(other).left for other in seen(chart) if frame(other).left > at.left + APART and frame(other).beside(at)]
    right = min(rights, default=width)
    for where in ("left", "center", "right"):
        title = panel.title if where == "center" else getattr(panel, f"_{where}_title")
        if title.get_text():
            fit(chart, title, right - EDGE - at.left)
    lefts = [frame(other).right for other in seen(chart) if frame(other).right < at.left and frame(other).beside(at)]
    around = min(at.left - max(lefts, default=0.0), right - at.right)
    fit(chart, panel.xaxis.label, at.width + max(0.0, around), shrinks=False)
    fit(chart, panel.yaxis.label, 1.15 * (at.high - at.low), shrinks=False, is_upright=True)
    small = panel.get_legend()
    if small is not None and box(chart, small).width > at.width > 0.0:
        shrink(chart, small, at.width)


def fit(chart: Chart, text: Text, room: float, shrinks: bool = True, is_upright: bool = False) -> None:
    """Set a text smaller, then break it, until it fits."""

    def size() -> float:
        at = box(chart, text)
        return at.high - at.low if is_upright else at.width

    if not text.get_text() or size() <= room:
        return
    usual = text.get_fontsize()
    if shrinks:
        text.set_fontsize(max(SMALLEST, usual * room / size()))
        if size() <= room:
            return
        text.set_fontsize(min(usual, style.SMALL))
    whole = " ".join(text.get_text().split())
    for k in range(2, 5):
        if size() <= room:
            return
        text.set_text("\n".join(broken(whole, int(columns(whole) / k) + 4)))


def shrink(chart: Chart, legend: Legend, room: float) -> None:
    """Set a legend smaller until it fits, down to what can still be read."""
    texts = [*legend.get_texts(), legend.get_title()]
    for text in texts:
        text.set_fontsize(max(SMALLEST, text.get_fontsize() * room / box(chart, legend).width))


# --- what stands around the panels -------------------------------------------------------------------------------------


def fit_head(chart: Chart) -> None:
    """Break title and lead to the width of the sheet, and let legends stand below them in as many rows as they need."""
    title, lead = chart.head
    room = float(chart.get_figwidth()) - 2 * LEFT
    fit(chart, title, room)
    before = box(chart, lead)
    wrap(chart, lead, room)
    deeper = before.low - box(chart, lead).low if lead.get_text() else 0.0
    for legend in chart.legends:
        if box(chart, legend).left > 0.5 * chart.get_figwidth() and not is_in_the_way(chart, legend):
            continue
        while box(chart, legend).right > chart.get_figwidth() - EDGE / 2 and legend._ncols > 1:
            legend.set_ncols(legend._ncols - 1)
        if is_in_the_way(chart, legend):
            lower(chart, legend, deeper)


def is_in_the_way(chart: Chart, legend: Legend) -> bool:
    """Whether a legend touches title or lead."""
    at = box(chart, legend)
    texts = [box(chart, text) for text in chart.head if text.get_text()]
    return any(at.beside(one) and at.left < one.right + APART for one in texts)


def lower(chart: Chart, legend: Legend, deeper: float) -> None:
    """Put a legend below title and lead, at the left."""
    width, height = chart.get_size_inches()
    low = min(box(chart, text).low for text in chart.head if text.get_text())
    legend.set_loc("upper left")
    legend.set_bbox_to_anchor((0.05 / width, (low - 0.02) / height), transform=chart.transFigure)
    while box(chart, legend).right > width - EDGE / 2 and legend._ncols > 1:
        legend.set_ncols(legend._ncols - 1)


def fit_foot(chart: Chart) -> None:
    """Break the footer to the width of the sheet; one of more rows than the chart has room for is set smaller."""
    wrap(chart, chart.foot, float(chart.get_figwidth()) - 2 * LEFT)
    rows = len(chart.foot.get_text().split("\n"))
    chart.foot.set_fontsize(style.SMALL * min(1.0, chart.rows / rows))


def wrap(chart: Chart, text: Text, room: float) -> None:
    """Break each line of a text to a width."""
    lines, letters = text.get_text().split("\n"), int(chart.get_figwidth() * LETTERS)
    while True:
        text.set_text("\n".join(part for line in lines for part in broken(line, letters)))
        if box(chart, text).width <= room or letters < 20:
            return
        letters = int(letters * max(0.5, min(0.97, room / box(chart, text).width)))


def fit_sheet(chart: Chart) -> None:
    """Make the sheet larger where panels reach into what stands around them, or beyond the right edge."""
    chart.draw_without_rendering()
    inside = [Box(*(float(edge) / chart.dpi for edge in found.extents)) for panel in seen(chart) if (found := whole(chart, panel))]
    head = [box(chart, one) for one in (*chart.head, *chart.legends) if not isinstance(one, Text) or one.get_text()]
    top = max(one.high for one in inside) + APART - min(one.low for one in head)
    bottom = box(chart, chart.foot).high + APART - min(one.low for one in inside)
    right = max(one.right for one in (*inside, *head)) + EDGE / 2 - float(chart.get_figwidth())
    grow(chart, right=max(0.0, right), top=max(0.0, top), bottom=max(0.0, bottom))


def whole(chart: Chart, panel: Axes):  # type: ignore[no-untyped-def]
    """Where a panel lies with all its labels."""
    return panel.get_tightbbox(renderer(chart))


Draw = Callable[[], None]
