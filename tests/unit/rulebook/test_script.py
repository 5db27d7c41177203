"""When the scenario's own events come that have no date, whether they come about, and how large they are."""

from __future__ import annotations

import math
import statistics
from typing import Any

import pytest

from naive import Heap, distance_to_exponential, document, mean_and_error
from northeastsim.engine.single import World
from northeastsim.rulebook import layout as at
from northeastsim.rulebook.script import figure
from northeastsim.scenario.tables import Tables
from strategies import laid_out

FRIENDS = {"A, B": {"alignment": 0.5}, "B, A": {"alignment": 0.5}}
VISIT = {"type": "military_visit", "initiator": "A", "target": "B"}
LUCK = {"chance": True}
Row = tuple[str, str, float, float]


def world(*events: dict[str, Any], **rest: Any) -> Tables:
    """Return a plain world of two friends with these events."""
    return laid_out(document({"A": {}, "B": {}}, FRIENDS, events=[VISIT | event for event in events], **rest))


def told(tables: Tables, replication: int = 0, seed: int = 63) -> list[Row]:
    """Return what the scenario's events did in a replication: id, stage, day and size."""
    record = World(tables, seed, replication).run().record
    return [
        (tables.scripts[r[at.LOG_SCRIPT]], tables.stages[r[at.LOG_STAGE]], r[at.LOG_TICK] / at.MINUTES_PER_DAY, size)
        for r, size in zip(record.log, record.quantities, strict=True)
        if r[at.LOG_SCRIPT] >= 0
    ]


def days(rows: list[Row], name: str, stage: str = "announced") -> list[float]:
    """Return the days on which an event reached a stage."""
    return [day for one, reached, day, _ in rows if (one, reached) == (name, stage)]


def after(event: str, number: int | None = None) -> dict[str, Any]:
    """Return the key of an event that follows another."""
    return {"after": {"event": event} | ({} if number is None else {"days": number})}


def test_an_event_follows_another_by_days() -> None:
    """Along a chain, at once where no days are given, and wherever it stands in the file."""
    events = [
        {"id": "c", **after("b", 5)},
        {"id": "b", **after("a", 10)},
        {"id": "a", "date": "2001-02-01"},
        {"id": "d", **after("c")},
    ]

    rows = told(world(*events))

    assert [(name, day) for name, _, day, _ in rows] == [("a", 31), ("b", 41), ("c", 46), ("d", 46)]


def test_what_follows_at_once_comes_after_all_that_is_due() -> None:
    """What has a date at that minute comes first, then what conditions bring, in the order of the file."""
    events = [
        {"id": "first", "date": "2001-01-01"}, {"id": "follower", **after("first")},
        {"id": "second", "date": "2001-01-01"}, {"id": "seen", "when": "happened[follower] = 1"},
    ]  # fmt: skip

    assert [(name, day) for name, _, day, _ in told(world(*events))] == [
        ("first", 0), ("second", 0), ("follower", 0), ("seen", 0),
    ]  # fmt: skip


def test_it_follows_each_time() -> None:
    """Where the other may come again."""
    events = [{"id": "a", "when": "stability >= 0", "repeat": "100 days"}, {"id": "b", **after("a", 7)}]
    rows = told(world(*events))

    assert days(rows, "a") == [0, 100, 200, 300]
    assert days(rows, "b") == [7, 107, 207, 307]


@pytest.mark.parametrize(
    ("event", "stage"),
    [
        ({"type": "arms_control", "participants": ["B"], "target": None, "consent": "ask"}, "declined"),
        ({"type": "sanctions_relief"}, "blocked"),
        ({"probability": 0}, "passed_over"),
    ],
)
def test_nothing_follows_what_did_not_come_about(event: dict[str, Any], stage: str) -> None:
    """Be it declined, blocked or passed over."""
    cold = {"choice.status_quo_bonus": 20.0} if stage == "declined" else {}
    first = {
        key: value for key, value in (VISIT | {"id": "a", "date": "2001-02-01"} | event).items() if value is not None
    }
    follower = VISIT | {"id": "b", **after("a", 1)}
    rows = told(laid_out(document({"A": {}, "B": {}}, FRIENDS, events=[first, follower], parameters=cold)))

    assert [one for one in rows if one[0] == "a"][-1][1] == stage
    assert days(rows, "b") == []


def test_what_is_likely_comes_that_often() -> None:
    """And the others leave a row of the log, so that one can see what was passed over."""
    tables = world(
        {"id": "a", "when": "stability >= 0", "repeat": "10 days", "probability": 0.3}, years=30, settings=LUCK
    )
    rows = told(tables)
    came, passed = len(days(rows, "a")), len(days(rows, "a", "passed_over"))

    assert came + passed == 1096
    assert abs(came / 1096 - 0.3) < 4 * math.sqrt(0.3 * 0.7 / 1096)


@pytest.mark.parametrize(("probability", "stage"), [(0, "passed_over"), (1, "announced")])
def test_what_is_sure_is_sure(probability: float, stage: str) -> None:
    tables = world({"id": "a", "date": "2001-02-01", "probability": probability}, settings=LUCK)

    assert {told(tables, replication)[0][1] for replication in range(20)} == {stage}


def waits(count: int, **event: Any) -> list[float]:
    """Return the days on which an event came, in those of so many replications of 30 years in which it did."""
    tables = world({"id": "a", "date": "2001-04-11"}, {"id": "b"} | event, years=30, settings=LUCK)
    b = tables.scripts.index("b")
    every = [[r[at.LOG_TICK] for r in Heap(tables, 63, k).run().log if r[at.LOG_SCRIPT] == b] for k in range(count)]

    assert max(map(len, every)) == 1
    return [each[0] / at.MINUTES_PER_DAY for each in every if each]


def test_a_hazard_waits_exponentially() -> None:
    """Since the start; with 0.7 per year hardly ever longer than 30 years."""
    years = [day / 365.25 for day in waits(200, hazard=0.7)]

    assert len(years) == 200
    assert distance_to_exponential(years, 0.7) < 1.63  # Kolmogorov's, 1 %
    assert not all(day.is_integer() for day in waits(3, hazard=0.7))


def test_a_hazard_may_wait_for_an_event() -> None:
    """From so many days after it on, and only after the first time."""
    found = waits(100, hazard=0.7, **after("a", 20))

    assert min(found) > 120
    assert distance_to_exponential([(day - 120) / 365.25 for day in found], 0.7) < 1.63
    again = world(
        {"id": "a", "when": "stability >= 0", "repeat": "10 days"},
        {"id": "b", "hazard": 50, **after("a")},
        settings=LUCK,
    )
    assert len(days(told(again), "b")) == 1


def test_no_hazard_is_never() -> None:
    """Also where it is the low end of a range that is none."""
    tables = world({"id": "a", "hazard": 0}, {"id": "b", "hazard": [0, 0]}, years=30, settings=LUCK)

    assert told(tables) == []


SALE = {"id": "sale", "date": "2001-02-01", "type": "arms_transfer", "system": "s400"}


def sizes(quantity: Any, count: int = 1, **rest: Any) -> list[float]:
    """Return the size of a sale in so many replications."""
    tables = world(SALE | {"quantity": quantity}, **{"settings": LUCK} | rest)
    return [told(tables, replication)[0][3] for replication in range(count)]


def test_a_range_is_drawn_once_for_each_replication() -> None:
    """Uniformly; each stage tells the same; a figure with its range keeps its value."""
    drawn = sizes([2, 6], 200)
    mean, error = mean_and_error(drawn)
    tables = world({"id": "a", "when": "stability >= 0", "repeat": "50 days"} | {**SALE, "quantity": [2, 6], "date": None}
                   | {"id": "a"}, settings=LUCK, years=3)  # fmt: skip

    assert 2 <= min(drawn) < 2.2 and 5.8 < max(drawn) <= 6
    assert abs(mean - 4) < 4 * error and abs(statistics.stdev(drawn) - 4 / math.sqrt(12)) < 0.15
    assert sizes({"value": 3, "low": 2, "high": 6}, 3) == [3, 3, 3]
    rows = [row for row in told(tables) if row[1] == "announced"]
    assert len(rows) == 22 and len({size for *_, size in rows}) == 1


def test_a_range_of_whole_numbers_gives_whole_numbers() -> None:
    """All of them as often, the ends among them."""
    x = [3.0, 2.0, 1.0]
    m = [0] * (at.KEY + at.CHANCE_ON + 1)
    m[at.CHANCE_ON] = 1
    drawn = []
    for key in range(3000):
        m[at.KEY] = key
        drawn.append(figure(x, m, 0, 77, at.SLOT_SIZE))

    assert {value: abs(drawn.count(value) - 1000) < 110 for value in sorted(set(drawn))} == {3: True, 4: True, 5: True}


def test_twins_share_all_that_is_drawn() -> None:
    """Size, probability and waiting hang on the event's id alone: not on its place, nor on what else happens."""
    ours = [
        SALE | {"quantity": [1, 9]},
        {"id": "soon", "hazard": [0.2, 3]},
        {"id": "maybe", "date": "2001-03-01", "probability": 0.5},
    ]
    more = [{"id": "other", "date": "2001-01-05"}, {"id": "quick", "hazard": 9}, *reversed(ours)]
    for replication in range(8):
        one, other = (
            [row for row in told(world(*events, settings=LUCK), replication) if row[0] in ("sale", "soon", "maybe")]
            for events in (ours, more)
        )

        assert sorted(one) == sorted(other)


def test_without_chance_each_draw_is_the_middle() -> None:
    """Half the range, the median waiting, and what is likelier than not."""
    tables = world(
        SALE | {"quantity": [1, 4]}, {"id": "soon", "hazard": [1, 3]}, {"id": "likely", "date": "2001-03-01", "probability": 0.6},
        {"id": "unlikely", "date": "2001-03-01", "probability": 0.4},
    )  # fmt: skip
    rows = told(tables)

    assert rows == told(tables, 1)
    assert [size for name, _, _, size in rows if name == "sale"][0] == 2.5
    assert days(rows, "soon") == pytest.approx([math.log(2) / 2 * 365.25], abs=0.01)
    assert (len(days(rows, "likely")), len(days(rows, "unlikely", "passed_over"))) == (1, 1)
