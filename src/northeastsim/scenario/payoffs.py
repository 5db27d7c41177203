"""What an actor's strategies are judged by: shipped for each actor, or read from a file of the user's own."""

from __future__ import annotations

import functools
import os
import pathlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.catalogue_types import Catalogue
from northeastsim.scenario.nodes import from_plain
from northeastsim.scenario.reader import read_file
from northeastsim.scenario.tables.options import CONCERNS as CONCERNS
from northeastsim.scenario.words import nearest

DEFAULT = "default"


@dataclass(frozen=True)
class Payoff:
    """What an actor is judged by; `weightings` maps a name to one weight per concern, summing to 1, in the order of CONCERNS."""

    actor: str
    summary: str
    source: str
    influence_over: Mapping[str, float]
    partners: Mapping[str, float]
    worth: str
    weightings: Mapping[str, tuple[float, ...]]
    reasons: Mapping[str, str]

    def weights(self, name: str = DEFAULT) -> tuple[float, ...]:
        """Return the weights of a weighting; raises ScenarioError for one that there is not."""
        if name not in self.weightings:
            near = nearest(name, sorted(self.weightings))
            known = ", ".join(self.weightings)
            raise ScenarioError([Problem("--weighting", None, None, "", f"no weighting {name!r}; known here: {known}", near)])
        return self.weightings[name]


def payoff(actor: str, source: str | os.PathLike[str] | Mapping[str, Any] | None, catalogue: Catalogue) -> Payoff:
    """Return what an actor is judged by: from a file or a mapping, or as shipped, else by equal weights.

    Raises ScenarioError for a file that cannot be used, and for one that is another actor's.
    """
    if source is None:
        shipped = catalogue.payoffs.get(actor)
        return built(shipped) if shipped else equal(actor)
    name = "<python>" if isinstance(source, Mapping) else os.fspath(source)
    found = built(read(source, name))
    if found.actor != actor:
        message = f"expected {actor}, whose strategies are compared, got {found.actor}"
        raise ScenarioError([Problem(name, None, None, "actor", message)])
    return found


def read(source: str | os.PathLike[str] | Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a payoff as plain data, checked and with defaults; raises ScenarioError with all that is wrong."""
    # NOTE: imported here, since they bring pydantic.
    from pydantic import ValidationError

    from northeastsim.scenario import shape
    from northeastsim.scenario.schema import payoff as schema
    from northeastsim.scenario.schema.keys import keys_at

    problems: list[Problem] = []
    root = from_plain(source, name, problems) if isinstance(source, Mapping) else read_file(pathlib.Path(source), name)
    if problems:
        raise ScenarioError(problems)
    data = root.plain()
    try:
        return schema.Payoff.model_validate(data).model_dump()
    except ValidationError as error:
        keys = functools.partial(keys_at, schema=schema.Payoff.model_json_schema())
        raise ScenarioError(shape.worded(root, error.errors(include_url=False), keys)) from None


def built(data: Mapping[str, Any]) -> Payoff:
    """Return checked data as a payoff."""
    weightings = {}
    for name, entry in data["weightings"].items():
        weights = [float(entry["weights"].get(concern, 0.0)) for concern in CONCERNS]
        weightings[name] = tuple(w / sum(weights) for w in weights)
    reasons = {name: entry.get("summary", "") for name, entry in data["weightings"].items()}
    return Payoff(
        data["actor"], data.get("summary", ""), data.get("source", ""), dict(data.get("influence_over", {})),
        dict(data.get("partners", {})), data.get("worth", "saturating"), weightings, reasons,
    )  # fmt: skip


def equal(actor: str) -> Payoff:
    """Return the payoff of an actor for whom none is shipped: all concerns alike, over no one in particular."""
    even = tuple(1.0 / len(CONCERNS) for _ in CONCERNS)
    return Payoff(actor, "all concerns alike: none is shipped for this actor", "", {}, {}, "saturating", {DEFAULT: even}, {})
