"""A scenario's tables under an ensemble: each replication takes one set of parameters, whatever else is run beside it."""

from __future__ import annotations

from collections.abc import Iterator

from northeastsim.scenario.ensembles import EACH, Ensemble
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.ranges import caps, widened
from northeastsim.scenario.schema import value_of
from northeastsim.scenario.tables.build import Tables
from northeastsim.scenario.tables.moved import Moved


class Sets:
    """Gives the tables of one scenario under the sets of an ensemble; `tables` are those of the scenario as it stands.

    The caps of thinning stand at the top of their ranges in all sets, or where the scenario puts them, so that all share luck.
    """

    def __init__(self, resolved: Resolved, ensemble: Ensemble) -> None:
        self.ensemble, self._moved = ensemble, Moved(resolved)
        self.tables = self._moved.tables
        self.open = ensemble.open_in(resolved)
        own = {name: value_of(figure) for name, figure in resolved.document["parameters"].items()}
        self._caps = {name: own.get(name, top) for name, top in caps(resolved).items()}

    def spans(self, first: int, count: int) -> Iterator[tuple[int, int]]:
        """Yield consecutive replications that share a set: the first of them, and how many they are."""
        while count > 0:
            number = min(count, EACH - first % EACH)
            yield first, number
            first, count = first + number, count - number

    def of(self, replication: int) -> Tables:
        """Return the tables of a replication."""
        return next(self.widened(replication))

    def widened(self, replication: int) -> Iterator[Tables]:
        """Yield the tables of a replication, each time with caps of thinning twice as high."""
        values = self.ensemble.values_of(self.ensemble.number(replication), self.open)
        for tops in widened(self._caps):
            yield self._moved.under(tops | values)
