"""What is made for a class: a world for each student, and the worlds that the answer key rests on."""

from __future__ import annotations

import functools
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.face.results import Progress
from northeastsim.face.scenario import Scenario, Source, load
from northeastsim.face.variants.students import BASE, Maker, Student, settings

if TYPE_CHECKING:
    from northeastsim.face.variants.key import Variants
    from northeastsim.scenario.load import Resolved
    from northeastsim.show.answer_key import About

MOST = 500  # students
REPLICATIONS, CAUSES = 200, 8
ACTOR = "CHN"
HEAVY = 100  # plain replications that one taken apart by cause counts for, in the bar
MOST_OUTCOMES, MOST_OWN = 8, 3
LAST = ("stability.end", "crises.count")


@dataclass(frozen=True)
class Plan:
    """Everything checked, nothing run; `base` is what students' files extend, `copied` whether that is a copy of `source`."""

    scenario: Scenario
    source: str
    base: str
    copied: bool
    students: tuple[Student, ...]
    seed: int
    actor: str
    metrics: tuple[str, ...]
    replications: int
    causes: int
    workers: int

    @property
    def metric(self) -> str:
        """The outcome that the class is asked about."""
        return self.metrics[0]

    @property
    def files(self) -> dict[str, str]:
        """What students get, by the name of the file."""
        from northeastsim.scenario.dump import dump

        told = {BASE: f"# What the students' files extend.\n{dump(self.scenario.document)}"} if self.copied else {}
        return told | {student.file: student.text for student in self.students}

    @functools.cached_property
    def worlds(self) -> dict[tuple[tuple[str, Any], ...], Resolved]:
        """The worlds that are run, each once, by what they set: the scenario's own, each student's, each change alone."""
        found: dict[tuple[tuple[str, Any], ...], Resolved] = {(): self.scenario.resolved}
        for student in self.students:
            found[settings(student.changes)] = student.resolved
            for change in student.changes:
                alone = settings((change,))
                if alone not in found:
                    found[alone] = self.scenario.with_(dict(alone)).resolved
        return found

    @property
    def steps(self) -> int:
        """How much work it is, in plain replications."""
        return len(self.worlds) * self.replications + (len(self.students) + 1) * self.causes * HEAVY

    @property
    def expected(self) -> float:
        """About how long it takes, seconds."""
        from northeastsim.engine.pool import expected_seconds
        from northeastsim.scenario.tables import tables

        return expected_seconds(tables(self.scenario.resolved), self.steps, self.workers, self.engine)

    @property
    def engine(self) -> str:
        """The engine that answers sooner."""
        from northeastsim.engine.pool import quicker_engine
        from northeastsim.scenario.tables import tables

        return quicker_engine(tables(self.scenario.resolved), len(self.worlds) * self.replications, self.workers)

    @property
    def command(self) -> str:
        """The command that makes the same files; students' names come from a file of the teacher's."""
        told = "--names FILE" if any(one.name for one in self.students) else f"--students {len(self.students)}"
        actor = "" if self.actor == ACTOR else f" --actor {self.actor}"
        rest = f"--score '{self.metric}' --replications {self.replications} --causes {self.causes}"
        return f"northeastsim variants {self.source} {told} --seed {self.seed}{actor} {rest} --out DIR"

    @property
    def about(self) -> About:
        """What the key tells of the class."""
        from northeastsim.face.variants.tables import FEW
        from northeastsim.show.answer_key import About, Told
        from northeastsim.show.names import counted
        from northeastsim.show.task_sheet import in_words, score_in_words
        from northeastsim.show.view import actor_names

        resolved, document = self.scenario.resolved, self.scenario.document
        told = tuple(
            Told(one.number, one.name, one.file, tuple(in_words(change, resolved) for change in one.changes)) for one in self.students
        )
        words = {metric: score_in_words(metric, resolved) for metric in self.metrics}
        return About(
            self.scenario.name, self.base, self.command, int(document["seed"]), counted(document["years"], "year"),
            self.replications, self.causes, FEW, self.metric, words, actor_names(document), told,
        )  # fmt: skip

    def run(self, on_progress: Progress | None = None) -> Variants:
        """Run all worlds, and return files and key."""
        from northeastsim.face.variants.key import Variants
        from northeastsim.face.variants.tables import found

        return Variants(self, *found(self, on_progress))


def planned(
    source: Source | Scenario, students: int | None, seed: int = 0, names: Sequence[str] | None = None, actor: str | None = None,
    score: str | None = None, replications: int = REPLICATIONS, causes: int = CAUSES, workers: int | None = None,
) -> Plan:  # fmt: skip
    """Return what is to be made, with everything checked and nothing run; the arguments are those of `variants`."""
    from northeastsim.engine.pool import default_workers

    called = tuple(names or ())
    many = len(called) if students is None else students
    expect(many, seed, called, replications, causes, workers)
    scenario = source if isinstance(source, Scenario) else load(source)
    chosen = of_actor(scenario, actor)
    metrics = outcomes(scenario, score)
    base, copied = extended(source)
    made = Maker(scenario, base, copied, seed, chosen, metrics[0], replications)
    with tempfile.TemporaryDirectory() as folder:
        each = tuple(made.student(number, called[number - 1] if called else "", Path(folder)) for number in range(1, many + 1))
    named = base if not copied else Path(os.fspath(source)).name if isinstance(source, str | os.PathLike) else BASE
    return Plan(scenario, named, base, copied, each, seed, chosen, metrics, replications, causes, workers or default_workers())


def expect(students: Any, seed: Any, names: Sequence[str], replications: Any, causes: Any, workers: Any) -> None:
    """Raise ScenarioError with everything wrong with what is asked for."""
    from northeastsim.study.request import whole, wrong

    problems = [
        *whole("students", students, 1, MOST),
        *whole("seed", seed, 0, 2**63 - 1),
        *whole("replications", replications, 2, 10**6),
        *whole("causes", causes, 0, 10**4),
        *([] if workers is None else whole("workers", workers, 1, 4096)),
    ]
    if names and students != len(names):
        problems.append(wrong("students", f"expected {len(names)}, as many as there are names, or none; got {students!r}"))
    if causes == 1:
        problems.append(wrong("causes", "expected 0 or 2 and more: one replication has no interval"))
    if problems:
        raise ScenarioError(problems)


def of_actor(scenario: Scenario, actor: str | None) -> str:
    """Return whose strategy is varied; raises ScenarioError for one that is named and takes no part."""
    from northeastsim.scenario.words import missing

    actors = scenario.resolved.document["actors"]
    if actor is not None and actor not in actors:
        message, near = missing("actor", actor, actors)
        raise ScenarioError([Problem("--actor", None, None, "", message, near)])
    return actor or ACTOR


def outcomes(scenario: Scenario, score: str | None) -> tuple[str, ...]:
    """Return the outcomes that the key tells of, the one that is asked about first; raises ScenarioError for one that there is not."""
    from northeastsim.scenario.tables import tables
    from northeastsim.show.view import STORY
    from northeastsim.study import metrics
    from northeastsim.study.worlds import columns, expect_metric

    document, known = scenario.resolved.document, columns(scenario.resolved, tables(scenario.resolved))
    asked = [] if score is None else [expect_metric(score, known)]
    own = [f"{name}.end" for name in document["metrics"]][:MOST_OWN]
    story = [name for name in (f"{one}.end" for one in STORY) if name in known]
    told = story if {"CHN", "PRK", "RUS"} <= set(document["actors"]) else metrics.of_interest(known, document)
    first = list(dict.fromkeys([*asked, *told[:1], *own, *told]))[:MOST_OUTCOMES]
    return tuple(dict.fromkeys([*first, *(name for name in LAST if name in known)]))


def extended(source: Source | Scenario) -> tuple[str, bool]:
    """Return what students' files extend: a scenario that ships by its name, else a copy beside them."""
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.sources import found, shipped

    if isinstance(source, Scenario | Mapping):
        return BASE, True
    path = found(source, catalogue()).resolve()
    name = next((name for name, file in shipped(catalogue()).items() if file.resolve() == path), None)
    return (BASE, True) if name is None else (name, False)
