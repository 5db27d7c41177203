"""What happened in one replication: a lane for each state, marks by kind, causes as lines; and how often each kind happens in all."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch
from matplotlib.patheffects import withStroke

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.labels import rows
from northeastsim.show.names import capital
from northeastsim.show.panels import dated
from northeastsim.show.run.frame import about
from northeastsim.show.run.kinds import KINDS
from northeastsim.show.run.moments import counts, moments, years_of
from northeastsim.show.view import Shown, actor_names

MOST = 9  # moments with words
WIDTH, LEFT, RIGHT, ABOVE, BELOW = 9.2, 1.42, 0.35, 1.25, 0.8  # inches
STEP, EDGE = 0.09, 0.06  # inches between the marks of kinds in a lane, and around them
LINE, LETTER, TEXT, LINES = 0.125, 0.061, 34, 2  # inches of a line and a letter of words; letters in a line, and lines
STRIP, APART, GAP = 0.27, 0.13, 0.5  # inches: of a kind's counts, between two, and between lanes and counts
NAME = 16  # letters of a line of a lane's name
NOBODY = "others"  # the lane of what no state did
HALO = [withStroke(linewidth=2.2, foreground="white")]
SIZES = {True: 3.0, False: 5.2}  # of marks, by whether their type is routine
TOLD = 4  # moments in the alternative text


def timeline(results: Shown, replication: int = 0, most: int = MOST) -> Chart:
    """Draw one replication; below it, how often each kind happens over all."""
    table, often = moments(results, replication, most), counts(results)
    often = often[often["kind"].isin(often.loc[often["p95"] > 0, "kind"])]
    states = list(results.document["actors"])
    table["lane"] = [one if one in states else NOBODY for one in table["initiator"]]
    lanes = [*states, *([NOBODY] if NOBODY in set(table["lane"]) else [])]
    kinds = {lane: [one for one in KINDS if one in set(table.loc[table["lane"] == lane, "kind"])] for lane in lanes}
    notes = {lane: written(rows_of, results) for lane, rows_of in table[table["words"].notna()].groupby("lane")}
    above = {lane: LINE * LINES * (1 + max((note.row for note in notes.get(lane, [])), default=-1)) for lane in lanes}
    tall = {lane: above[lane] + STEP * max(2, len(kinds[lane])) + 2 * EDGE for lane in lanes}
    tops = dict(zip(lanes, np.cumsum([0.0, *tall.values()]), strict=False))
    table["at"] = [
        tops[lane] + above[lane] + EDGE + STEP * (kinds[lane].index(kind) + 0.5)
        for lane, kind in zip(table["lane"], table["kind"], strict=True)
    ]  # fmt: skip
    chart, panel, strips = grid(sum(tall.values()), len(often["kind"].unique()), results)
    named(panel, results, tops, {lane: (above[lane], tall[lane]) for lane in lanes})
    if not len(table):
        panel.annotate("Nothing happens but budgets.", (0.5, 0.5), xycoords="axes fraction", fontsize=style.TEXT, ha="center")
    joined(panel, table)
    marked(panel, table)
    for lane, own in notes.items():
        told_above(panel, own, table, tops[lane], above[lane])
    chart.remember({note.text: note.whole for own in notes.values() for note in own})
    for strip, (kind, rows_of) in zip(strips, often.groupby("kind", sort=False), strict=True):
        counted(strip, str(kind), rows_of, yearly(table, str(kind), results), results)
    chart.surround(*words(results, replication, len(strips)), legend(table, often), columns=6)
    chart.say(told(table, often, replication), pd.concat([table.drop(columns=["at"]), often], ignore_index=True))
    return chart


class Note(NamedTuple):
    """A moment in words: its event, the text in lines and whole, where it begins in inches, and in which row of its lane."""

    serial: int
    text: str
    whole: str
    x: float
    row: int


def written(table: pd.DataFrame, results: Shown) -> list[Note]:
    """Place the words of a lane's moments in rows above its marks, the latest lowest, so that no line crosses words."""
    wide, texts, spans = WIDTH - LEFT - RIGHT, [], []
    for row in table[::-1].itertuples():
        lines = textwrap.wrap(row.words, TEXT, max_lines=LINES, placeholder=" …")
        size = LETTER * max(map(len, lines))
        x = max(0.0, min(inches(row.date, results), wide + RIGHT - size))
        texts.append("\n".join(lines))
        spans.append((x, x + size))
    found = zip(table["serial"][::-1], texts, table["words"][::-1], spans, rows(spans, gap=0.12), strict=True)
    return [Note(int(serial), text, whole, span[0], row) for serial, text, whole, span, row in found]


def inches(date: Any, results: Shown) -> float:
    """Where a day lies in a panel, inches from its left edge."""
    start = pd.Timestamp(str(results.document["start"]))
    end = start + pd.DateOffset(years=int(results.document["years"]))
    return float((pd.Timestamp(date) - start) / (end - start)) * (WIDTH - LEFT - RIGHT)


def grid(tall: float, kinds: int, results: Shown) -> tuple[Chart, Axes, list[Axes]]:
    """An empty chart: a panel whose heights are inches from its upper edge, and below a strip for each kind."""
    low = BELOW + 0.2 + kinds * (STRIP + APART)
    height = ABOVE + tall + GAP + low
    chart = Chart(figsize=(WIDTH, height))
    left, wide = LEFT / WIDTH, 1 - (LEFT + RIGHT) / WIDTH
    panel = chart.add_axes((left, (low + GAP) / height, wide, tall / height))
    strips = [chart.add_axes((left, (low - (k + 1) * (STRIP + APART)) / height, wide, STRIP / height)) for k in range(kinds)]
    start = pd.Timestamp(str(results.document["start"]))
    end = start + pd.DateOffset(years=int(results.document["years"]))
    bottoms = (panel, *strips[-1:])
    for one in (panel, *strips):
        one.set_xlim(start, end)
        one.spines[["top", "right", "left"]].set_visible(False)
        one.tick_params(labelsize=style.SMALL, color=style.GREY, labelcolor=style.INK, left=False, labelbottom=one in bottoms)
        dated(one, int(results.document["years"]))
    panel.set_ylim(tall, 0.0)
    return chart, panel, strips


def named(panel: Axes, results: Shown, tops: dict[str, float], tall: dict[str, tuple[float, float]]) -> None:
    """Name the lanes beside their marks, every second one shaded; `tall` is what words take of a lane, and all of it."""
    names = actor_names(results.document)
    for k, (lane, top) in enumerate(tops.items()):
        if k % 2 == 0:
            panel.axhspan(top, top + tall[lane][1], color="#F6F6F4", lw=0, zorder=-2)
    middles = [top + sum(tall[lane]) / 2 for lane, top in tops.items()]
    panel.set_yticks(middles, ["\n".join(textwrap.wrap(capital(names.get(lane, lane)), NAME)) for lane in tops])
    for label in panel.get_yticklabels():
        label.set(fontsize=style.TEXT, weight="bold", linespacing=1.0)


def joined(panel: Axes, table: pd.DataFrame) -> None:
    """Draw lines from causes to what they led to; a launch that follows a launch is left out."""
    at = table.set_index("serial")
    for row in table[(table["cause"] > 0) & ~table["routine"]].itertuples():
        if row.cause in at.index:
            cause = at.loc[row.cause]
            start, end = date2num([cause["date"], row.date])  # type: ignore[no-untyped-call]
            arrow = FancyArrowPatch((start, cause["at"]), (end, row.at), connectionstyle="arc3,rad=-0.25", arrowstyle="-|>",
                                    mutation_scale=7, lw=0.9, color=style.GREY, shrinkA=3, shrinkB=3, zorder=1)  # fmt: skip
            arrow.set_gid(f"{row.cause}>{row.serial}")
            panel.add_patch(arrow)


def marked(panel: Axes, table: pd.DataFrame) -> None:
    """Draw the marks: full what was done, hollow what was secret, faint and small what was refused."""
    for (kind, standing, routine), one in table.groupby(["kind", "standing", "routine"], sort=False):
        colour, mark = KINDS[str(kind)]
        looks = LOOKS[str(standing)](colour)
        size = SIZES[bool(routine) or standing == "refused"]
        panel.plot(list(one["date"]), list(one["at"]), mark, ms=size, ls="none", gid=f"{kind}:{standing}", clip_on=False, **looks)
    for row in table[table["standing"] == "secret"].itertuples():
        if row.discovered == row.discovered:
            panel.plot([row.date, row.discovered], [row.at, row.at], color=KINDS[row.kind].colour, lw=1.0, ls=(0, (1, 1)), zorder=1)
            panel.plot([row.discovered], [row.at], "|", ms=7, mew=1.6, color=KINDS[row.kind].colour)


LOOKS: dict[str, Callable[[str], dict[str, Any]]] = {
    "done": lambda colour: {"color": colour, "mec": "white", "mew": 0.4, "zorder": 3},
    "secret": lambda colour: {"mfc": "white", "mec": colour, "mew": 1.4, "zorder": 4},
    "refused": lambda colour: {"mfc": "none", "mec": style.GREY, "mew": 0.6, "alpha": 0.7, "zorder": 2},
}


def told_above(panel: Axes, notes: list[Note], table: pd.DataFrame, top: float, high: float) -> None:
    """Write a lane's moments above its marks, each with a line down to its mark."""
    at, left = table.set_index("serial"), panel.get_xlim()[0]
    day = (panel.get_xlim()[1] - left) / (WIDTH - LEFT - RIGHT)
    for note in notes:
        row = at.loc[note.serial]
        base = top + high - LINE * LINES * note.row
        panel.plot([row["date"]] * 2, [base - 0.02, row["at"] - 0.03], color=style.GREY, lw=0.6, zorder=1)
        panel.text(left + day * note.x, base - 0.02, note.text, fontsize=style.SMALL - 0.5, color=style.INK, va="bottom",
                   linespacing=1.1, path_effects=HALO, zorder=5)  # fmt: skip


def yearly(table: pd.DataFrame, kind: str, results: Shown) -> list[int]:
    """How many events of a kind this replication has in each year of the run."""
    own = table[(table["kind"] == kind) & (table["standing"] != "refused")]
    years = years_of(own["date"], results)
    return [int((years == year).sum()) for year in range(int(results.document["years"]))]


def counted(strip: Axes, kind: str, often: pd.DataFrame, own: list[int], results: Shown) -> None:
    """Draw how often a kind happens a year: the range and the median over all runs, and this one."""
    colour, mark = KINDS[kind]
    start = pd.Timestamp(str(results.document["start"]))
    edges = [start + pd.DateOffset(years=k) for k in range(len(often) + 1)]
    step: dict[str, Any] = {"step": "post", "color": colour, "lw": 0}
    low, high, middle = ([*often[name], often[name].iloc[-1]] for name in ("p05", "p95", "p50"))
    strip.fill_between(edges, low, high, alpha=0.25, **step)
    strip.step(edges, middle, where="post", color=colour, lw=1.6, gid=kind)
    middles = [edge + pd.DateOffset(months=6) for edge in edges[:-1]]
    strip.plot(middles, own, ".", ms=4.0, color=style.INK, gid=f"{kind}:own", clip_on=False)
    top = max(1.0, *high, *own)
    strip.set_ylim(0.0, top * 1.05)
    strip.set_yticks([0.5 * top], [kind])
    strip.tick_params(axis="y", length=0, pad=16)
    for height, text in ((0.0, "0"), (1.0, f"{top:.0f}")):
        strip.annotate(text, (1, height), xycoords="axes fraction", xytext=(4, 0), textcoords="offset points", va="center",
                       fontsize=style.SMALL - 1.0, color=style.INK)  # fmt: skip
    strip.plot([-0.009], [0.5], mark, ms=5.0, color=colour, transform=strip.transAxes, clip_on=False)


def words(results: Shown, replication: int, strips: int) -> tuple[str, str, list[str]]:
    """Title, what is shown, and the footer."""
    lead = f"Replication {replication}: a lane for each state that acts; lines lead from a cause to what it led to"
    kept = min(results.complete[0], int(results.manifest.get("events", results.complete[0])))
    note = f"Below: events of each kind a year; line: median of {kept} runs; band: 5-95 % of them; dots: this one." if strips else ""
    title = "What happens in one run, and how often in all"
    return title, lead, [f"One run is no forecast of anything. {note}".rstrip(), about(results)]


def legend(table: pd.DataFrame, often: pd.DataFrame) -> list[Any]:
    """What the marks are."""
    kinds = [one for one in KINDS if one in set(table["kind"]) | set(often["kind"])]
    marks = [Line2D([], [], marker=KINDS[one].mark, ms=5.2, ls="none", color=KINDS[one].colour, label=one) for one in kinds]
    standings = set(table["standing"])
    hollow: dict[str, Any] = {"marker": "o", "ls": "none", "mfc": "none"}
    if "secret" in standings:
        marks.append(Line2D([], [], ms=5.2, mec=style.INK, mew=1.4, label="secret, until found out (|)", **hollow))
    if "refused" in standings:
        marks.append(Line2D([], [], ms=2.6, mec=style.GREY, mew=0.6, label="refused", **hollow))
    if table["routine"].any():
        marks.append(Line2D([], [], marker="o", ms=2.6, ls="none", color=style.GREY, label="small: routine"))
    return marks


def told(table: pd.DataFrame, often: pd.DataFrame, replication: int) -> str:
    """The biggest moments and the counts in words."""
    big = [f"{str(row.date)[:10]} {row.words}" for row in table[table["words"].notna()].sort_values("date").head(TOLD).itertuples()]
    total = often.groupby("kind", sort=False)[["p05", "p50", "p95"]].mean()
    rates = [f"{kind} {row['p50']:.3g} ({row['p05']:.3g} to {row['p95']:.3g})" for kind, row in total.iterrows()]
    said = f"Moments of replication {replication}: {'; '.join(big) or 'none'}"
    return f"{said}. Events a year, median and 5-95 % of runs, mean over the years: {'; '.join(rates) or '0'}"
