"""Setting values from outside, as --set and --strategy do."""

from __future__ import annotations

from typing import Any

import pytest

from northeastsim.errors import ScenarioError
from northeastsim.scenario.load import loads
from small_world import SCENARIO, small_catalogue


def document(path: str, value: Any) -> dict[str, Any]:
    """The small scenario with one value set."""
    return loads(SCENARIO, catalogue=small_catalogue(), settings={path: value}).document


def refusal(path: str, value: Any) -> str:
    """The words in which a setting is refused."""
    with pytest.raises(ScenarioError) as caught:
        document(path, value)
    return str(caught.value)


def test_values_are_set_by_path() -> None:
    """Plain keys, ids, pairs, names with dots, shipped entries."""
    assert document("years", 3)["years"] == 3
    assert document("actors.CHN.spending_busd", 1)["actors"]["CHN"]["spending_busd"] == 1
    assert document("actors.CHN.spending_busd.value", 300)["actors"]["CHN"]["spending_busd"]["high"] == 470
    assert document("actors.CHN.channel_shares.air", 0.3)["actors"]["CHN"]["channel_shares"]["sea"] == 0.2
    assert document("relations.RUS,PRK.alignment", 0)["relations"]["RUS, PRK"]["alignment"] == 0
    assert document("relations.RUS,PRK.trade_musd", 7)["relations"]["PRK, RUS"]["trade_musd"] == 7
    assert document("parameters.dependence.phi", 1)["parameters"]["dependence.phi"] == 1
    assert document("events.s400_deal.quantity", 3)["events"][0]["quantity"] == 3
    assert document("systems.su35.enabling", 0.1)["systems"]["su35"]["value_busd"] == 0.08
    assert document("strategies.wait.attention", 9)["strategies"]["wait"]["summary"] == "Do nothing."
    assert document("settings.chance", False)["settings"]["chance"] is False
    assert document("metrics.mine", "stability")["metrics"]["mine"] == "stability"
    assert document("event_types.arms_transfer.keys.quantity.default", 5)["events"][0]["quantity"] == 2


def test_none_clears_and_removes() -> None:
    """A key, an event, a programme."""
    assert "strategy" not in document("actors.CHN.strategy", None)["actors"]["CHN"]
    assert len(document("events.beijing_objects", None)["events"]) == 1
    assert document("programmes.drills", None)["programmes"] == []


def test_a_strategy_is_chosen_for_an_actor() -> None:
    """It must exist and be meant for it."""
    resolved = loads(SCENARIO, catalogue=small_catalogue(), strategies={"PRK": "pendulum", "CHN": "wait"})

    assert resolved.document["actors"]["PRK"]["strategy"] == "pendulum"
    with pytest.raises(ScenarioError) as caught:
        loads(SCENARIO, catalogue=small_catalogue(), strategies={"KOR": "pendulum", "PRC": "wait"})
    assert str(caught.value).splitlines() == [
        "<--strategy>: actors.PRC.strategy: there is no actor 'PRC' (did you mean 'PRK'?)",
        "<--strategy>: actors.KOR.strategy: the strategy 'pendulum' is for PRK, not for KOR",
    ]


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("CHN.growth", 0, "CHN.growth: the path of this actor begins with 'actors.' (did you mean 'actors.CHN.growth'?)"),
        ("s400_deal.date", 0, "the path of this event begins with 'events.' (did you mean 'events.s400_deal.date'?)"),
        ("growth", 0, "growth: every actor has its own: set actors.ID.growth"),
        ("actors.CHM.growth", 0, "there is no actor 'CHM' (did you mean 'CHN'?)"),
        ("actors.CHN.grwth", 0, "<--set>: actors.CHN.grwth: unknown key (did you mean 'growth'?)"),
        ("actors.CHN.grwth", None, "<--set>: actors.CHN.grwth: unknown key (did you mean 'growth'?)"),
        ("actors.CHN.growth", "0.1", "expected a number, got the text '0.1'; remove the quotes"),
        ("actors.CHN.growth.x", 1, "unknown key"),
        ("actors.RUS.economy_busd.value", 1, "'economy_busd' holds no keys to set"),
        ("actors.CHN", 5, "actors.CHN: expected a mapping of keys, got 5"),
        ("events.s400.quantity", 1, "there is no event 's400' (did you mean 's400_deal'?)"),
        ("events.0.quantity", 1, "there is no event '0'"),
        ("events.s400_deal", 5, "events.s400_deal.remove: expected true or false, got 5"),
        ("events", [], "is a list: set one of its entries, such as events.ID.KEY"),
        ("systems.s500.enabling", 0, "there is no system 's500' (did you mean 's400'?)"),
        ("relations.RUS.alignment", 0, "expected two actors"),
        ("relations.RUS,PRC.alignment", 0, "no actor 'PRC' (did you mean 'PRK'?)"),
        (
            "parameters.crisis.base_rat",
            0,
            "no parameter 'crisis.base_rat' (did you mean 'crisis.base_rate'?)",
        ),
        (
            "parameters.crisis.base_rate",
            9,
            "<--set>: parameters.crisis.base_rate: expected 0 to 5 [per year], got 9",
        ),
        ("yeers", 3, "<--set>: yeers: unknown key (did you mean 'years'?)"),
        ("format", 1, "cannot be set from outside the file"),
        ("extends", "x", "cannot be set from outside the file"),
        ("", 1, "expected a path such as actors.CHN.spending_busd"),
        ("actors..growth", 1, "expected a path such as"),
        ("actors.CHN.", 1, "expected a path such as"),
        ("start", "2034-02-30", "there is no such day"),
        ("years", 3.0, "expected a whole number, got 3.0"),
        ("seed", float("inf"), "expected a finite number"),
    ],
)
def test_a_bad_setting_is_told(path: str, value: Any, words: str) -> None:
    """The path or the value, never silence."""
    assert words in refusal(path, value)
