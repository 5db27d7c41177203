"""Rows with dots: the chance of each kind of event by scenario and strategy, and what each type of event adds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.panels import dressed_rows
from northeastsim.show.risk.frame import ABOVE, BELOW, Shown, label, surround

ROW, LEFT, WIDTH = 0.27, 2.3, 9.4  # inches
BAND = 0.8  # of a row, over which the dots of worlds are spread
LETTERS = 30  # of the name of a type
MOST = 18  # types of event that are drawn: those that add, or take away, most crises
PANELS = {
    "crises.count": "crises in a run",
    "clashes.count": "clashes in a run",
    "instability.mean": "instability, mean over the run",
}
VERDICTS = {"race": "race", "parallel": "parallel build-up", "one_sided": "one-sided"}
SHADES = (style.OKABE_ITO[0], style.OKABE_ITO[4], style.GREY)
COLOURS = tuple(style.OKABE_ITO[k] for k in (2, 3, 0, 6, 5, 1, 4))


def verdicts(shown: Shown) -> Chart:
    """Return the chance of each kind within the horizon, a dot with its 95 % interval for each world, and the pairs' verdicts."""
    chances, pairs = shown.tables["chances"], shown.tables["verdicts"]
    worlds = [(world.scenario, world.strategy) for world in shown.plan.worlds]
    first = pairs[(pairs["scenario"] == worlds[0][0]) & (pairs["strategy"] == worlds[0][1])]
    kinds, seen = list(dict.fromkeys(chances["risk"])), [pair for pair in first["pair"] if told(first, pair)]
    rows, tall = max(len(kinds), len(seen), 3), max(1.0, 0.42 * len(worlds)) * ROW
    named = 0.17 * -(-len(worlds) // 3) if len(worlds) > 1 else 0.0  # inches for the worlds' names
    height = tall * rows + ABOVE + BELOW + 0.55 + named
    chart = Chart(figsize=(WIDTH, height))
    bottom, size = (BELOW + 0.35) / height, tall * rows / height
    left = chart.add_axes((1.45 / WIDTH, bottom, 3.0 / WIDTH, size))
    right = chart.add_axes((5.9 / WIDTH, bottom, 3.2 / WIDTH, size))
    for k, (scenario, strategy) in enumerate(worlds):
        mine = chances[(chances["scenario"] == scenario) & (chances["strategy"] == strategy)].set_index("risk")
        for row, kind in enumerate(kind for kind in kinds if kind in mine.index):
            aside = BAND * ((k + 0.5) / len(worlds) - 0.5)
            dot(left, mine.loc[kind], "probability", len(kinds) - 1 - row - aside, colour(k), marker(k))
    rowed(left, kinds, "P(at least one within the horizon)", rows)
    of_pairs(right, first.set_index("pair"), seen)
    rowed(right, [pair.replace(",", " - ") for pair in seen], f"P(verdict), {label(shown.plan, *worlds[0])}", rows)
    line = "Dots with 95 % intervals (Wilson), over chance in the model alone"
    surround(chart, shown, "How likely a race, a crisis, a clash, a war", line, [])
    own = chances[(chances["scenario"] == worlds[0][0]) & (chances["strategy"] == worlds[0][1])]
    odds = [f"{row.risk} {row.probability:.2f} (95 % {row.low:.2f} to {row.high:.2f})" for row in own.itertuples()]
    chart.say(f"Chance of at least one within the horizon, {label(shown.plan, *worlds[0])}: {'; '.join(odds)}", chances)
    if len(worlds) > 1:
        dots = [
            Line2D([], [], marker=marker(k), ms=4.5, ls="none", color=colour(k), label=label(shown.plan, *one))
            for k, one in enumerate(worlds)
        ]
        place = (0.05 / WIDTH, 1 - 0.55 / height)
        chart.legend(
            handles=dots,
            loc="upper left",
            bbox_to_anchor=place,
            ncols=3,
            fontsize=style.SMALL - 0.5,
            frameon=False,
            labelspacing=0.2,
        )
    return chart


def of_pairs(panel: Axes, rows: pd.DataFrame, seen: Sequence[str]) -> None:
    """Draw the three verdicts on each pair."""
    for row, pair in enumerate(seen):
        for k, verdict in enumerate(VERDICTS):
            ends = {"low": rows.loc[pair, f"{verdict}_low"], "high": rows.loc[pair, f"{verdict}_high"]}
            one = pd.Series({"probability": rows.loc[pair, verdict], **ends})
            dot(panel, one, "probability", len(seen) - 1 - row - 0.26 * (k - 1), SHADES[k], "^sD"[k])
    if not seen:
        panel.text(
            0.5, 0.5, "no build-up in any run", ha="center", transform=panel.transAxes, fontsize=style.TEXT, color=style.GREY
        )
    marks = [
        Line2D([], [], marker="^sD"[k], ms=4.5, ls="none", color=SHADES[k], label=word)
        for k, word in enumerate(VERDICTS.values())
    ]
    small: dict[str, Any] = {"fontsize": style.SMALL, "frameon": False, "columnspacing": 0.8, "handletextpad": 0.2}
    panel.legend(handles=marks, loc="lower left", bbox_to_anchor=(-0.42, 1.0), ncols=3, **small)


def told(pairs: pd.DataFrame, pair: str) -> bool:
    """Return whether a pair ever showed anything."""
    return bool(pairs.loc[pairs["pair"] == pair, list(VERDICTS)].to_numpy().sum() > 0)


def colour(k: int) -> str:
    """The colour of a world."""
    return COLOURS[k % len(COLOURS)]


def marker(k: int) -> str:
    """The mark of a world."""
    return "osD^vPX*<>"[k % 10]


def rowed(panel: Axes, names: Sequence[str], axis: str, rows: int) -> None:
    """Name the rows of a panel of chances."""
    panel.set_yticks(range(len(names)), list(reversed(names)))
    panel.set_ylim(len(names) - rows - 0.6, len(names) - 0.4)
    panel.set_xlim(-0.02, 1.02)
    panel.set_xlabel(axis, fontsize=style.SMALL)
    panel.grid(axis="x", color="#EEEEEE", lw=0.8)
    panel.set_axisbelow(True)
    dressed_rows(panel)


def dot(panel: Axes, row: pd.Series, value: str, height: float, shade: str, mark: str) -> None:
    """Draw a number with its interval, where it has one."""
    if not math.isnan(row["low"]):
        panel.plot([row["low"], row["high"]], [height, height], color=shade, lw=1.6, solid_capstyle="butt")
    panel.plot([row[value]], [height], mark, ms=4.2, color=shade)


def types(shown: Shown) -> Chart:
    """Return what each type of event adds to crises, clashes and instability: the first scenario less its twin without the type."""
    table = shown.tables["types"]
    scenario = str(table["scenario"].iloc[0])
    mine = table[table["scenario"] == scenario]
    every = list(dict.fromkeys(mine["type"]))
    names = every[:MOST]
    height = ROW * len(names) + ABOVE + BELOW + 0.75
    chart = Chart(figsize=(WIDTH, height))
    wide = (WIDTH - LEFT - 0.2 - 0.25 * (len(PANELS) - 1)) / len(PANELS)
    for k, (outcome, axis) in enumerate(PANELS.items()):
        box = ((LEFT + k * (wide + 0.25)) / WIDTH, (BELOW + 0.65) / height, wide / WIDTH, ROW * len(names) / height)
        panel = chart.add_axes(box)
        rows = mine[mine["outcome"] == outcome].set_index("type")
        for place, name in enumerate(names):
            row = rows.loc[name]
            clear = row["low"] * row["high"] > 0
            dot(
                panel,
                row,
                "difference",
                len(names) - 1 - place,
                style.OKABE_ITO[2] if clear else style.GREY,
                "o" if clear else "x",
            )
        panel.axvline(0.0, color=style.GREY, lw=0.9)
        panel.set_yticks(
            range(len(names)), [chart.short(one.replace("_", " "), LETTERS) for one in reversed(names)] if k == 0 else []
        )
        panel.set_ylim(-0.6, len(names) - 0.4)
        panel.set_xlabel(axis, fontsize=style.SMALL)
        panel.grid(axis="x", color="#EEEEEE", lw=0.8)
        panel.set_axisbelow(True)
        dressed_rows(panel)
        panel.locator_params(axis="x", nbins=5)
    handles = [
        Line2D([], [], marker="o", ms=4.5, lw=1.6, color=style.OKABE_ITO[2], label="95 % interval clear of zero"),
        Line2D([], [], marker="x", ms=4.5, lw=1.6, color=style.GREY, label="not clear, or alike in all pairs"),
    ]
    some = "" if len(every) == len(names) else f", the {len(names)} of {len(every)} that add or take away most crises"
    line = f"{scenario}: with the type less without it{some}"
    notes = (
        f"Closed to all and out of the script, in {shown.plan.paired} pairs that share their luck; substitutes may follow. By "
        "chance alone about one in twenty looks clear. Left out is what comes by chance: incidents, crises, clashes, wars.",
    )
    surround(chart, shown, "What each type of event adds to the risk", line, handles, notes)
    crises = mine[mine["outcome"] == "crises.count"]
    clear = crises[crises["low"] * crises["high"] > 0].sort_values("difference", key=abs, ascending=False, kind="stable").head(3)
    added = [f"{row.type} {row.difference:+.2f} ({row.low:+.2f} to {row.high:+.2f})".replace("_", " ") for row in clear.itertuples()]
    told = f"To crises in a run, 95 % interval clear of zero: {'; '.join(added) or 'none'}"
    chart.say(told, mine.reset_index(drop=True))
    return chart
