"""A chart of how a change in an outcome is shared out: a dot with its interval for each change, the whole below."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.names import counted
from northeastsim.show.panels import dressed_rows

if TYPE_CHECKING:
    import pandas as pd

ROW, TOP, BOTTOM, LEFT, WIDTH = 0.34, 1.0, 1.0, 2.7, 7.6  # inches
LABEL = 40  # letters of a change's name in a line
PAIR = 110  # letters of the two names
MOST = 20  # changes that are drawn: the greatest


def figure(table: pd.DataFrame, whole: dict[str, float], words: dict[str, str]) -> Chart:
    """Return the chart of a table of shares; `words` says score, unit and what was run."""
    ways = [way for _, way in table.groupby("way", sort=False)] if "way" in table else [table]
    names = largest(ways)
    rows = len(names) + 1
    height = ROW * rows + TOP + BOTTOM
    chart = Chart(figsize=(WIDTH, height))
    panel = chart.add_axes((LEFT / WIDTH, BOTTOM / height, 1 - (LEFT + 0.3) / WIDTH, ROW * rows / height))
    colours = (style.OKABE_ITO[2], style.OKABE_ITO[0])
    for k, way in enumerate(ways):
        aside = 0.3 * (k - (len(ways) - 1) / 2)
        for place, name in enumerate(names):
            dot(panel, way.loc[name], rows - 1 - place - aside, colours[k], "os"[k])
    dot(panel, whole, 0.0, style.INK, "D")
    labels = [*(chart.short(str(name), 2 * LABEL) for name in names), "the whole: B less A"]
    panel.set_yticks(range(rows), [textwrap.fill(one, LABEL) for one in reversed(labels)])
    panel.set_ylim(-0.6, rows - 0.4)
    panel.axvline(0.0, color=style.GREY, lw=0.9)
    panel.axhline(0.5, color=style.LIGHT, lw=0.9)
    panel.set_xlabel(f"change in {words['score']}{words['unit'] and ', ' + words['unit']}", fontsize=style.SMALL)
    panel.grid(axis="x", color="#EEEEEE", lw=0.8)
    panel.set_axisbelow(True)
    dressed_rows(panel)
    title = "Which change makes the difference" if len(ways) == 1 else "Which change makes a difference by itself"
    chart.surround(title, chart.short(words["pair"], PAIR), [words["about"]], handles(len(ways), colours))
    first = ways[0].loc[names[0]]
    chart.say(
        f"The whole change in {words['score']}: {mean(whole)}{words['unit'] and ' ' + words['unit']}; the most by one change, "
        f"{names[0]}: {mean(first)}", table.reset_index(),
    )  # fmt: skip
    return chart


def mean(row: Any) -> str:
    """A mean with its interval in words, where it has one."""
    return f"{row['mean']:+.3g}" + ("" if math.isnan(row["low"]) else f" (95 % {row['low']:+.3g} to {row['high']:+.3g})")


def largest(ways: list[pd.DataFrame]) -> list[Any]:
    """The names of the changes with the greatest means, in order, the rest last where there is one."""
    size = sum(way["mean"].abs() for way in ways)
    rest = list(size.index[-1:]) if len(ways) > 1 else []
    kept = size.drop(rest).sort_values(ascending=False, kind="stable").index[:MOST]
    return [*kept, *rest]


def dot(panel: Axes, row: Any, height: float, colour: str, marker: str) -> None:
    """Draw a mean with its interval, where it has one."""
    if not math.isnan(row["low"]):
        panel.plot([row["low"], row["high"]], [height, height], color=colour, lw=1.8, solid_capstyle="butt")
    panel.plot([row["mean"]], [height], marker, ms=5.0, color=colour)


def handles(ways: int, colours: tuple[str, ...]) -> list[Any]:
    """What the dots are."""
    names = ("share (Shapley value)",) if ways == 1 else ("made alone in A", "undone alone in B")
    dots = [
        Line2D([], [], marker="os"[k], ms=5, lw=1.8, color=colours[k], label=f"{name}, 95 % interval")
        for k, name in enumerate(names)
    ]
    return [*dots, Line2D([], [], marker="D", ms=5, lw=1.8, color=style.INK, label="the whole")]


def about(replications: int, worlds: int, seed: int, horizon: str) -> str:
    """What stands behind a chart of shares."""
    run = f"{counted(worlds, 'world')} with the same luck, {counted(replications, 'replication')} each"
    return f"In the model: {run}; {horizon}; seed {seed}."
