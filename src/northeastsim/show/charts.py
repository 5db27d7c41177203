"""Charts of results as matplotlib Figures: small multiples over time with bands, beside the baselines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, MonthLocator, YearLocator
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from northeastsim.errors import RunError
from northeastsim.show import style
from northeastsim.show.frame import ABOVE, BELOW, QUIET, finish, legend
from northeastsim.show.names import LEVEL, SHARE, capital, parts, sentence, unit
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
LEAST = 0.05  # of its scale that an axis spans, so that next to nothing looks like it
SCALES = {SHARE: 1.0, LEVEL: 2.0}  # of other units it is the greatest value
FITTING = 42  # letters of a title that do not run into the next panel's
MARGIN = 0.05  # of a span, beyond what is drawn


class Chart(Figure):
    """A Figure that shows itself in a notebook without any state of pyplot."""

    def _repr_png_(self) -> bytes:
        return self.png()

    def png(self) -> bytes:
        """Return the chart as the bytes of a PNG file."""
        stream = BytesIO()
        self.savefig(stream, format="png", dpi=style.DPI, metadata={"Software": None})
        return stream.getvalue()


def figure(results: Shown, name: str = "outcome", **options: Any) -> Chart:
    """Draw a chart: `outcome`, `influence`, `security`, `spending` or `events`.

    `outcome` takes `scores`, a list of names such as `influence[CHN,PRK]`. Raises RunError for an unknown
    chart or a score of which no bands were kept.
    """
    if name not in CHARTS:
        raise RunError(f"there is no chart '{name}'; known are {', '.join(CHARTS)}")
    return CHARTS[name](results, **options)


def save(chart: Figure, path: Path) -> Path:
    """Write a chart as PNG or SVG, by its ending; the same chart gives the same bytes on one machine."""
    form = path.suffix.removeprefix(".")
    metadata: dict[str, Any] = {"Date": None} if form == "svg" else {"Software": None}
    with matplotlib.rc_context({"svg.hashsalt": "northeastsim"}):
        chart.savefig(path, dpi=style.DPI, metadata=metadata)
    return path


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


def spending(results: Shown) -> Chart:
    """Every actor's military spending."""
    names = [f"spending[{one}]" for one in results.document["actors"]][:12]
    return multiples(results, names, "Military spending of each state")


def multiples(results: Shown, scores: list[str], title: str) -> Chart:
    """A panel per score: bands, mean, the quiet twin's mean at the end, the start carried forward."""
    missing = [name for name in scores if name not in kept(results)]
    if missing:
        raise RunError(f"no bands were kept of {', '.join(missing)}")
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
    return chart


def grid(rows: int, columns: int) -> tuple[Chart, list[Axes]]:
    """An empty chart with panels; margins are fixed in inches, which is quicker than fitting them."""
    width, height = max(7.4, 3.6 * columns + 0.3), 2.15 * rows + ABOVE + BELOW
    chart = Chart(figsize=(width, height))
    panels = chart.subplots(rows, columns, squeeze=False, sharex=True)
    chart.subplots_adjust(
        left=0.6 / width, right=1 - 0.25 / width, bottom=(BELOW + 0.3) / height, top=1 - ABOVE / height,
        wspace=0.26, hspace=0.42,
    )  # fmt: skip
    return chart, list(panels.ravel())


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


def spanned(panel: Axes, score: str) -> None:
    """Let an axis span what is drawn and a small part of its scale at least; a share does not pass 1."""
    low, high = panel.dataLim.intervaly
    bounded = unit(score) in SCALES
    scale = SCALES[unit(score)] if bounded else max(abs(low), abs(high)) or 1.0
    span = max((high - low) * (1 + 2 * MARGIN), LEAST * scale)
    top = (low + high + span) / 2
    if bounded:
        top = min(top, 1.0 + MARGIN * span)
    panel.set_ylim(top - span, top)


def dated(panel: Axes, years: int) -> None:
    """Mark the axis of time: about five years, or some months of a short run."""
    if years > 2:
        panel.xaxis.set_major_locator(YearLocator(-(-years // 5)))  # type: ignore[no-untyped-call]
        panel.xaxis.set_major_formatter(DateFormatter("%Y"))  # type: ignore[no-untyped-call]
    else:
        months = MonthLocator(bymonth=(1, 7) if years > 1 else (1, 4, 7, 10))  # type: ignore[no-untyped-call]
        panel.xaxis.set_major_locator(months)
        panel.xaxis.set_major_formatter(DateFormatter("%b %Y"))  # type: ignore[no-untyped-call]


def dressed(panel: Axes) -> None:
    """Give a panel its quiet look."""
    panel.spines[["top", "right"]].set_visible(False)
    panel.tick_params(labelsize=style.SMALL, color=style.GREY, labelcolor=style.INK)
    panel.yaxis.set_major_locator(MaxNLocator(5))
    panel.ticklabel_format(axis="y", style="plain", useOffset=False)
    panel.margins(x=0.02)


def events(results: Shown, most: int = 14) -> Chart:
    """How often each type of event happened in a run: the mean, and the range of 5 to 95 % of runs."""
    runs = results.some("runs", [name for name in results.columns("runs") if name.endswith(".count")])
    names = [name for name in runs.columns if runs[name].mean() > 0]
    names = sorted(names, key=lambda name: -float(runs[name].mean()))[:most][::-1]
    width, height = 7.6, 0.3 * len(names) + ABOVE + BELOW + 0.2
    chart = Chart(figsize=(width, height))
    panel = chart.add_axes((1.6 / width, (BELOW + 0.45) / height, 1 - 1.9 / width, 0.3 * len(names) / height))
    quiet = quiet_means(results, names)
    for row, name in enumerate(names):
        low, high = runs[name].quantile([0.05, 0.95])
        panel.plot([low, high], [row, row], color=style.LIGHT, lw=5, solid_capstyle="butt")
        if name in quiet:
            panel.plot([quiet[name]], [row], **QUIET)
        panel.plot([runs[name].mean()], [row], "o", ms=4.5, color=style.OKABE_ITO[2], gid=name)
    panel.set_yticks(range(len(names)), [str(name).removesuffix(".count").replace("_", " ") for name in names])
    panel.set_xscale("symlog", linthresh=1)
    panel.set_xlim(left=0)
    panel.set_xlabel("events per run (logarithmic above 1)", fontsize=style.SMALL)
    panel.grid(axis="x", color="#EEEEEE", lw=0.8)
    dressed_rows(panel)
    handles: list[Any] = [
        Line2D([], [], color=style.LIGHT, lw=5, label="5-95 % of runs"),
        Line2D([], [], marker="o", ms=4.5, ls="none", color=style.OKABE_ITO[2], label="mean"),
    ]
    if quiet:
        handles.append(Line2D([], [], **QUIET, label="mean of the quiet twin"))
    finish(chart, results, "What happens, and how often", [], handles)
    return chart


def dressed_rows(panel: Axes) -> None:
    """Give a panel of rows its quiet look."""
    from matplotlib.ticker import ScalarFormatter

    panel.spines[["top", "right", "left"]].set_visible(False)
    panel.tick_params(labelsize=style.SMALL, color=style.GREY, labelcolor=style.INK, left=False)
    panel.xaxis.set_major_formatter(ScalarFormatter())


CHARTS: dict[str, Callable[..., Chart]] = {
    "outcome": outcome,
    "influence": influence,
    "security": security,
    "spending": spending,
    "events": events,
}
