"""What happened in one replication, an event a row, and how often each kind of event happens in all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from northeastsim.errors import RunError
from northeastsim.show.run.kinds import KINDS, kind_of
from northeastsim.show.sentences import DISCOVERED, PASSED_OVER, REFUSALS, proposed, told
from northeastsim.show.story import ROUTINE, biggest
from northeastsim.show.view import Shown, actor_names

BEFORE = ("proposed", "accepted")  # stages in which nothing has happened yet
NEVER = (*BEFORE, *REFUSALS, PASSED_OVER)
BUDGET = "budget"
DAYS = 365.25  # of a year


def moments(results: Shown, replication: int, most: int) -> pd.DataFrame:
    """Return the events of a replication, a row each: when, who, which kind, how it stands, what led to it, and its words.

    `standing` is `done`, `refused` or `secret`; `discovered` the day on which a secret was first found out; `cause` the serial of
    the event that led to it, 0 for none. The `most` biggest have their `words`, others none.
    """
    events = results.events[results.events["replication"] == replication]
    events = events[(events["type"] != BUDGET) & (events["stage"] != PASSED_OVER)]
    if not len(results.events[results.events["replication"] == replication]):
        raise RunError(f"replication {replication} is not among the results, or its events were not kept")
    types = results.document["event_types"]
    first = events.drop_duplicates("serial").set_index("serial", drop=False)
    happened = events[~events["stage"].isin(NEVER)].drop_duplicates("serial").set_index("serial")["date"]
    found = events[events["stage"] == DISCOVERED].drop_duplicates("serial").set_index("serial")["date"]
    table = first[["serial", "date", "id", "type", "initiator", "target"]].copy()
    table["date"] = happened.reindex(table.index).fillna(first["date"])
    table["kind"] = [kind_of(str(name), types) for name in table["type"]]
    table["standing"] = [
        "refused" if serial not in happened.index else "secret" if is_secret(row, results.document, serial in found.index) else "done"
        for serial, row in zip(table.index, first.to_dict("records"), strict=True)
    ]  # fmt: skip
    table["discovered"] = found.reindex(table.index)
    table["routine"] = table["type"].isin(ROUTINE)
    table["cause"] = causes(first, results.document)
    return table.assign(words=words(events, results, most)).reset_index(drop=True)


def is_secret(row: Mapping[Any, Any], document: Mapping[str, Any], found_out: bool) -> bool:
    """Whether an event was kept from others, as far as the scenario or what became of it tells."""
    from northeastsim.scenario.catalogue import catalogue

    own = next((one.get("secret") for one in document["events"] if one["id"] == row["id"]), None)
    types = {**catalogue().event_types, **document["event_types"]}
    return found_out or bool((types.get(row["type"]) or {}).get("secret") if own is None else own)


def causes(first: pd.DataFrame, document: Mapping[str, Any]) -> list[int]:
    """Return for each event the serial of the one that led to it, in the log or by the scenario's `after`; 0 for none."""
    by_id = {str(row["id"]): int(row["serial"]) for row in first.to_dict("records") if row["id"]}
    after = {str(one["id"]): str((one.get("after") or {}).get("event") or "") for one in document["events"]}
    found = []
    for row in first.to_dict("records"):
        own = str(row["cause"])
        found.append(int(own) if own.isdigit() else by_id.get(after.get(str(row["id"]), ""), 0))
    return found


def words(events: pd.DataFrame, results: Shown, most: int) -> pd.Series:
    """Return the biggest moments in words, by serial."""
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.load import load

    document, names = results.document, actor_names(results.document)
    systems = load(document, catalogue=catalogue()).systems
    chosen = biggest(events, most, document=document)
    return pd.Series({serial: said(rows, names, systems, document["event_types"]) for _, serial, rows in chosen}, dtype=object)


def said(rows: list[dict[str, Any]], names: Mapping[str, str], systems: Mapping[str, Any], types: Mapping[str, Any]) -> str:
    """An event in words: what was done, or what was proposed and refused."""
    refusal = next((REFUSALS[stage] for stage in REFUSALS if stage in {row["stage"] for row in rows}), "")
    return f"{proposed(rows[0], names, types)}, {refusal}" if refusal else told(rows[0], names, systems, types)


def counts(results: Shown) -> pd.DataFrame:
    """Return how many events of each kind happen in each year of the run: median, mean and 5-95 % over replications.

    A row per kind that happens at all and year, counted from 0; over the replications whose events were kept.
    """
    years, done = int(results.document["years"]), results.complete[0]
    kept = results.some("runs", ["replication"])["replication"].iloc[: int(results.manifest.get("events", done))]
    events = results.events[["replication", "serial", "date", "type", "stage"]]
    happened = events[~events["stage"].isin(NEVER) & (events["type"] != BUDGET)].drop_duplicates(["replication", "serial"])
    year = years_of(happened["date"], results)
    kinds = happened["type"].map({one: kind_of(str(one), results.document["event_types"]) for one in happened["type"].unique()})
    table = pd.crosstab(happened["replication"], [kinds.rename("kind"), year.rename("year")])
    every = pd.MultiIndex.from_product([[one for one in KINDS if one in set(kinds)], range(years)], names=["kind", "year"])
    table = table.reindex(index=kept, columns=every, fill_value=0)
    low, middle, high = (table.quantile(q).to_numpy() for q in (0.05, 0.5, 0.95))
    rows = every.to_frame(index=False).assign(n=len(table), unit="a year", mean=table.mean().to_numpy())
    return rows.assign(p05=low, p50=middle, p95=high)


def years_of(dates: pd.Series, results: Shown) -> pd.Series:
    """Return in which year of the run days fall, counted from 0."""
    start = pd.Timestamp(str(results.document["start"]))
    passed = (pd.to_datetime(dates) - start).dt.days // DAYS
    return passed.astype(int).clip(upper=int(results.document["years"]) - 1)
