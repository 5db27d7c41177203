"""Room for words within a chart: panels moved aside for the names of rows, titles and names of axes that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.text import Text

from northeastsim.show import style
from northeastsim.show.language.around import fit_around
from northeastsim.show.language.breaking import broken, columns
from northeastsim.show.language.sheet import APART, EDGE, box, frame, grow, of_pixels, put, renderer, seen

if TYPE_CHECKING:
    from northeastsim.show.chart import Chart

SMALLEST = 7.0  # points
TALLER = 1.15  # than its panel, the name of an upright axis may be


def make(chart: Chart) -> None:
    """Make room: for the names of rows from left to right, for titles and names of axes, then for what stands around the panels."""
    chart.draw_without_rendering()  # before, there are no names of rows
    for panels in by_left(chart):
        make_way(chart, panels)
    for panel in seen(chart):
        fit_titles(chart, panel)
        fit_legend(chart, panel)
    fit_around(chart)


def by_left(chart: Chart) -> list[list[Axes]]:
    """The panels, those that begin alike together, from left to right."""
    found: dict[float, list[Axes]] = {}
    for panel in seen(chart):
        found.setdefault(round(frame(chart, panel).left, 1), []).append(panel)
    return [found[left] for left in sorted(found)]


def make_way(chart: Chart, panels: list[Axes]) -> None:
    """Move panels that begin alike to the right, with all right of them, until the names of their rows are clear of what is left.

    Panels that span others are made narrower instead.
    """
    lack = max((lacking(chart, panel) for panel in panels), default=0.0)
    if lack <= 0.0:
        return
    left = min(frame(chart, panel).left for panel in panels)
    is_spanning = all(any(left + EDGE < other < frame(chart, panel).right for other in lefts(chart)) for panel in panels)
    aside, longer = (panels, []) if is_spanning else parted(chart, left)
    if not is_spanning:
        grow(chart, right=lack)
    for panel in aside:
        at = frame(chart, panel)
        put(chart, panel, at._replace(left=at.left + lack, right=at.right + (0.0 if is_spanning else lack)))
    for panel in longer:
        at = frame(chart, panel)
        put(chart, panel, at._replace(right=at.right + lack))


def lefts(chart: Chart) -> list[float]:
    """How far from the left each panel begins."""
    return [frame(chart, panel).left for panel in seen(chart)]


def parted(chart: Chart, left: float) -> tuple[list[Axes], list[Axes]]:
    """The panels that begin there or further to the right, and those that begin before and end after."""
    beyond = [panel for panel in chart.axes if frame(chart, panel).left >= left - APART]
    return beyond, [panel for panel in chart.axes if panel not in beyond and frame(chart, panel).right > left + APART]


def lacking(chart: Chart, panel: Axes) -> float:
    """How many inches the names of a panel's rows reach too far: beyond the edge, or into what belongs to a panel left of it."""
    told = panel.yaxis.get_tightbbox(renderer(chart))
    if told is None:
        return 0.0
    own, ends = frame(chart, panel), [EDGE / 2]
    for other in seen(chart):
        at = frame(chart, other)
        if at.right < own.left + APART and at.beside(own):
            ends += [at.right + APART, *(box(chart, text).right + APART for text in other.texts if text.get_text())]
    return max(ends) - of_pixels(chart, told).left


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
    usual, whole = float(text.get_fontsize()), " ".join(text.get_text().split())
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
