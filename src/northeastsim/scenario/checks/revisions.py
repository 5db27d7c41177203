"""What a scenario revises at a date: names that exist, figures within bounds, dates within the run."""

from __future__ import annotations

from typing import Any

from northeastsim.scenario.checks.context import Context
from northeastsim.scenario.checks.events import check_window
from northeastsim.scenario.checks.measures import check_parameter
from northeastsim.scenario.paths import Path
from northeastsim.scenario.words import missing

CAPS = ("crisis.cap", "launch.cap", "regime.crisis_cap")  # by which candidates are drawn beforehand
SECTIONS = ("parameters", "strategies", "actors", "systems")


def check_revisions(context: Context) -> None:
    """Each revision: a day of the run, and something that changes then."""
    for index, revision in enumerate(context.data.get("revisions", ())):
        if revision is None:
            continue
        path = ("revisions", index)
        check_window(context, (*path, "date"), revision.get("date"))
        if not any(context.given((*path, section)) for section in SECTIONS):
            context.say(path, f"revises nothing: give one of {', '.join(SECTIONS)}")
        check_figures(context, path, revision)
        for actor, strategy in (revision.get("strategies") or {}).items():
            check_follower(context, (*path, "strategies", actor), actor, strategy)
        for section, known, noun in (("actors", context.actors, "actor"), ("systems", context.systems, "system")):
            for name in revision.get(section) or {}:
                context.need((*path, section, name), name, known, noun)


def check_figures(context: Context, path: Path, revision: dict[str, Any]) -> None:
    """Parameters exist, may change while the world goes on, and keep their bounds."""
    for name, figure in (revision.get("parameters") or {}).items():
        place = (*path, "parameters", name)
        if name in CAPS:
            context.say_at_key(place, f"'{name}' is a bound of the calculation: it holds for the whole run")
        elif name in context.catalogue.parameters:
            check_parameter(context, place, figure, context.catalogue.parameters[name])
        else:
            context.say_at_key(place, *missing("parameter", name, context.catalogue.parameters))


def check_follower(context: Context, place: Path, actor: str, strategy: str) -> None:
    """Who comes to follow a strategy takes part and follows one already, and the strategy is meant for it."""
    if not context.need(place, actor, context.actors, "actor") or not context.need(
        place, strategy, context.strategies, "strategy"
    ):
        return
    meant = context.strategies[strategy].get("actor", "any")
    entry = (context.actors or {}).get(actor)
    if meant not in ("any", actor):
        context.say(place, f"the strategy '{strategy}' is for {meant}, not for {actor}")
    elif entry is not None and not entry.get("strategy"):
        context.say(place, f"{actor} follows no strategy at the start that could change")
