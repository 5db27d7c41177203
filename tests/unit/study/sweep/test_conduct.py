"""What a sweep keeps in memory does not grow with the number of its runs, and what was found wrong leaves the folder as it was."""

from __future__ import annotations

import tracemalloc
from collections.abc import Generator, Iterable
from pathlib import Path

import numpy as np
import pytest

from northeastsim.errors import RunError, ScenarioError
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


@pytest.mark.parametrize("workers", [0, -1])
def test_there_is_a_worker_at_least(tmp_path: Path, workers: int) -> None:
    sweep = opened(written(tmp_path, 2, 2))
    with pytest.raises(ScenarioError, match="workers: expected a whole number from 1 on"):
        conduct(sweep, points(sweep), tmp_path / "out", workers=workers)

    assert not (tmp_path / "out").exists()


def test_a_lever_that_joins_has_as_many_replications_as_the_others(tmp_path: Path) -> None:
    """Also where fewer are asked for by then: what is there stays, and choices are compared over the same luck."""
    for values, replications in (("[30]", 4), ("[30, 35]", 3)):
        file = written(tmp_path, 2, replications)
        file.write_text(file.read_text().replace("[30, 35]", values))
        sweep = opened(file)
        conduct(sweep, points(sweep), tmp_path / "out", fleet=Made())
    runs = open_sweep(tmp_path / "out").runs

    assert runs.groupby("actors.AAA.spending_busd").size().to_dict() == {"30": 8, "35": 8}


def test_parquet_is_not_gone_on_with_without_its_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sweep = opened(written(tmp_path, 2, 2))
    conduct(sweep, points(sweep), tmp_path / "out", fleet=Made())
    before = tree(tmp_path / "out")
    monkeypatch.setattr("northeastsim.study.parts.best_format", lambda: "csv")

    with pytest.raises(ScenarioError, match=r"holds Parquet files, and pyarrow is not installed \(pip install"):
        conduct(sweep, points(sweep), tmp_path / "out", fleet=Made())
    assert tree(tmp_path / "out") == before


def test_parts_share_one_column_of_categories(tmp_path: Path) -> None:
    """Else each part would hold all points, and memory would grow with their square."""
    file = written(tmp_path, 2000, 1)
    file.write_text(file.read_text().replace("parameters.crisis.*: plausible", "parameters.crisis.base_rate: [0.5, 1]"))
    sweep = opened(file)
    chosen = points(sweep)
    layer = plan.Layer(tuple(unit.key for unit in plan.units(sweep)), 2000, 1, "")
    columns = [part.task.points["parameters.crisis.base_rate"] for part in plan.parts(sweep, chosen, [layer])]

    assert len(columns) > 10 and len({id(column.base) for column in columns}) == 1


def test_a_part_that_has_changed_is_not_read_as_if_it_had_not(tmp_path: Path) -> None:
    """One bit is enough, and often leaves a file that can be read, with another number in it."""
    sweep = opened(written(tmp_path, 2, 2))
    conduct(sweep, points(sweep), tmp_path / "out", fleet=Made())
    part = min((tmp_path / "out" / "runs").iterdir())
    content = bytearray(part.read_bytes())
    content[len(content) // 3] ^= 4
    part.write_bytes(content)

    with pytest.raises(ScenarioError, match="it does not hold what was written; run the sweep again to mend it"):
        _ = open_sweep(tmp_path / "out").runs


def test_csv_reads_back_to_the_bit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("northeastsim.study.parts.best_format", lambda: "csv")
    sweep = opened(written(tmp_path, 20, 50))
    chosen = points(sweep)
    conduct(sweep, chosen, tmp_path / "out", fleet=Made())
    experiments = open_sweep(tmp_path / "out").experiments

    for path in ("parameters.crisis.base_rate", "parameters.crisis.provocation"):
        assert experiments[path].tolist() == chosen.values[path].tolist() * 2


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
