"""Twin worlds promise: what does not change has no effect at all, and a fork leaves the past as it was, to the bit."""

from __future__ import annotations

import datetime
from typing import Any

import pandas as pd
import pytest

import northeastsim as ne
from northeastsim.engine import pool
from northeastsim.rulebook import layout as at
from northeastsim.scenario.tables import tables
from northeastsim.study import frames
from northeastsim.study.twin_worlds import Change, twins

DAY = "2024-11-12"
WORLD: dict[str, Any] = {
    "format": 1,
    "extends": "northeast_asia_2024",
    "start": "2024-01-01",
    "years": 2,
    "events": [
        {"id": "aid", "type": "economic_support", "initiator": "RUS", "target": "PRK", "date": "2024-03-01", "amount": 800},
        {"id": "threat", "type": "coercion", "initiator": "CHN", "target": "JPN", "when": "alignment[CHN,JPN] < 0.9",
         "repeat": "200 days"},
        {"id": "sale", "type": "arms_transfer", "initiator": "RUS", "target": "PRK", "system": "s400", "date": "2025-02-01"},
    ],
}  # fmt: skip
VISIT = {"id": "visit", "type": "summit", "initiator": "CHN", "target": "PRK", "date": "2025-01-07"}
UNREST = {"id": "unrest", "type": "coercion", "initiator": "KOR", "target": "PRK", "hazard": 5.0}
CHANGES = {
    "a strategy": Change(strategies={"PRK": "fortress"}, since=DAY),
    "a parameter": Change(settings={"parameters.dependence.flow_weight": 0.9, "parameters.choice.constant": -1.0}, since=DAY),
    "a trait": Change(settings={"actors.PRK.launches_per_year": 90.0, "actors.CHN.growth": 0.1}, since=DAY),
    "a system": Change(settings={"systems.pantsir.value_busd": 0.5}, since=DAY),
    "an event less": Change(without=("sale", "threat"), since=DAY),
    "an event more": Change(patches=({"events": [VISIT, UNREST]},), since=DAY),
    "a programme less": Change(without=("us_kor_theatre",), since=DAY),
}
SEED = 11
COUNT = {"simpy": 1, "batch": 3}


@pytest.fixture(params=["simpy", "batch"])
def engine(request: pytest.FixtureRequest) -> str:
    """Either engine."""
    return str(request.param)


def ran(world: Any, engine: str) -> Any:
    """Some replications of a world."""
    (block,) = pool.replicate(tables(world), SEED, 0, COUNT[engine], workers=1, engine=engine, impulses=True)
    return block


def told_before(block: Any, world: Any) -> list[Any]:
    """The rows of the event log before the day."""
    log = pd.DataFrame(frames.events(block, tables(world), world))
    return log[log["date"] < DAY].to_dict("records")


def felt_before(block: Any) -> list[Any]:
    """The impulses before the day."""
    tick = (datetime.date.fromisoformat(DAY) - block.dates[0]).days * at.MINUTES_PER_DAY
    return [block.impulses[key][block.impulses["tick"] < tick].tolist() for key in block.impulses]


def test_an_empty_change_has_no_effect_and_parts_nothing(engine: str) -> None:
    found = ne.load(WORLD).whatif(patch={}, replications=2, seed=SEED, engine=engine, workers=1)

    assert (found.effects[["effect", "p05", "p95"]] == 0.0).all(axis=None) and len(found.effects) > 100
    assert found.effects["original"].equals(found.effects["changed"])
    assert found.partings["date"].isna().all() and (found.parted["parted"] == 0).all() and found.firsts == []


def test_the_worlds_of_an_empty_change_are_equal_to_the_bit(engine: str) -> None:
    worlds = twins(ne.load(WORLD).resolved, Change(patches=({},)))
    one, other = ran(worlds.original, engine), ran(worlds.changed, engine)

    assert one.monthly.tobytes() == other.monthly.tobytes()
    assert all(one.events[key].tolist() == other.events[key].tolist() for key in one.events)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_fork_leaves_the_past_as_it_was(change: Change, engine: str) -> None:
    """All state at each observation until the day, and all that happens before it; from then on something differs."""
    worlds = twins(ne.load(WORLD).resolved, change)
    one, other = ran(worlds.original, engine), ran(worlds.changed, engine)
    past = [date.isoformat() <= DAY for date in one.dates]

    assert one.monthly[:, past].tobytes() == other.monthly[:, past].tobytes() and sum(past) == 11
    assert told_before(one, worlds.original) == told_before(other, worlds.changed) != []
    assert felt_before(one) == felt_before(other) and len(felt_before(one)[0]) > 50
    assert one.monthly.tobytes() != other.monthly.tobytes()
