"""The effect of a change over time as small multiples: the paired difference of each score, and when the worlds begin to part."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Protocol

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.names import capital, counted, parts, sentence
from northeastsim.show.panels import FITTING, LEAST, SCALES, dated, dressed, grid
from northeastsim.show.view import actor_names

if TYPE_CHECKING:
    import pandas as pd

SMALL_SCALE = 0.2  # of LEAST: an effect is a small part of a score
TOLD = 4  # scores told in words
MOST_WORDS = 110  # letters of the change in the subtitle


class Effect(Protocol):
    """What is read of a what-if."""

    n: int
    seed: int

    @property
    def effects(self) -> pd.DataFrame: ...
    @property
    def parted(self) -> pd.DataFrame: ...
    @property
    def document(self) -> dict[str, Any]: ...
    @property
    def name(self) -> str: ...
    @property
    def begins(self) -> datetime.date: ...
    @property
    def words(self) -> list[str]: ...


def figure(whatif: Effect) -> Chart:
    """Draw the effect on each score over time: the mean of the pairs, its 95 % interval, and the 5-95 % range of the pairs."""
    table = whatif.effects
    table = table[~table["metric"].str.endswith(".count")]
    names = list(dict.fromkeys(table["metric"]))
    count = len(names) + 1
    columns = 3 if count > 4 else 2
    chart, panels = grid(-(-count // columns), columns)
    draw_parted(panels[0], whatif)
    for panel, name in zip(panels[1:], names, strict=False):
        draw(panel, table[table["metric"] == name], whatif)
    for place, panel in enumerate(panels):
        panel.set_visible(place < count)
        panel.tick_params(labelbottom=place + columns >= count)
    around(chart, whatif)
    chart.say(told(whatif, names), table.reset_index(drop=True))
    return chart


def draw(panel: Axes, rows: pd.DataFrame, whatif: Effect) -> None:
    """Draw the effect on one score."""
    name, unit = str(rows["metric"].iloc[0]), str(rows["unit"].iloc[0])
    ids = parts(name)[1]
    colour = style.colour(ids[0] if ids else "", list(whatif.document["actors"]))
    dates = list(rows["date"])
    panel.fill_between(dates, rows["p05"], rows["p95"], color=colour, alpha=style.WIDE, lw=0, gid="pairs")
    panel.fill_between(
        dates, rows["low"].fillna(rows["effect"]), rows["high"].fillna(rows["effect"]), color=colour, alpha=style.NARROW, lw=0,
        gid="interval",
    )  # fmt: skip
    panel.plot(dates, rows["effect"], color=colour, lw=1.8, gid="mean")
    panel.axhline(0.0, color=style.GREY, lw=1.0, ls=(0, (1, 2)), gid="none")
    title = capital(sentence(name, actor_names(whatif.document)))
    framed(panel, title, f"difference, {unit}" if unit else "difference", whatif)
    spanned(panel, rows, unit)


def draw_parted(panel: Axes, whatif: Effect) -> None:
    """Draw in which share of the pairs the events have parted."""
    rows = whatif.parted
    rows = rows[rows["what"] == "events"]
    dates = list(rows["date"])
    panel.fill_between(dates, rows["low"], rows["high"], color=style.INK, alpha=style.NARROW, lw=0, gid="interval")
    panel.plot(dates, rows["share"], color=style.INK, lw=1.8, gid="parted")
    framed(panel, "Pairs whose events have parted", "share of pairs, with its 95 % interval", whatif)
    panel.set_ylim(-0.02, 1.05)


def framed(panel: Axes, title: str, below: str, whatif: Effect) -> None:
    """Add what stands around every panel, and the day from which the worlds may part."""
    panel.axvline(whatif.begins, color=style.INK, lw=0.9, ls=(0, (4, 2)), gid="begins")  # type: ignore[arg-type]
    size = style.TEXT if len(title) <= FITTING else style.SMALL
    panel.set_title(title, fontsize=size, loc="left", color=style.INK, pad=14)
    panel.annotate(
        below, (0, 1), xycoords="axes fraction", xytext=(0, 4), textcoords="offset points", fontsize=style.SMALL,
        color=style.GREY,
    )  # fmt: skip
    dressed(panel)
    dated(panel, int(whatif.document["years"]))


def spanned(panel: Axes, rows: pd.DataFrame, unit: str) -> None:
    """Let an axis span zero, what is drawn, and a small part of the score's scale at least, so that next to nothing looks like it."""
    scale = SCALES.get(unit) or float(rows["original"].abs().max()) or 1.0
    drawn = [float(rows[side].min()) for side in ("p05", "low")] + [float(rows[side].max()) for side in ("p95", "high")]
    known = [one for one in (*drawn, 0.0) if one == one]
    low, high = min(known), max(known)
    room = max(0.0, SMALL_SCALE * LEAST * scale - (high - low)) / 2 + 0.05 * (high - low)
    panel.set_ylim(low - room, high + room)


def around(chart: Chart, whatif: Effect) -> None:
    """Add title, change, legend and a footer that says what was run."""
    change = chart.short("; ".join(whatif.words), MOST_WORDS)
    grey = style.GREY
    handles = [
        Patch(color=grey, alpha=style.WIDE, lw=0, label="5-95 % of pairs"),
        Patch(color=grey, alpha=style.WIDE + style.NARROW, lw=0, label="95 % interval of the mean"),
        Line2D([], [], color=grey, lw=1.8, label="mean difference"),
        Line2D([], [], color=grey, lw=1.0, ls=(0, (1, 2)), label="no effect"),
        Line2D([], [], color=style.INK, lw=0.9, ls=(0, (4, 2)), label=f"from here on: {whatif.begins}"),
    ]
    document = whatif.document
    about = (
        f"In the model: changed world less the original, {counted(whatif.n, 'pair')} of replications with the same luck, "
        f"{counted(int(document['years']), 'year')} from {document['start']}, seed {whatif.seed}; wars mark runs and do not end them."
    )
    chart.surround(f"What if: {whatif.name}", change, [about], handles)


def told(whatif: Effect, names: list[str]) -> str:
    """What the change comes to on the last date, for the first scores."""
    last = whatif.effects.groupby("metric", sort=False).last()
    names = names[:TOLD]
    words = [f"{capital(sentence(name, actor_names(whatif.document)))} {effect(last.loc[name])}" for name in names]
    return f"Mean difference at the horizon: {'; '.join(words)}"


def effect(row: Any) -> str:
    """A mean difference with its interval in words, where it has one."""
    interval = f" (95 % {row['low']:+.3g} to {row['high']:+.3g})" if row["low"] == row["low"] else ""
    unit = "" if row["unit"] in SCALES else row["unit"]
    return f"{row['effect']:+.3g} {unit}".rstrip() + interval
