"""A fork: the past of one scenario to the bit, and from a date on the events, figures and strategies of another.

What differs is sorted into what a date can change (revisions, events that begin or end) and what stands at the start, which
it cannot: that is a problem for each, with its path.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.difference import RESULT, differences, in_force
from northeastsim.scenario.load import Resolved, load
from northeastsim.scenario.paths import dotted
from northeastsim.scenario.schema import value_of
from northeastsim.scenario.schema.revision import Figures, Traits

CHANGE = "<change>"
CARRIED = (  # what moves nothing, and is the changed scenario's
    "format", "name", "question", "description", "cannot_tell", "complete", "seed", "replications", "variants", "twin", "bodies",
    "metrics",
)  # fmt: skip
ADDED = ("strategies", "event_types")  # what is declared anew harms no past; what is declared differently does
WORDS = ("name", "unit", "source", "status", "claimant", "denied_by")  # of an entry, which the world does not hear
START = "is set at the start of the run: it cannot be changed on {date}"


def forked(original: Resolved, changed: Resolved, date: str) -> Resolved:
    """Return the original up to `date` (an ISO date), and from its first minute on the changed scenario.

    1. Events with a date: those of the changed scenario on or after it; a change of an earlier one is a problem.
    2. Events that wait (`when`, `after`, `hazard`) and programmes: one that is added counts from the date on, one that is left
       out ends there; one that differs is a problem.
    3. Parameters, traits of actors, figures of systems, strategies followed: a revision at the date.
    4. Anything else that differs is a problem. Raises ScenarioError with all of them, and where nothing differs.
    """
    fork = Fork(original, changed, date)
    document = fork.document()
    if fork.problems:
        raise ScenarioError(fork.problems)
    result = load(document, catalogue=original.catalogue, changed=True)
    if not any(line.kind == RESULT for line in differences(original, result)):
        raise ScenarioError([Problem(CHANGE, None, None, "", f"changes nothing from {date} on")])
    return result


class Fork:
    """Two scenarios and a date, and what cannot be changed at it."""

    def __init__(self, original: Resolved, changed: Resolved, date: str) -> None:
        self.original, self.changed, self.date = original, changed, date
        self.problems: list[Problem] = []
        self.revision: dict[str, Any] = {"date": date, "parameters": {}, "strategies": {}, "actors": {}, "systems": {}}

    def document(self) -> dict[str, Any]:
        """Return the document of the forked world."""
        old, new = self.original.document, self.changed.document
        sections = {"events": self.events(), "programmes": self.programmes(), **{key: self.declared(key) for key in ADDED}}
        self.parameters()
        self.actors()
        self.systems()
        handled = (*CARRIED, *sections, "parameters", "actors", "systems", "revisions")
        for key in [key for key in new if key not in handled]:
            for path in differing((key,), old[key], new[key]):
                self.say(path, START)
        return {**old, **{key: new[key] for key in CARRIED if key in new}, **sections, "revisions": self.revisions()}

    def say(self, path: tuple[str, ...], message: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(CHANGE, None, None, dotted(path), message.format(date=self.date)))

    def events(self) -> list[dict[str, Any]]:
        """Return the events of the original that stay, or stay until the date, and those that come with it."""
        old, new = ({str(one["id"]): one for one in side.document["events"]} for side in (self.original, self.changed))
        kept = [found for name, one in old.items() if (found := self.event(name, one, new.get(name))) is not None]
        return [*kept, *(self.begun(name, one) for name, one in new.items() if name not in old)]

    def event(self, name: str, one: dict[str, Any], other: dict[str, Any] | None) -> dict[str, Any] | None:
        """Return what an event of the original becomes; None where it is gone."""
        if other is not None and heard(one) == heard(other):
            return other
        if one.get("date"):
            if str(one["date"]) < self.date:
                what = "changed" if other else "removed"
                self.say(("events", name), f"is due on {one['date']}, before {{date}}, and cannot be {what} then")
                return one
            return self.begun(name, other) if other else None
        if other is not None:
            self.say(("events", name), "has no date and cannot be changed on {date}: remove it and add another under a new id")
        return self.ended(one)

    def begun(self, name: str, one: dict[str, Any]) -> dict[str, Any]:
        """Return an event that comes with the fork: on or after its date, or waiting from then on."""
        if not one.get("date"):
            return {**one, "since": max(self.date, str(one.get("since") or ""))}
        if str(one["date"]) < self.date:
            self.say(("events", name, "date"), f"expected a day on or after {{date}}, got {one['date']}")
        return one

    def ended(self, one: dict[str, Any]) -> dict[str, Any] | None:
        """Return what is left of something without a date that the fork removes; None where nothing is."""
        if str(one.get("since") or "") >= self.date:
            return None
        return {**one, "until": min(self.date, str(one.get("until") or self.date))}

    def programmes(self) -> list[dict[str, Any]]:
        """Return the programmes of the original, and those that come with the fork."""
        old, new = ({str(one["id"]): one for one in side.document["programmes"]} for side in (self.original, self.changed))
        found = []
        for name, one in old.items():
            if name in new and new[name] != one:
                self.say(("programmes", name), "cannot be changed on {date}: remove it and add another under a new id")
            found.append(one if name in new else self.ended(one))
        found += [{**one, "since": max(self.date, str(one.get("since") or ""))} for name, one in new.items() if name not in old]
        return [one for one in found if one is not None]

    def declared(self, section: str) -> dict[str, Any]:
        """Return what the changed scenario declares; only what is new, and opens no option, harms no past."""
        old, new = self.original.document[section], self.changed.document[section]
        before = in_force(self.original, section, new)
        for name, entry in new.items():
            if name in before:
                for path in differing((section, name), before[name], entry):
                    self.say(path, START + "; declare another under a new name")
            elif entry.get("menu"):
                self.say((section, name, "menu"), "opens options to actors, which " + START)
        return {**old, **new}

    def parameters(self) -> None:
        """Revise the parameters that differ."""
        old, new = self.original.parameters, self.changed.parameters
        self.revision["parameters"] = {name: new[name] for name in new if not same(old[name], new[name])}

    def actors(self) -> None:
        """Revise strategies and traits that differ; who takes part, and with what it starts, cannot change."""
        old, new = self.original.document["actors"], self.changed.document["actors"]
        for name in {**old, **new}:
            if name not in old or name not in new:
                self.say(("actors", name), "takes part from the start or not at all: that cannot be changed on {date}")
                continue
            before, after = old[name].get("strategy"), new[name].get("strategy")
            if before != after and before and after:
                self.revision["strategies"][name] = after
            traits = self.revised(("actors", name), old[name], new[name], Traits.model_fields, before and after)
            self.revision["actors"] |= {name: traits} if traits else {}

    def systems(self) -> None:
        """Revise the figures of weapon systems that differ."""
        names = self.changed.systems
        old, new = (in_force(side, "systems", names) for side in (self.original, self.changed))
        for name, entry in new.items():
            if name not in old:
                self.say(("systems", name), "opens options to its suppliers, which " + START)
                continue
            figures = self.revised(("systems", name), old[name], entry, Figures.model_fields, False)
            self.revision["systems"] |= {name: figures} if figures else {}

    def revised(
        self, path: tuple[str, ...], old: Mapping[str, Any], new: Mapping[str, Any], fields: Mapping[str, Any], follows: Any
    ) -> dict[str, Any]:
        """Return the fields of an entry that differ and may be revised; any other that differs is a problem."""
        found = {}
        for key in [key for key in {**old, **new} if not same(old.get(key), new.get(key)) and key not in WORDS]:
            if key in fields and new.get(key) is not None:
                found[key] = new[key]
            elif not (key == "strategy" and follows):
                self.say((*path, key), START)
        return found

    def revisions(self) -> list[dict[str, Any]]:
        """Return the revisions of the changed scenario, which may differ from the date on, and the fork's own before them."""
        old, new = self.original.document["revisions"], self.changed.document["revisions"]
        for one in [one for one in (*old, *new) if one not in old or one not in new]:
            if str(one["date"]) < self.date:
                self.say(("revisions",), f"expected none that differs before {{date}}, got one of {one['date']}")
        own = [self.revision] if any(self.revision[key] for key in self.revision if key != "date") else []
        return [*own, *new]


def heard(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return an event without what is only said about it."""
    return {key: value for key, value in event.items() if key not in WORDS}


def same(one: Any, other: Any) -> bool:
    """Return whether two values are the same to the world: figures by their value, whatever their range and source."""
    if one == other:
        return True
    figures = [isinstance(each, int | float) or (isinstance(each, dict) and "value" in each) for each in (one, other)]
    return all(figures) and value_of(one) == value_of(other)


def differing(path: tuple[str, ...], one: Any, other: Any) -> Iterator[tuple[str, ...]]:
    """Yield the paths at which two values differ, as deep as they lead."""
    if same(one, other):
        return
    if not (isinstance(one, dict) and isinstance(other, dict)) or "value" in one or "value" in other:
        yield path
        return
    for key in {**one, **other}:
        yield from differing((*path, key), one.get(key), other.get(key))
