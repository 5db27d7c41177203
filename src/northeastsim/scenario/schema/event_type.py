"""A type of event: who takes part, what it needs, its stages with their effects, and when it is on a menu."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from northeastsim.scenario.schema.basis import Id, Ref, Strict, Text, said
from northeastsim.scenario.schema.quantity import BareNumber, NonNegative, Positive

Role = Literal["required", "optional", "none"]


class Roles(Strict):
    """Who takes part. `system` is required where the menu offers systems and none elsewhere, if not given."""

    initiator: Role = said("who does it", default="none")
    target: Role = said("the one partner or addressee", default="none")
    participants: Role = said("with whom it is done", default="none")
    aimed_at: Role = said("against whom", default="none")
    system: Role | None = said("the weapon system it is about", default=None)
    about: Role = said("the event it is about", default="optional")


class Key(Strict):
    """A key of the type's own: a number within bounds, or one of the `choices`."""

    unit: Text = said("unit", default="")
    low: BareNumber | None = said("lowest value", default=None)
    high: BareNumber | None = said("highest value", default=None)
    default: BareNumber | Text | bool | None = said("value where an event gives none", default=None)
    meaning: Text = said("what it says", default="")
    whole: bool = said("whether only whole numbers fit", default=False)
    required: bool = said("whether an event must give it", default=False)
    choices: list[Text] | None = said("words it may be, if it is no number", default=None)


class Need(Strict):
    """A precondition: a state variable between two roles within limits."""

    variable: Text = said("state variable")
    of: Text = said("role it is of")
    to: Text | None = said("role it is towards", default=None)
    at_least: BareNumber | None = said("lowest value", default=None)
    at_most: BareNumber | None = said("highest value", default=None)


class Duration(Strict):
    """A time with a log-normal distribution."""

    median_days: Positive = said("median", "days")
    log_sd: NonNegative = said("standard deviation of the logarithm", default=0.0)


def timing(value: Any) -> str:
    """Which form the time of a stage has."""
    return "duration" if isinstance(value, dict | Duration) else "word"


After = Annotated[
    Annotated[Literal["lead", "operational"], Tag("word")] | Annotated[Duration, Tag("duration")],
    Discriminator(timing),
]


class Stage(Strict):
    """A step of an event, at a time after the step before, and what it changes."""

    name: Id = said("name, as it is logged")
    after_days: NonNegative | None = said("time after the stage before", "days", None)
    after: After | None = said("time after the stage before: the system's, or a distribution", default=None)
    effects: list[dict[str, Any]] = said("impulses on state variables", default=[])
    visible: bool = said("whether nobody can overlook it, so that a secret act is known from then on", default=False)


class Menu(Strict):
    """When actors may choose this type by themselves."""

    who: list[Ref] | None = said("actors that may; all if not given", default=None)
    whom: list[Ref] | None = said("whom it may address by name; all if not given", default=None)
    targets: Literal["others", "adversaries", "friends"] | None = said("whom it may address", default=None)
    systems: bool = said("whether it is chosen once per system", default=False)
    conciliatory: bool = said("whether it has an audience cost towards adversaries", default=False)
    attention: int = said("attention it takes", "acts", 1, ge=0, le=100)
    cost_musd: NonNegative = said("what it costs", "m US$", 0.0)
    cooldown_days: NonNegative = said("time until it may be chosen again", "days", 0.0)
    memory_years: NonNegative = said("how long a repetition is remembered", "years", 0.0)
    magnitude: BareNumber = said("size of the act when chosen", default=1.0)
    joins: Any = said("who takes part besides", default=None)


class LegOfType(Strict):
    """One of the acts that a linked deal binds together, given by one side to the other."""

    type: Ref = said("type of event")
    giver: Literal["initiator", "target"] = said("who gives: the other side receives")
    system: Ref | None = said("the weapon system it is about", default=None)
    quantity: BareNumber = said("its size", default=1.0)
    secret: bool = said("whether others learn of it only later", default=False)


class EventType(Strict):
    """One type of event."""

    summary: Text = said("the type in a sentence", default="")
    source: Text = said("where it comes from", default="")
    sentence: Text | None = said(
        "how a story tells it: `{i} invites {t}`; {i} does it, {t} is the target, {parties} are both and all who join, "
        "{partners} these alone, {against} ends `against` whom, {q} is its size, {system} the goods", default=None
    )
    noun: Text | None = said("what it is called where it is only proposed: `a visit`", default=None)
    kind: Literal["act", "impact", "process"] = said("who brings it about", default="act")
    roles: Roles = said("who takes part", default=Roles())
    partners: Literal["target", "participants", "none"] = said("who must consent", default="none")
    secret: bool = said("whether it is secret unless the event says otherwise", default=False)
    worth_musd: BareNumber | Text = said("what a unit of its quantity is worth to its target", "m US$", 0.0)
    keys: dict[Id, Key] = said("keys of its own", default={})
    legs: list[LegOfType] = said("acts that a deal of this type binds together", default=[], max_length=20)
    requires: list[Need] = said("preconditions", default=[])
    stages: Annotated[list[Stage], Field(max_length=100)] = said("its steps", default=[])
    menu: Menu | None = said("when actors may choose it", default=None)
