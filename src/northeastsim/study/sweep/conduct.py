"""Running a sweep into a folder: what is there stays, what is missing is run, and nothing is mixed that does not belong together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from northeastsim.engine import pool
from northeastsim.study import parts as files
from northeastsim.study.digest import Columns
from northeastsim.study.sweep.about import described, design
from northeastsim.study.sweep.fleet import Fleet, Here, Processes
from northeastsim.study.sweep.folder import Folder
from northeastsim.study.sweep.growth import grown
from northeastsim.study.sweep.plan import Part, parts
from northeastsim.study.sweep.task import FAILED

if TYPE_CHECKING:
    from northeastsim.scenario.sweep import Sweep
    from northeastsim.study.sweep.points import Points


@dataclass
class State:
    """How far a sweep has come, in runs."""

    total: int
    done: int = 0
    before: int = 0  # of those done, how many were there already
    failed: int = 0
    damaged: list[str] = field(default_factory=list)
    set_aside: list[tuple[Part, str]] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Whether all runs have their rows."""
        return self.done == self.total


Progress = Callable[[State], None]


def conduct(
    sweep: Sweep, points: Points, out: Path, *, fleet: Fleet | None = None, workers: int | None = None,
    on_progress: Progress | None = None,
) -> State:  # fmt: skip
    """Run what is missing of a sweep in a folder, and return how far it has come.

    Raises ScenarioError where the folder holds another sweep, or is held by one that runs, and RunError where it cannot be
    written; what was written stays, and the same call goes on from there. So it does after KeyboardInterrupt.
    """
    folder = Folder(out)
    with folder.mine():
        old = folder.manifest()
        layers = grown(old, sweep, points, out)
        form = (old or {}).get("format") or files.best_format()
        folder.describe(described(sweep, layers, form), design(points, form))
        planned = list(parts(sweep, points, layers))
        whole, damaged = folder.there(planned)
        state = State(sum(part.task.runs for part in planned), damaged=damaged)
        state.before = state.done = sum(part.task.runs for part in planned if part.number in whole)
        missing = [part for part in planned if part.number not in whole]
        if on_progress:
            on_progress(state)
        if missing:
            run(missing, fleet or at_home(len(missing), workers), folder, form, state, on_progress)
    return state


def missing(sweep: Sweep, points: Points, out: Path) -> tuple[int, int]:
    """Return how many runs a folder lacks, and how many there are in all; nothing is changed there, and no part is read.

    Raises ScenarioError where the folder holds anything else.
    """
    folder = Folder(out)
    planned = list(parts(sweep, points, grown(folder.manifest() if out.is_dir() else None, sweep, points, out)))
    named = folder.named(planned)
    total = sum(part.task.runs for part in planned)
    return total - sum(part.task.runs for part in planned if part.number in named), total


def at_home(missing: int, workers: int | None) -> Fleet:
    """Return who runs so many parts on this machine; of more than one process, after the rules are compiled once for all."""
    crew = min(missing, workers or pool.default_workers())
    if crew == 1:
        return Here()
    if not pool.why_no_batch():
        from northeastsim.engine.batch import compiled_loop, is_warm

        if not is_warm():
            compiled_loop()
    return Processes(crew)


def run(missing: Iterable[Part], fleet: Fleet, folder: Folder, form: str, state: State, on_progress: Progress | None) -> None:
    """Run parts and write each when it is done."""
    with closing(fleet.done(missing)) as results:
        for part, found in results:
            if isinstance(found, str):
                state.set_aside.append((part, found))
            else:
                folder.keep(part, found, form)
                state.done += part.task.runs
                state.failed += failures(found)
            if on_progress:
                on_progress(state)


def failures(rows: Columns) -> int:
    """Return how many runs of a part failed."""
    return int(np.count_nonzero(rows["status"] == FAILED))
