"""`northeastsim doctor`: what is installed, what is missing and what that means, where things are kept."""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import platform
import sys

from northeastsim.app.output import entries, line, paragraph

NEEDED = ("numpy", "simpy", "pyyaml", "pandas", "pydantic", "rich")
OPTIONAL = {
    "numba": "rules run interpreted, some thirty times slower; results are the same",
    "pyarrow": "tables are written as CSV instead of Parquet",
    "matplotlib": "no charts are drawn",
}


def command(arguments: argparse.Namespace) -> int:
    """Print what is found; 1 if something needed is missing."""
    from northeastsim.version import __version__

    line(f"northeastsim {__version__}, Python {platform.python_version()}, {platform.platform()}")
    line()
    missing = [name for name in (*NEEDED, *OPTIONAL) if version(name) is None]
    rows = [[name, version(name) or "missing"] for name in (*NEEDED, *OPTIONAL)]
    entries(["library", "version"], rows, [[meant(name)] if name in missing else [] for name, _ in rows])
    if missing:
        line()
        paragraph("To have everything: pip install 'northeastsim[standard]'")
    line()
    if any(name in NEEDED for name in missing):
        return 1
    told_cores()
    told_compiler()
    told_scenarios()
    return 0


def version(name: str) -> str | None:
    """The version of an installed library, or None."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def meant(name: str) -> str:
    """What a missing library means."""
    return OPTIONAL.get(name, "northeastsim cannot run without it")


def told_cores() -> None:
    """Say how many processes a run may use."""
    from northeastsim.engine.pool import default_workers

    workers = default_workers()
    line(f"cores: {workers}; a run uses as many processes, or --workers N")


def told_compiler() -> None:
    """Say whether rules are compiled here, where that is kept, and how long runs take."""
    from northeastsim.engine.pool import COLD_SECONDS, COMPILED_SECONDS, INTERPRETED_SECONDS, has_compiler

    slow, fast = 10 * INTERPRETED_SECONDS, 1000 * 10 * COMPILED_SECONDS
    if not has_compiler():
        line(f"rules: interpreted, about {slow:.1g} s for a ten-year replication")
        return
    from northeastsim.engine.batch import cache_folder, is_warm

    line(f"compiled rules: kept in {cache_folder()}")
    if is_warm():
        paragraph(f"They are there: about {fast:.0f} ms for a ten-year replication.")
    else:
        paragraph(
            f"They are not there yet: a long run compiles them, about {COLD_SECONDS:.0f} s once; short "
            f"runs go interpreted, about {slow:.1g} s for a ten-year replication instead of {fast:.0f} ms."
        )
    line("engines: simpy; the batch engine, and whether both agree here, are to come")


def told_scenarios() -> None:
    """Say which scenarios are found."""
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.sources import shipped

    known = catalogue()
    folders = ", ".join(str(folder) for folder in known.scenario_folders) or "nowhere"
    line(f"scenarios: {len(shipped(known))} in {folders}")
    line(f"stdout: {'a terminal' if sys.stdout.isatty() else 'a pipe or file'}, {sys.stdout.encoding}")
