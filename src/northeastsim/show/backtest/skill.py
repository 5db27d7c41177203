"""The chart of skill: per target a dot with its interval against each baseline, right of the line where the model did better."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from northeastsim.show import style
from northeastsim.show.backtest.frame import ABOVE, BELOW, Backtest, called, surround
from northeastsim.show.chart import Chart
from northeastsim.show.panels import dressed_rows

ROW, LEFT, ACROSS, GAP, RIGHT = 0.62, 2.1, 3.3, 0.25, 0.2  # inches
BAND = 0.72  # of a row, over which the baselines are spread
LEAST = -2.0  # skill below is drawn at the edge, with an arrow
LOOKS = {
    "persistence": (style.OKABE_ITO[2], "o"), "drift": (style.OKABE_ITO[0], "s"), "rate": (style.OKABE_ITO[3], "^"),
    "mean": (style.OKABE_ITO[1], "D"),
}  # fmt: skip
WORDS = {"persistence": "persistence", "drift": "drift", "rate": "historical rate (Poisson)", "mean": "the record's mean"}


def skill(shown: Backtest, mode: str) -> Chart:
    """Draw the skill of CRPS of every mode, a panel each; `mode` does not matter."""
    targets = shown.targets
    width = LEFT + len(shown.modes) * (ACROSS + GAP) + RIGHT
    width = max(width, 8.2)
    across = (width - LEFT - RIGHT - GAP * len(shown.modes)) / len(shown.modes)
    height = ABOVE + 0.3 + ROW * len(targets) + 0.45 + BELOW
    chart = Chart(figsize=(width, height))
    for place, one in enumerate(shown.modes):
        left = LEFT + place * (across + GAP)
        panel = chart.add_axes((left / width, (BELOW + 0.45) / height, across / width, ROW * len(targets) / height))
        draw(panel, shown, one, targets)
        panel.set_yticks(range(len(targets)), [called(name) for name in targets] if place == 0 else [""] * len(targets))
        panel.set_title(one, fontsize=style.TEXT, loc="left", color=style.INK)
    used = [name for name in LOOKS if name in set(shown.skill["baseline"])]
    handles = [
        Line2D([], [], color=LOOKS[name][0], marker=LOOKS[name][1], ms=4.5, lw=1.4, label=f"against {WORDS[name]}") for name in used
    ]
    line = "Skill: 1 less the ratio of mean scores (CRPS), by target; right of the line the model did better"
    surround(chart, shown, ("Does the model beat simple rules?", line), handles, (note(shown),))
    table = shown.skill[shown.skill["score"] == "crps"].reset_index(drop=True)
    verdicts = shown.verdict.groupby(["mode", "verdict"], sort=False)["target"].agg(", ".join)
    said = [f"{one}: better than every rule at {verdicts.get((one, 'better'), 'nothing')}, worse than one at "
            f"{verdicts.get((one, 'worse'), 'nothing')}" for one in shown.modes]  # fmt: skip
    chart.say(f"{'; '.join(said)}; all else is open".replace("_", " "), table)
    return chart


def note(shown: Backtest) -> str:
    """Return what the intervals are, and of how many series and years the rows are."""
    counts = shown.skill[shown.skill["score"] == "crps"].groupby("target", sort=False)["n"].max()
    years = int(shown.skill["years"].max())
    told = ", ".join(f"{name.replace('_', ' ')} {n}" for name, n in counts.items())
    return (
        f"95 % intervals over {years} years of one world, too narrow even so; skill has no unit; below {LEAST:.0f} ends at the edge. "
        f"n (series x years): {told}."
    )


def draw(panel: Axes, shown: Backtest, mode: str, targets: list[str]) -> None:
    """Draw one mode's rows, with the verdict of each at the right edge."""
    rows = shown.skill[(shown.skill["mode"] == mode) & (shown.skill["score"] == "crps")]
    verdicts = shown.verdict[shown.verdict["mode"] == mode].set_index("target")["verdict"]
    panel.axvline(0.0, color=style.GREY, lw=1.1, zorder=1)
    for place, target in enumerate(targets):
        mine = rows[rows["target"] == target].sort_values("baseline", key=lambda names: names.map(list(LOOKS).index))
        for k, (_, row) in enumerate(mine.iterrows()):
            dot(panel, row, place + BAND * ((k + 0.5) / len(mine) - 0.5))
        told = verdicts.get(target, "not told in this mode")
        panel.annotate(told, (1.0, place - 0.4), xycoords=("axes fraction", "data"), ha="right", va="center",
                       fontsize=style.SMALL - 1, color=style.INK if told in ("better", "worse") else style.GREY)  # fmt: skip
        panel.axhline(place + 0.5, color="#EEEEEE", lw=0.8, zorder=0)
    panel.set_xlim(LEAST - 0.08, 1.05)
    panel.set_ylim(len(targets) - 0.5, -0.5)
    dressed_rows(panel)
    panel.tick_params(axis="y", labelsize=style.TEXT)
    panel.set_xlabel("skill (no unit)", fontsize=style.SMALL)


def dot(panel: Axes, row: pd.Series, at: float) -> None:
    """Draw the skill against one baseline; what lies beyond the edge is an arrow with its number."""
    look, marker = LOOKS[row["baseline"]]
    if math.isnan(row["skill"]):
        return
    low, high = (max(LEAST, row[end]) if not math.isnan(row[end]) else row["skill"] for end in ("low", "high"))
    if high > LEAST:
        panel.plot([low, high], [at, at], color=look, lw=1.4, solid_capstyle="butt", zorder=2)
        if row["low"] < LEAST:
            panel.plot([LEAST], [at], marker="<", ms=3, color=look, zorder=3, clip_on=False)
    if row["skill"] >= LEAST:
        panel.plot([row["skill"]], [at], marker, ms=4.5, color=look, zorder=3)
        return
    panel.plot([LEAST], [at], marker="<", ms=5, color=look, zorder=3, clip_on=False)
    told = f"{row['skill']:.1f}" if row["skill"] > -100 else "< -100"
    panel.annotate(told, (LEAST, at), xytext=(6, 0), textcoords="offset points", va="center", fontsize=style.SMALL - 1.5, color=look,
                   bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4}, zorder=4)  # fmt: skip
