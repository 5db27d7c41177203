"""Runs per second of whole sweeps, side by side: what a run takes around the model, and what a second worker adds."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.sweeps.processes import EMA, MESA, OURS, command, swept

Row = dict[str, Any]
# Points of a turn by workers, so that it takes some two seconds beside the start-up: model, replications at a point, tool.
SIZES: dict[tuple[str, int, str], tuple[int, int]] = {
    ("cheap", 1, OURS): (1_400, 2_300),
    ("cheap", 1, EMA): (70_000, 20_000),
    ("cheap", 1, MESA): (70_000, 20_000),
    ("cheap", 20, OURS): (600, 1_100),
    ("cheap", 20, EMA): (14_000, 6_000),
    ("reduced", 1, OURS): (500, 900),
    ("reduced", 20, OURS): (50, 90),
    ("reduced", 1, EMA): (14, 26),
    ("reduced", 1, MESA): (14, 26),
}
FIRST = {OURS: 65, EMA: 2, MESA: 2}  # points of the sweep that is taken for the start-up: enough to set two workers to work


@dataclass
class Way:
    """One tool that sweeps a model with so many replications at a point and so many workers, and its turns."""

    model: str
    replications: int
    tool: str
    workers: int
    seconds: list[float] = field(default_factory=list)  # of a run, without the start-up
    alone: list[float] = field(default_factory=list)  # seconds of a run of the model by hand, where that is asked

    def turn(self, first: float, alone: float) -> None:
        """Sweep; `first` is what a sweep of hardly any runs took a moment ago, `alone` what a run takes by hand."""
        taken = seconds_of(self.tool, self.model, self.points, self.replications, self.workers) - first
        self.seconds.append(taken / (self.points * self.replications - FIRST[self.tool]))
        self.alone.append(alone)

    @property
    def points(self) -> int:
        """Points of a turn."""
        return SIZES[self.model, self.replications, self.tool][self.workers - 1]

    def told(self, ours: list[Way]) -> Row:
        """Return a row of figures; `ahead` is how many times as many runs a second each way of ours made in the same rounds."""
        around = [1e6 * (self.workers * one - alone) for one, alone in zip(self.seconds, self.alone, strict=True)]
        pairs = {str(way.replications): zip(self.seconds, way.seconds, strict=True) for way in ours}
        return {
            "model": self.model, "replications": self.replications, "tool": self.tool, "workers": self.workers,
            "rate": spread([1.0 / one for one in self.seconds]), "alone_us": 1e6 * statistics.median(self.alone),
            "around_us": spread(around), "ahead": {key: spread([a / b for a, b in both]) for key, both in pairs.items()},
        }  # fmt: skip


def spread(values: list[float]) -> list[float]:
    """Return median, least and greatest."""
    return [statistics.median(values), min(values), max(values)]


def seconds_of(tool: str, model: str, points: int, replications: int, workers: int) -> float:
    """Return the seconds of a whole sweep, from the start of its process to its end."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return swept(command(tool, model, points, replications, workers, folder), folder).seconds


def seconds_alone(tool: str, model: str) -> float:
    """Return the seconds that a run of a model takes by hand, in a process of its own."""
    words = [sys.executable, "-m", "benchmarks.sweeps.alone", tool, model]
    return float(subprocess.run(words, check=True, capture_output=True, text=True).stdout)


def measure_rates(rounds: int) -> dict[str, list[Row]]:
    """Return figures of every way to sweep, and of how long each takes to start.

    1. In every round each tool sweeps hardly anything, with each number of workers, and runs the cheap model by hand.
    2. Then it has a turn in each way. What that takes longer, over its runs, is what a run takes.
    """
    ways = [Way(*key, workers) for key in SIZES for workers in (1, 2)]
    starts: dict[tuple[str, str, int], list[float]] = {}
    for _ in range(rounds):
        for (model, tool), some in grouped(ways):
            alone = seconds_alone(tool, model) if model == "cheap" else 0.0
            for way in some:
                key = model, tool, way.workers
                if way.replications == 1:
                    starts.setdefault(key, []).append(seconds_of(tool, model, FIRST[tool], 1, way.workers))
                way.turn(starts[key][-1], alone)
    begun = [
        {"model": model, "tool": tool, "workers": workers, "seconds": spread(seconds)}
        for (model, tool, workers), seconds in starts.items()
    ]
    return {"rates": [way.told(ours(way, ways)) for way in ways], "starts": begun}


def grouped(ways: list[Way]) -> Iterator[tuple[tuple[str, str], list[Way]]]:
    """Yield each model and tool, with its ways."""
    for key in dict.fromkeys((way.model, way.tool) for way in ways):
        yield key, [way for way in ways if (way.model, way.tool) == key]


def ours(way: Way, ways: list[Way]) -> list[Way]:
    """Return the ways in which northeastsim sweeps the same model with as many workers."""
    return [each for each in ways if (each.model, each.tool, each.workers) == (way.model, OURS, way.workers)]
