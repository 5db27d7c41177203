"""The quick form of the race rule gives what the slow one gives, and takes out what an outside war takes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import northeastsim as ne
from northeastsim.analysis import race as slow
from northeastsim.study import race

YEAR = st.tuples(
    st.sampled_from([0.0, 0.05, 0.081, 0.2, 0.7]), st.sampled_from([-0.1, 0.079, 0.09, 0.4]),
    st.sampled_from([0.0, 0.02, 0.05]), st.sampled_from([0.0, 0.03, 0.2]),
)  # fmt: skip
YEARS = st.lists(YEAR, min_size=1, max_size=8)
WORDS = {"race": "race", "parallel": "parallel build-up", "one_sided": "one-sided"}


@given(YEARS)
def test_the_quick_rule_is_the_slow_rule(years: list[tuple[float, float, float, float]]) -> None:
    growth, answers = np.array([row[:2] for row in years]), np.array([row[2:] for row in years])
    paths = np.vstack([np.ones(2), np.cumprod(1 + growth, axis=0)])
    monthly = np.repeat(paths, 12, axis=0)[: 12 * len(years) + 1]
    spending = pd.DataFrame(
        [(who, year, paths[year, k]) for k, who in enumerate("AB") for year in range(len(paths))],
        columns=["actor", "year", "value"],
    )
    told = pd.DataFrame(
        [(*pair, year + 1, answers[year, k]) for k, pair in enumerate(("AB", "BA")) for year in range(len(years))],
        columns=["actor", "other", "year", "value"],
    )
    sides = [race.Side(race.yearly_growth(monthly[None, :, k]), answers[None, :, k]) for k in range(2)]
    hostile = np.ones((1, max(0, len(years) - race.YEARS + 1)), dtype=bool)
    found = race.verdicts(*sides, hostile, race.Rule())
    word = slow.verdicts(spending, [("A", "B")], answers=told)["verdict"].iloc[0]
    pressures = slow.pressure(spending, [("A", "B")])["value"]

    for verdict in ("race", "parallel"):
        assert bool(getattr(found, verdict)[0]) == (word == WORDS[verdict])
    if found.one_sided[0]:
        assert word.startswith("one-sided") or word in ("apart", "settling")
    growths = [side.growth for side in sides]
    assert np.array_equal(race.pressure(*growths), [pressures.max() if len(pressures) else np.nan], True)


def test_neither_what_a_war_takes_nor_what_its_end_sets_free_counts() -> None:
    """Spending doubles for a war, and stays when the war is over."""
    monthly = np.repeat([100.0, 200.0, 200.0], [12, 12, 13])[None]
    war = np.repeat([0.0, 1.0, 0.0], [12, 12, 13])[None]

    assert race.yearly_growth(monthly).tolist() == [[1.0, 0.0, 0.0]]
    assert race.yearly_growth(monthly, war, 0.5).tolist() == [[0.0, 0.0, 0.0]]


def test_a_pair_counts_as_rivals_while_it_is_hostile_through_three_years() -> None:
    regard = np.repeat([-0.5, -0.5, -0.5, 0.1], [12, 12, 12, 13])[None]

    assert race.rivals(regard, regard, 0.3).tolist() == [[False, False]]
    assert race.rivals(regard[:, :37] * 1.0, regard[:, :37], 0.3).tolist() == [[False]]
    assert race.rivals(regard[:, :36].repeat(2, axis=1)[:, :37], regard[:, :37] * 0 - 0.5, 0.3).tolist() == [[True]]
    assert race.rivals(regard, regard, -1.0).tolist() == [[True, True]]


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
    assert (runs["instability.end"].iloc[0] > 1.0) == bool(races)


@pytest.mark.parametrize(("k", "m", "a", "b"), [(0.5, 0.4, 1.0, 0.8), (0.9, 0.9, 0.2, 0.2), (0.3, 0.0, 0.2, 0.5)])
def test_instability_is_richardson_s_index(k: float, m: float, a: float, b: float) -> None:
    """The root of reaction times reaction over fatigue times fatigue."""
    changed = {
        "relations.HILL, LAKE.reaction": k, "relations.LAKE, HILL.reaction": m, "actors.HILL.fatigue": a, "actors.LAKE.fatigue": b,
    }  # fmt: skip
    runs = ne.load("classics/two_rivals_stable", **changed).run(1, workers=1).runs

    assert runs["instability.mean"].iloc[0] == pytest.approx((k * m / (a * b)) ** 0.5, abs=0.02 if m == 0 else 1e-6)
