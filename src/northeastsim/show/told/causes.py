"""What is said of why a score changed: its causes, each with what it did at once and later."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from northeastsim.show.blocks import Table
from northeastsim.show.causes import dated, labels, places
from northeastsim.show.outcomes import figure

if TYPE_CHECKING:
    import pandas as pd

WHOLE = 112  # columns that hold the parts of each change beside it
CAVEAT = (
    "At once: when its events happened; later: what of them arrived or faded since. The rows sum to the change. "
    "docs/discussion/causes.md tells how, and what a cause is not."
)


def causes(rows: pd.DataFrame, names: Mapping[str, str], unit: str) -> Table:
    """The causes as a table, with the change itself as its last row."""
    digits, alone = places(rows.attrs, unit), rows.attrs["replication"] is not None

    def signed(value: float) -> str:
        return "" if math.isnan(value) else figure(value, digits, signed=True)

    def span(row: dict[str, Any]) -> str:
        return "" if math.isnan(row["low"]) else f"{signed(row['low'])} to {signed(row['high'])}"

    middle = [] if alone else ["95 % interval", "seen"]
    columns = [*(["date"] if alone else []), "cause", "change", *middle, "at once", "later"]
    cells = []
    for label, row in zip(labels(rows, names), rows.to_dict("records"), strict=True):
        parts = [signed(row["at_once"]), signed(row["later"])]
        if alone:
            cells.append([dated(row), label, signed(row["change"]), *parts])
        else:
            cells.append([label, signed(row["change"]), span(row), f"{row['seen']}/{row['n']}", *parts])
    total = [signed(float(rows[part].sum())) for part in ("change", "at_once", "later")]
    beside = [] if alone else [span(rows.attrs), ""]
    cells.append([*([""] if alone else []), "the change", total[0], *beside, *total[1:]])
    return Table(columns, cells, [name for name in columns if name not in ("date", "cause")], columns[-2:], WHOLE)
