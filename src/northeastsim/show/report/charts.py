"""The charts of results as a section: every one of the catalogue's that has something to show."""

from __future__ import annotations

from typing import Any

from northeastsim.errors import ScenarioError
from northeastsim.show.blocks import Text
from northeastsim.show.report.parts import Figure, Part, Section


def charts(kind: str, where: str, *given: Any) -> Section:
    """Draw all charts of a kind of results; what cannot be drawn of these is said at the end."""
    from northeastsim.show.catalogue import CHARTS, draw

    blocks: list[Part] = []
    left: list[str] = []
    for name, entry in CHARTS[kind].items():
        try:
            blocks.append(Figure(draw(kind, name, *given), entry.summary[:1].upper() + entry.summary[1:], where))
        except ScenarioError as error:
            left.append(f"Not drawn: {name}, since {error.problems[0].message}.")
    return Section("charts", [*blocks, *(Text(line) for line in left)])
