"""What a change is made of, by cause: the mean of each over replications with its interval, or one replication event by event.

The items of a change sum to it, in every replication, and so do their means.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from northeastsim.analysis.paired import difference

OTHER = "other"
ABOUT = ["kind", "cause", "actor", "type", "other"]
KEY = ABOUT[:2]
PARTS = ["at_once", "later", "change"]
NOTHING = 1e-12  # of a cause's greatest change: less is rounding
OWN = 3  # events of the scenario that are told however small


def by_cause(items: pd.DataFrame, replications: Sequence[int]) -> pd.DataFrame:
    """Return one row per cause, the greatest mean change first.

    `change` (of it `at_once` when its events happened and `later`, what of them arrived or faded) is the mean over
    `replications`, those without the cause counting 0, with its 95 % interval `low` to `high`; `seen` is in how many of them
    it moved the score at all, `n` how many there are.
    """
    rows = [
        {**some.iloc[0][ABOUT].to_dict(), **summed_up(some, replications)}
        for _, some in items.groupby(KEY, sort=True)
    ]
    return ordered(pd.DataFrame(rows, columns=[*ABOUT, *PARTS, "low", "high", "seen", "n"]))


def summed_up(some: pd.DataFrame, replications: Sequence[int]) -> dict[str, float]:
    """Return the numbers of one cause."""
    each = some.groupby("replication")[PARTS].sum().reindex(list(replications), fill_value=0.0)
    found = difference(each["change"], 0.0 * each["change"])
    seen = int((each["change"].abs() > NOTHING * each["change"].abs().max()).sum())
    return {**each.mean().to_dict(), "low": found.low, "high": found.high, "seen": seen, "n": len(each)}


def by_event(items: pd.DataFrame) -> pd.DataFrame:
    """Return one replication's items, the greatest first: every event with its date, the drift of every value."""
    return ordered(items.drop(columns="replication"))


def ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows by the size of their change, then by name."""
    size = rows.assign(_size=-rows["change"].abs())
    return size.sort_values(["_size", "kind", "cause"], kind="stable", ignore_index=True).drop(columns="_size")


def shortened(items: pd.DataFrame, replications: Sequence[int], most: int) -> pd.DataFrame:
    """Return `by_cause` with the small causes together as `other`, last; still they sum to the change.

    The `most` greatest stay, and a few of the scenario's own events: about them one asks first.
    """
    whole = by_cause(items, replications)
    own = whole.index[whole["kind"] == "event"][:OWN]
    kept = whole.index.isin([*whole.index[:most], *own])
    small = whole[~kept]
    if len(small) < 2:
        return whole
    others = items[pd.MultiIndex.from_frame(items[KEY]).isin(pd.MultiIndex.from_frame(small[KEY]))]
    rest = others.assign(kind=OTHER, cause=f"{OTHER}, {len(small)} causes", actor="", type="", other="")
    return pd.concat([whole[kept], by_cause(rest, replications)], ignore_index=True)


def first_events(rows: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return the `most` greatest rows of `by_event`, and the rest summed as one, last."""
    if len(rows) <= most + 1:
        return rows
    rest = rows[most:]
    events = int((rest["kind"] != "drift").sum())
    summed: dict[str, Any] = {name: float(rest[name].sum()) for name in PARTS}
    words = {**dict.fromkeys([*ABOUT, "step"], ""), "kind": OTHER, "cause": f"{OTHER}, {events} events", "date": None, "serial": 0}
    return pd.concat([rows[:most], pd.DataFrame([{**words, **summed}])], ignore_index=True)
