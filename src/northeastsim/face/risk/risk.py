"""The risks of scenarios in tables and charts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from northeastsim.errors import Problem, ScenarioError
from northeastsim.face.risk import tables as made
from northeastsim.face.risk.plan import Plan, World
from northeastsim.study.closing import closable, without_type
from northeastsim.study.lookout import Seen, counted, seen

if TYPE_CHECKING:
    from northeastsim.show.catalogue import File
    from northeastsim.study.digest import Columns



@dataclass(frozen=True, repr=False)
class Risk:
    """What `Scenario.risk` found, as tables by name, each with the columns `scenario` and `strategy`.

    `chances`: P(at least one) of each kind, and the expected number a year; `verdicts`: of each pair; `wars`: bounds; `reactions`:
    who would answer whom; `instability`: over time; `exceeds`: how often it passes 1; `warning`, `curves`, `paths`: what foretells;
    `types`: what each type of event adds; `strategies`: what each strategy adds to the scenario's own. How to read them tells
    docs/how-to/ask-about-arms-races.md. `notes` say what could not be told, and why.
    """

    plan: Plan
    tables: dict[str, pd.DataFrame] = field(repr=False)
    notes: tuple[str, ...] = ()

    def __getattr__(self, name: str) -> pd.DataFrame:
        tables = self.__dict__.get("tables", {})  # a copy in the making has none yet
        if name not in tables:
            raise AttributeError(f"there is no table {name!r}; there are {', '.join(tables)}")
        return tables[name]

    def plot(self, name: str = "verdicts", *, language: str | None = None, glossary: File = None) -> Any:
        """Return a chart as a matplotlib Figure: `verdicts`, `reactions`, `instability`, `warning` or `types`; see `Results.plot`.

        Raises ScenarioError for an unknown one.
        """
        from northeastsim.show.catalogue import draw

        return draw("risk", name, self, language=language, glossary=glossary)

    def of(self, scenario: str) -> Risk:
        """Return the risks of one of the scenarios. Raises ScenarioError for one that was not run."""
        from northeastsim.scenario.words import missing

        worlds = tuple(world for world in self.plan.worlds if world.scenario == scenario)
        if not worlds:
            message, near = missing("scenario", scenario, [world.scenario for world in self.plan.own])
            raise ScenarioError([Problem("<python>", None, None, "of", message, near)])
        rows = {name: table[table["scenario"] == scenario].reset_index(drop=True) for name, table in self.tables.items()}
        return Risk(replace(self.plan, worlds=worlds), rows, self.notes)

    @property
    def charts(self) -> list[str]:
        """The charts for which there is something to show."""
        from northeastsim.show.catalogue import CHARTS

        needs = {"warning": "paths", "types": "types", "reactions": "reactions"}
        return [name for name in CHARTS["risk"] if len(self.tables[needs.get(name, "chances")])]

    def __repr__(self) -> str:
        plan = self.plan
        return f"Risk({len(plan.own)} scenarios, {len(plan.worlds)} worlds, {plan.replications} replications, seed {plan.seed})"


def told(plan: Plan, on_done: Callable[[int], None]) -> Risk:
    """Run a plan's worlds and tell the risks."""
    found: dict[str, list[pd.DataFrame]] = {name: [] for name in made.TABLES}
    notes: list[str] = []
    own_runs: pd.DataFrame | None = None
    for world in plan.worlds:
        eyes = looked(plan, world, on_done)
        runs = made.frame(eyes.runs)
        made.of_any(found, world, eyes, runs)
        if world.is_own:
            own_runs = runs
            notes += of_own(plan, world, eyes, runs, found, on_done)
        elif own_runs is not None:
            made.against(found, world, runs, own_runs)
    return Risk(plan, {name: made.joined(name, pieces) for name, pieces in found.items()}, tuple(dict.fromkeys(notes)))


def looked(plan: Plan, world: World, on_done: Callable[[int], None]) -> Seen:
    """Run a world."""
    from northeastsim.scenario.tables import tables

    return seen(world.resolved, tables(world.resolved), plan.seed, plan.replications, plan.workers, plan.engine, on_done)


def of_own(
    plan: Plan, world: World, eyes: Seen, runs: pd.DataFrame, found: dict[str, list[pd.DataFrame]], on_done: Callable[[int], None]
) -> list[str]:
    """Tell what only a scenario as it is is asked for; return notes on what could not be told."""
    notes = made.of_reactions(found, world, eyes)
    if not world.resolved.document["settings"]["chance"]:
        notes.append(f"{world.scenario}: chance is switched off, so that all runs are alike and intervals say nothing.")
    notes += of_sets(plan, world, found, on_done)
    notes += made.of_warning(found, world, eyes, plan.seed)
    return notes + of_types(plan, world, runs, found, on_done)


def of_sets(plan: Plan, world: World, found: dict[str, list[pd.DataFrame]], on_done: Callable[[int], None]) -> list[str]:
    """Tell how often instability passes 1 over sets of the parameters of reaction."""
    from northeastsim.face.risk.plan import PER_SET
    from northeastsim.scenario.tables.moved import Moved
    from northeastsim.study import reaction_sets as sets

    if not plan.sets:
        return []
    document = world.resolved.document
    if document["settings"]["budget_rule"] == "richardson":
        return [f"{world.scenario}: no sets of parameters; under Richardson's rule the file gives the reactions."]
    moved, drawn = Moved(world.resolved), sets.sets(world.resolved, plan.sets, plan.seed)
    if not drawn:
        return [f"{world.scenario}: no sets of parameters; the scenario fixes all that bear on reactions."]
    n = min(PER_SET, plan.replications)
    rows = []
    for k in range(plan.sets):
        values = {name: float(of[k]) for name, of in drawn.items()}
        runs: Columns = counted(world.resolved, moved.under(values), plan.seed, n, plan.workers, plan.engine, on_done)
        mean, passed = float(runs["instability.mean"].mean()), float((runs["instability.max"] > 1.0).mean())
        rows.append({"set": k, **values, "mean": mean, "passed": passed})
    made.of_sets(found, world, pd.DataFrame(rows))
    return []


def of_types(
    plan: Plan, world: World, runs: pd.DataFrame, found: dict[str, list[pd.DataFrame]], on_done: Callable[[int], None]
) -> list[str]:
    """Tell what each type of event that occurs adds, by twins without it."""
    from northeastsim.scenario.tables import tables
    from northeastsim.study.metrics import PLURALS

    if plan.paired < 2:
        return []
    notes = []
    for kind in closable(world.resolved):
        name = f"{PLURALS.get(kind, kind)}.count"
        if not (name in runs and runs[name].iloc[: plan.paired].sum() > 0):
            continue
        twin, reason = without_type(world.resolved, kind)
        if twin is None:
            notes.append(f"{world.scenario}: nothing told of {kind}, without which {reason}")
            continue
        other = counted(twin, tables(twin), plan.seed, plan.paired, plan.workers, plan.engine, on_done)
        made.of_type(found, world, kind, float(runs[name].iloc[: plan.paired].mean()), runs, made.frame(other))
    return notes
