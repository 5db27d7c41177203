"""What may be whatever is plausible: a parameter, all parameters of a group, or a figure with a range in the scenarios."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from northeastsim.errors import ScenarioError
from northeastsim.scenario.catalogue_types import Catalogue
from northeastsim.scenario.load import positioned
from northeastsim.scenario.paths import split
from northeastsim.scenario.ranges import JUDGING, Range, is_open, is_technical, ranges
from northeastsim.scenario.sweep.sweep import Base
from northeastsim.scenario.sweep.uncertainty import PARAMETERS
from northeastsim.scenario.theories import known
from northeastsim.scenario.words import listed, missing, nearest

ALL = ".*"
ASK = "give 'low' and 'high'"


class Wrong(NamedTuple):
    """Why something cannot be varied, and the name that may be meant."""

    message: str
    suggestion: str | None = None


class Group(NamedTuple):
    """The members of a group by parameter, and why others stay out."""

    members: dict[str, Range]
    notes: list[str]


def wrong_parameter(name: str, catalogue: Catalogue) -> Wrong | None:
    """Return why a parameter cannot be uncertain, or None."""
    entry = catalogue.parameters.get(name)
    if entry is None:
        message, near = missing("parameter", name, catalogue.parameters)
        return Wrong(f"there is {message}", near and f"{PARAMETERS}{near}")
    if name.startswith(JUDGING):
        return Wrong("judges runs that are over and moves nothing: it cannot be uncertain here")
    if is_technical(entry):
        return Wrong("is a bound of the calculation, the same for all: it cannot be uncertain")
    return None


def plausible_range(name: str, bases: Sequence[Base]) -> Range | Wrong:
    """Return a parameter's plausible range, or why there is not one for all scenarios."""
    try:
        found = {base.name: ranges(base.resolved, [name])[name] for base in bases}
    except ScenarioError as error:
        return Wrong(f"{error.problems[0].message}; {ASK}")
    return differing(found) or next(iter(found.values()))


def figures_range(path: str, bases: Sequence[Base]) -> Range | Wrong:
    """Return the range that a figure has in the scenarios, such as `actors.CHN.growth`, or why there is not one for all."""
    found = {}
    for base in bases:
        way = positioned(split(path), base.resolved.marks)
        taken, node = base.resolved.marks.follow(way)
        figure = node.plain() if len(taken) == len(way) else None
        if not isinstance(figure, dict) or not is_open(figure):
            return Wrong(f"has no plausible range in {base.name}; {ASK}, or a list of values")
        found[base.name] = Range(figure["low"], figure["high"])
    return differing(found) or next(iter(found.values()))


def differing(found: Mapping[str, Range]) -> Wrong | None:
    """Return that scenarios have different ranges of one parameter, or None."""
    if len(set(found.values())) == 1:
        return None
    told = listed(f"{reach.low:g} to {reach.high:g} in {name}" for name, reach in found.items())
    return Wrong(f"its plausible range differs: {told}; {ASK}")


def group(path: str, bases: Sequence[Base], varied: Iterable[str], theories: Iterable[str]) -> Group | Wrong:
    """Return the parameters of a group, `parameters.*` or `parameters.influence.*`, that are open in every scenario.

    `varied` are those that have a path of their own; `theories` those that the sweep compares, whose parameters stay out, or
    they would not differ.
    """
    catalogue = bases[0].resolved.catalogue
    prefix = path.removeprefix(PARAMETERS).removesuffix("*")
    inside = [name for name in catalogue.parameters if name.startswith(prefix)]
    if not inside:
        heads = sorted({name.partition(".")[0] for name in catalogue.parameters})
        near = nearest(prefix.removesuffix("."), heads)
        return Wrong(f"no parameter's name begins with '{prefix}'", near and f"{PARAMETERS}{near}{ALL}")
    each = {base.name: {name: reach for name, reach in ranges(base.resolved).items() if name.startswith(prefix)} for base in bases}
    ruled, own = set_by(theories, bases), set(varied)
    apt = [name for name in inside if name not in own and is_open(catalogue.parameters[name]) and not wrong_parameter(name, catalogue)]
    everywhere = [name for name in apt if name not in ruled and all(name in found for found in each.values())]
    for name in everywhere:
        if wrong := differing({where: found[name] for where, found in each.items()}):
            return Wrong(f"{name}: {wrong.message} under '{PARAMETERS}{name}'")
    fixed = [name for name in apt if name not in ruled and name not in everywhere]
    compared = [name for name in apt if name in ruled]
    notes = [f"left out, since a scenario sets it to a plain number: {listed(fixed)}"] if fixed else []
    notes += [f"left out, since a theory that is compared sets it: {listed(compared)}"] if compared else []
    if not everywhere and not own.intersection(inside):
        return Wrong("no parameter of this group has a plausible range to vary" + "".join(f" ({note})" for note in notes))
    return Group({name: each[bases[0].name][name] for name in everywhere}, notes)


def set_by(theories: Iterable[str], bases: Sequence[Base]) -> set[str]:
    """Return the parameters that any of several theories sets in any of the scenarios."""
    found: set[str] = set()
    names = list(theories)
    for base in bases:
        every: Mapping[str, Any] = known(base.resolved.catalogue.theories, base.resolved.document["theories"])
        found.update(name for theory in names for name in (every.get(theory) or {}).get("parameters") or {})
    return found
