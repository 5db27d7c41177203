"""What an effect row does to the state, one way at a time."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naive import document
from northeastsim.engine.single import World
from northeastsim.errors import ScenarioError
from strategies import laid_out

START = {"alignment": 0.4, "commitment": 0.3, "provocation": 0.2, "trade_musd": 100.0, "contact": 0.5, "sanctions": 0.1}


def after(relations: dict[str, Any] | None = None, quantity: float = 1.0, **effect: Any) -> dict[str, float]:
    """Return what is seen at the minute at which an act of A with B and an effect has happened."""
    kind = {
        "roles": {"initiator": "required", "target": "required"},
        "keys": {"size": {"low": 0, "high": 1000, "default": 1, "meaning": "size"}},
        "stages": [{"name": "announced", "effects": [{"of": "initiator", "to": "target"} | effect]}],
    }
    pairs = {"A, B": START} if relations is None else relations
    tables = laid_out(document({"A": {}, "B": {}, "C": {}}, pairs, event_types={"deed": kind}))
    world = World(tables)
    world.happen("deed", initiator="A", target="B", quantity=quantity)
    return world.see()


@pytest.mark.parametrize(
    ("effect", "name", "expected"),
    [
        ({"change": "alignment", "by": 0.2}, "alignment[A,B]", 0.6),
        ({"change": "alignment", "by": 0.2, "how": "regard"}, "alignment[A,B]", 0.4 + 0.2 * (1 - 0.16)),
        ({"change": "alignment", "by": 5.0}, "alignment[A,B]", 1.0),
        ({"change": "alignment", "by": -5.0}, "alignment[A,B]", -1.0),
        ({"change": "commitment", "by": 0.5, "how": "towards", "limit": 0.9}, "commitment[A,B]", 0.6),
        ({"change": "commitment", "by": 0.1, "how": "rise", "limit": 0.25}, "commitment[A,B]", 0.4),
        ({"change": "commitment", "by": 2.0}, "commitment[A,B]", 1.0),
        ({"change": "provocation", "by": -0.5, "how": "scale"}, "provocation[A,B]", 0.1),
        ({"change": "provocation", "by": -5.0}, "provocation[A,B]", 0.0),
        ({"change": "trade", "by": -0.2, "how": "scale"}, "trade[A,B]", 80.0),
        ({"change": "trade", "by": -0.2, "how": "scale"}, "trade[B,A]", 80.0),
        ({"change": "contact", "by": 0.2, "how": "towards"}, "contact[B,A]", 0.6),
        ({"change": "posture", "by": 0.5}, "posture[A]", 1.5),
        ({"change": "alignment", "by": 0.2, "scale": "regard"}, "alignment[A,B]", 0.48),
        ({"change": "alignment", "by": 0.2, "scale": "hostility"}, "alignment[A,B]", 0.4),
        ({"change": "trade", "by": 0.5, "moves": "target"}, "trade[A,B]", 100.0),
    ],
)
def test_an_impulse_moves_a_value_its_way(effect: dict[str, Any], name: str, expected: float) -> None:
    assert after(**effect)[name] == pytest.approx(expected, abs=1e-12)


@given(st.floats(0, 100))
def test_an_impulse_grows_with_the_size_of_the_act(quantity: float) -> None:
    found = after(change="trade", by=2.0, scale="quantity", quantity=quantity)

    assert found["trade[A,B]"] == pytest.approx(100 + 2 * quantity)


def test_bystanders_are_the_others() -> None:
    found = after(change="alignment", of="bystanders", to="initiator", by=-0.1)

    assert found["alignment[C,A]"] == pytest.approx(-0.1)
    assert found["alignment[B,A]"] == found["alignment[A,C]"] == 0


def test_everyone_is_moved_once() -> None:
    """Symmetric values are not moved twice where both sides stand in both roles."""
    found = after(change="trade", of="everyone", to="everyone", by=10.0)

    assert found["trade[A,B]"] == found["trade[B,A]"] == pytest.approx(110.0)
    assert found["trade[B,C]"] == pytest.approx(10.0)


@pytest.mark.parametrize(
    "effect",
    [
        {"change": "alignment", "by": 0.1, "moves": "base"},  # caps what their trade returns to at 1 m US$
        {"change": "land_contact", "by": 0.1, "moves": "target"},  # writes into somebody's leverage
        {"change": "spending", "by": 1.0, "moves": "base"},  # writes into the outlay and the trade of actor 0
        {"change": "holding", "by": 1.0, "moves": "target"},  # gives holdings of another system
        {"change": "commitment", "by": 0.1, "how": "rise", "moves": "target"},  # would stand above itself by nothing
    ],
)
def test_what_has_no_base_or_target_is_refused(effect: dict[str, Any]) -> None:
    with pytest.raises(ScenarioError):
        after(**effect)


def test_both_sides_divert_what_they_lose_with_each_other() -> None:
    """Where two break off trade, a third party takes over from each, whichever comes first."""
    friends = {"alignment": 0.5, "trade_musd": 100.0}
    broken = {"trade_musd": 100.0}
    pairs = {"A, B": broken, "C, A": friends, "C, B": friends}
    effect = {"change": "trade", "how": "divert", "of": "parties", "to": "parties", "by": 0.1}
    kind = {
        "roles": {"initiator": "required", "participants": "required"},
        "stages": [{"name": "announced", "effects": [effect]}],
    }  # fmt: skip
    world = World(laid_out(document({"A": {}, "B": {}, "C": {}}, pairs, event_types={"deed": kind})))
    world.happen("deed", initiator="A", participants=["B"])
    world.run(world.tables.start + datetime.timedelta(days=100))
    found = world.see()

    assert found["trade[C,A]"] == pytest.approx(found["trade[C,B]"]) and found["trade[C,A]"] > 100.5
