"""Dependence and launches, on the record and in the past as the model has it."""

from __future__ import annotations

import numpy as np
import pytest

from northeastsim.analysis.association import association, correlation, detrended
from northeastsim.errors import ScenarioError
from northeastsim.study.history.together import RECORDED, RUN, modelled, recorded


def test_the_record_rises_together_in_levels_and_not_about_its_trends() -> None:
    """The record's own rebuke, and its caveat: over 2005 to 2024 the two rise together, of which no more than trend can be told."""
    found = recorded()
    levels = association(found.share[0], found.launches[0])
    about = association(detrended(found.share)[0], detrended(found.launches)[0])

    assert (found.years, found.share.shape) == (tuple(range(2005, 2025)), (1, 20))
    assert levels.r == pytest.approx(0.575, abs=1e-3)
    assert about.low < 0.0 < about.high


SETS = 100  # of the ensemble


def test_the_model_joins_the_two_the_other_way_through_pressure_on_posture(full_size: bool) -> None:
    """In the conditioned past launches fall with dependence; where pressure lowers no posture, they do so less."""
    n = 400 if full_size else 120
    usual = modelled("conditioned", "backtest_2018", n, 63, workers=1)
    closed = modelled("conditioned", "backtest_2018", n, 63, {"effect.pressure_posture": 0.0}, workers=1)
    mean, without = (float(np.nanmean(correlation(detrended(each.share), detrended(each.launches)))) for each in (usual, closed))

    assert usual.years == RUN and usual.share.shape == (n, len(RUN)) and usual.sets.max() == min(n // 2, SETS) - 1
    assert mean < -0.1
    assert without > mean + 0.1
    assert closed.launches.mean() > usual.launches.mean()


def test_what_there_is_not_is_told() -> None:
    with pytest.raises(ScenarioError, match="there is no mode 'fre'"):
        modelled("fre", "backtest_2018", 2, 63)
    with pytest.raises(ScenarioError, match="launch.moot"):
        modelled("free", "backtest_2018", 2, 63, {"launch.moot": 0.0})
    with pytest.raises(ScenarioError, match="expected at least 1, got 0"):
        modelled("free", "backtest_2018", 0, 63)


def test_the_two_shares_are_near_each_other_where_both_are_recorded() -> None:
    """With all partners, and with the five that runs have, from the tables' own sums."""
    whole, five = recorded(RUN), recorded(RUN, five=True)

    assert RECORDED[0] == 2005 and RECORDED[-1] == RUN[-1]
    assert np.abs(whole.share - five.share).max() < 0.07
