"""Paths of uncertainties and levers: spelt in one way, none twice, none below another, none that a sweep cannot vary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from northeastsim.scenario.paths import Path, split
from northeastsim.scenario.setting import wrong_path
from northeastsim.scenario.sweep.reading import Reading
from northeastsim.scenario.sweep.spelling import same
from northeastsim.scenario.sweep.sweep import Base

OWN = {
    "seed": "the seed is the sweep's own: give it beside 'design'",
    "replications": "replications are the sweep's own: give them beside 'design'",
    "metrics": "metrics are what is looked at: declare them in the scenarios",
    **dict.fromkeys(("name", "question", "description", "cannot_tell"), "changes nothing that is run"),
}
FRAME = ("start", "years")  # all runs of a sweep cover the same time


def expect(reading: Reading, place: Path, text: str, values: int) -> bool:
    """Whether a sweep can vary a path over so many values; notes why not, with the scenarios in which it leads nowhere."""
    if message := own(text, values):
        reading.say_at_key(place, message)
        return False
    found: dict[tuple[str, str | None], list[str]] = {}
    for base in reading.bases:
        if wrong := wrong_path(base.resolved.marks, split(text), reading.catalogue):
            found.setdefault(wrong, []).append(base.name)
    for (message, near), names in found.items():
        reading.say_at_key(place, f"{message} (in {where(names, reading.bases)})", near)
    return not found


def own(text: str, values: int) -> str | None:
    """Return why a sweep does not leave a path to scenarios, over so many values, or None."""
    head = split(text)[0]
    if head in FRAME and values != 1:
        return "all runs of a sweep cover the same time: a lever of one value sets it for all"
    return OWN.get(str(head))


def expect_apart(reading: Reading, places: Iterable[Path]) -> None:
    """Note the paths, given by the places of their keys, that stand twice or below one another."""
    known: dict[Path, str] = {}
    for place in sorted(places, key=lambda place: len(same(str(place[1])))):
        path = same(str(place[1]))
        above = next((path[:k] for k in range(1, len(path) + 1) if path[:k] in known), None)
        if above is None:
            known[path] = f"{place[0]}.{place[1]}"
        else:
            reading.say_at_key(place, f"{'is varied by' if above == path else 'lies below'} '{known[above]}' already")


def where(names: Sequence[str], bases: Sequence[Base]) -> str:
    """Return scenarios in a row, or that it is all of several."""
    return "every scenario" if len(names) == len(bases) > 1 else ", ".join(names)
