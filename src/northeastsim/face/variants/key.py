"""The variants of a class, made: students' files, the teacher's key, and the tables behind it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from northeastsim.errors import Problem, ScenarioError
from northeastsim.face.results import Progress
from northeastsim.face.scenario import Scenario, Source
from northeastsim.face.variants.plan import CAUSES, REPLICATIONS, Plan, planned

if TYPE_CHECKING:
    import pandas as pd

KEY, TABLE = "answer_key.md", "answer_key.csv"


class Variants:
    """Students' scenario files and the teacher's answer key.

    `table` has a row per student and outcome, `alone` one per student and change, `mechanisms` one per student and cause.
    """

    def __init__(self, plan: Plan, table: pd.DataFrame, alone: pd.DataFrame, mechanisms: pd.DataFrame) -> None:
        self.plan, self.table, self.alone, self.mechanisms = plan, table, alone, mechanisms

    @property
    def key(self) -> str:
        """The answer key, Markdown."""
        from northeastsim.show.answer_key import text

        return text(self.plan.about, self.table, self.alone, self.mechanisms)

    @property
    def files(self) -> dict[str, str]:
        """Every file by its name, the key among them."""
        return {**self.plan.files, KEY: self.key, TABLE: self.table.to_csv(index=False, float_format="%.6g", lineterminator="\n")}

    def save(self, folder: str | os.PathLike[str]) -> Path:
        """Write all files to a new or an empty folder, all or none. Raises ScenarioError where it is neither."""
        from northeastsim.study.parts import write_together

        out = Path(folder)
        expect_empty(out)
        write_together({name: content.encode() for name, content in self.files.items()}, out)
        return out

    def __repr__(self) -> str:
        plan = self.plan
        return f"Variants({plan.scenario.name!r}, {len(plan.students)} students, seed {plan.seed})"


def variants(
    source: Source | Scenario, students: int | None = None, seed: int = 0, *, names: Sequence[str] | None = None,
    actor: str | None = None, score: str | None = None, replications: int = REPLICATIONS, causes: int = CAUSES,
    workers: int | None = None, on_progress: Progress | None = None,
) -> Variants:  # fmt: skip
    """Make a scenario for each of so many `students`, or for each of the `names`, and an answer key of ranges and reasoning.

    Each differs from the scenario, whose `source` is as in `load`, in the strategy of an `actor` (default CHN), in one event that
    is not on the record and in one contested parameter, drawn by `seed` and the student's number alone. `score` is the outcome
    that the class is asked about (a column of `runs`; default: the first of most interest). `replications` of every world stand
    behind the ranges, `causes` of the scenario's and each student's behind the mechanisms (0: none are told). Raises
    ScenarioError for what cannot be made.
    """
    return planned(source, students, seed, names, actor, score, replications, causes, workers).run(on_progress)


def expect_empty(out: Path) -> None:
    """Raise ScenarioError for a folder that is not a new or an empty one."""
    from northeastsim.study.store import why_not_new

    if message := why_not_new(out):
        raise ScenarioError([Problem(str(out), None, None, "", message)])
