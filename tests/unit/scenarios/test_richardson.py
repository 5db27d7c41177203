"""The Richardson classics against results known without the model: V1, V2 and V5 of the verification targets.

The engine moves spending by the exact one-year flow of dM/dt = K M - a M + g, so that a closed form is met to
rounding. The first budget is set on the day of the start: what is observed after n years has flowed n years.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from northeastsim.engine.pool import replicate
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.tables import tables

# Million pounds, 1909 to 1913: France, Russia, Germany, Austria-Hungary (Arms and Insecurity, by Braun).
RECORD = np.array(
    [
        [48.6, 50.9, 57.1, 63.2, 74.7],
        [66.7, 68.5, 70.7, 81.8, 92.0],
        [63.1, 62.0, 62.5, 68.2, 95.4],
        [20.8, 23.4, 24.6, 25.5, 26.9],
    ]
)


def spending(name: str, *actors: str) -> np.ndarray:
    """The spending of two actors on each 1 January and at the horizon, on SimPy."""
    scenario = load(name, catalogue=catalogue())
    (block,) = replicate(tables(scenario), 1, 0, 1, workers=1, engine="simpy")
    columns = [block.names.index(f"spending[{actor}]") for actor in actors]
    return block.monthly[0, ::12][:, columns]


def test_v1_two_stable_rivals() -> None:
    """V1: k .5, l .4, a 1, b .8, g 2, h 1 from nothing, towards 3.5 and 3.0."""
    found = spending("two_rivals_stable", "HILL", "LAKE")

    assert found[0] == pytest.approx((0.0, 0.0), abs=0)
    assert found[1] == pytest.approx((1.440866, 0.934350), abs=1e-6)
    assert found[2] == pytest.approx((2.225277, 1.636763), abs=1e-6)
    assert found[5] == pytest.approx((3.169395, 2.631895), abs=1e-6)
    assert found[10] == pytest.approx((3.463746, 2.959523), abs=1e-6)


def test_v2_two_explosive_rivals() -> None:
    """V2: k, l .9, a, b .2, no grievances, from 1, 2: the sum grows at .7, the difference fades at 1.1."""
    found = spending("two_rivals_explosive", "HILL", "LAKE")
    years = np.arange(6)

    assert found[1] == pytest.approx((2.854194, 3.187065), abs=1e-6)
    assert found[2] == pytest.approx((6.027398, 6.138202), abs=1e-6)
    assert found.sum(axis=1) == pytest.approx(3 * np.exp(0.7 * years), rel=1e-12)
    assert found[:, 1] - found[:, 0] == pytest.approx(np.exp(-1.1 * years), rel=1e-9)


def test_v5_the_race_of_1909() -> None:
    """V5, second half: d(U+V)/dt = .73 (U+V - 194) from 199.2, by its exact solution."""
    found = spending("richardson_1909", "FRARUS", "GERAUH").sum(axis=1)

    assert found == pytest.approx(194 + 5.2 * np.exp(0.73 * np.arange(5)), rel=1e-9)
    assert found[1:] == pytest.approx((204.790, 216.391, 240.463, 290.415), abs=5e-4)


def test_the_blocs_of_1909_keep_their_distance() -> None:
    """The start is the record's; the split of the sum is a choice of the file, not a finding of the fit."""
    found = spending("richardson_1909", "FRARUS", "GERAUH")

    assert found[0] == pytest.approx((RECORD[:2, 0].sum(), RECORD[2:, 0].sum()), abs=1e-12)
    assert found[:, 0] - found[:, 1] == pytest.approx(31.4, rel=1e-12)


def test_v5_the_fit_to_the_record() -> None:
    """V5, first half: yearly increments on the mean of the two years. It checks the table, not the engine.

    The fit only estimates the rate: applied to the exact solution it finds 2 tanh(.365) = .699, not .73.
    """
    total = RECORD.sum(axis=0)
    slope, zero, correlation = fit(total)

    assert total == pytest.approx((199.2, 204.8, 214.9, 238.7, 289.0), abs=1e-9)
    assert (slope, zero, correlation) == pytest.approx((0.73102, 194.914, 0.99955), rel=1e-5)
    exact = spending("richardson_1909", "FRARUS", "GERAUH").sum(axis=1)
    assert fit(exact) == pytest.approx((2 * math.tanh(0.365), 194.0, 1.0), rel=1e-9)


def fit(total: np.ndarray) -> tuple[float, float, float]:
    """Slope, zero and correlation of the yearly increments on the mean of the two years."""
    level, step = (total[1:] + total[:-1]) / 2, np.diff(total)
    slope, offset = np.polyfit(level, step, 1)
    return float(slope), float(-offset / slope), float(np.corrcoef(level, step)[0, 1])
