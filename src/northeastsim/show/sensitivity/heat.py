"""The map of a sweep: which uncertainties decide which outcomes, in the mean over worlds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.names import counted
from northeastsim.show.sensitivity import frame
from northeastsim.show.sensitivity.overview import deciders
from northeastsim.show.sensitivity.uncertainties import short

if TYPE_CHECKING:
    from northeastsim.show.sensitivity.shown import Sensitivity

CELL, MOST_ROWS = 0.5, 40  # inches; uncertainties drawn
BLUES = LinearSegmentedColormap.from_list("share", ["#FFFFFF", "#56B4E9", "#0072B2"])


def figure(found: Sensitivity, outcome: str | None = None) -> Chart:
    """Draw uncertainties by outcomes: the mean index over worlds, and in how many worlds it is told apart from nothing."""
    rows = found.agreement if outcome is None else found.agreement[found.agreement["outcome"] == outcome]
    order = list(dict.fromkeys(rows["outcome"]))
    order = [name for name in found.outcomes if name in order]
    table = rows.pivot(index="uncertainty", columns="outcome", values="index")[order]
    scaled = table / table.max() if found.telling in ("effect", "swing") else table
    clear = (rows.assign(share=rows["clear"] / rows["worlds"]).pivot(index="uncertainty", columns="outcome", values="share"))[order]
    rank = scaled.where(clear > 0, 0.0).max(axis=1) + 1e-3 * scaled.mean(axis=1)
    names = list(rank.sort_values(ascending=False, kind="stable").index[:MOST_ROWS])
    words = ("Which uncertainties decide which outcomes", lead(found), footer(found, len(names), len(table)))
    chart = drawn(scaled.loc[names], clear.loc[names], words)
    first = [f"{frame.called(name)}: {deciders(found, name, 1)[0]}" for name in order if deciders(found, name, 1)]
    chart.say(f"First by outcome: {'; '.join(first[:3]) or 'none is told apart from nothing'}", rows.reset_index(drop=True))
    return chart


def lead(found: Sensitivity) -> str:
    """What a cell is."""
    worlds = len(found.cells.worlds)
    mean = f", mean over {counted(worlds, 'world')}" if worlds > 1 else ""
    scale = " as a share of the outcome's greatest" if found.telling in ("effect", "swing") else ""
    return f"{frame.MEASURES[found.telling]}{scale}{mean}"


def footer(found: Sensitivity, shown: int, known: int) -> str:
    """What grey and brackets are, and what was run."""
    some = f"The first {shown} of {known} uncertainties. " if shown < known else ""
    worlds = " in any world; italics: in some only" if len(found.cells.worlds) > 1 else ""
    return f"Grey: not told apart from what nothing at all may reach{worlds}. {some}{found.about}"


def drawn(values: pd.DataFrame, clear: pd.DataFrame, words: tuple[str, str, str]) -> Chart:
    """Draw the cells."""
    columns = [frame.called(str(name)) for name in values.columns]
    labels, above = frame.label_width([short(str(name)) for name in values.index]), 0.038 * max(len(name) for name in columns) + 0.2
    width = max(7.4, labels + CELL * len(columns) + 1.2)
    height = frame.TOP - 0.2 + above + frame.ROW * len(values) + frame.BOTTOM - 0.15
    chart = Chart(figsize=(width, height))
    panel = chart.add_axes(
        (labels / width, (frame.BOTTOM - 0.15) / height, CELL * len(columns) / width, frame.ROW * len(values) / height)
    )  # fmt: skip
    top = max(float(np.nanmax(values.to_numpy())), 1e-9)
    panel.imshow(values.where(clear > 0, 0.0).to_numpy(), cmap=BLUES, vmin=0.0, vmax=top, aspect="auto")
    for row, column in np.ndindex(values.shape):
        value, share = float(values.iloc[row, column]), float(clear.iloc[row, column])
        panel.text(
            column, row, "" if np.isnan(value) else f"{value:.2f}".lstrip("0") if value < 0.995 else "1", ha="center", va="center",
            fontsize=style.SMALL - 1, fontstyle="italic" if 0 < share < 1 else "normal",
            color="#BBBBBB" if share == 0 else "white" if value > 0.6 * top else style.INK,
        )  # fmt: skip
    panel.xaxis.tick_top()
    panel.set_xticks(range(len(columns)), columns, rotation=40, ha="left", rotation_mode="anchor")
    panel.set_yticks(range(len(values)), [short(str(name)) for name in values.index])
    panel.tick_params(labelsize=style.SMALL, length=0)
    panel.spines[:].set_visible(False)
    title, lead, footer = words
    chart.surround(title, lead, [footer])
    return chart
