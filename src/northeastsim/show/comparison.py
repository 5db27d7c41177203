"""Charts of a comparison of strategies: differences by scenario, outcomes against the treaty, regret, weights, the front."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.lines import Line2D

from northeastsim.show import style
from northeastsim.show.charts import Chart, dressed_rows
from northeastsim.show.names import capital, counted, sentence
from northeastsim.show.view import actor_names, unit_of
from northeastsim.statement import SHORT

if TYPE_CHECKING:
    from northeastsim.analysis.judgement import Judgement
    from northeastsim.scenario.payoffs import Payoff
    from northeastsim.study.comparison import Question

ROW, LABELS = 0.32, 1.9  # inches: of a strategy, and of its name
LETTER = 0.062  # inches: of a letter of the leading line, at most on the mean
TOP, BOTTOM, RIGHT = 0.75, 0.85, 0.3  # inches around the panels
DIVERGING = LinearSegmentedColormap.from_list("worse-better", ["#B35806", "#F7F7F7", "#2166AC"])  # ColorBrewer PuOr-RdBu ends


class Comparison(Protocol):
    """What is read of a comparison."""

    @property
    def question(self) -> Question: ...
    @property
    def weighting(self) -> str: ...
    @property
    def payoff(self) -> Payoff: ...
    @property
    def judgement(self) -> Judgement: ...
    @property
    def strategies(self) -> list[str]: ...
    @property
    def scenarios(self) -> list[str]: ...
    @property
    def metrics(self) -> list[str]: ...
    @property
    def weights(self) -> dict[str, float]: ...
    @property
    def runs(self) -> pd.DataFrame: ...
    @property
    def outcomes(self) -> pd.DataFrame: ...
    @property
    def overall(self) -> pd.DataFrame: ...


def plain(name: str) -> str:
    """The name of a strategy, scenario or concern as a label."""
    return name.replace("_", " ")


EFFECTS = 9  # outcomes drawn: those that matter most


def of_differences(comparison: Comparison) -> Chart:
    """The map of differences in payoff: options by scenarios, the mean over them in front."""
    single = comparison.outcomes.xs("payoff", level="metric")
    mean = comparison.overall.xs("payoff", level="metric").drop(index=comparison.question.base)
    order = mean["difference"].sort_values(ascending=False, kind="stable").index
    scenarios = comparison.scenarios if len(comparison.scenarios) > 1 else []
    middle = single["difference"].unstack("scenario").loc[order, scenarios]
    sure = is_sure(single).unstack("scenario").loc[order, scenarios]
    middle.insert(0, "mean", mean["difference"])
    sure.insert(0, "mean", is_sure(mean))
    lead = f"Difference in payoff from {plain(comparison.question.base)}, usual changes; {SIGNS}"
    words = ("Which option, in which scenario", lead, about(comparison))
    return heat(middle, sure, max(0.05, float(np.nanmax(np.abs(middle.to_numpy())))), words, split=True)


SIGNS = "blue: better; grey italics: the 95 % interval holds 0"


def is_sure(table: pd.DataFrame) -> pd.Series:
    """Whether a difference's interval leaves out 0."""
    return (table["low"] > 0) | (table["high"] < 0)


def of_effects(comparison: Comparison) -> Chart:
    """The outcomes that matter most, beside the base."""
    overall, judged = comparison.overall, comparison.payoff
    over = max(judged.influence_over, key=lambda j: judged.influence_over[j], default="")
    me = judged.actor
    wanted = [
        "payoff", f"influence[{me},{over}].end", f"dependence[{over},{me}].end", f"security[{me}].mean", f"autonomy[{me}].mean",
        "stability.mean", "crises.count", "one_sided.any", "money_musd",
    ]  # fmt: skip
    scale = yardstick(comparison)
    names = actor_names(next(iter(comparison.question.scenarios[comparison.scenarios[0]].values())).document)
    panels, titles = {}, {}
    for name in wanted[:EFFECTS]:
        if name in comparison.metrics:
            panels[name] = overall.xs(name, level="metric").assign()
            panels[name].attrs["treaty"] = scale.get(name.rpartition(".")[0], math.nan) if name.endswith(".end") else math.nan
            unit = OWN_UNITS.get(name) or unit_of({"metrics": {}}, name)
            titles[name] = f"{called(name, names)}{f', {unit}' if unit else ''}"
    return effects(panels, titles, comparison.question.base, about(comparison))


WHEN = {"end": " at the end", "mean": ", mean"}
OWN_UNITS = {"payoff": "usual changes", "money_musd": "m US$ a run", "acts": "a run", "one_sided.any": "probability"}


def called(metric: str, names: Mapping[str, str]) -> str:
    """A metric in words, short."""
    words = {"payoff": "Payoff", "money_musd": "Cost of its acts", "one_sided.any": "Any one-sided build-up"}
    score, _, how = metric.rpartition(".")
    return words.get(metric) or capital(sentence(score if how in ("end", "mean") else metric, names)) + WHEN.get(how, "")


def yardstick(comparison: Comparison) -> dict[str, float]:
    """What the treaty does to each score after five years, where that is clear."""
    from northeastsim.study.yardstick import table

    found = table(["RUS", "PRK"])
    rows = [] if found is None else found[(found["years"] == 5) & (found["effect"].abs() > 2 * found["se"])].itertuples()
    return {str(row.score): float(row.effect) for row in rows}


def of_regret(comparison: Comparison) -> Chart:
    """Regret by strategy and scenario."""
    return regrets(comparison.judgement.regret, about(comparison))


def of_weights(comparison: Comparison) -> Chart:
    """Which weights make which option best."""
    found = comparison.judgement
    base = comparison.question.base
    lines = {name: table.sub(table[base], axis=0) for name, table in found.lines().items()}
    lead = f"Below: payoff less that of {plain(base)}, as one concern's share of the weight moves from 0 to 1; upright: as used"
    return weight_space(found.weight_space["everywhere"], lines, comparison.weights, lead, about(comparison))


def of_tradeoffs(comparison: Comparison) -> Chart:
    """The concerns of each strategy, against the base's: what is bought with what."""
    from northeastsim.scenario.payoffs import CONCERNS

    table = comparison.overall.drop(index=comparison.question.base, level="strategy")
    payoff = table.xs("payoff", level="metric")["difference"].sort_values(ascending=False, kind="stable")
    values, sure = (each.unstack().loc[payoff.index, list(CONCERNS)] for each in (table["difference"], is_sure(table)))
    often = (comparison.judgement.front > 0.5).mean(axis=1)
    names = {name: f"{name}, front {100 * often[name]:.0f} %" for name in values.index}
    lead = f"Each concern against {plain(comparison.question.base)}, usual changes, mean over scenarios; {SIGNS}"
    told = f"Front: in how many scenarios no other option is as good in all eight concerns and better in one. {about(comparison)}"
    return heat(values.rename(index=names), sure.rename(index=names), 3.0, ("What is traded for what", lead, told))


CHARTS: dict[str, Callable[[Comparison], Chart]] = {
    "differences": of_differences,
    "effects": of_effects,
    "regret": of_regret,
    "weights": of_weights,
    "tradeoffs": of_tradeoffs,
}


def about(comparison: Comparison) -> str:
    """What stands behind a comparison."""
    q, counts = comparison.question, comparison.runs.groupby(["scenario", "strategy"]).size()
    n = f"{counts.min():,}" if counts.min() == counts.max() else f"{counts.min():,} to {counts.max():,}"
    years = sorted({int(next(iter(q.scenarios[name].values())).document["years"]) for name in comparison.scenarios})
    horizon = counted(years[0], "year") if len(years) == 1 else f"{years[0]} to {years[-1]} years"
    where = f"{len(comparison.scenarios)} scenarios" if len(comparison.scenarios) > 1 else comparison.scenarios[0]
    over = "" if q.ensemble is None else f" over the sets of parameters {q.ensemble.name}"
    return (
        f"In the model: {len(comparison.strategies)} strategies of {q.actor} in {where}, {n} replications each{over} "
        f"with the same luck, over {horizon}, seed {q.seed}; "
        f"judged by the weighting '{comparison.weighting}', worth {comparison.payoff.worth}."
    )


def surround(chart: Chart, title: str, lead: str, about: str) -> None:
    """Add the title, a line that says what is shown, and what was run, at fixed distances from the edges."""
    width, height = chart.get_size_inches()
    chart.text(0.15 / width, 1 - 0.1 / height, title, fontsize=style.TITLE, va="top", color=style.INK)
    chart.text(0.15 / width, 1 - 0.37 / height, lead, fontsize=style.TEXT, va="top", color=style.GREY)
    rows = [part for one in (about, SHORT) for part in textwrap.wrap(one, int(width * 17.5))]
    chart.text(0.15 / width, 0.1 / height, "\n".join(rows), fontsize=style.SMALL, va="bottom", color=style.GREY)


def heat(values: pd.DataFrame, sure: pd.DataFrame, limit: float, words: tuple[str, str, str], split: bool = False) -> Chart:
    """Return a map of differences from the base: `values` and whether each is `sure`, options by columns; blue is better.

    Colours are full at the `limit` and beyond; `words` are title, lead and footer; `split` sets the first column apart.
    """
    columns, below = 0.42 * len(values.columns), 0.075 * max(len(str(name)) for name in values.columns) + 0.1
    labels = max(LABELS, LETTER * max(len(str(name)) for name in values.index) + 0.3)
    width = max(7.4, labels + columns + RIGHT, LETTER * len(words[1]) + 0.3)
    height = ROW * len(values) + TOP + BOTTOM + below
    chart = Chart(figsize=(width, height))
    panel = chart.add_axes(
        (labels / width, (BOTTOM + below) / height, columns / width, ROW * len(values) / height)
    )
    panel.imshow(values.to_numpy(), cmap=DIVERGING, vmin=-limit, vmax=limit, aspect="auto")
    for row, column in np.ndindex(values.shape):
        value, certain = float(values.iloc[row, column]), bool(sure.iloc[row, column])
        panel.text(
            column, row, short(value), ha="center", va="center", fontsize=style.SMALL - 1.5,
            color=style.GREY if not certain else "white" if abs(value) > 0.6 * limit else style.INK,
            fontstyle="normal" if certain else "italic",
        )  # fmt: skip
    if split:
        panel.axvline(0.5, color="white", lw=3)
    panel.set_xticks(range(len(values.columns)), [plain(str(name)) for name in values.columns], rotation=90)
    panel.set_yticks(range(len(values)), [plain(str(name)) for name in values.index])
    panel.tick_params(labelsize=style.SMALL, length=0)
    panel.spines[:].set_visible(False)
    surround(chart, *words)
    return chart


def short(value: float) -> str:
    """A difference in a small cell: `+.07`."""
    if abs(value) < 0.005:
        return ".00"
    text = f"{value:+.2f}"
    return text[0] + text[2:] if abs(value) < 0.995 else f"{value:+.1f}"


def effects(panels: Mapping[str, pd.DataFrame], units: Mapping[str, str], base: str, about: str) -> Chart:
    """Return outcomes beside the base: a panel per outcome, a dot with its interval per strategy, the treaty's effect as a line.

    Each table has a row per strategy with `difference`, `low`, `high`, `least`, `greatest`, and the attribute `treaty`: the
    effect of the treaty, or NaN.
    """
    columns = min(3, len(panels))
    rows = -(-len(panels) // columns)
    names = [name for name in next(iter(panels.values())).index if name != base]
    across, down = 2.6, ROW * 0.8 * len(names)
    gap = 0.75
    width, height = LABELS + columns * across + 0.25 * (columns - 1) + RIGHT, TOP + rows * (down + gap) + BOTTOM
    chart = Chart(figsize=(width, height))
    is_measured = False
    for place, (metric, table) in enumerate(panels.items()):
        row, column = divmod(place, columns)
        left, bottom = LABELS + column * (across + 0.25), height - TOP - (row + 1) * (down + gap) + gap - 0.3
        panel = chart.add_axes((left / width, bottom / height, across / width, down / height))
        is_measured |= dots(panel, table.loc[names], table.attrs.get("treaty", math.nan))
        panel.set_title(textwrap.fill(units[metric], 44), fontsize=style.SMALL, loc="left", color=style.INK)
        panel.set_yticks(range(len(names)), [plain(name) for name in names] if column == 0 else [""] * len(names))
        panel.set_ylim(len(names) - 0.4, -0.6)
    lead = f"Difference from {plain(base)}: mean over scenarios with 95 % interval; grey: range over single scenarios"
    if is_measured:
        treaty = Line2D([], [], color=style.OKABE_ITO[0], ls=(0, (4, 2)), lw=1.2, label="what the Russian treaty does (yardstick)")
        chart.legend(
            handles=[treaty], loc="upper right", bbox_to_anchor=(1 - 0.1 / width, 1 - 0.05 / height), fontsize=style.SMALL,
            frameon=False,
        )  # fmt: skip
    surround(chart, "What each option changes", lead, about)
    return chart


def dots(panel: Axes, table: pd.DataFrame, treaty: float) -> bool:
    """Draw a dot with its interval for each row, on its range over scenarios; return whether the treaty's effect is drawn too."""
    for place, (_, row) in enumerate(table.iterrows()):
        panel.plot([row["least"], row["greatest"]], [place, place], color=style.LIGHT, lw=5, solid_capstyle="butt")
        panel.plot([row["low"], row["high"]], [place, place], color=style.OKABE_ITO[2], lw=1.8, solid_capstyle="butt")
        panel.plot([row["difference"]], [place], "o", ms=4.5, color=style.OKABE_ITO[2])
    panel.axvline(0.0, color=style.GREY, lw=0.9)
    low, high = panel.get_xlim()
    span = high - low
    is_near = abs(treaty) > 0.02 * span and low - span <= treaty <= high + span  # one far outside would squeeze the dots
    if is_near:
        panel.axvline(treaty, color=style.OKABE_ITO[0], lw=1.2, ls=(0, (4, 2)))
    dressed_rows(panel)
    panel.locator_params(axis="x", nbins=4)
    panel.grid(axis="x", color="#EEEEEE", lw=0.8)
    panel.set_axisbelow(True)
    return is_near


def regrets(regret: pd.DataFrame, about: str) -> Chart:
    """Return the regret of each strategy: a tick per scenario, the greatest as a dot; `regret` is strategies by scenarios."""
    order = regret.max(axis=1).sort_values(kind="stable").index
    width, height = 7.4, TOP + ROW * len(order) + BOTTOM + 0.5
    chart = Chart(figsize=(width, height))
    panel = chart.add_axes((LABELS / width, (BOTTOM + 0.5) / height, 1 - (LABELS + RIGHT) / width, ROW * len(order) / height))
    for place, name in enumerate(order):
        values = regret.loc[name]
        panel.plot(values, [place] * len(values), "|", ms=9, color=style.GREY, mew=0.9)
        panel.plot([values.max()], [place], "o", ms=5.5, color=style.OKABE_ITO[0])
        panel.plot([values.mean()], [place], "D", ms=4.5, mfc="white", color=style.OKABE_ITO[2])
        if values.max() > 0.0:
            panel.annotate(
                plain(str(values.idxmax())), (values.max(), place), xytext=(6, 0), textcoords="offset points", va="center",
                fontsize=style.SMALL - 1, color=style.GREY,
            )  # fmt: skip
    panel.set_yticks(range(len(order)), [plain(str(name)) for name in order])
    panel.set_ylim(len(order) - 0.4, -0.6)
    panel.set_xlim(left=-0.01 * float(regret.to_numpy().max()), right=1.28 * float(regret.to_numpy().max()))
    panel.set_xlabel("regret, usual changes: how much less it pays than the best option in that scenario", fontsize=style.SMALL)
    dressed_rows(panel)
    panel.grid(axis="x", color="#EEEEEE", lw=0.8)
    chart.legend(
        handles=[
            Line2D([], [], marker="|", ms=9, ls="none", color=style.GREY, label="a scenario"),
            Line2D([], [], marker="D", ms=4.5, mfc="white", ls="none", color=style.OKABE_ITO[2], label="mean"),
            Line2D([], [], marker="o", ms=5.5, ls="none", color=style.OKABE_ITO[0], label="greatest, and where"),
        ],
        loc="upper right", bbox_to_anchor=(1 - 0.1 / width, 1 - 0.02 / height), ncols=3, fontsize=style.SMALL, frameon=False,
    )  # fmt: skip
    surround(chart, "Regret", "An option with little regret everywhere is robust; best on the mean need not be", about)
    return chart


def weight_space(
    wins: pd.Series, lines: Mapping[str, pd.DataFrame], weights: Mapping[str, float], lead: str, about: str
) -> Chart:
    """Return how the winner changes over the weights.

    `wins`: share of all weightings in which each strategy pays most. `lines`: by concern, the payoff of each strategy (columns)
    while that concern's share of the weight (index) moves from 0 to 1 and the others keep their
    proportions.
    """
    shown = list(wins[wins > 0.005].sort_values(ascending=False).index)
    for table in lines.values():  # whoever leads somewhere along a line, too
        shown += [name for name in dict.fromkeys(table.idxmax(axis=1)) if name not in shown]
    colours = {name: style.OKABE_ITO[k % len(style.OKABE_ITO)] for k, name in enumerate(shown)}
    columns, across, down = 4, 2.25, 1.5
    rows = -(-len(lines) // columns)
    bars = ROW * 0.8 * len(shown)
    width = 0.55 + columns * (across + 0.5) + 0.1
    height = TOP + bars + 0.9 + rows * (down + 0.75) + BOTTOM
    chart = Chart(figsize=(width, height))
    panel = chart.add_axes((LABELS / width, (height - TOP - bars) / height, (width - LABELS - 0.8) / width, bars / height))
    for place, name in enumerate(shown):
        share = float(wins.get(name, 0.0))
        panel.barh(place, 100 * share, color=colours[name], height=0.7)
        panel.annotate(
            f"{100 * share:.0f} %", (100 * share, place), xytext=(4, 0), textcoords="offset points", va="center",
            fontsize=style.SMALL,
        )  # fmt: skip
    panel.set_yticks(range(len(shown)), [plain(name) for name in shown])
    panel.set_ylim(len(shown) - 0.4, -0.6)
    dressed_rows(panel)
    panel.set_xlabel("share of all weightings (uniform on the simplex) in which it pays most, %", fontsize=style.SMALL)
    for place, (concern, table) in enumerate(lines.items()):
        row, column = divmod(place, columns)
        left, top = 0.55 + column * (across + 0.5), TOP + bars + 0.95 + row * (down + 0.75)
        small = chart.add_axes((left / width, 1 - (top + down) / height, across / width, down / height))
        alongs(small, table, colours, weights[concern])
        small.set_title(f"weight of {concern}", fontsize=style.SMALL, loc="left", color=style.INK)
    surround(chart, "Which weights make which option best", lead, about)
    return chart


def alongs(panel: Axes, table: pd.DataFrame, colours: Mapping[str, str], weight: float) -> None:
    """Draw the payoffs along one concern's weight: grey but for those that lead somewhere, above, the leader in its colour."""
    for name in table.columns:
        panel.plot(table.index, table[name], color=colours.get(name, style.LIGHT), lw=1.6 if name in colours else 0.8)
    best = table.max(axis=1)
    panel.plot(table.index, best, color=style.INK, lw=3.2, alpha=0.18)
    panel.axvline(weight, color=style.GREY, lw=0.9, ls=(0, (2, 1.5)))
    panel.spines[["top", "right"]].set_visible(False)
    panel.tick_params(labelsize=style.SMALL - 1, color=style.GREY, labelcolor=style.INK)
    panel.set_xlim(0, 1)
