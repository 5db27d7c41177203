"""Ensembles: each set gives what the scenario gives with these parameters, with the same luck, also where a rate rises far."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from northeastsim.engine import pool
from northeastsim.errors import RunError
from northeastsim.scenario import ranges
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import Resolved, load
from northeastsim.scenario.tables import tables
from northeastsim.study import ensemble as ensembles
from northeastsim.study.design import caps
from northeastsim.study.ensemble import ensemble, scores

WATCHED = ["influence[CHN,PRK]", "stability"]
SETS = pd.DataFrame({"dependence.flow_weight": [0.0, 1.0], "crisis.base_rate": [1.0, 1.5]})


def world(years: int = 1, **patch: Any) -> Resolved:
    return load({"format": 1, "extends": "baseline", "years": years, **patch}, catalogue=catalogue())


def test_a_set_gives_what_the_scenario_gives_that_states_it() -> None:
    found = ensemble(world(), SETS, scores(WATCHED, 6), seed=5, replications=3, engine="batch")
    values = caps(world()) | {"dependence.flow_weight": 1.0, "crisis.base_rate": 1.5}
    blocks = list(pool.replicate(tables(world(parameters=values)), 5, 0, 3, engine="batch"))
    plain = np.concatenate([block.monthly[:, 6][:, [block.names.index(name) for name in WATCHED]] for block in blocks])

    assert found.shape == (2, 3, 2)
    assert (found[1] == plain).all()


def test_workers_and_engine_change_nothing_and_sets_share_luck() -> None:
    same = pd.DataFrame({"dependence.flow_weight": [0.5, 0.5]})
    one = ensemble(world(), same, scores(WATCHED, 12), seed=5, replications=3, workers=1, engine="batch")

    assert (one[0] == one[1]).all()
    assert (one == ensemble(world(), same, scores(WATCHED, 12), seed=5, replications=3, workers=2, engine="batch")).all()
    assert (one[0, :1] == ensemble(world(), same[:1], scores(WATCHED, 12), seed=5, replications=1, engine="simpy")[0]).all()


def test_progress_is_told_after_each_set() -> None:
    told: list[tuple[int, int]] = []
    ensemble(world(), SETS, scores(WATCHED, 3), seed=5, replications=1, engine="batch", on_progress=lambda *now: told.append(now))

    assert told == [(1, 2), (2, 2)]


def test_a_set_whose_rates_rise_above_the_caps_runs_under_doubled_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its rates stay as they are: what runs in the end is the set under the first caps that are high enough."""
    low = {"crisis.cap": 0.5, "launch.cap": 0.5, "regime.crisis_cap": 0.5}
    monkeypatch.setattr(ensembles, "caps", lambda resolved: low)
    found = ensemble(world(), SETS, scores(WATCHED, 6), seed=5, replications=3, engine="batch")

    assert np.isfinite(found).all()
    monkeypatch.setattr(ranges, "DOUBLINGS", 0)
    with pytest.raises(RunError, match=r"^under parameter set 0: replication \d+ on .*: a rate rose above the cap"):
        ensemble(world(), SETS, scores(WATCHED, 6), seed=5, replications=3, engine="batch")
