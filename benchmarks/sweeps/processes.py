"""Sweeps as processes of their own: started, watched, killed if they hang, with what they took and left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sweeps import on_northeastsim
from benchmarks.sweeps.models import PROGRESS

OURS, EMA, MESA = "northeastsim", "EMA Workbench", "Mesa"
TOOLS = (OURS, EMA, MESA)
MODULES = {EMA: "benchmarks.sweeps.on_ema", MESA: "benchmarks.sweeps.on_mesa"}
SUFFIX = {EMA: "tar.gz", MESA: "pickle"}
LONGEST = 300.0  # seconds until a sweep is taken to hang


@dataclass(frozen=True)
class Ended:
    """How a sweep ended: after how many seconds, with which status, its largest process's peak of memory in MB, what it said."""

    seconds: float
    status: int
    megabytes: float
    said: str
    hung: bool = False


def command(tool: str, model: str, points: int, replications: int, workers: int, folder: Path, keep: bool = False) -> list[str]:
    """Return the command that sweeps a model with a tool; whoever keeps nothing unless told to is told by `keep`."""
    if tool == OURS:
        return on_northeastsim.command(model, points, replications, workers, folder)
    words = [model, str(points), str(replications), str(workers)]
    return [sys.executable, "-m", MODULES[tool], *words, *([str(folder / f"kept.{SUFFIX[tool]}")] if keep else [])]


def started(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    """Start a sweep as a group of processes of its own."""
    space = os.environ | {PROGRESS: str(folder / "progress")}
    with (folder / "said.txt").open("ab") as said:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=space, start_new_session=True)


def ended(process: subprocess.Popen[bytes], folder: Path, began: float, longest: float = LONGEST) -> Ended:
    """Wait for the end of a sweep; one that takes longer is killed with all its processes, and hung."""
    hung = threading.Event()

    def end() -> None:
        hung.set()
        os.killpg(process.pid, signal.SIGKILL)

    timer = threading.Timer(longest, end)
    timer.start()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - began
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    said = (folder / "said.txt").read_text(encoding="utf-8", errors="replace")
    return Ended(seconds, process.returncode, used.ru_maxrss / 1024, said, hung.is_set())


def swept(command: list[str], folder: Path) -> Ended:
    """Run a sweep to its end, which has to be a good one."""
    began = time.monotonic()
    found = ended(started(command, folder), folder, began)
    if found.status:
        raise RuntimeError(f"{' '.join(command)}\n{found.said}")
    return found


def counted(tool: str, kept: Path) -> tuple[int, int]:
    """Return how many runs a sweep has kept, and how many of them failed, found in a process of its own."""
    words = [sys.executable, "-m", "benchmarks.sweeps.counted", tool, str(kept)]
    runs, failed = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    return runs, failed


def workers_of(parent: int) -> list[int]:
    """Return the worker processes of a sweep: its children, but for the one that looks after shared memory."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            stat = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(stat[1]) == parent and b"resource_tracker" not in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except OSError:  # it has just ended
            continue
    return sorted(found)
