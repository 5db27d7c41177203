"""The compiled rules, made once even when several test processes ask for them at the same time."""

from __future__ import annotations

import contextlib
import fcntl
import pathlib
import tempfile
from collections.abc import Callable, Iterator

import pytest

from northeastsim.engine.rules import Rules


@contextlib.contextmanager
def one_after_the_other() -> Iterator[None]:
    """Let whoever comes first compile; the others wait and load."""
    with (pathlib.Path(tempfile.gettempdir()) / "northeastsim-compiling").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def compiled() -> Rules:
    """The compiled rules, for a World on SimPy."""
    from northeastsim.engine import batch

    with one_after_the_other():
        return batch.compiled()


@pytest.fixture(scope="session")
def run() -> Callable[..., int]:
    """The compiled loop."""
    from northeastsim.engine import batch

    with one_after_the_other():
        return batch.compiled_loop()
