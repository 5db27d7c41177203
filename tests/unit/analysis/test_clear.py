"""When a difference is told from none."""

from __future__ import annotations

import math

import pytest

from northeastsim.analysis.paired import is_clear


@pytest.mark.parametrize(
    ("n", "mean", "low", "high", "told"),
    [
        (9, 0.2, 0.1, 0.3, True), (9, -0.2, -0.3, -0.1, True), (9, 0.2, -0.1, 0.5, False),
        (9, 0.2, math.nan, math.nan, True), (9, 0.2, None, None, True),  # all pairs alike
        (9, 0.0, math.nan, math.nan, False), (1, 0.2, math.nan, math.nan, False),
    ],
)  # fmt: skip
def test_an_interval_without_0_or_pairs_that_are_all_alike(
    n: int, mean: float, low: float | None, high: float | None, told: bool
) -> None:
    assert is_clear(n, mean, low, high) is told
