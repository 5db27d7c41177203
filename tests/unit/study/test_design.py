"""Designs: each stratum of each range is used once, the same seed gives the same sets, and what cannot be varied is said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.errors import ScenarioError
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import Resolved, load
from northeastsim.study.design import Range, caps, design, ranges

RANGES = {"a.even": Range(-1.0, 3.0), "a.wide": Range(0.5, 5.0), "a.whole": Range(2.0, 5.0, whole=True)}


def world(**parameters: object) -> Resolved:
    named = {name.replace("__", "."): value for name, value in parameters.items()}
    return load({"format": 1, "extends": "baseline", "parameters": named}, catalogue=catalogue())


@given(st.integers(1, 60), st.integers(0, 2**63 - 1))
def test_each_stratum_of_a_range_is_used_once(n: int, seed: int) -> None:
    """By difference, by factor where the range is of factors, and whole numbers about equally often."""
    sets = design(RANGES, n, seed)

    assert sorted(np.floor((sets["a.even"] + 1.0) / 4.0 * n).clip(0, n - 1)) == list(range(n))
    assert sorted(np.floor(np.log(sets["a.wide"] / 0.5) / np.log(10.0) * n + 1e-9).clip(0, n - 1)) == list(range(n))
    assert set(sets["a.whole"]) <= {2.0, 3.0, 4.0, 5.0}
    for name, reach in RANGES.items():
        assert sets[name].between(reach.low, reach.high).all()


def test_a_range_above_zero_that_spans_a_factor_of_four_is_spread_by_proportion() -> None:
    assert Range(0.5, 2.0).by_proportion
    assert not Range(0.5, 1.9).by_proportion
    assert not Range(0.0, 2.0).by_proportion
    assert not Range(-2.0, -0.1).by_proportion


def test_the_same_seed_gives_the_same_sets_and_a_column_stays_when_others_join() -> None:
    whole = design(RANGES, 20, 7)

    assert whole.equals(design(RANGES, 20, 7))
    assert whole["a.wide"].equals(design({"a.wide": RANGES["a.wide"]}, 20, 7)["a.wide"])
    assert not whole.equals(design(RANGES, 20, 8))


def test_columns_are_as_good_as_independent() -> None:
    """Each has its own stream: two parameters of one range do not move together."""
    twins = design({f"a.b{k}": Range(0.0, 1.0) for k in range(30)}, 400, 1)
    apart = twins.corr().to_numpy()[~np.eye(30, dtype=bool)]

    assert np.abs(apart).max() < 0.25
    assert np.sqrt((apart * apart).mean()) == pytest.approx(1 / np.sqrt(400), rel=0.3)


def test_all_parameters_with_a_range_that_move_results_are_varied() -> None:
    """Not those that judge a run that is over, not the method's own, not those by definition."""
    found = ranges(world())

    assert len(found) > 200
    assert {"dependence.flow_weight", "budget.reaction", "capital.decay", "effect.treaty_regard"} <= set(found)
    assert not {"race.growth", "crisis.cap", "rule.one", "effect.unit"} & set(found)
    assert set(caps(world())) == {"crisis.cap", "launch.cap", "regime.crisis_cap"}


def test_what_a_scenario_sets_stays_unless_it_gives_a_range_of_its_own() -> None:
    own = world(outside_war__end_rate=0, dependence__flow_weight={"value": 0.4, "low": 0.3, "high": 0.5})
    found = ranges(own)

    assert "outside_war.end_rate" not in found
    assert found["dependence.flow_weight"] == (0.3, 0.5, False)
    assert ranges(own, ["outside_war.end_rate"]) == {"outside_war.end_rate": (0, 0.5, False)}


def test_what_cannot_be_varied_is_said_with_the_nearest_name() -> None:
    with pytest.raises(ScenarioError) as caught:
        ranges(world(), ["dependence.flow_wait", "rule.one"])

    assert str(caught.value).splitlines() == [
        "<design>: dependence.flow_wait: there is no such parameter (did you mean 'dependence.flow_weight'?)",
        "<design>: rule.one: expected a parameter with a range, got one that is 1",
    ]
    with pytest.raises(ScenarioError, match="at least 1 set of parameters, got 0"):
        design(RANGES, 0, 1)
