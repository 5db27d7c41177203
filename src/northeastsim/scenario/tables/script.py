"""What the scenario says will happen: dated events, conditional ones, and the calendar."""

import datetime
from typing import Any

from northeastsim.rulebook import layout as at
from northeastsim.scenario.schema import value_of
from northeastsim.scenario.tables.draft import Draft, identity
from northeastsim.scenario.tables.programs import Programs
from northeastsim.scenario.tables.types import MECHANISMS, NEEDS, leg_row, word_of

COOPERATIVE = ("target", "participants")


def order_events(draft: Draft) -> None:
    """Put the dated events first, in order of date (and of the file), and make room for what is known of each."""
    events = draft.document["events"]
    dated = sorted((e for e in events if e.get("date")), key=lambda e: str(e["date"]))
    draft.script_rows = [e["id"] for e in dated] + [e["id"] for e in events if not e.get("date")]
    draft.t[at.SCRIPTS], draft.t[at.SCRIPTS_DATED] = len(events), len(dated)
    for header in (at.AT_HAPPENED, at.AT_ACCEPTED, at.AT_TIMES, at.AT_KNOWN):
        draft.t[header] = draft.room("m", len(events), 0)


def fill_events(draft: Draft, programs: Programs) -> list[list[int]]:
    """Fill the events of the scenario; return the rows of their conditions."""
    events = {e["id"]: e for e in draft.document["events"]}
    rows: list[list[int]] = []
    conditions: list[list[int]] = []
    quantities = draft.room("x", len(events))
    draft.t[at.AT_SCRIPT_QUANTITY] = quantities
    for e, name in enumerate(draft.script_rows):
        event = events[name]
        row = event_row(draft, event)
        low, high, whole = size_of(draft, event)
        draft.x[quantities + e] = low
        row[at.SCRIPT_RANGE] = figure(draft, [low, high], whole) if low < high else -1
        draft.places[f"events.{name}.quantity"] = quantities + e
        if event.get("when"):
            row[at.SCRIPT_CONDITION] = len(conditions)
            first, length, days, scores = programs.add(str(event["when"]))
            conditions.append([first, length, days * at.MINUTES_PER_DAY, e, int(scores)])
        row[at.SCRIPT_FIRST_LEG] = len(draft.legs)
        for k, leg in enumerate(event.get("legs") or ()):
            draft.legs.append(scripted_leg(draft, name, k, leg))
        row[at.SCRIPT_LEGS] = len(draft.legs) - row[at.SCRIPT_FIRST_LEG]
        rows.append(row)
    draft.t[at.AT_SCRIPTS] = draft.block(rows)
    draft.t[at.AT_LEGS] = draft.block(draft.legs)
    draft.t[at.CONDITIONS_DAILY] = len(conditions)
    return conditions


def event_row(draft: Draft, event: dict[str, Any]) -> list[int]:
    """Return the row of one event."""
    row = [0] * at.SCRIPT_WIDTH
    kind = draft.resolved.event_types[event["type"]]
    only_actors(draft, ("events", event["id"]), event)
    row[at.SCRIPT_TICK] = draft.tick(event["date"]) if event.get("date") else -1
    row[at.SCRIPT_CONDITION] = -1
    row[at.SCRIPT_TYPE] = draft.types.index(event["type"])
    row[at.SCRIPT_INITIATOR] = draft.number_of(event.get("initiator"))
    row[at.SCRIPT_TARGET] = draft.number_of(event.get("target"))
    row[at.SCRIPT_PARTICIPANTS] = participants(draft, kind, event)
    row[at.SCRIPT_AIMED] = draft.bits(event.get("aimed_at"))
    row[at.SCRIPT_SYSTEM] = draft.systems.index(event["system"]) if event.get("system") else -1
    row[at.SCRIPT_ABOUT] = draft.script_rows.index(event["about"]) if event.get("about") else -1
    row[at.SCRIPT_ASK] = asks(draft, event)
    row[at.SCRIPT_WORD] = word_of(kind, event)
    row[at.SCRIPT_SECRET] = int(bool(event.get("secret", kind.get("secret", False))))
    row[at.SCRIPT_HASH] = identity("event", event["id"])
    row[at.SCRIPT_REPEAT] = days_in(event.get("repeat")) * at.MINUTES_PER_DAY
    row[at.SCRIPT_SINCE] = draft.tick(event["since"]) if event.get("since") else 0
    row[at.SCRIPT_UNTIL] = draft.tick(event["until"]) if event.get("until") else -1
    after = event.get("after")
    row[at.SCRIPT_AFTER] = draft.script_rows.index(after["event"]) if after else -1
    row[at.SCRIPT_DELAY] = (after["days"] if after else 0) * at.MINUTES_PER_DAY
    row[at.SCRIPT_PROBABILITY] = figure(draft, event.get("probability"))
    row[at.SCRIPT_HAZARD] = figure(draft, event.get("hazard"))
    return row


def figure(draft: Draft, given: Any, whole: bool = False) -> int:
    """Return the place in x of a number or a range that it is drawn from; -1 for none."""
    if given is None:
        return -1
    low, high = given if isinstance(given, list) else (value_of(given), value_of(given))
    place = draft.room("x", at.FIGURE_WIDTH)
    draft.x[place : place + at.FIGURE_WIDTH] = [float(low), float(high) - float(low), float(whole)]
    return place


def scripted_leg(draft: Draft, event: str, k: int, leg: dict[str, Any]) -> list[int]:
    """Return the row of the k-th leg of an event."""
    low, high, _ = size_of(draft, leg)
    only_actors(draft, ("events", f"{event}.legs.{k}"), leg)
    giver, taker = draft.number_of(leg["initiator"]), draft.number_of(leg["target"])
    return leg_row(draft, leg, giver, taker, (draft.place(low), draft.place(high)), identity("leg", event, str(k)))


def asks(draft: Draft, event: dict[str, Any]) -> int:
    """Return whom an event asks: nobody, its partners, or, where a body proposes it, those who may veto."""
    if event.get("consent") != "ask":
        return 0
    return 2 if event.get("initiator") in draft.document["bodies"] else 1


def only_actors(draft: Draft, path: tuple[str, str], entry: dict[str, Any]) -> None:
    """Refuse a body in a role of an act whose mechanism needs an actor there."""
    for role in ("initiator", "target"):
        if MECHANISMS.get(entry["type"]) in NEEDS[role] and entry.get(role) not in draft.actors:
            draft.problem(".".join((*path, role)), f"'{entry['type']}' needs an actor here, and {entry.get(role)!r} is none")


def days_in(text: str | None) -> int:
    """Return the number in a text such as `180 days`; 0 for none."""
    return int(str(text).split()[0]) if text else 0


def participants(draft: Draft, kind: dict[str, Any], event: dict[str, Any]) -> int:
    """Return with whom an act is done, as bits; the target of a cooperative act is one of them."""
    bits = draft.bits(event.get("participants"))
    if event.get("initiator") in draft.document["bodies"] and event["type"] == "sanctions" and not bits:
        bits = draft.m[at.EVERYBODY] & ~draft.bits([event["target"]])  # a resolution binds everyone else
    if kind.get("partners", "none") in COOPERATIVE and event.get("target"):
        bits |= draft.bits([event["target"]])
    return bits


def size_of(draft: Draft, event: dict[str, Any]) -> tuple[float, float, bool]:
    """Return the size of an event, the first of its type's own numeric keys, or 1: least, greatest, and whether it is whole."""
    for key, entry in (draft.resolved.event_types[event["type"]].get("keys") or {}).items():
        given = event.get(key, entry.get("default"))
        if isinstance(given, list):
            return float(given[0]), float(given[1]), bool(entry.get("whole"))
        if isinstance(given, int | float | dict) and not isinstance(given, bool):
            return value_of(given), value_of(given), False
    return 1.0, 1.0, False


def fill_calendar(draft: Draft) -> None:
    """Fill the calendar: every day of every programme within the run, in order."""
    rows = []
    for programme in draft.document["programmes"]:
        kind = draft.resolved.event_types[programme["type"]]
        only_actors(draft, ("programmes", programme["id"]), programme)
        since, until = str(programme.get("since") or draft.start), str(programme.get("until") or draft.end)
        for day in programme["days"]:
            for date in yearly(draft.start, draft.end, day):
                if since <= date.isoformat() < until:
                    row = [0] * at.CALENDAR_WIDTH
                    row[at.CALENDAR_TICK] = draft.tick(date)
                    row[at.CALENDAR_TYPE] = draft.types.index(programme["type"])
                    row[at.CALENDAR_INITIATOR] = draft.number_of(programme["initiator"])
                    row[at.CALENDAR_TARGET] = draft.number_of(programme.get("target"))
                    row[at.CALENDAR_PARTICIPANTS] = participants(draft, kind, programme)
                    row[at.CALENDAR_AIMED] = draft.bits(programme.get("aimed_at"))
                    row[at.CALENDAR_HASH] = identity("programme", programme["id"])
                    rows.append(row)
    rows.sort(key=lambda row: (row[at.CALENDAR_TICK], row[at.CALENDAR_HASH]))
    draft.t[at.CALENDARS] = len(rows)
    draft.t[at.AT_CALENDARS] = draft.block(rows)


def yearly(start: datetime.date, end: datetime.date, day: str) -> list[datetime.date]:
    """Return the dates on which a day of the year (MM-DD) falls from start to before end; 02-29 only in leap years."""
    month, number = (int(part) for part in day.split("-"))
    dates = []
    for year in range(start.year, end.year + 1):
        try:
            date = datetime.date(year, month, number)
        except ValueError:
            continue
        if start <= date < end:
            dates.append(date)
    return dates


def fill_budgets(draft: Draft) -> None:
    """Fill the minutes of every actor's budgets, at most one a year; -1 ends a row."""
    rows = []
    for actor in draft.document["actors"].values():
        ticks = [draft.tick(date) for date in yearly(draft.start, draft.end, actor["budget_date"])]
        rows.append((ticks + [-1] * at.MOST_YEARS)[: at.MOST_YEARS])
    draft.t[at.AT_BUDGET_DAYS] = draft.block(rows)
