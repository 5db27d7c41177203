"""The compiled rules, made once even when several test processes ask for them at the same time."""

from __future__ import annotations

import fcntl
import pathlib
import tempfile

import pytest

from northeastsim.engine.rules import Rules


@pytest.fixture(scope="session")
def compiled() -> Rules:
    """The compiled rules; whoever comes first compiles, the others wait and load."""
    from northeastsim.engine import batch

    with (pathlib.Path(tempfile.gettempdir()) / "northeastsim-compiling").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return batch.compiled()
