"""Feature scores: who helps to tell an outcome, and that a dummy does not."""

from __future__ import annotations

import numpy as np
import pandas as pd

from northeastsim.analysis.sensitivity import scoring


def some(n: int = 400, seed: int = 1) -> pd.DataFrame:
    return pd.DataFrame(np.random.default_rng(seed).random((n, 6)), columns=list("abcdef"))


def test_drivers_are_ranked_also_those_that_act_only_together() -> None:
    """b and c move the outcome only together: neither is seen alone."""
    x = some(800)
    y = (2.0 * x["a"] + 8.0 * (x["b"] - 0.5) * (x["c"] - 0.5)).to_numpy()
    found = scoring.scores(y, x).table.set_index("uncertainty")

    assert found["is_clear"].to_dict() == {"a": True, "b": True, "c": True, "d": False, "e": False, "f": False}
    assert found["value"].idxmax() == "a" and 0.5 < found["value"].sum() < 1.0
    assert (found["low"] <= found["value"]).all() and (found["value"] <= found["high"]).all()


def test_of_noise_nothing_is_clear() -> None:
    clear = 0
    for seed in range(12):
        y = np.random.default_rng(100 + seed).random(200)
        clear += int(scoring.scores(y, some(200, seed)).table["is_clear"].any())

    assert clear <= 2


def test_a_category_is_told_like_a_number() -> None:
    x = some()
    y = np.where(x["a"] > 0.5, "outbid", np.where(x["b"] > 0.7, "wait", "warn"))
    found = scoring.scores(y, x).table.set_index("uncertainty")

    assert found["is_clear"].to_dict() == {"a": True, "b": True, "c": False, "d": False, "e": False, "f": False}


def test_the_same_seed_gives_the_same_scores() -> None:
    x = some(100)
    y = x["a"].to_numpy()

    assert scoring.scores(y, x, 0).table.equals(scoring.scores(y, x, 0).table)
