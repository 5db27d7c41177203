"""The chart of an outcome's indices: a dot with its interval for each uncertainty, beside what nothing at all would reach."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.sensitivity import frame
from northeastsim.show.sensitivity.overview import deciders
from northeastsim.show.sensitivity.uncertainties import short
from northeastsim.show.sensitivity.verdicts import verdict

if TYPE_CHECKING:
    from northeastsim.show.sensitivity.shown import Sensitivity

MOST = 4  # panels
BESIDE = {"total": ("total", "first"), "score": ("score", "first", "high", "low")}  # measures shown where there is one world
TITLES = {
    "first": "first-order index, 0 to 1", "total": "total index, 0 to 1", "effect": "mean absolute effect", "swing": "swing",
    "score": "feature score, 0 to 1", "high": "highest tenth: distance, 0 to 1", "low": "lowest tenth: distance, 0 to 1",
}  # fmt: skip


def figure(found: Sensitivity, outcome: str) -> Chart:
    """Draw an outcome's indices: by measure where there is one world, by world where there are several."""
    names = frame.ordered(found, outcome)
    rows = found.indices[(found.indices["outcome"] == outcome) & (found.indices["other"] == "")]
    shown = by_measure(found, rows) if len(found.cells.worlds) == 1 else by_world(found, rows)
    chart, panels = frame.panels(len(names), len(shown), frame.label_width([short(name) for name in names]))
    for place, (panel, (title, table)) in enumerate(zip(panels, shown.items(), strict=True)):
        dots(panel, table.set_index("uncertainty").reindex(names))
        frame.rows_of(panel, names, place == 0)
        panel.set_title(textwrap.fill(title, 34), fontsize=style.SMALL, loc="left", color=style.INK)
        panel.set_xlim(left=-0.02 * panel.get_xlim()[1])
    unit = f"; unit: {frame.unit_of(outcome)}" if found.telling in ("effect", "swing") and frame.unit_of(outcome) else ""
    measure = frame.MEASURES[found.telling]
    told = verdict(found.convergence[found.convergence["outcome"] == outcome].query("measure == @found.telling"), found.sweep.method)
    about = f"{told}. {more(found)}{found.about}"
    chart.surround(f"What decides: {frame.called(outcome)}", f"{measure}{unit}", [about], legend())
    chart.say(f"Most: {most(found, outcome)}", rows.reset_index(drop=True))
    return chart


def most(found: Sensitivity, outcome: str) -> str:
    """The first uncertainties of an outcome in words, each with its index and interval over worlds."""
    return "; ".join(deciders(found, outcome, 3)) or "no uncertainty is told apart from nothing"


def more(found: Sensitivity) -> str:
    """That not every world is drawn, where not."""
    return f"{MOST} of {len(found.cells.worlds)} worlds are drawn. " if len(found.cells.worlds) > MOST else ""


def by_measure(found: Sensitivity, rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The measures of the only world, that which ranks first."""
    some = {name: rows[rows["measure"] == name] for name in BESIDE.get(found.telling, (found.telling,))}
    return {TITLES[name]: table for name, table in some.items() if len(table)}


def by_world(found: Sensitivity, rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The measure that ranks, in the first few worlds."""
    made = {}
    for world in found.cells.worlds:
        keys = found.cells.keys(world)
        mine = rows[(rows["measure"] == found.telling) & (rows[list(keys)] == list(keys.values())).all(axis=1)]
        if len(mine):
            made[found.cells.label(world).replace("_", " ")] = mine
    return dict(list(made.items())[:MOST])


def dots(panel: Axes, table: pd.DataFrame) -> None:
    """Draw a dot with its interval per row, grey where it is not told apart from nothing, and what nothing reaches as a bar."""
    for place, (_, row) in enumerate(table.iterrows()):
        colour = style.OKABE_ITO[2] if row["is_clear"] is True or row["is_clear"] == 1 else style.GREY
        if row["nothing"] > 0:
            panel.barh(place, row["nothing"], height=0.8, color=style.LIGHT, alpha=0.7, lw=0)
        panel.plot([max(row["low"], 0.0), max(row["high"], 0.0)], [place, place], color=colour, lw=1.6, solid_capstyle="butt")
        panel.plot([row["shown"]], [place], "o", ms=4.2, color=colour, mfc=colour if colour != style.GREY else "white")


def legend() -> list[Any]:
    """What the parts of a panel are."""
    return [
        Line2D([], [], marker="o", ms=4.2, color=style.OKABE_ITO[2], lw=1.6, label="index, 95 % interval"),
        Line2D([], [], marker="o", ms=4.2, mfc="white", color=style.GREY, lw=1.6, label="not told apart from nothing"),
        Patch(color=style.LIGHT, alpha=0.7, lw=0, label="what nothing at all may reach"),
    ]
