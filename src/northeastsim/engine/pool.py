"""Many replications, in this process, in threads or in worker processes: blocks of them come back complete and in order."""

from __future__ import annotations

import contextlib
import datetime
import functools
import importlib.util
import itertools
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from northeastsim.engine.record import Block, block, observation_dates, observed_places
from northeastsim.engine.single import World
from northeastsim.scenario.tables import Tables

Made = TypeVar("Made")
Work = Callable[[int, int], Block]  # runs so many replications from a number on

# Seconds of one simulated year of the baseline, with so many actors and options (docs/performance.md).
SIMPY_SECONDS = 0.055
BATCH_SECONDS = 0.00027
ACTORS, OPTIONS = 6, 463
TABLES_SECONDS = 0.00008  # of its rows in the tables, which another core may make meanwhile
COLD_SECONDS = 25.0  # of a first compilation
WARM_SECONDS = 1.0  # of loading the compiler and what it has kept
ALONE_SECONDS = 2.0  # of SimPy: to start processes for less would take longer than they save
BLOCK_SECONDS = 0.5  # of work in a block, so that progress moves, little is lost and a stop is quick
MOST_IN_BLOCK = 200
BLOCK_BYTES = 64e6  # of observations in a block: a few more blocks than workers are in memory at once


def default_workers() -> int:
    """Return how many cores this machine lets us use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def usual_workers(tables: Tables, count: int, engine: str) -> int:
    """Return how many workers make `count` replications soonest: one, where starting processes would take longer than they save."""
    is_short = engine == "simpy" and expected_seconds(tables, count, 1, engine) < ALONE_SECONDS
    return 1 if is_short else default_workers()


def has_compiler() -> bool:
    """Return whether the compiler is installed and not switched off, without loading it."""
    off = os.environ.get("NUMBA_DISABLE_JIT", "0") not in ("", "0")
    return not off and importlib.util.find_spec("numba") is not None


def why_no_batch() -> str:
    """Return why there is no batch engine here; nothing if there is one."""
    if not has_compiler():
        return "the batch engine needs numba: pip install 'northeastsim[standard]'"
    try:
        import northeastsim.engine.batch  # noqa: F401 (an installed compiler may refuse this Python or NumPy)
    except ImportError as error:
        return f"numba cannot be loaded: {error}"
    return ""


def work_in(tables: Tables) -> float:
    """Return how much work one replication is, in years of the baseline: most of it is weighing options."""
    years = (tables.end - tables.start).days / 365.25
    return years * (0.1 * (len(tables.actors) / ACTORS) ** 2 + 0.9 * len(tables.options) / OPTIONS)


def preparing_seconds() -> float:
    """Return about how long the batch engine takes to get ready, seconds: it compiles the rules the first time."""
    from northeastsim.engine.batch import is_loaded, is_warm

    return 0.0 if is_loaded() else WARM_SECONDS if is_warm() else COLD_SECONDS


def expected_seconds(tables: Tables, count: int, workers: int, engine: str) -> float:
    """Return about how long `count` replications take, seconds."""
    first = preparing_seconds() if engine == "batch" else 0.0
    each = seconds_of_one(tables, engine) + TABLES_SECONDS * work_in(tables)
    return first + each * count / max(1, min(workers, count))


def seconds_of_one(tables: Tables, engine: str) -> float:
    """Return about how long one replication takes on one core, seconds."""
    return (SIMPY_SECONDS if engine == "simpy" else BATCH_SECONDS) * work_in(tables)


def quicker_engine(tables: Tables, count: int, workers: int | None = None) -> str:
    """Return which engine answers this request sooner, with all cores where no number of workers is given; the bits are the same."""
    workers = workers or default_workers()
    slow = expected_seconds(tables, count, workers, "simpy")
    loaded = "northeastsim.engine.batch" in sys.modules
    if (slow < WARM_SECONDS and not loaded) or why_no_batch():  # not even loading the compiler pays
        return "simpy"
    return "batch" if expected_seconds(tables, count, workers, "batch") < slow else "simpy"


def replicate(
    tables: Tables,
    seed: int,
    first: int,
    count: int,
    *,
    workers: int | None = None,
    engine: str | None = None,
    impulses: bool = False,
) -> Iterator[Block]:
    """Yield blocks of complete replications, in order, whatever the engine and the number of workers.

    Stop iterating (or interrupt) at any time: what was yielded is complete. Raises RunError if a replication cannot
    go on, after the blocks before it.
    """

    def compiled() -> Work:
        from northeastsim.engine.batch import compiled_loop
        from northeastsim.engine.runner import Runner

        return functools.partial(Runner(tables, compiled_loop(), impulses).block, seed)

    plain = functools.partial(run_block, tables, seed, impulses=impulses)
    yield from shared_out(tables, first, count, workers, engine, compiled, plain)


def shared_out(
    tables: Tables, first: int, count: int, workers: int | None, engine: str | None, compiled: Callable[[], Work], plain: Work
) -> Iterator[Block]:
    """Yield blocks of replications of a world as large as that of `tables`, in order, each made by one of the workers.

    `compiled` makes what a thread runs, for itself alone; `plain` is run on SimPy, in worker processes where there are several.
    """
    engine = engine or quicker_engine(tables, count, workers)
    workers = workers or usual_workers(tables, count, engine)
    blocks = starts(tables, first, count, workers, engine)
    workers = min(workers, len(blocks))
    if engine == "batch":
        yield from in_threads(compiled, blocks, workers)
    elif workers == 1:
        for start in blocks:
            yield plain(*start)
    else:
        yield from in_processes(plain, blocks, workers)


def starts(tables: Tables, first: int, count: int, workers: int, engine: str) -> list[tuple[int, int]]:
    """Return how replications are cut into blocks: the first of each, and how many it holds."""
    size = max(1, min(fitting(tables), int(BLOCK_SECONDS / seconds_of_one(tables, engine)), -(-count // workers)))
    return [(n, min(size, first + count - n)) for n in range(first, first + count, size)]


def fitting(tables: Tables) -> int:
    """Return how many replications a block may hold, so that a few of them fit into memory."""
    dates, names = len(observation_dates(tables.start, tables.end)), len(observed_places(tables))
    return max(1, min(MOST_IN_BLOCK, int(BLOCK_BYTES / (8 * dates * names))))


def watch(tables: Tables, seed: int, replication: int, dates: Sequence[datetime.date]) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """Return the names of all scores and variables, and their values in one replication on the given dates, in order.

    A value is after everything due before its date. The shape is (dates, names).
    """
    from northeastsim.engine import loop
    from northeastsim.engine.runner import Runner

    run = loop.run
    if quicker_engine(tables, 1, 1) == "batch":
        from northeastsim.engine.batch import compiled_loop

        run = compiled_loop()
    runner = Runner(tables, run, dates=(*dates, tables.end))
    seen = np.empty((len(dates) + 1, len(runner.names)))
    runner.replicate(seed, replication, seen)
    return runner.names, seen[:-1]


def run_block(tables: Tables, seed: int, first: int, count: int, impulses: bool = False) -> Block:
    """Run `count` replications from number `first` on, one after the other, on SimPy."""
    return block([World(tables, seed, number, impulses=impulses).run().record for number in range(first, first + count)])


def in_threads(compiled: Callable[[], Work], starts: list[tuple[int, int]], workers: int) -> Iterator[Block]:
    """Yield blocks run by the compiled loop, which lets go of Python while it runs, in threads, in order."""
    from northeastsim.engine.batch import compiled_loop

    compiled_loop()  # once, before threads ask for it
    own = threading.local()

    def work(first: int, count: int) -> Block:
        if not hasattr(own, "work"):
            own.work = compiled()
        made: Block = own.work(first, count)
        return made

    executor = ThreadPoolExecutor(workers)
    yield from in_order(executor, lambda start: executor.submit(work, *start), starts, workers)


def in_processes(plain: Callable[[int, int], Made], starts: list[tuple[int, int]], workers: int) -> Iterator[Made]:
    """Yield what `plain` makes of so many replications from a number on, in worker processes, in order."""
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(workers, context, initializer=prepare, initargs=(plain,))

    def submit(start: tuple[int, int]) -> Future[Made]:
        with without_main():
            return executor.submit(work_here, *start)

    yield from in_order(executor, submit, starts, workers)


def in_order(
    executor: Executor, submit: Callable[[tuple[int, int]], Future[Made]], starts: list[tuple[int, int]], workers: int
) -> Iterator[Made]:
    """Yield what is made, in order; at most a few more than there are workers are under way or wait for one before them."""
    queue = iter(starts)
    pending: dict[Future[Made], int] = {}
    done: dict[int, Future[Made]] = {}
    due = booked = 0
    try:
        while True:
            for start in itertools.islice(queue, workers + 2 - len(pending) - len(done)):
                pending[submit(start)] = booked
                booked += 1
            if not pending and not done:
                return
            if due not in done:
                finished, _ = wait(pending, return_when=FIRST_COMPLETED)
                done |= {pending.pop(future): future for future in finished}
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


_worker: dict[str, Any] = {}


def prepare(kept: Any) -> None:
    """Make a worker process ready: it keeps what all its blocks need, and leaves Ctrl-C to its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker["kept"] = kept


def work_here(first: int, count: int) -> Any:
    """Run replications in a worker process that keeps how."""
    return _worker["kept"](first, count)
