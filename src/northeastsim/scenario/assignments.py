"""What a student's own world differs in from a scenario: a few things a teacher would change, by a seed and the student's number.

A draw is addressed by seed and number and by what it decides, so that one student's world does not depend on how many there are.
"""

from __future__ import annotations

import csv
import datetime
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from northeastsim.rulebook import chance
from northeastsim.scenario.dates import horizon
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.ranges import ranges
from northeastsim.scenario.tables.draft import identity

SWITCHES = Path(__file__).parent / "catalogue" / "switches.csv"
ON_RECORD = ("confirmed", "claimed", "denied")  # what is said to have happened is not moved
OF_NOBODY = ("neutral", "passive")
MONTHS = (-12, -6, -3, 3, 6, 12, 24)  # by which an event may move
TO_WATCH = 1 / 3  # of the run that is left after it, at the least
QUANTITIES = (1, 2, 3, 4)
FACTORS = (0.5, 0.75, 1.5, 2.0)  # of an event's size
SHARES = (0.0, 0.25, 0.75, 1.0)  # of a contested parameter's range
APART = 0.2  # of that range: nearer to what it is already is no other assumption
STRATEGY, EVENT, SWITCH = "strategy", "event", "switch"


@dataclass(frozen=True)
class Change:
    """Something that differs: what it is about, and by the paths of `--set` what is there before and after.

    `name` is of the strategy's actor, of the event or of the parameter.
    """

    kind: str
    name: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True)
class Switch:
    """A contested parameter in a teacher's words: whom it needs, what it asks, and what either end of its range says."""

    parameter: str
    actor: str
    question: str
    low: str
    high: str


@functools.cache
def switches() -> tuple[Switch, ...]:
    """The contested parameters that students meet: the table `catalogue/switches.csv`."""
    with SWITCHES.open(encoding="utf-8", newline="") as file:
        return tuple(Switch(*row.values()) for row in csv.DictReader(file))


def changes(resolved: Resolved, seed: int, number: int, actor: str) -> tuple[Change, ...]:
    """What the world of student `number`, counted from 1, differs in: the actor's strategy, an event, a contested parameter.

    What the scenario has nothing of is left as it is: an actor without strategies, events that are on the record, parameters
    that the scenario itself sets.
    """
    drawn = Draws(seed, number)
    found = (of_strategy(resolved, actor, drawn), of_event(resolved, drawn), of_switch(resolved, drawn))
    return tuple(one for one in found if one is not None)


@dataclass(frozen=True)
class Draws:
    """The draws of one student."""

    seed: int
    number: int

    def uniform(self, *words: str) -> float:
        """The draw that decides something, between 0 and 1."""
        return chance.uniform(chance.run_key(self.seed, self.number), 0, identity(*words), 0)

    def one(self, choices: Sequence[Any], *words: str) -> Any:
        """One of several, each as likely as any other."""
        return choices[int(self.uniform(*words) * len(choices))]

    def in_turn(self, choices: Sequence[str], *words: str) -> str:
        """One of several, so that students who follow one another have different ones until all are taken."""
        round_, place = divmod(self.number - 1, len(choices))
        key = chance.run_key(self.seed, round_)
        return sorted(choices, key=lambda one: chance.uniform(key, 1, identity(*words, one), 0))[place]


def of_strategy(resolved: Resolved, actor: str, drawn: Draws) -> Change | None:
    """Another strategy of an actor's own; None where it has no other."""
    entry = resolved.document["actors"].get(actor)
    own = str((entry or {}).get("strategy") or "")
    others = [name for name, one in resolved.strategies.items() if one.get("actor") == actor and name not in (own, *OF_NOBODY)]
    if entry is None or not own or not others:
        return None
    path = f"actors.{actor}.strategy"
    return Change(STRATEGY, actor, {path: own}, {path: drawn.in_turn(others, STRATEGY, actor)})


def of_event(resolved: Resolved, drawn: Draws) -> Change | None:
    """One event that is not on the record, with other goods, another size or another date; None where there is none to vary."""
    movable = {event["id"]: dials for event in resolved.document["events"] if (dials := dict(dials_of(event, resolved)))}
    if not movable:
        return None
    name = drawn.one(list(movable), EVENT)
    event = next(one for one in resolved.document["events"] if one["id"] == name)
    chosen = {key: drawn.one(choices, EVENT, name, key) for key, choices in movable[name].items()}
    if all(event[key] == value for key, value in chosen.items()):  # one thing at least differs
        key = drawn.one(list(chosen), EVENT, name, "least")
        chosen[key] = drawn.one([one for one in movable[name][key] if one != event[key]], EVENT, name, key, "again")
    differ = {key: value for key, value in chosen.items() if event[key] != value}
    before, after = ({f"events.{name}.{key}": some[key] for key in differ} for some in (event, chosen))
    return Change(EVENT, name, before, after)


def dials_of(event: Mapping[str, Any], resolved: Resolved) -> Iterator[tuple[str, list[Any]]]:
    """The keys of an event that may have another value, with all values that each may have, its own among them."""
    if event.get("status") in ON_RECORD or "date" not in event:
        return
    if len(dates := moved(event, resolved)) > 1:
        yield "date", dates
    if "system" in event and len(goods := of_supplier(event, resolved)) > 1:
        yield "system", goods
    keys = resolved.event_types[event["type"]].get("keys") or {}
    for key, known in keys.items():
        size = event.get(key)
        if isinstance(size, int | float) and not isinstance(size, bool) and len(sizes := around(size, key, known)) > 1:
            yield key, sizes


def moved(event: Mapping[str, Any], resolved: Resolved) -> list[str]:
    """The dates to which an event may move, each a whole number of months away, with enough of the run after it."""
    start = datetime.date.fromisoformat(str(resolved.document["start"]))
    latest = start + (horizon(start, int(resolved.document["years"])) - start) * (1 - TO_WATCH)
    date = datetime.date.fromisoformat(str(event["date"]))
    found = [later(date, months) for months in MONTHS]
    return sorted({str(date), *(str(one) for one in found if start < one <= latest)})


def later(date: datetime.date, months: int) -> datetime.date:
    """The same day of a month so many months later, or the month's last day."""
    years, month = divmod(date.month - 1 + months, 12)
    first = datetime.date(date.year + years, month + 1, 1)
    length = ((first + datetime.timedelta(days=31)).replace(day=1) - first).days
    return first.replace(day=min(date.day, length))


def of_supplier(event: Mapping[str, Any], resolved: Resolved) -> list[str]:
    """The systems that whoever sells in an event may sell."""
    sellers = [name for name, one in resolved.systems.items() if event["initiator"] in (one.get("suppliers") or ())]
    return list(dict.fromkeys([event["system"], *sellers]))


def around(size: float, key: str, known: Mapping[str, Any]) -> list[float]:
    """The sizes that an event may have: whole units of goods, else parts and multiples of its own within the key's bounds."""
    if key == "quantity":
        return sorted({size, *QUANTITIES})
    sizes = [float(f"{size * factor:.3g}") for factor in FACTORS]
    inside = [one for one in sizes if known.get("low", one) <= one <= known.get("high", one)]
    return sorted({size, *(round(one) if known.get("whole") or one.is_integer() else one for one in inside)})


def of_switch(resolved: Resolved, drawn: Draws) -> Change | None:
    """A contested parameter elsewhere in its plausible range; None where the scenario sets all of them itself."""
    set_here, actors = resolved.document["parameters"], {"", *resolved.document["actors"]}
    free = [one.parameter for one in switches() if one.parameter not in set_here and one.actor in actors]
    if not free:
        return None
    name = drawn.in_turn(free, SWITCH)
    own = float(resolved.parameters[name])
    value = drawn.one(list(values_of(resolved, name, own)), SWITCH, name)
    path = f"parameters.{name}"
    return Change(SWITCH, name, {path: own}, {path: value})


def values_of(resolved: Resolved, name: str, own: float) -> Iterable[float]:
    """The values that a contested parameter may have instead of its own."""
    span = ranges(resolved, [name])[name]
    known = [float(f"{value:.3g}") for value in span.at(np.array(SHARES))]
    return [value for value in known if abs(value - own) > APART * (span.high - span.low)]
