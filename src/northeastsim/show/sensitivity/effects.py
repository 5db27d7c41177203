"""Morris's chart: how much each uncertainty moves an outcome, against how much that differs from place to place."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from northeastsim.show import style
from northeastsim.show.charts import Chart
from northeastsim.show.comparison import surround
from northeastsim.show.sensitivity import frame
from northeastsim.show.sensitivity.bars import MOST, by_world, more
from northeastsim.show.sensitivity.uncertainties import short
from northeastsim.show.sensitivity.verdicts import verdict

if TYPE_CHECKING:
    import pandas as pd

    from northeastsim.show.sensitivity.shown import Sensitivity

NAMED = 10  # uncertainties with a name in the chart
SIDE, LEFT = 3.6, 0.75  # inches


def figure(found: Sensitivity, outcome: str) -> Chart:
    """Draw a panel per world: right is what matters, up is what acts curved or together with others."""
    rows = found.indices[found.indices["outcome"] == outcome]
    worlds = list(by_world(found, rows).items())[:MOST]
    width = max(7.4, len(worlds) * (SIDE + LEFT) + 1.6)
    height = frame.TOP + SIDE + frame.BOTTOM + 0.35
    chart = Chart(figsize=(width, height))
    for place, (title, table) in enumerate(worlds):
        panel = chart.add_axes(((LEFT + place * (SIDE + LEFT)) / width, (frame.BOTTOM + 0.3) / height, SIDE / width, SIDE / height))
        key = table.iloc[0][list(found.cells.keys(found.cells.worlds[0]))]
        mine = rows[(rows[list(key.index)] == key).all(axis=1)]
        draw(panel, table.set_index("uncertainty"), mine[mine["measure"] == "scatter"].set_index("uncertainty")["value"])
        if len(worlds) > 1:
            panel.set_title(title, fontsize=style.SMALL, loc="left", color=style.INK)
        panel.set_xlabel(f"mean absolute effect, {frame.unit_of(outcome) or 'outcome'} per whole range", fontsize=style.SMALL)
        panel.set_ylabel("scatter of effects" if place == 0 else "", fontsize=style.SMALL)
    told = verdict(found.convergence[found.convergence["outcome"] == outcome].query("measure == 'effect'"), "morris")
    lead = "right: matters; up: differs by place, curved or together with others; grey: not told apart from nothing"
    surround(chart, f"What moves: {frame.called(outcome)}", lead, f"{told}. {more(found)}{found.about}")
    return chart


def draw(panel: Axes, effects: pd.DataFrame, scatter: pd.Series) -> None:
    """Draw the uncertainties of one world."""
    edge = 1.12 * max(float(effects["high"].max()), float(scatter.max()), 1e-12)
    panel.plot([0, edge], [0, edge], color=style.LIGHT, lw=0.9, zorder=0)
    named = list(effects["value"].sort_values(ascending=False, kind="stable").index[:NAMED])
    taken: list[tuple[float, float]] = []
    for name, row in effects.iterrows():
        colour = style.OKABE_ITO[2] if row["is_clear"] else style.GREY
        panel.plot([row["low"], row["high"]], [scatter[name]] * 2, color=colour, lw=1.2, alpha=0.6)
        panel.plot([row["value"]], [scatter[name]], "o", ms=4.2, color=colour)
    for name in named:
        x, y = float(effects.loc[name, "value"]), float(scatter[name])
        while any(math.hypot((x - a) / 3.0, y - b) < 0.045 * edge for a, b in taken):
            y += 0.01 * edge
        taken.append((x, y))
        panel.annotate(
            short(str(name)), (effects.loc[name, "value"], scatter[name]), xytext=(x + 0.015 * edge, y + 0.012 * edge),
            textcoords="data", fontsize=style.SMALL - 1.5, color=style.INK if effects.loc[name, "is_clear"] else style.GREY,
        )  # fmt: skip
    panel.set_xlim(0, edge)
    panel.set_ylim(0, max(1.25 * float(scatter.max()), max((b for _, b in taken), default=0.0) + 0.06 * edge))
    panel.spines[["top", "right"]].set_visible(False)
    panel.tick_params(labelsize=style.SMALL, color=style.GREY, labelcolor=style.INK)
