"""The influence network on a map of the region: who holds influence over whom at the horizon, and since the start."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch, Patch, Polygon
from matplotlib.patheffects import withStroke

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.map import coast
from northeastsim.show.map.arrows import CLEAR, Box, drawn, labelled, outline
from northeastsim.show.map.places import BELOW, BEYOND, PLACES, VIEW, Spot, spots
from northeastsim.show.map.projection import project
from northeastsim.show.names import with_article
from northeastsim.show.run.frame import about
from northeastsim.show.view import Shown, actor_names, varies

MOST, LEAST = 8, 0.05  # arrows that are drawn at most; influence below which none is
WIDTH, TOP, BOTTOM, SIDE = 9.2, 0.9, 0.75, 0.15  # inches
THICK = 280.0  # kilometres that an influence of 1 is wide
NAME, LETTER, HIGH = 125.0, 29.0, 65.0  # kilometres: from a place to its name, half the width of a letter, half its height
LABEL = (290.0, 105.0)  # kilometres: half the width and height of an arrow's label
PLAIN = (-2600.0, -800.0, 2700.0, 1000.0)  # kilometres of a world without a map
TOLD = 4  # influences told in words
LAND, SEA = "#E4E4E0", "#FAFBFC"
MORE, LESS, UNCLEAR = style.OKABE_ITO[2], style.OKABE_ITO[0], "#A6A6A6"
COLOURS = {"more": MORE, "less": LESS, "unclear": UNCLEAR}
SIGNS = {"more": "▲", "less": "▼", "unclear": ""}
BOUNDARIES = "Coastlines: Natural Earth, public domain; no position on any boundary, status or name."


def network(results: Shown, most: int = MOST) -> Chart:
    """Draw the strongest influences as arrows on a map: width the mean at the horizon, colour the change since the start."""
    names = actor_names(results.document)
    data = influences(results, most)
    data = data.assign(who=data["actor"].map(names), over=data["other"].map(names))
    rows, places = data[data["drawn"]], spots(list(results.document["actors"]))
    coastal = any(one in PLACES for one in places)
    chart, panel = ground(VIEW if coastal else PLAIN, coastal)
    named = {one: name_of(names[one], spot, one in BELOW) for one, spot in places.items()}
    arrows(panel, rows, places, named)
    nodes(panel, places, named, names)
    if not len(rows):
        name(panel, (0.0, 0.0), f"No influence reaches {LEAST}.", style.TEXT, style.GREY)
    chart.surround(*words(results, data, coastal), handles(results))
    chart.say(told(rows, names, varies(results)), data)
    return chart


def ground(view: tuple[float, float, float, float], coastal: bool) -> tuple[Chart, Axes]:
    """An empty map: sea and land, without any border."""
    west, south, east, north = view
    scale = (WIDTH - 2 * SIDE) / (east - west)
    height = scale * (north - south) + TOP + BOTTOM
    chart = Chart(figsize=(WIDTH, height))
    panel = chart.add_axes((SIDE / WIDTH, BOTTOM / height, 1 - 2 * SIDE / WIDTH, scale * (north - south) / height))
    panel.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[], facecolor=SEA if coastal else "white")
    panel.spines[:].set_visible(False)
    for ring in coast.rings() if coastal else ():
        panel.fill(*project(ring[:, 0], ring[:, 1]), color=LAND, lw=0, zorder=0)
    return chart, panel


def influences(results: Shown, most: int = MOST) -> pd.DataFrame:
    """Return a row per ordered pair: influence at the start and at the horizon, its change over runs, and whether it is drawn.

    `direction` is `more` or `less` where 95 % of the runs or more agree on it, else `unclear`.
    """
    bands = results.bands
    rows = bands[bands["score"] == "influence"].astype({"actor": str, "other": str}).set_index(["actor", "other"])
    first, last = (rows[rows["date"] == date] for date in (rows["date"].min(), rows["date"].max()))
    table = last[["n", "mean", "p05", "p95"]].assign(start=first["mean"], unit="0..1")
    moved = results.some("runs", [f"influence[{one},{other}].change" for one, other in table.index])
    low, middle, high = (moved.quantile(q).to_numpy() for q in (0.05, 0.5, 0.95))
    table = table.assign(change=moved.mean().to_numpy(), change_p05=low, change_p50=middle, change_p95=high)
    table["direction"] = np.where(low > 0, "more", np.where(high < 0, "less", "unclear"))
    table = table.sort_values("mean", ascending=False, kind="stable")
    strong = np.maximum(table["mean"], table["start"]) >= LEAST
    return table.assign(drawn=strong & (np.arange(len(table)) < most)).reset_index()


def arrows(panel: Axes, rows: pd.DataFrame, places: dict[str, Spot], named: dict[str, Box]) -> None:
    """Draw the arrows, each with its numbers."""
    lines = drawn([(row.actor, row.other) for row in rows.itertuples()], places, named)
    taken = [*(Box(*spot, CLEAR, CLEAR) for spot in places.values()), *named.values()]
    for line, box, row in zip(lines, labelled(lines, LABEL, taken), rows.to_dict("records"), strict=True):
        shape = Polygon(outline(line, THICK * row["mean"]), closed=True, fc=COLOURS[row["direction"]], ec="white", lw=0.8)
        shape.set_gid(f"{row['actor']},{row['other']}")
        panel.add_patch(shape)
        numbers(panel, box, row)


def numbers(panel: Axes, box: Box, row: dict[str, Any]) -> None:
    """Write what an arrow stands for: start and mean at the horizon, below it the range over runs."""
    wide, high = LABEL
    panel.add_patch(FancyBboxPatch((box.x - wide, box.y - high), 2 * wide, 2 * high, "round,pad=0,rounding_size=45", fc="white",
                                   ec="none", alpha=0.9, zorder=6))  # fmt: skip
    spread = f"{row['p05']:.2f} to {row['p95']:.2f}" if row["p95"] > row["p05"] else ""
    change = f"{row['start']:.2f} → {row['mean']:.2f} {SIGNS[row['direction']]}".rstrip()
    at: dict[str, Any] = {"color": style.INK, "ha": "center", "zorder": 7}
    panel.text(box.x, box.y + 8.0, change, fontsize=style.TEXT, weight="bold", va="bottom" if spread else "center", **at)
    panel.text(box.x, box.y - 12.0, spread, fontsize=style.SMALL, va="top", **at)


def name_of(name: str, spot: Spot, below: bool) -> Box:
    """Where the name of a state stands."""
    return Box(spot[0], spot[1] + (-NAME if below else NAME), LETTER * len(name), HIGH)


def nodes(panel: Axes, places: dict[str, Spot], named: dict[str, Box], names: dict[str, str]) -> None:
    """Write the states; of one off the map, that it lies beyond."""
    for one, (x, y) in places.items():
        panel.plot([x], [y], "o", ms=9, mfc="white", mec=style.INK, mew=1.6, zorder=7)
        name(panel, named[one][:2], names[one], style.TEXT + 2.0, style.INK, weight="bold")
        if one in BEYOND:
            edge = VIEW[2]
            panel.annotate("", (edge, y), (x + 90.0, y), arrowprops={"arrowstyle": "->", "color": style.GREY, "lw": 1.2})
            name(panel, ((x + 90.0 + edge) / 2, y - 75.0), "off the map", style.SMALL, style.GREY)


def name(panel: Axes, at: Spot, text: str, size: float, colour: str, **more: Any) -> None:
    """Write on the map, so that it can be read above land and arrows."""
    halo = [withStroke(linewidth=2.6, foreground="white")]
    panel.text(*at, text, fontsize=size, color=colour, ha="center", va="center", zorder=8, path_effects=halo, **more)


def words(results: Shown, data: pd.DataFrame, coastal: bool) -> tuple[str, str, list[str]]:
    """Title, what is shown, and the footer."""
    rows = data[data["drawn"]]
    spread = ", below it 5-95 % of runs" if varies(results) else ""
    lead = f"Influence of one state over another, 0..1: at the start → mean at the horizon{spread}; width: the mean"
    least = f"{rows['mean'].min():.2f} or more" if len(rows) else ""
    some = f"Drawn: the {len(rows)} strongest of {len(data)}, {least}" if len(rows) else f"None of {len(data)} reaches {LEAST}"
    return "Who holds influence over whom", lead, [f"{some}. {BOUNDARIES if coastal else ''}".rstrip(), about(results)]


def handles(results: Shown) -> list[Any]:
    """What the colours are."""
    how = " in 95 % of runs or more" if varies(results) else ""
    return [
        Patch(color=MORE, label=f"▲ more than at the start{how}"),
        Patch(color=LESS, label=f"▼ less{how}"),
        Patch(color=UNCLEAR, label="neither"),
    ]


def told(rows: pd.DataFrame, names: dict[str, str], spread: bool) -> str:
    """The strongest influences in words."""
    found = []
    for row in rows.head(TOLD).itertuples():
        who, over = with_article(names[row.actor]), with_article(names[row.other])
        interval = f", 5-95 % of runs {row.p05:.2f} to {row.p95:.2f}" if spread else ""
        change = {"more": ", more than at the start", "less": ", less than at the start"}.get(row.direction, "")
        found.append(f"{who} over {over} {row.mean:.2f} (start {row.start:.2f}{interval}){change}")
    return f"The strongest at the horizon: {'; '.join(found)}" if found else f"No influence reaches {LEAST}"
