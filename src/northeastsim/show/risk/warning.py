"""What foretells a crisis: the path of signs before crises, beside runs without, and ROC curves."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.panels import dressed
from northeastsim.show.risk.frame import ABOVE, BELOW, Shown, surround

WIDTH, TALL = 9.4, 1.75  # inches
TARGET = "a crisis within 12 months"
UNITS = {"stability": "stability (0..1)", "provocation": "provocation, mean of rivals", "instability": "instability (ratio)"}


def warning(shown: Shown) -> Chart:
    """Return the paths of three signs in the 24 months before crises, and the ROC curves, of the first scenario that has them."""
    paths, curves, table = (shown.tables[name] for name in ("paths", "curves", "warning"))
    scenario = str(paths["scenario"].iloc[0])
    mine = paths[paths["scenario"] == scenario]
    signs = list(dict.fromkeys(mine["indicator"]))
    height = TALL * len(signs) + ABOVE + BELOW + 0.75
    chart = Chart(figsize=(WIDTH, height))
    size = (TALL * len(signs) - 0.3) / height
    for k, sign in enumerate(signs):
        low = (BELOW + 0.6 + TALL * (len(signs) - 1 - k)) / height
        panel = chart.add_axes((0.75 / WIDTH, low, 3.9 / WIDTH, (TALL - 0.3) / height))
        path(panel, mine[mine["indicator"] == sign])
        panel.set_title(UNITS.get(sign, sign), fontsize=style.SMALL, loc="left", color=style.INK)
        panel.tick_params(labelbottom=k == len(signs) - 1)
    panel.set_xlabel("months to the last look before the crisis", fontsize=style.SMALL)
    right = chart.add_axes((5.45 / WIDTH, (BELOW + 0.6) / height, 3.75 / WIDTH, size))
    mine_too = table[(table["scenario"] == scenario) & (table["target"] == TARGET)]
    roc(right, curves[curves["scenario"] == scenario] if len(curves) else curves, mine_too)
    n, quiet = int(mine["n"].iloc[0]), int(mine["n_without"].iloc[0])
    key = [
        Line2D([], [], color=style.OKABE_ITO[0], lw=1.8, label=f"before {n} crises, 95 % interval"),
        Line2D([], [], color=style.GREY, lw=1.8, ls=(0, (4, 2)), label=f"same dates, {quiet} runs with none in these months"),
    ]
    notes = (
        "Intervals draw whole replications again. Of the model alone, in which stability is its own chance of a quiet year, so that "
        "hardly any sign can tell more here; nothing is said of how well one would warn in the world.",
    )
    surround(chart, shown, "What foretells a crisis in the model", scenario, key, notes)
    best = mine_too.nlargest(3, "auc")
    areas = [f"{row.indicator} {row.auc:.2f} (95 % {row.low:.2f} to {row.high:.2f})" for row in best.itertuples()]
    chart.say(f"Area under the ROC curve of {TARGET}, a coin 0.50: {'; '.join(areas) or 'too few runs'}", mine.reset_index(drop=True))
    return chart


def path(panel: Axes, rows: pd.DataFrame) -> None:
    """Draw a sign before crises and beside."""
    for side, shade, dash in (("without", style.GREY, (0, (4, 2))), ("with", style.OKABE_ITO[0], (0, ()))):
        panel.fill_between(rows["months"], rows[f"{side}_low"], rows[f"{side}_high"], color=shade, alpha=0.2, lw=0)
        panel.plot(rows["months"], rows[side], color=shade, lw=1.7, ls=dash)
    dressed(panel)
    panel.set_xticks(range(-24, 1, 6))
    panel.set_xlim(-24.3, 0.3)


def roc(panel: Axes, curves: pd.DataFrame, table: pd.DataFrame) -> None:
    """Draw ROC curves, their areas in the legend."""
    panel.plot([0, 1], [0, 1], color=style.LIGHT, lw=1.0)
    areas = table.set_index("indicator")
    names = list(dict.fromkeys(curves["indicator"])) if len(curves) else []
    for k, name in enumerate(names):
        rows, row = curves[curves["indicator"] == name], areas.loc[name]
        told = f"{name}: {row['auc']:.2f} ({row['low']:.2f} to {row['high']:.2f})"
        shade = style.GREY if k == len(names) - 1 else style.OKABE_ITO[(0, 2, 3)[k % 3]]
        panel.plot(rows["false"], rows["true"], color=shade, lw=1.5, ls=style.DASHES[k], label=told)
    panel.set_title("A crisis within 12 months: alarms raised", fontsize=style.SMALL, loc="left", color=style.INK)
    panel.set_xlabel("share of quiet dates with an alarm", fontsize=style.SMALL)
    panel.set_ylabel("share of dates before a crisis with one", fontsize=style.SMALL)
    dressed(panel)
    panel.set_aspect("equal", anchor="SW")
    if names:
        small = style.SMALL - 1
        title = "area under the curve, 95 % interval; a coin: 0.50"
        panel.legend(title=title, title_fontsize=small, fontsize=small, frameon=False, loc="lower right", alignment="left")
    else:
        told = "too few runs with, or without,\na crisis"
        panel.text(0.5, 0.5, told, ha="center", va="center", fontsize=style.TEXT, color=style.GREY)
