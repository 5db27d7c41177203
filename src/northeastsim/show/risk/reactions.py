"""Who would answer whom, and whether a build-up would feed itself: a heat map, and instability over time."""

from __future__ import annotations

from textwrap import fill, shorten

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.panels import dated, dressed
from northeastsim.show.risk.bars import colour, marker
from northeastsim.show.risk.frame import ABOVE, BELOW, Shown, label, surround

SIDE, WIDTH = 2.35, 9.4  # inches


def reactions(shown: Shown) -> Chart:
    """Return the mean reaction matrix over what holds back, at start, middle and end, of the first scenario."""
    table = shown.tables["reactions"]
    scenario = str(table["scenario"].iloc[0])
    mine = table[table["scenario"] == scenario]
    height = SIDE + ABOVE + BELOW + 0.75
    chart = Chart(figsize=(WIDTH, height))
    chart_of = dict(list(mine.groupby("when", sort=False)))
    actors = list(dict.fromkeys(mine["who"]))
    most = float(np.nanmax(np.abs(mine.loc[mine["towards"] != "(holds back)", "over_held_back"].fillna(0.0)))) or 1.0
    for k, (when, rows) in enumerate(chart_of.items()):
        panel = chart.add_axes(((0.75 + k * (SIDE + 0.5)) / WIDTH, (BELOW + 0.5) / height, SIDE / WIDTH, SIDE / height))
        drawn(panel, rows, actors, min(most, 1.5), k == 0)
        panel.set_title(f"{when}, {str(rows['date'].iloc[0])[:10]}", fontsize=style.TEXT, loc="left", color=style.INK)
    line = f"{scenario}: mean growth of the row's spending per unit of ln(column's capital), over what holds the row back"
    key = [
        Patch(color="#B2182B", label="answers (a rival)"),
        Patch(color="#2166AC", label="spends less (an ally)"),
        Line2D([], [], ls="none", label="empty: less than .01"),
    ]
    surround(chart, shown, "Who would answer whose build-up", line, key, (footing(mine),))
    pairs = mine[mine["towards"] != "(holds back)"].sort_values("over_held_back", ascending=False, kind="stable")
    first = pairs.iloc[0]
    told = f"The strongest answer is that of {first['who']} to {first['towards']}, {first['over_held_back']:.2f} ({first['when']})"
    chart.say(told, mine.reset_index(drop=True))
    return chart


def footing(rows: pd.DataFrame) -> str:
    """Return in words on what the rows of the matrix rest."""
    rests = rows.drop_duplicates("who").groupby("footing", sort=False)["who"].agg(", ".join)
    told = []
    if "estimate" in rests:
        told.append(f"All military capital is an estimate, summed up from spending: recorded, or projected, for {rests['estimate']}.")
    if "assumption" in rests:
        told.append(f"* {rests['assumption']}: the row is assumption, there is no series of its spending.")
    if not told:
        told.append("Spending and capital are the file's, without a source.")
    return " ".join(told)


def drawn(panel: Axes, rows: pd.DataFrame, actors: list[str], most: float, is_first: bool) -> None:
    """Draw one matrix with its numbers."""
    n = len(actors)
    values = rows.pivot(index="who", columns="towards", values="over_held_back").reindex(index=actors, columns=actors).to_numpy()
    panel.imshow(values, cmap="RdBu_r", vmin=-most, vmax=most, aspect="equal")
    for i in range(n):
        for j in range(n):
            if i != j and abs(values[i, j]) >= 0.005:
                ink = "white" if abs(values[i, j]) > 0.65 * most else style.INK
                panel.text(j, i, f"{values[i, j]:.2f}", ha="center", va="center", fontsize=style.SMALL, color=ink)
            elif i == j:
                panel.text(j, i, "-", ha="center", va="center", fontsize=style.SMALL, color=style.GREY)
    rests = rows.drop_duplicates("who").set_index("who")["footing"]
    panel.set_xticks(range(n), actors, fontsize=style.SMALL)
    panel.set_yticks(range(n), [f"{one}{'*' if rests[one] == 'assumption' else ''}" for one in actors] if is_first else [""] * n)
    panel.tick_params(labelsize=style.SMALL, length=0)
    panel.spines[:].set_visible(False)


def instability(shown: Shown) -> Chart:
    """Return instability over time: the mean of each world, bands of the first; beside it the spread over sets of parameters."""
    table, exceeds = shown.tables["instability"], shown.tables["exceeds"]
    worlds = [(world.scenario, world.strategy) for world in shown.plan.worlds]
    height = 3.1 + ABOVE + BELOW + 0.3
    chart = Chart(figsize=(WIDTH, height))
    panel = chart.add_axes((0.6 / WIDTH, (BELOW + 0.55) / height, (WIDTH - 2.9) / WIDTH, 3.1 / height))
    spread = chart.add_axes(((WIDTH - 1.75) / WIDTH, (BELOW + 0.55) / height, 1.6 / WIDTH, 3.1 / height))
    top = 1.1
    for k, (scenario, strategy) in enumerate(worlds):
        rows = table[(table["scenario"] == scenario) & (table["strategy"] == strategy)]
        dates = pd.to_datetime(rows["date"]).to_list()
        if k == 0:
            panel.fill_between(dates, rows["p05"], rows["p95"], color=colour(k), alpha=style.WIDE, lw=0)
            panel.fill_between(dates, rows["p25"], rows["p75"], color=colour(k), alpha=style.NARROW, lw=0)
        panel.plot(dates, rows["mean"], color=colour(k), lw=1.6, label=label(shown.plan, scenario, strategy))
        top = max(top, 1.05 * float(rows["p95"].max()))
    sets = exceeds[exceeds["over"] == "parameter sets"]
    for k, row in enumerate(sets.itertuples()):
        spread.plot([k, k], [row.p05, row.p95], color=style.GREY, lw=5, alpha=0.5, solid_capstyle="butt")
        spread.plot([k], [row.mean], marker(0), ms=4.5, color=style.INK)
        top = max(top, 1.05 * row.p95)
    for each in (panel, spread):
        each.axhline(1.0, color=style.OKABE_ITO[0], lw=1.1, ls=(0, (4, 2)))
        dressed(each)
        each.set_ylim(0.0, top)
    panel.annotate("above 1 a build-up feeds itself", (0.01, 1.0), xycoords=("axes fraction", "data"), xytext=(0, 3),
                   textcoords="offset points", fontsize=style.SMALL, color=style.OKABE_ITO[0])  # fmt: skip
    panel.set_ylabel("instability (ratio)", fontsize=style.SMALL)
    dated(panel, max(int(world.resolved.document["years"]) for world in shown.plan.own))
    spread.set_xlim(-0.6, max(0.6, len(sets) - 0.4))
    named = [fill(shorten(one, 24), 9) if len(sets) < 4 else str(k + 1) for k, one in enumerate(sets["scenario"])]
    spread.set_xticks(range(len(sets)), named if len(sets) > 1 else ["mean over\nthe run"] * len(sets), fontsize=style.SMALL - 1)
    spread.set_visible(bool(len(sets)))
    spread.set_title("over sets of parameters", fontsize=style.SMALL, loc="left", color=style.INK)
    key = [
        Patch(color=colour(0), alpha=style.WIDE, lw=0, label=f"5-95 % of runs, {label(shown.plan, *worlds[0])}"),
        Patch(color=colour(0), alpha=style.NARROW + style.WIDE, lw=0, label="25-75 %"),
        Line2D([], [], color=style.INK, lw=1.6, label="mean"),
    ]
    if len(worlds) > 1:
        panel.legend(fontsize=style.SMALL - 1, frameon=False, loc="lower left", ncols=1 + len(worlds) // 4)
    line = "Instability: spectral radius of the reactions to rivals over what holds each back; the margin is what lacks to 1"
    notes = (passing(exceeds), footing(shown.tables["reactions"]))
    surround(chart, shown, "Would a build-up feed itself?", line, key, notes)
    chart.say(passing(exceeds), table)
    return chart


def passing(exceeds: pd.DataFrame) -> str:
    """Return in words how often instability passes 1, in the first scenario."""
    first = exceeds[(exceeds["scenario"] == exceeds["scenario"].iloc[0]) & (exceeds["strategy"] == exceeds["strategy"].iloc[0])]
    told = [f"{row.probability:.2f} of {row.n} {row.over} (95 % {row.low:.2f} to {row.high:.2f})" for row in first.itertuples()]
    sets = " Sets: a Latin hypercube over plausible ranges, which says nothing of how likely each is." if len(first) > 1 else ""
    return f"Passes 1 in {'; in '.join(told)}.{sets}"
