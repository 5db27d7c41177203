"""Whether the ids in an expression's brackets exist."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from northeastsim.scenario.expressions.names import NAMES
from northeastsim.scenario.expressions.tree import Expression, Reference
from northeastsim.scenario.words import missing


class Fault(NamedTuple):
    """Something wrong at an offset of an expression that is well formed."""

    message: str
    offset: int
    suggestion: str | None = None


def faults(
    expression: Expression, actors: Collection[str] | None, events: Collection[str] | None
) -> list[Fault]:
    """What is wrong with the ids an expression uses; None for a set of ids leaves those unchecked."""
    found = [fault for ref in expression.references() for fault in unknown(ref, actors, events)]
    return found + [
        Fault(f"'{ref.name}' is between two different actors, not {ref.ids[0]} and itself", ref.offset)
        for ref in expression.references()
        if NAMES[ref.name] == "ij" and ref.ids[0] == ref.ids[1]
    ]


def unknown(ref: Reference, actors: Collection[str] | None, events: Collection[str] | None) -> list[Fault]:
    """The ids of one reference that name nothing."""
    found = []
    for kind, word, offset in zip(NAMES[ref.name], ref.ids, ref.id_offsets, strict=True):
        known, noun = (events, "event") if kind == "e" else (actors, "actor")
        if known is not None and word not in known:
            message, near = missing(noun, word, known)
            found.append(Fault(message, offset, near))
    return found
