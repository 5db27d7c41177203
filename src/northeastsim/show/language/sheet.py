"""The sheet that a chart is drawn on, in inches: where things lie on it, and how it is made larger with everything in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg

if TYPE_CHECKING:
    from northeastsim.show.chart import Chart

EDGE, APART = 0.1, 0.06  # inches that are left free at the edges, and between what must not touch


class Box(NamedTuple):
    """Where something lies, in inches from the left and lower edges."""

    left: float
    low: float
    right: float
    high: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    def beside(self, other: Box) -> bool:
        """Whether some of it is as high as some of another."""
        return self.low < other.high and other.low < self.high


def seen(chart: Chart) -> list[Axes]:
    """The panels that are drawn."""
    return [panel for panel in chart.axes if panel.get_visible()]


def renderer(chart: Chart) -> Any:
    """What measures text."""
    canvas: Any = FigureCanvasAgg(chart)
    return canvas.get_renderer()


def box(chart: Chart, artist: Any) -> Box:
    """Where a text or legend lies."""
    return of_pixels(chart, artist.get_window_extent(renderer(chart)))


def of_pixels(chart: Chart, found: Any) -> Box:
    """A box of matplotlib's in inches."""
    return Box(*(float(edge) / chart.dpi for edge in found.extents))


def frame(chart: Chart, panel: Axes) -> Box:
    """Where the frame of a panel lies."""
    width, height = chart.get_size_inches()
    left, low, right, high = (float(edge) for edge in panel.get_position(original=True).extents)
    return Box(left * width, low * height, right * width, high * height)


def put(chart: Chart, panel: Axes, at: Box) -> None:
    """Put the frame of a panel there."""
    width, height = chart.get_size_inches()
    panel.set_position((at.left / width, at.low / height, at.width / width, (at.high - at.low) / height))


def grow(chart: Chart, right: float = 0.0, top: float = 0.0, bottom: float = 0.0) -> None:
    """Make a chart larger by so many inches; what lies near an edge stays as near to it, panels as large and as far from the left."""
    width, height = chart.get_size_inches()
    wide, tall = width + right, height + top + bottom
    frames = [(panel, frame(chart, panel)) for panel in chart.axes]
    texts = [(text, *text.get_position()) for text in chart.texts]
    legends = [(one, one.get_bbox_to_anchor().transformed(chart.transFigure.inverted()).p0) for one in chart.legends]

    def moved(x: float, y: float) -> tuple[float, float]:
        across = x * width if x < 0.5 else wide - (1 - x) * width
        up = y * height if y < 0.5 else tall - (1 - y) * height
        return across / wide, up / tall

    chart.set_size_inches(wide, tall)
    for panel, at in frames:
        put(chart, panel, Box(at.left, at.low + bottom, at.right, at.high + bottom))
    for text, x, y in texts:
        text.set_position(moved(x, y))
    for one, (x, y) in legends:
        one.set_bbox_to_anchor(moved(x, y), transform=chart.transFigure)
