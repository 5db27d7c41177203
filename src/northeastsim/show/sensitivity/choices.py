"""The chart of choices: at how many points each is best, and which uncertainties decide that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.comparison.frame import LETTER, plain
from northeastsim.show.panels import dressed_rows
from northeastsim.show.sensitivity import frame
from northeastsim.show.sensitivity.bars import dots
from northeastsim.show.sensitivity.uncertainties import short

if TYPE_CHECKING:
    import pandas as pd

    from northeastsim.show.sensitivity.shown import Sensitivity

MOST = 12  # uncertainties


def figure(found: Sensitivity, outcome: str | None = None) -> Chart:
    """Draw at which share of points each choice is best (clearly, and not), and beside it what decides it, by scenario."""
    assert found.choosing is not None
    standing, deciding = found.choosing.standing, of_best(found)
    order = [] if deciding.empty else list(deciding.groupby("uncertainty")["shown"].mean().nlargest(MOST).index)
    scenarios = found.cells.scenarios[:3]
    names = list(dict.fromkeys(standing["choice"]))
    labels, right = frame.label_width(names), frame.label_width([short(name) for name in order]) if order else 0.0
    across, down = 2.3, max(0.3 * len(names), frame.ROW * len(order))
    blocks = len(scenarios)
    across = across if order else 4.2
    lead = f"Judged by {found.choosing.by}, mean over replications; dark: the lead is clear of luck"
    lead += "; grey: not told apart from nothing" if order else ""
    width = max(7.4, LETTER * len(lead) + 0.3, labels + across + (right + 0.25 + across if order else 0.0) + frame.RIGHT)
    height = frame.TOP + blocks * (down + 0.75) + frame.BOTTOM - 0.2
    chart = Chart(figsize=(width, height))
    for block, scenario in enumerate(scenarios):
        bottom = height - frame.TOP - (block + 1) * (down + 0.75) + 0.75 - 0.2
        size = 0.3 * len(names)
        panel = chart.add_axes((labels / width, (bottom + down - size) / height, across / width, size / height))
        bars(panel, standing[standing["scenario"] == scenario].set_index("choice").reindex(names), names)
        panel.set_title(f"{plain(scenario)}: best at, % of points", fontsize=style.SMALL, loc="left", color=style.INK)
        mine = deciding[deciding["scenario"] == scenario] if len(deciding) else deciding
        if len(mine):
            left = labels + across + right + 0.25
            beside = chart.add_axes((left / width, bottom / height, across / width, down / height))
            dots(beside, mine.set_index("uncertainty").reindex(order))
            frame.rows_of(beside, order)
            beside.set_xlim(left=0.0)
            beside.set_title("what decides which is best: feature score", fontsize=style.SMALL, loc="left", color=style.INK)
    chart.surround("Which choice is best where", lead, [found.about])
    first = standing[standing["scenario"] == scenarios[0]].sort_values("best", ascending=False, kind="stable").head(3)
    often = [f"{plain(str(row.choice))} {100 * row.best:.0f} % (clearly {100 * row.clearly:.0f} %)" for row in first.itertuples()]
    chart.say(f"Best at, share of points in {plain(scenarios[0])}: {'; '.join(often)}", standing.reset_index(drop=True))
    return chart


def of_best(found: Sensitivity) -> pd.DataFrame:
    """What decides which choice is best, by scenario."""
    assert found.choosing is not None
    rows = found.choosing.deciding
    return rows[(rows["target"] == "best") & (rows["measure"] == "score")] if len(rows) else rows


def regret(value: float) -> str:
    """A choice's mean regret, where it has one."""
    return "" if value != value else f"; regret {value:.3g}"


def bars(panel: Axes, table: pd.DataFrame, names: list[str]) -> None:
    """Draw at which share of points each choice is best, and at which of them clearly."""
    for place, (_, row) in enumerate(table.iterrows()):
        panel.barh(place, 100 * row["best"], color=style.OKABE_ITO[5], height=0.7, lw=0)
        panel.barh(place, 100 * row["clearly"], color=style.OKABE_ITO[2], height=0.7, lw=0)
        panel.annotate(
            f"{100 * row['best']:.0f}{regret(float(row['regret']))}", (100 * row["best"], place), xytext=(4, 0),
            textcoords="offset points", va="center", fontsize=style.SMALL - 1, color=style.GREY,
        )  # fmt: skip
    panel.set_yticks(range(len(names)), [plain(name) for name in names])
    panel.set_ylim(len(names) - 0.5, -0.5)
    panel.set_xlim(0, 145)
    panel.set_xticks([0, 50, 100])
    dressed_rows(panel)
