"""What is run to tell the risks: scenarios, each with its own strategies and those asked for, twins, sets of parameters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.face.results import Progress

if TYPE_CHECKING:
    from northeastsim.face.risk.risk import Risk
    from northeastsim.face.scenario import Scenario
    from northeastsim.scenario.load import Resolved

REPLICATIONS, TWINS, SETS, PER_SET = 200, 100, 32, 8
MOST = 10**5
ALL = "all"


@dataclass(frozen=True)
class World:
    """A scenario with one strategy of the actor's; `is_own` where the scenario itself has that strategy."""

    scenario: str
    strategy: str
    is_own: bool
    resolved: Resolved = field(repr=False)

    @property
    def years(self) -> int:
        """How long a run is."""
        return int(self.resolved.document["years"])


@dataclass(frozen=True)
class Plan:
    """Everything checked, nothing run."""

    worlds: tuple[World, ...]
    actor: str
    replications: int
    twins: int
    sets: int
    seed: int
    workers: int

    @property
    def own(self) -> list[World]:
        """The scenarios as they are."""
        return [world for world in self.worlds if world.is_own]

    @property
    def paired(self) -> int:
        """How many replications of each twin are run."""
        return min(self.twins, self.replications)

    @property
    def total(self) -> int:
        """How many replications are run, at most."""
        from northeastsim.study.closing import closable

        types = sum(len(closable(world.resolved)) for world in self.own) if self.paired else 0
        return len(self.worlds) * self.replications + types * self.paired + len(self.own) * self.sets * PER_SET

    @property
    def engine(self) -> str:
        """The engine that answers sooner."""
        from northeastsim.engine.pool import quicker_engine
        from northeastsim.scenario.tables import tables

        return quicker_engine(tables(self.worlds[0].resolved), self.total, self.workers)

    @property
    def expected(self) -> float:
        """About how long it takes, seconds: the longest scenario stands for all."""
        from northeastsim.engine.pool import expected_seconds
        from northeastsim.scenario.tables import tables

        return max(expected_seconds(tables(each.resolved), self.total, self.workers, self.engine) for each in self.own)

    def run(self, on_progress: Progress | None = None) -> Risk:
        """Run all worlds and return what the risks are."""
        from northeastsim.face.risk.risk import told

        return told(self, counter(on_progress, self.total))


def counter(on_progress: Progress | None, total: int) -> Callable[[int], None]:
    """Return what is called with how many replications more are done."""
    done = 0

    def told(count: int) -> None:
        nonlocal done
        done += count
        if on_progress:
            on_progress(min(done, total), total)

    return told


def planned(
    scenarios: Sequence[Scenario], actor: str = "CHN", strategies: Sequence[str] | str | None = None,
    replications: int = REPLICATIONS, seed: int | None = None, workers: int | None = None, twins: int = TWINS, sets: int = SETS,
) -> Plan:  # fmt: skip
    """Return what is to be run, with everything checked and nothing run; the arguments are those of `Scenario.risk`."""
    from northeastsim.engine.pool import default_workers
    from northeastsim.study import request

    chosen = scenarios[0].resolved.document["seed"] if seed is None else seed
    request.check(chosen, replications, 0, workers, 0, 0, "year", "auto", ())
    bounds = {"replications": (replications, 2), "twins": (twins, 0), "sets": (sets, 0)}
    if wrong := [problem for name, (value, least) in bounds.items() for problem in request.whole(name, value, least, MOST)]:
        raise ScenarioError(wrong)
    names = distinct([each.name for each in scenarios])
    worlds = [world for name, each in zip(names, scenarios, strict=True) for world in of_scenario(name, each, actor, strategies)]
    return Plan(tuple(worlds), actor, replications, twins, sets, chosen, workers or default_workers())


def distinct(names: Sequence[str]) -> list[str]:
    """Return names of scenarios, numbered where several have the same."""
    return [f"{name} ({names[: k + 1].count(name)})" if names.count(name) > 1 else name for k, name in enumerate(names)]


def of_scenario(name: str, scenario: Scenario, actor: str, strategies: Sequence[str] | str | None) -> list[World]:
    """Return a scenario as it is, then with each other strategy that is asked for; raises ScenarioError for one that does not fit."""
    document = scenario.resolved.document
    entry: dict[str, Any] | None = document["actors"].get(actor)
    if entry is None and strategies:
        known = ", ".join(document["actors"])
        raise ScenarioError([Problem("--actor", None, None, "", f"there is no actor '{actor}' in {name}; known are {known}")])
    own = str((entry or {}).get("strategy") or "none")
    if strategies == ALL:
        asked = [key for key, one in scenario.resolved.strategies.items() if one.get("actor") == actor]
    else:
        asked = list(dict.fromkeys([strategies] if isinstance(strategies, str) else strategies or ()))
    others = [each for each in asked if each != own]
    worlds = [World(name, own, True, marked(scenario.resolved))]
    return [*worlds, *(World(name, each, False, marked(scenario.resolved, {actor: each})) for each in others)]


def marked(resolved: Resolved, strategies: dict[str, str] | None = None) -> Resolved:
    """Return a scenario in which a war marks a run and does not end it, so that all runs last as long."""
    from northeastsim.scenario.load import load

    bare = {**resolved.document, "variants": {}, "twin": {}}
    settings = {"settings.war": "marks"}
    return replace(load(bare, catalogue=resolved.catalogue, settings=settings, strategies=strategies), bases=resolved.bases)
