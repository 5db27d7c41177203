"""How often each type of event happens in a run."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.lines import Line2D

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.panels import ABOVE, BELOW, dressed_rows
from northeastsim.show.run.frame import QUIET, finish
from northeastsim.show.view import Shown, quiet_means

TOLD = 3  # types told in words


def events(results: Shown, most: int = 14) -> Chart:
    """How often each type of event happened in a run: the mean, and the range of 5 to 95 % of runs."""
    runs = results.some("runs", [name for name in results.columns("runs") if name.endswith(".count")])
    names = [name for name in runs.columns if runs[name].mean() > 0]
    names = sorted(names, key=lambda name: -float(runs[name].mean()))[:most][::-1]
    width, height = 7.6, 0.3 * len(names) + ABOVE + BELOW + 0.2
    chart = Chart(figsize=(width, height))
    panel = chart.add_axes((1.6 / width, (BELOW + 0.45) / height, 1 - 1.9 / width, 0.3 * len(names) / height))
    quiet = quiet_means(results, names)
    data = drawn(runs[names], quiet)
    for place, row in enumerate(data.itertuples()):
        panel.plot([row.p05, row.p95], [place, place], color=style.LIGHT, lw=5, solid_capstyle="butt")
        panel.plot([row.quiet], [place], **QUIET)
        panel.plot([row.mean], [place], "o", ms=4.5, color=style.OKABE_ITO[2], gid=row.metric)
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
    often = [f"{str(row.metric).removesuffix('.count').replace('_', ' ')} {row.mean:.3g} ({row.p05:.3g} to {row.p95:.3g})"
             for row in data[::-1].head(TOLD).itertuples()]  # fmt: skip
    chart.say(f"Most often, mean a run and 5-95 % of runs: {'; '.join(often)}", data[::-1].reset_index(drop=True))
    return chart


def drawn(runs: pd.DataFrame, quiet: dict[str, float]) -> pd.DataFrame:
    """A row per type of event: mean and range over runs, the mean of the quiet twin."""
    ranges = runs.quantile([0.05, 0.95])
    rows = [(name, "per run", len(runs), runs[name].mean(), *ranges[name], quiet.get(str(name), float("nan"))) for name in runs]
    return pd.DataFrame(rows, columns=["metric", "unit", "n", "mean", "p05", "p95", "quiet"])
