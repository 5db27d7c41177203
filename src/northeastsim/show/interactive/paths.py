"""One score over time, with the numbers of each date under the pointer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.interactive.look import HEIGHT, WIDTH, dressed, records

BANDS = ("date", "n", "mean", "p05", "p25", "p50", "p75", "p95", "frozen", "quiet")
HINT = "Dark band: 25-75 % of runs, light: 5-95 %; thin: single runs; dotted: the start; diamond: quiet twin. Point for numbers."


def paths(chart: Chart) -> Any:
    """The interactive form of a run's chart `paths`."""
    import altair as alt

    data, shade = chart.data, str(chart.data.attrs["colour"])
    bands, runs, events = (data[data["what"] == what] for what in ("bands", "run", "event"))
    x, y = alt.X("date:T", title=None), up(bands)
    near = alt.selection_point(nearest=True, on="pointerover", fields=["date"], empty=False, clear="pointerout")
    base = alt.Chart(records(bands, BANDS)).encode(x)
    layers = [
        base.mark_area(color=shade, opacity=style.WIDE).encode(y("p05"), alt.Y2("p95:Q")),
        base.mark_area(color=shade, opacity=style.NARROW).encode(y("p25"), alt.Y2("p75:Q")),
        *([singles(runs).encode(x, y("value"))] if len(runs) else []),
        base.mark_line(color=style.GREY, strokeWidth=1.2, strokeDash=[1, 3]).encode(y("frozen")),
        base.mark_line(color=shade, strokeWidth=2.8).encode(y("mean")),
        *([quiet(bands).encode(x, y("quiet"))] if bands["quiet"].notna().any() else []),
        base.mark_point(size=90, filled=True, color=shade)
        .encode(y("mean"), opacity=alt.condition(near, alt.value(1), alt.value(0)), tooltip=tips())
        .add_params(near),
        *marked(events, x),
    ]
    return dressed(alt.layer(*layers).properties(width=WIDTH, height=HEIGHT), chart, HINT, wide=False)


def up(bands: pd.DataFrame) -> Callable[[str], Any]:
    """Return what lays a column on the one vertical axis."""
    import altair as alt

    unit = str(bands["unit"].iloc[0]) or None
    return lambda name: alt.Y(f"{name}:Q", title=unit, scale=alt.Scale(zero=False))


def singles(runs: pd.DataFrame) -> Any:
    """The single runs, thin."""
    import altair as alt

    lines = alt.Chart(records(runs, ("date", "value", "replication"))).mark_line(color=style.GREY, strokeWidth=0.8, opacity=0.8)
    return lines.encode(alt.Detail("replication:N"))


def quiet(bands: pd.DataFrame) -> Any:
    """The mean of the quiet twin, at the end."""
    import altair as alt

    base = alt.Chart(records(bands[bands["quiet"].notna()], ("date", "quiet")))
    tip = alt.Tooltip("quiet:Q", title="quiet twin, mean at the end", format=".4~g")
    return base.mark_point(shape="diamond", size=70, filled=True, fill="white", stroke=style.INK, opacity=1).encode(tooltip=[tip])


def tips() -> list[Any]:
    """What is told of a date: value, intervals, and how many runs stand behind it."""
    import altair as alt

    told = {"mean": "mean", "p05": "5 % of runs below", "p25": "25 % below", "p75": "75 % below", "p95": "95 % below",
            "frozen": "at the start"}  # fmt: skip
    numbers = [alt.Tooltip(f"{name}:Q", title=title, format=".4~g") for name, title in told.items()]
    return [alt.Tooltip("date:T", format="%Y-%m-%d"), *numbers, alt.Tooltip("n:Q", title="n, runs in the model")]


def marked(events: pd.DataFrame, x: Any) -> list[Any]:
    """What the scenario does: a line at its date, its words under the pointer."""
    import altair as alt

    if not len(events):
        return []
    base = alt.Chart(records(events, ("date", "words"))).encode(x, tooltip=[alt.Tooltip("date:T", format="%Y-%m-%d"), "words:N"])
    flag = base.mark_point(shape="triangle-down", size=90, filled=True, color=style.INK, opacity=1)
    return [base.mark_rule(color="#999999", strokeWidth=1.0), flag.encode(y=alt.value(0))]
