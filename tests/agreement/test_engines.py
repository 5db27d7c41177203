"""Interpreted and compiled rules run the same world to the bit; who looks, or asks, changes nothing."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest
import simpy
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.engine.record import Record
from northeastsim.engine.rules import Rules
from northeastsim.engine.single import Process, World
from northeastsim.scenario.tables import Tables
from strategies import documents, laid_out, some

BASE = {"format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01"}


def ran(tables: Tables, seed: int = 63, replication: int = 0, **options: Any) -> Record:
    """Return the record of one replication with its impulses."""
    return World(tables, seed, replication, impulses=True, **options).run().record


def same(a: Record, b: Record) -> bool:
    """Return whether two records hold the same bits."""
    mine, others = ([v.tolist() for v in record.values] for record in (a, b))
    return (a.log, a.quantities, a.impulses, mine, a.ended, a.ended_by, a.predictions) == (
        b.log, b.quantities, b.impulses, others, b.ended, b.ended_by, b.predictions,
    )  # fmt: skip


def test_both_forms_agree_on_the_shipped_world(compiled: Rules, full_size: bool) -> None:
    tables = laid_out(BASE | {"years": 10 if full_size else 2})

    for replication in range(20 if full_size else 2):
        assert same(ran(tables, replication=replication), ran(tables, replication=replication, rules=compiled))


def agree(document: dict[str, Any], compiled: Rules) -> None:
    tables = laid_out(document)

    assert same(ran(tables), ran(tables, rules=compiled))


@some(20)
@given(document=documents(most=4, years=2))
def test_both_forms_agree_on_generated_worlds(compiled: Rules, document: dict[str, Any]) -> None:
    agree(document, compiled)


@some(3)
@given(document=documents(fewest=6))
def test_both_forms_agree_on_large_worlds(compiled: Rules, document: dict[str, Any]) -> None:
    agree(document, compiled)


def meddler(world: World) -> Generator[simpy.Event, Any, Any]:
    """A user's process that watches, acts and proposes."""
    for _ in range(6):
        yield world.env.timeout(50 * 1440 + 7)
        if world.see()["influence[CHN,PRK]"] > 0.2:
            world.happen("economic_support", initiator="CHN", target="PRK", quantity=200.0)
        world.propose("summit", initiator="RUS", target="PRK", participants=["PRK"])
        world.happen("arms_transfer", initiator="RUS", target="PRK", system="s400", quantity=1.0)


def test_both_forms_agree_when_users_take_part(compiled: Rules) -> None:
    tables = laid_out(BASE | {"years": 1})
    slow, quick = (ran(tables, rules=rules, processes=[meddler]) for rules in (None, compiled))

    assert same(slow, quick)
    assert not same(slow, ran(tables))


def test_two_seeds_and_two_replications_differ(compiled: Rules) -> None:
    tables = laid_out(BASE | {"years": 1})
    logs = [ran(tables, seed, replication, rules=compiled).log for seed in (0, 1) for replication in (0, 1)]

    assert all(a != b for k, a in enumerate(logs) for b in logs[:k])


def watcher(minutes: int) -> Process:
    """Return a user's process that only looks, every so many minutes."""

    def watch(world: World) -> Generator[simpy.Event, Any, Any]:
        while True:
            yield world.env.timeout(minutes)
            world.see()

    return watch


@pytest.mark.parametrize("minutes", [1440, 9 * 1440 + 13])
def test_looking_changes_nothing_in_the_shipped_world(minutes: int, compiled: Rules) -> None:
    tables = laid_out(BASE | {"years": 2})

    assert same(ran(tables, rules=compiled), ran(tables, rules=compiled, processes=[watcher(minutes)]))


@some(10)
@given(document=documents(most=4), days=st.integers(1, 40))
def test_looking_changes_nothing(document: dict[str, Any], days: int) -> None:
    tables = laid_out(document)

    assert same(ran(tables), ran(tables, processes=[watcher(days * 1440 + 5)]))


@some(10)
@given(document=documents(most=4), data=st.data())
def test_a_condition_that_never_holds_changes_nothing(document: dict[str, Any], data: st.DataObject) -> None:
    """The world is looked at every midnight for it; nothing comes of that."""
    a, b = list(document["actors"])[:2]
    never = data.draw(st.sampled_from(
        [f"influence[{a}, {b}] > 2", f"stability < -1 and security[{a}] > 0", "polarisation > 3 for 5 days"]
    ))  # fmt: skip
    asked = {"id": "never", "when": never, "type": "friction", "initiator": a, "target": b}

    plain, watched = laid_out(document), laid_out(document | {"events": [*document["events"], asked]})

    assert same(ran(plain), ran(watched))
