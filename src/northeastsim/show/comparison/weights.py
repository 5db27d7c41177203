"""Which weights make which option best: shares of all weightings, and payoffs along each concern's weight."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.comparison.frame import BOTTOM, LABELS, ROW, TOP, Comparison, about, plain
from northeastsim.show.panels import dressed_rows


def of_weights(comparison: Comparison) -> Chart:
    """Which weights make which option best."""
    found = comparison.judgement
    base = comparison.question.base
    lines = {name: table.sub(table[base], axis=0) for name, table in found.lines().items()}
    lead = f"Below: payoff less that of {plain(base)}, as one concern's share of the weight moves from 0 to 1; upright: as used"
    wins = found.weight_space["everywhere"]
    chart = weight_space(wins, lines, comparison.weights, lead, about(comparison))
    shares = [f"{plain(str(name))} {100 * share:.0f} %" for name, share in wins.sort_values(ascending=False).head(3).items()]
    long = pd.concat(lines, names=["concern", "weight"]).rename_axis(columns="strategy").stack().rename("difference").reset_index()
    chart.say(f"Best by share of all weightings: {', '.join(shares)}", long)
    return chart


def weight_space(
    wins: pd.Series, lines: Mapping[str, pd.DataFrame], weights: Mapping[str, float], lead: str, about: str
) -> Chart:
    """Return how the winner changes over the weights.

    `wins`: share of all weightings in which each strategy pays most. `lines`: by concern, the payoff of each strategy (columns)
    while that concern's share of the weight (index) moves from 0 to 1 and the others keep their
    proportions.
    """
    shown = list(wins[wins > 0.005].sort_values(ascending=False).index)
    for table in lines.values():  # whoever leads somewhere along a line, too
        shown += [name for name in dict.fromkeys(table.idxmax(axis=1)) if name not in shown]
    colours = {name: style.OKABE_ITO[k % len(style.OKABE_ITO)] for k, name in enumerate(shown)}
    columns, across, down = 4, 2.25, 1.5
    rows = -(-len(lines) // columns)
    bars = ROW * 0.8 * len(shown)
    width = 0.55 + columns * (across + 0.5) + 0.1
    height = TOP + bars + 0.9 + rows * (down + 0.75) + BOTTOM
    chart = Chart(figsize=(width, height))
    panel = chart.add_axes((LABELS / width, (height - TOP - bars) / height, (width - LABELS - 0.8) / width, bars / height))
    for place, name in enumerate(shown):
        share = float(wins.get(name, 0.0))
        panel.barh(place, 100 * share, color=colours[name], height=0.7)
        panel.annotate(
            f"{100 * share:.0f} %", (100 * share, place), xytext=(4, 0), textcoords="offset points", va="center",
            fontsize=style.SMALL,
        )  # fmt: skip
    panel.set_yticks(range(len(shown)), [plain(name) for name in shown])
    panel.set_ylim(len(shown) - 0.4, -0.6)
    dressed_rows(panel)
    panel.set_xlabel("share of all weightings (uniform on the simplex) in which it pays most, %", fontsize=style.SMALL)
    for place, (concern, table) in enumerate(lines.items()):
        row, column = divmod(place, columns)
        left, top = 0.55 + column * (across + 0.5), TOP + bars + 0.95 + row * (down + 0.75)
        small = chart.add_axes((left / width, 1 - (top + down) / height, across / width, down / height))
        alongs(small, table, colours, weights[concern])
        small.set_title(f"weight of {concern}", fontsize=style.SMALL, loc="left", color=style.INK)
    chart.surround("Which weights make which option best", lead, [about])
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
