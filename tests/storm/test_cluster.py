"""A sweep on a real cluster of separate processes: whoever dies there, the bytes are those of a sweep at home."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stormy_sweep import finished, parts, started, tree, unwrapped, written

QUIET = {"DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "False", "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "10s"}


class Cluster:
    """A Dask scheduler and workers, each with its nanny, in process groups of their own."""

    def __init__(self, workers: int) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        host, _, port = self.address.removeprefix("tcp://").partition(":")
        self.scheduler = self.command("scheduler", "--host", host, "--port", port)
        options = ("--nworkers", "1", "--nthreads", "1", "--death-timeout", "30")
        self.workers = [self.command("worker", self.address, *options) for _ in range(workers)]

    def command(self, *words: str) -> subprocess.Popen[bytes]:
        """Start a part of the cluster."""
        command = [sys.executable, "-m", "dask", *words, "--no-dashboard"]
        nowhere = subprocess.DEVNULL
        return subprocess.Popen(command, stdout=nowhere, stderr=nowhere, start_new_session=True, env={**os.environ, **QUIET})

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """Kill a part of the cluster with all that it started: a worker together with its nanny."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def end(self) -> None:
        """Kill all."""
        for process in (*self.workers, self.scheduler):
            self.kill(process)


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A cluster of two workers."""
    made = Cluster(2)
    yield made
    made.end()


def wait_for_parts(out: Path, count: int) -> None:
    """Wait until so many parts are there."""
    end = time.monotonic() + 120
    while len(parts(out)) < count and time.monotonic() < end:
        time.sleep(0.02)


@pytest.mark.full
def test_a_worker_and_its_nanny_may_die(cluster: Cluster, undisturbed: Path, tmp_path: Path) -> None:
    """The other worker runs its parts, and the bytes are the same."""
    file, out = written(tmp_path), tmp_path / "out"
    sweep = started(file, out, "--dask", cluster.address)
    wait_for_parts(out, 3)
    running = sweep.poll() is None

    cluster.kill(cluster.workers[0])
    _, complained = sweep.communicate(timeout=120)

    assert running
    assert sweep.returncode == 0, complained
    assert tree(out) == tree(undisturbed)


def test_a_sweep_goes_on_after_its_scheduler_died(cluster: Cluster, undisturbed: Path, tmp_path: Path) -> None:
    """It says what to do; on a new cluster the same command ends in the same bytes."""
    file, out = written(tmp_path), tmp_path / "out"
    sweep = started(file, out, "--dask", cluster.address)
    wait_for_parts(out, 3)

    cluster.kill(cluster.scheduler)
    _, complained = sweep.communicate(timeout=120)
    other = Cluster(1)
    status, told, _ = finished(file, out, "--dask", other.address)
    other.end()

    assert sweep.returncode == 1
    assert "has gone; start it again and run the same command, which goes on from here" in unwrapped(complained)
    assert "Traceback" not in complained
    assert status == 0, told
    assert tree(out) == tree(undisturbed)


@pytest.mark.full  # ten seconds of waiting; of a name that is none, tests/app asks
def test_where_no_scheduler_answers_it_is_said(tmp_path: Path) -> None:
    status, _, complained = finished(written(tmp_path), tmp_path / "out", "--dask", "tcp://127.0.0.1:9")

    assert status == 1
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in complained
