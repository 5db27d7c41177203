"""Running a scenario many times over into tables: streamed, in memory or to a folder, never half a part."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from concurrent.futures import BrokenExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from northeastsim.engine import pool, several
from northeastsim.engine.record import Block
from northeastsim.errors import Problem, RunError, ScenarioError
from northeastsim.scenario.ensembles import Ensemble
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.tables import Tables, tables
from northeastsim.scenario.tables.sets import Sets
from northeastsim.study import ensembles, frames, metrics, parts, twins
from northeastsim.study.digest import Columns
from northeastsim.study.manifest import described
from northeastsim.study.request import EVENTS, Request, check
from northeastsim.study.sink import Piece, Sink
from northeastsim.study.store import Stored, discard, prepare

if TYPE_CHECKING:
    from northeastsim.engine.single import Process

Progress = Callable[[int, int], None]

# Replications that stand behind `bands`: the Monte Carlo error of a 5 % quantile is then .3 percentage points, and what is
# kept in memory for them some 80 MB of the baseline, however many more there are.
MOST_IN_BANDS = 4096


def execute(
    resolved: Resolved,
    *,
    seed: int,
    replications: int,
    first: int = 0,
    workers: int | None = None,
    paths: int | str = 20,
    events: int | str = EVENTS,
    every: str = "year",
    impulses: bool = False,
    engine: str = "auto",
    baseline: bool = True,
    processes: tuple[Process, ...] = (),
    ensemble: Ensemble | None = None,
    out: Path | None = None,
    force: bool = False,
    command: str | None = None,
    on_progress: Progress | None = None,
) -> Stored:
    """Run a scenario; return its tables, in memory or in the folder `out`.

    With `baseline` its quiet twin runs after it, into the table `quiet`. Under an `ensemble` each replication takes one of its
    sets of parameters, the same in the twin, and the folder holds the ensemble, too. Replications that are complete when
    the run is interrupted (KeyboardInterrupt) or cannot go on (RunError, also for a full disk) are kept in
    `out`, and the manifest says how many. Raises ScenarioError for wrong arguments and for a folder that
    holds something else.
    """
    began = time.monotonic()
    check(seed, replications, first, workers, paths, events, every, engine, processes)
    world = tables(resolved)
    twin, reason = twins.quiet_twin(resolved) if baseline else (None, "")
    total = replications * (2 if twin else 1)
    engine = chosen(engine, world, total, workers, processes)
    workers = 1 if processes else workers or pool.usual_workers(world, replications, engine)
    wanted = Request(
        int(seed),
        int(replications),
        int(first),
        workers,
        int(replications) if paths == "all" else int(paths),
        int(replications) if events == "all" else int(events),
        every,
        impulses,
        engine,
        processes,
    )
    manifest = described(resolved, **wanted.described(twin is not None))
    manifest["notes"] += [reason] if reason else []
    if ensemble is not None:
        manifest |= ensembles.described(resolved, ensemble)
        manifest["notes"] += ensembles.notes(resolved, ensemble)
    if out is not None:
        ready(out, force)
        ensembles.keep(ensemble, out)
        manifest["notes"] += [parts.NO_PARQUET] if parts.best_format() == "csv" else []
    manifest["wall"] |= {"workers": workers, "engine": wanted.engine} | ({"command": command} if command else {})
    sink = Sink(manifest, out)
    progress = on_progress or (lambda done, total: None)
    try:
        Main(resolved, world, wanted, sink, ensemble).run(lambda done: progress(done, total))
        if twin is not None:
            Twin(twin, tables(twin), wanted, sink, ensemble).run(lambda done: progress(replications + done, total))
    finally:
        finish(sink, out, began)
    return sink.stored()


def chosen(engine: str, world: Tables, total: int, workers: int | None, processes: tuple[Process, ...]) -> str:
    """Return the engine that runs: of "auto" whichever answers sooner; a user's processes come with SimPy."""
    if processes:
        return "simpy"
    return pool.quicker_engine(world, total, workers) if engine == "auto" else engine


class Main:
    """A run of the scenario itself, into `runs`, `scores`, `events`, `impulses` and, at its end, `bands`."""

    def __init__(
        self, resolved: Resolved, world: Tables, wanted: Request, sink: Sink, ensemble: Ensemble | None = None
    ) -> None:
        self.resolved, self.tables, self.wanted, self.sink = resolved, world, wanted, sink
        self.sets = None if ensemble is None else Sets(resolved, ensemble)
        self.yearly: list[Any] = []
        self.plan: metrics.Plan | None = None

    def run(self, progress: Callable[[int], None]) -> None:
        """Run all replications, making a part of every so many; keep what is complete whatever happens."""
        try:
            with closing(blocks(self.tables, self.wanted, self.sets)) as source:
                for block in source:
                    self.take(block)
                    progress(block.first + block.count - self.wanted.first)
        except BaseException as error:
            with suppress(RunError):
                self.close()
            if isinstance(error, BrokenExecutor):
                raise RunError("a worker process died; is the memory full? Try fewer workers") from error
            raise
        self.close()

    def take(self, block: Block) -> None:
        """Take in a block, cut where parts end."""
        if self.plan is None:
            self.plan = metrics.plan(self.resolved, self.tables, block.names, block.dates)
        first, end = block.first, block.first + block.count
        while first < end:
            part_ends = self.wanted.part_ends(first)
            last = min(part_ends, end)
            self.sink.add(Piece(first, last, self.rows(frames.cut(block, first, last), self.plan)))
            if last == part_ends:
                self.sink.flush()
            first = last

    def rows(self, block: Block, plan: metrics.Plan) -> dict[str, Columns]:
        """Return the rows of the tables for some replications."""
        wanted = self.wanted
        rows = {"runs": self.runs(block, plan)}
        if some := self.among_first(block, wanted.paths):
            dates = plan.yearly if wanted.every == "year" else list(range(len(plan.dates)))
            rows["scores"] = frames.scores(some, plan, dates)
        if some := self.among_first(block, wanted.events):
            rows["events"] = frames.events(some, self.tables, self.resolved)
            if wanted.impulses:
                rows["impulses"] = frames.impulses(some, self.tables)
        if some := self.among_first(block, MOST_IN_BANDS):
            self.yearly.append(frames.yearly(some, plan))
        return rows

    def runs(self, block: Block, plan: metrics.Plan) -> Columns:
        """Return the rows of `runs`, under an ensemble with the number of each replication's set."""
        rows = frames.runs(block, plan, self.tables)
        return rows if self.sets is None else ensembles.numbered(rows, self.sets.ensemble)

    def among_first(self, block: Block, count: int) -> Block | None:
        """Return what a block holds of the run's first so many replications; None for nothing."""
        last = min(block.first + block.count, self.wanted.first + count)
        return frames.cut(block, block.first, last) if last > block.first else None

    def close(self) -> None:
        """Make the last part, and sum up what the first complete replications have in common."""
        self.sink.flush()
        complete, first = self.sink.complete, self.wanted.first
        if self.plan is not None and complete:
            table = frames.bands(np.concatenate(self.yearly)[:complete], self.plan)
            self.sink.add(Piece(first, first + complete, {"bands": table}))
            self.sink.flush()


class Twin(Main):
    """A run of the quiet twin, into `quiet`."""

    def rows(self, block: Block, plan: metrics.Plan) -> dict[str, Columns]:
        """Return the rows of `quiet` for some replications."""
        return {"quiet": self.runs(block, plan)}

    def close(self) -> None:
        """Make the last part."""
        self.sink.flush()


def blocks(world: Tables, wanted: Request, sets: Sets | None = None) -> Generator[Block]:
    """Yield blocks of complete replications, in order."""
    if wanted.processes:
        yield from watched(world, wanted, sets)
        return
    detailed = min(wanted.replications, wanted.events) if wanted.impulses else 0
    for first, count in ((0, detailed), (detailed, wanted.replications - detailed)):
        if count:
            yield from several.replicate(
                sets or world,
                wanted.seed,
                wanted.first + first,
                count,
                workers=wanted.workers,
                engine=wanted.engine,
                impulses=first < detailed,
            )


def watched(world: Tables, wanted: Request, sets: Sets | None = None) -> Generator[Block]:
    """Yield replications that a user's processes have joined, one by one."""
    from northeastsim.engine.record import block
    from northeastsim.engine.single import World

    for replication in range(wanted.first, wanted.first + wanted.replications):
        own = world if sets is None else sets.of(replication)
        run = World(own, wanted.seed, replication, processes=wanted.processes, impulses=wanted.impulses)
        yield block([run.run().record])


def ready(out: Path, force: bool) -> None:
    """Make the folder ready; raises ScenarioError where it cannot be."""
    try:
        prepare(out, force)
    except OSError as error:
        message = f"cannot be made or emptied: {error.strerror or error}"
        raise ScenarioError([Problem(str(out), None, None, "", message)]) from error


def finish(sink: Sink, out: Path | None, began: float) -> None:
    """Note how long it took; a folder without one complete replication is removed."""
    sink.manifest["wall"]["seconds"] = round(time.monotonic() - began, 2)
    try:
        if out is not None and not sink.complete:
            discard(out)
        else:
            sink.save()
    except OSError:
        pass  # NOTE: the manifest of the last whole part still stands, and the first error is the one to tell
