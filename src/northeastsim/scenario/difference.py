"""What differs between two resolved scenarios, line by line: what can change a result, apart from what is only said.

Compared are documents with all defaults filled in, not texts: a default that is written out differs from nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from northeastsim.scenario.load import Resolved
from northeastsim.scenario.mixture import KEYED, Part, keyed

RESULT, MEASURE, RUN, WORDS = "result", "measure", "run", "words"
BESIDE_VALUE = ("low", "high", "source", "confidence")
FIGURE = {"value", *BESIDE_VALUE}
TEXTS = ("name", "question", "description", "cannot_tell")
BESIDE = ("format", "complete", "extends")  # how a document is written
RUNS = ("seed", "replications")  # how often it is run, and with which luck
MEASURES = ("metrics", "variants", "twin")  # what is looked at, or run beside it
DECLARED = ("systems", "event_types", "strategies", "theories")
SAYINGS = {
    "actors": {"name"},
    "systems": {"name", "unit", "source"},
    "event_types": {"summary", "source", "sentence", "noun"},
    "strategies": {"summary", "source"},
    "theories": {"summary", "logic", "source", "because", "outside", "predicts", "cannot_tell"},
    "events": {"status", "claimant", "denied_by", "source"},
}
OF_KEYS = {"unit", "meaning"}  # of an event type's own keys


@dataclass(frozen=True)
class Line:
    """One thing that differs: where, and what either scenario has there (None: nothing).

    `kind` is "result" where it can change a result, "measure" for what is looked at, "run" for seed and number of
    replications, "words" for what is only said; `part` is the part of the document that it belongs to.
    """

    path: Part
    before: Any
    after: Any
    kind: str
    part: Part

    @property
    def is_of_figure(self) -> bool:
        """Whether it is the range, source or confidence of a figure: each stands one step below the figure's own place."""
        return self.kind == WORDS and self.path[-1] in BESIDE_VALUE and len(self.path) > len(self.part)


def differences(one: Resolved, other: Resolved) -> list[Line]:
    """Return the lines in which two scenarios differ, in the order of the document."""
    here, there = comparable(one, other), comparable(other, one)
    lines: list[Line] = []
    for section in here:
        lines += walked((section,), here[section], there[section])
    return lines


def comparable(resolved: Resolved, beside: Resolved) -> dict[str, Any]:
    """Return the document to compare, lists by their ids; what either scenario declares, it holds in full."""
    document = {key: value for key, value in resolved.document.items() if key not in BESIDE}
    parameters = resolved.parameters if follow_one(resolved, beside) else resolved.own_parameters
    document = {**dict.fromkeys(TEXTS), **document, "parameters": parameters}
    for section in DECLARED:
        names = {**resolved.document[section], **beside.document[section]}
        document[section] = in_force(resolved, section, names)
    return keyed(document)


def follow_one(one: Resolved, other: Resolved) -> bool:
    """Return whether both follow the same theory; what two theories set is their difference, not the parameters'."""
    return one.document["theory"] == other.document["theory"] and one.theory == other.theory


def in_force(resolved: Resolved, section: str, names: Iterable[str]) -> dict[str, Any]:
    """Return what holds of some systems, event types or strategies: the scenario's own, else the shipped."""
    # NOTE: imported here, since they bring pydantic, as in `load`.
    from northeastsim.scenario.schema.basis import Strict
    from northeastsim.scenario.schema.event_type import EventType
    from northeastsim.scenario.schema.strategy import Strategy
    from northeastsim.scenario.schema.system import System
    from northeastsim.scenario.schema.theory import Theory
    from northeastsim.scenario.shape import filled

    models: dict[str, type[Strict]] = {"systems": System, "event_types": EventType, "strategies": Strategy, "theories": Theory}
    model, shipped, own = models[section], getattr(resolved.catalogue, section), resolved.document[section]
    found = {}
    for name in names:
        if name in own:
            found[name] = own[name]
        elif name in shipped:
            found[name] = filled(model.model_validate(shipped[name]).model_dump(exclude_none=True), shipped[name])
    return found


def walked(path: Part, before: Any, after: Any) -> Iterator[Line]:
    """Yield the lines in which two values at a place differ."""
    if before == after:
        return
    if is_figure(before) or is_figure(after):
        yield from of_figures(path, before, after)
    elif isinstance(before, dict) and isinstance(after, dict):
        for key in {**before, **after}:
            yield from walked((*path, key), before.get(key), after.get(key))
    else:
        yield line(path, before, after)


def of_figures(path: Part, before: Any, after: Any) -> Iterator[Line]:
    """Yield the lines of two figures: the value, then range, source and confidence, which change no result."""
    old, new = as_figure(before), as_figure(after)
    if old.get("value") != new.get("value"):
        yield line(path, old.get("value"), new.get("value"))
    for key in BESIDE_VALUE:
        if old.get(key) != new.get(key):
            yield Line((*path, key), old.get(key), new.get(key), WORDS, part_of(path))


def line(path: Part, before: Any, after: Any) -> Line:
    """Return a line of its kind."""
    return Line(path, before, after, kind_of(path, before, after), part_of(path))


def is_figure(value: Any) -> bool:
    """Return whether a value is a figure with its range or source."""
    return isinstance(value, dict) and "value" in value and set(value) <= FIGURE


def as_figure(value: Any) -> dict[str, Any]:
    """Return a figure, bare or not, as a mapping; none as an empty one."""
    return value if is_figure(value) else {} if value is None else {"value": value}


def kind_of(path: Part, before: Any, after: Any) -> str:
    """Return whether a line can change a result, or what else it is."""
    section, key = path[0], path[2] if len(path) > 2 else ""
    if section in TEXTS or key in SAYINGS.get(section, ()):
        return WORDS
    if section in MEASURES:
        return MEASURE
    if section in RUNS:
        return RUN
    of_key = section == "event_types" and key == "keys" and len(path) > 4 and path[4] in OF_KEYS
    return WORDS if of_key or unsaid(before) == unsaid(after) else RESULT


def unsaid(value: Any) -> Any:
    """Return a value without the notes beside its rules, and the bare value of its figures."""
    if is_figure(value):
        return value["value"]
    if isinstance(value, Mapping):
        return {key: unsaid(one) for key, one in value.items() if key != "note"}
    return [unsaid(one) for one in value] if isinstance(value, list) else value


def part_of(path: Part) -> Part:
    """Return the part of a document that a place belongs to: of an actor each trait, of all else the whole entry."""
    if path[0] == "actors":
        return path[:3]
    return path[:2] if path[0] in KEYED else path[:1]
