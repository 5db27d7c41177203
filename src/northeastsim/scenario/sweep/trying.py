"""Trying values in the scenarios: a scenario under other values, as `--set` lays them, and what is wrong with them there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.load import Resolved, settled
from northeastsim.scenario.nodes import Mark, Node, from_plain, problem_at
from northeastsim.scenario.paths import Path, dotted, split
from northeastsim.scenario.setting import as_patch, laid, wrong_path
from northeastsim.scenario.sources import Chain
from northeastsim.scenario.sweep.paths import where
from northeastsim.scenario.sweep.reading import Reading
from northeastsim.scenario.sweep.sweep import Base
from northeastsim.scenario.sweep.values import plain, shown
from northeastsim.scenario.variants import KEYS
from northeastsim.scenario.words import listed

OURS = "<sweep {}>"


class Setting(NamedTuple):
    """A value at a path of the scenarios, and where the sweep's file gives it."""

    path: str
    value: Any
    place: Path
    node: Node


def under(resolved: Resolved, values: Mapping[str, Any]) -> Resolved:
    """Return a scenario with values set by their paths, checked as any scenario is; it has no versions of its own.

    It is what loading it with these settings gives, several times as fast, since nothing is read or extended anew. Raises
    ScenarioError, whose problems name the place of the k-th value in order as the file `<sweep k>`.
    """
    chain = Chain(resolved.catalogue, notes=list(resolved.notes), bases=list(resolved.bases))
    chain.note_declared(resolved.marks)
    whole = resolved.marks.with_value({key: node for key, node in resolved.marks.value.items() if key not in KEYS})
    for k, (text, value) in enumerate(values.items()):
        path, file = split(text), OURS.format(k)
        if wrong := wrong_path(whole, path, resolved.catalogue):
            chain.problems.append(problem_at(Mark(file), path, *wrong))
        else:
            whole = laid(whole, from_plain(as_patch(path, plain(value)), file, chain.problems), chain.problems)
    return settled(whole, chain)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a setting in a scenario, worded for the place where the sweep's file gives it."""

    setting: Setting
    message: str
    suggestion: str | None


def faults(base: Base, settings: Sequence[Setting]) -> tuple[list[Fault], list[Fault]]:
    """Return what is wrong with a scenario under settings, and what is worth a warning."""
    try:
        found = under(base.resolved, {one.path: one.value for one in settings})
    except ScenarioError as error:
        return [blamed(problem, settings) for problem in error.problems], []
    ours = {OURS.format(k) for k in range(len(settings))}
    return [], [blamed(problem, settings) for problem in found.warnings if problem.file in ours]


def blamed(problem: Problem, settings: Sequence[Setting]) -> Fault:
    """Return a problem as one of the setting that it is due to: the one where it stands, else the first."""
    files = [OURS.format(k) for k in range(len(settings))]
    known = problem.file in files
    setting = settings[files.index(problem.file)] if known and problem.file else settings[0]
    own, there = dotted(split(setting.path)), problem.path
    if not known and len(settings) > 1:
        there = f"with {told(settings)}: {there}"
    if known and (there == own or there.startswith(f"{own}.")):
        there = there[len(own) + 1 :]
    return Fault(setting, f"{there}: {problem.message}" if there else problem.message, problem.suggestion)


def told(settings: Iterable[Setting]) -> str:
    """Return settings in a row: `theory=default, events.s400_deal.quantity=3`."""
    return listed(f"{one.path}={shown(one.value)}" for one in settings)


def tried(reading: Reading, base: Base, settings: Sequence[Setting], found: list[tuple[str, Fault]]) -> bool:
    """Whether a scenario takes settings; adds what is wrong to `found`, with the scenario's name, and notes warnings."""
    wrong, warned = faults(base, settings)
    found += [(base.name, fault) for fault in wrong]
    reading.warnings += worded([(base.name, fault) for fault in warned], reading.bases)
    return not wrong


def worded(found: Iterable[tuple[str, Fault]], bases: Sequence[Base]) -> list[Problem]:
    """Return each fault once, at its place in the sweep's file, with the scenarios that it was met in."""
    homes: dict[tuple[Path, str, str | None], list[str]] = {}
    nodes: dict[Path, Node] = {}
    for name, fault in found:
        key = (fault.setting.place, fault.message, fault.suggestion)
        nodes.setdefault(fault.setting.place, fault.setting.node)
        if name not in (names := homes.setdefault(key, [])):
            names.append(name)
    return [
        problem_at(nodes[place].at, place, f"{message} (in {where(names, bases)})", suggestion)
        for (place, message, suggestion), names in homes.items()
    ]
