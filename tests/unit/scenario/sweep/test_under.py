"""A scenario under values is what loading it with these settings gives, so that what is checked is what is run."""

from __future__ import annotations

from typing import Any

import pytest

from northeastsim.errors import ScenarioError
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.sweep import under
from northeastsim.scenario.tables import tables
from northeastsim.scenario.tables.moved import equal

SETTINGS: list[tuple[str, dict[str, Any]]] = [
    ("s400_transfer", {"events.s400_deal.quantity": 4, "theory": "balance_of_threat"}),
    ("s400_transfer", {"events.s400_deal": None, "actors.CHN.strategy": "outbid_moscow"}),
    ("s400_transfer", {"strategies.outbid_moscow.weights.security": 0.9, "systems.s400.value_busd": 2.0}),
    ("s400_transfer", {"relations.RUS,PRK.trade_musd": 50, "settings.war": "marks", "monitoring": 0.5}),
    ("full_partnership", {"parameters.crisis.base_rate": 0.9, "event_types.summit.menu": None, "years": 3}),
    ("new_leaders", {"actors.KOR.growth": 0.02, "closed": []}),
    ("two_patrons_1961", {"years": 4}),
]


@pytest.mark.parametrize(("name", "settings"), SETTINGS)
def test_it_is_what_loading_gives(name: str, settings: dict[str, Any]) -> None:
    """From the file, and from the resolved document, which is what travels to workers."""
    base = load(name, catalogue=catalogue())
    found = under(base, settings)
    bare = {**base.document, "variants": {}, "twin": {}}
    loaded = [load(source, catalogue=catalogue(), settings=settings) for source in (name, bare)]

    for other in loaded:
        assert {**found.document, "variants": {}, "twin": {}} == {**other.document, "variants": {}, "twin": {}}
        assert equal(tables(found), tables(other))


@pytest.mark.parametrize("path", ["events.s400_del.quantity", "actors.CHN.strateg", "years", ""])
def test_what_is_wrong_says_which_value_it_is(path: str) -> None:
    base = load("s400_transfer", catalogue=catalogue())
    with pytest.raises(ScenarioError) as caught:
        under(base, {"monitoring": 0.5, path: "far"})

    assert [problem.file for problem in caught.value.problems] == ["<sweep 1>"]
