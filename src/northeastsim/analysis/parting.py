"""When two worlds that share their luck part: the first event, and the first date of a score, in which a pair differs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis.components import independent
from northeastsim.analysis.summary import proportion_interval

EVENT = ("type", "stage", "initiator", "target", "participants", "aimed_at", "system")
WORLDS = ("original", "changed", "both")  # in which the event happens: there alone, or in both, and each time another
COLUMNS = ("replication", "what", "date", "world", *EVENT, "quantity", "cause_kind", "smallest")
DIGITS = 6  # of a size that have to agree; of a budget none do, since it follows from all that drifts


def first_events(original: pd.DataFrame, changed: pd.DataFrame, own: Collection[str], replications: Sequence[int]) -> pd.DataFrame:
    """Return for each replication the first event in which the two logs differ, `own` ones by their id left out.

    1. Take each log in its order, without serial numbers and causes.
    2. At the first place where they differ, the earlier of the two events is what parts the worlds, and happens in one alone; of
       two on one day the one that has no like on the other's day; where neither has, it is the changed world's, in `both`.

    One row per replication; `date` is missing where the logs are alike.
    """
    sides = [by_replication(log[~log["id"].isin(list(own))]) for log in (original, changed)]
    nothing = (np.empty(0, dtype=np.uint64), np.empty(0, dtype="datetime64[s]"), pd.DataFrame())
    rows = [{"replication": r, "what": "events", **parted(*(side.get(r, nothing) for side in sides))} for r in replications]
    return pd.DataFrame(rows).reindex(columns=list(COLUMNS))


def by_replication(log: pd.DataFrame) -> dict[int, tuple[Any, Any, pd.DataFrame]]:
    """Return the log of each replication, with a key and a date for each row."""
    size = np.where(log["type"] == "budget", 0.0, log["quantity"].to_numpy())
    told = log[["date", "id", *EVENT]].assign(size=[f"{value:.{DIGITS}g}" for value in size.tolist()])
    keys = pd.util.hash_pandas_object(told, index=False).to_numpy()
    dates = log["date"].to_numpy()
    ends = np.flatnonzero(np.diff(log["replication"].to_numpy(), append=-1)) + 1
    starts = [0, *ends][: len(ends)]
    return {
        int(log["replication"].iloc[a]): (keys[a:b], dates[a:b], log.iloc[a:b]) for a, b in zip(starts, ends, strict=True) if b > a
    }


def parted(one: tuple[Any, Any, pd.DataFrame], other: tuple[Any, Any, pd.DataFrame]) -> dict[str, Any]:
    """Return the event that parts two logs, and the world in which it happens; nothing where they are alike."""
    both = min(len(one[0]), len(other[0]))
    unlike = np.flatnonzero(one[0][:both] != other[0][:both])
    k = int(unlike[0]) if len(unlike) else both
    here, there = k < len(one[0]), k < len(other[0])
    if not here and not there:
        return {}
    side, world = other, "changed"
    if here and (not there or one[1][k] < other[1][k]):
        side, world = one, "original"
    elif here and one[1][k] == other[1][k]:
        mine, theirs = one[0][k] in other[0], other[0][k] in one[0]
        side, world = (one, "original") if theirs and not mine else (other, "changed" if mine else "both")
    return {**side[2].iloc[k].to_dict(), "world": world}


def first_scores(
    name: str, dates: Sequence[Any], gaps: NDArray[np.float64], smallest: float, replications: Sequence[int]
) -> pd.DataFrame:
    """Return for each replication the first of the dates on which a score differs by more than the smallest size.

    `gaps` has the shape (replications, dates).
    """
    beyond = np.abs(gaps) > smallest
    days = np.array(dates, dtype="datetime64[s]")
    first = np.where(beyond.any(axis=1), days[beyond.argmax(axis=1)], np.datetime64("NaT"))
    rows = pd.DataFrame({"replication": list(replications), "what": name, "date": first, "smallest": smallest})
    return rows.reindex(columns=list(COLUMNS))


def shares(partings: pd.DataFrame) -> pd.DataFrame:
    """Return for events and each score in how many pairs it parts: n, the share, and the median and 5-95 % of the dates."""
    rows = {}
    for what, mine in partings.groupby("what", sort=False):
        days = mine["date"].dropna().sort_values()
        places = {"median": 0.5, "p05": 0.05, "p95": 0.95}
        told = {name: days.iloc[round(share * (len(days) - 1))] if len(days) else pd.NaT for name, share in places.items()}
        parted = {"n": len(mine), "parted": len(days), "share": len(days) / len(mine)}
        rows[what] = {**parted, **told, "smallest": mine["smallest"].iloc[0]}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("what")


def over_time(partings: pd.DataFrame, dates: Sequence[Any], begins: Any, sets: pd.Series | None = None) -> pd.DataFrame:
    """Return for events and each score in which share of the pairs it has parted by each date, with its 95 % interval (Wilson).

    Events have parted by a date if the first that differs came before it, as a score shows what came before its date. Up to
    the day on which the change begins the worlds are one, so that no share of 0 is uncertain there. `sets` has the set of
    parameters of each replication, where sets are what is independent.
    """
    rows = []
    for what, mine in partings.groupby("what", sort=False):
        n = len(mine)
        for date in pd.to_datetime(list(dates)):
            has = mine["date"] < date if what == "events" else mine["date"] <= date
            parted = int(has.sum())
            many = n if sets is None else independent(has.astype(float), mine["replication"].map(sets))
            is_one = not parted and date <= pd.Timestamp(begins)
            low, high = (0.0, 0.0) if is_one else proportion_interval(parted / n, many)
            rows.append({"what": what, "date": date, "n": n, "parted": parted, "share": parted / n, "low": low, "high": high})
    table = pd.DataFrame(rows)
    return table.assign(date=table["date"].astype("datetime64[s]"))


def commonest(partings: pd.DataFrame, most: int = 5) -> pd.DataFrame:
    """Return the events that part most pairs, with the share of those that part at all; one row of each as an example."""
    events = partings[(partings["what"] == "events") & partings["date"].notna()]
    kinds = ["world", "type", "stage", "initiator", "target", "participants", "system"]
    counted = events.groupby(kinds, sort=False, dropna=False).agg(count=("replication", "size"), replication=("replication", "first"))
    counted = counted.reset_index().sort_values(["count", *kinds], ascending=[False, *[True] * len(kinds)]).head(most)
    chosen = counted[["count", "replication"]].merge(events, on="replication", how="left")
    return chosen.assign(share=chosen["count"] / max(1, len(events)))
