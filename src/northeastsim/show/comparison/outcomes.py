"""Outcomes beside the base: a dot with its interval per option, and what the treaty does."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.comparison.frame import (
    BOTTOM,
    LABELS,
    OWN_UNITS,
    RIGHT,
    ROW,
    TOP,
    Comparison,
    about,
    called,
    plain,
    span,
)
from northeastsim.show.names import unit
from northeastsim.show.panels import dressed_rows
from northeastsim.show.view import actor_names


def of_effects(comparison: Comparison) -> Chart:
    """The outcomes that matter most, beside the base."""
    overall, judged = comparison.overall, comparison.payoff
    over = max(judged.influence_over, key=lambda j: judged.influence_over[j], default="")
    me = judged.actor
    wanted = [
        "payoff", f"influence[{me},{over}].end", f"dependence[{over},{me}].end", f"security[{me}].mean", f"autonomy[{me}].mean",
        "stability.mean", "crises.count", "one_sided.any", "money_musd",
    ]  # fmt: skip
    scale = yardstick(comparison)
    names = actor_names(next(iter(comparison.question.scenarios[comparison.scenarios[0]].values())).document)
    panels, titles = {}, {}
    for name in wanted:
        if name in comparison.metrics:
            panels[name] = overall.xs(name, level="metric").assign()
            panels[name].attrs["treaty"] = scale.get(name.rpartition(".")[0], math.nan) if name.endswith(".end") else math.nan
            own = OWN_UNITS.get(name) or unit(name)
            titles[name] = f"{called(name, names)}{f', {own}' if own else ''}"
    base = comparison.question.base
    chart = effects(panels, titles, base, about(comparison))
    table = pd.concat([panel.assign(metric=name, treaty=panel.attrs["treaty"]) for name, panel in panels.items()])
    table = table.drop(index=base).reset_index()
    payoff = panels["payoff"].drop(index=base)
    best = payoff["difference"].idxmax()
    chart.say(f"Greatest payoff, difference from {plain(base)} in usual changes: {plain(str(best))} {span(payoff.loc[best])}", table)
    return chart


def yardstick(comparison: Comparison) -> dict[str, float]:
    """What the treaty does to each score after five years, where that is clear."""
    from northeastsim.study.yardstick import table

    found = table(["RUS", "PRK"])
    rows = [] if found is None else found[(found["years"] == 5) & (found["effect"].abs() > 2 * found["se"])].itertuples()
    return {str(row.score): float(row.effect) for row in rows}


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
    is_measured = False
    for place, (metric, table) in enumerate(panels.items()):
        row, column = divmod(place, columns)
        left, bottom = LABELS + column * (across + 0.25), height - TOP - (row + 1) * (down + gap) + gap - 0.3
        panel = chart.add_axes((left / width, bottom / height, across / width, down / height))
        is_measured |= dots(panel, table.loc[names], table.attrs.get("treaty", math.nan))
        panel.set_title(textwrap.fill(units[metric], 44), fontsize=style.SMALL, loc="left", color=style.INK)
        panel.set_yticks(range(len(names)), [plain(name) for name in names] if column == 0 else [""] * len(names))
        panel.set_ylim(len(names) - 0.4, -0.6)
    lead = f"Difference from {plain(base)}: mean over scenarios with 95 % interval; grey: range over single scenarios"
    if is_measured:
        treaty = Line2D([], [], color=style.OKABE_ITO[0], ls=(0, (4, 2)), lw=1.2, label="what the Russian treaty does (yardstick)")
        chart.legend(
            handles=[treaty], loc="upper right", bbox_to_anchor=(1 - 0.1 / width, 1 - 0.05 / height), fontsize=style.SMALL,
            frameon=False,
        )  # fmt: skip
    chart.surround("What each option changes", lead, [about])
    return chart


def dots(panel: Axes, table: pd.DataFrame, treaty: float) -> bool:
    """Draw a dot with its interval for each row, on its range over scenarios; return whether the treaty's effect is drawn too."""
    for place, (_, row) in enumerate(table.iterrows()):
        panel.plot([row["least"], row["greatest"]], [place, place], color=style.LIGHT, lw=5, solid_capstyle="butt")
        panel.plot([row["low"], row["high"]], [place, place], color=style.OKABE_ITO[2], lw=1.8, solid_capstyle="butt")
        panel.plot([row["difference"]], [place], "o", ms=4.5, color=style.OKABE_ITO[2])
    panel.axvline(0.0, color=style.GREY, lw=0.9)
    low, high = panel.get_xlim()
    span = high - low
    is_near = abs(treaty) > 0.02 * span and low - span <= treaty <= high + span  # one far outside would squeeze the dots
    if is_near:
        panel.axvline(treaty, color=style.OKABE_ITO[0], lw=1.2, ls=(0, (4, 2)))
    dressed_rows(panel)
    panel.locator_params(axis="x", nbins=4)
    panel.grid(axis="x", color="#EEEEEE", lw=0.8)
    panel.set_axisbelow(True)
    return is_near
