"""Whether a sweep may go on in a folder: what may grow, and what must be as it was, so that nothing is mixed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.study import manifest as manifests
from northeastsim.study.sweep.about import question
from northeastsim.study.sweep.code import code
from northeastsim.study.sweep.plan import Layer, cells, digest_of, units
from northeastsim.study.sweep.points import GROWING, Points

if TYPE_CHECKING:
    from northeastsim.scenario.sweep import Sweep

FREE = ("name", "question", "scenarios", "levers", "replications", "design")  # keys that may change, or are looked into
ELSE = "choose another folder, or undo the change"

Wrong = tuple[str, str]  # a path of the sweep file, and what is wrong there


def grown(old: Mapping[str, Any] | None, sweep: Sweep, points: Points, out: Path) -> list[Layer]:
    """Return the layers of a folder with what is asked for now; raises ScenarioError where the two do not go together."""
    layers = [of_manifest(each) for each in (old or {}).get("layers", ())]
    many = max([sweep.replications, *(layer.replications for layer in layers)])  # of what joins, as many as there are
    asked = Layer(tuple(unit.key for unit in units(sweep)), points.count, many, digest_of(points, 0, points.count))
    if old is not None and (problems := differences(old, sweep, points, layers)):
        raise ScenarioError([Problem(str(out), None, None, path, message) for path, message in problems])
    adds = len(list(cells([*layers, asked]))) > len(list(cells(layers)))
    return [*layers, asked] if adds else layers


def of_manifest(entry: Mapping[str, Any]) -> Layer:
    """Return a layer as a manifest has it."""
    return Layer(tuple(entry["units"]), entry["points"], entry["replications"], entry["values"])


def differences(old: Mapping[str, Any], sweep: Sweep, points: Points, layers: Sequence[Layer]) -> list[Wrong]:
    """Return what in a folder does not go together with a sweep; of points only where all else does."""
    if old["code"] != code():
        begun = f"was begun by another version of the model (northeastsim {old[manifests.OURS]['version']})"
        return [("", f"{begun}; its runs and new ones cannot be mixed: choose another folder, or go on with that version")]
    return [*of_questions(old["sweep"], question(sweep)), *of_units(layers, sweep)] or list(of_points(sweep, points, layers))


def of_questions(begun: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Wrong]:
    """Yield what a sweep asks otherwise than it was begun with."""
    for name, digest in new["scenarios"].items():
        if begun["scenarios"].get(name, digest) != digest:
            yield f"scenarios.{name}", f"has changed since this sweep was begun; {ELSE}"
    for key in new:
        if key not in FREE and new[key] != begun[key]:
            yield key, f"is not what this sweep was begun with; {ELSE}"
    for key in new["design"]:
        if key not in ("points", "file") and new["design"][key] != begun["design"].get(key):
            yield f"design.{key}", f"is not what this sweep was begun with; {ELSE}"
    if list(new["levers"]) != list(begun["levers"]):
        yield "levers", f"are other paths than this sweep was begun with; {ELSE}"


def of_units(layers: Sequence[Layer], sweep: Sweep) -> Iterator[Wrong]:
    """Yield what is wrong where a scenario or a lever's value has gone of which there are runs."""
    if {key for layer in layers for key in layer.units} - {unit.key for unit in units(sweep)}:
        yield "levers", "lack a scenario or a value that this sweep has runs of; put it back, or choose another folder"


def of_points(sweep: Sweep, points: Points, layers: Sequence[Layer]) -> Iterator[Wrong]:
    """Yield what is wrong where the points of a folder are not the first ones now."""
    most = max(layers, key=lambda layer: layer.points)
    grows = sweep.design.method in GROWING
    if points.count >= most.points and digest_of(points, 0, most.points) == most.values:
        return
    if grows and points.count < most.points:
        yield "design.points", f"asks for {points.count:,} points, and there are {most.points:,} already; ask for at least as many"
    elif grows:
        yield "design", "has other points than those that are there; choose another folder"
    else:
        why = f"another {sweep.design.method} has none of its points in common with the one that is there; choose another folder, or"
        yield "design.points", f"{why} a design that can be enlarged ({', '.join(GROWING)})"
