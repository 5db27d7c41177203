"""Landscapes: what is refused, ties, and what shaking leaves. Known results stand in tests/verification."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import naive
from northeastsim.analysis import landscape

FRIENDS = [[0.0, 1.0, -1.0], [1.0, 0.0, -1.0], [-1.0, -1.0, 0.0]]  # two friends and their common enemy


@pytest.mark.parametrize(
    ("sizes", "propensity", "words"),
    [
        ([1, 1], FRIENDS, "sizes: expected 3 finite numbers"),
        ([1, 1, -1], FRIENDS, "none negative"),
        ([1, 1, math.nan], FRIENDS, "finite"),
        ([1, 1], [[0, math.inf], [0, 0]], "propensity: expected a square table of finite numbers"),
        ([1, 1], [[0, 1]], r"got one of shape \(1, 2\)"),
        ([1] * 21, np.zeros((21, 21)), "1 to 20 members, since all configurations are tried, got 21"),
    ],
)
def test_what_cannot_be_weighed_is_refused(sizes: list[float], propensity: list[list[float]], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        landscape.minima(sizes, propensity)


def test_what_a_member_thinks_of_itself_does_not_count() -> None:
    selfish = np.array(FRIENDS) + np.diag([9.0, -9.0, 5.0])
    (one,), (other,) = landscape.minima([3, 2, 1], FRIENDS), landscape.minima([3, 2, 1], selfish)

    assert (one.sides.tolist(), one.energy, one.basin) == (other.sides.tolist(), other.energy, other.basin)


def test_the_first_member_may_be_the_one_who_moves() -> None:
    (only,) = landscape.minima([1, 1, 1], [[0, -1, -1], [-1, 0, 1], [-1, 1, 0]])

    assert (only.sides.tolist(), only.basin, only.costs.tolist()) == ([0, 1, 1], 4, [4.0, 4.0, 4.0])


def test_where_nothing_is_at_stake_everything_is_a_minimum() -> None:
    found = landscape.minima([1, 0, 1], np.zeros((3, 3)))

    assert [each.basin for each in found] == [1] * 4
    assert found[0].sides.tolist() == [0, 0, 0]


def test_a_member_without_size_costs_nothing() -> None:
    """The enemy weighs nothing, so that it stands in either camp at no cost to anybody."""
    found = landscape.minima([3, 2, 0], FRIENDS)

    assert [each.sides.tolist() for each in found] == [[0, 0, 0], [0, 0, 1]]
    assert {float(each.costs[2]) for each in found} == {0.0}


@given(st.integers(2, 9), st.integers(0, 1000))
def test_the_deepest_is_the_deepest_of_all(n: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    p = random.normal(size=(n, n))
    p, size = (p + p.T) / 2, random.random(n)
    np.fill_diagonal(p, 0)
    every = [landscape.sides_of(k, n) for k in range(2 ** (n - 1))]
    energies = [naive.camps_energy(size.tolist(), p.tolist(), sides.tolist()) for sides in every]

    first = landscape.minima(size, p)[0]

    assert landscape.energies(landscape.stakes(size, p)) == pytest.approx(energies, abs=1e-12)
    assert first.sides.tolist() == every[int(np.argmin(energies))].tolist()
    assert landscape.deepest(landscape.stakes(size, p)).tolist() == first.sides.tolist()


def test_camps_have_no_names() -> None:
    assert landscape.agreement([0, 0, 1], [1, 1, 0]) == 1.0
    assert landscape.agreement([0, 0, 1], [0, 1, 1]) == pytest.approx(2 / 3)
    assert landscape.agreement([0, 1], [0, 0]) == 0.5


def test_a_seed_fixes_the_shaking() -> None:
    one, again, other = (landscape.perturbed([3, 2, 1], FRIENDS, share=0.5, by=2, seed=s) for s in (0, 0, 1))

    assert one == again != other
    assert one.draws == 200 and 0 < one.kept < 1 and 0.5 <= one.least <= one.agreement <= 1


def test_what_is_not_shaken_keeps() -> None:
    still = landscape.perturbed([3, 2, 1], FRIENDS, share=0.0, draws=10)
    slightly = landscape.perturbed([3, 2, 1], FRIENDS, share=1.0, by=0.4, factor=10.0, draws=100)

    assert (still.kept, still.agreement, still.least) == (1.0, 1.0, 1.0)
    assert slightly.kept == 1.0  # no sign of a propensity turns, and no quarrel is between friends


def test_sizes_are_shaken_too() -> None:
    """The third member is drawn to the first and away from the second, about as large, who are enemies."""
    p = [[0, -1, 1], [-1, 0, 1], [1, 1, 0]]

    assert landscape.perturbed([3, 2.9, 1], p, share=0.0, factor=1.0, draws=50).kept == 1.0
    assert 0.2 < landscape.perturbed([3, 2.9, 1], p, share=0.0, factor=2.0, draws=200).kept < 0.8


def test_pairs_are_shaken_as_often_as_asked() -> None:
    """Two members fall apart when their one pair is moved, in one draw of two downwards."""
    p = [[0, 0.5], [0.5, 0]]
    found = landscape.perturbed([1, 1], p, share=0.4, by=1.0, draws=4000, seed=2)

    assert found.kept == pytest.approx(0.8, abs=4 * math.sqrt(0.16 / 4000))
    assert found.least == 0.5


def test_shaking_is_held_against_another_configuration() -> None:
    found = landscape.perturbed([3, 2, 1], FRIENDS, share=0.0, draws=5, against=[0, 1, 1])

    assert (found.kept, found.agreement) == (0.0, pytest.approx(2 / 3))


@pytest.mark.parametrize("wrong", [{"share": 1.1}, {"by": math.nan}, {"factor": 0.5}, {"draws": 0}])
def test_what_cannot_be_drawn_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=f"at least one draw; got .*{next(iter(wrong))} "):
        landscape.perturbed([3, 2, 1], FRIENDS, **wrong)
