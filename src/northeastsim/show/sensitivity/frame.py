"""What charts of a sweep have in common: rows of uncertainties, outcomes in words, fixed distances."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from northeastsim.scenario.names import states
from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.comparison.frame import WHEN
from northeastsim.show.names import STATISTICS, capital, parts, sentence, unit
from northeastsim.show.panels import dressed_rows
from northeastsim.show.sensitivity.uncertainties import short

if TYPE_CHECKING:
    from northeastsim.show.sensitivity.shown import Sensitivity

ROW, TOP, BOTTOM, RIGHT = 0.24, 0.8, 1.0, 0.35  # inches
LETTER = 0.066  # inches of a letter of a label
MEASURES = {
    "first": "first-order index: share of variance it explains alone",
    "total": "total index: share with all it does with others",
    "effect": "mean absolute effect over its whole range",
    "swing": "swing of the outcome while it alone moves",
    "score": "feature score: helps trees to tell the outcome",
    "high": "distance of the highest tenth from the rest",
    "low": "distance of the lowest tenth from the rest",
}


@functools.cache
def called(outcome: str) -> str:
    """An outcome in words: `China's influence over North Korea at the end`."""
    names = dict(states())
    if outcome.startswith("payoff["):
        return f"Payoff of {', '.join(names.get(one, one) for one in parts(outcome)[1])}"
    score, _, how = outcome.rpartition(".")
    if how in STATISTICS:
        return capital(sentence(score, names)) + {**WHEN, "change": ", change", "min": ", lowest"}[how]
    words = sentence(outcome, names).replace(".count", "").replace("_", " ")
    return capital(f"{words} in a run" if how == "count" else words)


def unit_of(outcome: str) -> str:
    """The unit of an outcome."""
    return "usual changes" if outcome.startswith("payoff[") else unit(outcome)


def ordered(found: Sensitivity, outcome: str, most: int = 20) -> list[str]:
    """The uncertainties of an outcome, those of the greatest mean index over worlds first."""
    rows = found.agreement
    mine = rows[rows["outcome"] == outcome].sort_values("index", ascending=False, kind="stable")
    return list(mine["uncertainty"])[:most]


def label_width(names: Sequence[str]) -> float:
    """Inches that the longest of some labels takes."""
    return max(1.2, LETTER * max(len(name) for name in names) + 0.2)


def rows_of(panel: Axes, names: Sequence[str], labelled: bool = True) -> None:
    """Make a panel one of rows, a name each, the first on top."""
    panel.set_yticks(range(len(names)), [short(name) for name in names] if labelled else [""] * len(names))
    panel.set_ylim(len(names) - 0.5, -0.5)
    dressed_rows(panel)
    panel.grid(axis="x", color="#EEEEEE", lw=0.8)
    panel.set_axisbelow(True)
    panel.locator_params(axis="x", nbins=4)


def panels(
    rows: int, columns: int, labels: float, across: float = 2.3, gap: float = 0.3, row: float = ROW, above: float = 0.35
) -> tuple[Chart, list[Axes]]:  # fmt: skip
    """An empty chart with panels of rows side by side, `above` inches of titles on each."""
    width = max(7.4, labels + columns * across + (columns - 1) * gap + RIGHT)
    height = TOP + above + row * rows + BOTTOM
    across = (width - labels - RIGHT - (columns - 1) * gap) / columns
    chart = Chart(figsize=(width, height))
    found = [
        chart.add_axes(((labels + k * (across + gap)) / width, BOTTOM / height, across / width, row * rows / height))
        for k in range(columns)
    ]
    for panel in found:
        panel.tick_params(labelsize=style.SMALL)
    return chart, found
