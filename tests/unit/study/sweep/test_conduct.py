"""What a sweep keeps in memory does not grow with the number of its runs, and what was found wrong leaves the folder as it was."""

from __future__ import annotations

import tracemalloc
from collections.abc import Generator, Iterable
from pathlib import Path

import numpy as np
import pytest

from northeastsim.errors import RunError
from northeastsim.face.sweeps import open_sweep
from northeastsim.study.digest import Columns
from northeastsim.study.sweep import plan
from northeastsim.study.sweep.asked import opened
from northeastsim.study.sweep.conduct import State, conduct
from northeastsim.study.sweep.plan import Part
from northeastsim.study.sweep.points import points
from northeastsim.study.sweep.task import keys, nothing, told
from stormy_sweep import tree, written


class Made:
    """Gives rows at once that no run made."""

    def done(self, parts: Iterable[Part]) -> Generator[tuple[Part, Columns | str]]:
        """Yield rows of the right shape."""
        for part in parts:
            task = part.task
            values = {name: np.linspace(0.0, 1.0, task.runs) for name in nothing(task.outcomes, task.runs)}
            yield part, keys(task) | told("completed", "", task.runs) | values


def most_held(folder: Path, replications: int) -> int:
    """Return the most bytes held while a sweep of three points is kept, and what it comes to is summed up."""
    folder.mkdir()
    sweep = opened(written(folder, 3, replications))
    chosen = points(sweep)
    tracemalloc.start()
    conduct(sweep, chosen, folder / "out", fleet=Made())
    assert open_sweep(folder / "out").summary["runs"].tolist() == [3 * replications] * 6
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return held


def test_memory_is_flat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight times the runs would hold eight times as much, some hundred bytes a run, were they kept."""
    monkeypatch.setattr(plan, "FEWEST", 1024)
    monkeypatch.setattr(plan, "MOST", 1024)
    most_held(tmp_path / "first", 10)  # which loads what is loaded once
    few, many = most_held(tmp_path / "few", 2_000), most_held(tmp_path / "many", 16_000)

    assert many - few < 100 * 6 * 14_000 / 10


def test_a_part_that_cannot_be_run_is_missing_until_it_can(tmp_path: Path) -> None:
    """The others are kept, and the same call runs what is missing."""

    class Limping(Made):
        """Gives up every other part."""

        def done(self, parts: Iterable[Part]) -> Generator[tuple[Part, Columns | str]]:
            for k, (part, rows) in enumerate(super().done(parts)):
                yield part, "it died" if k % 2 else rows

    sweep = opened(written(tmp_path, 8, 100))
    chosen, out = points(sweep), tmp_path / "out"
    first = conduct(sweep, chosen, out, fleet=Limping())
    second = conduct(sweep, chosen, out, fleet=Made())
    conduct(sweep, chosen, tmp_path / "once", fleet=Made())

    assert not first.is_complete and {why for _, why in first.set_aside} == {"it died"}
    assert second.is_complete and second.before == first.done
    assert tree(out) == tree(tmp_path / "once")


def test_a_fleet_that_ends_keeps_what_it_gave(tmp_path: Path) -> None:
    class Ending(Made):
        """Goes away after three parts."""

        def done(self, parts: Iterable[Part]) -> Generator[tuple[Part, Columns | str]]:
            for k, found in enumerate(super().done(parts)):
                if k == 3:
                    raise RunError("the scheduler has gone")
                yield found

    sweep = opened(written(tmp_path, 8, 100))
    seen: list[State] = []
    with pytest.raises(RunError, match="has gone"):
        conduct(sweep, points(sweep), tmp_path / "out", fleet=Ending(), on_progress=seen.append)

    assert conduct(sweep, points(sweep), tmp_path / "out", fleet=Made()).before == seen[-1].done > 0
