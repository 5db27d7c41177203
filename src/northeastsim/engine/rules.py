"""The entries into the rulebook that an engine needs, interpreted on lists or compiled on arrays."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from northeastsim.rulebook import acts, agenda, chance, decisions, drift, observe, turn
from northeastsim.scenario.tables import Tables


@dataclass(frozen=True)
class Rules:
    """The rules in one form: `laid` turns a scenario's arrays into what the functions run on."""

    name: str
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
        "interpreted",
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


def run_key(seed: int, replication: int) -> int:
    """Return the key of all draws of one replication."""
    return chance.run_key(seed, replication)


def laid_out(tables: Tables, rules: Rules) -> tuple[Any, Any, Any]:
    """Return fresh copies of a scenario's arrays in the form that the rules run on."""
    return rules.laid(tables.x.copy()), rules.laid(tables.m.copy()), rules.laid(tables.t)


precedence = agenda.precedence
