"""Versions of a scenario: values by path, laid over the file that names them, and checked as any scenario is.

`variants` have names; `twin` is the one version that the scenario is to be compared with, and goes by that name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.catalogue_types import Catalogue
from northeastsim.scenario.nodes import Mark, Node, from_plain, problem_at
from northeastsim.scenario.paths import split
from northeastsim.scenario.setting import as_patch, laid, wrong_path
from northeastsim.scenario.words import missing, shortened

if TYPE_CHECKING:
    from northeastsim.scenario.load import Resolved

TWIN = "twin"
KEYS = ("variants", TWIN)


def names(document: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of a resolved document's versions, the twin last."""
    return (*document["variants"], *([TWIN] if document[TWIN] else []))


def place(name: str) -> tuple[str, ...]:
    """Where a version stands in the document."""
    return (TWIN,) if name == TWIN else ("variants", name)


def varied(whole: Node, name: str, catalogue: Catalogue, problems: list[Problem]) -> Node:
    """The document as its version of a name has it, which has no versions of its own.

    A name that it does not know ends the search for problems: raises ScenarioError.
    """
    taken, patch = whole.follow(place(name))
    if taken != place(name) or (name == TWIN and not patch.value):
        raise ScenarioError([*problems, unknown(whole, name)])
    result = whole.with_value({key: node for key, node in whole.value.items() if key not in KEYS})
    result = titled(result, name)
    for text, value in patch.value.items():
        path = split(text)
        wrong = wrong_path(result, path, catalogue)
        if wrong:
            problems.append(problem_at(value.key_at, (*place(name), shortened(text)), *wrong))
        else:
            node = placed_at(from_plain(as_patch(path, value.plain()), value.at.file, problems), value)
            result = laid(result, node, problems)
    return result


def titled(whole: Node, name: str) -> Node:
    """The document with its version in its title, so that whatever names the scenario names it too."""
    title = whole.get("name")
    words = title.value if title is not None and isinstance(title.value, str) else "Scenario"
    mark = title.at if title is not None else whole.at
    told = f"{words}, {name}" if name == TWIN else f"{words}, variant {name}"
    return whole.with_value({**whole.value, "name": Node(told, mark)})


def placed_at(node: Node, where: Node) -> Node:
    """The tree with every value at the place of another."""
    value = node.value
    if isinstance(value, dict):
        value = {key: placed_at(item, where) for key, item in value.items()}
    elif isinstance(value, list):
        value = [placed_at(item, where) for item in value]
    return Node(value, where.at, where.key_at, where.text_at)


def unknown(whole: Node, name: str) -> Problem:
    """The problem of a version that there is not."""
    section = whole.get("variants")
    known = list(section.value) if section is not None and isinstance(section.value, dict) else []
    known += [TWIN] if (twin := whole.get(TWIN)) is not None and twin.value else []
    message, near = missing("variant", name, known)
    if not known:
        message += ": the scenario has none"
    return problem_at(section.key_at if section is not None else Mark(whole.at.file), "variants", message, near)


def variant(resolved: Resolved, name: str) -> Resolved:
    """A scenario's version of a name. Raises ScenarioError if there is none, or with all that is wrong with it."""
    from northeastsim.scenario.load import settled
    from northeastsim.scenario.sources import Chain

    chain = Chain(resolved.catalogue, notes=list(resolved.notes), bases=list(resolved.bases))
    chain.note_declared(resolved.marks)
    whole = varied(resolved.marks, name, resolved.catalogue, chain.problems)
    try:
        return replace(settled(whole, chain), variant=name)
    except ScenarioError as error:
        raise of_version(error, resolved.marks, name) from None


def of_version(error: ScenarioError, whole: Node, name: str) -> ScenarioError:
    """What is wrong with a version of a document that is sound without it."""
    return ScenarioError([told(problem, whole, name) for problem in error.problems])


def told(problem: Problem, whole: Node, name: str) -> Problem:
    """A problem of a version, at the version's place: at the value to blame if it is there, else at its name."""
    prefix = ".".join(place(name))
    patch = whole.follow(place(name))[1]
    ours = {tuple(mark) for node in patch.value.values() for mark in (node.at, node.key_at)}
    if str(problem.file).startswith("<--"):  # set from outside
        return problem
    if (problem.file, problem.line, problem.column) in ours or problem.path.startswith(prefix):
        path = problem.path if problem.path.startswith(prefix) else f"{prefix}.{problem.path}"
        return replace(problem, path=path)
    return problem_at(patch.key_at, prefix, f"{problem.path}: {problem.message}", problem.suggestion)


def with_fitting(resolved: Resolved, changed: bool) -> Resolved:
    """The scenario with the versions that fit it.

    One that does not is an error, unless the scenario was changed after it was written: then it is left out, and a note says so.
    """
    problems: list[Problem] = []
    notes: list[Problem] = []
    document = dict(resolved.document)
    for name in names(document):
        try:
            variant(resolved, name)
        except ScenarioError as error:
            problems += error.problems
            first = error.problems[0]
            why = f"is left out, since it does not fit what was changed: {first.path}: {first.message}"
            notes.append(resolved.problem(place(name), why))
            document |= {TWIN: {}} if name == TWIN else {"variants": without(document["variants"], name)}
    if problems and not changed:
        raise ScenarioError(problems)
    return replace(resolved, document=document, notes=(*resolved.notes, *notes)) if notes else resolved


def without(versions: Mapping[str, Any], name: str) -> dict[str, Any]:
    """All versions but one."""
    return {key: value for key, value in versions.items() if key != name}
