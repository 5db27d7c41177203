"""The replication most like the others, and the one least like them."""

from __future__ import annotations

import pandas as pd

from northeastsim.analysis.typical import deviations, typical_and_extreme

RUNS = pd.DataFrame({
    "replication": [3, 4, 5, 6, 7],
    "trade.end": [1.0, 2.0, 3.0, 4.0, 5.0],
    "war.any": [0.0, 0.0, 1.0, 0.0, 0.0],
    "crises.count": [2, 2, 2, 2, 2],
})


def test_each_outcome_counts_in_its_own_standard_deviations() -> None:
    """So that units do not matter, and what never differs does not either."""
    found = deviations(RUNS, ["trade.end", "war.any", "crises.count"])

    assert list(found.columns) == ["trade.end", "war.any"]
    assert list(found["trade.end"].round(3)) == [-1.414, -0.707, 0.0, 0.707, 1.414]
    assert round(found.loc[5, "war.any"], 9) == 2.5


def test_the_nearest_and_the_farthest_are_found_and_ties_go_to_the_first() -> None:
    assert typical_and_extreme(RUNS, ["trade.end", "war.any"]) == (4, 5)
    assert typical_and_extreme(RUNS, ["trade.end"]) == (5, 3)
    assert typical_and_extreme(RUNS, ["crises.count"]) == (3, 3)
