"""Rank histograms: in which tenth of the model's draws the observed lay, by target; flat where it is as unsure as it should be."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from northeastsim.show import style
from northeastsim.show.backtest.frame import ABOVE, BELOW, Backtest, called, surround
from northeastsim.show.chart import Chart
from northeastsim.show.panels import dressed

COLUMNS, ACROSS, DOWN = 4, 2.2, 1.85  # inches of a panel with its margins


def ranks(shown: Backtest, mode: str) -> Chart:
    """Draw a panel per target."""
    mine = shown.ranks[shown.ranks["source"] == mode]
    targets = [target for target in shown.targets if target in set(mine["target"])]
    rows = -(-len(targets) // COLUMNS)
    width, height = 0.25 + COLUMNS * ACROSS, ABOVE + rows * DOWN + BELOW + 0.3
    chart = Chart(figsize=(width, height))
    for place, target in enumerate(targets):
        row, column = divmod(place, COLUMNS)
        left, bottom = 0.5 + column * ACROSS, height - ABOVE - (row + 1) * DOWN + 0.25
        panel = chart.add_axes((left / width, bottom / height, (ACROSS - 0.5) / width, (DOWN - 0.72) / height))
        draw(panel, mine[mine["target"] == target])
        panel.set_title(called(target), fontsize=style.TEXT, loc="left", color=style.INK, pad=14)
    handles = [
        Patch(color=style.OKABE_ITO[2], alpha=0.6, lw=0, label="observed values in each tenth of the draws"),
        Line2D([], [], color=style.GREY, ls=(0, (4, 2)), lw=1.0, label="flat: where chance alone would put them"),
    ]
    line = f"{mode}: left, it was lower than the model's draws; right, higher; at both ends: too sure; in the middle: too unsure"
    notes = (
        "Unit: number of series and years (n). Place: mean, 0 low to 1 high, with its 95 % interval over years; .5 where all is well. "
        "Equal draws are ranked by luck. No test of flatness: years and series depend on each other.",
    )
    surround(chart, shown, ("Where the observed lay among the model's draws", line), handles, notes, columns=2)
    places = mine.drop_duplicates("target").head(3)
    means = [
        f"{called(row.target)} {row.pit_mean:.2f} (95 % {row.low:.2f} to {row.high:.2f}, n {row.n})" for row in places.itertuples()
    ]
    chart.say(f"Mean place, 0 low to 1 high: {'; '.join(means)}", mine.reset_index(drop=True))
    return chart


def draw(panel: Axes, rows: pd.DataFrame) -> None:
    """Draw one histogram, with the mean place above it."""
    panel.bar(rows["bin"], rows["count"], width=0.92, color=style.OKABE_ITO[2], alpha=0.6, lw=0)
    first = rows.iloc[0]
    panel.axhline(first["n"] / len(rows), color=style.GREY, ls=(0, (4, 2)), lw=1.0)
    told = f"n {first['n']}, place {first['pit_mean']:.2f} ({first['low']:.2f} to {first['high']:.2f})"
    panel.annotate(told, (0, 1), xycoords="axes fraction", xytext=(0, 4), textcoords="offset points", fontsize=style.SMALL,
                   color=style.GREY)  # fmt: skip
    dressed(panel)
    panel.set_xticks([1, 5.5, 10], ["lowest", "tenths of draws", "highest"], fontsize=style.SMALL - 1)
    panel.tick_params(axis="x", length=0)
    panel.yaxis.set_major_locator(MaxNLocator(4, integer=True))
