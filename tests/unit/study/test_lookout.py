"""What the risks are told from: events by month, what looks back and ahead, build-ups that begin later."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naive import document
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import Resolved, load
from northeastsim.scenario.tables import tables
from northeastsim.study import lookout


def quarrel(**rest: Any) -> Resolved:
    """Two rivals who clash often, over five years."""
    exposed = {"alignment": -0.6, "proximity": 1.0, "crisis_exposure": 2.0, "incident_exposure": 3.0, "rival": True}
    pairs = {"A, B": exposed, "B, A": {"alignment": -0.6}}
    settings = {"chance": True, "streams": True}
    return load(document({"A": {}, "B": {}}, pairs, years=5, settings=settings, **rest), catalogue=catalogue())


@pytest.fixture(scope="module")
def eyes() -> lookout.Seen:
    """Six replications of the quarrel."""
    resolved = quarrel()
    return lookout.seen(resolved, tables(resolved), 3, 6, 1, "simpy")


def test_events_by_month_are_those_that_are_counted(eyes: lookout.Seen) -> None:
    assert eyes.crises.shape == (6, 61)
    assert eyes.crises.sum(axis=1).tolist() == eyes.runs["crises.count"].tolist()
    assert eyes.incidents.sum(axis=1).tolist() == eyes.runs["incidents.count"].tolist()
    assert eyes.crises.sum() > 6 and not eyes.crises[:, 0].any()


def test_a_crisis_lowers_stability_at_the_look_after_it(eyes: lookout.Seen) -> None:
    """It provokes; so the observation that counts it is the first that knows of it."""
    fall = -np.diff(eyes.monthly["stability"], axis=1)
    came = eyes.crises[:, 1:] > 0

    assert (fall[came] > 0.0).mean() > 0.9
    assert fall[came].mean() > fall[~came].mean()


def test_blocks_and_counted_worlds_agree(eyes: lookout.Seen) -> None:
    resolved, done = quarrel(), []
    found = lookout.counted(resolved, tables(resolved), 3, 6, 1, "simpy", done.append)

    assert {name: values.tolist() for name, values in found.items()} == {name: eyes.runs[name].tolist() for name in found}
    assert sum(done) == 6


@given(st.lists(st.integers(0, 2), min_size=30, max_size=40))
def test_looking_back_and_ahead(counts: list[int]) -> None:
    """Twelve months back with this one, twelve months ahead without it."""
    events = np.array([counts])
    back, ahead = lookout.last_year(events)[0], lookout.within_a_year(events)[0]

    assert np.isnan(back[:12]).all()
    assert back[12:].tolist() == [sum(counts[k - 11 : k + 1]) for k in range(12, len(counts))]
    assert ahead.tolist() == [sum(counts[k + 1 : k + 13]) > 0 for k in range(len(counts) - 12)]


@pytest.mark.parametrize(("years", "at"), [(4, 1), (5, 2), (6, 3), (10, 3), (30, 3)])
def test_a_race_is_foretold_from_the_third_year_at_most(years: int, at: int) -> None:
    assert lookout.foretold_at(12 * years + 1) == at


def test_an_explosive_race_goes_on_later() -> None:
    resolved = load("two_rivals_explosive", catalogue=catalogue())
    found = lookout.seen(resolved, tables(resolved), 1, 1, 1, "simpy")

    assert found.later["both"].tolist() == found.later["any"].tolist() == [True]
    assert found.monthly["instability"] == pytest.approx(4.5)
    assert np.isnan(found.monthly["race_pressure"][0, :12]).all() and found.monthly["race_pressure"][0, 12] > 0.08
    assert found.reactions[0, 0] == pytest.approx(np.array([[0.2, 0.9], [0.9, 0.2]]))


def test_signs_are_higher_where_more_is_to_be_feared(eyes: lookout.Seen) -> None:
    signs = lookout.signs(eyes)

    assert signs["low stability"] == pytest.approx(1.0 - eyes.monthly["stability"])
    assert {values.shape for values in signs.values()} == {(6, 61)}
    assert lookout.NAIVE in signs
