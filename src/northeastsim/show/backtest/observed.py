"""Small multiples of the record and the model's ranges: what was known, what was told, and what happened."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from northeastsim.show import style
from northeastsim.show.backtest.frame import ABOVE, BELOW, Backtest, called, colour, series_called, surround
from northeastsim.show.chart import Chart
from northeastsim.show.panels import dressed

APART = "alignment"  # has so many series that it stands in a chart of its own
COLUMNS, ACROSS, DOWN = 4, 2.35, 1.85  # inches of a panel with its margins
BESIDE, TITLES = 0.4, 0.42  # of them at its left, and above it


def told(shown: Backtest, mode: str) -> Chart:
    """Draw every target but alignment, a panel per series."""
    return multiples(shown, mode, [target for target in shown.targets if target != APART], "What happened, in the model's ranges")


def apart(shown: Backtest, mode: str) -> Chart:
    """Draw alignment, a panel per pair."""
    return multiples(shown, mode, [APART], "Alignment of pairs, in the model's ranges")


def multiples(shown: Backtest, mode: str, targets: list[str], title: str) -> Chart:
    """Draw the series of some targets in a mode."""
    mine = shown.scores[(shown.scores["source"] == mode) & shown.scores["target"].isin(targets)]
    panels = list(dict.fromkeys(zip(mine["target"], mine["series"], strict=True)))
    rows = max(1, -(-len(panels) // COLUMNS))
    width, height = 0.25 + COLUMNS * ACROSS, ABOVE + rows * DOWN + BELOW + 0.1
    chart = Chart(figsize=(width, height))
    for place, (target, series) in enumerate(panels):
        row, column = divmod(place, COLUMNS)
        left, bottom = 0.15 + BESIDE + column * ACROSS, height - ABOVE - (row + 1) * DOWN + 0.25
        size = (ACROSS - BESIDE - 0.15) / width, (DOWN - TITLES - 0.3) / height
        panel = chart.add_axes((left / width, bottom / height, *size))
        past = shown.record[(shown.record["target"] == target) & (shown.record["series"] == series)]
        draw(panel, past, mine[(mine["target"] == target) & (mine["series"] == series)], shown.origin, colour(series))
        name = series_called(series) if series != "region" else ""
        panel.set_title(called(target) if target != APART else name, fontsize=style.TEXT, loc="left", color=style.INK, pad=14)
        panel.annotate(name if target != APART else "", (0, 1), xycoords="axes fraction", xytext=(0, 4), textcoords="offset points",
                       fontsize=style.SMALL, color=style.GREY)  # fmt: skip
    units = "; ".join(f"{called(target).lower()}: {shown.units[target]}" for target in dict.fromkeys(mine["target"]))
    line = f"{mode}: " + {"conditioned": "the dated acts of the record are fed in", "free": "only outside shocks are fed in"}[mode]
    notes = (f"Units: {units}.", f"{counts(mine)} Ranges: over chance and sets of parameters together.")
    surround(chart, shown, (title, line), legend(), notes)
    chart.say(counts(mine), mine.reset_index(drop=True))
    return chart


def counts(mine: pd.DataFrame) -> str:
    """Return in how many series and years the observed lay in either range."""
    inside = [f"{mine[f'within_{name}'].sum()} of {len(mine)} in the {name} % range" for name in (50, 90)]
    return f"Observed: {', '.join(inside)}."


def legend() -> list[Patch | Line2D]:
    """What the parts of a panel are."""
    return [
        Patch(color=style.GREY, alpha=style.WIDE, lw=0, label="central 90 % in the model"),
        Patch(color=style.GREY, alpha=style.WIDE + style.NARROW, lw=0, label="central 50 %"),
        Line2D([], [], color=style.GREY, lw=1.5, label="median"),
        Line2D([], [], color=style.INK, marker="o", ms=3, lw=0.8, label="record: open dots were held out, the line is the origin"),
    ]


def draw(panel: Axes, past: pd.DataFrame, mine: pd.DataFrame, origin: int, hue: str) -> None:
    """Draw one series: ranges per year, the record before and after the origin."""
    ahead = mine.sort_values("year")
    years = ahead["year"].to_numpy(dtype=float)
    for low, high, alpha in (("p05", "p95", style.WIDE), ("p25", "p75", style.NARROW)):
        panel.bar(years, ahead[high] - ahead[low], bottom=ahead[low], width=0.9, color=hue, alpha=alpha, lw=0)
    panel.hlines(ahead["p50"], years - 0.45, years + 0.45, color=hue, lw=1.5)
    record = past.sort_values("year")
    known = record[record["year"] <= origin]
    panel.plot(record["year"], record["value"], color=style.INK, lw=0.7, zorder=3)
    panel.plot(known["year"], known["value"], "o", ms=2.6, color=style.INK, zorder=4)
    panel.plot(ahead["year"], ahead["observed"], "o", ms=3.4, mfc="white", mec=style.INK, mew=0.9, zorder=5)
    panel.axvline(origin + 0.5, color=style.LIGHT, lw=0.9, zorder=0)
    dressed(panel)
    low, high = panel.dataLim.intervaly
    panel.set_ylim(low - 0.06 * (high - low), high + 0.06 * (high - low))
    panel.xaxis.set_major_locator(MaxNLocator(4, integer=True))
    is_count = bool((record["value"] % 1.0 == 0.0).all())
    panel.yaxis.set_major_locator(MaxNLocator(4, integer=is_count))
