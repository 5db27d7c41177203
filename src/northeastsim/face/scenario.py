"""A scenario to look at, change and run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import index
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.face.results import Progress, Results

if TYPE_CHECKING:
    import datetime

    import pandas as pd

    from northeastsim.engine.policy import Policy
    from northeastsim.engine.single import Process, World
    from northeastsim.face.risk import Risk
    from northeastsim.face.teaching import TeachingPage
    from northeastsim.face.whatif import WhatIf
    from northeastsim.scenario.load import Resolved

Source = str | os.PathLike[str] | Mapping[str, Any]
Theory = str | os.PathLike[str]  # a name, or a file of one
MOST_STEPS = 60  # of a chart of causes that can still be read


def load(
    source: Source, *, strategies: Mapping[str, str] | None = None, theory: Theory | None = None, **settings: Any
) -> Scenario:
    """Return the scenario of a file, a shipped name or a dict, with values set by path.

    `source`: the path of a YAML file, a name that `northeastsim list scenarios` tells, or a dict with the keys of a file.
    `settings`: `load("s400_transfer", years=5, **{"actors.CHN.growth": 0.04})` is what `--set` does on the command line,
    `strategies={"CHN": "strategic_ambiguity"}` what `--strategy` does, `theory="power_transition"`, or a file of one,
    what `--theory` does. Raises ScenarioError with all that is wrong.
    """
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.load import load as loaded

    expect_mapping("strategies", strategies)
    if isinstance(source, Scenario):
        return source.with_(strategies=strategies, theory=theory, **settings)
    return Scenario(loaded(source, catalogue=catalogue(), settings=settings, strategies=strategies, theory=theory))


def expect_mapping(name: str, given: Any) -> None:
    """Raise ScenarioError for an argument that is neither a mapping nor None."""
    if given is not None and not isinstance(given, Mapping):
        message = f"expected a mapping, such as a dict; got {given!r}"
        raise ScenarioError([Problem("<python>", None, None, name, message)])


def run(
    source: Source, *, strategies: Mapping[str, str] | None = None, theory: Theory | None = None, **options: Any
) -> Results:
    """Load a scenario and run it: `source`, `strategies` and `theory` as in `load`, the `options` of `Scenario.run`.

    Raises what these raise.
    """
    return load(source, strategies=strategies, theory=theory).run(**options)


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
        theory: Theory | None = None,
        **settings: Any,
    ) -> Scenario:
        """Return the scenario with values set by path: `with_(years=5, **{"actors.CHN.growth": 0.04})`.

        Paths that are no Python names, as `settings` are, go into the mapping `changes`; `strategies` maps actors to the
        strategies that they follow; `theory` names the theory that all of them follow, or a file of one. Raises ScenarioError
        with all that is wrong, such as a path that leads nowhere.
        """
        expect_mapping("changes", changes)
        expect_mapping("strategies", strategies)
        return self._reloaded(self.resolved.document, {**(changes or {}), **settings}, strategies, theory)

    @property
    def variants(self) -> tuple[str, ...]:
        """The names of the scenario's other versions, `twin` last where there is one."""
        from northeastsim.scenario.variants import names

        return names(self.resolved.document)

    def variant(self, name: str) -> Scenario:
        """Return a version of the scenario, as `--variant` does. Raises ScenarioError for a `name` that is not in `variants`."""
        from northeastsim.scenario.variants import variant

        return Scenario(variant(self.resolved, name))

    @property
    def theory(self) -> str:
        """The name of the theory that the scenario follows; `default` where it says nothing."""
        return str(self.resolved.document["theory"])

    @property
    def theories(self) -> tuple[str, ...]:
        """The names of the theories that it may follow: `default`, the shipped ones, its own."""
        from northeastsim.scenario.theories import known

        return tuple(known(self.resolved.catalogue.theories, self.resolved.document["theories"]))

    def under_theory(self, name: str) -> Scenario:
        """Return the scenario under another theory, the `name` of one of its `theories`, all else as it is.

        Cheap: only the name in the document changes, and nothing is read or checked anew, since a theory's own entry was
        checked when the scenario was loaded. What follows from it (concerns times its factors, its parameters wherever the
        scenario sets none) is worked out when tables are made for a run. So for a cross with variants and strategies, make
        these first, by `variant` and `with_`, and then each under every theory. Raises ScenarioError for another name; a
        theory in a file is for `with_(theory=FILE)`.
        """
        return Scenario(self.resolved.under_theory(name))

    def without(self, *events: str) -> Scenario:
        """Return the twin without some of the `events`, by their ids. Raises ScenarioError for an unknown id."""
        return self.patch({"events": [{"id": each, "remove": True} for each in dict.fromkeys(events)]})

    def patch(self, changes: Mapping[str, Any]) -> Scenario:
        """Return the scenario with `changes`, a document, laid over it, as a file is laid over what it extends.

        Raises ScenarioError with all that is wrong.
        """
        from northeastsim.scenario.load import patch

        expect_mapping("patch", changes)
        return self._reloaded(patch(self.resolved.document, changes))

    def _reloaded(
        self,
        document: Mapping[str, Any],
        settings: Mapping[str, Any] | None = None,
        strategies: Mapping[str, str] | None = None,
        theory: Theory | None = None,
    ) -> Scenario:
        from northeastsim.scenario.catalogue import catalogue
        from northeastsim.scenario.load import load as loaded

        new = loaded(
            document, catalogue=catalogue(), settings=settings, strategies=strategies, theory=theory, changed=True
        )
        return Scenario(replace(new, bases=self.resolved.bases, variant=self.resolved.variant))

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
        events: int | str = 1000,
        every: str = "year",
        impulses: bool = False,
        baseline: bool = True,
        processes: Iterable[Process] = (),
        parameters: str | os.PathLike[str] | None = None,
        force: bool = False,
        command: str | None = None,
        on_progress: Progress | None = None,
    ) -> Results:
        """Run the scenario many times over and return the results.

        - `replications`, `seed`: default the scenario's own; `first` is the number of the first replication.
        - `workers` cores share the work (default: all); the numbers do not depend on it.
        - `out`: a folder for the tables, which else stay in memory; `force` replaces an earlier run there.
        - `paths` replications (or "all") keep their scores over time, `every` "year" or "month".
        - `events` replications (or "all") keep their event log and, with `impulses`, each change of state; all are counted.
        - `baseline`: whether the quiet twin, without any events but the base region's, is run too.
        - `engine`: "simpy", "batch" (compiled) or "auto" (whichever is quicker).
        - `processes`: your own SimPy processes, functions of a World; they keep to one core.
        - `parameters`: the name of an ensemble, or a CSV file with a parameter a column and a set a row. Replications 0 and 1
          run under its first set, 2 and 3 under its second, and so on, over and over; what the scenario or its theory sets
          stays as set.
        - `command`: what asked for the run, kept in the manifest.
        - `on_progress(done, total)` is called after each block.

        Raises ScenarioError for wrong arguments, RunError when a run cannot go on, and passes on KeyboardInterrupt; what was
        complete is then kept in `out`.
        """
        from northeastsim.scenario.ensembles import read
        from northeastsim.study.run import execute

        document = self.resolved.document
        return Results(
            execute(
                self.resolved,
                seed=document["seed"] if seed is None else seed,
                replications=document["replications"] if replications is None else replications,
                first=first,
                workers=workers,
                paths=paths,
                events=events,
                every=every,
                impulses=impulses,
                engine=engine,
                baseline=baseline,
                processes=tuple(processes),
                ensemble=None if parameters is None else read(parameters, self.resolved.catalogue),
                out=None if out is None else Path(out),
                force=force,
                command=command,
                on_progress=on_progress,
            )
        )

    def whatif(
        self,
        without: Iterable[str] = (),
        *,
        patch: Mapping[str, Any] | Iterable[Mapping[str, Any]] | None = None,
        strategies: Mapping[str, str] | None = None,
        settings: Mapping[str, Any] | None = None,
        variant: str | None = None,
        since: str | datetime.date | None = None,
        replications: int = 200,
        seed: int | None = None,
        workers: int | None = None,
        scores: Iterable[str] | None = None,
        engine: str = "auto",
        parameters: str | os.PathLike[str] | None = None,
        on_progress: Progress | None = None,
    ) -> WhatIf:
        """Run the scenario beside the same with a change, pair by pair with the same luck; wars mark runs in both.

        The change is a version of the scenario's (`variant`), a document laid over it, or several (`patch`), events dropped by
        their ids (`without`), `strategies` of actors and values by path (`settings`), in this order; without any it is the
        scenario's own twin. With `since`, a day, both worlds have the identical past up to it, and the change holds from then
        on: what stands at the start, such as relations, it cannot change. `scores` are those to follow, by default those of
        most interest. With `parameters`, an ensemble as in `run`, both worlds of a pair take the same set, and intervals take sets
        as independent. A length (`years`) among the settings is that of both worlds. Raises ScenarioError for a change that
        cannot be made.
        """
        from northeastsim.face.whatif import whatif
        from northeastsim.scenario.ensembles import read
        from northeastsim.study.twin_worlds import Change

        patches = (patch,) if isinstance(patch, Mapping) else tuple(patch or ())
        for name, given in (*(("patch", one) for one in patches), ("strategies", strategies), ("settings", settings)):
            expect_mapping(name, given)
        gone = (without,) if isinstance(without, str) else tuple(without)
        day = None if since is None else str(since)
        change = Change(variant, patches, gone, dict(strategies or {}), dict(settings or {}), day)
        return whatif(
            self.resolved, change, replications=replications, seed=seed, workers=workers, scores=scores, engine=engine,
            ensemble=None if parameters is None else read(parameters, self.resolved.catalogue), on_progress=on_progress,
        )  # fmt: skip

    def behaviour(
        self,
        actor: str = "CHN",
        replications: int = 100,
        seed: int | None = None,
        workers: int | None = None,
        on_progress: Progress | None = None,
    ) -> pd.DataFrame:
        """Measure what the states do, risk and pay, in this world and in the twins that each measure needs.

        One row per measure, with its 95 % interval, `n`, unit and a naive baseline; docs/reference/metrics.md defines each.
        `actor` is the one whose asks and options are looked at. Raises ScenarioError for an actor that does not take part.
        """
        from northeastsim.face.behaviour import behaviour

        chosen = self.resolved.document["seed"] if seed is None else seed
        return behaviour(
            self.resolved, actor, replications=replications, seed=chosen, workers=workers, on_progress=on_progress
        )

    def risk(
        self,
        actor: str = "CHN",
        strategies: Sequence[str] | str | None = None,
        replications: int = 200,
        seed: int | None = None,
        workers: int | None = None,
        *,
        twins: int = 100,
        sets: int = 32,
        on_progress: Progress | None = None,
    ) -> Risk:
        """Tell how likely a race, an incident, a crisis, a clash and a war are in the model, and what adds to it.

        Beside the scenario as it is, each of the `strategies` (or "all") is run as `actor`'s, with the same luck. `twins`
        replications of each world without a type of event tell what the type adds, `sets` of the parameters of reaction how far
        instability hangs on them; 0 leaves either out. Wars mark a run and do not end it. Returns tables and charts, which
        docs/how-to/ask-about-arms-races.md tells how to read. Raises ScenarioError for an actor or strategy that does not fit.
        """
        from northeastsim.face.risk import planned

        plan = planned([self], actor, strategies, replications, seed, workers, twins, sets)
        return plan.run(on_progress)

    def teach(
        self,
        actor: str | None = None,
        strategies: Sequence[str] | None = None,
        *,
        score: str | None = None,
        switches: Sequence[str] | None = None,
        language: str = "english",
        replications: int = 500,
        seed: int | None = None,
        workers: int | None = None,
        on_progress: Progress | None = None,
    ) -> TeachingPage:
        """Make a page for a class: predict first, look later, then change strategy and contested assumptions.

        `actor`, `strategies`, `score` and `switches` are as in `northeastsim.teach`; with the defaults it takes about two minutes
        on two cores. The page has `html`, and `save(path)` writes it. Raises ScenarioError with what is wrong.
        """
        from northeastsim.face.teaching import teach

        return teach(
            self, actor, strategies, score=score, switches=switches, language=language, replications=replications, seed=seed,
            workers=workers, on_progress=on_progress,
        )  # fmt: skip

    def explain(
        self,
        score: str,
        start: str | datetime.date | None = None,
        end: str | datetime.date | None = None,
        replications: int = 20,
        *,
        replication: int | None = None,
        seed: int | None = None,
        workers: int | None = None,
        most: int | None = None,
        on_progress: Progress | None = None,
    ) -> pd.DataFrame:
        """Say why a score changed between two dates, by cause; the rows sum to the change.

        `score`: a name such as `influence[CHN,PRK]`; `start`, `end`: days (default: start and horizon of the run). One row per
        cause, the greatest first: its mean `change` over the replications with its 95 % interval, of it what came `at_once`
        with its events and `later`, and in how many replications it was `seen`. With `replication` that one run, event by
        event. `most` puts all but so many rows together as one. `attrs` hold what was asked, `before`, `after`, `change`. Raises
        ScenarioError for an unknown score, or dates that are not of the run or not in order.
        """
        from northeastsim.face.explain import explained, items_of

        items = items_of(
            self.resolved, score, start=start, end=end, seed=self._seed(seed), replications=replications,
            replication=replication, workers=workers, on_progress=on_progress,
        )  # fmt: skip
        return explained(items, most)

    def waterfall(
        self, causes: pd.DataFrame, *, language: str | None = None, glossary: str | os.PathLike[str] | None = None
    ) -> Any:
        """Draw `causes`, which `explain(..., most=12)` returned: from what the score was, cause by cause, to what it became.

        A matplotlib Figure with alternative text `alt` and frame `data`; `language` and `glossary` as in `Results.plot`. Raises
        ScenarioError for more causes than a chart has room for.
        """
        from northeastsim.show.catalogue import draw
        from northeastsim.show.view import actor_names, unit_of

        if len(causes) > MOST_STEPS:
            message = f"expected {MOST_STEPS} causes at most, got {len(causes)}; ask with explain(..., most=12)"
            raise ScenarioError([Problem("<python>", None, None, "causes", message)])
        given = (causes, actor_names(self.document), unit_of(self.document, causes.attrs["score"]), self.name)
        return draw("explain", "waterfall", *given, language=language, glossary=glossary)

    def explain_decision(
        self, actor: str, number: int, replication: int = 0, *, seed: int | None = None
    ) -> pd.DataFrame:
        """Say why an actor decided as it did, option by option.

        `number`: of the decision, as `Results.events` tells it of the `actor` in a `replication`: `CHN decision 12`. One row per
        option, waiting among them, the likeliest first: what became of it (`weighed`, `overlooked` by limited attention, `closed`
        now, `forbidden` by a strategy), its probability beside an `equal` one, its utility and the parts that sum to it.
        `attrs` hold date, strategy and what was drawn. Raises ScenarioError for an actor that takes no part or a number that
        never came.
        """
        from northeastsim.face.explain import explain_decision

        return explain_decision(self.resolved, actor, number, replication=replication, seed=self._seed(seed))

    def _seed(self, seed: int | None) -> int:
        return int(self.resolved.document["seed"]) if seed is None else seed

    def world(
        self,
        replication: int = 0,
        processes: Iterable[Process] = (),
        *,
        policies: Mapping[str, Policy] | None = None,
        seed: int | None = None,
        real_time: float | None = None,
        impulses: bool = False,
        trace: Callable[[int, int, int, int], None] | None = None,
    ) -> World:
        """Return one `replication`, by its number, as a world to step through: `see`, `happen`, `propose`, `step`, `run`.

        `processes` are your own SimPy processes, functions of the world. `policies` decide in actors' places, by actor
        (`northeastsim.engine.policy`). With `real_time`, one second of yours is that many days of the world. With `impulses`
        each change of state is kept; `trace(minute, item, a, b)` is called before each turn.
        """
        from northeastsim.engine.single import World
        from northeastsim.scenario.tables import tables

        return World(
            tables(self.resolved),
            index(self.resolved.document["seed"] if seed is None else seed),
            index(replication),
            processes=processes,
            policies=policies,
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
