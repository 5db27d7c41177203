"""Military spending: how much every state's grows, and how likely each pair of rivals races, or builds up otherwise."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from northeastsim.analysis.components import independent
from northeastsim.analysis.race import VERDICTS
from northeastsim.analysis.summary import proportion_interval
from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.names import YEARLY, capital
from northeastsim.show.panels import dated, dressed, dressed_rows
from northeastsim.show.run.frame import about
from northeastsim.show.run.multiples import named
from northeastsim.show.view import Shown, actor_names, band, varies

COLUMNS, MOST = 3, 12  # panels in a row; states at most
WIDTH, HIGH, GAP, LEFT, RIGHT, ABOVE, BELOW = 9.2, 1.2, 0.98, 0.45, 0.25, 1.5, 1.2  # inches
ROW, NAMES, HEAD = 0.235, 1.85, 0.45  # inches of a pair, of its name, and between states and pairs
WORDS = {"race": "race", "parallel": "parallel build-up", "one_sided": "one-sided build-up"}
SHADES = dict(zip(VERDICTS, (style.OKABE_ITO[0], style.OKABE_ITO[4], style.INK), strict=True))
MARKS = dict(zip(VERDICTS, "^sD", strict=True))
BETWEEN, WIDEST = 0.5, 27  # inches between columns; letters of a pair's names
TOLD = 3  # pairs told in words
RULE = "race.growth"
RULED: dict[str, Any] = {"color": style.GREY, "lw": 1.0, "ls": (0, (1, 2))}


def spending(results: Shown) -> Chart:
    """Draw every state's spending as a multiple of the start's, and for each pair of rivals the chance of each verdict."""
    actors = list(results.document["actors"])[:MOST]
    named(results, [f"spending[{actor}]" for actor in actors])
    growth, found = growths(results, actors), verdicts(results)
    chart, panels, rows = grid(len(actors), found["pair"].nunique())
    low, high = float(growth["p05"].min()), float(growth["p95"].max())
    room = 0.05 * (high - low) or 0.05 * high or 1.0
    for panel, (actor, table) in zip(panels, growth.groupby("actor", sort=False), strict=True):
        draw(panel, table, str(actor), results)
        panel.set_ylim(low - room, high + room)
    names = actor_names(results.document)
    for panel, verdict in zip(rows, VERDICTS, strict=False):
        of_pairs(panel, found[found["verdict"] == verdict], names if panel is rows[0] else {})
    chart.surround(*words(results, growth, bool(rows)), handles(results, growth))
    chart.say(told(growth, found, names, varies(results)), pd.concat([growth, found], ignore_index=True))
    return chart


def growths(results: Shown, actors: list[str]) -> pd.DataFrame:
    """Spending over the mean at the start, a row per state and date, with the growth a year over the whole run.

    Where a state starts with nothing, which has no multiples, all are left in bn US$ a year and no growth is told.
    """
    bands = {actor: band(results, f"spending[{actor}]") for actor in actors}
    firsts = {actor: float(rows["mean"].iloc[0]) for actor, rows in bands.items()}
    multiple = min(firsts.values()) > 0.0
    tables = []
    for actor, rows in bands.items():
        values = {name: rows[name] / (firsts[actor] if multiple else 1.0) for name in ("mean", "p05", "p25", "p50", "p75", "p95")}
        table = pd.DataFrame({"kind": "growth", "actor": actor, "date": rows["date"], "n": rows["n"], **values})
        tables.append(table.assign(bn_usd=rows["mean"], **yearly(results, actor) if multiple else {}))
    return pd.concat(tables, ignore_index=True).assign(unit="multiple of the start" if multiple else YEARLY)


def yearly(results: Shown, actor: str) -> dict[str, float]:
    """The growth of a state's spending a year over the whole run: mean and range over runs."""
    ends = results.some("runs", [f"spending[{actor}].{how}" for how in ("end", "change")])
    end, change = (ends[f"spending[{actor}].{how}"] for how in ("end", "change"))
    rate = (end / (end - change)) ** (1.0 / float(results.document["years"])) - 1.0
    return {"yearly": float(rate.mean()), "yearly_p05": float(rate.quantile(0.05)), "yearly_p95": float(rate.quantile(0.95))}


def verdicts(results: Shown) -> pd.DataFrame:
    """The chance of each verdict on each pair of rivals, with Wilson's interval; of an ensemble, over independent replications."""
    names = [name for name in results.columns("runs") if name.endswith("].any") and name.partition("[")[0] in VERDICTS]
    sets = [name for name in ("parameter_set",) if name in results.columns("runs")]
    runs = results.some("runs", [*names, *sets])
    rows = []
    for name in names:
        verdict, _, pair = name.removesuffix("].any").partition("[")
        share, many = float(runs[name].mean()), independent(runs[name], runs[sets[0]]) if sets else len(runs)
        rows.append(("verdict", pair, verdict, "probability", len(runs), share, *proportion_interval(share, max(1, int(many)))))
    return pd.DataFrame(rows, columns=["kind", "pair", "verdict", "unit", "n", "probability", "low", "high"])


def grid(states: int, pairs: int) -> tuple[Chart, list[Axes], list[Axes]]:
    """An empty chart: panels of states on one scale, and below a panel for each verdict, a row for each pair."""
    rows = -(-states // COLUMNS)
    tall = ROW * pairs + (HEAD if pairs else 0.0)
    height = ABOVE + rows * (HIGH + GAP) - GAP + 0.3 + tall + BELOW
    chart = Chart(figsize=(WIDTH, height))
    wide = (WIDTH - LEFT - RIGHT - BETWEEN * (COLUMNS - 1)) / COLUMNS
    lefts = [LEFT + k * (wide + BETWEEN) for k in range(COLUMNS)]
    places = [(lefts[k % COLUMNS], height - ABOVE - HIGH - k // COLUMNS * (HIGH + GAP)) for k in range(states)]
    panels = [chart.add_axes((x / WIDTH, y / height, wide / WIDTH, HIGH / height)) for x, y in places]
    # The first ends before the second column begins, so that longer names of pairs, in another language, move all alike.
    size = lefts[1] - 0.1 - NAMES
    below = [NAMES + k * (WIDTH - NAMES - RIGHT) / 3 for k in range(3 if pairs else 0)]
    return chart, panels, [chart.add_axes((x / WIDTH, BELOW / height, size / WIDTH, ROW * pairs / height)) for x in below]


def draw(panel: Axes, table: pd.DataFrame, actor: str, results: Shown) -> None:
    """Draw a state's spending against the start."""
    dates = list(table["date"])
    colour = style.colour(actor, list(results.document["actors"]))
    panel.fill_between(dates, table["p05"], table["p95"], color=colour, alpha=style.WIDE, lw=0)
    panel.fill_between(dates, table["p25"], table["p75"], color=colour, alpha=style.NARROW, lw=0)
    panel.plot(dates, table["mean"], color=colour, lw=2.0, gid="mean")
    if "yearly" in table:
        years = [(date - dates[0]).days / 365.25 for date in dates]
        panel.plot(dates, [(1.0 + rule(results)) ** year for year in years], **RULED, gid="rule")
    dressed(panel)
    dated(panel, int(results.document["years"]))
    panel.grid(axis="y", color="#EEEEEE", lw=0.8)
    panel.set_axisbelow(True)
    lines = captions(table, varies(results))
    for k, text in enumerate(reversed(lines)):
        panel.annotate(text, (0, 1), xycoords="axes fraction", xytext=(0, 4 + 11 * k), textcoords="offset points",
                       fontsize=style.SMALL, color=style.INK)  # fmt: skip
    panel.set_title(capital(actor_names(results.document)[actor]), fontsize=style.TEXT + 1.0, loc="left", color=style.INK,
                    weight="bold", pad=5 + 11 * len(lines))  # fmt: skip


def captions(table: pd.DataFrame, spread: bool) -> list[str]:
    """What spending comes to, and how much it grows a year."""
    first, last = table.iloc[0], table.iloc[-1]
    level = f"{amount(first['bn_usd'])} → {amount(last['bn_usd'])} bn US$"
    if "yearly" not in table:
        return [level]
    interval = f" (5-95 %: {100 * last['yearly_p05']:.1f} to {100 * last['yearly_p95']:.1f})" if spread else ""
    return [level, f"{100 * last['yearly']:+.1f} % a year{interval}"]


def amount(value: float) -> str:
    """A sum in bn US$ with three digits, or all that stand before the point."""
    return f"{value:,.0f}" if value >= 100.0 else f"{value:.3g}"


def rule(results: Shown) -> float:
    """The growth a year that a race asks of both sides."""
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.schema import value_of

    own = results.document["parameters"].get(RULE)
    return float(catalogue().parameters[RULE]["default"] if own is None else value_of(own))


def of_pairs(panel: Axes, rows: pd.DataFrame, names: dict[str, str]) -> None:
    """Draw a verdict's chance for each pair, with its interval; names of pairs only beside the first panel."""
    verdict = str(rows["verdict"].iloc[0])
    for place, row in enumerate(reversed(rows.to_dict("records"))):
        panel.plot([row["low"], row["high"]], [place, place], color=SHADES[verdict], lw=1.8, solid_capstyle="butt")
        panel.plot([row["probability"]], [place], MARKS[verdict], ms=5.0, color=SHADES[verdict],
                   gid=f"{verdict}[{row['pair']}]", clip_on=False)  # fmt: skip
        if row["probability"] > 0:
            panel.annotate(f"{row['probability']:.2f}", (row["high"], place), xytext=(4, 0), textcoords="offset points",
                           fontsize=style.SMALL, color=style.INK, va="center")  # fmt: skip
    panel.set_yticks(range(len(rows)), [paired(str(pair), names) for pair in reversed(rows["pair"].tolist())] if names else [])
    panel.set_ylim(-0.6, len(rows) - 0.4)
    panel.set_xlim(0.0, 1.0)
    panel.set_title(capital(WORDS[verdict]), fontsize=style.TEXT, loc="left", color=style.INK, weight="bold", pad=4)
    panel.set_xlabel("probability", fontsize=style.SMALL)
    panel.grid(axis="x", color="#EEEEEE", lw=0.8)
    panel.set_axisbelow(True)
    dressed_rows(panel)
    panel.set_xticks([0.0, 0.5, 1.0], ["0", "0.5", "1"])


def paired(pair: str, names: dict[str, str]) -> str:
    """A pair as the name of a row; by ids where the names are too long."""
    told_ = " - ".join(names.get(one, one) for one in pair.split(","))
    return told_ if len(told_) <= WIDEST else pair.replace(",", " - ")


def words(results: Shown, growth: pd.DataFrame, paired: bool) -> tuple[str, str, list[str]]:
    """Title, what is shown, and the footer."""
    dots = "; below, the chance of each verdict on each pair" if paired else ""
    lead = f"Spending as a multiple of the start's{dots}" if "yearly" in growth else f"Spending, {YEARLY}{dots}"
    asked = f"both sides' spending grows {100 * rule(results):.0f} % a year or more, three years running"
    race = f"Race: {asked}, a part of it in answer to the other; parallel: not in answer; one-sided: only one side's does."
    notes = [f"US$ of 2023. {race} Probabilities within the horizon, with 95 % intervals (Wilson)."] if paired else ["US$ of 2023."]
    return "Military spending and arms races", lead, [*notes, about(results)]


def handles(results: Shown, growth: pd.DataFrame) -> list[Any]:
    """What the parts of a panel are."""
    bands = [
        Patch(color=style.GREY, alpha=style.WIDE, lw=0, label="5-95 % of runs"),
        Patch(color=style.GREY, alpha=style.WIDE + style.NARROW, lw=0, label="25-75 %"),
    ]
    mean = Line2D([], [], color=style.GREY, lw=2.0, label="mean" if varies(results) else "value")
    ruled = Line2D([], [], **RULED, label=f"{100 * rule(results):.0f} % a year, as the rule of a race asks")
    return [*(bands if varies(results) else []), mean, *([ruled] if "yearly" in growth else [])]


def grows(row: dict[str, Any], spread: bool) -> str:
    """How much a state's spending grows a year, or what it comes to, in words."""
    if "yearly" not in row:
        return f"{row['bn_usd']:.3g} {YEARLY} at the horizon"
    interval = f" (5-95 % of runs {100 * row['yearly_p05']:+.1f} to {100 * row['yearly_p95']:+.1f})" if spread else ""
    return f"{100 * row['yearly']:+.1f} % a year{interval}"


def told(growth: pd.DataFrame, found: pd.DataFrame, names: dict[str, str], spread: bool) -> str:
    """Every state's growth and the likeliest verdicts, in words."""
    last = growth.groupby("actor", sort=False).last()
    grown = [f"{names[str(actor)]} {grows(dict(row), spread)}" for actor, row in last.iterrows()]
    likely = found[found["probability"] > 0].sort_values("probability", ascending=False, kind="stable").head(TOLD)
    odds = [
        f"{WORDS[row.verdict]} of {' and '.join(names.get(one, one) for one in row.pair.split(','))} {row.probability:.2f} "
        f"(95 % {row.low:.2f} to {row.high:.2f})" for row in likely.itertuples()
    ]  # fmt: skip
    verdict = f". Likeliest verdicts: {'; '.join(odds) or 'none in any run'}" if len(found) else ""
    return f"Spending: {'; '.join(grown)}{verdict}"
