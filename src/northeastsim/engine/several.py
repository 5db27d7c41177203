"""Replications under an ensemble, each under its own set of parameters, in threads or worker processes, complete and in order."""

from __future__ import annotations

import functools
from collections.abc import Iterator

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

    def compiled() -> pool.Work:
        return functools.partial(block, sets, Series("batch", impulses), seed)

    plain = functools.partial(block, sets, Series("simpy", impulses), seed)
    yield from pool.shared_out(sets.tables, first, count, workers, engine, compiled, plain)


def block(sets: Sets, series: Series, seed: int, first: int, count: int) -> Block:
    """Run `count` replications from number `first` on, each under its set."""
    spans = sets.spans(first, count)
    return joined([made for start, number in spans for made in under_one(sets, series, seed, start, number)])


def under_one(sets: Sets, series: Series, seed: int, first: int, count: int) -> list[Block]:
    """Run replications that share a set; raises RunError, which names the set, where one cannot go on.

    NOTE: where a rate rises above its cap, that replication alone is run again under doubled caps, whose luck is then its own, so
    that it does not matter which are run together.
    """
    for tables in sets.widened(first):
        try:
            return list(series.blocks(tables, seed, first, count))
        except RunError as error:
            if count > 1:
                return [made for k in range(first, first + count) for made in under_one(sets, series, seed, k, 1)]
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
