"""One part of a table: what is read of it, and what reading it leaves behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from northeastsim.study import parts

COLUMNS = {"replication": np.arange(3), "crises.count": np.array([2, 0, 1]), "stability.end": np.array([0.5, 0.25, 1.0])}
READ = """
import sys
from pathlib import Path
from northeastsim.study.parts import read_part
print(list(read_part(Path(sys.argv[1]), "runs")), "pyarrow.dataset" in sys.modules)
"""


@pytest.fixture
def part(tmp_path: Path) -> Path:
    """A part of `runs` on disk."""
    parts.write_whole(tmp_path / "part-0.parquet", parts.packed(COLUMNS, "parquet"))
    return tmp_path / "part-0.parquet"


def test_what_is_wanted_is_read_in_that_order(part: Path) -> None:
    read = parts.read_part(part, "runs", ["stability.end", "replication"])

    assert {name: values.tolist() for name, values in read.items()} == {"stability.end": [0.5, 0.25, 1.0], "replication": [0, 1, 2]}
    assert list(read) == ["stability.end", "replication"]


def test_a_column_that_is_not_there_is_named(part: Path) -> None:
    with pytest.raises(ValueError, match="has no column wars.count"):
        parts.read_part(part, "runs", ["replication", "wars.count"])


def test_reading_starts_no_threads_of_datasets(part: Path) -> None:
    """They may still begin when the process ends, which then aborts after all its work is done."""
    done = subprocess.run([sys.executable, "-c", READ, str(part)], capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (0, f"{list(COLUMNS)} False\n")
