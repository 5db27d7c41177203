"""The life of acts: whose luck hangs on what, what overlaps, what begins again."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from naive import document
from northeastsim.engine.single import World
from northeastsim.rulebook import layout as at
from northeastsim.scenario.tables import Tables
from strategies import laid_out

HOSTILE = {"A, B": {"alignment": -0.9, "crisis_exposure": 0.5, "proximity": 1.0}, "B, A": {"alignment": -0.9}}
ALL_WAR = {"crisis.war_logit": 20.0}


def crises(*dates: str, **rest: Any) -> Tables:
    """Return a world in which crises of one pair begin on dates, and chance begins none."""
    events = [
        {"id": f"crisis_{k}", "date": date, "type": "crisis", "initiator": "A", "target": "B"}
        for k, date in enumerate(dates)
    ]
    return laid_out(document({"A": {}, "B": {}, "C": {}}, HOSTILE, events=events, **rest))


def stages(world: World, kind: str, stage: str = "announced") -> list[tuple[int, int]]:
    """Return minute and id of what reached a stage, by its type."""
    row, code = world.tables.types.index(kind), world.tables.stages.index(stage)
    return [(r[1], r[12]) for r in world.record.log if r[3] == row and r[4] == code]


def test_a_pair_is_in_crisis_until_its_last_crisis_ends() -> None:
    """The first to end does not clear the mark of the one that goes on."""
    world = World(crises("2001-02-01", "2001-03-01"))
    marks = []
    for month in (1, 2, 3, 4, 5, 6, 7, 8):
        world.run(datetime.date(2001, month, 15))
        marks.append(world.m[at.CRISES + at.PAIR * 0 + 1])

    assert marks == [0, 1, 2, 2, 1, 0, 0, 0]  # 81 days each, as chance is off
    assert world.m[at.CRISES + at.PAIR * 1 + 0] == 0


def test_the_outcome_of_a_crisis_hangs_on_the_crisis() -> None:
    """Another crisis of the same pair before it changes nobody's luck."""
    alone, after = (
        stages(World(crises(*dates, parameters=ALL_WAR)).run(), "war")
        for dates in (("2001-02-01",), ("2001-02-01", "2001-02-10"))
    )

    assert alone and alone[0] in after


def test_a_repeated_event_has_its_own_luck_each_time_and_the_same_in_a_twin() -> None:
    """Its n-th coming, not the day of it, addresses its draws: a twin where it comes later shares them."""
    summit = {"type": "summit", "initiator": "A", "participants": ["B"]}
    lifts = [summit | {"id": f"lift_{k}", "date": f"2001-0{k}-05"} for k in (2, 3, 4, 5)]
    ids = []
    for threshold in (0.30, 0.55):
        call = summit | {"id": "call", "when": f"alignment[A, B] > {threshold}", "repeat": "60 days"}
        friends = {"A, B": {"alignment": 0.25}, "B, A": {"alignment": 0.25}}
        strong = {"effect.summit_regard": 0.1}
        world = World(laid_out(document({"A": {}, "B": {}}, friends, events=[call, *lifts], parameters=strong))).run()
        row = world.tables.scripts.index("call")
        ids.append([(r[1], r[12]) for r in world.record.log if r[2] == row])

    first, later = ids
    assert len(first) > len(later) > 0 and first[0][0] != later[0][0]
    assert [identity for _, identity in later] == [identity for _, identity in first][: len(later)]
    assert len({identity for _, identity in first}) == len(first)


def test_a_war_that_begins_later_ends_by_itself_too() -> None:
    """Exponential with the mean that the rate gives; each war has its own draw, and the old one's end is void."""
    change = {"type": "outside_war_change", "target": "A"}
    events = [
        change | {"id": "war", "date": "2001-02-01", "floor": 0.8},
        change | {"id": "peace", "date": "2001-03-01", "floor": 0.0},
        change | {"id": "war_again", "date": "2001-04-01", "floor": 1.0},
    ]
    tables = laid_out(document(
        {"A": {}, "B": {}}, events=events, years=10, settings={"streams": True}, parameters={"outside_war.end_rate": 1.0}
    ))  # fmt: skip
    ends = []
    for replication in range(40):
        log = World(tables, 63, replication).run().record.log
        mine = [r for r in log if r[3] == tables.types.index("outside_war_change") and r[2] < 0]
        assert 1 <= len(mine) <= 2 or not mine
        ends += [r[1] / at.MINUTES_PER_YEAR for r in mine]

    assert len(ends) >= 38
    assert 0.5 < sum(ends) / len(ends) - 0.25 < 1.6


@pytest.mark.parametrize("order", [("A", "B", "C"), ("C", "B", "A")])
def test_talks_have_the_same_luck_whatever_the_order_of_actors(order: tuple[str, ...]) -> None:
    """A host's guests stand in one order in the option's hash."""
    relations = {"A, B": {"alignment": -0.9}, "B, A": {"alignment": -0.9}}
    actors = {name: {"strategy": "wait", "decides": True} if name == "C" else {} for name in order}
    tables = laid_out(document(actors, relations, settings={"decisions": True}, strategies={"wait": {"actor": "C", "weights": {}}}))
    guests = [o.partners for o in tables.options if o.kind == "talks" and len(o.partners) == 2]

    assert ("A", "B") in guests


@pytest.mark.parametrize(("war", "days"), [("ends", 100), ("marks", 365)])
def test_a_war_of_the_scenario_ends_the_run_if_wars_do(war: str, days: int) -> None:
    event = {"id": "war", "date": "2001-04-11", "type": "war", "initiator": "A", "target": "B"}
    world = World(laid_out(document({"A": {}, "B": {}}, HOSTILE, events=[event], settings={"war": war}))).run()

    assert world.record.ended == days * at.MINUTES_PER_DAY and (world.record.ended_by > 0) == (war == "ends")
