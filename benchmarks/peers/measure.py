"""Runs per second of the same reduced model on northeastsim and on what users would pick instead, side by side."""

from __future__ import annotations

import importlib
import importlib.metadata
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.peers.choice import COUNTS


@dataclass(frozen=True)
class Contender:
    """A way to run the model: a module with a function `runs`, on so many cores."""

    name: str
    module: str
    library: str
    cores: int
    first_runs: int  # in a first try, which tells how many fill a turn

    def runs(self) -> Callable[[Sequence[int], int], list[dict[str, float]]]:
        """Return what runs it; only now is its library imported."""
        return importlib.import_module(f"benchmarks.peers.{self.module}").runs


WAYS = (
    ("northeastsim, batch engine", "on_northeastsim", "northeastsim", 400),
    ("Mesa, batch_run", "on_mesa", "mesa", 4),
    ("SimPy", "on_simpy", "simpy", 4),
    ("SimPy, recomputing all scores", "on_simpy_plain", "simpy", 4),
    ("EMA Workbench around SimPy", "on_ema", "ema-workbench", 4),
)


def contenders() -> list[Contender]:
    """Return who is measured, on one core and on two."""
    return [Contender(*way[:3], cores, way[3] * cores) for cores in (1, 2) for way in WAYS]


def measure_peers(rounds: int = 5, seconds: float = 4.0) -> list[dict[str, Any]]:
    """Return a row of figures for every way to run the model.

    What is timed: from the begin of the first run to the end of the last, by the machine's clock, in turns of about
    `seconds`. In each round every way has one turn, so that a busy machine hits all alike; min, median and max are over
    the rounds. Not in it is the start-up, which is timed apart: a new Python process from its start to the begin of its
    first run (northeastsim's compiled code, made once per installation, is in its cache by then).

    1. Try everyone once, to warm up and to learn how many runs fill a turn.
    2. Go round.
    3. Start everyone in a new process.
    """
    everyone = contenders()
    rates: dict[Contender, list[float]] = {each: [] for each in everyone}
    rows = {each: turn(each, range(each.first_runs)) for each in everyone}
    sizes = {each: max(each.cores, round(seconds * rate_of(rows[each]))) for each in everyone}
    for number in range(rounds):
        for each in everyone:
            first = 1000 + 10**6 * number
            rows[each] = turn(each, range(first, first + sizes[each]))
            rates[each].append(rate_of(rows[each]))
    return [told(each, rates[each], rows[each], rounds) for each in everyone]


def turn(each: Contender, seeds: range) -> list[dict[str, float]]:
    """Let one way run once for every seed."""
    return each.runs()(seeds, each.cores)


def rate_of(rows: list[dict[str, float]]) -> float:
    """Return the runs per second of a turn."""
    return len(rows) / (max(row["ended"] for row in rows) - min(row["began"] for row in rows))


def told(each: Contender, rates: list[float], rows: list[dict[str, float]], rounds: int) -> dict[str, Any]:
    """Return one row of the table; counts are means per run of the last turn."""
    median = statistics.median(rates)
    starts = [startup(each) for _ in range(min(3, rounds))]
    return {
        "name": each.name,
        "version": importlib.metadata.version(each.library),
        "cores": each.cores,
        "runs_per_second": median,
        "runs_per_second_min": min(rates),
        "runs_per_second_max": max(rates),
        "ms_per_run_per_core": 1000.0 * each.cores / median,
        "rounds": rounds,
        "runs_in_a_turn": len(rows),
        **{f"{name}_per_run": statistics.fmean(row[name] for row in rows) for name in COUNTS},
        "startup_seconds": statistics.median(starts),
    }


def startup(each: Contender) -> float:
    """Return the seconds from the start of a new process to the begin of its first run."""
    command = [sys.executable, "-m", "benchmarks.peers", "--start", each.module, str(each.cores)]
    started = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1]) - started


def start(module: str, cores: int) -> None:
    """Run a few times and print when the first run began; what `startup` calls in a new process."""
    runs = importlib.import_module(f"benchmarks.peers.{module}").runs
    print(min(row["began"] for row in runs(range(cores), cores)))


COLUMNS = {
    "name": "", "version": "version", "cores": "cores", "runs_per_second": "runs/s", "range": "min-max",
    "ms_per_run_per_core": "ms per run and core", "behind": "northeastsim is ahead by", "decisions_per_run": "decisions",
    "options_per_run": "options", "acts_per_run": "acts", "events_per_run": "events", "startup_seconds": "start-up, s",
}  # fmt: skip


def markdown(rows: list[dict[str, Any]]) -> str:
    """Return the rows as a Markdown table, with the factor by which northeastsim is ahead on as many cores."""
    lines = [list(COLUMNS.values()), ["---", "---"] + ["---:"] * (len(COLUMNS) - 2)]
    best = {row["cores"]: row["runs_per_second"] for row in rows if row["name"].startswith("northeastsim")}
    for row in rows:
        low, high = row["runs_per_second_min"], row["runs_per_second_max"]
        ahead = best[row["cores"]] / row["runs_per_second"]
        shown = row | {"range": f"{short(low)}-{short(high)}", "behind": "" if ahead == 1.0 else f"{short(ahead)} times"}
        lines.append([short(shown[key]) for key in COLUMNS])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def short(value: Any) -> str:
    """Return a value with three digits, or as it is."""
    if not isinstance(value, float):
        return str(value)
    return f"{value:,.0f}" if abs(value) >= 100.0 else f"{value:.3g}"


def main(arguments: list[str]) -> Iterator[str]:
    """Yield what to print: the table, under a line that says on what."""
    if arguments[:1] == ["--start"]:
        start(arguments[1], int(arguments[2]))
        return
    yield f"Python {platform.python_version()}, {platform.system()} {platform.machine()}; medians of the rounds.\n"
    yield markdown(measure_peers(*(int(each) for each in arguments[:1])))
