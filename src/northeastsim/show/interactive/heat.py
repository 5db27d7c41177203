"""Which option, in which scenario: a heat map with the interval of each difference under the pointer."""

from __future__ import annotations

from typing import Any

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.comparison.frame import is_sure, plain
from northeastsim.show.comparison.heat import ENDS
from northeastsim.show.interactive.look import WIDTH, dressed, records

ROW, LEAST = 30, 0.05  # pixels of a row; the difference at which colours are full, at least
NARROW = 4  # columns that fit on a phone
HINT = "Blue: better; grey: the 95 % interval holds 0. Point at a cell for its interval."


def differences(chart: Chart) -> Any:
    """The interactive form of a comparison's chart `differences`."""
    import altair as alt

    data = chart.data.assign(
        option=chart.data["strategy"].map(plain), world=chart.data["scenario"].map(plain),
        sure=is_sure(chart.data),
    )  # fmt: skip
    limit = max(LEAST, float(data["difference"].abs().max()))
    worlds = ["mean", *(one for one in dict.fromkeys(data["world"]) if one != "mean")]
    first = data[data["world"] == "mean"].sort_values("difference", ascending=False, kind="stable")["option"].tolist()
    base = alt.Chart(records(data, ("option", "world", "difference", "low", "high", "n", "sure"))).encode(
        alt.X("world:N", sort=worlds, title=None, axis=alt.Axis(orient="bottom", labelAngle=-60, ticks=False, domain=False)),
        alt.Y("option:N", sort=first, title=None, axis=alt.Axis(ticks=False, domain=False)),
        tooltip=tips(),
    )
    scale = alt.Scale(domain=[-limit, 0, limit], range=list(ENDS), type="linear")
    cells = base.mark_rect(stroke="white", strokeWidth=2).encode(alt.Color("difference:Q", scale=scale, legend=None))
    bright = f"abs(datum.difference) > {0.6 * limit:.6f} ? 'white' : datum.sure ? '{style.INK}' : '{style.GREY}'"
    texts = base.mark_text(fontSize=11).encode(alt.Text("difference:Q", format="+.2f"), color=alt.ColorValue({"expr": bright}))
    lead = chart.lead.partition(", with half")[0]
    both = alt.layer(cells, texts).properties(width=WIDTH, height=ROW * len(first))
    return dressed(both, chart, HINT, lead, wide=len(worlds) > NARROW)


def tips() -> list[Any]:
    """What is told of a cell."""
    import altair as alt

    numbers = (("difference", "difference, usual changes"), ("low", "95 % interval, from"), ("high", "to"))
    told = [alt.Tooltip(f"{name}:Q", title=title, format="+.3f") for name, title in numbers]
    return [alt.Tooltip("option:N"), alt.Tooltip("world:N", title="scenario"), *told, alt.Tooltip("n:Q", title="n, runs in the model")]
