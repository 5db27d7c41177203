"""The charts of results as parts of a page: every one of the catalogue's that has something to show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from northeastsim.errors import ScenarioError
from northeastsim.show.blocks import texts
from northeastsim.show.catalogue import CHARTS, draw
from northeastsim.show.names import capital
from northeastsim.show.report.parts import Figure, Part, Section


def charts(kind: str, where: str, *given: Any) -> Section:
    """Draw all charts of a kind of results; `where` says where all of their numbers are."""
    return Section("charts", figures(kind, where, CHARTS[kind], *given))


def figures(kind: str, where: str, names: Iterable[str], *given: Any) -> list[Part]:
    """Draw some charts; what cannot be drawn of these results is said at the end."""
    parts: list[Part] = []
    left: list[str] = []
    for name in names:
        try:
            parts.append(figure(kind, name, where, *given))
        except ScenarioError as error:
            left.append(f"Not drawn: {name}, since {error.problems[0].message}.")
    return [*parts, *texts(left)]


def figure(kind: str, name: str, where: str, *given: Any, more: str = "") -> Figure:
    """Draw one chart; `more` is added to what it shows."""
    return Figure(draw(kind, name, *given), f"{capital(CHARTS[kind][name].summary)}{more}", where)
