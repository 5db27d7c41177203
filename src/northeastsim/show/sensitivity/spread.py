"""The chart of an outcome's spread: how much of it is uncertainties, how much levers, how much luck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import Patch

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.sensitivity import frame
from northeastsim.show.sensitivity.about import PARTS

if TYPE_CHECKING:
    from northeastsim.show.sensitivity.shown import Sensitivity

COLOURS = {
    "uncertainties": style.OKABE_ITO[2], "levers": style.OKABE_ITO[0], "together": style.OKABE_ITO[4], "shared luck": "#999999",
    "own luck": style.LIGHT,
}  # fmt: skip
LEAST = 0.06  # share of a part that has its number
DARK = ("uncertainties", "levers", "shared luck")


def figure(found: Sensitivity, outcome: str | None = None) -> Chart:
    """Draw a bar per outcome and scenario, from the left uncertainties, levers, both together, and luck."""
    rows = found.spread if outcome is None else found.spread[found.spread["outcome"] == outcome]
    several = len(found.cells.scenarios) > 1
    bars = list(rows.groupby(["outcome", "scenario"], sort=False))
    names = [f"{frame.called(str(o))}{f' ({s})' if several else ''}" for (o, s), _ in bars]
    chart, (panel,) = frame.panels(len(names), 1, frame.label_width(names), 4.2, row=0.28, above=0.05)
    for place, (_, some) in enumerate(bars):
        left = 0.0
        for part in some.itertuples():
            share = 100.0 * float(part.share)
            panel.barh(place, share, left=left, color=COLOURS[str(part.part)], height=0.75, lw=0)
            if part.share >= LEAST:
                span = f" ({100 * part.low:.0f}-{100 * part.high:.0f})" if share > 14 else ""
                panel.text(
                    left + share / 2, place, f"{share:.0f}{span}", ha="center", va="center", fontsize=style.SMALL - 1.5,
                    color="white" if part.part in DARK else style.INK,
                )  # fmt: skip
            left += share
    frame.rows_of(panel, names)
    panel.set_yticks(range(len(names)), names)
    panel.set_xlim(0, 100)
    panel.set_xlabel("share of the variance over experiments and replications, % (95 % interval)", fontsize=style.SMALL)
    known = [part for part in COLOURS if (rows["part"] == part).any()]
    handles = [Patch(color=COLOURS[part], lw=0, label=PARTS[part]) for part in known]
    lead = "All experiments share their luck: what it does alike in all drops out of every comparison"
    chart.surround("What the outcomes' spread is made of", lead, [found.about], handles)
    first = bars[0][1].sort_values("share", ascending=False, kind="stable").head(2)
    shares = [
        f"{PARTS[str(row.part)]} {100 * row.share:.0f} % ({100 * row.low:.0f} to {100 * row.high:.0f})" for row in first.itertuples()
    ]
    chart.say(f"{names[0]}: {', '.join(shares)} of the variance, 95 % interval", rows.reset_index(drop=True))
    return chart
