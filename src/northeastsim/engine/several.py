"""Replications under an ensemble, each under its own set of parameters, in threads or worker processes, complete and in order."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np

from northeastsim.engine import pool
from northeastsim.engine.record import Block
from northeastsim.engine.series import Series
from northeastsim.errors import RunError
from northeastsim.scenario.tables import Tables
from northeastsim.scenario.tables.sets import Sets


def replicate(
    world: Tables | Sets, seed: int, first: int, count: int, *, workers: int | None = None, engine: str | None = None,
    impulses: bool = False,
) -> Iterator[Block]:  # fmt: skip
    """Yield blocks of complete replications, in order, as `pool.replicate` does, under an ensemble each under its set.

    Raises RunError if a replication cannot go on, after the blocks before it.
    """
    if isinstance(world, Tables):
        yield from pool.replicate(world, seed, first, count, workers=workers, engine=engine, impulses=impulses)
    else:
        yield from under_sets(world, seed, first, count, workers, engine, impulses)


def under_sets(
    sets: Sets, seed: int, first: int, count: int, workers: int | None, engine: str | None, impulses: bool
) -> Iterator[Block]:
    """Yield blocks of replications under their sets, whose bits hang on a replication's number alone."""
    workers = workers or pool.default_workers()
    engine = engine or pool.quicker_engine(sets.tables, count, workers)
    starts = pool.starts(sets.tables, first, count, workers, engine)
    workers = min(workers, len(starts))
    if engine == "batch":
        yield from in_threads(sets, seed, starts, workers, impulses)
    elif workers == 1:
        series = Series("simpy", impulses)
        for start, number in starts:
            yield block(sets, series, seed, start, number)
    else:
        yield from in_processes(sets, seed, starts, workers, impulses)


def block(sets: Sets, series: Series, seed: int, first: int, count: int) -> Block:
    """Run `count` replications from number `first` on, each under its set."""
    spans = sets.spans(first, count)
    return joined([made for start, number in spans for made in under_one(sets, series, seed, start, number)])


def under_one(sets: Sets, series: Series, seed: int, first: int, count: int) -> list[Block]:
    """Run replications that share a set; raises RunError, which names the set, where one cannot go on.

    NOTE: where a rate rises above its cap, that replication alone is run again under doubled caps, whose luck is then its own, so
    that it does not matter which are run together.
    """
    try:
        return list(series.blocks(sets.of(first), seed, first, count))
    except RunError as error:
        if count > 1:
            return [made for k in range(first, first + count) for made in under_one(sets, series, seed, k, 1)]
        problem = error
    for tables in sets.widened(first):
        try:
            return list(series.blocks(tables, seed, first, 1))
        except RunError as error:
            problem = error
    raise RunError(f"under parameter set {sets.ensemble.number(first)}: {problem}") from problem


def joined(blocks: list[Block]) -> Block:
    """Put blocks of consecutive replications together."""
    one = blocks[0]
    return Block(
        one.first,
        one.names,
        one.dates,
        np.concatenate([each.monthly for each in blocks]),
        np.concatenate([each.ended for each in blocks]),
        np.concatenate([each.ended_by for each in blocks]),
        {name: np.concatenate([each.events[name] for each in blocks]) for name in one.events},
        {name: np.concatenate([each.impulses[name] for each in blocks]) for name in one.impulses},
        sum(each.predictions for each in blocks),
        sum(each.decisions for each in blocks),
    )


def in_threads(sets: Sets, seed: int, starts: list[tuple[int, int]], workers: int, impulses: bool) -> Iterator[Block]:
    """Yield blocks run by the compiled loop, in threads, in order."""
    own = threading.local()

    def work(first: int, count: int) -> Block:
        if not hasattr(own, "series"):
            own.series = Series("batch", impulses)
        return block(sets, own.series, seed, first, count)

    executor = ThreadPoolExecutor(workers)
    yield from pool.in_order(executor, lambda start: executor.submit(work, *start), starts, workers)


def in_processes(sets: Sets, seed: int, starts: list[tuple[int, int]], workers: int, impulses: bool) -> Iterator[Block]:
    """Yield blocks run on SimPy in worker processes, in order."""
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(workers, context, initializer=prepare, initargs=(sets, impulses))

    def submit(start: tuple[int, int]) -> Future[Block]:
        with pool.without_main():
            return executor.submit(work_here, seed, *start)

    yield from pool.in_order(executor, submit, starts, workers)


_worker: dict[str, tuple[Sets, Series]] = {}


def prepare(sets: Sets, impulses: bool) -> None:
    """Make a worker process ready: it keeps the sets, and leaves Ctrl-C to its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker["kept"] = sets, Series("simpy", impulses)


def work_here(seed: int, first: int, count: int) -> Block:
    """Run a block in a worker process."""
    return block(*_worker["kept"], seed, first, count)
