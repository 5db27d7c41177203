"""The whole document: a world at its start, what happens in it, and how it is simulated."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, WithJsonSchema

from northeastsim.scenario.schema.actor import Actor
from northeastsim.scenario.schema.basis import Date, Day, Days, Id, Pair, Ref, Strict, Text, own_words, said
from northeastsim.scenario.schema.event_type import EventType
from northeastsim.scenario.schema.quantity import Anything, BareShare, Hazard, Probability, Share
from northeastsim.scenario.schema.relation import Relation
from northeastsim.scenario.schema.revision import Revision
from northeastsim.scenario.schema.strategy import Strategy
from northeastsim.scenario.schema.system import System
from northeastsim.scenario.schema.theory import Theory


class Settings(Strict):
    """Which parts of the model are switched on."""

    budget_rule: Literal["reaction", "richardson"] = said("how budgets are set", default="reaction")
    war: Literal["ends", "marks"] = said("whether a war ends the run or marks it", default="ends")
    decisions: bool = said("whether actors decide", default=True)
    growth: bool = said("whether economies grow", default=True)
    chance: bool = said("whether anything is left to chance", default=True)
    option_constants: Literal["all", "until_2018"] = said(
        "to how much of the record the constants of options are fitted: all, or what was known at the end of 2018", default="all"
    )
    streams: bool = said("incidents, crises, launches and the calendar", default=True)


class After(Strict):
    """What an event follows, and how soon."""

    event: Ref = said("the event it follows: each time that one is announced")
    days: int = said("how long after that", "days", 0, ge=0, le=36_500)


class Leg(Strict):
    """One of the acts that a linked deal binds together. Keys of the act's own type stand beside these."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)

    type: Ref = said("type of event")
    initiator: Ref = said("who gives")
    target: Ref = said("who receives")
    system: Ref | None = said("the weapon system it is about", default=None)
    secret: bool | None = said("whether others learn of it only later; as its type if not given", default=None)


def sayers(value: Any) -> Any:
    """Who says something: a text or a list of texts."""
    listed = value if isinstance(value, list) else [value]
    if not (listed and all(isinstance(one, str) and one.strip() for one in listed)):
        raise own_words("expected a name, or a list of names: of actors or of others, such as [KOR, a research group]")
    return value


TEXT = {"type": "string"}
Sayers = Annotated[
    Any, AfterValidator(sayers), WithJsonSchema({"anyOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}]})
]


class Event(Strict):
    """One line of the script. Keys of the event's own type stand beside these."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)

    id: Id = said("name by which conditions, patches and results know it")
    type: Ref = said("type of event")
    date: Date | None = said("day it happens; or give `when`, `after` or `hazard`", default=None)
    when: Text | None = said("condition under which it happens, seen daily; or give a time", default=None)
    after: After | None = said("event it follows, and how many days later; or give another time", default=None)
    hazard: Hazard | None = said(
        "chance by which it comes by itself, once, from the start or from `after`; `[low, high]` is drawn", "per year", None
    )
    probability: Probability | None = said(
        "chance that it comes about when its time has come; `[low, high]` is drawn", "probability", None
    )
    repeat: Days | None = said("time after which the condition may fire again", default=None)
    since: Date | None = said("day before which what has no date does not come; a hazard waits from then", default=None)
    until: Date | None = said("day from which what has no date no longer comes", default=None)
    initiator: Ref | None = said("who does it", default=None)
    target: Ref | None = said("the one partner or addressee", default=None)
    participants: list[Ref] | None = said("with whom it is done", default=None)
    aimed_at: list[Ref] | None = said("against whom", default=None)
    system: Ref | None = said("the weapon system it is about", default=None)
    about: Ref | None = said("the event it is about", default=None)
    secret: bool | None = said(
        "whether others learn of it only later; as its type if not given", default=None
    )
    consent: Literal["ask"] | None = said("ask: it is a proposal that the partner may decline", default=None)
    strategies: dict[Ref, BareShare] | None = said(
        "for a change of government: what the target may follow then, with weights that sum to 1", default=None
    )
    legs: list[Leg] | None = said("the acts that a linked deal binds together", default=None, max_length=20)


    status: Literal["confirmed", "claimed", "denied", "hypothetical"] | None = said(
        "how sure it is that it happened: confirmed by two sides, claimed, claimed and denied, or made up", default=None
    )
    claimant: Sayers | None = said("who says that it happened: ids of actors, or others by name", default=None)
    denied_by: Sayers | None = said("who denies it: ids of actors, or others by name", default=None)
    source: Text | None = said("where that is said", default=None)
    remove: bool | None = said("true: drops the event of this id from what is extended", default=None)


class Programme(Strict):
    """Something that happens on the same days of every year."""

    id: Id = said("name")
    type: Ref = said("type of event")
    initiator: Ref = said("who does it")
    target: Ref | None = said("the one partner or addressee", default=None)
    participants: list[Ref] | None = said("with whom it is done", default=None)
    aimed_at: list[Ref] | None = said("against whom", default=None)
    days: list[Day] = said("days of the year", "MM-DD", min_length=1, max_length=366)
    since: Date | None = said("day before which it does not happen", default=None)
    until: Date | None = said("day from which it no longer happens", default=None)
    remove: bool | None = said("true: drops the programme of this id from what is extended", default=None)


class Closed(Strict):
    """Options taken off every menu: those of this type that fit whatever else is given."""

    type: Ref = said("type of event")
    initiator: Ref | None = said("only where this actor would do it", default=None)
    target: Ref | None = said("only where this one is addressed", default=None)
    system: Ref | None = said("only with this system", default=None)


def known_format(number: int) -> int:
    """The number, if it is a format this version reads."""
    if number != 1:
        raise own_words("this version reads format 1")
    return number


Format = Annotated[int, AfterValidator(known_format), WithJsonSchema({"const": 1})]


class Document(Strict):
    """A scenario; with `extends` a patch: keys merge, events merge by id, null clears."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, title="northeastsim scenario")

    format: Format = said("version of this format: 1")
    name: Text | None = said("title", default=None)
    question: Text | None = said("what the scenario asks", default=None)
    description: Text | None = said("what a reader should know", default=None)
    cannot_tell: Text | None = said("what runs of it cannot tell, whatever they show", default=None)
    extends: Text | None = said(
        "base region, shipped scenario or file that this one is a patch on", default=None
    )
    complete: bool = said("whether what it declares stands alone, not laid over the shipped", default=False)
    start: Date = said("first day")
    years: int = said("how long it runs", "years", 10, ge=1, le=30)
    seed: int = said("seed of all chance; 0 is a seed", default=0, ge=0, le=2**63 - 1)
    replications: int = said("how many times it is run", "runs", 100, ge=1, le=10**9)
    bodies: list[Id] = said(
        "organisations that may act or be addressed, and never decide", default=[], max_length=100
    )
    monitoring: Share = said("eyes on the keeping of sanctions", "0..1", 1.0)
    settings: Settings = said("which parts of the model are switched on", default=Settings())
    actors: dict[Id, Actor] = said("who takes part, 2 to 32", default={})
    relations: dict[Pair, Relation] = said("what stands between two actors, by 'A, B'", default={})
    systems: dict[Id, System] = said("weapon systems, besides the shipped ones", default={})
    event_types: dict[Id, EventType] = said("types of event, besides the shipped ones", default={})
    strategies: dict[Id, Strategy] = said("strategies, besides the shipped ones", default={})
    theory: Ref = said("the theory of what drives states that all of them follow: a name, or a file of one", default="default")
    theories: dict[Id, Theory] = said("theories, besides the shipped ones", default={})
    programmes: list[Programme] = said("what happens every year", default=[])
    events: list[Event] = said("what happens", default=[])
    closed: list[Closed] = said("options that nobody has", default=[])
    parameters: dict[Text, Anything] = said("parameters that differ from their defaults", default={})
    revisions: list[Revision] = said("figures and strategies that change at a date", default=[], max_length=100)
    metrics: dict[Id, Text] = said("measures of your own, as expressions", default={})
    variants: dict[Id, dict[Text, Any]] = said(
        "other versions of this scenario by name: values by path, as `--set` has them", default={}, max_length=100
    )
    twin: dict[Text, Any] = said("the version to compare with: values by path, as `--set` has them", default={})
