"""Worker processes: all parts come back, whoever dies; what kills every worker is set aside, and the rest goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from northeastsim.errors import RunError
from northeastsim.study.sweep import fleet
from northeastsim.study.sweep.fleet import Processes
from northeastsim.study.sweep.plan import Part
from northeastsim.study.sweep.task import Task
from odd_workers import work


def part(number: int, scenario: str = "sound") -> Part:
    """A part that tells a worker what to do by the name of its scenario."""
    return Part(number, f"{number:064x}", Task(scenario, b"", {}, {}, number, 1, (0, 1), 0, (), ""))


def done(parts: list[Part], workers: int = 2) -> dict[int, int | str]:
    """What came of each part: the point in its rows, or why there are none."""
    found = Processes(workers, work).done(parts)
    return {part.number: rows if isinstance(rows, str) else int(rows["point"][0]) for part, rows in found}


@pytest.mark.parametrize("workers", [1, 3])
def test_all_parts_come_back(workers: int) -> None:
    assert done([part(k) for k in range(20)], workers) == {k: k for k in range(20)}


def test_parts_of_a_worker_that_died_begin_again(tmp_path: Path) -> None:
    """The one that it ran, and the one that it was to run next."""
    parts = [part(k, f"die once {tmp_path / str(k)}" if k in (2, 5) else "sound") for k in range(9)]

    assert done(parts) == {k: k for k in range(9)}


def test_a_part_that_kills_every_worker_is_set_aside() -> None:
    """And no other with it."""
    found = done([part(k, "die" if k == 1 else "sound") for k in range(6)])

    assert {k: v for k, v in found.items() if k != 1} == {0: 0, 2: 2, 3: 3, 4: 4, 5: 5}
    assert "3 worker processes died" in str(found[1])


def test_a_mistake_of_ours_in_one_part_stops_no_other() -> None:
    found = done([part(0), part(1, "fail"), part(2)])

    assert found == {0: 0, 1: "ZeroDivisionError: over nothing", 2: 2}


def test_what_holds_for_all_parts_stops_all() -> None:
    """Such as another version of the model."""
    with pytest.raises(RunError, match="no"):
        done([part(0, "refuse"), part(1)])


def test_where_every_worker_dies_nobody_goes_on_for_ever(monkeypatch: pytest.MonkeyPatch, full_size: bool) -> None:
    """It is no part's fault, and it is said how to see whose. Each death takes a process that loads the package."""
    most = fleet.IN_A_ROW if full_size else 7
    monkeypatch.setattr(fleet, "IN_A_ROW", most)
    with pytest.raises(RunError, match=f"{most} worker processes died one after the other; see why with --workers 1"):
        done([part(k, "die") for k in range(50)], workers=4 if full_size else 2)
