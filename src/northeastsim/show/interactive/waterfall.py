"""Why a score changed, cause by cause, with the interval of each step under the pointer."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd

from northeastsim.show import style
from northeastsim.show.causes import DRIFT
from northeastsim.show.chart import Chart
from northeastsim.show.interactive.look import WIDTH, dressed, records
from northeastsim.show.waterfall import DOWN, UP

ROW = 24  # pixels of a step
COLUMNS = ("place", "label", "before", "after", "change", "low", "high", "from", "to", "seen", "n", "fill", "stroke")
HINT = "Blue raises it, orange lowers it, hollow is drift; thin: 95 % interval of the mean. Point at a step for its numbers."


def waterfall(chart: Chart) -> Any:
    """The interactive form of an explanation's chart `waterfall`."""
    import altair as alt

    data, facts = stepped(chart.data), chart.data.attrs
    labels = json.dumps([str(facts["from"]), *data["label"], str(facts["to"])])
    axis = alt.Axis(ticks=False, domain=False, labelLimit=320, labelExpr=f"{labels}[datum.value]")
    y = alt.Y("place:O", title=None, axis=axis, scale=alt.Scale(domain=list(range(len(data) + 2)), paddingInner=0.25))
    x: dict[str, Any] = {"title": title(chart.data), "scale": alt.Scale(zero=False)}
    base = alt.Chart(records(data, COLUMNS)).encode(y, tooltip=tips(data))
    ends = pd.DataFrame({"place": [0, len(data) + 1], "value": [facts["before"], facts["after"]]})
    layers = [
        base.mark_bar(strokeWidth=1.5).encode(
            alt.X("before:Q", **x), alt.X2("after:Q"), alt.Fill("fill:N", scale=None), alt.Stroke("stroke:N", scale=None),
        ),
        alt.Chart(records(ends, ends.columns)).mark_tick(thickness=3, color=style.INK).encode(
            alt.X("value:Q", **x), y, tooltip=[alt.Tooltip("value:Q", format=".4~g")],
        ),
    ]  # fmt: skip
    if "from" in data and data["from"].notna().any():
        layers.append(base.mark_rule(color=style.INK, strokeWidth=1.2).encode(alt.X("from:Q", **x), alt.X2("to:Q")))
    return dressed(alt.layer(*layers).properties(width=WIDTH, height=ROW * (len(data) + 2)), chart, HINT)


def stepped(rows: pd.DataFrame) -> pd.DataFrame:
    """Where each step begins and ends, and its colours; drift is hollow. Intervals are put where the step is."""
    ends = np.cumsum([float(rows.attrs["before"]), *rows["change"]])
    shade = np.where(rows["change"] >= 0, UP, DOWN)
    table = rows.assign(place=range(1, len(rows) + 1), before=ends[:-1], after=ends[1:], stroke=shade)
    table["fill"] = np.where(rows["kind"] == DRIFT, "white", shade)
    if "low" in rows:
        table["from"], table["to"] = ends[:-1] + rows["low"], ends[:-1] + rows["high"]
    return table


def title(rows: pd.DataFrame) -> str:
    """The score and its unit."""
    unit = str(rows["unit"].iloc[0]) if len(rows) else ""
    return f"{rows.attrs['score']}{f' ({unit})' if unit else ''}"


def tips(data: pd.DataFrame) -> list[Any]:
    """What is told of a step."""
    import altair as alt

    told = {"change": "change", "low": "95 % interval, from", "high": "to"}
    numbers = [alt.Tooltip(f"{name}:Q", title=words, format="+.4~g") for name, words in told.items() if name in data]
    counts = {"seen": "seen in so many runs", "n": "n, runs in the model"}
    return [alt.Tooltip("label:N", title="cause"), *numbers,
            *(alt.Tooltip(f"{name}:Q", title=words) for name, words in counts.items() if name in data)]  # fmt: skip
