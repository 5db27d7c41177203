"""The entries into the rulebook that an engine needs, interpreted on lists or compiled on arrays."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from northeastsim.errors import RunError
from northeastsim.rulebook import acts, decisions, drift, observe, turn
from northeastsim.rulebook import layout as at
from northeastsim.scenario.tables import Tables


@dataclass(frozen=True)
class Rules:
    """The rules in one form: `laid` turns a scenario's arrays into what the functions run on."""

    laid: Callable[[Any], Any]
    start: Callable[..., None]
    turn: Callable[..., None]
    observe: Callable[..., None]
    begin: Callable[..., None]
    new_act: Callable[..., int]
    clear_outbox: Callable[..., None]
    advance: Callable[..., None]
    open_decision: Callable[..., bool]
    carry_out: Callable[..., None]


def interpreted() -> Rules:
    """Return the rules as plain functions on lists of Python's own numbers."""
    return Rules(
        lambda array: array.tolist(),
        turn.start,
        turn.turn,
        observe.observe,
        acts.begin,
        acts.new_act,
        turn.clear_outbox,
        drift.advance,
        decisions.open_decision,
        decisions.carry_out,
    )


TROUBLES = {
    at.HAZARD_ABOVE_CAP: "a rate rose above the cap of its candidates; raise crisis.cap or launch.cap",
    at.NOT_FINITE: "the state is no longer finite; a parameter is too far from its plausible range",
    at.LOG_FULL: f"one turn logged more than {at.LOG_MOST} events",
    at.DUE_FULL: f"one turn booked more than {at.DUE_MOST} items",
    at.ACTS_FULL: f"more than {at.MOST_ACTS - 1} acts are under way at once",
    at.UNDO_FULL: f"one option touches more than {at.UNDO_MOST} values, with those that hang on them",
    at.CHANGES_FULL: f"one act makes more than {at.MOST_CHANGES - at.MOST_PLANNED} changes",
    at.QUEUE_FULL: f"more than {at.QUEUE_MOST} orders wait for one supplier",
    at.IMPULSES_FULL: f"one turn made more than {at.IMPULSE_MOST} impulses",
}


def trouble(tables: Tables, replication: int, minute: int, code: int) -> RunError:
    """Return the error that a rule has reported by a code of `TROUBLES`."""
    date = tables.start + datetime.timedelta(minutes=minute)
    return RunError(f"replication {replication} on {date}: {TROUBLES[code]}")


def laid_out(tables: Tables, rules: Rules) -> tuple[Any, Any, Any]:
    """Return fresh copies of a scenario's arrays in the form that the rules run on."""
    return rules.laid(tables.x.copy()), rules.laid(tables.m.copy()), rules.laid(tables.t)
