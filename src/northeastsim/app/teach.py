"""`northeastsim teach SCENARIO`: one offline page for a class, from ensembles that are run now so that no pupil waits."""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from northeastsim.app.estimate import duration
from northeastsim.app.output import line, paragraph
from northeastsim.app.progress import progress
from northeastsim.app.telling import LONG
from northeastsim.errors import Problem, ScenarioError
from northeastsim.show.names import counted
from northeastsim.statement import SHORT

if TYPE_CHECKING:
    from northeastsim.face.teaching import Plan

ENDINGS = (".html", ".htm")


def command(arguments: argparse.Namespace) -> int:
    """Run what the page needs and write it; 130 if it was interrupted, with nothing written."""
    from northeastsim.face import teaching

    expect_file(arguments.out, arguments.force)
    plan = teaching.planned(
        arguments.scenario, arguments.actor, arguments.strategies, score=arguments.score, switches=arguments.switches,
        language=arguments.language or "english", replications=arguments.replications, seed=arguments.seed, workers=arguments.workers,
    )  # fmt: skip
    out = Path(arguments.out) if arguments.out is not None else new_file(plan)
    opening(plan)
    sys.stdout.flush()  # whoever reads it through a pipe sees what is asked while it runs
    with progress(plan.expected) as on_progress:
        made = plan.run(on_progress)
    try:
        out.parent.mkdir(exist_ok=True)
        made.save(out)
    except OSError as error:
        raise ScenarioError([Problem(str(out), None, None, "", f"cannot be written: {error.strerror or error}")]) from error
    line(f"Written to {out} ({out.stat().st_size / 1e6:.1f} MB): open it in any browser, without a network; print it for a handout.")
    return 0


def expect_file(given: str | None, force: bool) -> None:
    """Raise ScenarioError for an `--out` that is no new HTML file in a folder that there is, unless with `--force`."""
    if given is None:
        if force:
            raise ScenarioError([Problem("--force", None, None, "", "replaces what --out FILE.html holds; give --out")])
        return
    out, message = Path(given), ""
    if out.suffix.lower() not in ENDINGS:
        message = f"expected a file that ends in .html, got '{given}'"
    elif not out.parent.is_dir():
        message = f"there is no folder {out.parent}"
    elif out.is_dir():
        message = f"{out} is a folder; expected a file"
    elif not os.access(out if out.exists() else out.parent, os.W_OK):
        message = f"{out} cannot be written"
    elif out.exists() and not force:
        message = f"{out} is there already; choose another file, or replace it with --force"
    if message:
        raise ScenarioError([Problem("--out", None, None, "", message)])


def opening(plan: Plan) -> None:
    """Say what is run, for which choices, and how long it takes where that is long."""
    q, document = plan.question, plan.scenario.resolved.document
    paragraph(
        f"{plan.scenario.name}: a teaching page, {counted(int(document['years']), 'year')} from {document['start']}. The student "
        f"advises {q.actor}, chooses among {', '.join(q.strategies)}, and draws {q.scores[0]} before anything is shown."
    )
    sliders = ", ".join(f"{each.path} ({', '.join(f'{value:g}' for value in each.levels)})" for each in q.switches)
    paragraph(f"Sliders: {sliders or 'none'}.")
    paragraph(
        f"{counted(plan.cells, 'ensemble')} of {counted(q.replications, 'replication')}, all with the same luck (seed {q.seed})."
    )
    paragraph(SHORT)
    if plan.expected > LONG:
        paragraph(f"This takes about {duration(plan.expected)}; fewer --replications or --switches take less.")


def new_file(plan: Plan) -> Path:
    """A new file in results/; raises ScenarioError where none can be written there."""
    above = Path("results")
    if not os.access(above if above.exists() else Path(), os.W_OK) or (above.exists() and not above.is_dir()):
        raise ScenarioError([Problem("--out", None, None, "", f"nothing can be written to {above.absolute()}; give --out FILE.html")])
    stem = Path(plan.source).stem or plan.scenario.name
    name = re.sub(r"[^A-Za-z0-9_-]+", "_", f"{stem}_{plan.scenario.resolved.variant}".strip("_")).strip("_") or "scenario"
    numbers = (one.stem.rpartition("-")[2] for one in above.glob(f"{name}-teach-*.html"))
    return above / f"{name}-teach-{1 + max((int(one) for one in numbers if one.isdecimal()), default=0)}.html"
