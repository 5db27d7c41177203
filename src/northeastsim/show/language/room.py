"""Room for words within a chart: panels moved aside for the names of rows, titles and names of axes that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.text import Text

from northeastsim.show import style
from northeastsim.show.language.around import fit_around
from northeastsim.show.language.breaking import broken, columns
from northeastsim.show.language.sheet import APART, EDGE, Box, box, frame, grow, of_pixels, put, renderer, seen
from northeastsim.show.names import flat

if TYPE_CHECKING:
    from northeastsim.show.chart import Chart

SMALLEST = 7.0  # points
TALLER = 1.15  # than its panel, the name of an upright axis may be


def make(chart: Chart) -> None:
    """Make room: for what stands left of panels, for titles and names of axes, then for what stands around all panels."""
    chart.draw_without_rendering()  # before, there are no names of rows
    for panels in by_left(chart):
        make_way(chart, panels)
    for panel in seen(chart):
        fit_titles(chart, panel)
        fit_legend(chart, panel)
        part(chart, [text for text in (panel._left_title, *panel.texts) if text.get_text()])  # type: ignore[attr-defined]
    fit_around(chart)


def by_left(chart: Chart) -> list[list[Axes]]:
    """The panels, those that begin alike together, from left to right."""
    found: dict[float, list[Axes]] = {}
    for panel in seen(chart):
        found.setdefault(round(frame(chart, panel).left, 1), []).append(panel)
    return [found[left] for left in sorted(found)]


def make_way(chart: Chart, panels: list[Axes]) -> None:
    """Move panels that begin alike to the right until what stands left of them is clear of the edge and of other panels.

    All panels move where it is the edge, else those of the same rows that begin there or further to the right.
    """
    beyond = max(EDGE / 2 - reach(chart, panel) for panel in panels)
    if beyond > 0.0:
        move(chart, chart.axes, beyond)
    lack = max(limit(chart, panel) - reach(chart, panel) for panel in panels)
    if lack > 0.0:
        left = min(frame(chart, panel).left for panel in panels) - APART
        rows = [frame(chart, panel) for panel in panels]
        aside = [one for one in chart.axes if frame(chart, one).left >= left and any(frame(chart, one).beside(row) for row in rows)]
        move(chart, aside, lack)


def move(chart: Chart, panels: list[Axes], by: float) -> None:
    """Move panels to the right, on a sheet that is as much wider."""
    grow(chart, right=by)
    for panel in panels:
        at = frame(chart, panel)
        put(chart, panel, at._replace(left=at.left + by, right=at.right + by))


def reach(chart: Chart, panel: Axes) -> float:
    """How far to the left the names of a panel's rows reach, and what else is written left of it."""
    own, told = frame(chart, panel), panel.yaxis.get_tightbbox(renderer(chart))
    beside = [at.left for at in boxes(chart, panel) if at.right <= own.left]
    return min([own.left, *beside, *([] if told is None else [of_pixels(chart, told).left])])


def limit(chart: Chart, panel: Axes) -> float:
    """How far to the left it may: to what belongs to a panel left of it."""
    own = frame(chart, panel)
    others = [one for one in seen(chart) if frame(chart, one).right < own.left + APART and frame(chart, one).beside(own)]
    ends = [at.right for one in others for at in (frame(chart, one), *boxes(chart, one))]
    return max(ends, default=-APART) + APART


def boxes(chart: Chart, panel: Axes) -> list[Box]:
    """Where what is written in a panel lies, and beside it."""
    return [box(chart, text) for text in panel.texts if text.get_text()]


def part(chart: Chart, texts: list[Text]) -> None:
    """Break the longer of two texts that run into each other in two: before a bracket, else at a space."""
    for text in sorted(texts, key=lambda one: -len(one.get_text())):
        whole, others = text.get_text(), [box(chart, one) for one in texts if one is not text]
        if "\n" not in whole and " " in whole and any(touch(box(chart, text), one) for one in others):
            halves = whole.replace(" (", "\n(", 1)
            text.set_text(halves if halves != whole else "\n".join(broken(whole, int(columns(whole) / 2) + 2)))


def touch(one: Box, other: Box) -> bool:
    """Whether letters of two texts may run into each other."""
    across = min(one.right, other.right) - max(one.left, other.left)
    return across > 0.0 and min(one.high, other.high) - max(one.low, other.low) > APART


def fit_titles(chart: Chart, panel: Axes) -> None:
    """Keep a panel's title out of the next one's, and the names of its axes within its own space."""
    at, others = frame(chart, panel), [frame(chart, other) for other in seen(chart)]
    right = min((one.left for one in others if one.left > at.left + APART and one.beside(at)), default=float(chart.get_figwidth()))
    left = max((one.right for one in others if one.right < at.left and one.beside(at)), default=0.0)
    for title in (panel.title, panel._left_title, panel._right_title):  # type: ignore[attr-defined]
        fit(chart, title, right - EDGE - at.left)
    fit(chart, panel.xaxis.label, at.width + max(0.0, min(at.left - left, right - at.right)), shrinks=False)
    fit(chart, panel.yaxis.label, TALLER * (at.high - at.low), shrinks=False)


def fit(chart: Chart, text: Text, room: float, shrinks: bool = True) -> None:
    """Set a text smaller, or break it, until it fits."""
    if not text.get_text() or along(chart, text) <= room:
        return
    usual, whole = float(text.get_fontsize()), flat(text.get_text())
    if shrinks:
        text.set_fontsize(max(SMALLEST, usual * room / along(chart, text)))
        if along(chart, text) <= room:
            return
        text.set_fontsize(min(usual, style.SMALL))
    for lines in range(2, 5):
        text.set_text("\n".join(broken(whole, int(columns(whole) / lines) + 4)))
        if along(chart, text) <= room:
            return


def along(chart: Chart, text: Text) -> float:
    """How long a text is, in inches, whether it lies or stands."""
    at = box(chart, text)
    return at.high - at.low if text.get_rotation() == 90 else at.width


def fit_legend(chart: Chart, panel: Axes) -> None:
    """Set the legend within a panel smaller until it fits."""
    legend, room = panel.get_legend(), frame(chart, panel).width
    if legend is None or box(chart, legend).width <= room or legend.get_bbox_to_anchor().width == 0:  # beside its panel
        return
    for text in (*legend.get_texts(), legend.get_title()):
        text.set_fontsize(max(SMALLEST - 0.5, float(text.get_fontsize()) * room / box(chart, legend).width))
