"""The influence network on a map, with numbers under the pointer, and a slider that shows weaker influence, too."""

from __future__ import annotations

from typing import Any

import pandas as pd

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.interactive.look import WIDTH, dressed, inline, records
from northeastsim.show.map import coast
from northeastsim.show.map.arrows import Box, Line, drawn, outline
from northeastsim.show.map.network import COLOURS, LAND, PLAIN, SEA, THICK, name_of
from northeastsim.show.map.places import BELOW, PLACES, VIEW, Spot, spots
from northeastsim.show.map.projection import project

View = tuple[float, float, float, float]  # kilometres: west, south, east, north
WEAKEST, MOST = 0.02, 0.6  # influence below which no arrow is made; where the slider ends
LEAD = "Influence of one state over another, 0..1: the number and the width are the mean at the horizon"
HINT = "Point at an arrow for its numbers; the slider below the map shows weaker influence, too. No position on any boundary."
SIGNS = {"more": "more in 95 % of runs", "less": "less in 95 % of runs", "unclear": "neither in 95 % of runs"}
COLUMNS = ("who", "over", "n", "start", "mean", "p05", "p95", "change_p05", "change_p95", "direction")


def network(chart: Chart) -> Any:
    """The interactive form of a run's chart `map`."""
    import altair as alt

    actors = list(dict.fromkeys([*chart.data["actor"], *chart.data["other"]]))
    view = VIEW if any(one in PLACES for one in actors) else PLAIN
    rows, places = chart.data[chart.data["mean"] >= WEAKEST], spots(actors)
    lines = drawn(list(zip(rows["actor"], rows["other"], strict=True)), places, names_of(places))
    size = {"width": WIDTH, "height": round(scale_of(view) * (view[3] - view[1]))}
    shape = alt.Chart(inline(ground())).mark_geoshape(fill=LAND, clip=True, aria=False).project(**mapped(view))
    land = [shape] if view is VIEW else []
    layers = [*land, arrows(chart.data, rows, lines, view), numbers(rows, lines, view), *named(chart.data, places, view)]
    fill = alt.ViewConfig(fill=SEA if land else "white")
    return dressed(alt.layer(*layers).properties(**size, view=fill), chart, HINT, LEAD, fluid=False)


def scale_of(view: View) -> float:
    """Pixels of a kilometre."""
    return WIDTH / (view[2] - view[0])


def mapped(view: View) -> dict[str, Any]:
    """The projection from kilometres of the map to pixels."""
    scale = scale_of(view)
    return {"type": "identity", "reflectY": True, "scale": scale, "translate": [-view[0] * scale, view[3] * scale]}


def names_of(places: dict[str, Spot]) -> dict[str, Box]:
    """Where the names of states stand, by their ids, so that arrows leave them free."""
    return {one: name_of(one, spot, one in BELOW) for one, spot in places.items()}


def arrows(data: pd.DataFrame, rows: pd.DataFrame, lines: list[Line], view: View) -> Any:
    """The arrows of all influences that the slider lets through."""
    import altair as alt

    shown = data.loc[data["drawn"], "mean"]
    first = round(float(shown.min()) - 0.005, 2) if len(shown) else WEAKEST
    slider = alt.binding_range(min=WEAKEST, max=MOST, step=0.01, name="Influence shown, from ")
    least = alt.param(name="least", value=first, bind=slider)
    over = alt.selection_point(on="pointerover", fields=["properties.who", "properties.over"], empty=True, clear="pointerout")
    colours = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    return (
        alt.Chart(inline(features(rows, lines)))
        .mark_geoshape(stroke="white", strokeWidth=1)
        .encode(
            fill=alt.Fill("properties.direction:N", scale=colours, legend=alt.Legend(title=None, orient="top", labelExpr=said())),
            opacity=alt.condition(over, alt.value(1.0), alt.value(0.25)),
            tooltip=tips(),
        )
        .transform_filter("datum.properties.mean >= least")
        .project(**mapped(view))
        .add_params(least, over)
    )


def said() -> str:
    """The words of the legend, as an expression of Vega's."""
    first, second, third = SIGNS
    return f"datum.label == '{first}' ? '{SIGNS[first]}' : datum.label == '{second}' ? '{SIGNS[second]}' : '{SIGNS[third]}'"


def ground() -> list[dict[str, Any]]:
    """The land as one feature, kilometres of the map."""
    lines = [zip(*project(ring[:, 0], ring[:, 1]), strict=True) for ring in coast.rings()]
    rings = [[[round(float(x)), round(float(y))] for x, y in line] for line in lines]
    return [{"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}}]


def features(rows: pd.DataFrame, lines: list[Line]) -> list[dict[str, Any]]:
    """An arrow for each influence, with its numbers."""
    found = []
    for line, row in zip(lines, records(rows, COLUMNS).values, strict=True):
        ring = [[round(float(x)), round(float(y))] for x, y in outline(line, THICK * row["mean"])]
        found.append({"type": "Feature", "properties": row, "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}})
    return found


def numbers(rows: pd.DataFrame, lines: list[Line], view: View) -> Any:
    """The mean on every arrow that is shown."""
    import altair as alt

    middle = [line[len(line) // 2] for line in lines]
    table = rows[["mean"]].assign(x=[x for x, _ in middle], y=[y for _, y in middle])
    base = alt.Chart(records(table, table.columns)).transform_filter("datum.mean >= least").encode(*axes(view, "y"))
    text = alt.Text("mean:Q", format=".2f")
    return alt.layer(
        base.mark_text(fontSize=13, stroke="white", strokeWidth=4, strokeJoin="round", aria=False).encode(text),
        base.mark_text(fontSize=13, fontWeight="bold", color=style.INK).encode(text),
    )


def axes(view: View, name: str) -> tuple[Any, Any]:
    """The two channels that lay kilometres on the map, which shows no axes."""
    import altair as alt

    across, up = (alt.Scale(domain=[view[k], view[k + 2]], nice=False, zero=False) for k in (0, 1))
    return alt.X("x:Q", scale=across, axis=None), alt.Y(f"{name}:Q", scale=up, axis=None)


def tips() -> list[Any]:
    """What is told of an arrow: value, intervals, and how many runs stand behind it."""
    import altair as alt

    told = {"start": "at the start", "mean": "mean at the horizon", "p05": "5 % of runs below", "p95": "95 % below",
            "change_p05": "change: 5 % of runs below", "change_p95": "change: 95 % below"}  # fmt: skip
    texts = [alt.Tooltip(f"properties.{name}:N", title=title) for name, title in (("who", "influence of"), ("over", "over"))]
    numbers = [alt.Tooltip(f"properties.{name}:Q", title=title, format=".3f") for name, title in told.items()]
    return [*texts, *numbers, alt.Tooltip("properties.n:Q", title="n, runs in the model")]


def named(data: pd.DataFrame, places: dict[str, Spot], view: View) -> list[Any]:
    """The states: a ring and a name for each."""
    import altair as alt

    names, at = dict(zip(data["actor"], data["who"], strict=True)), names_of(places)
    table = pd.DataFrame([(names.get(one, one), x, y, at[one].y) for one, (x, y) in places.items()], columns=["name", "x", "y", "at"])
    base = alt.Chart(records(table, table.columns))
    ring = base.mark_point(size=90, filled=True, fill="white", stroke=style.INK, strokeWidth=2, opacity=1).encode(*axes(view, "y"))
    halo = base.mark_text(fontSize=14, fontWeight="bold", stroke="white", strokeWidth=4, strokeJoin="round", aria=False)
    text = base.mark_text(fontSize=14, fontWeight="bold", color=style.INK)
    return [ring, *(one.encode(*axes(view, "at"), text="name:N") for one in (halo, text))]
