"""A sweep read: a file or a mapping, checked against its scenarios, with every error at once."""

from __future__ import annotations

import functools
import os
import pathlib
from collections.abc import Mapping, Sequence
from typing import Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.catalogue_types import Catalogue
from northeastsim.scenario.load import stop_at
from northeastsim.scenario.nodes import Node, from_plain
from northeastsim.scenario.paths import Path
from northeastsim.scenario.reader import read_file
from northeastsim.scenario.sources import OF_SCENARIOS, OF_SWEEPS
from northeastsim.scenario.sweep.bases import bases_of
from northeastsim.scenario.sweep.groups import ALL
from northeastsim.scenario.sweep.laying import design_of, size_of
from northeastsim.scenario.sweep.levers import levers_of
from northeastsim.scenario.sweep.paths import expect_apart
from northeastsim.scenario.sweep.proving import Levers, expect_values
from northeastsim.scenario.sweep.reading import Reading
from northeastsim.scenario.sweep.shelf import IS_SCENARIO
from northeastsim.scenario.sweep.spelling import spelt
from northeastsim.scenario.sweep.sweep import Design, Sweep
from northeastsim.scenario.sweep.uncertainties import uncertainties_of
from northeastsim.scenario.sweep.uncertainty import Uncertainty

OPENING = "a sweep begins with 'format: 1'"


def read(source: str | os.PathLike[str] | Mapping[str, Any], catalogue: Catalogue) -> Sweep:
    """Return the sweep of a file or a mapping; raises ScenarioError with all that is wrong with it.

    Files that it names are looked for in its own folder, a mapping's in the working folder.

    1. Check the shape, and go on with what fits.
    2. Load the scenarios.
    3. Check paths and values of levers and uncertainties in each of them.
    4. Check the design, and how large it all becomes.
    """
    root, folder = tree(source)
    data, problems = shaped(root)
    reading = Reading(root, catalogue, problems)
    reading.bases = bases_of(reading, folder)
    levers = levers_of(reading, data["levers"])
    uncertainties = uncertainties_of(reading, data["uncertainties"] if reading.given(("uncertainties",)) else None, levers)
    stated = [("levers", text) for text in data["levers"]]
    stated += [("uncertainties", text) for text in data["uncertainties"] or () if not text.endswith(ALL)]
    expect_apart(reading, stated)
    expect_values(reading, levers, uncertainties, {spelt(text): (section, text) for section, text in stated})
    design = design_of(reading, data["design"], folder, uncertainties)
    stop_at(reading.problems, root.at.file)
    sweep = built(reading, data, levers, uncertainties, design or Design())
    stop_at(size_of(sweep), root.at.file)
    return sweep


def built(
    reading: Reading, data: Mapping[str, Any], levers: Levers, uncertainties: Sequence[Uncertainty], design: Design
) -> Sweep:
    """Return what was read, found without fault, as a sweep."""
    first, file = reading.bases[0].resolved, reading.root.at.file
    return Sweep(
        name=data["name"] or (pathlib.Path(file).stem if file != "<python>" else "sweep"),
        question=data["question"],
        bases=tuple(reading.bases),
        levers=levers,
        uncertainties=tuple(uncertainties),
        design=design,
        replications=data["replications"],
        seed=int(first.document["seed"]) if data["seed"] is None else data["seed"],
        outcomes=tuple(data["outcomes"] or ()),
        warnings=tuple(dict.fromkeys(reading.warnings)),
        notes=tuple(dict.fromkeys(reading.notes)),
        marks=reading.root,
    )


def tree(source: str | os.PathLike[str] | Mapping[str, Any]) -> tuple[Node, pathlib.Path]:
    """Return the marked values of a file or a mapping, and the folder that its files are looked for in."""
    if isinstance(source, Mapping):
        problems: list[Problem] = []
        root = from_plain(source, "<python>", problems)
        stop_at(problems)
        return root, pathlib.Path.cwd()
    if not isinstance(source, str | os.PathLike):
        raise ScenarioError([Problem("<python>", None, None, "", f"expected a file or a dict, got a {type(source).__name__}")])
    path = pathlib.Path(os.fsdecode(source))
    root = read_file(path, str(path), OPENING)
    if any(root.get(key) for key in OF_SCENARIOS) and not any(root.get(key) for key in OF_SWEEPS):
        raise ScenarioError([Problem(str(path), None, None, "", f"{IS_SCENARIO} {path}")])
    return root, path.parent


def shaped(root: Node) -> tuple[dict[str, Any], list[Problem]]:
    """Return a sweep as plain data with the schema's defaults, or as far as it fits, and what does not."""
    # NOTE: imported here, since they bring pydantic.
    from pydantic import ValidationError

    from northeastsim.scenario import shape
    from northeastsim.scenario.schema import sweep as schema
    from northeastsim.scenario.schema.keys import keys_at

    data = root.plain()
    try:
        return schema.Sweep.model_validate(data).model_dump(), []
    except ValidationError as error:
        found = error.errors(include_url=False)
        keys = functools.partial(keys_at, schema=schema.Sweep.model_json_schema())
        kept = fitting(data, {root.follow(detail["loc"])[0] for detail in found})
        return schema.Sweep.model_validate(kept).model_dump(), shape.worded(root, found, keys)


def fitting(data: dict[str, Any], spoilt: set[Path]) -> dict[str, Any]:
    """Return what fits of a sweep: levers, uncertainties and the design key by key, the rest whole, and what is required."""
    heads = {path[0] for path in spoilt if path}
    kept = {key: value for key, value in data.items() if key not in heads}
    for section in ("levers", "uncertainties", "design"):
        if section in heads and (section,) not in spoilt:
            ill = {path[1] for path in spoilt if path[:1] == (section,)}
            kept[section] = {key: value for key, value in data[section].items() if key not in ill}
    return {"format": 1, "scenarios": ["none"], **kept}
