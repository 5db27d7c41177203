"""What sweeps hold: memory by the number of runs, a store of a million runs taken up again, and its room on disk."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.sweeps.processes import OURS, TOOLS, command, swept
from benchmarks.sweeps.rates import spread

Row = dict[str, Any]
REPLICATIONS = 20
POINTS = (500, 5_000)  # 10^4 and 10^5 runs
MANY_POINTS, MANY = 10_000, 100  # 10^6 runs
LAST = 10  # parts that are missing


def measure_stores(rounds: int) -> dict[str, Any]:
    """Return figures of memory, of going on, and of room on disk, all of a model with 20 uncertainties and 10 outcomes."""
    memory = [of_memory(tool, points) for tool in TOOLS if tool != OURS for points in POINTS]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for points in POINTS:
            (folder / str(points)).mkdir()
            memory.append(of_memory(OURS, points, folder / str(points)))
        disk = [{"replications": REPLICATIONS, "runs": POINTS[-1] * REPLICATIONS, **disk_of(folder / str(POINTS[-1]))}]
    with tempfile.TemporaryDirectory() as name:
        swept(command(OURS, "wide", POINTS[-1], 1, 2, Path(name)), Path(name))
        disk.append({"replications": 1, "runs": POINTS[-1], **disk_of(Path(name))})
    with tempfile.TemporaryDirectory() as name:
        going_on = of_going_on(Path(name), rounds)
    memory.append({"tool": OURS, "runs": MANY_POINTS * MANY, "megabytes": going_on["megabytes"]})
    return {"memory": memory, "disk": disk, "going_on": going_on}


def of_memory(tool: str, points: int, folder: Path | None = None) -> Row:
    """Return how much memory the largest process of a sweep takes; what it keeps stays in a folder that is named."""
    with tempfile.TemporaryDirectory() as name:
        place = folder or Path(name)
        found = swept(command(tool, "wide", points, REPLICATIONS, 1, place), place)
    return {"tool": tool, "runs": points * REPLICATIONS, "megabytes": found.megabytes}


def disk_of(folder: Path) -> dict[str, float]:
    """Return the bytes a run of a folder and of other forms, found in a process of its own."""
    words = [sys.executable, "-m", "benchmarks.sweeps.disk", str(folder / "out")]
    return json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)


def of_going_on(folder: Path, rounds: int) -> Row:
    """Return how long it takes to make a store of a million runs, to find it whole, and to make its last parts again."""
    words = command(OURS, "wide", MANY_POINTS, MANY, 2, folder)
    made = swept(words, folder)
    before = tree(folder / "out")
    whole = [swept(words, folder) for _ in range(rounds)]
    parts = sorted((folder / "out" / "runs").iterdir())
    mended = []
    for _ in range(rounds):
        for part in parts[-LAST:]:
            part.unlink()
        mended.append(swept(words, folder).seconds)
    if tree(folder / "out") != before:
        raise RuntimeError("the store is another after going on")
    return {
        "runs": MANY_POINTS * MANY, "parts": len(parts), "last": LAST, "made": made.seconds, "megabytes": made.megabytes,
        "whole": spread([each.seconds for each in whole]), "whole_megabytes": whole[0].megabytes, "mended": spread(mended),
        "bytes": sum(path.stat().st_size for path in (folder / "out").rglob("*") if path.is_file()),
    }  # fmt: skip


def tree(folder: Path) -> dict[str, str]:
    """Return a digest of every file under a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
