"""Sets of the parameters of reaction: even over their ranges, laid into tables without touching them."""

from __future__ import annotations

import numpy as np

from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.tables import tables
from northeastsim.scenario.tables.moved import Moved
from northeastsim.study import lookout, reaction_sets

BASE = {"format": 1, "extends": "northeast_asia_2024", "years": 1, "settings": {"decisions": False}}


def test_each_stratum_of_each_range_is_used_once() -> None:
    resolved = load(BASE, catalogue=catalogue())
    ranges, found = reaction_sets.ranges(resolved), reaction_sets.sets(resolved, 8, 1)

    assert set(found) == set(reaction_sets.NAMES)
    for name, values in found.items():
        low, high = ranges[name]
        assert sorted(np.floor(8 * (values - low) / (high - low)).astype(int)) == list(range(8))


def test_what_a_scenario_sets_to_a_number_stays() -> None:
    own = {"budget.reaction": 2.0, "budget.fatigue": {"value": 0.2, "low": 0.1, "high": 0.3}}
    found = reaction_sets.ranges(load({**BASE, "parameters": own}, catalogue=catalogue()))

    assert "budget.reaction" not in found and found["budget.fatigue"] == (0.1, 0.3)


def test_more_reaction_is_less_stable() -> None:
    resolved = load(BASE, catalogue=catalogue())
    world = tables(resolved)
    before = world.x.copy()
    keen = Moved(resolved).under({"budget.reaction": 3.0})
    found = [lookout.counted(resolved, each, 1, 1, 1, "simpy")["instability.mean"][0] for each in (world, keen)]

    assert found[0] < found[1]
    assert np.array_equal(world.x, before)


def test_patching_is_what_loading_with_the_values_would_be() -> None:
    """Nothing else of the start hangs on these parameters."""
    resolved = load(BASE, catalogue=catalogue())
    values = {name: float(of[0]) for name, of in reaction_sets.sets(resolved, 2, 9).items()}
    loaded = tables(load({**BASE, "parameters": values}, catalogue=catalogue()))

    assert np.array_equal(Moved(resolved).under(values).x, loaded.x)
