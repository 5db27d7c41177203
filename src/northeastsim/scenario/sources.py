"""Where scenarios come from: files, shipped names, base regions, and the chain that `extends` makes."""

from __future__ import annotations

import os
import pathlib
import re
from dataclasses import dataclass, field
from typing import Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.catalogue_types import Catalogue
from northeastsim.scenario.merge import merged
from northeastsim.scenario.nodes import Node, from_plain, problem_at
from northeastsim.scenario.reader import read_file
from northeastsim.scenario.relations import tidied
from northeastsim.scenario.words import got, nearest, shortened

SUFFIXES = (".yaml", ".yml")
LONGEST_CHAIN = 20
REGION = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}\Z")
SWEEPS = "sweeps"  # the folder whose files are no scenarios
OF_SWEEPS = ("scenarios", "uncertainties", "levers", "design")  # keys that no scenario has
OF_SCENARIOS = ("extends", "start", "actors", "events")  # keys that no sweep has
DECLARED = ("systems", "strategies", "event_types", "theories")


@dataclass
class Chain:
    """A document being assembled from what it extends: problems, notes, and what stands alone."""

    catalogue: Catalogue
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    alone: set[tuple[str, str]] = field(default_factory=set)

    def assembled(self, document: Node, file: pathlib.Path | None, root: pathlib.Path) -> Node:
        """The document laid over all it extends; `root` is the folder that `extends` may not leave."""
        return self.laid(document, file, root, (file.resolve(),) if file else ())

    def laid(
        self, document: Node, file: pathlib.Path | None, root: pathlib.Path, seen: tuple[Any, ...]
    ) -> Node:
        """The document laid over its base, and that over its own."""
        self.note_complete(document)
        document = self.with_theory(tidied(document, self.problems), file.parent if file else root, root)
        base = self.base(document, file, root, seen)
        self.note_gap(base, document)
        kept = {key: node for key, node in document.value.items() if key != "extends"}
        self.check_format(document, base)
        return merged(base, document.with_value(kept), self.problems)

    def base(
        self, document: Node, file: pathlib.Path | None, root: pathlib.Path, seen: tuple[Any, ...]
    ) -> Node:
        """What a document extends: a base region, a shipped scenario, another file, or nothing."""
        wish = document.get("extends")
        if wish is None or wish.value is None:
            return document.with_value({})
        if not isinstance(wish.value, str) or not wish.value.strip():
            raise self.failure(
                wish, f"expected the name of a region, scenario or file, got {got(wish.plain())}"
            )
        self.bases.append(wish.value)
        region = self.catalogue.region(wish.value) if REGION.match(wish.value) else None
        if region is not None:
            whole = from_plain(region, f"<region {wish.value}>", self.problems)
            return merged(document.with_value({}), tidied(whole, self.problems), self.problems)
        path = self.base_file(wish, file, root)
        if path.resolve() in seen:
            names = " -> ".join(step.name for step in (*seen[seen.index(path.resolve()) :], path))
            raise self.failure(wish, f"a scenario cannot extend itself: {names}")
        if len(seen) >= LONGEST_CHAIN:
            raise self.failure(wish, f"more than {LONGEST_CHAIN} files extend one another")
        return self.laid(
            read_file(path, shown(path)), path, root_of(path, self.catalogue, root), (*seen, path.resolve())
        )

    def base_file(self, wish: Node, file: pathlib.Path | None, root: pathlib.Path) -> pathlib.Path:
        """The file that `extends` names, which must exist and stay under the root."""
        name = wish.value
        if is_name(name):
            found = shipped(self.catalogue).get(name)
            if found is None:
                known = [*self.catalogue.region_names, *shipped(self.catalogue)]
                raise self.failure(
                    wish, f"no base region or scenario '{shortened(name)}'", nearest(name, known)
                )
            return found
        path = (file.parent if file else root) / name
        if pathlib.Path(name).is_absolute() or "\\" in name or not inside(path, root):
            raise self.failure(wish, f"'{shortened(name)}' leads out of the scenarios' folder")
        if not path.is_file():
            raise self.failure(wish, f"no file '{shortened(name)}'", neighbour(path))
        return path

    def with_theory(self, document: Node, folder: pathlib.Path, root: pathlib.Path | None = None) -> Node:
        """The document with the theory that it follows among its own, where it names a file of one: under the file's name."""
        wish = document.get("theory")
        if wish is None or not isinstance(wish.value, str) or is_name(wish.value):
            return document
        name, path = shortened(wish.value), folder / wish.value
        if root is not None and (pathlib.Path(wish.value).is_absolute() or "\\" in wish.value or not inside(path, root)):
            raise self.failure(wish, f"'{name}' leads out of the scenarios' folder", key="theory")
        if not usable(path):
            near = neighbour(path)
            raise self.failure(wish, f"no file '{name}'", near and os.path.relpath(near, folder), "theory")
        entry = read_file(path, shown(path), "a theory has keys such as weights and parameters")
        if entry.get("format") is not None:
            message = f"'{name}' is a scenario; expected a theory, with keys such as weights and parameters"
            raise self.failure(wish, message, key="theory")
        own = wish.with_value({path.stem: entry.keyed(wish.at)})
        followed = {"theory": Node(path.stem, wish.at, wish.key_at), "theories": own}
        return merged(document, document.with_value(followed), self.problems)

    def failure(self, node: Node, message: str, suggestion: str | None = None, key: str = "extends") -> ScenarioError:
        """The error that ends the assembly, after what was found before."""
        return ScenarioError([*self.problems, problem_at(node.at, key, message, suggestion)])

    def check_format(self, document: Node, base: Node) -> None:
        """Every file says which format it is in, though its base may say so too."""
        if document.get("format") is None and base.get("format") is not None:
            message = "this key is required and missing; write 'format: 1'"
            self.problems.append(problem_at(document.at, "format", message))

    def note_complete(self, document: Node) -> None:
        """Remember what a complete document declares: that is not laid over the shipped."""
        complete = document.get("complete")
        if complete is not None and complete.value is True:
            self.note_declared(document)

    def note_declared(self, document: Node) -> None:
        """Remember that what a document declares stands alone, or has been laid over the shipped already."""
        for section in DECLARED:
            declared = document.get(section)
            if declared is not None and isinstance(declared.value, dict):
                self.alone.update((section, name) for name in declared.value)

    def note_gap(self, base: Node, document: Node) -> None:
        """Say so if a start moves: the state is taken as it stands."""
        old, new = base.get("start"), document.get("start")
        if old is not None and new is not None and new.value is not None and old.value != new.value:
            message = (
                f"the state of {old.value} is taken as that of {new.value}; the time between is not simulated"
            )
            self.notes.append(problem_at(new.at, "start", message))

    def underlaid(self, document: Node) -> Node:
        """The document with the shipped entries under those of its own that have the same id."""
        result = dict(document.value)
        for section in DECLARED:
            declared = result.get(section)
            if declared is not None and isinstance(declared.value, dict):
                shipped_ones = getattr(self.catalogue, section)
                result[section] = declared.with_value(
                    {
                        name: self.over(shipped_ones[name], node, name)
                        if name in shipped_ones
                        and (section, name) not in self.alone
                        and node.value is not None
                        else node
                        for name, node in declared.value.items()
                    }
                )
        return document.with_value(result)

    def over(self, entry: Any, node: Node, name: str) -> Node:
        """A scenario's own entry laid over the shipped one."""
        return merged(from_plain(entry, "<catalogue>", self.problems), node, self.problems, (name,)).keyed(
            node.key_at
        )


def found(source: str | os.PathLike[str], catalogue: Catalogue) -> pathlib.Path:
    """The file of a scenario given by path or by shipped name; raises ScenarioError with the nearest name."""
    text = os.fsdecode(source)
    path = pathlib.Path(text)
    if usable(path):
        return path
    names = shipped(catalogue)
    name = text.removesuffix(".yaml").removesuffix(".yml")
    if is_name(text) and name in names:
        return names[name]
    if "/" in name and name in tails(names):
        return tails(names)[name]
    if text in catalogue.region_names:
        message = f"is a base region; write a scenario that extends it: northeastsim new FILE.yaml --from {text}"
        raise ScenarioError([Problem(text, None, None, "", message)])
    if os.path.isdir(text):
        raise ScenarioError([Problem(text, None, None, "", "is a folder; name a scenario file in it")])
    if text in shipped_sweeps(catalogue):
        raise ScenarioError([Problem(text, None, None, "", f"is a sweep, not a scenario: northeastsim sweep {text}")])
    near = nearest(name, names) if is_name(text) else neighbour(path) or nearest(f"{path.stem} ", names)
    if is_name(text):  # a file's name without its ending
        near = next((text + ending for ending in SUFFIXES if os.path.isfile(text + ending)), near)
    noun = "scenario" if is_name(text) else "file"
    raise ScenarioError([Problem(text or "''", None, None, "", f"there is no such {noun}", near)])


def usable(path: pathlib.Path) -> bool:
    """Whether a path leads to something that is not a folder."""
    try:
        return path.exists() and not path.is_dir()
    except (OSError, ValueError):
        return False


def is_name(text: str) -> bool:
    """Whether a text is a bare name rather than a path."""
    return not any(sign in text for sign in ("/", "\\")) and pathlib.PurePath(text).suffix not in SUFFIXES


def shipped(catalogue: Catalogue) -> dict[str, pathlib.Path]:
    """The files of shipped scenarios by name, sorted; the first folder wins."""
    result: dict[str, pathlib.Path] = {}
    for folder in catalogue.scenario_folders:
        for path in sorted(pathlib.Path(folder).rglob("*.yaml")):
            if path.parent.name != SWEEPS:
                result.setdefault(path.stem, path)
    return dict(sorted(result.items()))


def shipped_sweeps(catalogue: Catalogue) -> dict[str, pathlib.Path]:
    """The files of shipped sweeps by name, sorted; the first folder wins."""
    result: dict[str, pathlib.Path] = {}
    for folder in catalogue.scenario_folders:
        for path in sorted((pathlib.Path(folder) / SWEEPS).glob("*.yaml")):
            result.setdefault(path.stem, path)
    return dict(sorted(result.items()))


def is_sweep(document: Node) -> bool:
    """Whether a file's values are a sweep's rather than a scenario's."""
    return any(document.get(key) for key in OF_SWEEPS) and not any(document.get(key) for key in OF_SCENARIOS)


def tails(names: dict[str, pathlib.Path]) -> dict[str, pathlib.Path]:
    """Shipped scenarios by folder and name: `classics/two_patrons`."""
    return {f"{path.parent.name}/{name}": path for name, path in names.items()}


def neighbour(path: pathlib.Path) -> str | None:
    """The scenario file in the same folder whose name is most like a missing one's."""
    try:
        files = {near.name for near in path.parent.iterdir() if near.suffix in SUFFIXES}
    except (OSError, ValueError):
        return None
    name = nearest(path.name, files)
    return str(path.with_name(name)) if name else None


def root_of(path: pathlib.Path, catalogue: Catalogue, otherwise: pathlib.Path | None = None) -> pathlib.Path:
    """The folder that what a file extends may not leave: a shipped folder, else its own."""
    for folder in catalogue.scenario_folders:
        if inside(path, folder):
            return pathlib.Path(folder)
    return otherwise or path.parent


def inside(path: pathlib.Path, folder: pathlib.Path) -> bool:
    """Whether a path, links followed, lies in a folder."""
    try:
        return path.resolve().is_relative_to(pathlib.Path(folder).resolve())
    except (OSError, ValueError, RuntimeError):
        return False


def shown(path: pathlib.Path) -> str:
    """A path as messages show it: from the working folder where it lies below it."""
    short = os.path.relpath(path)
    return str(path) if short.startswith("..") else short
