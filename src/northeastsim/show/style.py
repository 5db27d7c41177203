"""Colours, dashes and sizes of charts: one colour and dash per actor, safe for the colour-blind."""

from __future__ import annotations

from collections.abc import Sequence

# Okabe and Ito 2008, Color Universal Design; without the yellow, which is lost on white.
OKABE_ITO = ("#D55E00", "#000000", "#0072B2", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
DASHES: tuple[tuple[float, tuple[float, ...]], ...] = (
    (0, ()),
    (0, (6, 2)),
    (0, (2, 1.5)),
    (0, (6, 2, 1.5, 2)),
    (0, (1, 1)),
    (0, (6, 2, 1.5, 2, 1.5, 2)),
    (0, (10, 3)),
)
HOUSE = ("CHN", "PRK", "RUS", "KOR", "JPN", "USA")
GREY, INK, LIGHT = "#666666", "#222222", "#CCCCCC"
WIDE, NARROW = 0.16, 0.30  # opacity of the 5-95 % and the 25-75 % band
SMALL, TEXT, TITLE = 8.0, 9.0, 12.5
DPI = 130


def place(actor: str, actors: Sequence[str]) -> int:
    """The number of an actor's colour: the six of the region keep theirs in every world."""
    if actor in HOUSE:
        return HOUSE.index(actor)
    others = [one for one in actors if one not in HOUSE]
    taken = {HOUSE.index(one) for one in actors if one in HOUSE}
    free = [k for k in range(len(OKABE_ITO)) if k not in taken] or list(range(len(OKABE_ITO)))
    return free[others.index(actor) % len(free)] if actor in others else 0


def colour(actor: str, actors: Sequence[str]) -> str:
    """The colour of an actor; a score of the whole region has a dark grey."""
    return OKABE_ITO[place(actor, actors)] if actor else GREY


def dash(actor: str, actors: Sequence[str]) -> tuple[float, tuple[float, ...]]:
    """The dashes of an actor's line."""
    return DASHES[place(actor, actors)] if actor else DASHES[0]
