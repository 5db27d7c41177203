"""One replication in a dozen dated sentences: the biggest moments, their causes, and what moved most."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from northeastsim.scenario.names import states
from northeastsim.scenario.schema import value_of
from northeastsim.show.moves import Move, largest_moves
from northeastsim.show.names import capital, parts, sentence, with_article
from northeastsim.show.sentences import DISCOVERED, LATER, PASSED_OVER, REFUSALS, cause, joined, proposed, told
from northeastsim.show.standing import standing
from northeastsim.show.view import STORY, actor_names

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from northeastsim.scenario.load import Resolved
    from northeastsim.scenario.tables import Tables

MOST = 9  # dated lines
MOST_DAYS = 40  # on which the replay looks at the scores
# How much of a moment an event of a type is; what the scenario says itself counts more.
WEIGHTS = {
    "war": 100, "clash": 60, "nuclear_test": 45, "treaty": 40, "outside_war_change": 38, "crisis": 30,
    "arms_control": 26, "border_tap": 26, "arms_transfer": 22, "sanctions": 20, "deployment": 20,
    "coercion": 18,
    "alliance_upgrade": 16, "talks": 15, "demarche": 15, "economic_support": 14, "test_moratorium": 14,
    "test_campaign": 14, "friction": 13, "sanctions_relief": 13, "exercise_suspension": 12,
    "joint_exercise": 9,
    "government_change": 46, "succession": 46, "regime_crisis": 45, "nuclear_hedging": 36, "strategy_change": 34,
    "credibility_shock": 30, "monitoring_end": 24, "linked_deal": 24, "technology_transfer": 23, "secondary_sanctions": 20,
    "doctrine_change": 20, "veto": 20, "monitoring_change": 18, "shells_for_technology": 16, "shells_for_aid": 14,
    "export_control": 14, "nuclear_restraint": 14, "assurance": 8,
    "trade_deal": 8, "summit": 8, "reassurance": 7, "enforcement_change": 7, "port_call": 3,
    "military_visit": 3,
}  # fmt: skip
ROUTINE = ("missile_test", "calendar_exercise", "incident", "budget")
ROUTINE_WORDS = {
    "missile_test": ("missile launch", "missile launches"),
    "calendar_exercise": ("calendar exercise", "calendar exercises"),
    "incident": ("incident", "incidents"), "crisis": ("crisis", "crises"),
    "military_visit": ("visit", "visits"), "summit": ("summit", "summits"),
}  # fmt: skip
SCRIPTED, REFUSED, ADDED = 50, -6, 20
REGION = {"CHN", "PRK", "RUS"}
HOSTILE = ("sanctions", "secondary_sanctions", "export_control", "border_tap", "coercion")
BARGAINS = ("linked_deal", "shells_for_aid", "shells_for_technology")  # what is done in parts
DATED = re.compile(r"(\d{4}-\d\d-\d\d)  (.*)")  # a line of a story
BOUND = 0.4  # a commitment at the start that is taken for a treaty that stands, as between Washington and Seoul or Tokyo

Moment = tuple[float, int, list[dict[str, Any]]]  # less its weight, its serial, its stages


class Told(Protocol):
    """What a story is told from."""

    @property
    def document(self) -> dict[str, Any]: ...
    @property
    def manifest(self) -> dict[str, Any]: ...
    @property
    def events(self) -> pd.DataFrame: ...


def story(results: Told, replication: int = 0, most: int = MOST) -> str:
    """Tell a replication; it is run again for what moved most on one day, which takes a second.

    What moved a score most and the crisis behind a fight are always among the `most` dated lines.

    Raises RunError for a replication that was not run, or whose events were not kept.
    """
    from northeastsim.errors import RunError
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.load import load

    events = results.events[results.events["replication"] == replication]
    if not len(events):
        raise RunError(f"replication {replication} is not among the results, or its events were not kept")
    document = results.document
    resolved = load(document, catalogue=catalogue())
    seed, names = int(results.manifest["seed"]), actor_names(document)
    world = world_of(results.manifest, getattr(results, "folder", None), resolved, replication)
    moves = [] if world is None else movers(world, seed, replication, events, document)
    marks = {str(one["id"]): standing(one, names) for one in document["events"]}
    needed = {int(row["serial"]) for _, row in moves}
    lines = moments(events, names, resolved.systems, most, needed, marks, document)
    return "\n".join([*lines, *(moved(move, row, names) for move, row in moves), besides(events, ended_by_war(events, document))])


def parted(story: str) -> list[tuple[str, str]]:
    """The lines of a story, each as its date, empty where it has none, and its sentence."""
    found = ((DATED.fullmatch(line), line) for line in story.splitlines())
    return [(match[1], match[2]) if match else ("", line) for match, line in found]


def moments(
    events: pd.DataFrame, names: Mapping[str, str], systems: Mapping[str, Any], most: int, needed: set[int],
    marks: Mapping[str, str] = MappingProxyType({}), document: Mapping[str, Any] = MappingProxyType({}),
) -> list[str]:  # fmt: skip
    """The biggest moments in order of date, one line each; those with a `needed` serial in any case.

    `marks` says by their ids how sure the scenario's own events are; what the `document` itself adds to the world, types
    of event and states, weighs more.
    """
    types, allied = document.get("event_types") or {}, allies(document)
    chosen = biggest(events, most, needed, document)
    lines = [
        (str(day(rows[0]["date"])), serial, line(rows, events, names, systems, marks.get(str(rows[0]["id"]), ""), types, allied))
        for _, serial, rows in chosen
    ]
    return [f"{date}  {text}" for date, _, text in sorted(lines)]


def biggest(
    events: pd.DataFrame, most: int, needed: Collection[int] = (), document: Mapping[str, Any] = MappingProxyType({})
) -> list[Moment]:
    """The biggest moments, those with a `needed` serial in any case, with the crisis behind a fight."""
    types, added = document.get("event_types") or {}, newcomers(document)
    weighed: list[Moment] = []
    for serial, stages in events[~events["type"].isin(ROUTINE)].groupby("serial", sort=True):
        rows = [dict(row) for row in stages.to_dict("records")]
        extra = ADDED if rows[0]["type"] in types or rows[0]["initiator"] in added else 0
        weighed.append((-weight(rows) - extra, int(str(serial)), rows))
    weighed.sort(key=lambda one: one[:2])
    chosen = varied(weighed, most, set(needed))
    return varied(weighed, most, set(needed) | {int(rows[0]["cause"]) for *_, rows in chosen if grew(rows[0])})


def newcomers(document: Mapping[str, Any]) -> set[str]:
    """The actors that a document adds to the region; none in a world of its own."""
    actors = set(document.get("actors") or ())
    return actors - set(states()) if actors >= REGION else set()


def allies(document: Mapping[str, Any]) -> list[set[str]]:
    """The pairs of which one is bound to the other at the start as by a treaty."""
    bound = [
        pair.split(",") for pair, one in (document.get("relations") or {}).items() if value_of(one.get("commitment", 0)) >= BOUND
    ]
    return [{actor.strip() for actor in pair} for pair in bound]


def varied(weighed: list[Moment], most: int, needed: set[int]) -> list[Moment]:
    """What is needed, then the first of the others, not more than two of a kind, three of what the scenario says."""
    chosen: list[Moment] = []
    counts: dict[str, int] = {}
    for entry in sorted(weighed, key=lambda one: one[1] not in needed):
        kind = str(entry[2][0]["type"])
        limit = 3 if entry[2][0]["cause_kind"] == "scenario" else 2
        if entry[1] in needed or (counts.get(kind, 0) < limit and len(chosen) < most):
            chosen.append(entry)
            counts[kind] = counts.get(kind, 0) + 1
    return chosen


def grew(event: Mapping[str, Any]) -> bool:
    """Whether an event is a fight that grew out of a crisis."""
    return event["type"] in ("clash", "war") and str(event["cause"]).isdigit()


def weight(rows: list[dict[str, Any]]) -> float:
    """How much of a moment an event is."""
    stages = {row["stage"] for row in rows}
    own = SCRIPTED if rows[0]["cause_kind"] in ("scenario", "user") else 0
    refused = REFUSED if stages & {*REFUSALS, PASSED_OVER} else 0
    reached = 3 if stages & {"agreed", "cancelled"} else 0
    return WEIGHTS.get(str(rows[0]["type"]), 10) + own + refused + reached


def line(
    rows: list[dict[str, Any]], events: pd.DataFrame, names: Mapping[str, str], systems: Mapping[str, Any], mark: str,
    types: Mapping[str, Any] = MappingProxyType({}), allied: Sequence[set[str]] = (),
) -> str:  # fmt: skip
    """An event with all its stages: what, why with its mark, and what became of it."""
    first = rows[0]
    stages = {str(row["stage"]): day(row["date"]) for row in rows}
    if PASSED_OVER in stages:
        what = inside(told(first, names, systems, types))
        return f"By chance this does not come about: {what} ({cause(first, names, mark, types)})."
    refusal = next((REFUSALS[stage] for stage in REFUSALS if stage in stages), "")
    text = told(first, names, systems, types) + anew(first, events, allied)
    text = f"{proposed(first, names, types)}, {refusal}" if refusal else text
    why = [mark] if refusal else [after(first, events), cause(first, names, mark, types)]
    why = [one for one in why if one]
    words = LATER | {str(one["name"]): str(one["name"]) for one in types.get(first["type"], {}).get("stages", ())[1:]}
    silent = ("ended",) if "failed" in stages or first["type"] in BARGAINS else ()
    ends = [stage for stage in stages if stage in words and stage not in silent]
    days: dict[datetime.date, str] = {}
    for stage in ends if not refusal else ():
        days.setdefault(stages[stage], words[stage])  # of what falls on one day the first is told: in service once delivered
    later = [f"{word} {date}" for date, word in days.items()]
    later += discovery(rows, names)
    became = f"; {', '.join(later)}" if later else ""
    return f"{text}{f' ({why[0]})' if why else ''}{became}."


def anew(event: Mapping[str, Any], events: pd.DataFrame, allied: Sequence[set[str]] = ()) -> str:
    """A word for a treaty that the same states have signed before, in the run or before its start."""
    if event["type"] != "treaty":
        return ""
    before = events[(events["type"] == "treaty") & (events["stage"] == "announced") & (events["serial"] < event["serial"])]
    same = [set(whose(row)) == set(whose(event)) for row in before.to_dict("records")]
    return " anew" if any(same) or set(whose(event)) in allied else ""


def inside(sentence: str) -> str:
    """A sentence as a part of another."""
    return f"the{sentence[3:]}" if sentence.startswith("The ") else sentence


def discovery(rows: list[dict[str, Any]], names: Mapping[str, str]) -> list[str]:
    """When a secret was first found out, and by whom, where it was."""
    first = next((row for row in rows if row["stage"] == DISCOVERED), None)
    if first is None:
        return []
    who = joined([with_article(names.get(one, one)) for one in str(first["participants"]).split()])
    return [f"found out by {who} {day(first['date'])}"]


def after(event: Mapping[str, Any], events: pd.DataFrame) -> str:
    """The event that led to this one, where one did."""
    if event["cause_kind"] in ("scenario", "decision") or not str(event["cause"]).isdigit():
        return ""
    parent = events[events["serial"] == int(event["cause"])]
    if len(parent) and parent["type"].iloc[0] in BARGAINS:
        return f"part of the bargain of {day(parent['date'].iloc[0])}"
    return f"after the {str(parent['type'].iloc[0]).replace('_', ' ')} of {day(parent['date'].iloc[0])}" if len(parent) else ""


def day(date: Any) -> datetime.date:
    """A date of a table as a plain one."""
    return datetime.date.fromisoformat(str(date)[:10])


def world_of(manifest: Mapping[str, Any], folder: Path | None, resolved: Resolved, replication: int) -> Tables | None:
    """What a replication was run with, over an ensemble its own set of parameters; None where that set is not at hand."""
    from northeastsim.scenario.tables import tables
    from northeastsim.scenario.tables.sets import Sets
    from northeastsim.study.ensembles import found

    if manifest.get("ensemble") is None:
        return tables(resolved)
    ensemble = found(manifest, folder)
    return None if ensemble is None else Sets(resolved, ensemble).of(replication)


def movers(
    world: Tables, seed: int, replication: int, events: pd.DataFrame, document: dict[str, Any]
) -> list[tuple[Move, dict[str, Any]]]:
    """What moved influence and security most in one day, and the event of that day that most likely did it."""
    notable = events[
        ~events["type"].isin(ROUTINE) & ~events["stage"].isin(["proposed", "accepted", "queued", PASSED_OVER, *REFUSALS])
    ]
    if not len(notable):
        return []
    ranked = notable.assign(weight=notable["type"].map(WEIGHTS).fillna(10)).sort_values("weight", kind="stable")
    days: dict[datetime.date, list[dict[str, Any]]] = {}
    for row in ranked.iloc[::-1].to_dict("records"):
        if day(row["date"]) in days or len(days) < MOST_DAYS:
            days.setdefault(day(row["date"]), []).append({str(key): value for key, value in row.items()})
    own = STORY if set(document["actors"]) >= REGION else ()
    moves = largest_moves(world, seed, replication, sorted(days), own)
    return [(move, mover(move, days[move.date])) for move in moves]


def mover(move: Move, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The event of a day that most likely made a move: the greatest of an actor of the score, if there is one."""
    ids = set(parts(move.score)[1])
    return next((one for one in rows if ids & set(whose(one))), rows[0])


def label(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """An event in few words: `the treaty of Russia and North Korea`, `s400_deal delivered`."""
    if row["id"]:
        return str(row["id"]) if row["stage"] == "announced" else f"{row['id']} {row['stage']}"
    found = row["stage"] == DISCOVERED  # then who takes part are those who found it out
    ids = whose({**row, "participants": ""} if found else row)
    told_ = [with_article(names.get(one, one)) for one in ids]
    hostile = row["type"] in HOSTILE and row["target"] and row["target"] != row["initiator"]
    whom = with_article(names.get(str(row["target"]), str(row["target"])))
    who = f"{joined([one for one in told_ if one != whom])} against {whom}" if hostile else joined(told_)
    stage = "" if row["stage"] == "announced" else ", found out" if found else f", {row['stage']}"
    return f"the {str(row['type']).replace('_', ' ')} of {who}{stage}"


def whose(row: Mapping[str, Any]) -> list[str]:
    """Whose event it was, by their ids."""
    ids = [row["initiator"], row["target"], *str(row["participants"] or "").split()]
    return list(dict.fromkeys(str(one) for one in ids if one))


def moved(move: Move, row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """A sudden move in words, with the event behind it."""
    text = capital(sentence(move.score, names))
    return f"{text} moved most on {move.date}: {move.before:.3f} to {move.after:.3f} ({label(row, names)})."


def ended_by_war(events: pd.DataFrame, document: Mapping[str, Any]) -> bool:
    """Whether a war ended the run before its time."""
    return document["settings"]["war"] == "ends" and "war" in set(events["type"])


def besides(events: pd.DataFrame, cut: bool = False) -> str:
    """What happened all the time, or until a war cut the run short."""
    first = events[events["stage"] != PASSED_OVER].drop_duplicates("serial")
    refused = set(events.loc[events["stage"].isin(list(REFUSALS)), "serial"])
    counts = first.loc[~first["serial"].isin(refused), "type"].value_counts()
    told_ = [numbered(int(counts[name]), words) for name, words in ROUTINE_WORDS.items() if counts.get(name, 0)]
    more = f"; {numbered(len(refused), ('proposal', 'proposals'))} refused or blocked" if refused else ""
    if not told_ and not more and set(first["type"]) <= {"budget"}:
        return "Nothing happens but budgets."
    return f"In all{', until the war ended the run' if cut else ''}: {', '.join(told_) or 'nothing else but budgets'}{more}."


def numbered(number: int, words: tuple[str, str]) -> str:
    """`1 crisis`, `2 crises`."""
    return f"{number} {words[number != 1]}"
