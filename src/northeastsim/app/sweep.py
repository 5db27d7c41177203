"""`northeastsim sweep`: runs a sweep file into a folder, goes on where that has stopped, and says what it comes to."""

from __future__ import annotations

import argparse
import contextlib
import json
import shlex
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.app.estimate import duration, size
from northeastsim.app.output import complain, heading, line, paragraph, table
from northeastsim.app.sweep_progress import sweep_progress
from northeastsim.show.names import counted, unit
from northeastsim.statement import SHORT

if TYPE_CHECKING:
    from northeastsim.app.sweep_cost import Cost
    from northeastsim.face.sweeps import Sweep as Finished
    from northeastsim.scenario.sweep import Sweep
    from northeastsim.study.sweep.conduct import State
    from northeastsim.study.sweep.points import Points

MOST_ROWS = 40  # of the table of outcomes
FIGURES = ("mean", "error", "p05", "p50", "p95", "naive")
NAMED = 5  # parts that could not be run


def command(arguments: argparse.Namespace) -> int:
    """Run what is missing of a sweep; 0 if all is there, 1 if some parts could not be run, 130 if it was interrupted."""
    from northeastsim.app.sweep_cost import cost_of
    from northeastsim.study.sweep.asked import proved

    asked, chosen = proved(arguments.file)
    out = Path(arguments.out or f"results/{Path(arguments.file).stem}")
    cost = cost_of(asked, chosen, out, arguments.workers)
    if not arguments.json:
        opening(asked, chosen, cost)
    if arguments.dry_run:
        dry(asked, out, cost, arguments.json)
        return 0
    if not arguments.yes:
        cost.refuse(out)
    sys.stdout.flush()  # whoever reads it through a pipe sees what is asked while it runs
    return conducted(asked, chosen, out, arguments)


def opening(asked: Sweep, chosen: Points, cost: Cost) -> None:
    """Say what is asked, and how much that is."""
    heading(asked.name)
    if asked.question:
        paragraph(asked.question)
    paragraph(f"{cost.in_words}; all with the same luck (seed {asked.seed}).")
    paragraph(SHORT)
    for word, problems in (("warning", asked.warnings), ("note", asked.notes)):
        for problem in problems:
            paragraph(f"{word}: {problem}")


def dry(asked: Sweep, out: Path, cost: Cost, as_json: bool) -> None:
    """Say how many runs it is, how long it takes and how much disk, and run nothing."""
    if as_json:
        line(json.dumps(cost.figures))
        return
    there = f"; {cost.there:,} are in {out} already" if cost.there else ""
    paragraph(f"Every point is sound. Nothing was run: {cost.runs:,} runs{there}.")
    cores = counted(cost.workers, "core")
    paragraph(f"What is missing takes about {duration(cost.seconds)} on {cores} and {size(cost.disk)} of disk.")


def conducted(asked: Sweep, chosen: Points, out: Path, arguments: argparse.Namespace) -> int:
    """Run it, and say how that went."""
    from northeastsim.study.sweep.conduct import conduct

    state: State | None = None

    def told(now: State) -> None:
        nonlocal state
        if state is None:
            mended(now)
        state = now
        show(now)

    try:
        with stopped_politely(), sweep_progress(arguments.quiet) as show:
            state = conduct(asked, chosen, out, fleet=fleet(arguments), workers=arguments.workers, on_progress=told)
    except KeyboardInterrupt:
        kept = f"{state.done:,} of {state.total:,} runs are kept in {out}" if state else "nothing was run yet"
        complain(f"northeastsim sweep: interrupted; {kept}; the same command goes on from there")
        return 130
    closing(state, out, arguments.json)
    return 1 if state.set_aside else 0


def fleet(arguments: argparse.Namespace) -> Any:
    """Who runs it where that is not this machine."""
    if arguments.dask is None:
        return None
    from northeastsim.study.sweep.cluster import Cluster

    return Cluster(arguments.dask)


@contextlib.contextmanager
def stopped_politely() -> Iterator[None]:
    """Take a request to end, as a batch system sends it, for Ctrl-C: parts that are complete are there, and workers end."""

    def stop(number: int, frame: Any) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def mended(state: State) -> None:
    """Say what was found in the folder: parts that were there, and such as were damaged."""
    if state.damaged:
        names, count = ", ".join(state.damaged[:NAMED]), counted(len(state.damaged), "part")
        complain(f"northeastsim sweep: {count} did not hold what was written and are run again: {names}")


def closing(state: State, out: Path, as_json: bool) -> None:
    """Say what it comes to, and what to do next."""
    from northeastsim.face.sweeps import open_sweep

    finished = open_sweep(out)
    for part, why in state.set_aside[:NAMED]:
        last = part.task.first + part.task.count - 1
        complain(f"northeastsim sweep: points {part.task.first} to {last} of {part.task.scenario} could not be run: {why}")
    if state.set_aside:
        count = counted(len(state.set_aside), "part")
        complain(f"northeastsim sweep: {count} missing; all others are kept; the same command tries again")
    if not state.done:
        return
    if as_json:
        line(finished.summary.to_json(orient="records"))
        return
    outcomes(finished)
    lost = int(finished.summary.drop_duplicates(["scenario", *finished.levers])["failed"].sum())
    failed = f"; {lost:,} failed, and their rows tell why" if lost else ""
    line()
    paragraph(f"{many(state.done, 'run')} in {out}, {state.before:,} of them from before{failed}.")
    if not state.set_aside:
        line(f"What drives what: northeastsim sensitivity {shlex.quote(str(out))}")


def outcomes(finished: Finished) -> None:
    """Print what each scenario and choice of levers comes to."""
    summary = finished.summary
    n = f"{many(finished.points, 'point')} x {many(finished.replications, 'replication')}, {many(finished.years, 'year')}"
    heading(f"Outcomes in the model over {n}")
    keys = [name for name in ("scenario", *finished.levers) if summary[name].nunique() > 1]
    columns = [*keys, "outcome", "unit", "mean", "± chance", "5 %", "50 %", "95 %", "naive"]
    rows = [
        [*(str(row[key]) for key in keys), row["outcome"], unit_of(row["outcome"]), *(figure(row[name]) for name in FIGURES)]
        for _, row in summary.iterrows()
    ]
    table(columns, rows[:MOST_ROWS], right=columns[len(keys) + 2 :])
    if len(rows) > MOST_ROWS:
        line(f"... and {len(rows) - MOST_ROWS} more rows: northeastsim.open_sweep({str(finished.folder)!r}).summary")
    paragraph(
        "± chance: standard error that the luck which all points share leaves in the mean over them. 5 to 95 %: of the points' own "
        "means, the spread that the uncertainties make; no probability, since nobody knows how likely a point is. Naive: if all "
        "stayed as it is at the start."
    )


def many(number: int, noun: str) -> str:
    """`1 run`, `12,000 runs`."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def unit_of(outcome: str) -> str:
    """The unit of an outcome."""
    return "usual changes" if outcome.startswith("payoff[") else unit(outcome)


def figure(value: float) -> str:
    """A number in four digits; nothing for none."""
    return "" if value != value else f"{value:.4g}"
