"""V16: what is due at one minute happens by phase, actor, serial; the same seed gives the same run everywhere."""

from __future__ import annotations

import datetime
import hashlib
import os
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
import simpy
from hypothesis import given
from hypothesis import strategies as st

from naive import Heap, document
from northeastsim.engine.single import World
from northeastsim.rulebook import layout as at
from northeastsim.rulebook.agenda import book, precedence
from strategies import laid_out

SRC = Path(__file__).resolve().parents[2] / "src"
DIGEST = """
import hashlib
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.tables import tables
from northeastsim.engine.single import World
document = {"format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 1}
record = World(tables(load(document, catalogue=catalogue())), 63, 5).run().record
text = repr((record.log, record.quantities, [v.tolist() for v in record.values]))
print(len(record.log), hashlib.sha256(text.encode()).hexdigest())
"""

items = st.tuples(st.integers(0, 6), st.integers(0, 63), st.integers(1, 10**9))


@given(st.lists(items, unique=True))
def test_precedence_is_phase_then_actor_then_serial(due: list[tuple[int, int, int]]) -> None:
    assert sorted(due, key=lambda item: precedence(*item)) == sorted(due)


@given(items)
def test_users_and_simpy_come_first(item: tuple[int, int, int]) -> None:
    """Priorities 0 and 1 stay with SimPy's own events and with those of users' processes."""
    assert precedence(*item) >= 2


def crowded() -> dict[str, Any]:
    """Return a world in which much is due on the same days: budgets, events, deliveries."""
    kinds = ("military_visit", "trade_deal", "summit")
    events = [
        {"id": f"e{k}", "date": date, "type": kinds[k % 3], "initiator": "ABC"[k % 3], "target": "BCA"[k % 3]}
        for k, date in enumerate(["2001-07-01"] * 6 + ["2001-09-01"] * 6)
    ]
    return document({name: {"budget_date": "07-01"} for name in "ABC"}, events=events)


def test_a_day_goes_by_phase_actor_and_serial(verify: Any) -> None:
    """Scripted events in the file's order, then budgets in the order of the actors."""
    tables = laid_out(crowded())
    seen: list[tuple[int, int, int]] = []
    World(tables, trace=lambda tick, item, a, b: seen.append((tick, item, a))).run()
    day = (datetime.date(2001, 7, 1) - tables.start).days * 1440

    found = [(item, a) for tick, item, a in seen if tick == day]

    assert found == [(at.ITEM_SCRIPT, k) for k in range(6)] + [(at.ITEM_BUDGET, k) for k in range(3)]
    verify("V16", "items of one day in the order phase, actor, serial", "SimPy 4 documentation: time, priority, id", 9,
           len(found), 0)  # fmt: skip


def test_simpy_and_a_heap_agree() -> None:
    """A queue of a dozen lines, ordered by (minute, phase, actor, serial), logs what SimPy logs."""
    scenario = {"format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 1}
    tables = laid_out(scenario)

    assert Heap(tables, 3, 4).run().log == World(tables, 3, 4).run().record.log


def test_the_same_seed_gives_the_same_run_in_any_process(verify: Any) -> None:
    digests = set()
    for hashseed in ("0", "1", "random"):
        environment = {**os.environ, "PYTHONPATH": str(SRC), "PYTHONHASHSEED": hashseed}
        done = subprocess.run(
            [sys.executable, "-c", DIGEST], env=environment, capture_output=True, text=True, check=True
        )
        digests.add(done.stdout)

    verify("V16", "different digests of three processes with PYTHONHASHSEED 0, 1, random", "replay", 1, len(digests), 0)


def test_users_processes_act_first_at_a_tick() -> None:
    """What a user's process does at the minute of a scripted event and a budget comes before both."""
    order: list[str] = []

    def user(world: World) -> Generator[simpy.Event, Any, Any]:
        yield world.env.timeout((datetime.date(2001, 7, 1) - world.tables.start).days * 1440)
        order.append("user")
        world.happen("friction", initiator="A", target="B")

    def trace(tick: int, item: int, a: int, b: int) -> None:
        order.append(str(item))

    tables = laid_out(crowded())
    record = World(tables, processes=[user], trace=trace).run().record

    assert order[0] == "user"
    assert tables.types[record.log[0][at.LOG_TYPE]] == "friction"


@pytest.mark.parametrize(("days", "happens"), [(30, True), (31, False), (32, False)])
def test_what_is_due_at_the_horizon_does_not_happen(days: int, happens: bool) -> None:
    """An event of 1 December whose second stage comes at the end of the year, or a day before."""
    kind = {
        "roles": {"initiator": "required"},
        "stages": [{"name": "announced"}, {"name": "later", "after_days": days}],
    }
    scenario = document(
        {"A": {}, "B": {}}, event_types={"deed": kind},
        events=[{"id": "e", "date": "2001-12-01", "type": "deed", "initiator": "A"}],
    )  # fmt: skip
    tables = laid_out(scenario)

    stages = [tables.stages[r[at.LOG_STAGE]] for r in World(tables).run().record.log]

    assert ("later" in stages) == happens


def test_users_do_not_act_at_the_horizon() -> None:
    acted: list[int] = []

    def user(world: World) -> Generator[simpy.Event, Any, Any]:
        for _ in range(2):
            yield world.env.timeout(world.horizon // 2)
            acted.append(world.now)

    tables = laid_out(crowded())
    World(tables, processes=[user]).run()

    assert acted == [tables.horizon // 2]


@pytest.mark.parametrize(("tick", "count"), [(99, 1), (100, 0), (101, 0)])
def test_what_is_due_at_the_horizon_is_not_booked(tick: int, count: int) -> None:
    m = laid_out(crowded()).m.tolist()
    m[at.HORIZON] = 100
    m[at.DUE_COUNT] = 0

    book(m, tick, at.PHASE_STAGE, 0, at.ITEM_STAGE, 0, 0)

    assert m[at.DUE_COUNT] == count


def test_the_digest_sees_a_difference() -> None:
    """The digest above is of the whole record, so a seed of its own gives one of its own."""
    tables = laid_out({"format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 1})
    found = {hashlib.sha256(repr(World(tables, seed).run().record.log).encode()).hexdigest() for seed in (0, 1)}

    assert len(found) == 2
