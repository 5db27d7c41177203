"""A panel for each state: its security, autonomy and prosperity on one scale, and who holds influence over the one most held."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from northeastsim.errors import RunError
from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.labels import apart
from northeastsim.show.names import SHARE, capital, genitive, parts, with_article
from northeastsim.show.panels import dated, dressed
from northeastsim.show.run.frame import about
from northeastsim.show.run.multiples import NOTABLE, drawn, most_held
from northeastsim.show.view import Shown, actor_names, band, kept, varies

CONCERNS = ("security", "autonomy", "prosperity")
LOOKS: dict[str, dict[str, Any]] = {
    "security": {"color": style.INK, "ls": style.DASHES[0]},
    "autonomy": {"color": style.OKABE_ITO[3], "ls": style.DASHES[1]},
    "prosperity": {"color": style.OKABE_ITO[4], "ls": style.DASHES[4]},
}  # the two patrons of the region's story have other colours
BANDED = ("security", "influence")
PATRONS, MOST = 2, 12  # whose influence is drawn, and states
WIDTH, HIGH, GAP, LEFT, LABELS, ABOVE, BELOW = 9.2, 1.55, 0.62, 0.4, 1.75, 1.3, 0.75  # inches
LABEL, LEADER = 0.145, 0.22  # inches between labels beside a panel, and from it to them
LONGEST = 11  # letters of a name that fits into a label


def states(results: Shown) -> Chart:
    """Draw the concerns of every state, and in the panel of the one over whom most is held its patrons' influence."""
    actors = list(results.document["actors"])[:MOST]
    scores = {actor: scores_of(results, actor) for actor in actors}
    if not any(scores.values()):
        raise RunError(f"no bands were kept of {', '.join(CONCERNS)} of any state")
    chart, panels = grid(len(actors))
    names, tables = actor_names(results.document), []
    for panel, actor in zip(panels, actors, strict=True):
        table = drawn(results, scores[actor], {}).assign(actor=actor) if scores[actor] else pd.DataFrame()
        draw(panel, table, results, capital(names[actor]))
        tables.append(table)
    data = pd.concat(tables, ignore_index=True).drop(columns=["frozen", "quiet"])
    spread = "; the band is 5-95 % of runs" if varies(results) else ""
    lead = f"Means over runs, from 0 to 1{spread}; at the right what each comes to at the horizon"
    chart.surround("What becomes of each state", lead, [about(results)], handles(results))
    chart.say(told(results, data), data)
    return chart


def scores_of(results: Shown, actor: str) -> list[str]:
    """The scores in a state's panel, as far as they were kept."""
    known = set(kept(results))
    own = [name for name in (f"{concern}[{actor}]" for concern in CONCERNS) if name in known]
    return [*own, *patrons(results)] if actor == most_held(results) else own


def patrons(results: Shown) -> list[str]:
    """The greatest influences over the state over which most is held."""
    client = most_held(results)
    over = {name: float(band(results, name)["mean"].max()) for name in kept(results) if is_over(name, client)}
    return [name for name in sorted(over, key=lambda name: -over[name]) if over[name] >= NOTABLE][:PATRONS]


def is_over(name: str, client: str) -> bool:
    """Whether a score is an influence over a state."""
    base, ids = parts(name)
    return base == "influence" and ids[1] == client


def grid(count: int) -> tuple[Chart, list[Axes]]:
    """An empty chart with two panels in a row, and room for labels at the right of each."""
    rows = -(-count // 2)
    height = ABOVE + rows * (HIGH + GAP) - GAP + 0.3 + BELOW
    chart = Chart(figsize=(WIDTH, height))
    wide = panel_width()
    boxes = [(LEFT + k % 2 * (wide + LABELS), height - ABOVE - HIGH - k // 2 * (HIGH + GAP)) for k in range(count)]
    return chart, [chart.add_axes((x / WIDTH, y / height, wide / WIDTH, HIGH / height)) for x, y in boxes]


def draw(panel: Axes, table: pd.DataFrame, results: Shown, title: str) -> None:
    """Draw a state's scores."""
    ends: dict[str, tuple[float, Any]] = {}
    for name, rows in table.groupby("metric", sort=False) if len(table) else ():
        base, look = parts(str(name))[0], looks(results, str(name))
        if base in BANDED:
            panel.fill_between(list(rows["date"]), rows["p05"], rows["p95"], color=look["color"], alpha=style.WIDE, lw=0)
        panel.plot(list(rows["date"]), rows["mean"], lw=2.0, gid=str(name), clip_on=False, **look)
        ends[short(results, str(name))] = (float(rows["mean"].iloc[-1]), look["color"])
    panel.set_ylim(0.0, 1.0)
    dressed(panel)
    panel.set_yticks([0.0, 0.5, 1.0], ["0", "0.5", "1"])
    panel.grid(axis="y", color="#EEEEEE", lw=0.8)
    panel.set_axisbelow(True)
    panel.set_title(title, fontsize=style.TEXT + 1.0, loc="left", color=style.INK, weight="bold", pad=5)
    dated(panel, int(results.document["years"]))
    heights = apart([value for value, _ in ends.values()], LABEL / HIGH)
    for (text, (value, colour)), at in zip(ends.items(), heights, strict=True):
        panel.annotate(
            f"{value:.2f} {text}", (1, value), (1 + LEADER / panel_width(), at), xycoords="axes fraction", textcoords="axes fraction",
            fontsize=style.SMALL, color=style.INK, va="center", annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": colour, "lw": 1.2, "shrinkA": 1, "shrinkB": 1},
        )  # fmt: skip


def panel_width() -> float:
    """Inches of a panel."""
    return (WIDTH - LEFT - 2 * LABELS) / 2


def looks(results: Shown, name: str) -> dict[str, Any]:
    """The colour and dashes of a score."""
    base, ids = parts(name)
    actors = list(results.document["actors"])
    return LOOKS.get(base) or {"color": style.colour(ids[0], actors), "ls": style.dash(ids[0], actors)}


def short(results: Shown, name: str) -> str:
    """A score as its label: its concern, or whose influence it is, in few letters."""
    base, ids = parts(name)
    if base in LOOKS:
        return base
    name = actor_names(results.document)[ids[0]]
    return genitive(name) if len(name) > LONGEST else f"{genitive(name)} influence"


def handles(results: Shown) -> list[Any]:
    """What the lines are."""
    lines = [Line2D([], [], lw=2.0, label=concern, **LOOKS[concern]) for concern in CONCERNS]
    for one in patrons(results):
        label = f"{short(results, one).removesuffix(' influence')} influence"
        lines.append(Line2D([], [], lw=2.0, label=label, **looks(results, one)))
    return [*lines, *([Patch(color=style.GREY, alpha=style.WIDE, lw=0, label="5-95 % of runs")] if varies(results) else [])]


def told(results: Shown, data: pd.DataFrame) -> str:
    """Every state's security at the horizon, in words."""
    names, found = actor_names(results.document), []
    for name, rows in data[data["metric"].str.startswith("security[")].groupby("metric", sort=False):
        first, last = rows.iloc[0], rows.iloc[-1]
        spread = f", 5-95 % of runs {last['p05']:.2f} to {last['p95']:.2f}" if varies(results) else ""
        found.append(f"{with_article(names[parts(str(name))[1][0]])} {last['mean']:.2f} (start {first['mean']:.2f}{spread})")
    return f"Mean security at the horizon, {SHARE}: {'; '.join(found)}" if found else "No security was kept; 0 scores are told"
