"""`northeastsim variants SCENARIO`: a scenario file of their own for each student, and one answer key for the teacher."""

from __future__ import annotations

import argparse
import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from northeastsim.app.estimate import duration
from northeastsim.app.output import complain, heading, line, paragraph, table, verdict
from northeastsim.app.progress import progress
from northeastsim.app.telling import LONG
from northeastsim.errors import Problem, ScenarioError
from northeastsim.show.cells import years
from northeastsim.show.names import capital, counted
from northeastsim.statement import SHORT

if TYPE_CHECKING:
    from northeastsim.face.variants import Plan, Variants

TITLES = ("name", "names", "student", "students")  # what the first row of a list may be
LARGEST = 100_000  # bytes of a list of names
SHOWN = 12  # students that are told on the screen


def command(arguments: argparse.Namespace) -> int:
    """Make the files, run what the key rests on, and write all of it at the end."""
    from northeastsim.face.variants import KEY, expect_empty, planned

    out = folder(arguments.out)
    expect_empty(out)
    names = None if arguments.names is None else roster(Path(arguments.names))
    if names is None and arguments.students is None:
        raise ScenarioError([Problem("--students", None, None, "", "how many? Give --students N, or --names FILE")])
    plan = planned(
        arguments.scenario, arguments.students, arguments.seed, names, arguments.actor, arguments.score, arguments.replications,
        arguments.causes, arguments.workers,
    )  # fmt: skip
    for problem in plan.scenario.warnings:
        complain(f"note: {problem}")
    opening(plan)
    with progress(plan.expected, "steps") as on_progress:
        found = plan.run(on_progress)
    found.save(out)
    closing(found, out, KEY)
    return 0


def folder(given: str) -> Path:
    """The folder that is asked for; raises ScenarioError for none."""
    if not given.strip():
        raise ScenarioError([Problem("--out", None, None, "", "expected a folder, got nothing")])
    return Path(given)


def roster(path: Path) -> list[str]:
    """The names in a list: one a line, or the first column of a CSV file, with or without a title.

    Raises ScenarioError where it cannot be read or holds none.
    """
    try:
        content = path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise wrong(path, f"cannot be read: {error.strerror or error}") from error
    if content is None:
        raise wrong(path, "there is no such file")
    if len(content) > LARGEST:
        raise wrong(path, f"expected a list of names of at most {LARGEST:,} bytes, got {len(content):,}")
    try:
        text = content.decode("utf-8-sig")
        cells = [row[0].strip() for row in csv.reader(io.StringIO(text, newline="")) if row]
    except (UnicodeDecodeError, csv.Error) as error:
        raise wrong(path, "expected text in UTF-8, a name a line") from error
    names = [name for name in cells if name]
    if names and names[0].lower() in TITLES:
        names = names[1:]
    if not names:
        raise wrong(path, "holds no names; expected one a line, or the first column of a CSV file")
    return names


def wrong(path: Path, message: str) -> ScenarioError:
    """A problem with the list of names."""
    return ScenarioError([Problem(str(path), None, None, "", message)])


def opening(plan: Plan) -> None:
    """Say what is made and from what, and how long it takes where that is long."""
    scenario = plan.scenario
    paragraph(
        f"{scenario.name}: {counted(len(plan.students), 'variant')} for a class, seed {plan.seed}; "
        f"{years(scenario.document)} from {scenario.document['start']}, {counted(plan.replications, 'replication')} of each of "
        f"{len(plan.worlds)} worlds."
    )
    paragraph(SHORT)
    if plan.expected > LONG:
        paragraph(f"This takes about {duration(plan.expected)}.")


def closing(found: Variants, out: Path, key: str) -> None:
    """Print for each student what the class is asked about, and where all of it lies."""
    from northeastsim.show.answer_key import gap, of_difference, places

    plan = found.plan
    rows = found.table[found.table["metric"] == plan.metric].to_dict("records")
    heading(f"{capital(plan.about.words[plan.metric])} at the end, beside the scenario as it ships")
    shown = rows[: SHOWN if len(rows) > SHOWN + 1 else None]
    cells = [[row["file"], gap(of_difference(row), places(row)), row["clear"]] for row in shown]
    table(["file", "difference (95 %)", "clear?"], cells)
    if len(rows) > len(cells):
        line(f"and {len(rows) - len(cells)} more")
    line()
    paragraph(f"In the model, not a forecast; n = {plan.replications} pairs, {plan.about.years}. {SHORT}")
    verdict()
    beside = " and scenario.yaml, which it extends" if plan.copied else ""
    line(f"For each student: a file of {out}/student_*.yaml{beside}. For the teacher alone: {out / key}")
