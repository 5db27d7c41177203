"""Heat maps of differences from the base: options by scenarios, and options by concerns."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.comparison.frame import (
    BOTTOM,
    LABELS,
    LETTER,
    RIGHT,
    TOP,
    Comparison,
    about,
    is_sure,
    plain,
    span,
)

CELL, WIDEST, HIGH = 0.45, 0.85, 0.37  # inches
ENDS = ("#B35806", "#F7F7F7", "#2166AC")  # ColorBrewer PuOr-RdBu: worse, alike, better
DIVERGING = LinearSegmentedColormap.from_list("worse-better", ENDS)
SIGNS = "blue: better; grey italics: the 95 % interval holds 0"


def of_differences(comparison: Comparison) -> Chart:
    """The map of differences in payoff: options by scenarios, the mean over them in front."""
    base, single = comparison.question.base, comparison.outcomes.xs("payoff", level="metric")
    mean = comparison.overall.xs("payoff", level="metric").drop(index=base)
    mean = mean.assign(scenario="mean", n=single.groupby(level="strategy")["n"].sum()).set_index("scenario", append=True)
    scenarios = comparison.scenarios if len(comparison.scenarios) > 1 else []
    some = single[single.index.get_level_values("scenario").isin(scenarios)].reorder_levels(mean.index.names)
    table = pd.concat([mean, some.drop(index=base, level="strategy")])[["difference", "low", "high", "n"]]
    order = mean["difference"].sort_values(ascending=False, kind="stable").index.get_level_values("strategy")
    cells = Cells(*(each.unstack("scenario").loc[order, ["mean", *scenarios]] for each in (table["difference"], *interval(table))))
    lead = f"Difference in payoff from {plain(base)}, usual changes, with half its 95 % interval; {SIGNS}"
    words = ("Which option, in which scenario", lead, about(comparison))
    chart = heat(cells, max(0.05, float(np.nanmax(np.abs(cells.values.to_numpy())))), words, split=bool(scenarios))
    ends = [f"{plain(name)} {span(table.loc[(name, 'mean')])}" for name in (order[0], order[-1])]
    chart.say(f"On the mean over scenarios the most: {ends[0]}; the least: {ends[1]}", table.reset_index())
    return chart


def of_tradeoffs(comparison: Comparison) -> Chart:
    """The concerns of each strategy, against the base's: what is bought with what."""
    from northeastsim.scenario.payoffs import CONCERNS

    base = comparison.question.base
    table = comparison.overall.drop(index=base, level="strategy")[["difference", "low", "high"]]
    payoff = table.xs("payoff", level="metric")["difference"].sort_values(ascending=False, kind="stable")
    often = (comparison.judgement.front > 0.5).mean(axis=1)
    names = {name: f"{name}, front {100 * often[name]:.0f} %" for name in payoff.index}
    columns = list(CONCERNS)
    cells = Cells(
        *(each.unstack().loc[payoff.index, columns].rename(index=names) for each in (table["difference"], *interval(table)))
    )
    lead = f"Each concern against {plain(base)}, usual changes, mean over scenarios, with half its 95 % interval; {SIGNS}"
    note = f"Front: in how many scenarios no other option is as good in all {len(columns)} concerns and better in one. "
    chart = heat(cells, 3.0, ("What is traded for what", lead, note + about(comparison)))
    first = table.loc[payoff.index[0]].loc[columns]
    ends = [f"{name} {span(first.loc[name])}" for name in (first["difference"].idxmax(), first["difference"].idxmin())]
    chart.say(f"{plain(str(payoff.index[0]))}, of the greatest payoff: most gained in {ends[0]}, least in {ends[1]}",
              table.drop(index="payoff", level="metric").reset_index())  # fmt: skip
    return chart


class Cells(NamedTuple):
    """What a heat map shows: differences, whether their intervals leave out 0, half the intervals' widths; rows by columns."""

    values: pd.DataFrame
    sure: pd.DataFrame
    half: pd.DataFrame


def interval(table: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Whether each interval leaves out 0, and half its width."""
    return is_sure(table), (table["high"] - table["low"]) / 2


def heat(cells: Cells, limit: float, words: tuple[str, str, str], split: bool = False) -> Chart:
    """Return a map of differences from the base; blue is better.

    Colours are full at the `limit` and beyond; `words` are title, lead and footer; `split` sets the first column apart.
    """
    title, lead, footer = words
    values = cells.values
    below = 0.075 * max(len(str(name)) for name in values.columns) + 0.1
    labels = max(LABELS, LETTER * max(len(str(name)) for name in values.index) + 0.3)
    width = max(7.4, labels + CELL * len(values.columns) + RIGHT, LETTER * len(lead) + 0.3)
    columns = min(WIDEST * len(values.columns), width - labels - RIGHT)
    height = HIGH * len(values) + TOP + BOTTOM + below
    chart = Chart(figsize=(width, height))
    panel = chart.add_axes(
        (labels / width, (BOTTOM + below) / height, columns / width, HIGH * len(values) / height)
    )
    panel.imshow(values.to_numpy(), cmap=DIVERGING, vmin=-limit, vmax=limit, aspect="auto")
    for row, column in np.ndindex(values.shape):
        cell(panel, (column, row), limit, *(float(each.iloc[row, column]) for each in cells))
    if split:
        panel.axvline(0.5, color="white", lw=3)
    panel.set_xticks(range(len(values.columns)), [plain(str(name)) for name in values.columns], rotation=90)
    panel.set_yticks(range(len(values)), [plain(str(name)) for name in values.index])
    panel.tick_params(labelsize=style.SMALL, length=0)
    panel.spines[:].set_visible(False)
    chart.surround(title, lead, [footer])
    return chart


def cell(panel: Axes, at: tuple[int, int], limit: float, value: float, sure: float, half: float) -> None:
    """Write a difference into its cell, and below it half its interval."""
    if math.isnan(value):
        return
    column, row = at
    colour = "white" if abs(value) > 0.6 * limit else style.INK if sure else style.GREY
    panel.text(
        column, row - 0.14, short(value), ha="center", va="center", fontsize=style.SMALL - 1.0, color=colour,
        fontstyle="normal" if sure else "italic",
    )  # fmt: skip
    if not math.isnan(half):
        told = f"±{half:.2f}".replace("0.", ".") if half < 0.995 else f"±{half:.1f}"
        panel.text(column, row + 0.23, told, ha="center", va="center", fontsize=style.SMALL - 2.5, color=colour)


def short(value: float) -> str:
    """A difference in a small cell: `+.07`."""
    if abs(value) < 0.005:
        return ".00"
    text = f"{value:+.2f}"
    return text[0] + text[2:] if abs(value) < 0.995 else f"{value:+.1f}"
