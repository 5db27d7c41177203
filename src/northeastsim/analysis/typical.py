"""Which replication is most like the others, and which is least."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd


def deviations(runs: pd.DataFrame, metrics: Iterable[str]) -> pd.DataFrame:
    """Return how far each replication is from the medians, in standard deviations: rows by `replication`.

    Metrics that are alike in all replications have no column.
    """
    values = runs.set_index("replication")[list(metrics)].astype(float)
    spread = values.std(ddof=0)
    values = values[list(spread.index[spread > 0])]
    return (values - values.median()) / spread[values.columns]


def typical_and_extreme(runs: pd.DataFrame, metrics: Iterable[str]) -> tuple[int, int]:
    """Return the replication that is nearest to the medians of some metrics and the one that is farthest from them.

    Distance: the sum of squared deviations (see `deviations`); of several as near, or as far, the first.

    >>> runs = pd.DataFrame({"replication": [4, 5, 6], "trade.end": [1.0, 9.0, 2.0]})
    >>> typical_and_extreme(runs, ["trade.end"])
    (6, 5)
    """
    distance = (deviations(runs, metrics) ** 2).sum(axis=1)
    return int(distance.idxmin()), int(distance.idxmax())
