"""Behaviour, risk and price: a scenario run beside the twins that each measure needs, and one table of what they say.

docs/reference/metrics.md defines each measure. All twins share the scenario's seed, so that they are paired.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from northeastsim.analysis import behaviour as found
from northeastsim.analysis.behaviour import Estimate
from northeastsim.engine import pool
from northeastsim.errors import Problem, ScenarioError
from northeastsim.rulebook import layout as at
from northeastsim.rulebook import parameters as of
from northeastsim.scenario.load import Resolved, load, patch
from northeastsim.scenario.schema import value_of
from northeastsim.scenario.tables import tables
from northeastsim.study.run import execute
from northeastsim.study.store import Stored

COLUMNS = ("metric", "actor", "other", "value", "low", "high", "n", "unit", "naive", "note")
BLOCS = (("USA", "JPN", "KOR"), ("CHN", "RUS", "PRK"))
PRESSES = ("sanctions", "secondary_sanctions", "export_control", "border_tap", "enforcement_change")
COUNTERED = ("sanctions", "secondary_sanctions", "export_control")
NO_BASELINE = float("nan")
WORLDS = 6  # about as many are run

Row = tuple[str, str, str, float, float, float, int, str, float, str]


class Worlds:
    """A scenario and its twins, each run once, when it is first asked for."""

    def __init__(self, resolved: Resolved, replications: int, seed: int, workers: int | None) -> None:
        self.resolved, self.n, self.seed, self.workers = resolved, replications, seed, workers
        self.actors = list(resolved.document["actors"])
        self._known: dict[str, Stored] = {}
        self.engine = pool.quicker_engine(tables(resolved), WORLDS * replications, workers)

    def run(self, name: str, changes: Mapping[str, Any] | None = None, impulses: bool = False) -> Stored:
        """Return the tables of the scenario with a patch laid over it, under a name; wars mark its runs."""
        if name not in self._known:
            whole = patch({**self.resolved.document, "variants": {}, "twin": {}}, {"settings": {"war": "marks"}})
            twin = load(patch(whole, changes or {}), catalogue=self.resolved.catalogue)
            self._known[name] = execute(
                twin, seed=self.seed, replications=self.n, workers=self.workers, paths="all", events="all", every="year",
                impulses=impulses, baseline=False, engine=self.engine,
            )  # fmt: skip
        return self._known[name]

    @property
    def whole(self) -> Stored:
        """The scenario as it is."""
        return self.run("whole", impulses=True)

    def closed(self, kinds: Iterable[str], initiator: str | None = None, target: str | None = None) -> dict[str, Any]:
        """Return the patch that takes options off the menus."""
        more = [{"type": kind, "initiator": initiator, "target": target} for kind in kinds]
        rows = [{key: value for key, value in row.items() if value is not None} for row in more]
        return {"closed": [*self.resolved.document["closed"], *rows]}


def behaviour(
    resolved: Resolved, actor: str, *, replications: int, seed: int, workers: int | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Return what a scenario's states do, risk and pay, one row per measure; `actor` is the one whose options are priced.

    Raises ScenarioError for an actor that does not take part.
    """
    if actor not in resolved.document["actors"]:
        names = ", ".join(resolved.document["actors"])
        raise ScenarioError(
            [Problem("<arguments>", None, None, "actor", f"there is no actor {actor!r}; known are {names}")]
        )
    worlds = Worlds(resolved, replications, seed, workers)
    rows: list[Row] = []
    for done, part in enumerate(PARTS):
        rows += part(worlds, actor)
        if on_progress:
            on_progress(done + 1, len(PARTS))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def row(
    metric: str, actor: str, other: str, value: Estimate, unit: str, naive: float = NO_BASELINE, note: str = ""
) -> Row:
    """Return a row of the table."""
    return (metric, actor, other, *value, unit, naive, note)


def compliance(worlds: Worlds, actor: str) -> list[Row]:
    """How far others do what the actor asks of them, beside its influence over them."""
    kinds = worlds.resolved.event_types.items()
    asked = [name for name, kind in kinds if kind.get("menu") and kind.get("partners", "none") != "none"]
    silent = worlds.run("silent", worlds.closed([*asked, "demarche"], initiator=actor))
    events, quiet = worlds.whole.table("events"), silent.table("events")
    runs = worlds.whole.table("runs")
    rows = []
    for other in worlds.actors:
        if other != actor:
            value, anyway = found.compliance(events, quiet, actor, other)
            note = f"too few asks: {value.n}" if value.n < found.FEWEST else ""
            rows.append(row("compliance", actor, other, value, "share of asks", anyway, note))
            over = found.mean(runs[f"influence[{actor},{other}].end"])
            start = float((runs[f"influence[{actor},{other}].end"] - runs[f"influence[{actor},{other}].change"]).mean())
            rows.append(row("influence", actor, other, over, "0..1", start, "beside compliance"))
    return rows


def outlook(worlds: Worlds, actor: str) -> list[Row]:
    """The nuclear outlook of whoever launches: four numbers, never one."""
    document = worlds.resolved.document
    who = next(
        (a for a, entry in document["actors"].items() if value_of(entry.get("launches_per_year") or 0.0) > 0), None
    )
    if who is None:
        return []
    begins = pd.Timestamp(document["start"])
    ends = begins + pd.DateOffset(years=int(document["years"]))
    runs = worlds.whole.table("runs")
    others = [a for a in worlds.actors if a != who]
    numbers = found.nuclear_outlook(worlds.whole.table("events"), runs, who, others, begins, ends)
    accepted = float(np.mean([(runs[f"accept[{a}].end"] - runs[f"accept[{a}].change"]).mean() for a in others]))
    return [
        row(
            "freeze_holds",
            who,
            "",
            numbers["freeze_holds"],
            "probability",
            0.0,
            "a freeze or moratorium of a year or more",
        ),
        row("quiet_days", who, "", numbers["quiet_days"], "share of days", 0.0, "under a freeze or moratorium"),
        row("forces_growth", who, "", numbers["forces_growth"], "ratio to the start", 1.0, "strategic forces"),
        row("acceptance", who, "", numbers["acceptance"], "0..1", accepted, "mean over the others"),
    ]


def sanctioned(worlds: Worlds, actor: str) -> list[Row]:
    """Bite, leaks and effect of sanctions on the state that bears the heaviest."""
    document = worlds.resolved.document
    burden: dict[str, float] = {}
    for key, relation in document["relations"].items():
        burden[key.split(",")[1].strip()] = burden.get(key.split(",")[1].strip(), 0.0) + value_of(
            relation.get("sanctions") or 0.0
        )
    target = max(burden, key=lambda name: burden[name], default="")
    if not burden.get(target):
        return []
    free = worlds.run("unsanctioned", unsanctioned(worlds, target))
    runs, others = worlds.whole.table("runs"), [a for a in worlds.actors if a != target]
    bite = runs[f"sanctions_bite[{target}].end"]
    start = float((bite - runs[f"sanctions_bite[{target}].change"]).mean())
    rows = [row("sanctions_bite", target, "", found.mean(bite), "share of income", start)]
    gains = found.leaks(
        found.income(worlds.whole.table("scores"), target, others), found.income(free.table("scores"), target, others)
    )
    rows += [row("leak", k, target, gains[k], "share of the loss", 0.0) for k in others if k in gains]
    for count, note in (("launches.count", "launches"), ("arms_transfer.count", "arms transfers of anyone")):
        value = found.effectiveness(runs[count], free.table("runs")[count], bite)
        rows.append(
            row(
                "effectiveness",
                target,
                "",
                value,
                f"{note} per point of bite",
                0.0,
                "literature: goals met in 5 to 34 % of cases",
            )
        )
    return rows


def unsanctioned(worlds: Worlds, target: str) -> dict[str, Any]:
    """Return the patch of the twin without sanctions on a state: none at the start, trade as it were without, none later."""
    document = worlds.resolved.document
    world = tables(worlds.resolved)
    blind, cut = float(world.x[of.BLIND]), float(world.x[of.SANCTIONS_CUT])
    watched = blind + (1.0 - blind) * float(world.x[at.MONITORING])
    relations: dict[str, Any] = {}
    for sender in worlds.actors:
        strength = value_of((document["relations"].get(f"{sender}, {target}") or {}).get("sanctions") or 0.0)
        if not strength:
            continue
        relations[f"{sender}, {target}"] = {"sanctions": 0.0}
        for key in (f"{sender}, {target}", f"{target}, {sender}"):
            trade = (document["relations"].get(key) or {}).get("trade_musd")
            if trade is not None:
                relations.setdefault(key, {})["trade_musd"] = value_of(trade) / (1.0 - cut * strength * watched)
    dropped = [
        e
        for e in document["events"]
        if e["type"] in PRESSES and (e.get("target") == target or target in e.get("aimed_at", ()))
    ]
    gone = {"events": [{"id": e["id"], "remove": True} for e in dropped]} if dropped else {}
    return {"relations": relations, **worlds.closed(PRESSES, target=target), **gone}


def blocs(worlds: Worlds, actor: str) -> list[Row]:
    """Cohesion of the two triangles, and how far they stand apart."""
    if not {a for bloc in BLOCS for a in bloc} <= set(worlds.actors):
        return []
    scores = worlds.whole.table("scores")
    first = scores[scores["date"] == scores["date"].min()]
    rows, now = [], []
    for bloc in BLOCS:
        cohesion, before = found.cohesion(scores, bloc), found.cohesion(first, bloc)
        now.append(cohesion)
        rows.append(row("cohesion", "+".join(bloc), "", found.mean(cohesion), "0..1", float(before.mean())))
    apart = found.enmity(scores, *BLOCS) * np.minimum(*now)
    begun = found.enmity(first, *BLOCS) * np.minimum(*(found.cohesion(first, bloc) for bloc in BLOCS))
    return [
        *rows,
        row(
            "bloc_polarisation", "+".join(BLOCS[0]), "+".join(BLOCS[1]), found.mean(apart), "0..1", float(begun.mean())
        ),
    ]


def clients(worlds: Worlds, actor: str) -> list[Row]:
    """What a brittle client can threaten its best patron with, by three worlds; and its terms of trade."""
    document, world = worlds.resolved.document, tables(worlds.resolved)
    rows = []
    for client in [a for a, entry in document["actors"].items() if value_of(entry.get("brittle") or 0.0) > 0]:
        j = world.actors.index(client)
        patrons = sorted(
            (a for a in worlds.actors if a != client),
            key=lambda a: -float(income_from(world, j, world.actors.index(a))),
        )
        best, second = patrons[0], patrons[1]
        cut = without_ties(worlds, client, best)
        alone = patch(cut, {"actors": {second: {"strategy": "passive"}}, "parameters": {"trade.diversion": 0}})
        worlds_of = [worlds.whole, worlds.run(f"without {best}", cut), worlds.run(f"without {best}, alone", alone)]
        incomes = [two_years_on(one, client, worlds.actors, document["start"]) for one in worlds_of]
        note = f"best {best}, second {second}; income after two years"
        rows.append(
            row("client_leverage", client, best, found.client_leverage(*incomes), "share of the loss", 0.0, note)
        )
        for patron in (best, second):
            terms = found.mean(worlds.whole.table("runs")[f"terms_of_trade[{client},{patron}].end"])
            rows.append(
                row(
                    "terms_of_trade",
                    client,
                    patron,
                    terms,
                    "ratio",
                    1.0,
                    "received over given, fading over three years",
                )
            )
    return rows


def income_from(world: Any, j: int, k: int) -> float:
    """Return what j has from k at the start, m US$ a year."""
    return float(world.x[at.TRADE + at.PAIR * j + k] + world.x[at.FLOWS + at.PAIR * j + k])


def without_ties(worlds: Worlds, client: str, patron: str) -> dict[str, Any]:
    """Return the patch in which a patron and its client have no trade, no flows and no deals."""
    relations = {f"{client}, {patron}": {"trade_musd": 0, "flows_musd": 0}, f"{patron}, {client}": {"flows_musd": 0}}
    if (worlds.resolved.document["relations"].get(f"{patron}, {client}") or {}).get("trade_musd") is not None:
        relations[f"{patron}, {client}"]["trade_musd"] = 0
    kinds = ("trade_deal", "economic_support", "sanctions_relief")
    rows = worlds.closed(kinds, patron, client)["closed"] + worlds.closed(kinds, client, patron)["closed"]
    return {"relations": relations, "closed": rows}


def two_years_on(stored: Stored, client: str, actors: Iterable[str], start: str) -> pd.Series:
    """Return a client's trade and flows by replication, two years on or at the horizon."""
    scores = stored.table("scores")
    until = pd.Timestamp(start) + pd.DateOffset(years=2)
    known = scores[pd.to_datetime(scores["date"]) <= until]
    return found.income(known, client, actors).sum(axis=1)


def risks(worlds: Worlds, actor: str) -> list[Row]:
    """The risk of being drawn in, and of being left alone."""
    runs = worlds.whole.table("runs")
    rows = []
    for metric in ("entrapment", "abandonment"):
        for who in worlds.actors:
            end, change = runs[f"{metric}[{who}].end"], runs[f"{metric}[{who}].change"]
            if float(end.max()) > 0.0:
                unit = "probability a year" if metric == "entrapment" else "0..1"
                rows.append(row(metric, who, "", found.mean(end), unit, float((end - change).mean())))
    return rows


def price(worlds: Worlds, actor: str) -> list[Row]:
    """What an actor's own decisions cost it: three bars, not added up."""
    stored = worlds.whole
    events, impulses = stored.table("events"), stored.table("impulses")
    audience = [a for a in ("KOR", "JPN", "USA") if a in worlds.actors and a != actor]
    index = pd.RangeIndex(worlds.n, name="replication")
    regard = found.regard_by_decisions(impulses, events, actor, audience).reindex(index, fill_value=0.0)
    rows = [
        row(
            "price_regard",
            actor,
            other,
            found.mean(regard[other]),
            "regard, sum of impulses",
            0.0,
            "the rest of the world is not modelled",
        )
        for other in audience
    ]
    begun = events[(events["stage"] == "announced") & events["type"].isin(COUNTERED) & (events["target"] == actor)]
    keys = begun[["replication", "serial"]].rename(columns={"serial": "event"}).drop_duplicates()
    lost = impulses[(impulses["variable"] == "trade") & (impulses["moves"] == "base")].merge(
        keys, on=["replication", "event"]
    )
    mine = lost[lost["of"] == actor].groupby("replication")["change"].sum().reindex(index, fill_value=0.0)
    rows.append(
        row(
            "price_trade",
            actor,
            "",
            found.mean(mine),
            "m US$ a year",
            0.0,
            "sanctions, secondary sanctions and controls against it",
        )
    )
    chosen = events[
        (events["initiator"] == actor)
        & (events["cause_kind"] == "decision")
        & events["stage"].isin(("announced", "declined"))
    ]
    menus = {name: kind.get("menu") or {} for name, kind in worlds.resolved.event_types.items()}
    cost = chosen["type"].map(
        lambda name: value_of(menus[name].get("cost_musd", 0.0)) * value_of(menus[name].get("magnitude", 1.0))
    )
    years = float(worlds.resolved.document["years"])
    spent = cost.astype(float).groupby(chosen["replication"]).sum().reindex(index, fill_value=0.0) / years
    return [*rows, row("price_money", actor, "", found.mean(spent), "m US$ a year", 0.0, "what its acts cost")]


def proliferation(worlds: Worlds, actor: str) -> list[Row]:
    """How far states without nuclear weapons climb the ladder of hedging."""
    scores, start = worlds.whole.table("scores"), pd.Timestamp(worlds.resolved.document["start"])
    menu = worlds.resolved.event_types["nuclear_hedging"].get("menu") or {}
    rows = []
    for who in [a for a in menu.get("who") or () if a in worlds.actors]:
        for rung in (2.0, 3.0):
            reached, waited, never = found.climbed(scores, who, rung, start)
            began = scores[
                (scores["score"] == "hedging") & (scores["actor"] == who) & (scores["date"] == scores["date"].min())
            ]
            naive = float((began["value"] >= rung).mean())
            note = (
                f"first reached after {waited.value:.1f} years in the mean, where at all"
                if waited.n
                else "reached in no replication"
            )
            rows.append(
                row(
                    f"hedging_{rung:.0f}",
                    who,
                    "",
                    reached,
                    "probability",
                    naive,
                    f"{note}; never in {100 * never:.0f} %",
                )
            )
    return rows


def races(worlds: Worlds, actor: str) -> list[Row]:
    """The race in kinds: acquisitions within five years of a rival's."""
    document = worlds.resolved.document
    pairs = [
        tuple(p.strip() for p in key.split(","))
        for key, relation in document["relations"].items()
        if relation.get("rival")
    ]
    table = found.capability_races(worlds.whole.table("events"), [(a, b) for a, b in pairs])
    index = pd.RangeIndex(worlds.n, name="replication")
    rows = []
    for (one, other), mine in table.groupby(["one", "other"], sort=False):
        counts = mine.set_index("replication")["count"].reindex(index, fill_value=0)
        rows.append(row("capability_race", str(one), str(other), found.mean(counts.astype(float)), "answers per run", 0.0,
                        "an upper bound: what follows a rival's within five years"))  # fmt: skip
    return rows


PARTS = (compliance, outlook, sanctioned, blocs, clients, risks, price, proliferation, races)
