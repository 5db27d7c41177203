"""Behaviour, risk and price, measured from the tables of a run and of its twins: what states do, not only what they could.

Tables in, tables out. `events` has the columns replication, serial, date, type, stage, initiator, target, participants,
cause_kind, cause; `scores` replication, date, score, actor, other, value; both as docs/reference/results.md tells them.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from northeastsim.analysis.paired import Difference, difference, standard_error, t_quantile
from northeastsim.analysis.summary import proportion_interval

DAYS = 180  # within which an ask is met or not
FEWEST = 5  # asks, below which a share says nothing
PACT, CONSULTATION = 1.0, 0.4  # what a defence pact and a promise to consult count in cohesion
OVER = ("accepted", "declined", "agreed", "failed", "vetoed")  # stages that close an ask
MET = ("accepted", "agreed")


class Estimate(NamedTuple):
    """A value with its 95 % interval and the number that stands behind it; no number where there is too little."""

    value: float
    low: float
    high: float
    n: int


NOTHING = Estimate(math.nan, math.nan, math.nan, 0)


def mean(values: pd.Series) -> Estimate:
    """Return the mean over replications with Student's interval."""
    known = values.dropna()
    n = len(known)
    if not n:
        return NOTHING
    reach = t_quantile(n - 1) * standard_error(known) if n > 1 else math.nan
    return Estimate(float(known.mean()), float(known.mean()) - reach, float(known.mean()) + reach, n)


def share(yes: int, n: int) -> Estimate:
    """Return a share of n with Wilson's interval."""
    return Estimate(yes / n, *proportion_interval(yes / n, n), n) if n else NOTHING


def paired(one: pd.Series, other: pd.Series) -> Estimate:
    """Return the mean paired difference with its interval."""
    found: Difference = difference(one, other)
    return Estimate(found.mean, found.low, found.high, found.n)


# --- compliance ---------------------------------------------------------------------------------------------------


def asks(events: pd.DataFrame, i: str, j: str) -> pd.DataFrame:
    """Return what i asked of j and what became of it: replication, serial, type, date, met (within 180 days), closed.

    An ask is what i proposes to j, alone or with others, and a demarche.
    """
    mine = events[(events["initiator"] == i) & addressed(events, j) & (events["cause_kind"] != "process")]
    kept = mine[(mine["type"] == "demarche") | mine["serial"].isin(mine.loc[mine["stage"] == "proposed", "serial"])]
    rows = []
    for (replication, serial), stages in kept.groupby(["replication", "serial"], sort=True):
        first = stages.iloc[0]
        late = stages["date"] > first["date"] + pd.Timedelta(days=DAYS)
        closed = stages[stages["stage"].isin(OVER)]
        met = closed["stage"].isin(MET) & ~late[closed.index] & ("failed" not in set(stages["stage"]))
        rows.append((replication, serial, first["type"], first["date"], bool(met.any()), bool(len(closed))))
    return pd.DataFrame(rows, columns=["replication", "serial", "type", "date", "met", "closed"])


def addressed(events: pd.DataFrame, j: str) -> pd.Series:
    """Return whether each event addresses j: as its target or as one of those it is done with."""
    guests = events["participants"].fillna("").str.split().map(lambda names: j in names)
    return (events["target"] == j) | guests


def compliance(events: pd.DataFrame, silent: pd.DataFrame, i: str, j: str) -> tuple[Estimate, float]:
    """Return the share of i's closed asks of j that j met, less the share of the same acts that came without an ask.

    `silent` are the events of the twin in which i cannot ask: there the same act counts if it comes about between the two,
    whoever begins it, within 180 days of the day of the ask. Fewer than 5 asks are too few: no number. The second value is
    the naive baseline, the share without asking.
    """
    asked = asks(events, i, j)
    asked = asked[asked["closed"]]
    n = len(asked)
    if n < FEWEST:
        return Estimate(math.nan, math.nan, math.nan, n), math.nan
    begun = silent[(silent["stage"] == "announced") & (silent["cause_kind"] != "scenario")]
    pairs = begun[((begun["initiator"] == i) & addressed(begun, j)) | ((begun["initiator"] == j) & addressed(begun, i))]
    known = {key: group["date"].to_numpy() for key, group in pairs.groupby(["replication", "type"])}
    window = np.timedelta64(DAYS, "D")
    anyway = [
        bool(len(dates := known.get((row.replication, row.type), ())) and
             ((dates >= np.datetime64(row.date)) & (dates <= np.datetime64(row.date) + window)).any())
        for row in asked.itertuples()
    ]  # fmt: skip
    gaps = asked["met"].astype(float) - pd.Series(anyway, index=asked.index, dtype=float)
    return mean(gaps)._replace(n=n), float(np.mean(anyway))


# --- nuclear outlook -----------------------------------------------------------------------------------------------


def quiet_spells(events: pd.DataFrame, actor: str, begins: pd.Timestamp, ends: pd.Timestamp) -> pd.DataFrame:
    """Return the spells without tests that an actor entered into: replication, from, to, agreed.

    One begins with a freeze that was agreed (`arms_control`) or a moratorium that was declared, and ends with the next test
    campaign or nuclear test, or at the horizon; a launch of the usual stream does not end it. Spells that overlap are one.
    """
    own = events["initiator"] == actor
    froze = (events["type"] == "arms_control") & (events["stage"] == "agreed") & (own | addressed(events, actor))
    held = (events["type"] == "test_moratorium") & (events["stage"] == "announced") & own
    broke = events["type"].isin(("test_campaign", "nuclear_test")) & (events["stage"] == "announced") & own
    rows = []
    for replication, mine in events[froze | held | broke].groupby("replication", sort=True):
        since, agreed = None, False
        for index, row in mine.sort_values(["date", "serial"]).iterrows():
            if broke[index]:
                if since is not None:
                    rows.append((replication, since, row["date"], agreed))
                since, agreed = None, False
            else:
                since, agreed = since or row["date"], agreed or bool(froze[index])
        if since is not None:
            rows.append((replication, since, ends, agreed))
    found = pd.DataFrame(rows, columns=["replication", "from", "to", "agreed"])
    found["days"] = (pd.to_datetime(found["to"]) - pd.to_datetime(found["from"])).dt.days if len(found) else []
    return found


def nuclear_outlook(
    events: pd.DataFrame,
    runs: pd.DataFrame,
    actor: str,
    others: Sequence[str],
    begins: pd.Timestamp,
    ends: pd.Timestamp,
) -> dict[str, Estimate]:
    """Return four numbers, never one: a freeze that holds a year; days without tests; growth of forces; acceptance.

    `runs` holds `strategic[A].end`, `.change` and `accept[B].end`, one row per replication.
    """
    spells = quiet_spells(events, actor, begins, ends)
    n = len(runs)
    held = spells[(spells["days"] >= 365)]["replication"].nunique() if len(spells) else 0
    days = spells.groupby("replication")["days"].sum().reindex(runs["replication"], fill_value=0) / max(
        1, (ends - begins).days
    )
    last, change = runs[f"strategic[{actor}].end"], runs[f"strategic[{actor}].change"]
    accepts = runs[[f"accept[{other}].end" for other in others]].mean(axis=1)
    return {
        "freeze_holds": share(int(held), n),
        "quiet_days": mean(days),
        "forces_growth": mean(last / (last - change).where(last != change)),
        "acceptance": mean(accepts),
    }


# --- sanctions -----------------------------------------------------------------------------------------------------


def income(scores: pd.DataFrame, j: str, others: Iterable[str]) -> pd.DataFrame:
    """Return what each other gave j at each replication's last date: trade and flows, m US$ a year."""
    last = scores[scores["date"] == scores["date"].max()]
    mine = last[last["actor"].eq(j) & last["score"].isin(("trade", "flows")) & last["other"].isin(list(others))]
    return mine.pivot_table(index="replication", columns="other", values="value", aggfunc="sum")


def leaks(world: pd.DataFrame, free: pd.DataFrame) -> dict[str, Estimate]:
    """Return for each k how much more it gives than in the twin without sanctions, over the gross loss.

    `world` and `free` are tables of `income`, paired by replication. The gross loss sums what partners give less.
    """
    gaps = world - free
    lost = -gaps.clip(upper=0.0).sum(axis=1)
    return {str(k): mean((gaps[k].clip(lower=0.0) / lost).where(lost > 0.0)) for k in gaps.columns}


def effectiveness(world: pd.Series, free: pd.Series, bite: pd.Series) -> Estimate:
    """Return the change of what sanctions are to change (a count per replication) per point of bite (a hundredth)."""
    gaps = paired(world, free)
    points = 100.0 * float(bite.mean())
    if not points > 0.0:
        return NOTHING
    return Estimate(gaps.value / points, gaps.low / points, gaps.high / points, gaps.n)


# --- blocs ---------------------------------------------------------------------------------------------------------


def rescaled(commitment: pd.Series, pact: float) -> pd.Series:
    """Return a commitment as cohesion counts it: a defence pact 1, a promise to consult .4, nothing 0, straight between.

    `pact` is the commitment that a defence pact is worth; half of it is what a promise to consult is worth.
    """
    low = CONSULTATION * commitment / (0.5 * pact)
    high = CONSULTATION + (PACT - CONSULTATION) * (commitment - 0.5 * pact) / (0.5 * pact)
    return low.where(commitment < 0.5 * pact, high).clip(0.0, 1.0)


def last_of_pairs(scores: pd.DataFrame) -> pd.Series:
    """Return the last values of scores, indexed by score, actor, other and replication."""
    last = scores[scores["date"] == scores["date"].max()]
    return last.set_index(["score", "actor", "other", "replication"])["value"].sort_index()


def cohesion(scores: pd.DataFrame, bloc: Sequence[str], pact: float = 0.745) -> pd.Series:
    """Return a bloc's cohesion by replication at the last date: mean over its ordered pairs of root(C' max(0, L))."""
    last = last_of_pairs(scores)
    parts = []
    for i, j in itertools.permutations(bloc, 2):
        near = rescaled(last["perceived", i, j], pact) * last["alignment", i, j].clip(lower=0.0)
        parts.append(np.sqrt(near))
    return pd.concat(parts, axis=1).mean(axis=1)


def enmity(scores: pd.DataFrame, one: Sequence[str], other: Sequence[str]) -> pd.Series:
    """Return the mean hostility between two blocs, both ways, by replication at the last date."""
    last = last_of_pairs(scores)
    pairs = [*itertools.product(one, other), *itertools.product(other, one)]
    return pd.concat([(-last["alignment", i, j]).clip(lower=0.0) for i, j in pairs], axis=1).mean(axis=1)


# --- clients, price, proliferation ------------------------------------------------------------------------------------


def client_leverage(whole: pd.Series, answered: pd.Series, alone: pd.Series) -> Estimate:
    """Return 1 - (loss without the best patron, the second answering) / (loss with no second), from incomes in three worlds."""
    with_second, without = (whole - answered).mean(), (whole - alone).mean()
    if not without > 0.0:
        return NOTHING
    each = 1.0 - (whole - answered) / without
    return mean(each)._replace(value=1.0 - float(with_second / without))


def regard_by_decisions(
    impulses: pd.DataFrame, events: pd.DataFrame, actor: str, others: Iterable[str]
) -> pd.DataFrame:
    """Return by replication how others' regard for an actor was moved by what it decided itself, one column each.

    From the ledger: each impulse on `alignment` of an other towards the actor whose event the actor decided on, or gives in a
    deal that it decided on.
    """
    chosen = events[(events["initiator"] == actor) & (events["cause_kind"] == "decision")]
    deals = {(r, str(serial)) for r, serial in zip(chosen["replication"], chosen["serial"], strict=True)}
    parts = events[(events["cause_kind"] == "process") & (events["initiator"] == actor)]
    legs = [pair in deals for pair in zip(parts["replication"], parts["cause"].astype(str), strict=True)]
    own = pd.concat([chosen, parts[legs]])
    keys = own[["replication", "serial"]].drop_duplicates().rename(columns={"serial": "event"})
    moved = impulses[(impulses["variable"] == "alignment") & (impulses["to"] == actor) & (impulses["moves"] == "value")]
    mine = moved.merge(keys, on=["replication", "event"])
    names = list(others)
    return (
        mine.pivot_table(index="replication", columns="of", values="change", aggfunc="sum")
        .reindex(columns=names)
        .fillna(0.0)
    )


def climbed(scores: pd.DataFrame, j: str, rung: float, start: pd.Timestamp) -> tuple[Estimate, Estimate, float]:
    """Return P(rung reached by the horizon), the mean years until then of those who reached it, and the share that never did."""
    mine = scores[(scores["score"] == "hedging") & (scores["actor"] == j)]
    n = mine["replication"].nunique()
    first = mine[mine["value"] >= rung - 1e-9].groupby("replication")["date"].min()
    waited = (pd.to_datetime(first) - start).dt.days / 365.25
    return share(len(first), n), mean(waited), 1.0 - len(first) / n if n else math.nan


# --- capability race ---------------------------------------------------------------------------------------------------

ACQUIRED = ("arms_transfer", "deployment", "technology_transfer", "nuclear_hedging", "test_campaign")


def capability_races(events: pd.DataFrame, rivals: Iterable[tuple[str, str]], years: float = 5.0) -> pd.DataFrame:
    """Return by pair and replication how many acquisitions within `years` of a rival's answer it: one, other, replication, count.

    An acquisition (a purchase, a deployment, know-how, a rung of hedging, a campaign) answers the rival's if it was decided on
    and the rival acquired something within that time before. What a decision was for is not asked: this is a count of kinds
    that follow each other, an upper bound of what answers.
    """
    bought = events[
        events["type"].isin(ACQUIRED) & (events["stage"] == "announced") & (events["cause_kind"] == "decision")
    ]
    rows = []
    for one, other in rivals:
        for replication, mine in bought.groupby("replication"):
            sides = {side: mine.loc[receives(mine, side), "date"].sort_values() for side in (one, other)}
            count = 0
            for side, rival in ((one, other), (other, one)):
                for date in sides[side]:
                    ago = (date - sides[rival]).dt.days / 365.25
                    count += bool(((ago > 0) & (ago <= years)).any())
            rows.append((one, other, replication, count))
    return pd.DataFrame(rows, columns=["one", "other", "replication", "count"])


def receives(events: pd.DataFrame, side: str) -> pd.Series:
    """Return whether each acquisition arms a side: the target of a transfer or deployment, else who does it."""
    given = events["type"].isin(("arms_transfer", "deployment", "technology_transfer"))
    return (given & (events["target"] == side)) | (~given & (events["initiator"] == side))
