"""One score over time, large: the bands over runs, a few single runs, the baselines, and what the scenario does when."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.labels import apart, rows
from northeastsim.show.names import capital, parts, sentence
from northeastsim.show.outcomes import decimals
from northeastsim.show.panels import dated, dressed, spanned
from northeastsim.show.run.frame import QUIET, about, legend, sentences_of, share, with_marks
from northeastsim.show.run.multiples import drawn, named, told
from northeastsim.show.view import Mark, Shown, actor_names, headline, is_of, marks, quiet_means, unit_of, varies

SINGLE = 6  # runs that are drawn one by one
WIDTH, PANEL, LEFT, RIGHT, ABOVE, BELOW = 9.2, 3.6, 0.62, 1.35, 1.0, 0.95  # inches
LETTER, LINE, TEXT, MOST = 0.066, 0.135, 28, 6  # inches of a letter and a line of a mark; letters in a line, and lines
LABEL = 0.155  # inches between labels beside the panel


class Note(NamedTuple):
    """What the scenario does: its date, the words in lines and whole, whether they stand left of the date, and how high above."""

    date: Any
    text: str
    whole: str
    left: bool
    low: float

    @property
    def high(self) -> float:
        """Inches from the panel to the upper edge of the words."""
        return self.low + LINE * len(self.text.splitlines())


def paths(results: Shown, score: str | None = None, runs: int = SINGLE) -> Chart:
    """Draw one score: 5-95 % and 25-75 % of runs, the mean, a few `runs`, the start carried forward, the quiet twin's end."""
    (score,) = named(results, [score or headline(results)[0]])
    quiet, single, shade = quiet_means(results, [f"{score}.end"]), singles(results, score, runs), colour(results, score)
    notes, standing = placed(results, marks(results))
    chart, panel = empty(max((note.high + LINE for note in notes), default=0.0))
    chart.remember({note.text: note.whole for note in notes})
    data = pd.concat([drawn(results, [score], quiet).assign(what="bands"), single, said(notes)], ignore_index=True)
    data.attrs["colour"] = shade
    lines(panel, data, shade)
    dressed(panel)
    spanned(panel, str(results.document["metrics"].get(score, score)))
    dated(panel, int(results.document["years"]))
    beside(panel, data, shade)
    above(panel, notes)
    handles = [*legend(varies(results), bool(quiet)), *([THIN] if len(single) else [])]
    unit, question = unit_of(results.document, score), str(results.document.get("question") or "")
    title = capital(sentence(score, actor_names(results.document)))
    chart.surround(f"{title} ({unit})" if unit else title, question, [*standing, about(results)], handles)
    chart.say(told(results, data[data["what"] == "bands"]), data)
    return chart


def empty(strip: float) -> tuple[Chart, Axes]:
    """An empty chart with a strip of so many inches above its panel."""
    height = ABOVE + strip + PANEL + BELOW
    chart = Chart(figsize=(WIDTH, height))
    return chart, chart.add_axes((LEFT / WIDTH, BELOW / height, 1 - (LEFT + RIGHT) / WIDTH, PANEL / height))


THIN = Line2D([], [], color=style.GREY, lw=0.7, alpha=0.8, label="single runs")


def colour(results: Shown, score: str) -> str:
    """The colour of a score: its first actor's; that of the whole region is black, so that single runs do not hide it."""
    ids = parts(score)[1]
    return style.colour(ids[0], list(results.document["actors"])) if ids else style.INK


def singles(results: Shown, score: str, runs: int) -> pd.DataFrame:
    """The first runs whose scores were kept: a row per replication and date."""
    scores = results.scores if "scores" in results.manifest["tables"] and varies(results) else None
    if scores is None:
        return pd.DataFrame(columns=["what", "metric", "unit", "date", "replication", "value"])
    found = scores.loc[is_of(scores, score), ["date", "replication", "value"]]
    found = found[found["replication"].isin(sorted(found["replication"].unique())[:runs])]
    return found.assign(what="run", metric=score, unit=unit_of(results.document, score))


def said(notes: Sequence[Note]) -> pd.DataFrame:
    """What the scenario does, as rows of the chart's data."""
    return pd.DataFrame([("event", note.date, note.whole) for note in notes], columns=["what", "date", "words"])


def lines(panel: Axes, data: pd.DataFrame, shade: str) -> None:
    """Draw bands, single runs, the mean and the baselines."""
    for _, one in data[data["what"] == "run"].groupby("replication"):
        panel.plot(one["date"], one["value"], color=style.GREY, lw=0.7, alpha=0.8, gid="single")
    rows_of = data[data["what"] == "bands"]
    dates = list(rows_of["date"])
    panel.fill_between(dates, rows_of["p05"], rows_of["p95"], color=shade, alpha=style.WIDE, lw=0)
    panel.fill_between(dates, rows_of["p25"], rows_of["p75"], color=shade, alpha=style.NARROW, lw=0)
    panel.plot(dates, rows_of["frozen"], color=style.GREY, lw=1.2, ls=(0, (1, 2)), gid="frozen")
    panel.plot(dates, rows_of["mean"], color=shade, lw=2.6, gid="mean")
    panel.plot(dates[-1:], rows_of["quiet"].iloc[-1:], **QUIET, gid="quiet", clip_on=False, zorder=5)


def beside(panel: Axes, data: pd.DataFrame, shade: str) -> None:
    """Write at the right edge what is drawn comes to at the horizon."""
    last = data[data["what"] == "bands"].iloc[-1]
    places = decimals({"start": last["frozen"], "mean": last["mean"], "unit": last["unit"]})
    words: dict[str, tuple[str, str]] = {
        "p95": ("95 % below: {}", style.INK), "mean": ("mean: {}", shade), "p05": ("5 % below: {}", style.INK),
        "frozen": ("start: {}", style.GREY), "quiet": ("quiet twin: {}", style.INK),
    }  # fmt: skip
    if last["p05"] == last["p95"]:
        words = {"mean": ("value: {}", shade), **{key: words[key] for key in ("frozen", "quiet")}}
    known = [key for key in words if last[key] == last[key]]
    low, high = panel.get_ylim()
    inch = (high - low) / PANEL
    for key, at in zip(known, apart([float(last[key]) for key in known], LABEL * inch), strict=True):
        text, ink = words[key]
        panel.annotate(
            text.format(f"{last[key]:.{places}f}"), (1, last[key]), (1 + 0.22 / (WIDTH - LEFT - RIGHT), at),
            xycoords=("axes fraction", "data"), textcoords=("axes fraction", "data"), fontsize=style.SMALL, color=ink, va="center",
            weight="bold" if key == "mean" else "normal", annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": style.LIGHT, "lw": 0.6, "shrinkA": 1, "shrinkB": 4},
        )  # fmt: skip


def placed(results: Shown, found: list[Mark]) -> tuple[list[Note], list[str]]:
    """What the scenario does in words, the latest lowest, and a line that says how sure that is, where that is the same of all."""
    said, standing = with_marks(results, sentences_of(results, found))
    wide = WIDTH - LEFT - RIGHT
    start = pd.Timestamp(str(results.document["start"]))
    days = (start + pd.DateOffset(years=int(results.document["years"])) - start).days
    spans, kept = [], []
    for mark in reversed(found):  # then no line crosses words
        whole = said[mark.id] + share(mark)
        text = textwrap.wrap(whole, TEXT, max_lines=MOST, placeholder=" …")
        size, x = LETTER * max(map(len, text)), (pd.Timestamp(mark.date) - start).days / days * wide
        left = x + size > wide + RIGHT
        spans.append((x - size, x) if left else (x, x + size))
        kept.append((mark.date, "\n".join(text), whole, left))
    lows = stacked(rows(spans, gap=0.1), [text.count("\n") + 1 for _, text, *_ in kept])
    notes = [Note(*one, low) for one, low in zip(kept, lows, strict=True)]
    return notes, [f"Marked: what the scenario does{standing}."] if standing else []


def stacked(places: Sequence[int], lines: Sequence[int]) -> list[float]:
    """How high above the panel words stand: each row as tall as the most lines in it."""
    tall = [max(count for row, count in zip(places, lines, strict=True) if row == each) for each in range(max(places, default=-1) + 1)]
    return [0.05 + LINE * sum(one + 0.6 for one in tall[:row]) for row in places]


def above(panel: Axes, notes: list[Note]) -> None:
    """Mark what the scenario does, with words above the panel."""
    for note in notes:
        panel.plot([note.date] * 2, [0, 1 + note.high / PANEL], transform=panel.get_xaxis_transform(), color=style.LIGHT, lw=0.8,
                   zorder=0, clip_on=False)  # fmt: skip
        side: dict[str, Any] = {"ha": "right", "xytext": (-3, 0)} if note.left else {"ha": "left", "xytext": (3, 0)}
        panel.annotate(note.text, (note.date, 1 + note.low / PANEL), xycoords=("data", "axes fraction"), textcoords="offset points",
                       fontsize=style.SMALL, color=style.INK, va="bottom", linespacing=1.15, **side)  # fmt: skip
