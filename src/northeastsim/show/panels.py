"""Panels of charts: an empty grid of them, axes of time, spans, and their quiet look."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, MonthLocator, YearLocator
from matplotlib.ticker import MaxNLocator, ScalarFormatter

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.names import LEVEL, SHARE, unit

ABOVE, BELOW = 1.15, 0.75  # inches of a grid for title, lead and legend, and for the footer
LEAST = 0.05  # of its scale that an axis spans, so that next to nothing looks like it
SCALES = {SHARE: 1.0, LEVEL: 2.0}  # of other units it is the greatest value
FITTING = 42  # letters of a title that do not run into the next panel's
MARGIN = 0.05  # of a span, beyond what is drawn


def grid(rows: int, columns: int) -> tuple[Chart, list[Axes]]:
    """An empty chart with panels; margins are fixed in inches, which is quicker than fitting them."""
    width, height = max(7.4, 3.6 * columns + 0.3), 2.15 * rows + ABOVE + BELOW
    chart = Chart(figsize=(width, height))
    panels = chart.subplots(rows, columns, squeeze=False, sharex=True)
    chart.subplots_adjust(
        left=0.6 / width, right=1 - 0.25 / width, bottom=(BELOW + 0.3) / height, top=1 - ABOVE / height,
        wspace=0.26, hspace=0.42,
    )  # fmt: skip
    return chart, list(panels.ravel())


def spanned(panel: Axes, score: str) -> None:
    """Let an axis span what is drawn and a small part of its scale at least; a share does not pass 1."""
    low, high = panel.dataLim.intervaly
    bounded = unit(score) in SCALES
    scale = SCALES[unit(score)] if bounded else max(abs(low), abs(high)) or 1.0
    span = max((high - low) * (1 + 2 * MARGIN), LEAST * scale)
    top = (low + high + span) / 2
    if bounded:
        top = min(top, 1.0 + MARGIN * span)
    panel.set_ylim(top - span, top)


def dated(panel: Axes, years: int) -> None:
    """Mark the axis of time: about five years, or some months of a short run."""
    if years > 2:
        panel.xaxis.set_major_locator(YearLocator(-(-years // 5)))  # type: ignore[no-untyped-call]
        panel.xaxis.set_major_formatter(DateFormatter("%Y"))  # type: ignore[no-untyped-call]
    else:
        months = MonthLocator(bymonth=(1, 7) if years > 1 else (1, 4, 7, 10))  # type: ignore[no-untyped-call]
        panel.xaxis.set_major_locator(months)
        panel.xaxis.set_major_formatter(DateFormatter("%b %Y"))  # type: ignore[no-untyped-call]


def dressed(panel: Axes) -> None:
    """Give a panel its quiet look."""
    panel.spines[["top", "right"]].set_visible(False)
    panel.tick_params(labelsize=style.SMALL, color=style.GREY, labelcolor=style.INK)
    panel.yaxis.set_major_locator(MaxNLocator(5))
    panel.ticklabel_format(axis="y", style="plain", useOffset=False)
    panel.margins(x=0.02)


def dressed_rows(panel: Axes) -> None:
    """Give a panel of rows its quiet look."""
    panel.spines[["top", "right", "left"]].set_visible(False)
    panel.tick_params(labelsize=style.SMALL, color=style.GREY, labelcolor=style.INK, left=False)
    panel.xaxis.set_major_formatter(ScalarFormatter())
