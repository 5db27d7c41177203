"""What becomes of a sweep in trouble: a worker killed, the whole killed and begun again, a misspelt name, a run that fails."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.sweeps.processes import OURS, SUFFIX, TOOLS, Ended, command, counted, ended, started, swept, workers_of
from benchmarks.sweeps.stores import tree

Row = dict[str, Any]
WORKERS = 2
SHARE = 0.25  # of the runs, after which trouble comes
PATIENCE = 3.0  # times as long as an undisturbed sweep takes, after which it is taken to hang
POINTS = {OURS: (2_000, 20)}  # with replications
OTHERS = (1_000, 1)


class Sweep:
    """A sweep by one tool in a folder of its own."""

    def __init__(self, tool: str, model: str, folder: Path) -> None:
        self.tool, self.folder = tool, folder
        points, replications = POINTS.get(tool, OTHERS)
        self.runs = points * replications
        self.command = command(tool, model, points, replications, WORKERS, folder, keep=True)
        self.kept = folder / ("out" if tool == OURS else f"kept.{SUFFIX[tool]}")

    def begun(self, whole: int) -> subprocess.Popen[bytes]:
        """Start it and wait until a share is done, of so many parts or runs."""
        process = started(self.command, self.folder)
        while process.poll() is None and self.done() < SHARE * whole:
            time.sleep(0.01)
        return process

    def done(self) -> int:
        """Return how many parts, or marks of runs, there are."""
        if self.tool == OURS:
            return len(list((self.kept / "runs").glob("[0-9]*")))
        progress = self.folder / "progress"
        return progress.stat().st_size if progress.exists() else 0

    def counted(self) -> tuple[int, int]:
        """Return how many runs are kept, and how many of them failed."""
        return counted(self.tool, self.kept) if self.kept.exists() else (0, 0)


def measure_troubles() -> list[Row]:
    """Return what became of each tool's sweep in each trouble."""
    return [row for tool in TOOLS for row in of_tool(tool)]


def of_tool(tool: str) -> list[Row]:
    """Return what becomes of a tool's sweeps; an undisturbed one says how long it takes, and what is in it."""
    with tempfile.TemporaryDirectory() as name:
        sound = Sweep(tool, "slow", Path(name))
        seconds, whole = swept(sound.command, sound.folder).seconds, sound.done()
        right = tree(sound.kept) if tool == OURS else {}
    longest = PATIENCE * seconds

    def tried(trouble: str, model: str, strike: Callable[[Sweep], tuple[Ended, int]]) -> Row:
        with tempfile.TemporaryDirectory() as name:
            sweep = Sweep(tool, model, Path(name))
            found, before = strike(sweep)
            runs, failed = sweep.counted()
            lines = [line for line in found.said.splitlines() if line.strip()]
            return {
                "tool": tool, "trouble": trouble, "asked": sweep.runs, "runs": runs, "failed": failed, "before": before,
                "status": found.status, "hung": found.hung, "seconds": found.seconds, "undisturbed": seconds,
                "same": bool(right) and runs > 0 and tree(sweep.kept) == right, "lines": len(lines), "last": (lines or [""])[-1],
            }  # fmt: skip

    return [
        tried("worker", "slow", lambda sweep: worker_killed(sweep, whole, longest)),
        tried("sweep", "slow", lambda sweep: begun_again(sweep, whole, longest)),
        tried("misspelt", "misspelt", lambda sweep: left_alone(sweep, longest)),
        tried("fragile", "fragile", lambda sweep: left_alone(sweep, longest)),
    ]


def left_alone(sweep: Sweep, longest: float) -> tuple[Ended, int]:
    """Run a sweep and return how it ended."""
    began = time.monotonic()
    return ended(started(sweep.command, sweep.folder), sweep.folder, began, longest), 0


def worker_killed(sweep: Sweep, whole: int, longest: float) -> tuple[Ended, int]:
    """Kill a worker of a sweep that runs, and return how it ended."""
    began = time.monotonic()
    process = sweep.begun(whole)
    os.kill(workers_of(process.pid)[0], signal.SIGKILL)
    return ended(process, sweep.folder, began, longest), 0


def begun_again(sweep: Sweep, whole: int, longest: float) -> tuple[Ended, int]:
    """Kill a sweep with all its workers, and give its command again; return how that ended, and how many runs were kept."""
    process = sweep.begun(whole)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    kept, _ = sweep.counted()
    return left_alone(sweep, longest)[0], kept
