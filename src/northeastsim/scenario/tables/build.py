"""Putting the tables together, in the one order in which they depend on each other."""

import datetime
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from northeastsim.errors import ScenarioError
from northeastsim.rulebook import layout as at
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.tables import options, revisions, script, strategies, types, world
from northeastsim.scenario.tables.draft import Draft
from northeastsim.scenario.tables.options import Option
from northeastsim.scenario.tables.programs import Programs


@dataclass(frozen=True)
class Tables:
    """A scenario as the rules read it.

    `x` and `m` hold the start of every replication (copy them; `m[KEY]` is still to be set), `t` the tables. The
    names say what codes and columns mean; `places` maps a parameter to its place in x.
    """

    x: NDArray[np.float64] = field(repr=False)
    m: NDArray[np.int64] = field(repr=False)
    t: NDArray[np.int64] = field(repr=False)
    start: datetime.date
    end: datetime.date
    actors: tuple[str, ...]
    systems: tuple[str, ...]
    types: tuple[str, ...]
    stages: tuple[str, ...]
    scripts: tuple[str, ...]
    metrics: tuple[str, ...]
    options: tuple[Option, ...] = field(repr=False)
    places: dict[str, int] = field(repr=False)
    strategies: tuple[tuple[str, str], ...] = field(repr=False, default=())

    @property
    def horizon(self) -> int:
        """The minute at which a run stops."""
        return (self.end - self.start).days * at.MINUTES_PER_DAY


def tables(resolved: Resolved) -> Tables:
    """Lay out a resolved scenario.

    Raises ScenarioError for what only shows here: unknown words in effects, rules that name no option, too much of
    anything.
    """
    draft = Draft(resolved)
    too_much(draft)
    world.fill_parameters(draft)
    world.fill_systems(draft)
    world.fill_actors(draft)
    world.fill_relations(draft)
    fill_settings(draft)
    types.fill_types(draft)
    script.order_events(draft)
    programs = Programs(draft)
    conditions = script.fill_events(draft, programs)
    options.fill_options(draft)
    strategies.fill_strategies(draft, programs, conditions)
    revisions.fill_revisions(draft)
    script.fill_calendar(draft)
    script.fill_budgets(draft)
    fill_metrics(draft, programs)
    fill_conditions(draft, conditions, programs)
    if draft.problems:
        raise ScenarioError(draft.problems)
    return Tables(
        np.array(draft.x, dtype=np.float64),
        np.array(draft.m, dtype=np.int64),
        np.array(draft.t, dtype=np.int64),
        draft.start,
        draft.end,
        tuple(draft.actors),
        tuple(draft.systems),
        tuple(draft.types),
        tuple(draft.stages),
        tuple(draft.script_rows),
        tuple(draft.document["metrics"]),
        tuple(draft.options),
        draft.places,
        tuple(draft.strategies),
    )


def too_much(draft: Draft) -> None:
    """Refuse what does not fit the layout."""
    for what, count, most in (
        ("systems", len(draft.systems), at.MOST_SYSTEMS),
        ("metrics", len(draft.document["metrics"]), at.MOST_METRICS),
    ):
        if count > most:
            raise ScenarioError([draft.resolved.problem(what, f"at most {most} are possible, got {count}")])


def fill_settings(draft: Draft) -> None:
    """Fill what is switched on, and when the run stops."""
    settings = draft.document["settings"]
    m = draft.m
    m[at.HORIZON] = draft.tick(draft.end)
    m[at.DECISIONS_ON] = int(settings["decisions"])
    m[at.STREAMS_ON] = int(settings["streams"])
    m[at.GROWTH_ON] = int(settings["growth"])
    m[at.CHANCE_ON] = int(settings["chance"])
    m[at.WAR_ENDS] = int(settings["war"] == "ends")
    if settings["budget_rule"] == "richardson":
        m[at.RICHARDSON_ON] = 1
        world.fill_richardson(draft)


def fill_metrics(draft: Draft, programs: Programs) -> None:
    """Lay out the user's own metrics."""
    rows = []
    for text in draft.document["metrics"].values():
        first, length, _, _ = programs.add(str(text), metric=True)
        rows.append([first, length])
    draft.t[at.METRICS] = len(rows)
    draft.t[at.AT_METRICS] = draft.block(rows)


def fill_conditions(draft: Draft, conditions: list[list[int]], programs: Programs) -> None:
    """Lay out the conditions and their programs, and make room for what is known of each."""
    t = draft.t
    t[at.CONDITIONS] = len(conditions)
    t[at.AT_CONDITIONS] = draft.block(conditions)
    t[at.AT_PROGRAMS] = draft.block(programs.rows)
    t[at.AT_SINCE] = draft.room("m", len(conditions), -1)
    t[at.AT_FIRED] = draft.room("m", len(conditions), -1)
    t[at.AT_PLANS] = draft.room("m", t[at.OPTIONS] * at.PLAN_WIDTH, -1)
