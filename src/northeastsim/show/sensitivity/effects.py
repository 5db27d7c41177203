"""Morris's chart: how much each uncertainty moves an outcome, against how much that differs from place to place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.sensitivity import frame
from northeastsim.show.sensitivity.bars import MOST, by_world, more, most
from northeastsim.show.sensitivity.uncertainties import short
from northeastsim.show.sensitivity.verdicts import verdict

if TYPE_CHECKING:
    import pandas as pd

    from northeastsim.show.sensitivity.shown import Sensitivity

NAMED = 10  # uncertainties with a name in the chart
SIDE, LEFT = 4.6, 0.75  # inches
WIDE, TALL = 0.017, 0.045  # of a panel: a letter, and a line


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
    chart.surround(f"What moves: {frame.called(outcome)}", lead, [f"{told}. {more(found)}{found.about}"])
    chart.say(f"Most: {most(found, outcome)}", rows.reset_index(drop=True))
    return chart


def placed(points: dict[str, tuple[float, float]], edge: float, top: float) -> dict[str, tuple[float, float]]:
    """Where the labels of points stand, the lowest first: to the right of each, and as far up as others need."""
    found: dict[str, tuple[float, float]] = {}
    wide, tall = WIDE * edge, TALL * top
    for name, (x, y) in points.items():
        at = y + 0.6 * tall
        while any(abs(at - b) < tall and a - wide * len(name) < x < a + wide * len(other) for other, (a, b) in found.items()):
            at += 0.2 * tall
        found[name] = (x + 0.02 * edge, at)
    return found


def draw(panel: Axes, effects: pd.DataFrame, scatter: pd.Series) -> None:
    """Draw the uncertainties of one world."""
    edge = 1.12 * max(float(effects["high"].max()), float(scatter.max()), 1e-12)
    panel.plot([0, edge], [0, edge], color=style.LIGHT, lw=0.9, zorder=0)
    named = sorted(effects["value"].sort_values(ascending=False, kind="stable").index[:NAMED], key=lambda name: scatter[name])
    for name, row in effects.iterrows():
        colour = style.OKABE_ITO[2] if row["is_clear"] else style.GREY
        panel.plot([row["low"], row["high"]], [scatter[name]] * 2, color=colour, lw=1.2, alpha=0.6)
        panel.plot([row["value"]], [scatter[name]], "o", ms=4.2, color=colour)
    top = 1.15 * float(scatter.max())
    for name, (x, y) in placed({name: (effects.loc[name, "value"], scatter[name]) for name in named}, edge, top).items():
        panel.annotate(
            short(str(name)), (effects.loc[name, "value"], scatter[name]), xytext=(x, y), textcoords="data", va="center",
            fontsize=style.SMALL - 1, color=style.INK if effects.loc[name, "is_clear"] else style.GREY,
            arrowprops={"arrowstyle": "-", "color": style.LIGHT, "lw": 0.6, "shrinkA": 0, "shrinkB": 3},
        )  # fmt: skip
        top = max(top, y + 0.04 * top)
    panel.set_xlim(0, 1.3 * edge)
    panel.set_ylim(0, top)
    panel.spines[["top", "right"]].set_visible(False)
    panel.tick_params(labelsize=style.SMALL, color=style.GREY, labelcolor=style.INK)
