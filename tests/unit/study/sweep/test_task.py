"""A part's rows are what plain runs give, on either engine, and what cannot go on becomes a row that says why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from northeastsim.engine import pool
from northeastsim.engine.series import Series
from northeastsim.errors import RunError
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.payoffs import payoff
from northeastsim.scenario.tables import tables
from northeastsim.scenario.tables.moved import under
from northeastsim.study import concerns, frames
from northeastsim.study.design import caps, design, ranges
from northeastsim.study.digest import Columns
from northeastsim.study.sweep import task as tasks
from northeastsim.study.sweep.code import code
from northeastsim.study.sweep.outcomes import known, plan_of
from northeastsim.study.sweep.task import Task, packed, run

YEARS = 2
BASE: dict[str, Any] = {"format": 1, "extends": "s400_transfer", "years": YEARS}
OUTCOMES = ("influence[CHN,PRK].end", "stability.mean", "crises.count", "race[CHN,USA].any", "one_sided.any", "payoff[CHN]")


def asked(**changes: Any) -> Task:
    """Two points of a scenario under a strategy of China's: a parameter, a theory, a date."""
    resolved = load(BASE, catalogue=catalogue())
    points = {
        "parameters.crisis.base_rate": np.array([0.5, 1.5]),
        "theory": np.array(["default", "balance_of_threat"], dtype=object),
        "events.s400_deal.date": np.array(["2025-06-01", "2025-09-11"], dtype="datetime64[D]"),
    }
    task = Task(
        "s400_transfer", packed(resolved.document), {"actors.CHN.strategy": "outbid_moscow"}, points,
        4, 2, (0, 3), 9, OUTCOMES, code(),
    )  # fmt: skip
    return replace(task, **changes)


def test_a_row_is_what_a_plain_run_gives() -> None:
    """The same scenario with these values set, seed and replication, read by the tables of `run` and by `compare`'s payoff."""
    rows = run(asked())
    settings = {
        "actors.CHN.strategy": "outbid_moscow", "theory": "balance_of_threat", "events.s400_deal.date": "2025-09-11",
        "parameters.crisis.base_rate": 1.5,
    }  # fmt: skip
    settings |= {f"parameters.{name}": cap for name, cap in caps(load(BASE, catalogue=catalogue())).items()}
    plain = load(BASE, catalogue=catalogue(), settings=settings)
    world = tables(plain)
    (block,) = pool.replicate(world, 9, 0, 3, workers=1, engine="batch")
    runs = frames.runs(block, plan_of(plain, world), world)
    judge = payoff("CHN", None, catalogue())
    paid = concerns.payoffs(concerns.worth(concerns.criteria(block, runs, world, judge), judge.worth), judge.weights())

    assert rows["point"].tolist() == [4, 4, 4, 5, 5, 5]
    assert rows["theory"].tolist() == ["default"] * 3 + ["balance_of_threat"] * 3
    assert all(rows[name][3:].tolist() == runs[name].tolist() for name in OUTCOMES[:4])
    assert rows["payoff[CHN]"][3:].tolist() == paid.tolist()
    assert rows["status"][3:].tolist() == runs["status"].tolist()


def test_points_that_differ_in_parameters_alone_are_what_plain_runs_give() -> None:
    """One after the other in one worker, in either order: nothing of one point is left in the next."""
    resolved = load(BASE, catalogue=catalogue())
    over = ranges(resolved)
    sets = design(over, 5, 1)
    points = {f"parameters.{name}": sets[name].to_numpy() for name in over}
    rows = run(asked(points=points, levers={}, count=5, outcomes=OUTCOMES[:3]))
    backwards = run(asked(points={path: column[::-1] for path, column in points.items()}, levers={}, count=5, outcomes=OUTCOMES[:3]))
    plain = []
    for values in sets.to_dict("records"):
        world = tables(under(resolved, caps(resolved) | {str(name): float(value) for name, value in values.items()}))
        (block,) = pool.replicate(world, 9, 0, 3, workers=1, engine="batch")
        plain.append(frames.runs(block, plan_of(resolved, world), world))

    for name in OUTCOMES[:3]:
        assert rows[name].tolist() == [value for runs in plain for value in runs[name].tolist()]
        assert backwards[name].reshape(5, 3)[::-1].tolist() == rows[name].reshape(5, 3).tolist()


def test_both_engines_give_the_same_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a compiler a worker runs on SimPy, to the same bits."""
    task = asked(replications=(1, 2))
    quick = run(task)
    monkeypatch.setattr(tasks, "Series", lambda: Series("simpy"))

    assert {name: column.tolist() for name, column in run(task).items()} == {name: column.tolist() for name, column in quick.items()}


def test_parts_of_the_same_point_join_without_a_seam() -> None:
    """Replications 0 to 2 in one part are those of two parts."""
    whole, first, rest = (run(asked(replications=span)) for span in ((0, 3), (0, 1), (1, 3)))

    def of(parts: list[Columns]) -> dict[str, list[Any]]:
        return {
            name: [value for point in (4, 5) for rows in parts for value in rows[name][rows["point"] == point].tolist()]
            for name in whole
        }

    assert of([first, rest]) == of([whole])


def test_a_run_that_cannot_go_on_is_a_row_with_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the replication that failed has failed."""
    blocks = Series.blocks

    def stumbling(self: Series, world: Any, seed: int, first: int, count: int) -> Any:
        if first <= 1 < first + count:
            raise RunError("replication 1: it stumbled\nover itself")
        return blocks(self, world, seed, first, count)

    monkeypatch.setattr(Series, "blocks", stumbling)
    rows = run(asked())

    assert [status == "failed" for status in rows["status"]] == [False, True, False] * 2
    assert rows["error"].tolist() == ["", "replication 1: it stumbled over itself", ""] * 2
    assert [bool(np.isnan(value)) for value in rows["crises.count"]] == [False, True, False] * 2


def test_a_point_that_makes_no_scenario_fails_in_all_its_rows() -> None:
    """What no check foresaw stops nothing else."""
    odd = asked()
    odd.points["events.s400_deal.date"][1] = np.datetime64("1999-01-01")
    rows = run(odd)

    assert [status == "failed" for status in rows["status"]] == [False] * 3 + [True] * 3
    assert "1999-01-01" in rows["error"][3]


def test_a_worker_with_another_version_refuses() -> None:
    with pytest.raises(RunError, match="another version"):
        run(asked(code="0" * 64))


def test_every_outcome_that_is_known_can_be_read() -> None:
    resolved = load(BASE, catalogue=catalogue())
    every = tuple(known(resolved, tables(resolved)))
    rows = run(asked(outcomes=every, replications=(0, 1)))

    assert set(every) <= set(rows)
    assert len(every) > 1000
