"""The worlds that are timed: the baseline, shorter or longer, with fewer or more actors; and one replication after the other."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

import numpy as np

from northeastsim.engine.loop import LOGGED
from northeastsim.engine.runner import Run, Runner
from northeastsim.rulebook import layout as at
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.tables import Tables, tables

SEED = 63
ORDER = ("CHN", "PRK", "RUS", "KOR", "USA", "JPN")  # in which actors join


def baseline(**settings: Any) -> Tables:
    """Return the baseline, six states and ten years with everything on, with other settings by path."""
    return tables(load("baseline", catalogue=catalogue(), settings=settings))


def crowd(n: int) -> Tables:
    """Return the baseline with n actors of neutral strategy: the first of the six, or the six and their doubles.

    A double has its original's figures and, towards others and their doubles, its relations; two of one original stand to each
    other as China and Russia do. What the catalogue ties to an id (a menu's `who`, suppliers, programmes) a double has not.
    """
    document = copy.deepcopy(load("baseline", catalogue=catalogue()).document)
    names = [f"{ORDER[k % 6]}{k // 6 + 1 if k >= 6 else ''}" for k in range(n)]
    relations = document["relations"]
    document["actors"] = {name: document["actors"][name[:3]] | {"strategy": "neutral"} for name in names}
    document["relations"] = {
        f"{first}, {second}": relations[f"{first[:3]}, {second[:3]}" if first[:3] != second[:3] else "CHN, RUS"]
        for first in names
        for second in names
        if first != second
    }
    here = [each for each in document["programmes"] if {each["initiator"], *each["participants"], *each["aimed_at"]} <= set(names)]
    return tables(load(document | {"programmes": here}, catalogue=catalogue()))


def sized(benchmark: Any, runs: int, untimed: int = 1) -> int:
    """Return how many runs one call makes: fewer where nothing is timed, only tried."""
    return runs if benchmark.enabled else min(runs, untimed)


@dataclass
class Work:
    """What some replications did, on average."""

    decisions: float = 0.0
    options: float = 0.0
    events: float = 0.0
    log_rows: float = 0.0


class Batch:
    """Replications of a scenario on one core, one after the other, by the loop that is given."""

    def __init__(self, world: Tables, run: Run) -> None:
        self.runner = Runner(world, run)
        self.seen = np.empty((len(self.runner.dates), len(self.runner.names)))

    def __call__(self, count: int) -> Work:
        """Run replications 0 to `count`."""
        work = Work()
        for replication in range(count):
            self.runner.replicate(SEED, replication, self.seen)
            m = self.runner._m
            work.decisions += m[at.DECISIONS] / count
            work.options += m[at.PREDICTIONS] / count
            work.events += m[at.EVENTS_LOGGED] / count
            work.log_rows += self.runner._told[LOGGED] / count
        return work
