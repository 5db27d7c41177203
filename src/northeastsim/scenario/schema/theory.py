"""A theory of what drives states: factors on what all of them care about, reactions, and the signs that it claims."""

from __future__ import annotations

from typing import Any, Literal

from northeastsim.scenario.schema.basis import Strict, Text, said
from northeastsim.scenario.schema.quantity import Anything, NonNegative


class Factors(Strict):
    """By what each concern is multiplied, in every strategy of every actor."""

    security: NonNegative = said("own security", "ratio", 1.0)
    autonomy: NonNegative = said("own autonomy", "ratio", 1.0)
    influence: NonNegative = said("influence over those it cares about", "ratio", 1.0)
    prosperity: NonNegative = said("own prosperity", "ratio", 1.0)
    stability: NonNegative = said("stability of the region", "ratio", 1.0)
    partnership: NonNegative = said("partnership with chosen partners", "ratio", 1.0)
    allies: NonNegative = said("security of its allies", "ratio", 1.0)
    neighbours: NonNegative = said("calm of the regimes on its borders", "ratio", 1.0)


class Logic(Strict):
    """What the theory says, in a sentence each."""

    drives: Text = said("what drives states", default="")
    deters: Text = said("what deters them", default="")
    war: Text = said("what makes war likely", default="")


class Sign(Strict):
    """A sign that the theory claims: which way a measure goes in a version of a world, or against another theory."""

    claim: Text = said("the claim in words")
    measure: Text = said("what it is seen in, as an expression; its mean over a run counts")
    direction: Literal["rises", "falls"] = said("which way it goes")
    patch: dict[Text, Any] = said("the version: values by path, as `--set` has them; none: against the default theory", default={})


class Theory(Strict):
    """A theory. It changes no scenario: what a scenario sets itself under `parameters` wins over it."""

    summary: Text = said("the theory in a sentence", default="")
    logic: Logic = said("what drives states, what deters, what makes war likely", default=Logic())
    source: Text = said("where it is described", default="")
    weights: Factors = said("by what each concern is multiplied, in every strategy", default=Factors())
    parameters: dict[Text, Anything] = said("parameters that it sets", default={})
    because: dict[Text, Text] = said("why each change follows: by parameter, and `weights` for the factors", default={})
    outside: dict[Text, Text] = said("why a parameter lies outside its plausible range", default={})
    predicts: list[Sign] = said("signs that it claims", default=[])
    cannot_tell: Text = said("what it says that the model cannot represent", default="")
