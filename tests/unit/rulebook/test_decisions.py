"""When and about what an actor decides: its dates, its attention, its money, its menu."""

from __future__ import annotations

from typing import Any

import pytest

from naive import document
from northeastsim.engine.single import World
from northeastsim.rulebook import layout as at
from strategies import laid_out

EAGER = {"rationality": 5.0, "attention": 1, "interval_days": 10.0, "jitter": 0.0, "budget_musd": 1000.0}


def acts(strategy: dict[str, Any], **rest: Any) -> list[tuple[int, str, str]]:
    """Return day, type and stage of what A does in a year by its own choice."""
    followed = EAGER | strategy
    scenario = document(
        {"A": {"strategy": "own"}, "B": {}}, {"A, B": {"alignment": -0.5}}, settings={"decisions": True},
        strategies={"own": followed}, parameters={"choice.consideration": 1.0}, **rest,
    )  # fmt: skip
    tables = laid_out(scenario)
    log = World(tables, 3).run().record.log
    chosen = [r for r in log if r[at.LOG_CAUSE_KIND] == at.BY_DECISION]
    return [(r[at.LOG_TICK] // 1440, tables.types[r[at.LOG_TYPE]], tables.stages[r[at.LOG_STAGE]]) for r in chosen]


def test_one_act_at_a_time_where_attention_is_one() -> None:
    """Coercion lasts thirty days: the next comes after it has ended and its cooldown is over."""
    found = acts({"appetite": {"coercion": 50.0}})
    begun = [day for day, kind, stage in found if (kind, stage) == ("coercion", "announced")]

    assert begun and all(b - a >= 180 for a, b in zip(begun, begun[1:], strict=False))


def test_nothing_is_done_without_attention() -> None:
    assert acts({"appetite": {"coercion": 50.0}, "attention": 0}) == []


def test_what_is_forbidden_or_closed_is_never_done() -> None:
    eager = {"appetite": {"coercion": 50.0}}
    for found in (acts(eager | {"forbids": ["coercion"]}), acts(eager, closed=[{"type": "coercion"}])):
        assert all(kind != "coercion" for _, kind, _ in found)


@pytest.mark.parametrize(("budget", "does"), [(100.0, False), (1000.0, True)])
def test_what_an_actor_cannot_pay_it_does_not(budget: float, does: bool) -> None:
    """Reassurance costs 200 m US$ a year."""
    found = acts({"appetite": {"reassurance": 50.0}, "budget_musd": budget})

    assert any(kind == "reassurance" for _, kind, _ in found) == does


def test_who_decides_nothing_does_nothing() -> None:
    assert acts({"appetite": {"coercion": 50.0}}, programmes=[]) != []
    scenario = document({"A": {"strategy": "own", "decides": False}, "B": {}}, strategies={"own": EAGER})

    assert World(laid_out(scenario | {"settings": {"streams": False}})).run().record.decisions == 0
