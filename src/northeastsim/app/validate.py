"""`northeastsim validate FILE...`: check scenarios; every problem on a line of its own."""

from __future__ import annotations

import argparse

from northeastsim.app.output import complain, line
from northeastsim.errors import ScenarioError
from northeastsim.show.names import counted


def command(arguments: argparse.Namespace) -> int:
    """Check each file; 2 if any has a problem."""
    return max([check(name) for name in arguments.files])


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
