"""Where worlds agree on what decides."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from northeastsim.analysis.sensitivity.agreement import agreement, concordance


def test_clear_in_how_many_worlds_and_at_which_rank() -> None:
    rows = [("a", 0.6, 1, True, 0.9), ("b", 0.1, 2, False, 0.0), ("a", 0.3, 2, True, 0.7), ("b", 0.5, 1, True, -0.8)]
    table = pd.DataFrame(rows, columns=["uncertainty", "shown", "rank", "is_clear", "direction"])
    found = agreement(table.assign(outcome="o"))

    assert found["uncertainty"].tolist() == ["a", "b"] and found["clear"].tolist() == [2, 1] and found["worlds"].tolist() == [2, 2]
    assert found.loc[0, ["best_rank", "worst_rank"]].tolist() == [1, 2] and found["index"].tolist() == pytest.approx([0.45, 0.3])


def test_rankings_agree_wholly_or_only_by_chance() -> None:
    random = np.random.default_rng(1)
    drawn = [concordance(np.stack([random.permutation(20) + 1 for _ in range(5)])) for _ in range(200)]

    assert concordance(np.tile(np.arange(1.0, 11.0), (4, 1))) == pytest.approx(1.0)
    assert np.mean(drawn) == pytest.approx(0.2, abs=0.02)  # of b rankings 1 in b by chance alone


def test_first_places_count_most() -> None:
    base = np.arange(1.0, 11.0)
    top, bottom = base.copy(), base.copy()
    top[[0, 4]], bottom[[5, 9]] = top[[4, 0]], bottom[[9, 5]]

    assert concordance(np.stack([base, top])) < concordance(np.stack([base, bottom]))
