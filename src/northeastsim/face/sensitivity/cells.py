"""A sweep as it is analysed: its worlds, its design, and each outcome as an array of points and replications."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.words import missing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from northeastsim.analysis.sensitivity.design import Design
    from northeastsim.analysis.sensitivity.worlds import World
    from northeastsim.face.sweeps import Sweep

PLACE = "<sensitivity>"


@dataclass(frozen=True, eq=False)
class Cells:
    """The runs of a sweep by experiment and replication; a world is a scenario under one choice of levers."""

    sweep: Sweep = field(repr=False)

    @cached_property
    def array(self) -> NDArray[np.float64]:
        """The outcomes: (experiments, replications, outcomes), NaN where a run failed or is missing."""
        from northeastsim.analysis.sensitivity.worlds import cells

        return cells(self.sweep.runs, list(self.sweep.outcomes), len(self.sweep.experiments))

    @cached_property
    def worlds(self) -> list[World]:
        """The worlds, in their order."""
        from northeastsim.analysis.sensitivity.worlds import worlds

        return worlds(self.sweep.experiments, list(self.sweep.levers))

    @property
    def scenarios(self) -> list[str]:
        """The scenarios, in their order."""
        return list(dict.fromkeys(each.scenario for each in self.worlds))

    def of_scenario(self, scenario: str) -> list[World]:
        """The worlds of a scenario: one per choice of levers."""
        return [each for each in self.worlds if each.scenario == scenario]

    @cached_property
    def design(self) -> Design:
        """The points, which are the same in every world."""
        from northeastsim.analysis.sensitivity.design import Design

        sweep, first = self.sweep, self.worlds[0].experiments
        rows = sweep.experiments.set_index("experiment").loc[first, list(sweep.uncertainties)].reset_index(drop=True)
        shares = None if sweep.shares is None else sweep.shares.reset_index(drop=True)
        return Design(sweep.method, rows, shares, bool(sweep.second_order), int(sweep.levels))

    def outcome(self, world: World, name: str) -> NDArray[np.float64]:
        """An outcome in a world: (points, replications)."""
        return self.array[world.experiments, :, list(self.sweep.outcomes).index(name)]

    def choice(self, world: World) -> str:
        """The choice of levers in a world, in short: of those that differ between worlds."""
        return " + ".join(str(value) for value, differs in zip(world.levers, self._differ, strict=True) if differs)

    @cached_property
    def _differ(self) -> list[bool]:
        return [len({world.levers[k] for world in self.worlds}) > 1 for k in range(len(self.sweep.levers))]

    def label(self, world: World) -> str:
        """A world in short: what tells it apart from the others."""
        alone = len(self.scenarios) == 1 and len(self.worlds) > 1
        return ", ".join(part for part in ("" if alone else world.scenario, self.choice(world)) if part)

    def keys(self, world: World) -> dict[str, Any]:
        """The columns that name a world in a table."""
        return {"scenario": world.scenario, **dict(zip(self.sweep.levers, world.levers, strict=True))}

    def expect(self, names: Iterable[str] | None, place: str = PLACE) -> list[str]:
        """Return outcomes by name, all if none are named; raises ScenarioError with the nearest for those that there are not."""
        known = list(self.sweep.outcomes)
        if names is None:
            return known
        chosen = [spelt(name, known) for name in ([names] if isinstance(names, str) else names)]
        if problems := [Problem(place, None, None, "", *lacking(name, known)) for name in chosen if name not in known]:
            raise ScenarioError(problems)
        return list(dict.fromkeys(chosen))


def spelt(name: str, known: Sequence[str]) -> str:
    """Return an outcome's name as the sweep has it: spaces do not count, nor does a missing `.end`."""
    plain = "".join(str(name).split())
    return f"{plain}.end" if plain not in known and f"{plain}.end" in known else plain


def lacking(name: str, known: Sequence[str]) -> tuple[str, str | None]:
    """Return that a sweep kept no such outcome, and the nearest."""
    words, near = missing("outcome", name, list(known))
    return f"the sweep kept {words}", near
