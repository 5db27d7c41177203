"""Runs per second of the same reduced model on northeastsim and on what users would pick instead, side by side."""

from __future__ import annotations

import importlib
import importlib.metadata
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.peers.choice import COUNTS

Runs = Callable[[Sequence[int], int], list[dict[str, float]]]

OURS = ("northeastsim, batch engine", "on_northeastsim", "northeastsim", 400)
PEERS = (
    ("Mesa, batch_run", "on_mesa", "mesa", 4),
    ("SimPy", "on_simpy", "simpy", 4),
    ("SimPy, recomputing all scores", "on_simpy_plain", "simpy", 4),
    ("EMA Workbench around SimPy", "on_ema", "ema-workbench", 4),
)


def measure_peers(rounds: int = 5, seconds: float = 3.0) -> list[dict[str, Any]]:
    """Return a row of figures for every way to run the model, on one core and on two.

    What is timed: from the begin of the first run to the end of the last, by the machine's clock, in turns of about
    `seconds`. Before each turn of a peer northeastsim has one, so that a busy machine hits both alike: `ahead` is the
    quotient of two such neighbours. Median, min and max are over the rounds. Not in it is the start-up, which is timed
    apart: a new Python process from its start to the begin of its first run (northeastsim's compiled code, made once
    per installation, is in its cache by then).

    1. Try everyone once, to warm up and to learn how many runs fill a turn.
    2. Go round, northeastsim before each peer.
    3. Start everyone in a new process, three times.
    """
    rows = []
    for cores in (1, 2):
        ours, peers = Timing(OURS, cores, seconds), [Timing(each, cores, seconds) for each in PEERS]
        for number in range(rounds):
            for peer in peers:
                ours.turn(number)
                peer.turn(number)
                peer.ahead.append(ours.rates[-1] / peer.rates[-1])
        rows += [each.told() for each in (ours, *peers)]
    return rows


class Timing:
    """The turns of one way to run the model, on so many cores: its library is only imported now."""

    def __init__(self, way: tuple[str, str, str, int], cores: int, seconds: float) -> None:
        self.name, self.module, self.library, first_runs = way
        self.cores = cores
        self.runs: Runs = importlib.import_module(f"benchmarks.peers.{self.module}").runs
        self.rates: list[float] = []
        self.ahead: list[float] = []
        self.rows = self.runs(range(first_runs * cores), cores)
        self.size = max(cores, round(seconds * rate_of(self.rows)))

    def turn(self, number: int) -> None:
        """Run for a turn, each run with a seed of its own."""
        first = 1000 + 10**6 * number
        self.rows = self.runs(range(first, first + self.size), self.cores)
        self.rates.append(rate_of(self.rows))

    def told(self) -> dict[str, Any]:
        """Return a row of figures; counts are means per run of the last turn."""
        rate = statistics.median(self.rates)
        return {
            "name": self.name,
            "version": importlib.metadata.version(self.library),
            "cores": self.cores,
            **spread("runs_per_second", self.rates),
            "ms_per_run_per_core": 1000.0 * self.cores / rate,
            **spread("northeastsim_ahead", self.ahead or [1.0]),
            "turns": len(self.rates),
            "runs_in_a_turn": len(self.rows),
            **{f"{name}_per_run": statistics.fmean(row[name] for row in self.rows) for name in COUNTS},
            "startup_seconds": statistics.median(startup(self.module, self.cores) for _ in range(3)),
        }


def rate_of(rows: list[dict[str, float]]) -> float:
    """Return the runs per second of a turn."""
    return len(rows) / (max(row["ended"] for row in rows) - min(row["began"] for row in rows))


def spread(name: str, values: list[float]) -> dict[str, float]:
    """Return the median, least and greatest of some values, under names for a row."""
    return {name: statistics.median(values), f"{name}_min": min(values), f"{name}_max": max(values)}


def startup(module: str, cores: int) -> float:
    """Return the seconds from the start of a new process to the begin of its first run."""
    command = [sys.executable, "-m", "benchmarks.peers", "--start", module, str(cores)]
    started = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1]) - started


def start(module: str, cores: int) -> float:
    """Run a few times and return when the first run began; what `startup` calls in a new process."""
    runs: Runs = importlib.import_module(f"benchmarks.peers.{module}").runs
    return min(row["began"] for row in runs(range(cores), cores))


COLUMNS = {
    "name": "", "version": "version", "cores": "cores", "runs_per_second": "runs/s", "range": "min-max",
    "ms_per_run_per_core": "ms per run and core", "ahead": "northeastsim ahead", "decisions_per_run": "decisions",
    "options_per_run": "options", "acts_per_run": "acts", "events_per_run": "events", "startup_seconds": "start-up, s",
}  # fmt: skip


def markdown(rows: list[dict[str, Any]]) -> str:
    """Return the rows as a Markdown table."""
    lines = [list(COLUMNS.values()), ["---", "---"] + ["---:"] * (len(COLUMNS) - 2)]
    for row in rows:
        low, middle, high = (short(row[f"northeastsim_ahead{end}"]) for end in ("_min", "", "_max"))
        shown = row | {
            "range": f"{short(row['runs_per_second_min'])}-{short(row['runs_per_second_max'])}",
            "ahead": "" if row["name"] == OURS[0] else f"{middle} times ({low}-{high})",
        }
        lines.append([short(shown[key]) for key in COLUMNS])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def short(value: Any) -> str:
    """Return a number with three digits or its whole part, anything else as it is."""
    if not isinstance(value, float):
        return str(value)
    return f"{value:,.0f}" if abs(value) >= 100.0 else f"{value:.3g}"


def main(arguments: list[str]) -> str:
    """Return what to print: the table, under a line that says on what it was measured."""
    if arguments[:1] == ["--start"]:
        return str(start(arguments[1], int(arguments[2])))
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    table = markdown(measure_peers(*(int(each) for each in arguments[:1])))
    return f"{machine}; medians over the rounds.\n\n{table}"
