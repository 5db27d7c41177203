"""Components of variance: of a made outcome they are what it was made of."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.analysis.sensitivity.spread import PARTS, components, mean_squares, spread

KNOWN = {"uncertainties": 4.0, "levers": 1.0, "together": 0.5, "shared luck": 2.0, "own luck": 1.5}


def made(points: int = 600, replications: int = 60, seed: int = 1) -> Any:
    """An outcome of two levers with variances `KNOWN`; what two levers do lies one root of the variance to either side."""
    random = np.random.default_rng(seed)
    sides = np.array([-1.0, 1.0])[:, None, None]

    def drawn(part: str, *shape: int) -> Any:
        return np.sqrt(KNOWN[part]) * random.normal(size=shape)

    return (
        drawn("uncertainties", 1, points, 1) + sides * (1.0 + drawn("together", 1, points, 1))
        + drawn("shared luck", 1, 1, replications) + drawn("own luck", 2, points, replications)
    )  # fmt: skip


def test_parts_of_a_made_outcome_are_found() -> None:
    """Within a tenth or so, but for shared luck: of 60 draws its variance is known within a third; intervals hold it."""
    found = spread(made()).set_index("part")
    whole = sum(KNOWN.values())

    for part in PARTS:
        share = KNOWN[part] / whole
        assert found.loc[part, "share"] == pytest.approx(share, abs=0.08), part
        assert found.loc[part, "low"] - 0.01 < share < found.loc[part, "high"] + 0.01, part
    assert found["share"].sum() == pytest.approx(1.0)


def test_without_levers_or_luck_their_rows_are_missing() -> None:
    y = made(50, 8)

    assert spread(y[:1])["part"].tolist() == ["uncertainties", "shared luck", "own luck"]
    assert spread(y[:, :, :1])["part"].tolist() == ["uncertainties", "levers", "together"]
    assert spread(y[:1, :, :1])["part"].tolist() == ["uncertainties"]


def test_luck_that_all_share_is_not_counted_to_points() -> None:
    luck = np.random.default_rng(1).normal(size=20)
    found = spread(np.broadcast_to(luck, (2, 30, 20)).copy()).set_index("part")

    assert found.loc["shared luck", "share"] == pytest.approx(1.0) and found.loc["uncertainties", "share"] == pytest.approx(0.0)


@given(st.integers(0, 10**6), st.floats(-5.0, 5.0), st.floats(0.1, 10.0))
def test_shares_do_not_depend_on_zero_and_unit(seed: int, zero: float, unit: float) -> None:
    y = np.random.default_rng(seed).normal(size=(3, 5, 4))

    assert components(zero + unit * y) == pytest.approx(unit * unit * components(y), rel=1e-6, abs=1e-9)


@given(st.integers(0, 10**6))
def test_mean_squares_are_those_of_the_textbook(seed: int) -> None:
    """Each effect worked out cell by cell, by including and excluding the means of what it is an effect of."""
    y = np.random.default_rng(seed).normal(size=(2, 4, 3))
    names = ("l", "p", "r")

    def effect(which: str, cell: dict[str, int]) -> float:
        total = 0.0
        for size in range(len(which) + 1):
            for some in itertools.combinations(which, size):
                place = tuple(cell[n] if n in some else slice(None) for n in names)
                total += (-1) ** (len(which) - size) * float(np.mean(y[place]))
        return total

    cells = [dict(zip(names, place, strict=True)) for place in itertools.product(*map(range, y.shape))]
    free = {"l": 1, "p": 3, "r": 2}
    for which, found in zip(("p", "l", "r", "lp", "pr", "lr", "lpr"), mean_squares(y), strict=True):
        squares = sum(effect(which, cell) ** 2 for cell in cells)
        assert found == pytest.approx(squares / np.prod([free[n] for n in which]))
