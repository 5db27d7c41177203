"""Verdicts of convergence by the three criteria of Sarrazin, Pianosi and Wagener."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.analysis.sensitivity import convergence

VALUE = np.array([0.6, 0.3, 0.02])


def resampled(scatter: float, times: int = 200) -> np.ndarray:
    return VALUE + scatter * np.random.default_rng(1).normal(size=(times, 3))


def test_narrow_intervals_are_known_ranked_and_screened() -> None:
    found = convergence.convergence("total", VALUE, resampled(0.005), 1024)

    assert found["is_known"] and found["is_ranked"] and found["is_screened"] and found["ask_for"] == 0


def test_order_may_hold_where_sizes_are_not_known() -> None:
    """Intervals shrink with the root of the points: 0.2 wide at 128 asks for 16 times as many."""
    found = convergence.convergence("total", VALUE, resampled(0.05), 128)

    assert not found["is_known"] and found["is_ranked"] and not found["is_screened"]
    assert found["width"] == pytest.approx(0.2, abs=0.03) and found["ask_for"] == 2048


def test_order_is_lost_where_intervals_overlap() -> None:
    value = np.array([0.30, 0.29, 0.28, 0.27, 0.26])
    samples = value + 0.1 * np.random.default_rng(1).normal(size=(200, 5))

    assert not convergence.convergence("total", value, samples, 64)["is_ranked"]


def test_effects_are_taken_as_shares_of_the_greatest() -> None:
    one, other = (convergence.convergence("effect", unit * VALUE, unit * resampled(0.01), 40) for unit in (1.0, 1000.0))

    assert one == other or one["width"] == pytest.approx(other["width"])


@given(st.integers(0, 10**6))
def test_ranks_move_as_counted_pair_by_pair(seed: int) -> None:
    samples = np.random.default_rng(seed).random((6, 4))
    ranks = [sorted(range(4), key=lambda k, row=row: -row[k]) for row in samples]
    found = []
    for one, other in itertools.combinations(range(6), 2):
        weights = [max(samples[one][k], samples[other][k]) ** 2 for k in range(4)]
        gaps = [abs(ranks[one].index(k) - ranks[other].index(k)) for k in range(4)]
        found.append(sum(w * g for w, g in zip(weights, gaps, strict=True)) / sum(weights))

    assert convergence.moved(samples) == pytest.approx(np.quantile(found, 0.95))
