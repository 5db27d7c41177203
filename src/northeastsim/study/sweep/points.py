"""The points of a sweep: rows of its design over the uncertainties, as shares of 0 to 1 and as values."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from northeastsim.scenario.sweep import Sweep
from northeastsim.scenario.sweep.values import objects, plain
from northeastsim.study.sweep import sampling
from northeastsim.study.sweep.proof import checked as checked
from northeastsim.study.sweep.table import read_table

# More points of these begin with the points that fewer have.
GROWING = ("monte_carlo", "sobol_sequence", "halton", "sobol", "morris", "csv")

Column = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Points:
    """Points, one a row.

    `columns` maps a path to its values: float64, int64, datetime64[D], and for categories their numbers, which `categories`
    turns into values. `shares` has a row a point and a column an uncertainty; None for a file's points, whose rows stand on
    its `lines`.
    """

    columns: Mapping[str, Column]
    categories: Mapping[str, tuple[Any, ...]]
    shares: NDArray[np.float64] | None = None
    lines: NDArray[np.int64] | None = field(default=None, repr=False)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(next(iter(self.columns.values())))

    @functools.cached_property
    def values(self) -> dict[str, Column]:
        """The values by path, those of categories as objects. NOTE: made once, since every part of a sweep has a view of them."""
        known = {path: objects(values) for path, values in self.categories.items()}
        return {path: known[path][column] if path in known else column for path, column in self.columns.items()}

    def at(self, point: int) -> dict[str, Any]:
        """Return the values of one point by path, as scenarios hold them."""
        return {path: plain(column[point]) for path, column in self.values.items()}


def points(sweep: Sweep) -> Points:
    """Return the points of a sweep, the same for the same file; raises ScenarioError for a table that cannot be used.

    1. Take the shares of the design, or the rows of its file.
    2. Turn shares into values by each uncertainty's distribution.
    """
    categories = {one.path: one.categories for one in sweep.uncertainties if one.kind == "category"}
    if sweep.design.method == "csv":
        columns, lines = read_table(sweep)
        return Points(columns, categories, None, lines)
    shares = sampling.shares(sweep)
    values = {one.path: one.codes(shares[:, k]) for k, one in enumerate(sweep.uncertainties)}
    return Points(values, categories, shares)
