"""The items of a change sum to it, in any world; to itemise moves nothing, and both forms of the rules give the same items."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.engine.mirror import dependence
from northeastsim.engine.record import observed_places
from northeastsim.engine.replay import Account, Items, itemise
from northeastsim.engine.rules import Rules, interpreted
from northeastsim.engine.single import World
from northeastsim.rulebook import layout as at
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.sources import shipped
from northeastsim.scenario.tables import Tables, tables
from northeastsim.study.explain import rows
from strategies import documents, laid_out, revisions, some

SCENARIOS = sorted(shipped(catalogue()))
SEED = 5


def itemised(laid: Tables, rules: Rules, score: str, first: int, last: int, replication: int) -> Items:
    """The items of a change between two days of the run."""
    place = observed_places(laid)[score]
    counted = dependence(laid, rules, place)
    return itemise(laid, SEED, replication, place, counted, first * at.MINUTES_PER_DAY, last * at.MINUTES_PER_DAY, rules)


def seen(laid: Tables, rules: Rules, score: str, day: int, replication: int) -> float:
    """A score on a day of a run that nobody itemises: what a war ended keeps its last value."""
    world = World(laid, SEED, replication, rules=rules)
    world.run(min(laid.end, laid.start + datetime.timedelta(days=day)))
    tick = world.now if world.m[at.ENDED] else day * at.MINUTES_PER_DAY
    world.rules.observe(world.x, world.m, world.t, tick)
    return float(world.x[observed_places(laid)[score]])


def check(laid: Tables, rules: Rules, data: st.DataObject) -> None:
    """Draw a score, two dates and a replication, and check what the items of the change come to."""
    by_name: dict[str, list[str]] = {}
    for name in observed_places(laid):
        by_name.setdefault(name.split("[")[0], []).append(name)
    score = data.draw(st.sampled_from(sorted(by_name)).flatmap(lambda name: st.sampled_from(by_name[name])), label="score")
    days = (laid.end - laid.start).days
    first = data.draw(st.integers(0, days - 1), label="first day")
    last = data.draw(st.integers(first + 1, days), label="last day")
    replication = data.draw(st.integers(0, 1000), label="replication")
    items = itemised(laid, rules, score, first, last, replication)
    before, after = (seen(laid, rules, score, day, replication) for day in (first, last))
    told = sum(row["change"] for row in rows(items, laid))

    assert (items.before, items.after) == (before, after)
    assert items.total == pytest.approx(after - before, abs=1e-12 * max(1.0, abs(before), abs(after)))
    assert told == pytest.approx(items.total, abs=1e-12 * max(1.0, abs(before), abs(after)))


@some(12)
@given(document=documents(most=4, years=2), data=st.data())
def test_items_sum_to_the_change_in_generated_worlds(compiled: Rules, document: dict[str, Any], data: st.DataObject) -> None:
    check(laid_out(document), compiled, data)


@some(10)
@given(document=documents(most=4, years=2), data=st.data())
def test_items_sum_to_the_change_where_figures_are_revised(compiled: Rules, document: dict[str, Any], data: st.DataObject) -> None:
    check(laid_out(document | {"revisions": data.draw(revisions(document))}), compiled, data)


@some(12)
@given(name=st.sampled_from(SCENARIOS), data=st.data())
def test_items_sum_to_the_change_in_shipped_scenarios(compiled: Rules, name: str, data: st.DataObject) -> None:
    check(tables(load(name, catalogue=catalogue())), compiled, data)


def test_both_forms_of_the_rules_give_the_same_items(compiled: Rules) -> None:
    laid = tables(load("umbrella_doubt", catalogue=catalogue()))
    one, other = (itemised(laid, rules, "security[KOR]", 100, 700, 2) for rules in (interpreted(), compiled))

    assert one == other
    assert len(one.at_once) > 5 and len(one.drift) > 5


def test_itemising_does_not_move_the_world(compiled: Rules) -> None:
    laid = tables(load("s400_transfer", catalogue=catalogue(), settings={"years": 2}))
    place = observed_places(laid)["influence[CHN,PRK]"]
    plain, watched = (World(laid, SEED, 4, rules=compiled, impulses=True) for _ in range(2))
    plain.run()
    account = Account(watched, place, dependence(laid, compiled, place))
    account.open(0)
    while not watched.ended:
        account.step()
    watched.run()

    assert watched.record.log == plain.record.log
    assert watched.record.impulses == plain.record.impulses
    assert watched.x.tobytes() == plain.x.tobytes()
    assert account.items.at_once
