"""Charts of a comparison of strategies: differences by scenario, outcomes against the treaty, regret, weights, the front."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.lines import Line2D

from northeastsim.show import style
from northeastsim.show.charts import Chart, dressed_rows
from northeastsim.statement import SHORT

ROW, LABELS = 0.32, 1.9  # inches: of a strategy, and of its name
TOP, BOTTOM, RIGHT = 0.75, 0.85, 0.3  # inches around the panels
DIVERGING = LinearSegmentedColormap.from_list("worse-better", ["#B35806", "#F7F7F7", "#2166AC"])  # ColorBrewer PuOr-RdBu ends


def plain(name: str) -> str:
    """The name of a strategy, scenario or concern as a label."""
    return name.replace("_", " ")


def surround(chart: Chart, title: str, lead: str, about: str) -> None:
    """Add the title, a line that says what is shown, and what was run, at fixed distances from the edges."""
    width, height = chart.get_size_inches()
    chart.text(0.15 / width, 1 - 0.1 / height, title, fontsize=style.TITLE, va="top", color=style.INK)
    chart.text(0.15 / width, 1 - 0.37 / height, lead, fontsize=style.TEXT, va="top", color=style.GREY)
    rows = [part for one in (about, SHORT) for part in textwrap.wrap(one, int(width * 17.5))]
    chart.text(0.15 / width, 0.1 / height, "\n".join(rows), fontsize=style.SMALL, va="bottom", color=style.GREY)


def differences(table: pd.DataFrame, base: str, about: str) -> Chart:
    """Return the differences in payoff as a map: strategies by scenarios, with the mean over them in front.

    `table` has a row per (strategy, scenario) with `difference`, `low`, `high`; the scenario `mean` stands first. What may be
    nothing (the interval holds 0) is set in grey.
    """
    strategies = [name for name in dict.fromkeys(table.index.get_level_values(0)) if name != base]
    scenarios = list(dict.fromkeys(table.index.get_level_values(1)))
    middle = table["difference"].unstack().loc[strategies, scenarios]
    sure = ((table["low"] > 0) | (table["high"] < 0)).unstack().loc[strategies, scenarios]
    below = 1.75
    width, height = LABELS + 0.42 * len(scenarios) + RIGHT, ROW * len(strategies) + TOP + BOTTOM + below
    chart = Chart(figsize=(max(7.4, width), height))
    width = chart.get_figwidth()
    panel = chart.add_axes(
        (LABELS / width, (BOTTOM + below) / height, 0.42 * len(scenarios) / width, ROW * len(strategies) / height)
    )
    most = float(np.nanmax(np.abs(middle.to_numpy())))
    panel.imshow(middle.to_numpy(), cmap=DIVERGING, vmin=-most, vmax=most, aspect="auto")
    for row, name in enumerate(strategies):
        for column, scenario in enumerate(scenarios):
            value, certain = middle.loc[name, scenario], bool(sure.loc[name, scenario])
            panel.text(
                column, row, short(value), ha="center", va="center", fontsize=style.SMALL - 1.5,
                color=style.GREY if not certain else "white" if abs(value) > 0.6 * most else style.INK,
                fontstyle="normal" if certain else "italic",
            )  # fmt: skip
    panel.axvline(0.5, color="white", lw=3)
    panel.set_xticks(range(len(scenarios)), [plain(name) for name in scenarios], rotation=90)
    panel.set_yticks(range(len(strategies)), [plain(name) for name in strategies])
    panel.tick_params(labelsize=style.SMALL, length=0)
    panel.spines[:].set_visible(False)
    lead = f"Difference in payoff from {plain(base)}, usual changes; blue: better; grey italics: the 95 % interval holds 0"
    surround(chart, "Which option, in which scenario", lead, about)
    return chart


def short(value: float) -> str:
    """A difference in a small cell: `+.07`."""
    text = f"{value:+.2f}"
    return text[0] + text[2:] if abs(value) < 0.995 else f"{value:+.1f}"


def effects(panels: Mapping[str, pd.DataFrame], units: Mapping[str, str], base: str, about: str) -> Chart:
    """Return outcomes beside the base: a panel per outcome, a dot with its interval per strategy, the treaty's effect as a line.

    Each table has a row per strategy with `difference`, `low`, `high`, `least`, `greatest`, and the attribute `treaty`: the
    effect of the treaty, or NaN.
    """
    columns = min(3, len(panels))
    rows = -(-len(panels) // columns)
    names = [name for name in next(iter(panels.values())).index if name != base]
    across, down = 2.6, ROW * 0.8 * len(names)
    gap = 0.75
    width, height = LABELS + columns * across + 0.25 * (columns - 1) + RIGHT, TOP + rows * (down + gap) + BOTTOM
    chart = Chart(figsize=(width, height))
    for place, (metric, table) in enumerate(panels.items()):
        row, column = divmod(place, columns)
        left, bottom = LABELS + column * (across + 0.25), height - TOP - (row + 1) * (down + gap) + gap - 0.3
        panel = chart.add_axes((left / width, bottom / height, across / width, down / height))
        dots(panel, table.loc[names], table.attrs.get("treaty", math.nan))
        panel.set_title(units[metric], fontsize=style.SMALL, loc="left", color=style.INK)
        panel.set_yticks(range(len(names)), [plain(name) for name in names] if column == 0 else [""] * len(names))
        panel.set_ylim(len(names) - 0.4, -0.6)
    lead = f"Difference from {plain(base)}: mean over scenarios with 95 % interval; grey: range over single scenarios"
    chart.legend(
        handles=[Line2D([], [], color=style.OKABE_ITO[0], ls=(0, (4, 2)), lw=1.2, label="what the Russian treaty does (yardstick)")],
        loc="upper right", bbox_to_anchor=(1 - 0.1 / width, 1 - 0.05 / height), fontsize=style.SMALL, frameon=False,
    )  # fmt: skip
    surround(chart, "What each option changes", lead, about)
    return chart


def dots(panel: Axes, table: pd.DataFrame, treaty: float) -> None:
    """Draw a dot with its interval for each row, on its range over scenarios."""
    for place, (_, row) in enumerate(table.iterrows()):
        panel.plot([row["least"], row["greatest"]], [place, place], color=style.LIGHT, lw=5, solid_capstyle="butt")
        panel.plot([row["low"], row["high"]], [place, place], color=style.OKABE_ITO[2], lw=1.8, solid_capstyle="butt")
        panel.plot([row["difference"]], [place], "o", ms=4.5, color=style.OKABE_ITO[2])
    panel.axvline(0.0, color=style.GREY, lw=0.9)
    low, high = panel.get_xlim()
    if not math.isnan(treaty) and low - (high - low) <= treaty <= high + (high - low):  # one far outside would squeeze the dots
        panel.axvline(treaty, color=style.OKABE_ITO[0], lw=1.2, ls=(0, (4, 2)))
    dressed_rows(panel)
    panel.locator_params(axis="x", nbins=4)
    panel.grid(axis="x", color="#EEEEEE", lw=0.8)
    panel.set_axisbelow(True)


def regrets(regret: pd.DataFrame, about: str) -> Chart:
    """Return the regret of each strategy: a tick per scenario, the greatest as a dot; `regret` is strategies by scenarios."""
    order = regret.max(axis=1).sort_values(kind="stable").index
    width, height = 7.4, TOP + ROW * len(order) + BOTTOM + 0.5
    chart = Chart(figsize=(width, height))
    panel = chart.add_axes((LABELS / width, (BOTTOM + 0.5) / height, 1 - (LABELS + RIGHT) / width, ROW * len(order) / height))
    for place, name in enumerate(order):
        values = regret.loc[name]
        panel.plot(values, [place] * len(values), "|", ms=9, color=style.GREY, mew=0.9)
        panel.plot([values.max()], [place], "o", ms=5.5, color=style.OKABE_ITO[0])
        panel.plot([values.mean()], [place], "D", ms=4.5, mfc="white", color=style.OKABE_ITO[2])
        panel.annotate(
            plain(str(values.idxmax())), (values.max(), place), xytext=(6, 0), textcoords="offset points", va="center",
            fontsize=style.SMALL - 1, color=style.GREY,
        )  # fmt: skip
    panel.set_yticks(range(len(order)), [plain(str(name)) for name in order])
    panel.set_ylim(len(order) - 0.4, -0.6)
    panel.set_xlim(left=-0.01 * float(regret.to_numpy().max()), right=1.28 * float(regret.to_numpy().max()))
    panel.set_xlabel("regret, usual changes: how much less it pays than the best of the options in that scenario", fontsize=style.SMALL)
    dressed_rows(panel)
    panel.grid(axis="x", color="#EEEEEE", lw=0.8)
    chart.legend(
        handles=[
            Line2D([], [], marker="|", ms=9, ls="none", color=style.GREY, label="a scenario"),
            Line2D([], [], marker="D", ms=4.5, mfc="white", ls="none", color=style.OKABE_ITO[2], label="mean"),
            Line2D([], [], marker="o", ms=5.5, ls="none", color=style.OKABE_ITO[0], label="greatest, and where"),
        ],
        loc="upper right", bbox_to_anchor=(1 - 0.1 / width, 1 - 0.02 / height), ncols=3, fontsize=style.SMALL, frameon=False,
    )  # fmt: skip
    surround(chart, "Regret", "An option with little regret everywhere is robust; best on the mean need not be", about)
    return chart


def weight_space(
    wins: pd.Series, lines: Mapping[str, pd.DataFrame], weights: Mapping[str, float], about: str
) -> Chart:
    """Return how the winner changes over the weights.

    `wins`: share of all weightings in which each strategy pays most. `lines`: by concern, the payoff of each strategy (columns)
    while that concern's share of the weight (index) moves from 0 to 1 and the others keep their proportions.
    """
    shown = list(wins[wins > 0.005].sort_values(ascending=False).index)
    for table in lines.values():  # whoever leads somewhere along a line, too
        shown += [name for name in dict.fromkeys(table.idxmax(axis=1)) if name not in shown]
    colours = {name: style.OKABE_ITO[k % len(style.OKABE_ITO)] for k, name in enumerate(shown)}
    columns, across, down = 4, 2.25, 1.5
    rows = -(-len(lines) // columns)
    bars = ROW * 0.8 * len(shown)
    width = 0.55 + columns * (across + 0.3) + 0.1
    height = TOP + bars + 0.9 + rows * (down + 0.75) + BOTTOM
    chart = Chart(figsize=(width, height))
    panel = chart.add_axes((LABELS / width, (height - TOP - bars) / height, (width - LABELS - 0.8) / width, bars / height))
    for place, name in enumerate(shown):
        share = float(wins.get(name, 0.0))
        panel.barh(place, 100 * share, color=colours[name], height=0.7)
        panel.annotate(f"{100 * share:.0f} %", (100 * share, place), xytext=(4, 0), textcoords="offset points", va="center", fontsize=style.SMALL)
    panel.set_yticks(range(len(shown)), [plain(name) for name in shown])
    panel.set_ylim(len(shown) - 0.4, -0.6)
    dressed_rows(panel)
    panel.set_xlabel("share of all weightings (uniform on the simplex) in which it pays most, %", fontsize=style.SMALL)
    for place, (concern, table) in enumerate(lines.items()):
        row, column = divmod(place, columns)
        left, top = 0.55 + column * (across + 0.3), TOP + bars + 0.95 + row * (down + 0.75)
        small = chart.add_axes((left / width, 1 - (top + down) / height, across / width, down / height))
        alongs(small, table, colours, weights[concern])
        small.set_title(f"weight of {concern}", fontsize=style.SMALL, loc="left", color=style.INK)
    lead = "Below: payoff as one concern's share of the weight moves from 0 to 1; the upright line is the weighting used here"
    surround(chart, "Which weights make which option best", lead, about)
    return chart


def alongs(panel: Axes, table: pd.DataFrame, colours: Mapping[str, str], weight: float) -> None:
    """Draw the payoffs along one concern's weight: grey but for those that lead somewhere, above, the leader in its colour."""
    for name in table.columns:
        panel.plot(table.index, table[name], color=colours.get(name, style.LIGHT), lw=1.6 if name in colours else 0.8)
    best = table.max(axis=1)
    panel.plot(table.index, best, color=style.INK, lw=3.2, alpha=0.18)
    panel.axvline(weight, color=style.GREY, lw=0.9, ls=(0, (2, 1.5)))
    panel.spines[["top", "right"]].set_visible(False)
    panel.tick_params(labelsize=style.SMALL - 1, color=style.GREY, labelcolor=style.INK)
    panel.set_xlim(0, 1)


def front(table: pd.DataFrame, concerns: Sequence[str], on_front: pd.Series, base: str, about: str) -> Chart:
    """Return the strategies over the concerns, as differences from the base: one line each, those rarely on the front in grey.

    `table` is strategies by concerns, in usual changes; `on_front` the share of scenarios in which each is on the Pareto front.
    """
    width, height = 9.2, TOP + 3.2 + BOTTOM + 0.4
    chart = Chart(figsize=(width, height))
    panel = chart.add_axes((0.75 / width, (BOTTOM + 0.5) / height, 5.7 / width, 3.2 / height))
    names = list(on_front.sort_values(ascending=False, kind="stable").index)
    handles: list[Any] = []
    for k, name in enumerate(names):
        often = on_front[name] >= 0.5
        colour = style.OKABE_ITO[k % len(style.OKABE_ITO)] if often else style.LIGHT
        dash = style.DASHES[k // len(style.OKABE_ITO) % len(style.DASHES)]
        panel.plot(range(len(concerns)), table.loc[name, list(concerns)], color=colour, lw=1.6 if often else 0.9, ls=dash, marker="o", ms=3)
        label = f"{plain(name)}: in {100 * on_front[name]:.0f} % of scenarios"
        handles.append(Line2D([], [], color=colour, lw=1.6, ls=dash, label=label))
    panel.set_xticks(range(len(concerns)), [plain(name) for name in concerns], rotation=25, ha="right")
    panel.axhline(0.0, color=style.GREY, lw=0.9)
    panel.set_ylabel("usual changes, difference from the base", fontsize=style.SMALL)
    panel.spines[["top", "right"]].set_visible(False)
    panel.tick_params(labelsize=style.SMALL, color=style.GREY, labelcolor=style.INK)
    chart.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(6.55 / width, 1 - TOP / height), fontsize=style.SMALL, frameon=False,
        title="on the Pareto front", title_fontsize=style.SMALL, alignment="left",
    )  # fmt: skip
    lead = f"Mean over scenarios, each concern against {plain(base)}; on the front: no other option is at least as good in all eight"
    surround(chart, "What is traded for what", lead, about)
    return chart
