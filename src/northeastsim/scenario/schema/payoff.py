"""A payoff: what an actor is judged by, whatever it does, and how much each concern may count."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator

from northeastsim.scenario.schema.basis import Ref, Strict, Text, own_words, said
from northeastsim.scenario.schema.quantity import BareShare

DEFAULT = "default"


class Concerns(Strict):
    """How much each concern counts, 0 to 1; only the proportions matter."""

    security: BareShare = said("own security", default=0.0)
    autonomy: BareShare = said("own autonomy", default=0.0)
    influence: BareShare = said("influence over those it cares about", default=0.0)
    prosperity: BareShare = said("own prosperity", default=0.0)
    stability: BareShare = said("stability of the region", default=0.0)
    partnership: BareShare = said("partnership with chosen partners", default=0.0)
    allies: BareShare = said("security of its allies", default=0.0)
    neighbours: BareShare = said("calm of the regimes on its borders", default=0.0)


def some_weight(concerns: Concerns) -> Concerns:
    """The weights, if any is above 0."""
    if not any(concerns.model_dump().values()):
        raise own_words("expected some concern with a weight above 0")
    return concerns


def has_default(weightings: dict[str, Weighting]) -> dict[str, Weighting]:
    """The weightings, if the one that is used unless another is named is among them."""
    if DEFAULT not in weightings:
        raise own_words("expected a weighting named 'default'")
    return weightings


class Weighting(Strict):
    """One way to weigh the concerns, and why."""

    summary: Text = said("who would weigh so", default="")
    weights: Annotated[Concerns, AfterValidator(some_weight)] = said("how much each concern counts")


class Payoff(Strict):
    """What an actor is judged by: the same for all of its strategies, whatever these seek themselves."""

    actor: Ref = said("actor")
    summary: Text = said("what it is judged by, in a sentence", default="")
    source: Text = said("where the weights come from", default="")
    influence_over: dict[Ref, BareShare] = said("over whom influence counts, weighted", default={})
    partners: dict[Ref, BareShare] = said("with whom partnership counts, weighted", default={})
    worth: Literal["saturating", "linear"] = said(
        "what a change is worth: none counts for more than 2 usual changes, or each in proportion", default="saturating"
    )
    weightings: Annotated[dict[Ref, Weighting], AfterValidator(has_default)] = said("ways to weigh the concerns")
