"""V29: nobody is special: who stands where in the file, and under which name, changes nothing but the order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naive import document
from northeastsim.engine.single import World
from strategies import documents, laid_out, renamed, some

QUIET = {"chance": False, "streams": False, "decisions": False}
ALIKE = {
    "growth": 0.03, "spending_trend": 0.02, "warheads": 100, "outside_war": 0.5, "military_ppp": 1.5,
    "rest_of_world_trade_musd": 1000, "self_supply_share": 0.2, "capital_busd": 50.0, "war_theatre_cut": 0.3,
    "holdings": {"s400": 2},
}  # fmt: skip


def outcome(scenario: dict[str, Any]) -> dict[str, list[float]]:
    """Return every score and variable over time, by name."""
    record = World(laid_out(scenario)).run().record
    return {name: [float(v[k]) for v in record.values] for k, name in enumerate(record.names)}


@some(12)
@given(documents(most=6, settings=QUIET), st.randoms(use_true_random=False))
def test_outcomes_follow_the_actors(scenario: dict[str, Any], random: Any) -> None:
    """Other names, another order of actors and relations: the same values under the other names, to 1e-12."""
    ids = list(scenario["actors"])
    apart(scenario)
    others = random.sample([f"X{k}" for k in range(20)], len(ids))
    names = dict(zip(ids, others, strict=True))
    order = random.sample(ids, len(ids))
    twin = renamed(scenario, names, order)

    before, after = outcome(scenario), outcome(twin)

    for name, values in before.items():
        head, _, rest = name.partition("[")
        inside = ",".join(names[i] for i in rest.rstrip("]").split(",")) if rest else ""
        other = f"{head}[{inside}]" if rest else name
        assert after[other] == pytest.approx(values, rel=1e-12, abs=1e-13), name


def apart(scenario: dict[str, Any]) -> None:
    """Give every actor a budget date of its own and every event a day of its own: no two items share a tick."""
    for k, actor in enumerate(scenario["actors"].values()):
        actor["budget_date"] = f"{k + 1:02}-15"
        # Shipped systems name their suppliers, whose prices make their worth.
        actor["holdings"] = {s: units for s, units in actor["holdings"].items() if s in scenario["systems"]}
        if "fatigue" in actor:
            actor["budget_date"] = "12-31"
    dated = [event for event in scenario["events"] if event.get("date")]
    for k, event in enumerate(dated):
        event["date"] = f"2024-{2 * k + 1:02}-20"
    scenario["events"] = [
        e for e in dated if e["type"] not in ("arms_transfer", "crisis") and "consent" not in e
    ]  # lead times, outbreaks and consent are drawn
    scenario["programmes"] = []


def test_six_alike_stay_alike(verify: Any) -> None:
    """Six states of one kind, all hostile to all, with an event that touches all: ten years later still of one kind."""
    names = [f"S{k}" for k in range(6)]
    relation = {"alignment": -0.5, "commitment": 0.1, "trade_musd": 700, "contact": 0.3, "flows_musd": 40,
                "proximity": 0.7, "crisis_exposure": 0.2, "arms_supplied_btiv": 0.1}  # fmt: skip
    effects = [
        {"change": "alignment", "of": "everyone", "to": "everyone", "how": "regard", "by": -0.2},
        {"change": "provocation", "of": "everyone", "to": "everyone", "how": "add", "by": 0.7, "scale": "hostility"},
        {"change": "trade", "of": "everyone", "to": "everyone", "how": "scale", "by": -0.3, "moves": "both"},
    ]
    kind = {"roles": {"initiator": "required"}, "stages": [{"name": "announced", "effects": effects}]}
    scenario = document(
        {name: dict(ALIKE) for name in names}, {f"{a}, {b}": dict(relation) for a in names for b in names if a != b},
        years=10, settings={"growth": True}, event_types={"shock": kind},
        events=[{"id": "e", "date": "2003-05-05", "type": "shock", "initiator": "S2"}],
    )  # fmt: skip

    found = outcome(scenario)

    apart_most = 0.0
    for head in {name.partition("[")[0] for name in found if "[" in name}:
        rows = [values for name, values in found.items() if name.partition("[")[0] == head]
        for at_once in zip(*rows, strict=True):
            apart_most = max(apart_most, (max(at_once) - min(at_once)) / max(1e-9, max(map(abs, at_once))))
    verify("V29", "six identical states after ten years: greatest relative difference", "symmetry", 0.0, apart_most, 1e-12)
