"""The chart of a change: from what a score was, cause by cause, to what it became."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from northeastsim.show import style
from northeastsim.show.causes import DRIFT, dated, labels, places, why
from northeastsim.show.chart import Chart
from northeastsim.show.names import capital, counted, sentence
from northeastsim.show.outcomes import figure

if TYPE_CHECKING:
    import pandas as pd

UP, DOWN = style.OKABE_ITO[2], style.OKABE_ITO[0]
DRIFT_HATCH = "////"
WIDTH, ROW, ABOVE, BELOW = 9.2, 0.27, 0.95, 0.95  # inches
LABELS = 3.7  # inches of the causes' names
LETTERS = 60  # of a name that fits


def waterfall(rows: pd.DataFrame, names: Mapping[str, str], unit: str, title: str) -> Chart:
    """Draw a table of causes; its rows sum to the change, so that the last step ends where the score ended."""
    facts, digits = rows.attrs, places(rows.attrs, unit)
    height = ROW * (len(rows) + 2) + ABOVE + BELOW
    chart = Chart(figsize=(WIDTH, height))
    panel = chart.add_axes((LABELS / WIDTH, BELOW / height, 1 - (LABELS + 1.1) / WIDTH, ROW * (len(rows) + 2) / height))
    ends = np.cumsum([facts["before"], *rows["change"]])
    steps(panel, rows, ends)
    for place, value in ((0, facts["before"]), (len(rows) + 1, facts["after"])):
        panel.plot([value, value], [place - 0.38, place + 0.38], color=style.INK, lw=2.2)
        beside(panel, place, f"{value:.{digits}f}")
    causes = zip(labels(rows, names), rows.to_dict("records"), strict=True)
    texts = [chart.short(f"{dated(row)} {text}".strip(), LETTERS) for text, row in causes]
    panel.set_yticks(range(len(rows) + 2), [str(facts["from"]), *texts, str(facts["to"])])
    for place, row in enumerate(rows.to_dict("records"), 1):
        beside(panel, place, told(row, digits))
    panel.set_ylim(len(rows) + 1.6, -0.6)
    panel.set_xlim(*spanned(rows, ends))
    panel.set_xlabel(f"{capital(sentence(facts['score'], names))}{f' ({unit})' if unit else ''}", fontsize=style.SMALL)
    panel.grid(axis="x", color="#EEEEEE", lw=0.8)
    panel.set_axisbelow(True)
    panel.spines[["top", "right", "left"]].set_visible(False)
    panel.tick_params(labelsize=style.SMALL, color=style.GREY, labelcolor=style.INK, left=False)
    framed(chart, rows, names, title)
    chart.say(why(rows, names, unit), rows.assign(label=texts, unit=unit))
    return chart


def steps(panel: Axes, rows: pd.DataFrame, ends: np.ndarray) -> None:
    """Draw the bars, each from where the one before it ended, with its interval."""
    for place, row in enumerate(rows.to_dict("records"), 1):
        start, end = float(ends[place - 1]), float(ends[place])
        colour = UP if end >= start else DOWN
        drifts = row["kind"] == DRIFT
        panel.barh(
            place, end - start, left=start, height=0.62, edgecolor=colour, facecolor="white" if drifts else colour,
            hatch=DRIFT_HATCH if drifts else None,
        )  # fmt: skip
        panel.plot([end, end], [place, place + 1], color=style.LIGHT, lw=0.8, zorder=0)
        if np.isfinite(row.get("low", np.nan)):
            panel.plot([start + row["low"], start + row["high"]], [place, place], color=style.INK, lw=0.9)


def spanned(rows: pd.DataFrame, ends: np.ndarray) -> tuple[float, float]:
    """The span of what is drawn, with a margin."""
    reach = [ends]
    if "low" in rows:
        reach += [ends[:-1] + rows[name].fillna(0.0).to_numpy() for name in ("low", "high")]
    low, high = float(np.min(np.concatenate(reach))), float(np.max(np.concatenate(reach)))
    margin = 0.04 * (high - low) or 0.01 * max(1.0, abs(low))
    return low - margin, high + margin


def told(row: Mapping[str, float], digits: int) -> str:
    """A step's number, and in how many replications it was seen."""
    seen = f"  {row['seen']:.0f}/{row['n']:.0f}" if "seen" in row else ""
    return f"{figure(row['change'], digits, signed=True)}{seen}"


def beside(panel: Axes, place: int, text: str) -> None:
    """Write a number at the right of a row."""
    panel.annotate(
        text, (1, place), xycoords=("axes fraction", "data"), xytext=(5, 0), textcoords="offset points",
        va="center", fontsize=style.SMALL, color=style.INK,
    )  # fmt: skip


def framed(chart: Chart, rows: pd.DataFrame, names: Mapping[str, str], title: str) -> None:
    """Add title, legend and a footer that says what was run."""
    facts = rows.attrs
    change = float(facts["change"])
    moved = "rose" if change > 0 else "fell" if change < 0 else "did not change"
    alone = facts["replication"] is not None
    handles: list[Any] = [
        Patch(color=UP, label="raises it"),
        Patch(color=DOWN, label="lowers it"),
        Patch(facecolor="white", edgecolor=style.GREY, hatch=DRIFT_HATCH, label="drift"),
    ]
    if not alone:
        handles.append(Line2D([], [], color=style.INK, lw=0.9, label="95 % interval of the mean"))
    runs = f"replication {facts['replication']}" if alone else f"means of {counted(facts['n'], 'replication')}"
    seen = [] if alone else ["At the right: the change, and in how many replications the cause was seen."]
    about = f"In the model, {title}: {runs}, {facts['from']} to {facts['to']}, seed {facts['seed']}."
    heading = f"Why {sentence(facts['score'], names)} {moved} in the model"
    chart.surround(heading, f"{facts['from']} to {facts['to']}", [*seen, about], handles)
