"""The changes between two scenarios that can be made one by one, and the worlds that have some of them.

What the loader refuses apart is joined: an event and the one that it follows, a new state and its relations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from northeastsim.errors import ScenarioError
from northeastsim.scenario.difference import RESULT, Line
from northeastsim.scenario.load import Resolved, load
from northeastsim.scenario.mixture import Part, mixed
from northeastsim.scenario.paths import dotted
from northeastsim.scenario.tables import tables
from northeastsim.study.twins import never_happened

MANY = 24  # changes, above which those of a state are taken together
NAMED = 2  # parts that the name of a joined change gives in full

Fits = Callable[[frozenset[int]], bool]


@dataclass(frozen=True)
class Factor:
    """One change: what it is called, and the parts of the document that it switches.

    Several names stand for what only goes together.
    """

    names: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def name(self) -> str:
        """Its names in a row, of many the first two."""
        more = len(self.names) - NAMED
        return " + ".join(self.names) if more <= 0 else f"{' + '.join(self.names[:NAMED])} + {more} more"

    @property
    def is_joined(self) -> bool:
        """Whether it stands for changes that cannot be made one by one."""
        return len(self.names) > 1


class Between:
    """The worlds between two scenarios: the first with some of the changes that lead to the second.

    Only what `measured` names is kept of both scenarios' own metrics, as the second has it where both do.
    """

    def __init__(self, one: Resolved, other: Resolved, measured: str = "") -> None:
        self.one, self.other = one, other
        own = {**one.document["metrics"], **other.document["metrics"]}
        self.metrics = {measured: own[measured]} if measured in own else {}
        self.events = {event["id"] for each in (one, other) for event in each.document["events"]}

    def world(self, parts: Iterable[Part]) -> Resolved:
        """Return the world with some parts as the second scenario has them; raises ScenarioError where there can be none."""
        chosen = list(parts)
        document = mixed(self.one.document, self.other.document, chosen)
        return self.loaded(document, self.one)

    @property
    def first(self) -> Resolved:
        """The first scenario itself."""
        return self.loaded(self.one.document, self.one)

    @property
    def last(self) -> Resolved:
        """The second scenario itself."""
        return self.loaded(self.other.document, self.other)

    @property
    def is_measurable(self) -> bool:
        """Whether both scenarios can be loaded with what is measured."""
        try:
            return bool(self.first and self.last)
        except ScenarioError:
            return False

    def loaded(self, document: dict[str, Any], like: Resolved) -> Resolved:
        """Return a document as a scenario that has no versions and no metrics but the one that is measured."""
        never = self.events - {event["id"] for event in document["events"]}
        metrics = {name: never_happened(text, never) if never else text for name, text in self.metrics.items()}
        bare = {**document, "metrics": metrics, "variants": {}, "twin": {}}
        return replace(load(bare, catalogue=like.catalogue), bases=like.bases)

    def fits(self, parts: Iterable[Part]) -> bool:
        """Return whether there can be a world with these parts."""
        try:
            tables(self.world(parts))
        except ScenarioError:
            return False
        return True


def single(lines: Iterable[Line]) -> list[Factor]:
    """Return a factor for each part in which lines can change a result; above 24, one for all of a state's traits.

    So are then all pairs in which it regards another.
    """
    parts = list(dict.fromkeys(line.part for line in lines if line.kind == RESULT))
    name = dotted if len(parts) <= MANY else together
    groups: dict[str, list[Part]] = {}
    for part in parts:
        groups.setdefault(name(part), []).append(part)
    return [Factor((name,), tuple(group)) for name, group in groups.items()]


def together(part: Part) -> str:
    """Return the name of what a part is taken together with where there are many."""
    if part[0] == "actors":
        return f"actors.{part[1]}"
    if part[0] == "relations":
        return f"relations of {part[1].split(',')[0]}"
    return part[0] if part[0] == "programmes" else dotted(part)


def separable(between: Between, factors: Sequence[Factor], most: int) -> list[Factor]:
    """Return the factors, joined until every world that is to be run can be.

    Those are all sets of at most `most` factors, else each factor alone and all but each. Where a set is refused, the fewest
    others that make it fit are joined with it; of a large set, with what it lacks.
    """
    found = list(factors)
    while refused := first_refused(between, found, most):
        found = joined(found, fewest_to_join(between, found, refused))
    return found


def fewest_to_join(between: Between, factors: Sequence[Factor], refused: frozenset[int]) -> frozenset[int]:
    """Return the factors to join so that a refused set is no longer asked for."""
    everything = frozenset(range(len(factors)))
    if 2 * len(refused) <= len(factors):
        return fewest_that_fit(refused, everything, lambda some: between.fits(parts(factors, some)))
    lacking = everything - refused
    return fewest_that_fit(lacking, everything, lambda some: between.fits(parts(factors, everything - some)))


def first_refused(between: Between, factors: Sequence[Factor], most: int) -> frozenset[int] | None:
    """Return the first set of factors, small ones first, that makes no world; None where all do."""
    for some in wanted(len(factors), most):
        if 0 < len(some) < len(factors) and not between.fits(parts(factors, some)):
            return some
    return None


def wanted(count: int, most: int) -> list[frozenset[int]]:
    """Return the sets of factors whose worlds are run: all in the order of their bits, or each alone, then all but each."""
    if count <= most:
        return [frozenset(i for i in range(count) if row >> i & 1) for row in range(1 << count)]
    everything = frozenset(range(count))
    alone = [frozenset([i]) for i in range(count)]
    return [frozenset(), everything, *alone, *(everything - one for one in alone)]


def fewest_that_fit(small: frozenset[int], everything: frozenset[int], fits: Fits) -> frozenset[int]:
    """Return a set that holds a small one and fits, and of which nothing else can be left out."""
    kept = everything
    for one in sorted(everything - small):
        if fits(kept - {one}):
            kept -= {one}
    return kept


def parts(factors: Sequence[Factor], some: Iterable[int]) -> list[Part]:
    """Return the parts that some of the factors switch."""
    return [part for i in sorted(some) for part in factors[i].parts]


def joined(factors: Sequence[Factor], some: frozenset[int]) -> list[Factor]:
    """Return the factors with some of them as one, in the place of the first."""
    first, chosen = min(some), [factors[i] for i in sorted(some)]
    names = tuple(name for factor in chosen for name in factor.names)
    whole = Factor(names, tuple(part for factor in chosen for part in factor.parts))
    return [whole if i == first else factor for i, factor in enumerate(factors) if i == first or i not in some]
