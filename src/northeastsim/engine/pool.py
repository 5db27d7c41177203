"""Many replications, in this process or in worker processes: blocks of them come back complete and in order."""

from __future__ import annotations

import contextlib
import importlib.util
import itertools
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait

from northeastsim.engine.record import Block, Record, block
from northeastsim.engine.rules import Rules, interpreted
from northeastsim.engine.single import World
from northeastsim.scenario.tables import Tables

INTERPRETED_SECONDS = 0.1  # of one simulated year, measured by benchmarks/; the baseline of six states
COMPILED_SECONDS = 0.003
COLD_SECONDS = 60.0  # of a first compilation
WARM_SECONDS = 2.0  # of loading compiled rules
BLOCK_SECONDS = 1.0  # of work in a block, so that progress moves and little is lost
MOST_IN_BLOCK = 200


def default_workers() -> int:
    """Return how many processes this machine lets us use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def has_compiler() -> bool:
    """Return whether the compiler is installed, without loading it."""
    return importlib.util.find_spec("numba") is not None


def expected_seconds(years: int, count: int, workers: int, rules: str) -> float:
    """Return about how long `count` replications take, seconds."""
    if rules == "compiled":
        from northeastsim.engine.batch import is_loaded, is_warm

        first = 0.0 if is_loaded() else WARM_SECONDS if is_warm() else COLD_SECONDS
        return first + COMPILED_SECONDS * years * count / workers
    return INTERPRETED_SECONDS * years * count / workers


def quicker_rules(years: int, count: int, workers: int) -> str:
    """Return which form of the rules answers this request sooner; the bits are the same."""
    if not has_compiler():
        return "interpreted"
    times = {rules: expected_seconds(years, count, workers, rules) for rules in ("interpreted", "compiled")}
    return min(times, key=lambda rules: times[rules])


def rules_by_name(name: str) -> Rules:
    """Return the rules in a form: `interpreted`, or `compiled` (compiling them now if that was never done)."""
    if name == "interpreted":
        return interpreted()
    from northeastsim.engine.batch import compiled

    return compiled()


def run_block(tables: Tables, seed: int, first: int, count: int, rules: Rules, impulses: bool = False) -> Block:
    """Run `count` replications from number `first` on, one after the other."""
    records: list[Record] = []
    for replication in range(first, first + count):
        records.append(World(tables, seed, replication, rules=rules, impulses=impulses).run().record)
    return block(records)


def replicate(
    tables: Tables,
    seed: int,
    first: int,
    count: int,
    *,
    workers: int | None = None,
    rules: str | None = None,
    impulses: bool = False,
) -> Iterator[Block]:
    """Yield blocks of complete replications, in order, whatever the number of workers.

    Stop iterating (or interrupt) at any time: what was yielded is complete. Raises RunError if a replication cannot
    go on, after the blocks before it.
    """
    years = max(1, round((tables.end - tables.start).days / 365.25))
    workers = workers or default_workers()
    rules = rules or quicker_rules(years, count, workers)
    if rules == "compiled":
        rules_by_name(rules)  # compile or load once, before workers do
        if COMPILED_SECONDS * years * count < 2 * WARM_SECONDS:
            workers = 1  # a worker would spend longer loading the rules than running them
    each = COMPILED_SECONDS if rules == "compiled" else INTERPRETED_SECONDS
    size = max(1, min(MOST_IN_BLOCK, int(BLOCK_SECONDS / (each * years)), -(-count // workers)))
    starts = [(n, min(size, first + count - n)) for n in range(first, first + count, size)]
    if workers == 1 or len(starts) == 1:
        form = rules_by_name(rules)
        for start, number in starts:
            yield run_block(tables, seed, start, number, form, impulses)
        return
    yield from in_processes(tables, seed, starts, min(workers, len(starts)), rules, impulses)


def in_processes(
    tables: Tables, seed: int, starts: list[tuple[int, int]], workers: int, rules: str, impulses: bool
) -> Iterator[Block]:
    """Yield blocks run in worker processes, in order; at most a few more than there are workers are under way."""
    context = multiprocessing.get_context("spawn")
    queue = iter(starts)
    pending: dict[Future[Block], int] = {}
    done: dict[int, Future[Block]] = {}
    due = 0
    executor = ProcessPoolExecutor(workers, context, initializer=prepare, initargs=(tables, rules))
    try:
        for number, start in enumerate(itertools.islice(queue, workers + 2)):
            with without_main():
                pending[executor.submit(work, seed, *start, impulses)] = number
        booked = len(pending)
        while pending:
            finished, _ = wait(pending, return_when=FIRST_COMPLETED)
            for future in finished:
                done[pending.pop(future)] = future
                for start in itertools.islice(queue, 1):
                    with without_main():
                        pending[executor.submit(work, seed, *start, impulses)] = booked
                    booked += 1
            while due in done:
                yield done.pop(due).result()  # raises here, after the blocks before it
                due += 1
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


@contextlib.contextmanager
def without_main() -> Iterator[None]:
    """Start processes that do not import the user's script, which may lack the usual guard: they need only our modules."""
    main = sys.modules["__main__"].__dict__
    kept = {name: main.get(name) for name in ("__file__", "__spec__")}
    main.update(dict.fromkeys(kept))
    masks = hasattr(signal, "pthread_sigmask")  # a worker that still imports must leave Ctrl-C to its parent, too
    if masks:
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        if masks:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
        main.update(kept)
        if kept["__file__"] is None:
            del main["__file__"]


_worker: dict[str, object] = {}


def prepare(tables: Tables, rules: str) -> None:
    """Make a worker process ready: it keeps the tables, and leaves Ctrl-C to its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker["tables"], _worker["rules"] = tables, rules_by_name(rules)


def work(seed: int, first: int, count: int, impulses: bool) -> Block:
    """Run a block in a worker process."""
    tables, rules = _worker["tables"], _worker["rules"]
    assert isinstance(tables, Tables) and isinstance(rules, Rules)
    return run_block(tables, seed, first, count, rules, impulses)
