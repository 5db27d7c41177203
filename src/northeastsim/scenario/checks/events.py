"""The script: what happens, when, and who takes part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from northeastsim.scenario.checks.context import Context
from northeastsim.scenario.checks.own_keys import check_own_keys
from northeastsim.scenario.checks.roles import check_names, check_roles
from northeastsim.scenario.dates import horizon
from northeastsim.scenario.expressions import parse
from northeastsim.scenario.paths import Path
from northeastsim.scenario.words import shortened

TIMES = ("date", "when", "after", "hazard")


def check_events(context: Context) -> None:
    """Each event: one time, within the run; its type; its roles; its own keys."""
    check_circles(context)
    for index, event in enumerate(context.data.get("events", ())):
        if event is None:
            continue
        path = ("events", index)
        check_time(context, path, event)
        check_names(context, path, event)
        if event.get("remove") is False:
            context.say((*path, "remove"), "expected true, or no such key")
        if event.get("type") is not None and context.need(
            (*path, "type"), event["type"], context.event_types, "event type"
        ):
            kind = context.event_types[event["type"]]
            check_roles(context, path, event, kind)
            check_own_keys(context, path, event, kind)
            check_consent(context, path, event, kind)
            check_legs(context, path, event, kind)
            check_strategies(context, path, event)
        check_about(context, path, event)
        check_standing(context, path, event)


def check_consent(context: Context, path: Path, event: Mapping[str, Any], kind: Mapping[str, Any]) -> None:
    """What asks for consent has somebody to ask; a target counts among the participants."""
    partners = kind.get("partners", "none")
    if event.get("consent") is None:
        return
    if event.get("initiator") in context.data.get("bodies", ()):
        return  # it asks those who may veto
    if partners == "none":
        context.say((*path, "consent"), f"'{event['type']}' takes nobody's consent")
    elif not any(context.given((*path, role)) for role in {partners, "target"}):
        context.say((*path, "consent"), f"there is no {partners} to ask")


def check_legs(context: Context, path: Path, event: Mapping[str, Any], kind: Mapping[str, Any]) -> None:
    """Only a linked deal has legs, and it has some: acts between its own two sides, as their types ask."""
    legs = event.get("legs") or ()
    if event["type"] != "linked_deal":
        if legs:
            context.say_at_key((*path, "legs"), f"'{event['type']}' has no legs; a 'linked_deal' binds acts together")
        return
    if not legs:
        context.say((*path, "legs"), "this key is required and missing ('linked_deal' needs it)")
    for index, leg in enumerate(legs):
        place = (*path, "legs", index)
        if leg is None or leg.get("type") is None:
            continue
        check_names(context, place, leg)
        for role in ("initiator", "target"):
            if leg.get(role) not in (event.get("initiator"), event.get("target"), None):
                context.say((*place, role), f"'{leg[role]}' is no side of this deal")
        if context.need((*place, "type"), leg["type"], context.event_types, "event type"):
            check_roles(context, place, leg, context.event_types[leg["type"]])
            check_own_keys(context, place, leg, context.event_types[leg["type"]])


def check_strategies(context: Context, path: Path, event: Mapping[str, Any]) -> None:
    """A change of government says what may come of it: strategies of its target, with weights that sum to one."""
    weights = event.get("strategies")
    place = (*path, "strategies")
    if event["type"] not in ("government_change", "succession"):
        if weights is not None:
            context.say_at_key(place, f"'{event['type']}' changes no strategy")
        return
    if event.get("target") in context.data.get("bodies", ()):
        context.say((*path, "target"), f"'{event['target']}' never decides: it has no government and no leader to change")
    if not weights:
        if event["type"] == "government_change":
            context.say(place, "this key is required and missing ('government_change' needs it)")
        return
    for name in weights:
        if context.need((*place, name), name, context.strategies, "strategy"):
            whose = context.strategies[name].get("actor", "any")
            if whose not in ("any", event.get("target")):
                context.say_at_key((*place, name), f"'{name}' is a strategy of {whose}, not of {event.get('target')}")
    total = sum(weight for weight in weights.values() if weight is not None)
    if abs(total - 1.0) > 1e-9:
        context.say(place, f"weights must sum to 1, got {total:g}")


def check_about(context: Context, path: Path, event: Mapping[str, Any]) -> None:
    """An event is about another one."""
    about = event.get("about")
    if about is None or not context.need((*path, "about"), about, context.events, "event"):
        return
    if about == event.get("id"):
        context.say((*path, "about"), "an event cannot be about itself")


def check_standing(context: Context, path: Path, event: Mapping[str, Any]) -> None:
    """What is claimed has a claimant, what is denied a denial too; what is made up has neither."""
    status = event.get("status")
    for key, needed in (("claimant", ("claimed", "denied")), ("denied_by", ("denied",))):
        if status in needed and not context.given((*path, key)):
            context.say((*path, "status"), f"'{status}' needs a '{key}'")
        elif status == "hypothetical" and context.given((*path, key)):
            context.say((*path, key), "a hypothetical event has none; say in 'source' what is on the record instead")


def check_time(context: Context, path: Path, event: Mapping[str, Any]) -> None:
    """One time: a date, a condition, another event or a hazard, which may wait for another event; all within the run."""
    times = [key for key in TIMES if context.given((*path, key))]
    if not times:
        context.say(path, "needs a time: a 'date', a 'when', an 'after' or a 'hazard'")
    elif len(times) > 1 and times != ["after", "hazard"]:
        context.say((*path, times[1]), f"give '{times[0]}' or '{times[1]}', not both")
    elif event.get("repeat") is not None and times != ["when"]:
        context.say((*path, "repeat"), f"'repeat' goes with 'when', not with '{times[-1]}'")
    elif times == ["date"]:
        for key in ("since", "until"):
            if event.get(key) is not None:
                context.say((*path, key), f"'{key}' goes with 'when', 'after' or 'hazard', not with 'date'")
    check_after(context, path, event)
    context.expression((*path, "when"), event.get("when"), parse)
    check_window(context, (*path, "date"), event.get("date"))
    check_span(context, path, event)


def check_after(context: Context, path: Path, event: Mapping[str, Any]) -> None:
    """An event follows another one."""
    followed = (event.get("after") or {}).get("event")
    if followed is None or not context.need((*path, "after", "event"), followed, context.events, "event"):
        return
    if followed == event.get("id"):
        context.say((*path, "after", "event"), "an event cannot follow itself")


def check_circles(context: Context) -> None:
    """No events wait for one another, each circle told once, at its event that stands first."""
    events = [event or {} for event in context.data.get("events", ())]
    follows = {event.get("id"): (event.get("after") or {}).get("event") for event in events}
    place = {event.get("id"): index for index, event in enumerate(events)}
    walked: dict[Any, int] = {}  # by which walk an event was first come by
    for walk, name in enumerate(follows):
        chain: list[Any] = []
        while name in follows and name not in walked:
            walked[name] = walk
            chain.append(name)
            name = follows[name]
        if walked.get(name) == walk and name != chain[-1]:
            circle = [*chain[chain.index(name) :], name]
            words = " -> ".join(map(shortened, map(str, circle[:12])))
            context.say(("events", place[name], "after", "event"), f"events wait for one another: {words}")


def window(context: Context) -> tuple[date, date] | None:
    """The first day of the run and the first day after it, if both can be told."""
    start, years = context.data.get("start"), context.data.get("years", 10)
    if start is None or (context.root.get("years") is not None and "years" not in context.data):
        return None
    first = date.fromisoformat(start)
    return first, horizon(first, years)


def check_window(context: Context, path: Path, day: str | None) -> None:
    """A date falls within the run."""
    limits = window(context)
    if day is None or limits is None or limits[0] <= date.fromisoformat(day) < limits[1]:
        return
    last = limits[1] - timedelta(days=1)
    context.say(path, f"{day} is outside the run, which covers {limits[0]} to {last}")


def check_until(context: Context, path: Path, day: str | None) -> None:
    """What ends, ends after the run has begun."""
    limits = window(context)
    if day is not None and limits is not None and date.fromisoformat(day) <= limits[0]:
        context.say(path, f"{day} is not after the start, {limits[0]}: nothing would ever happen")


def check_span(context: Context, path: Path, entry: Mapping[str, Any]) -> None:
    """What begins some day does so within the run, and before it ends."""
    since, until = entry.get("since"), entry.get("until")
    check_window(context, (*path, "since"), since)
    check_until(context, (*path, "until"), until)
    if since is not None and until is not None and until <= since:
        context.say((*path, "until"), f"{until} is not after 'since', {since}: nothing would ever happen")


def check_programmes(context: Context) -> None:
    """Programmes: ids of their own, different days, and what events of their type need."""
    for index, programme in enumerate(context.data.get("programmes", ())):
        if programme is None:
            continue
        path = ("programmes", index)
        if programme.get("id") in context.events:
            context.say((*path, "id"), f"'{programme['id']}' is the id of an event already")
        check_names(context, path, programme)
        days = programme.get("days", [])
        for position, day in enumerate(days):
            if day is not None and day in days[:position]:
                context.say((*path, "days", position), f"{day} is named twice")
        check_span(context, path, programme)
        if programme.get("remove") is False:
            context.say((*path, "remove"), "expected true, or no such key")
        kind_path = (*path, "type")
        if programme.get("type") and context.need(
            kind_path, programme["type"], context.event_types, "event type"
        ):
            kind = context.event_types[programme["type"]]
            check_roles(context, path, programme, kind)
            needed = [key for key, spec in (kind.get("keys") or {}).items() if spec.get("required")]
            if needed:
                context.say(kind_path, f"'{programme['type']}' needs '{needed[0]}' and cannot be a programme")


def check_closed(context: Context) -> None:
    """Closed options name types, actors and systems that exist."""
    for index, option in enumerate(context.data.get("closed", ())):
        known = {
            "type": (context.event_types, "event type"),
            "initiator": (context.doers, "actor"),
            "target": (context.doers, "actor"),
            "system": (context.systems, "system"),
        }
        for key, (names, noun) in known.items():
            if option and option.get(key) is not None:
                context.need(("closed", index, key), option[key], names, noun)
