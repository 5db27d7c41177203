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
    "numba": "there is no batch engine: runs take some hundred times longer; results are the same",
    "pyarrow": "tables are written as CSV instead of Parquet",
    "matplotlib": "no charts are drawn",
    "scoringrules": "there is no backtest",
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
    told_engines(arguments.compile)
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
    """Say how many cores a run may use."""
    from northeastsim.engine.pool import default_workers

    workers = default_workers()
    line(f"cores: {workers}; a run uses all of them, or --workers N")


def told_engines(compile_now: bool) -> None:
    """Say which engines there are, how quick they are, where compiled rules are kept, and whether both agree here."""
    from northeastsim.engine.pool import BATCH_SECONDS, COLD_SECONDS, SIMPY_SECONDS, why_no_batch

    slow, fast = 10 * SIMPY_SECONDS, 1000 * 10 * BATCH_SECONDS
    line(f"engine simpy: about {slow:.1g} s for a ten-year replication of six states")
    if missing := why_no_batch():
        paragraph(f"engine batch: not here; {missing}")
        return
    from northeastsim.engine.batch import cache_folder, is_warm

    line(f"engine batch: about {fast:.0f} ms for one; compiled rules are kept in {cache_folder() or 'no folder that can be written'}")
    if is_warm() or compile_now:
        line("engines agree: " + ("yes" if engines_agree() else "NO; please report this machine and these versions"))
    else:
        paragraph(
            f"They are not there yet: a long run compiles them, about {COLD_SECONDS:.0f} s once, or `northeastsim doctor --compile` "
            "does now; then this page also says whether both engines agree here."
        )


def engines_agree() -> bool:
    """Return whether both engines give one replication of two years the same bits."""
    from northeastsim.face import load

    scenario = load("s400_transfer", years=2)
    digests = [
        scenario.run(replications=1, engine=engine, workers=1, impulses=True, baseline=False).digest
        for engine in ("simpy", "batch")
    ]
    return digests[0] == digests[1]


def told_scenarios() -> None:
    """Say which scenarios are found."""
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.sources import shipped

    known = catalogue()
    folders = ", ".join(str(folder) for folder in known.scenario_folders) or "nowhere"
    line(f"scenarios: {len(shipped(known))} in {folders}")
    line(f"stdout: {'a terminal' if sys.stdout.isatty() else 'a pipe or file'}, {sys.stdout.encoding}")
