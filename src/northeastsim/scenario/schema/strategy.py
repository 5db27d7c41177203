"""A strategy: what an actor cares about, is drawn to, refuses, and does if something happens."""

from __future__ import annotations

from northeastsim.scenario.schema.basis import Ref, Strict, Text, said
from northeastsim.scenario.schema.quantity import BareWeight, NonNegative, Positive, Share, Weight


class Weights(Strict):
    """How much each concern counts."""

    security: Weight = said("own security", default=0.0)
    autonomy: Weight = said("own autonomy", default=0.0)
    influence: Weight = said("influence over those it cares about", default=0.0)
    prosperity: Weight = said("own prosperity", default=0.0)
    stability: Weight = said("stability of the region", default=0.0)
    partnership: Weight = said("partnership with chosen partners", default=0.0)
    allies: Weight = said("security of its allies", default=0.0)
    neighbours: Weight = said("calm of the regimes on its borders", default=0.0)


class Rule(Strict):
    """An if-then rule: while the condition holds, appetites are added."""

    when: Text = said("condition")
    then: dict[Text, BareWeight] = said("appetite added per act, as under appetite")
    note: Text | None = said("why", default=None)


class Switch(Strict):
    """What an adaptive strategy goes over to, and when."""

    when: Text = said("condition, looked at when the actor decides; the first that holds wins")
    to: Ref = said("strategy")
    note: Text | None = said("why", default=None)


class Postures(Strict):
    """The scale it sets for streams of things that happen many times a year."""

    launches: NonNegative = said("missile launches", "ratio", 1.0)
    exercises: NonNegative = said("exercises", "ratio", 1.0)


class Strategy(Strict):
    """One strategy; acts are written `TYPE`, `TYPE TARGET`, `TYPE * SYSTEM` or `TYPE TARGET SYSTEM`.

    An appetite for `accept TYPE INITIATOR` is for what another proposes.
    """

    actor: Ref = said("actor it is for, or any", default="any")
    summary: Text = said("the strategy in a sentence", default="")
    source: Text = said("where it is described", default="")
    weights: Weights = said("how much each concern counts", default=Weights())
    influence_over: dict[Ref, Weight] = said("over whom it wants influence, weighted", default={})
    partners: dict[Ref, Weight] = said("with whom it wants partnership, weighted", default={})
    rationality: NonNegative = said("how sharply it prefers the better option", "per utility", 1.0)
    attention: int = said("acts of its own under way at most", "acts", 2, ge=0, le=100)
    interval_days: Positive = said("mean time between decisions", "days", 90.0)
    jitter: Share = said("how irregular that time is", "share", 0.3)
    budget_musd: NonNegative = said("what its acts may cost", "m US$ per year", 0.0)
    appetite: dict[Text, BareWeight] = said(
        "liking for an act beyond its effects, or, after `accept`, for another's proposal", "utility", {}
    )
    forbids: list[Text] = said("acts it never takes", default=[])
    rules: list[Rule] = said("if-then rules", default=[])
    starts_as: Ref | None = said("for an adaptive strategy: the one it begins as", default=None)
    switches: list[Switch] = said("for an adaptive strategy: what it goes over to, and when", default=[])
    switching_days: NonNegative = said("least time between two switches", "days", 365.0)
    postures: Postures = said("scale of its streams", default=Postures())
