"""A run that is killed or interrupted from outside leaves whole parts that open, and nothing else that is listed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from northeastsim.study.digest import of_table
from northeastsim.study.store import stored

PROGRAM = """
import signal
import sys
from pathlib import Path
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.study import request
from northeastsim.study.run import execute

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell's background job would ignore
    request.SMALLEST_PART = 2
    calm = {"format": 1, "extends": "northeast_asia_2024", "years": 1, "settings": {"decisions": False}}
    resolved = load(calm, catalogue=catalogue())
    out, workers, engine, count = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    execute(resolved, seed=7, replications=count, workers=workers, engine=engine, out=out)
"""  # fmt: skip


def complete(folder: Path) -> int:
    """Return how many replications the manifest lists; 0 before there is one."""
    try:
        return int(json.loads((folder / "manifest.json").read_text())["complete"])
    except FileNotFoundError:
        return 0


@pytest.mark.parametrize(
    ("how", "workers", "engine", "count"),
    [
        (signal.SIGKILL, 1, "simpy", 190),
        (signal.SIGINT, 1, "simpy", 190),
        (signal.SIGINT, 2, "simpy", 190),
        (signal.SIGINT, 2, "batch", 100_000),
    ],
)
def test_whole_parts_are_left(tmp_path: Path, how: signal.Signals, workers: int, engine: str, count: int) -> None:
    program, folder = tmp_path / "program.py", tmp_path / "out"
    program.write_text(PROGRAM)
    words = [str(each) for each in (sys.executable, program, folder, workers, engine, count)]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 180  # the batch engine may have to be compiled
    while complete(folder) < 2 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(how)
    _, errors = process.communicate(timeout=60)
    kept = stored(folder)

    assert 2 <= kept.manifest["complete"] < count
    assert how == signal.SIGKILL or errors.rstrip().endswith("KeyboardInterrupt")
    assert len(kept.table("runs")) == kept.manifest["complete"]
    for table, entry in kept.manifest["tables"].items():
        assert of_table(kept.columns(table)) == entry["digest"]
