"""A student's world: what differs in it, and its file, checked as it is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.face.scenario import Scenario, load

if TYPE_CHECKING:
    from northeastsim.scenario.assignments import Change
    from northeastsim.scenario.load import Resolved

LONGEST = 80  # letters of a student's name
BASE = "scenario.yaml"  # what students' files extend, where that is no scenario that ships


@dataclass(frozen=True)
class Student:
    """A student's world: number, name where there is one, file, what differs, the file's text, the scenario that it is."""

    number: int
    name: str
    file: str
    changes: tuple[Change, ...]
    text: str = field(repr=False)
    resolved: Resolved = field(repr=False)


@dataclass(frozen=True)
class Maker:
    """Makes students' files, each checked as it is written."""

    scenario: Scenario
    base: str
    copied: bool
    seed: int
    actor: str
    metric: str
    replications: int

    def student(self, number: int, name: str, folder: Path) -> Student:
        """Return the world of a student; raises ScenarioError where nothing in the scenario can be varied."""
        from northeastsim.scenario.assignments import changes
        from northeastsim.show.task_sheet import Sheet, text

        differs = changes(self.scenario.resolved, self.seed, number, self.actor)
        if not differs:
            message = "has nothing to vary: no strategy, no event that is not on the record, no contested parameter that is free"
            raise ScenarioError([Problem(self.scenario.name, None, None, "", message)])
        file, called = file_name(number, name), clean(name)
        sheet = Sheet(number, called, file, self.base, self.seed, self.metric, self.replications, differs)
        written = text(sheet, self.scenario.resolved)
        return Student(number, called, file, differs, written, self.checked(folder, file, written))

    def checked(self, folder: Path, file: str, written: str) -> Resolved:
        """Return the scenario that a file is, read as a student's command reads it."""
        from northeastsim.scenario.dump import dump

        base = folder / BASE
        if self.copied and not base.exists():
            base.write_text(dump(self.scenario.document), encoding="utf-8")
        (folder / file).write_text(written, encoding="utf-8")
        return load(folder / file).resolved


def file_name(number: int, name: str) -> str:
    """Return the name of a student's file: safe letters, and the number first, so that no two are alike."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    word = re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_").lower()[:40].strip("_")
    return f"student_{number:03d}{f'_{word}' if word else ''}.yaml"


def clean(name: str) -> str:
    """Return a name on one line, without signs that no name has, and not too long."""
    told = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in name)
    return " ".join(told.split())[:LONGEST]


def settings(changes: Sequence[Change]) -> tuple[tuple[str, Any], ...]:
    """Return what changes set, by path."""
    return tuple(pair for change in changes for pair in change.after.items())
