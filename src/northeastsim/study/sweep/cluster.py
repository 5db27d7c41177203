"""A sweep on a Dask cluster that is already there: the same parts and the same bytes, wherever they are run."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, RunError, ScenarioError
from northeastsim.study.digest import Columns
from northeastsim.study.sweep.plan import Part
from northeastsim.study.sweep.task import run

if TYPE_CHECKING:
    from distributed import Client

AHEAD = 2  # parts per thread of a worker: one that it runs, and the next
CONNECTING, JOINING = 10.0, 60.0  # seconds to wait for a scheduler, and for its first worker
LOOKING = 5.0  # seconds between two looks whether the scheduler is still there
MISSING = "sweeps on a cluster need Dask: pip install 'northeastsim[cluster]'"


class Cluster:
    """The workers behind a Dask scheduler. When one dies the scheduler gives its parts to the others."""

    def __init__(self, address: str) -> None:
        self.address = address

    def done(self, parts: Iterable[Part]) -> Generator[tuple[Part, Columns | str]]:
        """Yield parts as they are done, in any order, with their rows, or why there are none.

        Raises RunError where the scheduler cannot be reached, has no worker, or goes away.
        """
        expect_dask()
        with silence("distributed"):
            client = connected(self.address)
            try:
                with client.as_current():
                    yield from self._through(client, iter(parts))
            except (OSError, CancelledError) as error:
                again = "start it again and run the same command, which goes on from here"
                raise RunError(f"the scheduler at {self.address} has gone; {again}") from error
            finally:
                client.close(timeout=CONNECTING)

    def _through(self, client: Client, queue: Iterator[Part]) -> Iterator[tuple[Part, Columns | str]]:
        """Give the workers parts, and more as they are done."""
        given: dict[Any, Part] = {}
        while True:
            for part in itertools.islice(queue, max(0, AHEAD * self._threads(client) - len(given))):
                given[client.submit(run, part.task, key=f"northeastsim-{part.inputs}", pure=False)] = part
            if not given:
                return
            for future in self._finished(client, list(given)):
                part = given.pop(future)
                yield part, rows_of(future)
                future.release()

    def _finished(self, client: Client, given: list[Any]) -> list[Any]:
        """Return futures that are done, after waiting for one."""
        from distributed import wait

        while True:
            try:
                return list(wait(given, timeout=LOOKING, return_when="FIRST_COMPLETED").done)
            except TimeoutError:
                self._threads(client)

    def _threads(self, client: Client) -> int:
        """Return how many threads the workers have together, waiting for the first of them."""
        try:
            client.wait_for_workers(1, timeout=JOINING)
        except TimeoutError as error:
            raise RunError(f"the scheduler at {self.address} has no worker; start one and run the same command again") from error
        return sum(client.nthreads().values())


def expect_dask() -> None:
    """Raise ScenarioError where Dask is not installed."""
    try:
        import distributed  # noqa: F401
    except ImportError:
        raise ScenarioError([Problem("--dask", None, None, "", MISSING)]) from None


@contextlib.contextmanager
def silence(name: str) -> Iterator[None]:
    """Keep a library, which is imported, from telling what we tell in our own words; its parts have levels of their own."""
    names = [name, *(each for each in logging.root.manager.loggerDict if each.startswith(f"{name}."))]
    levels = {each: logging.getLogger(each).level for each in names}
    for each in names:
        logging.getLogger(each).setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for each, level in levels.items():
            logging.getLogger(each).setLevel(level)


def connected(address: str) -> Client:
    """Return a client of a scheduler; raises RunError where none answers."""
    from distributed import Client

    try:
        with ThreadPoolExecutor(1) as apart:  # a notebook's own thread has a loop that runs already
            apart.submit(lambda: asyncio.run(knock(address))).result()
        return Client(address, timeout=CONNECTING, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise RunError(f"no Dask scheduler answers at {address}; start one (dask scheduler) and give its address: {reason}") from error


async def knock(address: str) -> None:
    """Connect to an address and leave again.

    NOTE: a client whose scheduler does not answer is only half made, waits for itself when it is thrown away, and complains.
    """
    from distributed.comm.core import connect
    from distributed.security import Security

    comm = await connect(address, timeout=CONNECTING, **Security().get_connection_args("client"))
    await comm.close()


def rows_of(future: Any) -> Columns | str:
    """Return the rows that a part gave, or why there are none; raises RunError for what no part can get around."""
    from distributed import KilledWorker

    error = future.exception()
    if isinstance(error, RunError):  # which holds for all parts: it has another version of the model
        raise error
    if isinstance(error, KilledWorker):
        return "too many workers died under it; is their memory full?"
    return future.result() if error is None else f"{type(error).__name__}: {error}"
