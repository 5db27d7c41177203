"""Who takes part in an event: those its type asks for, no others, and nobody twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from northeastsim.scenario.checks.context import Context
from northeastsim.scenario.paths import Path

WHO = ("initiator", "target")
WHOM = ("participants", "aimed_at")


def check_roles(context: Context, path: Path, entry: Mapping[str, Any], kind: Mapping[str, Any]) -> None:
    """Roles are filled as the type asks, each by somebody else."""
    for role in (*WHO, *WHOM, "system", "about"):
        check_role(context, (*path, role), role, entry, rule(kind, role))
    check_once(context, path, entry)


def check_names(context: Context, path: Path, entry: Mapping[str, Any]) -> None:
    """Whoever and whatever takes part exists; that can be told even where the type does not."""
    for role in WHO:
        if entry.get(role) is not None:
            context.need((*path, role), entry[role], context.doers, "actor")
    for role in WHOM:
        for index, name in enumerate(entry.get(role) or ()):
            context.need((*path, role, index), name, context.actors, "actor")
    if entry.get("system") is not None:
        context.need((*path, "system"), entry["system"], context.systems, "system")


def rule(kind: Mapping[str, Any], role: str) -> str:
    """Whether a type requires a role, allows it, or has none; `system` follows the menu unless stated."""
    stated = (kind.get("roles") or {}).get(role)
    if stated is not None:
        return str(stated)
    if role == "system":
        return "required" if (kind.get("menu") or {}).get("systems") else "none"
    return "optional" if role == "about" else "none"


def check_role(context: Context, path: Path, role: str, entry: Mapping[str, Any], wish: str) -> None:
    """One role: there if required, absent if the type has none."""
    there = context.given(path) and entry.get(role) != []
    if wish == "required" and not there:
        programme = path[0] == "programmes" and role in ("system", "about")
        message = "cannot be a programme, which has none" if programme else "this key is required and missing"
        context.say(path, f"{message} ('{entry['type']}' needs it)")
    if wish == "none" and there:
        context.say_at_key(path, f"'{entry['type']}' has no {role}")


def check_once(context: Context, path: Path, entry: Mapping[str, Any]) -> None:
    """Nobody acts upon itself or stands in two places."""
    seen: dict[str, str] = {}
    for role in (*WHO, *WHOM):
        value = entry.get(role)
        for index, name in enumerate(value if isinstance(value, list) else [value]):
            place = (*path, role, index) if isinstance(value, list) else (*path, role)
            if name in seen:
                context.say(place, f"'{name}' already is {part(seen[name])}")
            if isinstance(name, str):
                seen.setdefault(name, role)


def part(role: str) -> str:
    """A role as an error message names it."""
    return {"participants": "a participant", "aimed_at": "aimed at"}.get(role, f"the {role}")
