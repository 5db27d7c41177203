"""Elementary effects: those of a line are its slopes, and luck is no effect."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from SALib.analyze import morris as theirs
from SALib.sample import morris as sample

from northeastsim.analysis.sensitivity import morris

NAMES = ["a", "b", "c", "d"]
PROBLEM = {"num_vars": 4, "names": NAMES, "bounds": [[0.0, 1.0]] * 4}


def points(trajectories: int = 20, seed: int = 1) -> Any:
    return sample.sample(dict(PROBLEM), trajectories, num_levels=4, seed=seed)


def of(table: pd.DataFrame, measure: str) -> Any:
    return table[table["measure"] == measure]["value"].to_numpy()


def test_effects_of_a_line_are_its_slopes_and_do_not_scatter() -> None:
    x = points()
    found = morris.effects((x @ [3.0, -2.0, 0.5, 0.0])[:, None].repeat(2, axis=1), x, NAMES).table

    assert of(found, "effect") == pytest.approx([3.0, 2.0, 0.5, 0.0])
    assert of(found, "mean") == pytest.approx([3.0, -2.0, 0.5, 0.0]) and of(found, "scatter") == pytest.approx([0.0] * 4, abs=1e-9)
    assert found[found["measure"] == "effect"]["is_clear"].tolist() == [True, True, True, False]


def test_what_acts_only_with_others_scatters() -> None:
    """a times b: the effect of a is b, uniform on four levels."""
    x = points(200)
    found = morris.effects((x[:, 0] * x[:, 1])[:, None], x, NAMES).table

    assert of(found, "effect")[:2] == pytest.approx([0.5, 0.5], abs=0.05)
    assert of(found, "scatter")[:2] == pytest.approx([math.sqrt(5.0 / 36.0)] * 2, abs=0.03)


@given(st.integers(0, 1000), st.integers(2, 12))
def test_effects_are_those_of_the_library(seed: int, trajectories: int) -> None:
    """Ours, which keep every trajectory, have the means and scatter that SALib gives."""
    x = points(trajectories, seed + 1)
    y = np.sin(5.0 * x[:, 0]) + x[:, 1] * x[:, 2] + x[:, 3] ** 2
    each, known = morris.elementary(y, x), theirs.analyze(dict(PROBLEM), x, y, num_resamples=2, seed=1)

    assert np.abs(each).mean(axis=0) == pytest.approx(np.asarray(known["mu_star"], dtype=float))
    assert each.mean(axis=0) == pytest.approx(np.asarray(known["mu"], dtype=float))
    assert each.std(axis=0, ddof=1) == pytest.approx(np.asarray(known["sigma"], dtype=float))


def test_luck_of_every_run_is_no_effect() -> None:
    x = points(100)
    y = (x @ [3.0, 0.0, 0.0, 0.0])[:, None] + np.random.default_rng(2).normal(size=(len(x), 10))
    found = morris.effects(y, x, NAMES).table
    mine = found[found["measure"] == "effect"]

    assert mine["is_clear"].tolist() == [True, False, False, False]
    assert mine["nothing"].to_numpy() == pytest.approx(2.0 / math.sqrt(math.pi * 10) * 1.5, rel=0.1)
