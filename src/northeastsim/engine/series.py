"""Replications of one world after another in this process, as a worker of a sweep runs them: what can be kept between worlds is."""

from __future__ import annotations

from collections.abc import Iterator

from northeastsim.engine import pool
from northeastsim.engine.record import Block
from northeastsim.engine.runner import Runner
from northeastsim.scenario.tables import Tables


class Series:
    """Runs replications of worlds in turn, on the batch engine where there is one, else on SimPy; the bits are the same."""

    def __init__(self, engine: str | None = None, impulses: bool = False) -> None:
        self.engine = engine or ("simpy" if pool.why_no_batch() else "batch")
        self._impulses = impulses
        self._runner: Runner | None = None

    def blocks(self, tables: Tables, seed: int, first: int, count: int) -> Iterator[Block]:
        """Yield blocks of complete replications, in order; raises RunError where one cannot go on."""
        size = pool.fitting(tables)
        for start in range(first, first + count, size):
            number = min(size, first + count - start)
            if self.engine == "simpy":
                yield pool.run_block(tables, seed, start, number, self._impulses)
            else:
                yield self._runner_of(tables).block(seed, start, number)

    def _runner_of(self, tables: Tables) -> Runner:
        """Return a runner of a world: the last one, where only numbers have changed."""
        from northeastsim.engine.batch import compiled_loop

        runner = self._runner
        if runner is None or not runner.restart(tables):
            runner = self._runner = Runner(tables, compiled_loop(), self._impulses)
        return runner
