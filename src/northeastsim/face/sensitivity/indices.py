"""What decides the outcomes of a sweep: indices by world, how well they are known, where worlds agree, and what luck has in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from northeastsim.errors import Problem, ScenarioError
from northeastsim.face.sensitivity.cells import Cells
from northeastsim.face.sensitivity.choices import Choosing, choosing, judged_by, together
from northeastsim.show.names import counted

if TYPE_CHECKING:
    import pandas as pd

    from northeastsim.analysis.sensitivity.worlds import World
    from northeastsim.face.sweeps import Sweep
    from northeastsim.show.catalogue import File

Progress = Callable[[int, int], None]
THREADS = 2  # trees let go of Python while they grow
SHOWN = ("value", "shown", "low", "high", "nothing", "is_clear", "rank", "direction")


class Part(NamedTuple):
    """One outcome in one world: its indices, how well they are known, and which points were left out, and why all were."""

    indices: pd.DataFrame
    convergence: pd.DataFrame
    left_out: dict[str, Any]


def sensitivity(
    sweep: Sweep, outcomes: Iterable[str] | None = None, *, by: str | None = None, seed: int = 0, on_progress: Progress | None = None
) -> Sensitivity:  # fmt: skip
    """Return what decides the outcomes of a finished `sweep`, each world for itself.

    `outcomes`: columns of its runs (default: all that were kept). `by`: what choices of levers are judged by, such as
    `crises.count:min` (default: a payoff that was kept). `seed` is that of the resamples: the same seed gives the same tables.
    Raises ScenarioError for a name that the sweep does not have, with the nearest.
    """
    cells = Cells(sweep)
    expect_libraries()
    chosen, judged = cells.expect(outcomes, "<outcomes>"), judged_by(by, cells)
    tasks = [(world, name) for name in chosen for world in cells.worlds]
    _ = cells.array, cells.design  # once, before threads ask for them
    found = []
    with ThreadPoolExecutor(THREADS) as pool:
        for done, part in enumerate(pool.map(lambda task: analysed(cells, task[0], task[1], seed), tasks), 1):
            found.append(part)
            if on_progress:
                on_progress(done, len(tasks))
    return Sensitivity(cells, tuple(chosen), seed, tuple(found), choosing(cells, judged, seed) if judged else None)


def expect_libraries() -> None:
    """Raise ScenarioError where the libraries of the extra are missing."""
    from importlib.util import find_spec

    if missing := [name for name in ("scipy", "SALib", "sklearn", "ema_workbench") if find_spec(name) is None]:
        message = f"{', '.join(missing)} not installed; pip install 'northeastsim[analysis]'"
        raise ScenarioError([Problem("sensitivity", None, None, "", message)])


def analysed(cells: Cells, world: World, outcome: str, seed: int) -> Part:
    """Return what decides an outcome in a world, of the points whose blocks are whole."""
    import pandas as pd

    from northeastsim.analysis.sensitivity import measures
    from northeastsim.analysis.sensitivity.convergence import convergence
    from northeastsim.analysis.sensitivity.worlds import usable

    y = cells.outcome(world, outcome)
    points = usable(cells.design, y)
    design, y = cells.design.only(points), y[points]
    why = measures.obstacle(design, y)
    left = {**cells.keys(world), "outcome": outcome, "left_out": int((~points).sum()), "points": len(points), "why": why}
    if why:
        return Part(pd.DataFrame(), pd.DataFrame(), left)
    found, n = measures.measured(design, y, seed), len(y) // design.block
    first = found.table[found.table["other"] == ""]
    verdicts = [
        convergence(name, first[first["measure"] == name]["value"].to_numpy(), samples, n)
        for name, samples in found.samples.items()
        if name not in ("scatter", "mean")
    ]
    keys = {**cells.keys(world), "outcome": outcome}
    return Part(fronted(found.table.assign(points=len(y)), keys), fronted(pd.DataFrame(verdicts), keys), left)


def fronted(table: pd.DataFrame, keys: dict[str, Any]) -> pd.DataFrame:
    """Return a table with columns of one value in front."""
    return table.assign(**keys)[[*keys, *(name for name in table.columns if name not in keys)]]


@dataclass(frozen=True, eq=False, repr=False)
class Sensitivity:
    """What decides the outcomes of a sweep; all tables are pandas, a row per world (scenario, levers), outcome and so on."""

    cells: Cells
    outcomes: tuple[str, ...]
    seed: int
    parts: tuple[Part, ...] = field(repr=False)
    choosing: Choosing | None = None

    @property
    def sweep(self) -> Sweep:
        """The sweep."""
        return self.cells.sweep

    @property
    def telling(self) -> str:
        """The measure that uncertainties are ranked by: `total`, `effect`, `swing` or `score`."""
        from northeastsim.analysis.sensitivity.measures import telling

        return telling(self.sweep.method)

    @cached_property
    def indices(self) -> pd.DataFrame:
        """All indices: measure, uncertainty, `value` as estimated, `shown` within bounds, 95 % interval `low` to `high`.

        `nothing` is what an uncertainty without effect may reach, `is_clear` whether this one is told apart from it; `other`
        is the second of a pair; `direction` the rank correlation with the outcome.
        """
        return stacked([part.indices for part in self.parts])

    @cached_property
    def convergence(self) -> pd.DataFrame:
        """How well each measure is known: three criteria with their verdicts, and how many points narrower intervals ask for."""
        return stacked([part.convergence for part in self.parts])

    @cached_property
    def left_out(self) -> pd.DataFrame:
        """How many points were left out, since a run of theirs failed or is missing, and why an outcome was not analysed at all."""
        import pandas as pd

        return pd.DataFrame([part.left_out for part in self.parts])

    @cached_property
    def failures(self) -> pd.DataFrame:
        """Failed runs by world, at how many points, and their commonest error."""
        from northeastsim.analysis.sensitivity.worlds import failures

        return failures(self.sweep.runs, ["scenario", *self.sweep.levers])

    @cached_property
    def agreement(self) -> pd.DataFrame:
        """By outcome and uncertainty: in how many worlds it is told apart from nothing, at which ranks, its mean index."""
        from northeastsim.analysis.sensitivity.agreement import agreement

        rows = self.indices
        return agreement(rows[rows["measure"] == self.telling]) if len(rows) else rows

    @cached_property
    def concordance(self) -> pd.DataFrame:
        """By outcome: how far the rankings of the worlds agree at the top, 1 wholly, 1 in as many as there are worlds by chance."""
        import pandas as pd

        from northeastsim.analysis.sensitivity.agreement import concordance

        found = []
        for outcome in self.outcomes if len(self.indices) else ():
            mine = self.indices[(self.indices["outcome"] == outcome) & (self.indices["measure"] == self.telling)]
            ranks = mine["rank"].to_numpy().reshape(-1, len(self.sweep.uncertainties))
            if min(ranks.shape) > 1:
                found.append((outcome, len(ranks), concordance(ranks)))
        return pd.DataFrame(found, columns=["outcome", "worlds", "concordance"])

    @cached_property
    def spread(self) -> pd.DataFrame:
        """How much of each outcome's spread in a scenario is uncertainties, levers, both together, shared luck and own luck."""
        return stacked([self._spread(scenario, name) for name in self.outcomes for scenario in self.cells.scenarios])

    def _spread(self, scenario: str, outcome: str) -> pd.DataFrame:
        from northeastsim.analysis.sensitivity.spread import spread

        y, points = together(self.cells, scenario, outcome)
        fair = points & self.cells.design.independent
        if fair.sum() < 2:
            return stacked([])
        return fronted(spread(y[:, fair], self.seed).assign(points=int(fair.sum())), {"scenario": scenario, "outcome": outcome})

    def of(self, outcome: str, measure: str | None = None) -> pd.DataFrame:
        """Return the indices of one outcome, by default by the measure that ranks."""
        rows = self.indices
        if rows.empty:
            return rows
        return rows[(rows["outcome"] == outcome) & (rows["measure"] == (measure or self.telling))]

    # --- charts and files ------------------------------------------------------------------------------------------------

    @property
    def about(self) -> str:
        """What stands behind every chart and table."""
        from northeastsim.show.sensitivity.about import about

        return about(self.cells)

    @property
    def charts(self) -> list[str]:
        """The charts that there is something to show for."""
        from northeastsim.show.sensitivity import names

        return names(self)

    def plot(
        self, name: str = "map", outcome: str | None = None, *, language: str | None = None, glossary: File = None
    ) -> Any:  # fmt: skip
        """Return a chart as a matplotlib Figure: `map`, `indices`, `effects`, `spread` or `choices`; see `charts`, `Results.plot`."""
        from northeastsim.show.sensitivity import figure

        chosen = self.cells.expect([outcome], "<outcome>")[0] if outcome else None
        return figure(self, name, chosen, language=language, glossary=glossary)

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """All tables by name."""
        found = {name: getattr(self, name) for name in ("indices", "convergence", "agreement", "concordance", "spread", "left_out")}
        found["failures"] = self.failures
        if self.choosing is not None:
            found |= {"choices": self.choosing.standing, "deciding": self.choosing.deciding}
        return {name: table for name, table in found.items() if len(table)}

    def save(
        self, folder: str | os.PathLike[str], *, force: bool = False, charts: bool = True, command: str | None = None,
        discovery: Any = None, language: str | None = None, glossary: File = None,
    ) -> Path:  # fmt: skip
        """Write tables, charts (in a `language`) and a manifest to a folder, whole or not at all; return it.

        `discovery` adds its own, `command` is what asked for it.

        Raises ScenarioError where the folder holds anything but an earlier result of ours, to be replaced with `force`.
        """
        from northeastsim.face.sensitivity.keeping import kept

        spoken = {"language": language, "glossary": glossary}
        return kept(self, Path(folder), force, charts, command, discovery, spoken)

    def __repr__(self) -> str:
        n, worlds = len(self.cells.design.values), counted(len(self.cells.worlds), "world")
        return f"Sensitivity({self.sweep.name!r}: {counted(len(self.outcomes), 'outcome')}, {n} points, {worlds})"

    def _repr_html_(self) -> str:
        from northeastsim.show.sensitivity.overview import overview

        return overview(self)


def stacked(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Return tables one below the other; those without rows count for nothing."""
    import pandas as pd

    some = [table for table in tables if len(table)]
    return pd.concat(some, ignore_index=True) if some else pd.DataFrame()
