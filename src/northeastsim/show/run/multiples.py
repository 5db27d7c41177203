"""Small multiples of scores over time with bands, beside the baselines."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.words import missing
from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.names import capital, parts, sentence
from northeastsim.show.outcomes import decimals
from northeastsim.show.panels import FITTING, SCALES, dated, dressed, grid, spanned
from northeastsim.show.run.frame import QUIET, finish, legend
from northeastsim.show.view import (
    Mark,
    Shown,
    actor_names,
    band,
    headline,
    kept,
    marks,
    quiet_means,
    unit_of,
    varies,
)

NOTABLE = 0.02  # of influence: less is not drawn
TOLD = 4  # scores told in words


def outcome(results: Shown, scores: Sequence[str] | None = None) -> Chart:
    """Small multiples of the headline scores over time."""
    return multiples(results, list(scores) if scores else headline(results), results.name)


def influence(results: Shown) -> Chart:
    """Who holds influence over the one over whom most is held, and on whom it depends."""
    client = most_held(results)
    known = kept(results)
    patrons = sorted(
        (name for name in known if parts(name)[0] == "influence" and parts(name)[1][1] == client),
        key=lambda name: -float(band(results, name)["mean"].iloc[-1]),
    )
    patrons = [name for name in patrons if float(band(results, name)["mean"].max()) >= NOTABLE][:3] or patrons[:1]
    pairs = [f"dependence[{client},{parts(name)[1][0]}]" for name in patrons]
    title = f"Influence over {actor_names(results.document)[client]}"
    return multiples(results, [*patrons, *(name for name in pairs if name in known)], title)


def most_held(results: Shown) -> str:
    """The actor over whom the others hold most influence at the start; in the story it is North Korea."""
    if {"CHN", "PRK", "RUS"} <= set(results.document["actors"]):
        return "PRK"
    held: dict[str, float] = {}
    for name in kept(results):
        base, ids = parts(name)
        if base == "influence":
            held[ids[1]] = held.get(ids[1], 0.0) + float(band(results, name)["mean"].iloc[0])
    return max(held, key=lambda one: held[one])


def security(results: Shown) -> Chart:
    """Every actor's security."""
    return multiples(results, [f"security[{one}]" for one in results.document["actors"]][:12], "Security of each state")


def multiples(results: Shown, scores: list[str], title: str) -> Chart:
    """A panel per score: bands, mean, the quiet twin's mean at the end, the start carried forward."""
    scores = named(results, scores)
    columns = 3 if len(scores) > 4 else 2 if len(scores) > 1 else 1
    rows = -(-len(scores) // columns)
    chart, panels = grid(rows, columns)
    quiet, found = quiet_means(results, [f"{name}.end" for name in scores]), marks(results)
    for panel, name in zip(panels, scores, strict=False):
        draw(panel, results, name, quiet, found)
    for place, panel in enumerate(panels):
        panel.set_visible(place < len(scores))
        panel.tick_params(labelbottom=place + columns >= len(scores))
    finish(chart, results, title, found, legend(varies(results), bool(quiet)))
    data = drawn(results, scores, quiet)
    chart.say(told(results, data), data)
    return chart


def named(results: Shown, scores: Sequence[str]) -> list[str]:
    """Scores as tables name them, without spaces; raises ScenarioError, with the nearest name, where no bands were kept of one."""
    known, scores = kept(results), ["".join(name.split()) for name in scores]
    problems = [Problem("<results>", None, None, "score", *missing("score", name, known)) for name in scores if name not in known]
    if problems:
        raise ScenarioError(problems)
    return scores


def drawn(results: Shown, scores: Sequence[str], quiet: dict[str, float]) -> pd.DataFrame:
    """The rows of `bands` of some scores, each with its name and unit; the quiet twin's mean at the last date."""
    tables = []
    for name in scores:
        rows = band(results, name)[["date", "n", "mean", "p05", "p25", "p50", "p75", "p95"]]
        rows = rows.assign(metric=name, unit=unit_of(results.document, name), frozen=float(rows["mean"].iloc[0]))
        tables.append(rows.assign(quiet=[math.nan] * (len(rows) - 1) + [quiet.get(f"{name}.end", math.nan)]))
    table = pd.concat(tables, ignore_index=True)
    return table[["metric", "unit", *(name for name in table.columns if name not in ("metric", "unit"))]]


def told(results: Shown, data: pd.DataFrame) -> str:
    """What some scores come to at the last date, in words."""
    last, names = data.groupby("metric", sort=False).last(), actor_names(results.document)
    parts_of = []
    for name, row in last.head(TOLD).iterrows():
        places = decimals({"start": row["frozen"], "mean": row["mean"], "unit": row["unit"]})
        low, high, mean, start = (f"{row[key]:.{places}f}" for key in ("p05", "p95", "mean", "frozen"))
        spread = f", 5-95 % of runs {low} to {high}" if varies(results) else ""
        unit = "" if row["unit"] in SCALES else f" {row['unit']}"
        parts_of.append(f"{capital(sentence(str(name), names))} {mean}{unit} (start {start}{spread})")
    more = f"; {len(last) - TOLD} more in the data" if len(last) > TOLD else ""
    return f"Means at the horizon: {'; '.join(parts_of)}{more}"


def draw(panel: Axes, results: Shown, score: str, quiet: dict[str, float], found: list[Mark]) -> None:
    """Draw one score."""
    actors = list(results.document["actors"])
    ids = parts(score)[1]
    colour = style.colour(ids[0] if ids else "", actors)
    rows = band(results, score)
    dates = list(rows["date"])
    panel.fill_between(dates, rows["p05"], rows["p95"], color=colour, alpha=style.WIDE, lw=0)
    panel.fill_between(dates, rows["p25"], rows["p75"], color=colour, alpha=style.NARROW, lw=0)
    panel.plot(dates, rows["mean"], color=colour, lw=1.8, gid="mean")
    first = float(rows["mean"].iloc[0])
    panel.plot(
        [dates[0], dates[-1]], [first, first], color=style.GREY, lw=1.0, ls=(0, (1, 2)), gid="frozen",
    )  # fmt: skip
    if f"{score}.end" in quiet:
        panel.plot([dates[-1]], [quiet[f"{score}.end"]], **QUIET, gid="quiet", clip_on=False, zorder=5)
    for number, mark in enumerate(found, 1):
        panel.axvline(mark.date, color=style.LIGHT, lw=0.8, zorder=0)
        panel.annotate(
            str(number), (mark.date, 1), xycoords=("data", "axes fraction"), xytext=(1.5, -2),
            textcoords="offset points", fontsize=style.SMALL - 1, color=style.GREY, va="top",
        )  # fmt: skip
    title = capital(sentence(score, actor_names(results.document)))
    panel.set_title(
        title,
        fontsize=style.TEXT if len(title) <= FITTING else style.SMALL,
        loc="left",
        color=style.INK,
        pad=14,
    )
    panel.annotate(
        unit_of(results.document, score), (0, 1), xycoords="axes fraction", xytext=(0, 4), textcoords="offset points",
        fontsize=style.SMALL, color=style.GREY,
    )  # fmt: skip
    dressed(panel)
    spanned(panel, str(results.document["metrics"].get(score, score)))
    dated(panel, int(results.document["years"]))
