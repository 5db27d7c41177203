"""Running a scenario many times over into tables: streamed, in memory or to a folder, never half a part."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from northeastsim.scenario.load import Resolved
from northeastsim.study.store import Stored

if TYPE_CHECKING:
    from northeastsim.engine.single import Process


def execute(
    resolved: Resolved,
    *,
    seed: int,
    replications: int,
    first: int = 0,
    workers: int | None = None,
    paths: int | str = 20,
    every: str = "year",
    impulses: bool = False,
    rules: str | None = None,
    baseline: bool = True,
    processes: tuple[Process, ...] = (),
    out: Path | None = None,
    force: bool = False,
    on_progress: Callable[[int, int], None] | None = None,
) -> Stored:
    """Run a scenario; return its tables, in memory or in the folder `out`."""
    raise NotImplementedError
