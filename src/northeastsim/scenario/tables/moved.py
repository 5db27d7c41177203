"""A scenario's tables under other parameters: laid out once, and of them only what parameters reach is filled again."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from northeastsim.rulebook import layout as at
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.tables import world
from northeastsim.scenario.tables.build import Tables, tables
from northeastsim.scenario.tables.draft import Draft


def under(resolved: Resolved, values: Mapping[str, float]) -> Resolved:
    """Return a scenario with parameters at given values, which are not checked: a design's lie within their ranges."""
    parameters = {**resolved.document["parameters"], **{name: float(value) for name, value in values.items()}}
    return dataclasses.replace(resolved, document={**resolved.document, "parameters": parameters})


class Moved:
    """Gives the tables of one scenario under many sets of parameters, ten times as fast as by laying out each.

    Most parameters are read while a run goes on, a few while its start is filled: what capital decay upholds, what warheads
    count for. So the start is filled again, and where it differs, taken over. Whether that is all that differs is tried on
    each set in which a parameter is moved for the first time; if not, as where options have no constant of their own, each
    is laid out anew. So it is where the scenario revises figures, since which differ hangs on values, not on names alone.
    """

    def __init__(self, resolved: Resolved) -> None:
        self.resolved, self.tables = resolved, tables(resolved)
        self._start = start(resolved)
        self._is_all = not resolved.document["revisions"]
        self._tried: set[str] = set()

    def under(self, values: Mapping[str, float]) -> Tables:
        """Return the tables under a set of parameters; the others stay as the scenario has them."""
        moved = under(self.resolved, values)
        if self._is_all and (untried := self._moved_by(values) - self._tried):
            if not equal(self._taken_over(moved), tables(moved)):  # NOTE: for good, and before it counts as tried: threads share it
                self._is_all = False
            self._tried |= untried
        return self._taken_over(moved) if self._is_all else tables(moved)

    def _moved_by(self, values: Mapping[str, float]) -> set[str]:
        """Return the parameters that differ from the scenario's own."""
        return {name for name, value in values.items() if self.tables.x[self.tables.places[name]] != value}

    def _taken_over(self, moved: Resolved) -> Tables:
        """Return the tables with what differs between two starts taken from the second."""
        x, anew = self.tables.x.copy(), start(moved)
        differs = np.flatnonzero(anew != self._start)
        x[differs] = anew[differs]
        return dataclasses.replace(self.tables, x=x)


def start(resolved: Resolved) -> NDArray[np.float64]:
    """Return parameters, systems and actors as they are filled first, before anything else is."""
    x: Any = np.zeros(at.OPTION_MEMORY)  # NOTE: no list, which takes longer to turn into an array than all that is filled
    draft = Draft(resolved, x=x)
    world.fill_parameters(draft)
    world.fill_systems(draft)
    world.fill_actors(draft)
    return np.asarray(draft.x)


def equal(one: Tables, other: Tables) -> bool:
    """Return whether two scenarios are laid out alike, to the bit."""
    arrays = all(np.array_equal(getattr(one, name), getattr(other, name)) for name in ("x", "m", "t"))
    return arrays and one.places == other.places
