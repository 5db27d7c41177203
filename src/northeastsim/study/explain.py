"""Why a score changed, over many replications, and why an actor decided as it did: each lived through again."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from northeastsim.engine import pool
from northeastsim.engine.decision import Decision, decision
from northeastsim.engine.mirror import dependence
from northeastsim.engine.record import observed_places
from northeastsim.engine.replay import FIRST_REVISION, NOBODY, Items, itemise
from northeastsim.engine.rules import Rules, interpreted
from northeastsim.errors import Problem, ScenarioError
from northeastsim.rulebook import layout as at
from northeastsim.scenario.tables import Tables
from northeastsim.scenario.words import nearest
from northeastsim.study.frames import place_in_words
from northeastsim.study.metrics import PLURALS

SLOWER = 10  # times as long as a plain run on SimPy takes a replication that is itemised
COLD_SECONDS = 60.0  # of compiling the rules one by one
ROUNDING = 1e-13  # of a score: so much that no value explains is no cause
COLUMNS = ("replication", "kind", "cause", "actor", "type", "other", "date", "serial", "step", "at_once", "later", "change")


class Window(NamedTuple):
    """Between which dates a score is asked for, and its place among the observations."""

    score: str
    place: int
    start: datetime.date
    end: datetime.date


def window(tables: Tables, score: Any, start: Any = None, end: Any = None) -> Window:
    """Check what is asked for. Raises ScenarioError for an unknown score, or dates that are none, or not in order."""
    places = observed_places(tables)
    name = str(score).replace(" ", "")
    problems = []
    if name not in places:
        problems.append(Problem(None, None, None, "score", f"there is no score '{score}' here", nearest(name, places)))
    dates = []
    for word, given, default in (("from", start, tables.start), ("to", end, tables.end)):
        try:
            date = default if given is None else datetime.date.fromisoformat(str(given))
        except ValueError:
            problems.append(Problem(None, None, None, word, f"expected a date such as {default}, got '{given}'"))
            continue
        if not tables.start <= date <= tables.end:
            message = f"expected a date of the run, {tables.start} to {tables.end}, got {date}"
            problems.append(Problem(None, None, None, word, message))
        dates.append(date)
    if not problems and dates[0] >= dates[1]:
        problems.append(Problem(None, None, None, "from", f"expected a date before {dates[1]}, got {dates[0]}"))
    if problems:
        raise ScenarioError(problems)
    return Window(name, places[name], dates[0], dates[1])


def replays(
    tables: Tables, asked: Window, seed: int, first: int, count: int, workers: int | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Iterator[Items]:  # fmt: skip
    """Yield the items of each replication, in order; they do not depend on the number of workers."""
    workers = min(workers or pool.default_workers(), count)
    expected = SLOWER * pool.seconds_of_one(tables, "simpy") * count
    compiled = is_compiled(expected / workers)
    rules = rules_of(compiled)
    counted = dependence(tables, rules, asked.place)
    ticks = [(date - tables.start).days * at.MINUTES_PER_DAY for date in (asked.start, asked.end)]
    order = (seed, asked.place, counted, ticks[0], ticks[1])
    if workers == 1 or expected / (SLOWER if compiled else 1) < pool.ALONE_SECONDS:
        made: Iterator[Items] = (one(tables, rules, number, *order) for number in range(first, first + count))
    else:
        alone = [(number, 1) for number in range(first, first + count)]
        made = pool.in_processes(partial(work, tables, compiled, order), alone, workers)
    for done, items in enumerate(made, 1):
        yield items
        if on_progress is not None:
            on_progress(done, count)


def is_compiled(seconds: float) -> bool:
    """Return whether compiled rules pay for work that takes so long interpreted; the bits are the same."""
    if seconds < pool.WARM_SECONDS or pool.why_no_batch():
        return False
    from northeastsim.engine.batch import is_kept

    return is_kept("single") or seconds > COLD_SECONDS


def rules_of(compiled: bool) -> Rules:
    """Return the rules in one form."""
    if not compiled:
        return interpreted()
    from northeastsim.engine import batch

    return batch.compiled()


def one(tables: Tables, rules: Rules, number: int, seed: int, place: int, counted: list[int], first: int, last: int) -> Items:
    """Itemise one replication."""
    return itemise(tables, seed, number, place, counted, first, last, rules)


def work(tables: Tables, compiled: bool, order: tuple[Any, ...], number: int, _: int) -> Items:
    """Itemise one replication in a worker process."""
    return one(tables, rules_of(compiled), number, *order)


def rows(items: Items, tables: Tables) -> Iterator[dict[str, Any]]:
    """Yield a row of `COLUMNS` for each cause in one replication: every event that counts, and the drift of every value."""
    for serial in sorted({*items.at_once, *items.later}):
        yield row(items, told_of(serial, items, tables), items.at_once.get(serial, 0.0), items.later.get(serial, 0.0))
    for place, change in items.drift.items():
        if place == NOBODY and abs(change) <= ROUNDING * (1.0 + abs(items.after)):
            continue
        yield row(items, {**drift_of(place, tables), "date": None, "serial": 0, "step": ""}, 0.0, change)


def told_of(serial: int, items: Items, tables: Tables) -> dict[str, Any]:
    """Return what is told of an event, or of a revision."""
    if serial <= FIRST_REVISION:
        revision = tables.t[at.AT_REVISIONS] + at.REVISION_WIDTH * (FIRST_REVISION - serial)
        date = tables.start + datetime.timedelta(minutes=int(tables.t[revision + at.REVISION_TICK]))
        return words("revision", f"revision {date}", "", "revision", "") | {"date": date, "serial": serial, "step": "revision"}
    event = items.events[serial]
    date = tables.start + datetime.timedelta(minutes=event[at.LOG_TICK])
    found = cause_of(root_of(serial, items.events), tables)
    return found | {"date": date, "serial": serial, "step": tables.types[event[at.LOG_TYPE]]}


def row(items: Items, told: Mapping[str, Any], at_once: float, later: float) -> dict[str, Any]:
    """Return a row of `COLUMNS`."""
    return {"replication": items.replication, **told, "at_once": at_once, "later": later, "change": at_once + later}


def root_of(serial: int, events: Mapping[int, list[int]]) -> list[int]:
    """Return the log's row of the event behind an event: a launch behind those it excites, a deal behind its legs."""
    entry = events[serial]
    while entry[at.LOG_CAUSE_KIND] in (at.BY_PROCESS, at.BY_CHANCE) and entry[at.LOG_CAUSE] in events:
        entry = events[entry[at.LOG_CAUSE]]
    return entry


def cause_of(entry: list[int], tables: Tables) -> dict[str, Any]:
    """Return a cause in words that are the same in every replication: its kind, its label, whose it is, what, towards whom."""
    kind = tables.types[entry[at.LOG_TYPE]]
    actor, target = (tables.actors[k] if k >= 0 else "" for k in (entry[at.LOG_INITIATOR], entry[at.LOG_TARGET]))
    others = [a for k, a in enumerate(tables.actors) if entry[at.LOG_PARTICIPANTS] >> k & 1 and a != actor]
    other = target or " ".join(others)
    by = entry[at.LOG_CAUSE_KIND]
    if by == at.BY_SCENARIO:
        return words("event", tables.scripts[entry[at.LOG_CAUSE]], actor, kind, other)
    if by == at.BY_CHANCE and actor and target:  # who of a pair began it is chance, too
        actor, other = sorted((actor, target), key=tables.actors.index)
        return words("chance", f"{kind} {actor}-{other}", actor, kind, other)
    if kind == "budget":
        return words("budget", f"budget {actor}", actor, kind, "")
    known = {at.BY_DECISION: "decision", at.BY_USER: "user", at.BY_CHANCE: "chance"}.get(by, "process")
    if kind in PLURALS:
        known = "chance"
    return words(known, " ".join(word for word in (actor, kind, other) if word), actor, kind, other)


def drift_of(place: int, tables: Tables) -> dict[str, Any]:
    """Return the drift of a value as a cause."""
    if place == NOBODY:
        return words("drift", "drift together", "", "", "")
    variable, actor, other, _ = place_in_words(place, tables) if place != at.CRISES_NOW else ("crises", "", "", "value")
    ids = ",".join(one for one in (actor, other) if one)
    return words("drift", f"drift {variable}[{ids}]" if ids else f"drift {variable}", actor, variable, other)


def words(kind: str, cause: str, actor: str, of: str, other: str) -> dict[str, Any]:
    """Return the columns of a cause."""
    return {"kind": kind, "cause": cause, "actor": actor, "type": of, "other": other}


def decided(tables: Tables, seed: int, replication: int, actor: str, number: int) -> Decision:
    """Return a decision of an actor. Raises ScenarioError for an actor that takes no part, or a number that never came."""
    if actor not in tables.actors:
        message = f"there is no actor '{actor}' here; known are {', '.join(tables.actors)}"
        raise ScenarioError([Problem(None, None, None, "actor", message, nearest(actor, tables.actors))])
    rules = rules_of(is_compiled(pool.seconds_of_one(tables, "simpy")))
    found = decision(tables, seed, replication, tables.actors.index(actor), number, rules)
    if isinstance(found, int):
        message = f"{actor} takes no decisions in this scenario"
        if found:
            message = f"{actor} took {found} decisions in replication {replication}, numbered 0 to {found - 1}; got {number}"
        raise ScenarioError([Problem(None, None, None, "decision", message)])
    return found
