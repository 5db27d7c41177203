"""The charts of results as parts of a page: every one of the catalogue's that has something to show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from northeastsim.errors import ScenarioError
from northeastsim.show.blocks import texts
from northeastsim.show.catalogue import CHARTS, draw
from northeastsim.show.language import ENGLISH
from northeastsim.show.names import capital
from northeastsim.show.report.parts import Figure, Part, Section

if TYPE_CHECKING:
    from northeastsim.show.chart import Chart


def charts(kind: str, where: str, *given: Any, **spoken: Any) -> Section:
    """Draw all charts of a kind of results; `where` says where all of their numbers are, `spoken` in which language they are."""
    return Section("charts", figures(kind, where, CHARTS[kind], *given, **spoken))


def figures(kind: str, where: str, names: Iterable[str], *given: Any, **spoken: Any) -> list[Part]:
    """Draw some charts; what cannot be drawn of these results is said at the end."""
    parts: list[Part] = []
    left: list[str] = []
    for name in names:
        try:
            parts.append(figure(kind, name, where, *given, **spoken))
        except ScenarioError as error:
            left.append(f"Not drawn: {name}, since {error.problems[0].message}.")
    return [*parts, *texts(left)]


def figure(kind: str, name: str, where: str, *given: Any, more: str = "", **spoken: Any) -> Figure:
    """Draw one chart; `more` is added to what it shows. In another language it is called by its own title."""
    return called(draw(kind, name, *given, **spoken), f"{summary(kind, name)}{more}", where)


def summary(kind: str, name: str) -> str:
    """What the catalogue says that a chart shows, as a title."""
    return capital(CHARTS[kind][name].summary)


def called(chart: Chart, summary: str, where: str) -> Figure:
    """A chart as a figure: in English what the catalogue says that it shows, in another language its title."""
    return Figure(chart, summary if chart.language == ENGLISH else chart.title, where)
