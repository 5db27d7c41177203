"""What the runs of a sweep come to, by scenario and levers: over the points and over chance, part by part."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from northeastsim.study.sweep.task import FAILED

if TYPE_CHECKING:
    import pandas as pd

PERCENTILES = (5, 50, 95)


class Tally:
    """Sums of outcomes by point and by replication: all that is kept of runs, however many there are."""

    def __init__(self, points: int, replications: int, outcomes: int) -> None:
        self.by_point, self.by_luck = (np.zeros((2, size, outcomes)) for size in (points, replications))
        self.runs = self.failed = 0

    def add(self, point: NDArray[np.int64], replication: NDArray[np.int64], values: NDArray[np.float64], failed: int) -> None:
        """Take in runs; a value that is no number counts nowhere."""
        told = ~np.isnan(values)
        for sums, row in ((self.by_point, point), (self.by_luck, replication)):
            np.add.at(sums[0], row, np.where(told, values, 0.0))
            np.add.at(sums[1], row, told)
        self.runs += len(point)
        self.failed += failed

    def row(self, k: int) -> dict[str, float]:
        """Return what one outcome comes to."""
        points, luck = means(self.by_point[:, :, k]), means(self.by_luck[:, :, k])
        spread = np.percentile(points, PERCENTILES) if len(points) else [math.nan] * len(PERCENTILES)
        return {
            "points": len(points),
            "mean": float(np.mean(points)) if len(points) else math.nan,
            "error": float(np.std(luck, ddof=1)) / math.sqrt(len(luck)) if len(luck) > 1 else math.nan,
            **{f"p{share:02d}": float(value) for share, value in zip(PERCENTILES, spread, strict=True)},
            "runs": self.runs,
            "failed": self.failed,
        }


def means(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the means of sums and counts, where there is anything."""
    total, count = sums[:, sums[1] > 0]
    return np.asarray(total / count)


def summary(
    parts: Iterable[pd.DataFrame], keys: Sequence[str], outcomes: Sequence[str], points: int, replications: int
) -> pd.DataFrame:
    """Return a row per scenario, choice of levers and outcome, in the order in which they come.

    `mean` is over points, `error` the standard error that chance leaves in it: points share their luck, so it is taken over
    replications of the mean over points. `p05` to `p95` are of the points' own means; `failed` counts runs.
    """
    import pandas as pd

    tallies: dict[tuple[Any, ...], Tally] = {}
    for part in parts:
        for key, some in part.groupby(list(keys), sort=False):
            tally = tallies.setdefault(tuple(key), Tally(points, replications, len(outcomes)))
            values = some[list(outcomes)].to_numpy(dtype=float)
            tally.add(some["point"].to_numpy(), some["replication"].to_numpy(), values, int((some["status"] == FAILED).sum()))
    rows = [
        dict(zip(keys, key, strict=True)) | {"outcome": outcome} | tally.row(k)
        for key, tally in tallies.items()
        for k, outcome in enumerate(outcomes)
    ]
    return pd.DataFrame(rows)
