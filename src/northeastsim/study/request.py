"""What is asked of a run, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from northeastsim.engine import pool
from northeastsim.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from northeastsim.engine.single import Process

SMALLEST_PART, LARGEST_PART, PARTS = 100, 1000, 100


@dataclass(frozen=True)
class Request:
    """What was asked for, checked."""

    seed: int
    replications: int
    first: int
    workers: int
    paths: int
    every: str
    impulses: bool
    engine: str
    processes: tuple[Process, ...]

    @property
    def in_part(self) -> int:
        """Replications in a part of a table: it depends on nothing but how many there are."""
        return min(LARGEST_PART, max(SMALLEST_PART, -(-self.replications // PARTS)))

    def described(self, baseline: bool) -> dict[str, Any]:
        """Return what the manifest says of it."""
        return {
            "seed": self.seed,
            "first": self.first,
            "replications": self.replications,
            "paths": self.paths,
            "every": self.every,
            "impulses": self.impulses,
            "baseline": baseline,
            "processes": [getattr(process, "__name__", repr(process)) for process in self.processes],
        }


def check(
    seed: Any, replications: Any, first: Any, workers: Any, paths: Any, every: Any, engine: Any, processes: Any
) -> None:
    """Raise ScenarioError with everything wrong with a request."""
    problems = [
        *whole("seed", seed, 0, 2**63 - 1),
        *whole("replications", replications, 1, 10**9),
        *whole("first", first, 0, 2**62),
        *([] if workers is None else whole("workers", workers, 1, 4096)),
        *([] if paths == "all" else whole("paths", paths, 0, 10**9, " or 'all'")),
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
