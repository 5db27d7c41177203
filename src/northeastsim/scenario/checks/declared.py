"""Systems, event types and strategies that a scenario declares itself."""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Any

from northeastsim.scenario.checks.context import Context
from northeastsim.scenario.checks.own_keys import COMMON, wrong_value
from northeastsim.scenario.expressions import parse
from northeastsim.scenario.paths import Path
from northeastsim.scenario.words import nearest

# No operational detail: docs/discussion/tone-and-names.md says why.
GAPS = ("i", "t", "ts", "parties", "partners", "against", "beside", "q", "system")  # what a sentence may leave open
ACCEPT = "accept "  # of an appetite: for another's proposal
PLACES = frozenset({"coordinates", "lat", "latitude", "lon", "lng", "longitude", "location", "site", "geometry", "route"})


def check_systems(context: Context) -> None:
    """Suppliers are actors."""
    for name, system in context.data.get("systems", {}).items():
        for index, supplier in enumerate(system.get("suppliers", ())):
            context.need(("systems", name, "suppliers", index), supplier, context.actors, "actor")


def check_event_types(context: Context) -> None:
    """Own keys have sound bounds and names of their own, stages different names and one time each."""
    for name, kind in context.data.get("event_types", {}).items():
        path = ("event_types", name)
        for key, spec in kind.get("keys", {}).items():
            check_key(context, (*path, "keys", key), key, spec)
        check_sentence(context, (*path, "sentence"), kind.get("sentence"))
        check_stages(context, (*path, "stages"), kind.get("stages", ()))
        check_legs(context, path, kind)
        check_consent(context, path, kind)
        for index, actor in enumerate((kind.get("menu") or {}).get("who") or ()):
            context.need((*path, "menu", "who", index), actor, context.actors, "actor")


def check_sentence(context: Context, path: Path, text: str | None) -> None:
    """A sentence has no other gaps than those that a story can fill."""
    try:
        gaps = [gap for _, gap, _, _ in string.Formatter().parse(text or "") if gap is not None]
    except ValueError as error:
        context.say(path, f"cannot be read: {error}")
        return
    for gap in gaps:
        if gap not in GAPS:
            context.say(path, f"there is nothing to put in {{{gap}}}", nearest(gap, GAPS))


def check_key(context: Context, path: Path, key: str, spec: Mapping[str, Any]) -> None:
    """One own key: its name is free, its bounds are in order, its default keeps them."""
    if key in COMMON:
        context.say(path, f"every event has a key '{key}'; choose another name")
    if key in PLACES:
        context.say(path, "where things stand or aim is not part of this format; an event has no coordinates")
    low, high = spec.get("low"), spec.get("high")
    if low is not None and high is not None and low > high:
        context.say(path, f"low {low} is above high {high}")
    elif spec.get("default") is not None and (wrong := wrong_value(spec["default"], spec)):
        context.say((*path, "default"), wrong[0], wrong[1])


def check_legs(context: Context, path: Path, kind: Mapping[str, Any]) -> None:
    """A type of deal has two sides and a stage after the first; its legs are acts that exist, of systems that exist."""
    legs = kind.get("legs", ())
    if not legs:
        return
    roles = kind.get("roles", {})
    for role in ("initiator", "target"):
        if roles.get(role) != "required":
            context.say((*path, "legs"), f"a deal has two sides: its type's roles must require the {role}")
    if len(kind.get("stages", ())) < 2:
        context.say((*path, "legs"), "legs begin after the first stage: the type needs a second one, such as 'ended'")
    for index, leg in enumerate(legs):
        place = (*path, "legs", index)
        if not leg or not context.need((*place, "type"), leg.get("type"), context.event_types, "event type"):
            continue
        wanted = (context.event_types[leg["type"]].get("menu") or {}).get("systems")
        if leg.get("system") is not None:
            context.need((*place, "system"), leg["system"], context.systems, "system")
        elif wanted:
            context.say((*place, "system"), f"this key is required and missing ('{leg['type']}' needs it)")


def check_stages(context: Context, path: Path, stages: Any) -> None:
    """Stages have different names and at most one time each."""
    seen: set[str] = set()
    for index, stage in enumerate(stages):
        name = (stage or {}).get("name")
        if name in seen:
            context.say((*path, index, "name"), f"a second stage '{name}'")
        if stage and stage.get("after") is not None and stage.get("after_days") is not None:
            context.say((*path, index, "after"), "give 'after' or 'after_days', not both")
        seen.add(str(name))


def check_consent(context: Context, path: Path, kind: Mapping[str, Any]) -> None:
    """Who must consent has a role."""
    partners, roles = kind.get("partners", "none"), kind.get("roles", {})
    if partners != "none" and roles.get(partners, "none") == "none":
        context.say((*path, "partners"), f"the {partners} must consent, but the type's roles have none")


def check_strategies(context: Context) -> None:
    """Strategies name actors, acts and systems that exist, and conditions that can be read."""
    for name, strategy in context.data.get("strategies", {}).items():
        path = ("strategies", name)
        if strategy.get("actor", "any") != "any":
            context.need((*path, "actor"), strategy["actor"], context.actors, "actor")
        for key in ("influence_over", "partners"):
            for actor in strategy.get(key, {}):
                context.need((*path, key, actor), actor, context.actors, "actor")
        for pattern in strategy.get("appetite", {}):
            check_pattern(context, (*path, "appetite", pattern), pattern.removeprefix(ACCEPT))
        for index, pattern in enumerate(strategy.get("forbids", ())):
            check_pattern(context, (*path, "forbids", index), pattern)
        check_switches(context, path, strategy)
        for index, rule in enumerate(strategy.get("rules", ())):
            context.expression((*path, "rules", index, "when"), (rule or {}).get("when"), parse)
            for pattern in (rule or {}).get("then", {}):
                check_pattern(context, (*path, "rules", index, "then", pattern), pattern)


def check_switches(context: Context, path: Path, strategy: Mapping[str, Any]) -> None:
    """An adaptive strategy begins as another one and goes over to others, none of them adaptive."""
    switches = strategy.get("switches", ())
    if bool(switches) != (strategy.get("starts_as") is not None):
        context.say((*path, "switches"), "an adaptive strategy has both 'starts_as' and 'switches'")
        return
    named = [((*path, "starts_as"), strategy["starts_as"])] if switches else []
    for index, switch in enumerate(switches):
        if switch:
            context.expression((*path, "switches", index, "when"), switch.get("when"), parse)
            named.append(((*path, "switches", index, "to"), switch.get("to")))
    for place, name in named:
        there = name is not None and context.need(place, name, context.strategies, "strategy")
        if there and context.strategies[str(name)].get("switches"):
            context.say(place, f"'{name}' is adaptive itself")


def check_pattern(context: Context, path: Path, pattern: str | None) -> None:
    """One pattern of acts: `TYPE`, `TYPE TARGET`, `TYPE * SYSTEM` or `TYPE TARGET SYSTEM`."""
    parts = (pattern or "").split()
    if not 1 <= len(parts) <= 3:
        if pattern is not None:
            context.say(path, "expected 'TYPE', 'TYPE TARGET', 'TYPE * SYSTEM' or 'TYPE TARGET SYSTEM'")
        return
    context.need(path, parts[0], context.event_types, "event type")
    if len(parts) > 1 and parts[1] != "*":
        context.need(path, parts[1], context.doers, "actor")
    if len(parts) > 2 and parts[2] not in (context.doers or ()):  # a broker's second guest stands where a system does
        context.need(path, parts[2], context.systems, "system")
