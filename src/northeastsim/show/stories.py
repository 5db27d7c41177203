"""Which two replications a page tells of: one like most, and the one that is least like them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from northeastsim.show.cells import yes_or_no
from northeastsim.show.names import sentence
from northeastsim.show.outcomes import COUNTS, DERIVED, derived, figure, is_needed, outcomes, precision
from northeastsim.show.view import Shown, actor_names, headline

MOST_APART = 3


@dataclass(frozen=True)
class Chosen:
    """Two replications out of `n` by their numbers, the same where nothing differs, and by what the extreme one stands out.

    Of a run that kept the events of its first replications alone, the `n` are those.
    """

    typical: int
    extreme: int
    n: int
    apart: str


def typical_and_extreme(results: Shown) -> Chosen:
    """Choose the replication nearest to the medians of the outcomes, each divided by its standard deviation, and the farthest."""
    from northeastsim.analysis import typical

    wanted = [f"{name}.end" for name in headline(results)] + [*COUNTS, *DERIVED]
    runs = derived(results.some("runs", [name for name in results.columns("runs") if is_needed(name, wanted)]))
    metrics = [name for name in wanted if name in runs.columns]
    runs = runs.head(int(results.manifest.get("events") or len(runs)))  # of the others there is no story
    near, far = typical.typical_and_extreme(runs, metrics)
    gaps = typical.deviations(runs, metrics).loc[far].abs()
    rows, values = {row["metric"]: row for row in outcomes(results)}, runs.set_index("replication")
    most = gaps.sort_values(ascending=False, kind="stable").index[:MOST_APART]
    told = [beside(words(name, results), rows[name], float(values.loc[far, name]), float(values[name].median())) for name in most]
    return Chosen(near, far, len(runs), "; ".join(told))


def words(metric: str, results: Shown) -> str:
    """An outcome in words, as within a sentence."""
    return sentence(metric.removesuffix(".end"), actor_names(results.document))


def beside(label: str, row: dict[str, Any], value: float, median: float) -> str:
    """An outcome of one replication beside the median of all: `crises: 7 (median 3)`."""
    if row["unit"] == "probability":
        return f"{label}: {yes_or_no(value)} (most: {yes_or_no(median)})"
    places = 0 if row["unit"] == "per run" else precision(row)
    return f"{label}: {figure(value, places)} (median {figure(median, places)})"
