"""What parameters may plausibly be: the ranges that designs are spread over, and the caps that stay out of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.words import nearest

# A range above zero that spans at least this factor is spread by proportion: half-lives, rates, orders of size.
BY_PROPORTION = 4.0
# These judge runs that are over, and move nothing.
JUDGING = ("race.",)
# What the source of a parameter begins with that says nothing about the world: the caps of thinning.
TECHNICAL = "technical"
DOUBLINGS = 5  # of the caps of thinning, before a replication or a set of parameters is given up


class Range(NamedTuple):
    """What a parameter may plausibly be; `whole` numbers only, where it is one."""

    low: float
    high: float
    whole: bool = False

    @property
    def by_proportion(self) -> bool:
        """Whether equal factors count as equal steps, not equal differences."""
        return self.low > 0.0 and self.high >= BY_PROPORTION * self.low

    def at(self, shares: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the values at which so much of the range lies below, shares of 0 to 1."""
        if self.whole:
            return np.minimum(np.floor(self.low + shares * (self.high - self.low + 1)), self.high)
        if self.by_proportion:
            return np.clip(self.low * (self.high / self.low) ** shares, self.low, self.high)
        return self.low + shares * (self.high - self.low)


def ranges(resolved: Resolved, names: Iterable[str] | None = None) -> dict[str, Range]:
    """Return the plausible ranges of parameters by name, a scenario's own before the catalogue's.

    Without `names` all that have a range and move a result, but for technical ones; what the scenario itself sets to a plain
    number stays as set. Raises ScenarioError for names that there are not, with the nearest, and for those without a range.
    """
    known, own = resolved.catalogue.parameters, resolved.document["parameters"]
    stated = {name: {**entry, **(own[name] if isinstance(own.get(name), dict) else {})} for name, entry in known.items()}
    if names is None:
        fixed = {name for name, figure in own.items() if not isinstance(figure, dict)}
        idle = {name for name, entry in known.items() if name.startswith(JUDGING) or is_technical(entry)}
        names = [name for name, entry in stated.items() if name not in fixed | idle and is_open(entry)]
    chosen = list(dict.fromkeys(names))
    if problems := [problem for name in chosen for problem in wrong(name, stated)]:
        raise ScenarioError(problems)
    return {name: Range(stated[name]["low"], stated[name]["high"], bool(stated[name].get("whole"))) for name in chosen}


def caps(resolved: Resolved) -> dict[str, float]:
    """Return the caps of thinning at the top of their ranges, above the rates of every set of a design.

    Where they stand decides which candidates come, but no rate: all sets that are to share luck need the same.
    """
    return {name: float(entry["high"]) for name, entry in resolved.catalogue.parameters.items() if is_technical(entry)}


def widened(tops: Mapping[str, float]) -> Iterator[dict[str, float]]:
    """Yield caps of thinning, each time twice as high: what runs into one is run again, its rates the same, its luck its own."""
    for doubling in range(DOUBLINGS + 1):
        yield {name: top * 2.0**doubling for name, top in tops.items()}


def is_technical(entry: Mapping[str, Any]) -> bool:
    """Return whether a parameter belongs to the method, not to the world."""
    return str(entry.get("source", "")).startswith(TECHNICAL)


def is_open(entry: Mapping[str, Any]) -> bool:
    """Return whether a parameter has a range of more than one value."""
    low, high = entry.get("low"), entry.get("high")
    return low is not None and high is not None and low < high


def wrong(name: str, stated: Mapping[str, Mapping[str, Any]]) -> list[Problem]:
    """Return what is wrong with asking for a parameter's range."""
    if name not in stated:
        return [Problem("<design>", None, None, name, "there is no such parameter", nearest(name, sorted(stated)))]
    if not is_open(stated[name]):
        return [Problem("<design>", None, None, name, f"expected a parameter with a range, got one that is {stated[name]['value']:g}")]
    return []
