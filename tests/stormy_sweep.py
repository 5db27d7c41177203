"""A sweep that a storm may strike: two states, a few seconds of work in many small parts."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

from two_states import TINY

WORLD = TINY.replace("years: 1", "years: 4")
SWEEP = """\
format: 1
name: A storm
scenarios: [world.yaml]
uncertainties:
  parameters.crisis.*: plausible
  events.visit.date: {low: 2024-02-01, high: 2024-03-01}
levers:
  actors.AAA.spending_busd: [30, 35]
design: {method: monte_carlo, points: POINTS, seed: 2}
replications: REPLICATIONS
seed: 9
outcomes: [crises.count, stability.end, "spending[AAA].change"]
"""
POINTS, REPLICATIONS = 40, 40


def written(folder: Path, points: int = POINTS, replications: int = REPLICATIONS) -> Path:
    """Write the sweep into a folder and return its file."""
    (folder / "world.yaml").write_text(WORLD, encoding="utf-8")
    file = folder / "sweep.yaml"
    text = SWEEP.replace("POINTS", str(points)).replace("REPLICATIONS", str(replications))
    file.write_text(text, encoding="utf-8")
    return file


def tree(folder: Path) -> dict[str, str]:
    """Return a digest of every file under a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def started(file: Path, out: Path, *more: str, workers: int = 2) -> subprocess.Popen[str]:
    """Start the sweep as a process group of its own."""
    command = [sys.executable, "-m", "northeastsim.app.cli", "sweep", file.name, "--out", str(out), "--workers", str(workers), *more]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=file.parent, text=True, stdout=pipe, stderr=pipe, start_new_session=True)


def finished(file: Path, out: Path, *more: str, workers: int = 2) -> tuple[int, str, str]:
    """Run the sweep to its end; return status, stdout and stderr."""
    process = started(file, out, *more, workers=workers)
    told, complained = process.communicate(timeout=300)
    return process.returncode, told, unwrapped(complained)


def unwrapped(text: str) -> str:
    """Return what was said as one line, however wide the terminal."""
    return " ".join(text.split())


def parts(out: Path) -> list[Path]:
    """The parts in a folder."""
    return sorted((out / "runs").glob("[0-9]*")) if (out / "runs").is_dir() else []
