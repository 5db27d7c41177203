"""Who runs parts: this process, or worker processes, of which one that dies takes only its own part with it, to begin again."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Protocol

from northeastsim.engine import pool
from northeastsim.errors import RunError
from northeastsim.study.digest import Columns
from northeastsim.study.sweep.plan import Part
from northeastsim.study.sweep.task import Task, run

AHEAD = 2  # parts that a worker has: one that it runs, and the next
DEATHS = 3  # of workers under one part, after which it is set aside


class Fleet(Protocol):
    """Whoever runs parts: in processes here, or on a cluster."""

    def done(self, parts: Iterable[Part]) -> Generator[tuple[Part, Columns | str]]:
        """Yield parts as they are done, in any order, with their rows, or why there are none."""
        ...


class Here:
    """This process, one part after the other: it need not wait for another to start."""

    def done(self, parts: Iterable[Part]) -> Generator[tuple[Part, Columns | str]]:
        """Yield parts as they are done, with their rows."""
        for part in parts:
            yield part, run(part.task)


@dataclass
class Worker:
    """One process, and the parts that it was given, the one that it runs first."""

    executor: ProcessPoolExecutor
    given: deque[tuple[Part, Future[Columns]]] = field(default_factory=deque)


class Processes:
    """So many worker processes of this machine; `work` is what they do with a task."""

    def __init__(self, workers: int, work: Callable[[Task], Columns] = run) -> None:
        self.workers, self.work = workers, work
        self.deaths: dict[int, int] = {}

    def done(self, parts: Iterable[Part]) -> Generator[tuple[Part, Columns | str]]:
        """Yield parts as they are done, in any order, with their rows, or why there are none.

        1. Give every worker a part and the next.
        2. Whoever is done gets another.
        3. Where a worker has died, a new one gets its parts; one under which three died is set aside.
        """
        queue, again = iter(parts), deque[Part]()
        crew = [Worker(started()) for _ in range(self.workers)]
        try:
            while True:
                for worker in crew:
                    while len(worker.given) < AHEAD and (part := next_of(again, queue)):
                        worker.given.append((part, submitted(worker.executor, self.work, part.task)))
                busy = [worker.given[0][1] for worker in crew if worker.given]
                if not busy:
                    return
                wait(busy, return_when=FIRST_COMPLETED)
                for worker in crew:
                    while worker.given and worker.given[0][1].done():
                        yield from self._taken(worker, again)
        finally:
            for worker in crew:
                stop(worker.executor)

    def _taken(self, worker: Worker, again: deque[Part]) -> Iterator[tuple[Part, Columns | str]]:
        """Yield what a worker has made; one that died is replaced, and its parts begin again."""
        part, future = worker.given.popleft()
        error = future.exception()
        if isinstance(error, BrokenExecutor):
            lost = [part, *(one for one, _ in worker.given)]
            worker.given.clear()
            stop(worker.executor)
            worker.executor = started()
            self.deaths[part.number] = self.deaths.get(part.number, 0) + 1
            if self.deaths[part.number] == DEATHS:
                lost.remove(part)
                yield part, f"{DEATHS} worker processes died under it; is the memory full? Try fewer workers"
            again.extend(lost)
        elif isinstance(error, RunError):  # which holds for all parts
            raise error
        elif error is not None:
            yield part, f"{type(error).__name__}: {error}"
        else:
            yield part, future.result()


def next_of(again: deque[Part], queue: Iterator[Part]) -> Part | None:
    """Return the next part, those that begin again first; None where there is none."""
    return again.popleft() if again else next(queue, None)


def started() -> ProcessPoolExecutor:
    """Return a worker process, which ends when we do."""
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=prepare)


def submitted(executor: ProcessPoolExecutor, work: Callable[[Task], Columns], task: Task) -> Future[Columns]:
    """Give a worker a task."""
    try:
        with pool.without_main():
            return executor.submit(work, task)
    except BrokenExecutor as error:  # it has died since we last looked
        broken: Future[Columns] = Future()
        broken.set_exception(error)
        return broken


def stop(executor: ProcessPoolExecutor) -> None:
    """End a worker process without waiting for what it runs."""
    processes = list((getattr(executor, "_processes", None) or {}).values())
    executor.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.kill()


def prepare() -> None:
    """Make a worker process ready: it leaves Ctrl-C to its parent, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """Wait for the parent's end, however it comes, and end."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
