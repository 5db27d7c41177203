"""The scenarios that a sweep starts from, loaded, by the names that its rows go by."""

from __future__ import annotations

import os
import pathlib
import re

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.catalogue_types import Catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.nodes import Node, problem_at
from northeastsim.scenario.paths import Path
from northeastsim.scenario.sources import is_name
from northeastsim.scenario.sweep.reading import Reading
from northeastsim.scenario.sweep.sweep import Base

VERSION = re.compile(r"(.+):([A-Za-z]\w*)\Z")


def bases_of(reading: Reading, folder: pathlib.Path) -> list[Base]:
    """Return the scenarios that could be loaded; notes what is wrong with the others, or between them."""
    section = reading.root.get("scenarios")
    entries = section.value if section is not None and isinstance(section.value, list) else []
    found: list[Base] = []
    for index, node in enumerate(entries):
        place: Path = ("scenarios", index)
        if not isinstance(node.value, str):
            continue  # which the shape tells
        try:
            base = opened(node.value, folder, reading.catalogue)
        except ScenarioError as error:
            reading.problems += [placed(problem, node, place) for problem in error.problems]
            continue
        if any(base.name == other.name for other in found):
            reading.say(place, f"two scenarios go by the name '{base.name}'; give each once, and a name of its own")
        else:
            found.append(base)
    if not reading.given(("levers", "years")):
        expect_equal_years(reading, found)
    return found


def opened(text: str, folder: pathlib.Path, catalogue: Catalogue) -> Base:
    """Return a scenario by its shipped name or its file, or a version of one; raises ScenarioError."""
    version = VERSION.match(text)
    name, variant = (version[1], version[2]) if version else (text, None)
    source = name if is_name(name) else os.path.join(folder, name)
    resolved = load(source, catalogue=catalogue, variant=variant)
    return Base(pathlib.PurePath(name).stem + (f":{variant}" if variant else ""), resolved)


def placed(problem: Problem, node: Node, place: Path) -> Problem:
    """Return a problem of a scenario that is not there at the place that names it; those in its file stay there."""
    if problem.line is not None or problem.path:
        return problem
    return problem_at(node.at, place, f"{problem.file}: {problem.message}", problem.suggestion)


def expect_equal_years(reading: Reading, found: list[Base]) -> None:
    """Note scenarios that last longer or shorter than the first."""
    years = [base.resolved.document["years"] for base in found]
    for base, lasts in zip(found, years, strict=True):
        if lasts != years[0]:
            each = f"{base.name} lasts {lasts} years and {found[0].name} {years[0]}"
            reading.say(("scenarios",), f"{each}: set one for all, as 'levers: {{years: [{years[0]}]}}'")
