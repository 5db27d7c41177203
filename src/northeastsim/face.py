"""What users hold: a Scenario to change and run, and the Results of a run.

import northeastsim as ne
scenario = ne.load("s400_transfer")
results = scenario.run(replications=100)
results.summary
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError

if TYPE_CHECKING:
    import pandas as pd

    from northeastsim.engine.single import Process, World
    from northeastsim.scenario.load import Resolved
    from northeastsim.study.store import Stored

Source = str | os.PathLike[str] | Mapping[str, Any]
Progress = Callable[[int, int], None]
RUN_FACTS = ("replication", "status", "ended", "ended_by")
ENGINES = {"auto": None, "simpy": "interpreted", "batch": "compiled"}


def load(source: Source, *, strategies: Mapping[str, str] | None = None, **settings: Any) -> Scenario:
    """Return the scenario of a file, a shipped name or a dict, with values set by path.

    `load("s400_transfer", years=5, **{"actors.CHN.growth": 0.04})` is what `--set` does on the command line,
    `strategies={"CHN": "strategic_ambiguity"}` what `--strategy` does. Raises ScenarioError with all that is
    wrong.
    """
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.load import load as loaded

    if isinstance(source, Scenario):
        return source.with_(strategies=strategies, **settings)
    return Scenario(loaded(source, catalogue=catalogue(), settings=settings, strategies=strategies))


def run(source: Source, *, strategies: Mapping[str, str] | None = None, **options: Any) -> Results:
    """Load a scenario and run it; the options are those of `Scenario.run`."""
    return load(source, strategies=strategies).run(**options)


def open(folder: str | os.PathLike[str]) -> Results:
    """Return the results that a run left in a folder; raises ScenarioError where there are none."""
    from northeastsim.study.store import stored

    return Results(stored(Path(folder)))


def reproduce(
    folder: str | os.PathLike[str], *, workers: int | None = None, on_progress: Progress | None = None
) -> list[str]:
    """Run a folder's manifest again; return what differs, one line each, and nothing if all is equal."""
    from northeastsim.study.reproduce import differences

    return differences(Path(folder), workers=workers, on_progress=on_progress)


@dataclass(frozen=True, repr=False)
class Scenario:
    """A scenario that passed every check. It never changes: what changes it returns a new one."""

    resolved: Resolved

    @property
    def name(self) -> str:
        """The scenario's name, for people."""
        return str(self.resolved.document.get("name") or "scenario")

    @property
    def question(self) -> str:
        """What the scenario asks; empty where it says nothing."""
        return str(self.resolved.document.get("question") or "")

    @property
    def document(self) -> dict[str, Any]:
        """The resolved document: plain data with every default filled in; a copy."""
        import copy

        return copy.deepcopy(self.resolved.document)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is allowed but worth a second look, then what the loader did on its own."""
        return (*self.resolved.warnings, *self.resolved.notes)

    def with_(
        self,
        changes: Mapping[str, Any] | None = None,
        /,
        *,
        strategies: Mapping[str, str] | None = None,
        **settings: Any,
    ) -> Scenario:
        """Return the scenario with values set by path: `with_(years=5, **{"actors.CHN.growth": 0.04})`.

        A mapping of paths may come first; `strategies` maps actors to the strategies that they follow.
        """
        return self._reloaded(self.resolved.document, {**(changes or {}), **settings}, strategies)

    def without(self, *events: str) -> Scenario:
        """Return the twin without some of the events. Raises ScenarioError for an unknown id."""
        return self.patch({"events": [{"id": each, "remove": True} for each in dict.fromkeys(events)]})

    def patch(self, changes: Mapping[str, Any]) -> Scenario:
        """Return the scenario with a document laid over it, as a file is laid over what it extends."""
        from northeastsim.scenario.load import patch

        return self._reloaded(patch(self.resolved.document, changes))

    def _reloaded(
        self,
        document: Mapping[str, Any],
        settings: Mapping[str, Any] | None = None,
        strategies: Mapping[str, str] | None = None,
    ) -> Scenario:
        from northeastsim.scenario.catalogue import catalogue
        from northeastsim.scenario.load import load as loaded

        new = loaded(document, catalogue=catalogue(), settings=settings, strategies=strategies)
        return Scenario(replace(new, bases=self.resolved.bases))

    def run(
        self,
        replications: int | None = None,
        seed: int | None = None,
        workers: int | None = None,
        out: str | os.PathLike[str] | None = None,
        *,
        engine: str = "auto",
        first: int = 0,
        paths: int | str = 20,
        every: str = "year",
        impulses: bool = False,
        baseline: bool = True,
        processes: Iterable[Process] = (),
        force: bool = False,
        on_progress: Progress | None = None,
    ) -> Results:
        """Run the scenario many times over and return the results.

        `replications` and `seed` default to the scenario's own; `first` is the number of the first
        replication. `workers` processes share the work (default: all cores); the numbers do not depend on it.
        With `out` the tables go to that folder, else they stay in memory; `force` replaces an earlier run
        there. `paths` replications (or "all") keep their scores over time, `every` "year" or "month".
        `impulses` keeps each change of state. With `baseline` the twin without this file's own events runs
        too, for the summary. `engine` is "auto", "simpy" or "batch"; `processes` are your own SimPy
        processes, functions of a World, and keep to one core. `on_progress(done, total)` is called after each
        block. Raises ScenarioError for wrong arguments, RunError when a run cannot go on, and passes on
        KeyboardInterrupt; what was complete is then kept in `out`.
        """
        from northeastsim.study.run import execute

        if engine not in ENGINES:
            raise ScenarioError(
                [Problem("<python>", None, None, "engine", f"expected auto, simpy or batch, got {engine!r}")]
            )
        document = self.resolved.document
        return Results(
            execute(
                self.resolved,
                seed=document["seed"] if seed is None else seed,
                replications=document["replications"] if replications is None else replications,
                first=first,
                workers=workers,
                paths=paths,
                every=every,
                impulses=impulses,
                rules=ENGINES[engine],
                baseline=baseline,
                processes=tuple(processes),
                out=None if out is None else Path(out),
                force=force,
                on_progress=on_progress,
            )
        )

    def world(
        self,
        replication: int = 0,
        processes: Iterable[Process] = (),
        *,
        seed: int | None = None,
        real_time: float | None = None,
        impulses: bool = False,
        trace: Callable[[int, int, int, int], None] | None = None,
    ) -> World:
        """Return one replication as a world to step through: `see`, `happen`, `propose`, `step`, `run`.

        With `real_time`, one second of yours is that many days of the world.
        """
        from northeastsim.engine.single import World
        from northeastsim.scenario.tables import tables

        return World(
            tables(self.resolved),
            self.resolved.document["seed"] if seed is None else seed,
            replication,
            processes=processes,
            real_time=real_time,
            impulses=impulses,
            trace=trace,
        )

    def __repr__(self) -> str:
        document = self.resolved.document
        return f"Scenario({self.name!r}, {document['years']} years from {document['start']})"

    def _repr_html_(self) -> str:
        from html import escape

        document = self.resolved.document
        facts = f"{document['years']} years from {document['start']}, {len(document['events'])} events"
        words = escape(self.question or str(document.get("description") or ""))
        return f"<b>{escape(self.name)}</b> ({escape(facts)})<br>{words}"


class Results:
    """What a run gave: tables as data frames, and what they come to.

    `runs`, `scores`, `bands`, `events` and `impulses` are read when first asked for;
    docs/reference/results.md tells every column and its unit.
    """

    def __init__(self, stored: Stored) -> None:
        self.stored = stored
        self._summary: pd.DataFrame | None = None

    @property
    def runs(self) -> pd.DataFrame:
        """One row per replication: how it ended, then every metric."""
        return self.stored.table("runs")

    @property
    def scores(self) -> pd.DataFrame:
        """Scores over time in the first replications, one row per replication, date and score."""
        return self.stored.table("scores")

    @property
    def bands(self) -> pd.DataFrame:
        """Scores over time over all replications: mean, deviation and percentiles per date and score."""
        return self.stored.table("bands")

    @property
    def events(self) -> pd.DataFrame:
        """The event log: one row per stage that an event reached."""
        return self.stored.table("events")

    @property
    def impulses(self) -> pd.DataFrame:
        """Each change of state with the event that made it; only of a run with `impulses=True`."""
        return self.stored.table("impulses")

    @property
    def quiet(self) -> pd.DataFrame:
        """`runs` of the twin without this file's own events; raises ScenarioError where there is no twin."""
        return self.stored.table("quiet")

    @property
    def manifest(self) -> dict[str, Any]:
        """What was run, with which versions, and what came of it."""
        return self.stored.manifest

    @property
    def document(self) -> dict[str, Any]:
        """The resolved scenario that was run."""
        return dict(self.stored.manifest["scenario"]["document"])

    @property
    def name(self) -> str:
        """The name of the scenario that was run."""
        return str(self.document.get("name") or "scenario")

    @property
    def folder(self) -> Path | None:
        """Where the tables lie; None where they are only in memory."""
        return self.stored.folder

    @property
    def digest(self) -> str:
        """A digest of all values of `runs`, `scores`, `events` and the like: equal values, equal digest."""
        return str(self.stored.manifest["digest"])

    @property
    def complete(self) -> tuple[int, int]:
        """How many replications are complete, and how many were asked for."""
        return int(self.manifest["complete"]), int(self.manifest["replications"])

    @property
    def summary(self) -> pd.DataFrame:
        """The outcomes of most interest over all replications, beside the baselines; see `summarise`."""
        if self._summary is None:
            self._summary = self.summarise()
        return self._summary.copy()

    def summarise(self, metrics: Iterable[str] | None = None) -> pd.DataFrame:
        """Summarise metrics (default: the outcomes of most interest; "all" is every column of `runs`).

        One row per metric: n, mean, its Monte Carlo standard error, median, p05, p95; the mean of the quiet
        twin and the paired difference with its 95 % interval; the value of the start carried forward; and the
        difference as a share of the treaty yardstick, None where it has no entry. Raises ScenarioError for an
        unknown metric.
        """
        from northeastsim.analysis.summary import summary
        from northeastsim.study import metrics as known
        from northeastsim.study import yardstick

        columns = [name for name in self.runs.columns if name not in RUN_FACTS]
        names = self._chosen(metrics, columns, known.of_interest(columns, self.document))
        return summary(
            self.runs,
            names,
            quiet=self.quiet if "quiet" in self.manifest["tables"] else None,
            yardstick=yardstick.table(list(self.document["actors"])),
            years=float(self.document["years"]),
        )

    def _chosen(self, metrics: Iterable[str] | None, columns: list[str], default: list[str]) -> list[str]:
        if metrics is None or metrics == "all":
            return default if metrics is None else columns
        names = [metrics] if isinstance(metrics, str) else list(metrics)
        unknown = [name for name in names if name not in columns]
        if unknown:
            near = next(iter(difflib.get_close_matches(str(unknown[0]), columns, 1)), None)
            problem = Problem("<python>", None, None, "metrics", f"there is no metric {unknown[0]!r}", near)
            raise ScenarioError([problem])
        return names

    def races(self) -> pd.DataFrame:
        """Tell of each rival pair in how many replications it raced, and how great the pressure was."""
        from northeastsim.analysis.race import shares

        return shares(self.runs)

    def plot(self, name: str = "outcome", **options: Any) -> Any:
        """Return a named chart of the results as a matplotlib Figure."""
        from northeastsim.show import charts

        return charts.figure(self, name, **options)

    def story(self, replication: int = 0) -> str:
        """Tell one replication in words."""
        from northeastsim.show import story

        return str(story.story(self, replication))

    def __repr__(self) -> str:
        done, asked = self.complete
        count = f"{done} replications" if done == asked else f"{done} of {asked} replications"
        return f"Results({self.name!r}, {count}, seed {self.manifest['seed']})"

    def _repr_html_(self) -> str:
        from html import escape

        return f"<b>{escape(repr(self))}</b>{self.summary.to_html(float_format=lambda v: f'{v:.3g}')}"
