"""Replications of one world after another in this process, as a worker of a sweep runs them: what can be kept between worlds is."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from northeastsim.engine import loop, pool
from northeastsim.engine.record import Block
from northeastsim.engine.runner import Run, Runner
from northeastsim.scenario.tables import Tables


class Series:
    """Runs replications of worlds in turn, on the batch engine where there is one, else on SimPy; the bits are the same.

    `dates`: those of the observations, in order, the last of them the horizon; the usual ones, a month apart, unless given.
    """

    def __init__(
        self, engine: str | None = None, impulses: bool = False, dates: Sequence[datetime.date] | None = None
    ) -> None:
        self.engine = engine or ("simpy" if pool.why_no_batch() else "batch")
        self._impulses, self._dates = impulses, dates
        self._runner: Runner | None = None

    def blocks(self, tables: Tables, seed: int, first: int, count: int) -> Iterator[Block]:
        """Yield blocks of complete replications, in order; raises RunError where one cannot go on."""
        size = pool.fitting(tables)
        for start in range(first, first + count, size):
            number = min(size, first + count - start)
            if self.engine == "simpy" and self._dates is None:
                yield pool.run_block(tables, seed, start, number, self._impulses)
            else:
                yield self._runner_of(tables).block(seed, start, number)

    def _runner_of(self, tables: Tables) -> Runner:
        """Return a runner of a world: the last one, where only numbers have changed."""
        runner = self._runner
        if runner is None or not runner.restart(tables):
            runner = self._runner = Runner(tables, self._run(), self._impulses, self._dates)
        return runner

    def _run(self) -> Run:
        """Return the loop, compiled where that can be."""
        if self.engine == "simpy":  # which observes on the usual dates alone: the loop as it stands gives the same bits
            return loop.run
        from northeastsim.engine.batch import compiled_loop

        return compiled_loop()
