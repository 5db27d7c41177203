"""A scenario resolved: read, laid over what it extends, set as asked, checked, with every error at once.

The steps, in `load`: find the text; read it to marked values; lay it over what it extends; apply
`--theory`, `--strategy` and `--set`; lay what it declares over the shipped entries; check its shape and its references.
"""

from __future__ import annotations

import os
import pathlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.catalogue_types import Catalogue
from northeastsim.scenario.dump import dump
from northeastsim.scenario.merge import merged
from northeastsim.scenario.nodes import Mark, Node, from_plain, problem_at
from northeastsim.scenario.paths import Path, named, split
from northeastsim.scenario.reader import read, read_file, read_value
from northeastsim.scenario.relations import tidied
from northeastsim.scenario.setting import as_patch, laid_setting
from northeastsim.scenario.sources import Chain, found, is_sweep, root_of
from northeastsim.scenario.theories import known, weighed
from northeastsim.scenario.variants import of_version, varied, with_fitting
from northeastsim.scenario.words import missing

__all__ = ["Resolved", "dump", "load", "loads", "parse_value", "patch", "set_path"]

MOST = 200


@dataclass(frozen=True)
class Resolved:
    """A scenario that passed every check.

    `document` is plain data with defaults filled in and no nulls but those that its variants set; `warnings` and
    `notes` are worth telling; `bases` names what it extended, nearest first; `variant` is the name of the version that it is.
    """

    document: dict[str, Any]
    warnings: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    bases: tuple[str, ...]
    catalogue: Catalogue = field(repr=False)
    marks: Node = field(repr=False)
    variant: str = ""

    @property
    def region(self) -> str:
        """The name of the base region that it stands on; empty for none, as where its last base is a file of one's own."""
        return next((name for name in reversed(self.bases) if name in self.catalogue.region_names), "")

    @property
    def systems(self) -> dict[str, Any]:
        """The weapon systems of this scenario: the shipped ones, its own over them."""
        return {**self.catalogue.systems, **self.document["systems"]}

    @property
    def event_types(self) -> dict[str, Any]:
        """The event types of this scenario: the shipped ones, its own over them."""
        return {**self.catalogue.event_types, **self.document["event_types"]}

    @property
    def theory(self) -> dict[str, Any]:
        """The theory that this scenario follows."""
        return dict(known(self.catalogue.theories, self.document["theories"])[self.document["theory"]])

    @property
    def strategies(self) -> dict[str, Any]:
        """The strategies of this scenario: the shipped ones, its own over them, their concerns as its theory weighs them."""
        every = {**self.catalogue.strategies, **self.document["strategies"]}
        return weighed(every, self.theory.get("weights") or {})

    @property
    def parameters(self) -> dict[str, Any]:
        """Every parameter's value: as the scenario gives it, else its theory, else the default."""
        return {**self.defaults, **(self.theory.get("parameters") or {}), **self.document["parameters"]}

    @property
    def own_parameters(self) -> dict[str, Any]:
        """Every parameter's value: as the scenario gives it, else the default, whatever its theory."""
        return {**self.defaults, **self.document["parameters"]}

    @property
    def defaults(self) -> dict[str, Any]:
        """The shipped value of every parameter."""
        return {name: entry["default"] for name, entry in self.catalogue.parameters.items()}

    def under_theory(self, name: str) -> Resolved:
        """The same scenario under another theory that it knows, not read or checked anew; raises ScenarioError for others."""
        names = known(self.catalogue.theories, self.document["theories"])
        if name not in names:
            message, near = missing("theory", name, names)
            raise ScenarioError([Problem("<python>", None, None, "theory", message, near)])
        marks = self.marks.with_value({**self.marks.value, "theory": Node(name, Mark("<python>"))})
        return replace(self, document={**self.document, "theory": name}, marks=marks)

    def problem(self, path: str | Path, message: str, suggestion: str | None = None) -> Problem:
        """A problem found later, at the place in the files that `path` leads to, or the nearest above it."""
        parts = positioned(split(path) if isinstance(path, str) else path, self.marks)
        taken, node = self.marks.follow(parts)
        mark = node.at if len(taken) == len(parts) else node.key_at
        return problem_at(mark, named(parts, self.marks), message, suggestion)


def load(
    source: str | os.PathLike[str] | Mapping[str, Any],
    *,
    catalogue: Catalogue,
    settings: Mapping[str, Any] | None = None,
    strategies: Mapping[str, str] | None = None,
    variant: str | None = None,
    theory: str | os.PathLike[str] | None = None,
    changed: bool = False,
) -> Resolved:
    """The scenario of a file, a shipped name or a dict.

    `variant` names a version of it; `settings` maps paths to values, as `--set` does; `strategies` maps actors to the
    strategies they follow; `theory` names the one that all follow, or a file of one. Variants that do not fit are an
    error; where they need not, since the scenario is not as it was written (`changed`, or set from outside), they are
    left out with a note.
    Raises ScenarioError with all that is wrong, and nothing else whatever the input.
    """
    if isinstance(source, Mapping):
        problems: list[Problem] = []
        document = from_plain(source, "<python>", problems)
        stop_at(problems)
        return resolved(document, None, pathlib.Path.cwd(), catalogue, settings, strategies, variant, theory, changed)
    if not isinstance(source, str | os.PathLike):
        message = f"expected a file, a name or a dict, got a {type(source).__name__}"
        raise ScenarioError([Problem("<python>", None, None, "", message)])
    file = found(source, catalogue)
    root = root_of(file, catalogue)
    document = read_file(file)
    if is_sweep(document):
        raise ScenarioError([Problem(str(file), None, None, "", f"is a sweep, not a scenario: northeastsim sweep {file}")])
    return resolved(document, file, root, catalogue, settings, strategies, variant, theory, changed)


def loads(text: str | bytes, *, catalogue: Catalogue, file: str = "<text>", **options: Any) -> Resolved:
    """The scenario that YAML text holds; otherwise as `load`."""
    return resolved(read(text, file), None, pathlib.Path.cwd(), catalogue, **options)


def resolved(
    document: Node,
    file: pathlib.Path | None,
    root: pathlib.Path,
    catalogue: Catalogue,
    settings: Mapping[str, Any] | None = None,
    strategies: Mapping[str, str] | None = None,
    variant: str | None = None,
    theory: str | os.PathLike[str] | None = None,
    changed: bool = False,
) -> Resolved:
    """A document as read, taken through all later steps."""
    chain = Chain(catalogue)
    whole = chain.assembled(document, file, root)
    if variant is not None:
        settled(whole, chain, document.at.file)  # what is wrong without it is told alone
        plain, whole = whole, varied(whole, variant, catalogue, chain.problems)
    if theory is not None:
        whole = laid_setting(whole, "theory", as_text(theory), "<--theory>", catalogue, chain.problems)
    for name, value in {
        f"actors.{actor}.strategy": name for actor, name in (strategies or {}).items()
    }.items():
        whole = laid_setting(whole, name, value, "<--strategy>", catalogue, chain.problems)
    for name, value in (settings or {}).items():
        whole = laid_setting(whole, name, value, "<--set>", catalogue, chain.problems)
    if theory is not None or "theory" in (settings or {}):
        whole = chain.with_theory(whole, pathlib.Path.cwd())
    try:
        result = settled(whole, chain, document.at.file)
    except ScenarioError as error:
        raise error if variant is None else of_version(error, plain, variant) from None
    return with_fitting(replace(result, variant=variant or ""), bool(changed or settings or strategies or theory))


def settled(whole: Node, chain: Chain, first: str | None = None) -> Resolved:
    """A document with everything laid over it that will be, checked; `first` names the file whose problems come first."""
    # NOTE: imported here, since they bring pydantic, which reading, merging and printing do without.
    from northeastsim.scenario.checks import checked
    from northeastsim.scenario.shape import shaped

    whole = chain.underlaid(whole)
    shape = shaped(whole)
    findings = checked(shape, whole, chain.catalogue)
    stop_at([*chain.problems, *shape.problems, *findings.problems], first or whole.at.file)
    data = {**shape.data, "complete": True}
    return Resolved(data, tuple(findings.warnings), tuple(chain.notes), tuple(chain.bases), chain.catalogue, whole)


def stop_at(problems: list[Problem], first: str | None = None) -> None:
    """Raise ScenarioError if there are problems: each once, in the order of the files, 200 at most.

    `first` names the file that comes before all others.
    """
    if not problems:
        return
    unique = list(dict.fromkeys(problems))
    files = list(dict.fromkeys([first, *(problem.file for problem in unique)]))
    unique.sort(key=lambda problem: (files.index(problem.file), problem.line or 0, problem.column or 0))
    if len(unique) > MOST:
        more = f"and {len(unique) - MOST} more problems"
        unique[MOST:] = [Problem(unique[0].file, None, None, "", more)]
    raise ScenarioError(unique)


def as_text(name: Any) -> Any:
    """A path as text; whatever else is given as it is."""
    return os.fspath(name) if isinstance(name, os.PathLike) else name


def patch(document: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """A new document: the changes laid over it, as a file is over what it extends."""
    problems: list[Problem] = []
    base = tidied(from_plain(document, "<python>", problems), problems)
    child = tidied(from_plain(changes, "<python>", problems), problems)
    result = merged(base, child, problems)
    stop_at(problems)
    return result.plain()


def set_path(document: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A new document with one value set, None clearing: `set_path(document, "actors.CHN.growth", 0.04)`."""
    return patch(document, as_patch(split(path), value))


def parse_value(text: str) -> Any:
    """The value that a text would be in a file, such as what follows `--set PATH=`; raises ScenarioError."""
    return read_value(text, "<--set>").plain()


def positioned(path: Path, root: Node) -> Path:
    """The path with the position of an event or programme for its id."""
    if len(path) < 2 or path[0] not in ("events", "programmes") or not isinstance(path[1], str):
        return path
    entries = root.follow(path[:1])[1].value
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        name = entry.get("id")
        if name is not None and name.value == path[1]:
            return (path[0], index, *path[2:])
    return path
