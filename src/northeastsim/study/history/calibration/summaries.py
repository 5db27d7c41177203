"""What a stretch of years is summed up in, of a run and of the record alike: a few numbers that parameters can be told from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Values = NDArray[np.float64]


class Summary(NamedTuple):
    """One number of a stretch: of which target and series, and which figure of its years."""

    target: str
    series: str
    figure: str

    def __str__(self) -> str:
        """The summary as one word, as tables name it."""
        return f"{self.target}[{self.series}].{self.figure}"


def mean(values: Values) -> Values:
    """Return the mean of all years; years are the last axis."""
    found: Values = values.mean(axis=-1)
    return found


def late(values: Values) -> Values:
    """Return the mean of the last two years."""
    return mean(values[..., -2:])


def end(values: Values) -> Values:
    """Return the last year."""
    found: Values = values[..., -1]
    return found


def burstiness(values: Values) -> Values:
    """Return log(1 + variance / mean) over the years: .7 where counts are Poisson."""
    found: Values = np.log1p(values.var(axis=-1, ddof=1) / np.maximum(values.mean(axis=-1), 0.2))
    return found


FIGURES = {"mean": mean, "late": late, "end": end, "burstiness": burstiness}
# By target: the level of what varies from year to year, where slow quantities end up, and how launches cluster.
TAKEN = {
    "spending_growth": ("mean",), "trade_share": ("late",), "trade_level": ("late",), "alignment": ("end",),
    "launches": ("mean", "burstiness"), "incidents": ("mean",), "crises": ("mean",),
}  # fmt: skip


def of_years(years: Mapping[tuple[str, str], Values]) -> dict[Summary, Values]:
    """Return the summaries of yearly values by target and series, (..., years); targets that are not taken are left out."""
    return {
        Summary(target, series, figure): FIGURES[figure](values)
        for (target, series), values in years.items()
        for figure in TAKEN.get(target, ())
    }


def of_record(record: pd.DataFrame, first: int) -> dict[Summary, float]:
    """Return the summaries of the record from a year on."""
    recent = record[record["year"] >= first].sort_values("year")
    groups = recent.groupby(["target", "series"], sort=False)["value"]
    return {
        summary: float(value) for summary, value in of_years({key: group.to_numpy() for key, group in groups}).items()
    }


def weights(summaries: Iterable[Summary], scales: Mapping[Summary, float]) -> dict[Summary, float]:
    """Return what a distance weighs each by: one over its scale, all summaries of a target together as much as one target's."""
    listed = list(summaries)
    size = {summary.target: sum(other.target == summary.target for other in listed) for summary in listed}
    return {summary: 1.0 / (scales[summary] * size[summary.target]) for summary in listed}
