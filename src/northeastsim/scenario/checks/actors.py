"""Who takes part, what they follow and hold, and what stands between them."""

from __future__ import annotations

from northeastsim.scenario.checks.context import Context
from northeastsim.scenario.dates import wrong_date

FEWEST, MOST = 2, 32
RESERVED = ("any",)


def check_actors(context: Context) -> None:
    """Their number, the ids they name, organisations beside them, and relations between them."""
    if context.actors is None:
        return
    if not FEWEST <= len(context.actors) <= MOST:
        context.say(("actors",), f"expected {FEWEST} to {MOST} actors, got {len(context.actors)}")
    for name, actor in context.data.get("actors", {}).items():
        if name in RESERVED:
            context.say(("actors", name), f"'{name}' is a word with a meaning of its own; choose another id")
        check_strategy(context, name, actor.get("strategy"))
        for system in actor.get("holdings", {}):
            context.need(("actors", name, "holdings", system), system, context.systems, "system")
    check_bodies(context)
    check_relations(context)
    check_horizon(context)


def check_strategy(context: Context, actor: str, strategy: str | None) -> None:
    """The strategy exists and is meant for this actor."""
    path = ("actors", actor, "strategy")
    if strategy is None or not context.need(path, strategy, context.strategies, "strategy"):
        return
    meant = context.strategies[strategy].get("actor", "any")
    if meant not in ("any", actor):
        context.say(path, f"the strategy '{strategy}' is for {meant}, not for {actor}")


def check_bodies(context: Context) -> None:
    """Organisations are named once and are not actors."""
    for index, body in enumerate(context.bodies):
        if body in context.bodies[:index]:
            context.say(("bodies", index), f"'{body}' is named twice")
        if context.actors is not None and body in context.actors:
            context.say(("bodies", index), f"'{body}' is an actor already")
        if body in RESERVED:
            context.say(("bodies", index), f"'{body}' is a word with a meaning of its own; choose another id")


def check_relations(context: Context) -> None:
    """Relations are between actors that exist."""
    for pair in context.data.get("relations", {}):
        for name in pair.split(", "):
            context.need(("relations", pair), name, context.actors, "actor")


def check_horizon(context: Context) -> None:
    """The run ends before calendars do."""
    start, years = context.data.get("start"), context.data.get("years")
    if start and years and wrong_date(f"{int(start[:4]) + years - 1:04d}-01-01"):
        context.say(("years",), f"{years} years from {start} go beyond the year 2200")
