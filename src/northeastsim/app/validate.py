"""`northeastsim validate FILE...`: check scenarios and sweeps; every problem on a line of its own."""

from __future__ import annotations

import argparse
from pathlib import Path

from northeastsim.app.output import complain, line
from northeastsim.errors import ScenarioError
from northeastsim.show.names import counted


def command(arguments: argparse.Namespace) -> int:
    """Check each file; 2 if any has a problem."""
    return max([check_sweep(name) if is_sweep(name) else check(name) for name in arguments.files])


def is_sweep(name: str) -> bool:
    """Whether a name or a file is a sweep's; what cannot be read is taken for a scenario, which says why."""
    from northeastsim.scenario import sources
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.reader import read_file

    if not sources.usable(Path(name)):
        return name in sources.shipped_sweeps(catalogue())
    try:
        return sources.is_sweep(read_file(Path(name)))
    except ScenarioError:
        return False


def check_sweep(name: str) -> int:
    """Check one sweep: every point of its design in each of its scenarios."""
    from northeastsim.study.sweep.asked import proved

    try:
        asked, chosen = proved(name)
    except ScenarioError as error:
        complain(str(error))
        return 2
    for problem in asked.warnings:
        line(f"warning: {problem}")
    for problem in asked.notes:
        line(f"note: {problem}")
    experiments = len(asked.bases) * asked.choices * chosen.count
    counts = [
        counted(len(asked.bases), "scenario"),
        counted(len(asked.uncertainties), "uncertainty", "uncertainties"),
        *([counted(len(asked.levers), "lever")] if asked.levers else []),
        counted(chosen.count, "point"),
        counted(experiments, "experiment"),
    ]
    line(f"ok: {name} ({', '.join(counts)})")
    return 0


def check(name: str) -> int:
    """Check one file, as far as its tables: what only shows there is an error too."""
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.load import load
    from northeastsim.scenario.tables import tables
    from northeastsim.scenario.variants import names, variant

    try:
        resolved = load(name, catalogue=catalogue())
        tables(resolved)
        versions = [variant(resolved, each) for each in names(resolved.document)]
        for version in versions:
            tables(version)
    except ScenarioError as error:
        complain(str(error))
        return 2
    warnings = dict.fromkeys(problem for one in (resolved, *versions) for problem in one.warnings)
    for problem in warnings:
        line(f"warning: {problem}")
    for problem in resolved.notes:
        line(f"note: {problem}")
    document = resolved.document
    numbers = {"actor": len(document["actors"]), "year": document["years"], "event": len(document["events"])}
    numbers |= {"variant": len(document["variants"])} if document["variants"] else {}
    counts = ", ".join(counted(int(number), noun) for noun, number in numbers.items())
    warned = f", {counted(len(warnings), 'warning')}" if warnings else ""
    line(f"ok: {name} ({counts}{warned})")
    return 0
