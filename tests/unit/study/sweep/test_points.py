"""Points: each method lays them as it says, the same for the same seed, and what can be enlarged keeps its first points."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.errors import ScenarioError
from northeastsim.scenario.sweep import Design, Sweep
from northeastsim.scenario.sweep.laying import KEYS, count
from northeastsim.study.sweep import sampling
from northeastsim.study.sweep.points import GROWING, Points, can_grow, points
from small_sweep import small_sweep

SAMPLED = [method for method in KEYS if "points" in KEYS[method]]
DRAWN = [method for method in GROWING if method != "csv"]


@pytest.fixture(scope="module")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    """The small sweep, of seven uncertainties."""
    return small_sweep(tmp_path_factory.mktemp("sweep"))


def laid(sweep: Sweep, method: str, **more: Any) -> Points:
    """The points of a design over the small sweep's uncertainties."""
    return points(replace(sweep, design=Design(method, **more)))  # type: ignore[arg-type]


@given(st.sampled_from(SAMPLED), st.integers(0, 4), st.integers(0, 2**63 - 1), st.booleans())
def test_shares_and_values_belong_together(sweep: Sweep, method: str, power: int, seed: int, pairs: bool) -> None:
    """A row a point and a column an uncertainty, each value where its share says, as many as were counted."""
    design = Design(method, points=2**power, seed=seed, second_order=pairs and method == "sobol")  # type: ignore[arg-type]
    asked = replace(sweep, design=design)
    found = points(asked)

    assert found.shares is not None
    assert found.shares.shape == (count(asked), 7) and found.count == count(asked)
    assert ((found.shares >= 0.0) & (found.shares <= 1.0)).all()
    for k, one in enumerate(asked.uncertainties):
        assert (found.values[one.path] == one.at(found.shares[:, k])).all()
        if one.kind != "category":
            low, high = (np.array(end).astype(found.columns[one.path].dtype) for end in (one.low, one.high))
            assert ((found.columns[one.path] >= low) & (found.columns[one.path] <= high)).all()
    again = points(asked)
    assert np.array_equal(again.shares, found.shares)


@given(st.sampled_from(DRAWN), st.integers(0, 4), st.integers(1, 2), st.integers(0, 2**63 - 1), st.booleans())
def test_what_can_be_enlarged_keeps_its_first_points(
    sweep: Sweep, method: str, power: int, more: int, seed: int, pairs: bool
) -> None:
    small, large = (
        laid(sweep, method, points=2**size, seed=seed, second_order=pairs).shares for size in (power, power + more)
    )

    assert can_grow(method)
    assert small is not None and large is not None and len(large) > len(small)
    assert np.array_equal(small, large[: len(small)])


def test_a_latin_hypercube_cannot_be_enlarged_and_uses_each_stratum_once(sweep: Sweep) -> None:
    shares = laid(sweep, "latin_hypercube", points=50, seed=1).shares
    more = laid(sweep, "latin_hypercube", points=100, seed=1).shares

    assert shares is not None and more is not None
    assert not can_grow("latin_hypercube") and not np.isin(shares, more).any()
    assert all(sorted(np.floor(column * 50)) == list(range(50)) for column in shares.T)


@pytest.mark.parametrize("method", ["latin_hypercube", "monte_carlo"])
def test_an_uncertainty_keeps_its_points_when_others_come_and_go(sweep: Sweep, method: str) -> None:
    few = replace(sweep, uncertainties=sweep.uncertainties[2:4])
    whole, part = (laid(one, method, points=30, seed=4) for one in (sweep, few))

    assert all((whole.columns[path] == column).all() for path, column in part.columns.items())


@pytest.mark.parametrize("method", SAMPLED)
def test_another_seed_gives_other_points_and_zero_is_a_seed(sweep: Sweep, method: str) -> None:
    one, other, zero, again = (laid(sweep, method, points=8, seed=seed).shares for seed in (1, 2, 0, 0))

    assert not np.array_equal(one, other) and not np.array_equal(one, zero)  # type: ignore[arg-type]
    assert np.array_equal(zero, again)  # type: ignore[arg-type]


@pytest.mark.parametrize("method", ["sobol_sequence", "halton", "latin_hypercube"])
def test_what_fills_space_is_nearer_to_even_than_chance(sweep: Sweep, method: str) -> None:
    """Means of squares and of products are nearer to 1/3 and 1/4, over seeds."""

    def off(method: str) -> float:
        found = [laid(sweep, method, points=64, seed=seed).shares for seed in range(20)]
        return float(np.mean([[abs((each**2).mean() - 1 / 3), abs((each[:, 0] * each[:, 1]).mean() - 1 / 4)] for each in found]))

    assert off(method) < 0.7 * off("monte_carlo")


def test_saltellis_design_crosses_two_samples(sweep: Sweep) -> None:
    """Of each nine rows the first and last share no column, and the k-th between differs from the first in column k alone."""
    shares = laid(sweep, "sobol", points=16, seed=3).shares

    assert shares is not None
    for block in shares.reshape(16, 9, 7):
        assert (block[0] != block[-1]).all()
        assert [np.flatnonzero(row != block[0]).tolist() for row in block[1:-1]] == [[k] for k in range(7)]
        assert all(block[k + 1, k] == block[-1, k] for k in range(7))


@pytest.mark.parametrize("pairs", [False, True])
def test_saltellis_design_is_salibs(sweep: Sweep, pairs: bool) -> None:
    """To the bit."""
    from SALib.sample import sobol

    cube = sampling.unit(sweep.uncertainties)
    theirs = sobol.sample(cube, 32, calc_second_order=pairs, seed=sampling.stream(5))

    assert np.array_equal(laid(sweep, "sobol", points=32, seed=5, second_order=pairs).shares, theirs)  # type: ignore[arg-type]


def test_a_trajectory_moves_each_uncertainty_once(sweep: Sweep) -> None:
    """By half the levels and one: two thirds of the range with four levels."""
    shares = laid(sweep, "morris", points=10, seed=3).shares

    assert shares is not None
    assert set(np.round(shares.ravel() * 3, 9)) == {0.0, 1.0, 2.0, 3.0}
    for block in shares.reshape(10, 8, 7):
        moved = [np.flatnonzero(step).tolist() for step in np.diff(block, axis=0)]
        assert sorted(moved) == [[k] for k in range(7)]
        assert np.abs(np.diff(block, axis=0)).sum(axis=1) == pytest.approx([2 / 3] * 7)


def test_a_grid_has_every_combination_once(sweep: Sweep) -> None:
    """Numbers at both ends and between, whole numbers at each value, categories all."""
    few = replace(sweep, uncertainties=tuple(sweep.uncertainties[k] for k in (0, 3, 6)))
    found = laid(few, "grid", levels=3)
    many = laid(few, "grid", levels=10)
    rows = list(zip(*(column.tolist() for column in found.values.values()), strict=True))

    assert rows[:3] == [(0.0, 1, "ends"), (0.0, 1, "marks"), (0.0, 4, "ends")]
    assert len(rows) == len(set(rows)) == 3 * 3 * 2
    assert sorted(set(many.columns["events.s400_deal.quantity"].tolist())) == [1, 2, 3, 4, 5, 6]
    assert many.count == 10 * 6 * 2


def test_one_at_a_time_moves_one_from_the_middle(sweep: Sweep) -> None:
    found = laid(sweep, "one_at_a_time", levels=3)
    first = found.at(0)
    moved = [[path for path, value in found.at(k).items() if value != first[path]] for k in range(found.count)]

    assert first["settings.war"] == "ends" and first["parameters.dependence.phi"] == 0.5
    assert first["events.s400_deal.date"] == "2025-12-01"
    assert moved[0] == [] and all(len(paths) == 1 for paths in moved[1:])
    assert [paths[0] for paths in moved[1:]] == [one.path for one in sweep.uncertainties[:-1] for _ in range(2)] + ["settings.war"]


def test_a_method_says_which_library_it_needs(sweep: Sweep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "SALib.sample", None)
    monkeypatch.setitem(sys.modules, "scipy.stats", None)

    for method, name in (("sobol", "scipy"), ("morris", "SALib"), ("halton", "scipy"), ("sobol_sequence", "scipy")):
        with pytest.raises(ScenarioError) as caught:
            laid(sweep, method, points=4)
        told = str(caught.value)
        assert f"design.method: '{method}' needs {name}" in told and told.endswith("pip install 'northeastsim[analysis]'")
    assert laid(sweep, "latin_hypercube", points=4).count == laid(sweep, "monte_carlo", points=4).count == 4


def test_values_of_categories_may_be_anything(tmp_path: Path) -> None:
    """Also lists and mappings, of equal length."""
    text = "format: 1\nscenarios: [deal]\nuncertainties:\n  closed: [[{type: summit}], [{type: treaty}]]\ndesign: {method: grid}\n"
    found = points(small_sweep(tmp_path, text))

    assert found.values["closed"].tolist() == [[{"type": "summit"}], [{"type": "treaty"}]]
    assert found.columns["closed"].tolist() == [0, 1]
