"""Scenario discovery over a sweep: in which box of the uncertainties a condition on an outcome holds, each world for itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.face.sensitivity.cells import Cells
from northeastsim.face.sensitivity.choices import By, choices, judged_by, regret, regretted
from northeastsim.face.sensitivity.conditions import Condition, condition
from northeastsim.face.sensitivity.indices import expect_libraries, fronted, stacked
from northeastsim.show.names import counted

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from northeastsim.analysis.discovery import Found
    from northeastsim.analysis.sensitivity.worlds import World
    from northeastsim.face.sweeps import Sweep
    from northeastsim.show.catalogue import File


def discover(sweep: Sweep, when: str, *, by: str | None = None, seed: int = 0) -> Discovery:
    """Return in which boxes of the uncertainties of a finished `sweep` a condition holds.

    `when`: `influence[CHN,PRK].end < 0.4` of the mean over replications, or `... in 20 % of runs`; of a regret,
    `regret[CHOICE] > 0.1`, judged `by` an outcome (default: a payoff that was kept). `seed` is that of the halves that boxes
    are found and told on. Of Saltelli's and Morris's designs only points that tell nothing of one another are used. Raises
    ScenarioError for a condition or a name that cannot be read.
    """
    from northeastsim.analysis.discovery import discover as search

    expect_libraries()
    cells, asked = Cells(sweep), condition(when)
    if not cells.design.fills and cells.design.method == "one_at_a_time":
        message = "a design of one at a time leaves the space empty, so that no box can be found; ask for latin_hypercube"
        raise ScenarioError([Problem("<when>", None, None, "", message)])
    judged = judged_by(by, cells)
    asked = named(asked, cells, judged)
    found = []
    for world in searched(cells, asked):
        y, complete = values(cells, world, asked, judged)
        points = complete & cells.design.independent
        found.append(search(cells.design.only(points).values, asked.holds(y[points]), seed))
    return Discovery(cells, asked, seed, tuple(found))


def named(asked: Condition, cells: Cells, by: By | None) -> Condition:
    """Return a condition with its outcome as the sweep calls it; raises ScenarioError where there is none of that name."""
    choice = regretted(asked.name)
    if choice is None:
        return Condition(cells.expect([asked.name], "<when>")[0], asked.sign, asked.bound, asked.share)
    if choice not in choices(cells):
        known = ", ".join(choices(cells)) or "none, since the sweep has no levers with several values"
        raise ScenarioError([Problem("<when>", None, None, "", f"there is no choice {choice!r} to regret; known: {known}")])
    if by is None:
        message = "a regret is judged by an outcome; name one with --by, such as crises.count:min"
        raise ScenarioError([Problem("<when>", None, None, "", message)])
    return asked


def searched(cells: Cells, asked: Condition) -> list[World]:
    """Return the worlds that are searched: all, or of a regret, which takes all choices together, the scenarios."""
    if regretted(asked.name) is None:
        return cells.worlds
    return [cells.of_scenario(scenario)[0] for scenario in cells.scenarios]


def values(
    cells: Cells, world: World, asked: Condition, by: By | None
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:  # fmt: skip
    """Return what the condition is on, (points, replications), and which points can be used."""
    import numpy as np

    choice = regretted(asked.name)
    if choice is not None and by is not None:
        return regret(cells, world.scenario, choice, by)
    y = cells.outcome(world, asked.name)
    return y, np.asarray(~np.isnan(y).any(axis=1))


@dataclass(frozen=True, eq=False, repr=False)
class Discovery:
    """The boxes in which a condition holds, by world; what a box holds is told on points that it was not found on."""

    cells: Cells
    when: Condition
    seed: int
    found: tuple[Found, ...] = field(repr=False)

    @property
    def searched(self) -> list[World]:
        """The worlds, in the order of `found`."""
        return searched(self.cells, self.when)

    def keys(self, world: World) -> dict[str, Any]:
        """The columns that name a world; of a regret its scenario alone."""
        whole = self.cells.keys(world)
        return whole if regretted(self.when.name) is None else {"scenario": world.scenario}

    def label(self, world: World) -> str:
        """A world in short."""
        return self.cells.label(world) if regretted(self.when.name) is None else world.scenario

    @cached_property
    def boxes(self) -> pd.DataFrame:
        """Each box: coverage, density and mass on points held out, with intervals, the base rate, and whether it holds."""
        return self._stacked("boxes")

    @cached_property
    def limits(self) -> pd.DataFrame:
        """What each box restricts: `low` to `high` of `of_low` to `of_high`, or `among` categories; quasi-p on both halves."""
        return self._stacked("limits")

    @cached_property
    def path(self) -> pd.DataFrame:
        """The way to the first box: what each step covers and how dense it is, on the half that it was found on."""
        return self._stacked("path")

    @cached_property
    def cases(self) -> pd.DataFrame:
        """By world: how many points are of interest, of how many, and why no box was found."""
        import pandas as pd

        pairs = zip(self.searched, self.found, strict=True)
        return pd.DataFrame([{**self.keys(world), "cases": one.cases, "points": one.n, "why": one.why} for world, one in pairs])

    def _stacked(self, name: str) -> pd.DataFrame:
        pairs = zip(self.searched, self.found, strict=True)
        return stacked([fronted(getattr(found, name), self.keys(world)) for world, found in pairs])

    @property
    def sentences(self) -> list[str]:
        """What was found, in words, a sentence or two per world."""
        from northeastsim.show.sensitivity.boxes import sentences

        return sentences(self)

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """All tables by name."""
        found = {"boxes": self.boxes, "limits": self.limits, "path": self.path, "cases": self.cases}
        return {name: table for name, table in found.items() if len(table)}

    @property
    def about(self) -> str:
        """What stands behind every chart."""
        from northeastsim.show.sensitivity.about import about

        return about(self.cells)

    def plot(self, *, language: str | None = None, glossary: File = None) -> Any:
        """Return the boxes as a matplotlib Figure; see `Results.plot`."""
        from northeastsim.show.catalogue import draw

        return draw("sensitivity", "boxes", self, language=language, glossary=glossary)

    def __repr__(self) -> str:
        holding = sum(len(each.holding) for each in self.found)
        return f"Discovery({self.when}: {holding} of the boxes found hold, in {counted(len(self.found), 'world')})"

    def _repr_html_(self) -> str:
        from html import escape

        return "".join(f"<p>{escape(text)}</p>" for text in self.sentences)
