"""One decision lived through again: every option of the actor, why it was or was not weighed, and what its utility is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from northeastsim.engine.rules import Rules
from northeastsim.engine.single import World
from northeastsim.rulebook import layout as at
from northeastsim.rulebook.acts import asked, consent_chance
from northeastsim.rulebook.chance import CHOOSE, uniform
from northeastsim.rulebook.concerns import gain, remember
from northeastsim.rulebook.deals import deal_worth
from northeastsim.rulebook.decisions import (
    OUT,
    audience,
    choose,
    is_considered,
    is_open,
    money,
    odds,
    open_decision,
    repetition,
)
from northeastsim.rulebook.drift import advance
from northeastsim.rulebook.expect import open_trial, talks_success
from northeastsim.rulebook.layout import M, T, X
from northeastsim.rulebook.trial import close_trial
from northeastsim.rulebook.turn import clear_outbox
from northeastsim.scenario.tables import Tables

WEIGHED, OVERLOOKED, CLOSED, FORBIDDEN = "weighed", "overlooked", "closed", "forbidden"


@dataclass(frozen=True)
class Parts:
    """What the utility of an option is made of; costs are below 0.

    `effects` are what the act is expected to change if it takes place, as places of the state and means over the actor's
    horizon; `concerns` what the actor gains by that in each, `deal` what its legs are worth in money. It takes place with
    the chances `talks` (that they agree) times `consent` (of all who are asked). All the rest counts either way.
    """

    effects: tuple[tuple[int, float], ...]
    concerns: tuple[float, ...]
    deal: float
    talks: float
    consent: float
    constant: float
    audience: float
    repetition: float
    money: float
    appetite: float
    rules: float

    @property
    def expected(self) -> float:
        """The gain times the chance that there is any."""
        return self.talks * self.consent * (sum(self.concerns) + self.deal)

    @property
    def utility(self) -> float:
        """The sum of all parts."""
        costs = self.constant + self.audience + self.repetition + self.money
        return self.expected + costs + self.appetite + self.rules


@dataclass(frozen=True)
class Choice:
    """An option of the actor (its row in the tables), what became of it, and where it was weighed its utility and probability."""

    option: int
    status: str
    utility: float = 0.0
    probability: float = 0.0
    parts: Parts | None = None


@dataclass(frozen=True)
class Decision:
    """A decision: when, following which strategy (its row; -1 for none), what was drawn (a row of the options; -1: wait).

    `can_act` is False where all attention was taken by `busy` acts under way; then nothing was weighed.
    """

    tick: int
    strategy: int
    can_act: bool
    busy: int
    rationality: float
    draw: float
    drawn: int
    waiting: float
    choices: list[Choice] = field(repr=False)


def decision(tables: Tables, seed: int, replication: int, actor: int, number: int, rules: Rules) -> Decision | int:
    """Return a decision of an actor by its number, counted from 0; where it never came, how many there were."""
    found: list[tuple[X, M, int]] = []

    def watch(tick: int, item: int, a: int, b: int) -> None:
        if (item, a, b) == (at.ITEM_DECISION, actor, number):
            found.append((plain(world.x), plain(world.m), tick))

    world = World(tables, seed, replication, rules=rules, trace=watch)
    while not found and world.step():
        pass
    if not found:
        return int(world.m[at.SLOT + actor])
    x, m, tick = found[0]
    return taken(x, m, tables.t.tolist(), actor, number, tick)


def plain(array: Any) -> Any:
    """Return a copy as a list of Python's own numbers."""
    return list(array) if isinstance(array, list) else array.tolist()


def taken(x: X, m: M, t: T, i: int, number: int, tick: int) -> Decision:
    """Let an actor decide as the rules have it, and look into every option. The state in x and m is used up."""
    clear_outbox(m)
    advance(x, m, tick)
    can_act = open_decision(x, m, t, i, number, 0)
    first, last = t[t[at.AT_ACTOR_OPTIONS] + i], t[t[at.AT_ACTOR_OPTIONS] + i + 1]
    rationality, draw = x[at.RATIONALITY + i], uniform(m[at.KEY], CHOOSE, m[at.ID + i], number)
    drawn, waiting, choices = -1, 1.0, []
    if can_act:
        place = choose(x, t[at.AT_OPTION_UTILITY] + first, last - first, rationality, draw)
        drawn = first + place if place >= 0 else -1
        values = {o: x[t[at.AT_OPTION_UTILITY] + o] for o in range(first, last)}
        best = max(0.0, *values.values()) if values else 0.0
        total = sum(odds(value, best, rationality) for value in [0.0, *values.values()] if value > OUT)
        waiting = odds(0.0, best, rationality) / total
        for o, value in values.items():
            share = odds(value, best, rationality) / total
            choices.append(looked_at(x, m, t, o, number, value, share))
    return Decision(tick, m[at.FOLLOWS + i], can_act, m[at.BUSY + i], rationality, draw, drawn, waiting, choices)


def looked_at(x: X, m: M, t: T, o: int, number: int, utility: float, share: float) -> Choice:
    """Return what became of an option."""
    if utility > OUT:
        return Choice(o, WEIGHED, utility, share, parts(x, m, t, o))
    if m[t[at.AT_OPTION_FORBIDDEN] + o] != 0:
        return Choice(o, FORBIDDEN)
    return Choice(o, CLOSED if is_considered(x, m, t, o, number) else OVERLOOKED)


def parts(x: X, m: M, t: T, o: int) -> Parts:
    """Return what the utility of an option that is open is made of: the steps of `decisions.utility`, by the same functions."""
    is_open(x, m, t, o)  # makes slot 0 ready
    row = t[at.AT_OPTIONS] + at.OPTION_WIDTH * o
    kind = t[at.AT_TYPES] + at.TYPE_WIDTH * t[row + at.OPTION_TYPE]
    i, j = t[row + at.OPTION_ACTOR], t[row + at.OPTION_TARGET]
    guests = [k for k in range(m[at.ACTORS]) if asked(m, t, 0) >> k & 1]
    for k in guests:
        remember(x, m, k)
    talks = talks_success(x, m, 0) if t[kind + at.TYPE_MECHANISM] == at.TALKS else 1.0
    open_trial(x, m, t, 0)
    effects = tried(x, m)
    concerns, deal, consent = gains(x, m, t, i), deal_worth(x, m, t, 0, i), 1.0
    for k in guests:
        consent *= consent_chance(x, m, t, 0, k)
    close_trial(x, m)
    return Parts(
        effects, concerns, deal, talks, consent,
        constant=-x[t[row + at.OPTION_CONSTANT]],
        audience=-audience(x, t, kind, i, j),
        repetition=-repetition(x, m, t, o, kind),
        money=-money(x, t, kind, i),
        appetite=x[t[at.AT_OPTION_APPETITE] + o],
        rules=x[t[at.AT_OPTION_BOOST] + o],
    )  # fmt: skip


def tried(x: X, m: M) -> tuple[tuple[int, float], ...]:
    """Return which values the open trial has changed, and by how much."""
    before: dict[int, float] = {}
    for c in range(m[at.UNDO]):
        before.setdefault(m[at.UNDO_PLACE + c], x[at.UNDO_VALUE + c])
    return tuple((place, x[place] - value) for place, value in before.items() if place < at.STATE_END and x[place] != value)


def gains(x: X, m: M, t: T, i: int) -> tuple[float, ...]:
    """Return what the open trial is worth to an actor in each concern: the gain of one that had no other."""
    gain(x, m, t, i)  # computes what the trial has touched, of all concerns
    places = [at.CONCERN_WEIGHT + at.ACTOR_PITCH * c + i for c in range(at.CONCERNS)]
    weights = [x[place] for place in places]
    found = []
    for alone in range(at.CONCERNS):
        for c, place in enumerate(places):
            x[place] = weights[c] if c == alone else 0.0
        found.append(gain(x, m, t, i))
    for place, weight in zip(places, weights, strict=True):
        x[place] = weight
    return tuple(found)
