"""The quick form of the race rule gives what the slow one gives."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import northeastsim as ne
from northeastsim.analysis import race as slow
from northeastsim.study import race

GROWTH = st.lists(
    st.tuples(st.sampled_from([0.0, 0.05, 0.081, 0.2, 0.7]), st.sampled_from([-0.1, 0.079, 0.09, 0.4])),
    min_size=1,
    max_size=8,
)


@given(GROWTH)
def test_the_quick_rule_is_the_slow_rule(growth: list[tuple[float, float]]) -> None:
    paths = np.cumprod([(1.0, 1.0), *((1 + a, 1 + b) for a, b in growth)], axis=0)
    monthly = np.repeat(paths, 12, axis=0)[: 12 * len(growth) + 1]
    rows = [(who, year, paths[year, k]) for k, who in enumerate("AB") for year in range(len(paths))]
    spending = pd.DataFrame(rows, columns=["actor", "year", "value"])
    one, other = (race.yearly_growth(monthly[None, :, k]) for k in range(2))
    pressures = slow.pressure(spending, [("A", "B")])["value"]

    assert race.raced(one, other)[0] == bool(len(slow.races(spending, [("A", "B")])))
    assert np.array_equal(race.pressure(one, other), [pressures.max() if len(pressures) else np.nan], True)


@pytest.mark.parametrize(
    ("scenario", "settings", "races"),
    [
        ("two_rivals_stable", {}, 0),
        ("two_rivals_stable", {"relations.HILL, LAKE.reaction": 1, "relations.LAKE, HILL.reaction": 1}, 1),
        ("two_rivals_explosive", {}, 1),
        ("two_rivals_explosive", {"actors.HILL.fatigue": 1, "actors.LAKE.fatigue": 1}, 0),
    ],
)
def test_richardson_s_races_are_flagged_where_they_run_away(
    scenario: str, settings: dict[str, float], races: int
) -> None:
    """Stable where fatigue times fatigue exceeds reaction times reaction; the stable one climbs from nothing."""
    runs = ne.load(f"classics/{scenario}", **settings).run(1, workers=1).runs

    assert runs["race[HILL,LAKE].any"].tolist() == [races]
