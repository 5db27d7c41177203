"""An event type in words: who, what happens at which stage, what must hold, what it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from northeastsim.show.names import flat

ROLES = {
    "initiator": "who does it",
    "target": "the one partner or addressee",
    "participants": "with whom it is done",
    "aimed_at": "against whom",
}
HOW = {
    "add": "rises or falls by {by}",
    "regard": "moves by {by}, the less the nearer to either end",
    "towards": "goes {by} of the way to {limit}",
    "rise": "rises by {by}, to at most {limit} above what it rests at",
    "scale": "changes by the share {by}",
    "to_potential": "goes {by} of the way to its potential",
    "divert": "is partly diverted to others ({by})",
}
MOVES = {
    "value": "at once, and fades",
    "target": "gradually",
    "both": "at once and for good",
    "base": "for as long as it lasts",
}


def described(name: str, entry: Mapping[str, Any]) -> list[str]:
    """Paragraphs that tell an event type; a line that begins with spaces belongs to the one before."""
    kind = {"process": " (a stream; it is not decided one by one)", "impact": " (it happens to its target)"}
    lines = [f"{name}: {flat(entry['summary'])}{kind.get(str(entry.get('kind', 'act')), '')}"]
    lines.append(f"Source: {flat(entry.get('source')) or 'none given'}.")
    for role, need in (entry.get("roles") or {}).items():
        lines.append(f"  {role} ({need}): {ROLES.get(role, role)}")
    for key, own in (entry.get("keys") or {}).items():
        if own.get("choices"):
            span = f"{', '.join(own['choices'])}; default {own['default']}"
        else:
            span = f"{own['low']:g} to {own['high']:g}, default {own['default']:g} {own['unit']}"
        lines.append(f"  {key}: {own['meaning']}; {span}")
    if entry.get("secret"):
        lines.append("It is secret until it is found out.")
    partners = entry.get("partners", "none")
    if partners != "none":
        lines.append(f"It takes the consent of: {partners}.")
    for leg in entry.get("legs") or ():
        system = f" of {leg['system']}" if leg.get("system") else ""
        secret = ", in secret" if leg.get("secret") else ""
        lines.append(f"It binds: the {leg['giver']} gives {leg['type']}{system}, {number(leg.get('quantity', 1)):g}{secret}.")
    lines += [f"It requires that {required(one)}." for one in entry.get("requires") or ()]
    for stage in entry.get("stages") or ():
        lines.append(
            f"Stage '{stage['name']}'{after(stage)}:" + ("" if stage.get("effects") else " no effects")
        )
        lines += [f"  - {effect(one)}" for one in stage.get("effects") or ()]
    lines.append(menu(entry.get("menu")))
    return lines


def required(one: Mapping[str, Any]) -> str:
    """A precondition in words."""
    of = f"of {one['of']}" + (f" towards {one['to']}" if one.get("to") else "")
    words = (("at_least", "at least"), ("at_most", "at most"))
    bounds = [f"{word} {number(one[key]):g}" for key, word in words if one.get(key) is not None]
    return f"{one['variable']} {of} is {' and '.join(bounds)}"


def after(stage: Mapping[str, Any]) -> str:
    """When a stage comes."""
    delay = stage.get("after", None)
    if isinstance(delay, Mapping):
        return f", a median of {delay['median_days']:g} days later"
    if delay is not None:
        return {
            "lead": ", after the system's lead time",
            "operational": ", when the system is in service",
        }.get(delay, "")
    return f", {stage['after_days']:g} days later" if "after_days" in stage else ""


def effect(one: Mapping[str, Any]) -> str:
    """An effect in words, with the parameter that sizes it."""
    whose = f"of {one.get('of', 'everyone')}" + (f" towards {one['to']}" if one.get("to") else "")
    how = HOW.get(str(one.get("how", "add")), "{by}").format(by=one.get("by"), limit=one.get("limit", 1))
    scaled = [f"times {flat(one[key]).replace('_', ' ')}" for key in ("factor", "scale") if one.get(key)]
    only = f", for {one['only']} systems only" if one.get("only") else ""
    only += f", where it says {one['says']}" if one.get("says") else ""
    moves = f" ({MOVES.get(str(one['moves']), one['moves'])})" if one.get("moves") else ""
    return f"{one['change']} {whose} {how}{''.join(' ' + text for text in scaled)}{moves}{only}"


def menu(entry: Mapping[str, Any] | None) -> str:
    """Who may decide on it, and at what price."""
    if entry is None:
        return "No actor decides on it; scenarios and chance do."
    who = ", ".join(entry["who"]) if entry.get("who") else "every actor"
    told = [f"{who} may decide on it, towards {entry.get('targets', 'nobody in particular')}"]
    if entry.get("cooldown_days"):
        told.append(f"not again within {number(entry['cooldown_days']):g} days")
    if entry.get("cost_musd"):
        told.append(f"at a cost of {number(entry['cost_musd']):g} m US$")
    if entry.get("conciliatory"):
        told.append("with an audience cost that grows with hostility")
    return "; ".join(told) + "."


def number(value: Any) -> float:
    """The figure of a quantity."""
    return float(value["value"] if isinstance(value, Mapping) else value)
