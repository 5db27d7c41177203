"""What is asked of a run, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from northeastsim.engine import pool
from northeastsim.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from northeastsim.engine.single import Process

SMALLEST_PART, LARGEST_PART, PARTS = 100, 10_000, 100
EVENTS = 1000  # replications whose events are kept unless asked otherwise: 10^5 of the baseline would have 10^8 rows


@dataclass(frozen=True)
class Request:
    """What was asked for, checked."""

    seed: int
    replications: int
    first: int
    workers: int
    paths: int
    events: int
    every: str
    impulses: bool
    engine: str
    processes: tuple[Process, ...]

    def part_ends(self, replication: int) -> int:
        """Return where the part of a replication ends; parts begin at the run's first.

        It depends on nothing but how many replications there are and how many keep more than their metrics: of those
        a part holds few, so that it fits into memory, and of all others so many that there are not too many parts.
        """
        done = replication - self.first
        detailed = -(-min(self.replications, max(self.paths, self.events)) // SMALLEST_PART) * SMALLEST_PART
        start = detailed if done >= detailed else 0
        size = min(LARGEST_PART, max(SMALLEST_PART, -(-self.replications // PARTS))) if start else SMALLEST_PART
        return self.first + start + ((done - start) // size + 1) * size

    def described(self, baseline: bool) -> dict[str, Any]:
        """Return what the manifest says of it."""
        return {
            "seed": self.seed,
            "first": self.first,
            "replications": self.replications,
            "paths": self.paths,
            "events": self.events,
            "every": self.every,
            "impulses": self.impulses,
            "baseline": baseline,
            "processes": [getattr(process, "__name__", repr(process)) for process in self.processes],
        }


def check(
    seed: Any, replications: Any, first: Any, workers: Any, paths: Any, events: Any, every: Any, engine: Any, processes: Any
) -> None:
    """Raise ScenarioError with everything wrong with a request."""
    problems = [
        *whole("seed", seed, 0, 2**63 - 1),
        *whole("replications", replications, 1, 10**9),
        *whole("first", first, 0, 2**62),
        *([] if workers is None else whole("workers", workers, 1, 4096)),
        *([] if paths == "all" else whole("paths", paths, 0, 10**9, " or 'all'")),
        *([] if events == "all" else whole("events", events, 0, 10**9, " or 'all'")),
    ]
    if every not in ("year", "month"):
        problems.append(wrong("every", f"expected 'year' or 'month', got {every!r}"))
    if engine not in ("auto", "simpy", "batch"):
        problems.append(wrong("engine", f"expected 'auto', 'simpy' or 'batch', got {engine!r}"))
    if engine == "batch" and (missing := pool.why_no_batch()):
        problems.append(wrong("engine", missing))
    if engine == "batch" and processes:
        problems.append(wrong("engine", "processes of your own run on SimPy only: use 'simpy' or 'auto'"))
    if problems:
        raise ScenarioError(problems)


def whole(name: str, value: Any, low: int, high: int, other: str = "") -> list[Problem]:
    """Return what is wrong with a whole number."""
    if isinstance(value, int | np.integer) and not isinstance(value, bool) and low <= value <= high:
        return []
    return [wrong(name, f"expected a whole number from {low:,} to {high:,}{other}, got {value!r}")]


def wrong(name: str, message: str) -> Problem:
    """Return a problem with an argument."""
    return Problem("<python>", None, None, name, message)
