"""Running a scenario many times over into tables: streamed, in memory or to a folder, never half a part."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from northeastsim.engine import pool
from northeastsim.engine.record import Block
from northeastsim.errors import Problem, RunError, ScenarioError
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.tables import Tables, tables
from northeastsim.study import frames, metrics, parts, twins
from northeastsim.study.manifest import described
from northeastsim.study.store import Sink, Stored, discard, prepare

if TYPE_CHECKING:
    from northeastsim.engine.single import Process

Progress = Callable[[int, int], None]
SMALLEST_PART, LARGEST_PART, PARTS = 100, 1000, 100


@dataclass(frozen=True)
class Request:
    """What was asked for, checked."""

    seed: int
    replications: int
    first: int
    workers: int
    paths: int
    every: str
    impulses: bool
    rules: str
    processes: tuple[Process, ...]

    @property
    def in_part(self) -> int:
        """Replications in a part of a table: it depends on nothing but how many there are."""
        return min(LARGEST_PART, max(SMALLEST_PART, -(-self.replications // PARTS)))


def execute(
    resolved: Resolved,
    *,
    seed: int,
    replications: int,
    first: int = 0,
    workers: int | None = None,
    paths: int | str = 20,
    every: str = "year",
    impulses: bool = False,
    rules: str | None = None,
    baseline: bool = True,
    processes: tuple[Process, ...] = (),
    out: Path | None = None,
    force: bool = False,
    on_progress: Progress | None = None,
) -> Stored:
    """Run a scenario; return its tables, in memory or in the folder `out`.

    With `baseline` its quiet twin runs after it, into the table `quiet`. Replications that are complete when
    the run is interrupted (KeyboardInterrupt) or cannot go on (RunError, also for a full disk) are kept in
    `out`, and the manifest says how many. Raises ScenarioError for wrong arguments and for a folder that
    holds something else.
    """
    began = time.monotonic()
    check(seed, replications, first, workers, paths, every, rules, processes)
    world = tables(resolved)
    twin, reason = twins.quiet_twin(resolved) if baseline else (None, "")
    workers = 1 if processes else workers or pool.default_workers()
    total = replications * (2 if twin else 1)
    wanted = Request(
        seed,
        replications,
        first,
        workers,
        replications if paths == "all" else int(paths),
        every,
        impulses,
        rules or chosen_rules(resolved, total, workers, processes),
        processes,
    )
    manifest = described(resolved, **settings(wanted, twin is not None))
    manifest["notes"] += [reason] if reason else []
    if out is not None:
        ready(out, force)
        manifest["notes"] += [parts.NO_PARQUET] if parts.best_format() == "csv" else []
    manifest["wall"] |= {"workers": workers, "rules": wanted.rules}
    sink = Sink(manifest, out)
    progress = on_progress or (lambda done, total: None)
    try:
        Main(resolved, world, wanted, sink).run(lambda done: progress(done, total))
        if twin is not None:
            Twin(twin, tables(twin), wanted, sink).run(lambda done: progress(replications + done, total))
    except OSError as error:
        raise unwritable(error, out, manifest) from error
    finally:
        finish(manifest, sink, out, began)
    return sink.stored()


def chosen_rules(resolved: Resolved, total: int, workers: int, processes: tuple[Process, ...]) -> str:
    """Return the form of the rules that answers sooner; a user's processes come with interpreted ones."""
    if processes:
        return "interpreted"
    return pool.quicker_rules(int(resolved.document["years"]), total, workers)


def settings(wanted: Request, baseline: bool) -> dict[str, Any]:
    """Return what the manifest says of a request."""
    return {
        "seed": wanted.seed,
        "first": wanted.first,
        "replications": wanted.replications,
        "paths": wanted.paths,
        "every": wanted.every,
        "impulses": wanted.impulses,
        "baseline": baseline,
        "processes": [getattr(process, "__name__", repr(process)) for process in wanted.processes],
    }


class Main:
    """A run of the scenario itself, into `runs`, `scores`, `events`, `impulses` and, at its end, `bands`."""

    def __init__(self, resolved: Resolved, world: Tables, wanted: Request, sink: Sink) -> None:
        self.resolved, self.tables, self.wanted, self.sink = resolved, world, wanted, sink
        self.plan: metrics.Plan | None = None
        self.yearly: list[Any] = []

    def run(self, progress: Callable[[int], None]) -> None:
        """Run all replications, making a part of every so many; keep what is complete whatever happens."""
        start = kept = self.wanted.first
        end = start + self.wanted.replications
        try:
            with closing(blocks(self.tables, self.wanted)) as source:
                for block in source:
                    while kept < block.first + block.count:
                        boundary = self.boundary(kept)
                        upto = min(boundary, block.first + block.count, end)
                        self.take(frames.cut(block, kept, upto))
                        kept = upto
                        if kept == boundary:
                            self.flush(start, kept)
                            start = kept
                    progress(kept - self.wanted.first)
        except (KeyboardInterrupt, RunError):
            self.flush(start, kept)
            self.close()
            raise
        self.flush(start, kept)
        self.close()

    def boundary(self, replication: int) -> int:
        """Return where the part of a replication ends: parts begin at the run's first replication."""
        done = replication - self.wanted.first
        part = (done // self.wanted.in_part + 1) * self.wanted.in_part
        return self.wanted.first + min(part, self.wanted.replications)

    def flush(self, start: int, kept: int) -> None:
        """Make a part of what is pending."""
        if kept > start:
            self.sink.flush(start, kept - start, self.complete(kept))

    def complete(self, kept: int) -> int | None:
        """Return how many replications of the run are complete, as the manifest counts them."""
        return kept - self.wanted.first

    def take(self, block: Block) -> None:
        """Make rows of the tables from some replications."""
        if self.plan is None:
            self.plan = metrics.plan(self.resolved, self.tables, block.names, block.dates)
        plan, wanted = self.plan, self.wanted
        self.sink.add("runs", frames.runs(block, plan, self.tables))
        shown = min(block.first + block.count, wanted.first + wanted.paths)
        rows = plan.yearly if wanted.every == "year" else list(range(len(plan.dates)))
        if shown > block.first:
            self.sink.add("scores", frames.scores(frames.cut(block, block.first, shown), plan, rows))
        self.sink.add("events", frames.events(block, self.tables, self.resolved))
        if wanted.impulses:
            self.sink.add("impulses", frames.impulses(block, self.tables))
        self.yearly.append(block.monthly[:, plan.yearly][:, :, list(plan.scores.values())])

    def close(self) -> None:
        """Sum up what all replications have in common."""
        complete = self.sink.manifest["complete"]
        if self.plan is not None and complete:
            self.sink.add("bands", frames.bands(np.concatenate(self.yearly)[:complete], self.plan))
            self.sink.flush(self.wanted.first, complete)


class Twin(Main):
    """A run of the quiet twin, into `quiet`."""

    def take(self, block: Block) -> None:
        """Make rows of `quiet` from some replications."""
        if self.plan is None:
            self.plan = metrics.plan(self.resolved, self.tables, block.names, block.dates)
        self.sink.add("quiet", frames.runs(block, self.plan, self.tables))

    def complete(self, kept: int) -> int | None:
        """Leave the count to the run itself."""
        return None

    def close(self) -> None:
        """Nothing is summed up of the twin."""


def blocks(world: Tables, wanted: Request) -> Generator[Block]:
    """Yield blocks of complete replications, in order."""
    if wanted.processes:
        return watched(world, wanted)
    return (
        block
        for block in pool.replicate(
            world,
            wanted.seed,
            wanted.first,
            wanted.replications,
            workers=wanted.workers,
            rules=wanted.rules,
            impulses=wanted.impulses,
        )
    )


def watched(world: Tables, wanted: Request) -> Generator[Block]:
    """Yield replications that a user's processes have joined, one by one."""
    from northeastsim.engine.record import block
    from northeastsim.engine.single import World

    for replication in range(wanted.first, wanted.first + wanted.replications):
        run = World(world, wanted.seed, replication, processes=wanted.processes, impulses=wanted.impulses)
        yield block([run.run().record])


def ready(out: Path, force: bool) -> None:
    """Make the folder ready; raises ScenarioError where it cannot be."""
    try:
        prepare(out, force)
    except OSError as error:
        message = f"cannot be made or emptied: {error.strerror or error}"
        raise ScenarioError([Problem(str(out), None, None, "", message)]) from error


def unwritable(error: OSError, out: Path | None, manifest: dict[str, Any]) -> RunError:
    """Return what to say when the disk refuses."""
    kept = f"{manifest['complete']} of {manifest['replications']} replications are kept"
    return RunError(f"cannot write to {out or 'memory'}: {error.strerror or error}; {kept}")


def finish(manifest: dict[str, Any], sink: Sink, out: Path | None, began: float) -> None:
    """Note how long it took; a folder without one complete replication is removed."""
    manifest["wall"]["seconds"] = round(time.monotonic() - began, 2)
    if out is None:
        return
    try:
        if manifest["complete"]:
            sink.save()
        else:
            discard(out)
    except OSError:
        pass  # NOTE: the manifest of the last whole part still stands, and the first error is the one to tell


def check(
    seed: Any, replications: Any, first: Any, workers: Any, paths: Any, every: Any, rules: Any, processes: Any
) -> None:
    """Raise ScenarioError with everything wrong with a request."""
    problems = [
        *whole("seed", seed, 0, 2**63 - 1),
        *whole("replications", replications, 1, 10**9),
        *whole("first", first, 0, 2**62),
        *([] if workers is None else whole("workers", workers, 1, 4096)),
        *([] if paths == "all" else whole("paths", paths, 0, 10**9, " or 'all'")),
    ]
    if every not in ("year", "month"):
        problems.append(wrong("every", f"expected 'year' or 'month', got {every!r}"))
    if rules not in (None, "interpreted", "compiled"):
        problems.append(wrong("rules", f"expected 'interpreted' or 'compiled', got {rules!r}"))
    if rules == "compiled" and not pool.has_compiler():
        problems.append(wrong("engine", "the batch engine needs numba: pip install 'northeastsim[standard]'"))
    if rules == "compiled" and processes:
        problems.append(wrong("engine", "processes of your own run on SimPy only: use 'simpy' or 'auto'"))
    if problems:
        raise ScenarioError(problems)


def whole(name: str, value: Any, low: int, high: int, other: str = "") -> list[Problem]:
    """Return what is wrong with a whole number."""
    if isinstance(value, int | np.integer) and not isinstance(value, bool) and low <= value <= high:
        return []
    return [wrong(name, f"expected a whole number from {low:,} to {high:,}{other}, got {value!r}")]


def wrong(name: str, message: str) -> Problem:
    """Return a problem with an argument."""
    return Problem("<python>", None, None, name, message)
