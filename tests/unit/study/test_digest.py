"""The canonical digest: of the values in the order of the rows, and of nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from northeastsim.engine import pool
from northeastsim.scenario.load import Resolved
from northeastsim.study.digest import Columns, TableDigest, of_table
from northeastsim.study.frames import objects

TABLE: Columns = {
    "n": np.array([1, 2, 3]),
    "x": np.array([0.1, np.nan, -0.0]),
    "day": np.array(["2024-01-01", "2024-02-29", "1961-07-06"], dtype="datetime64[D]"),
    "word": objects(["", "CHN PRK", "é"]),
}
PROGRAM = """
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.study.run import execute
import json, sys
resolved = load(json.loads(sys.argv[1]), catalogue=catalogue())
stored = execute(resolved, seed=7, replications=1, workers=1, engine="simpy", baseline=False)
print(stored.manifest["digest"])
"""


def rows(table: Columns, wanted: slice) -> Columns:
    return {name: values[wanted] for name, values in table.items()}


def test_pieces_of_any_size_give_the_same_digest() -> None:
    digest = TableDigest()
    digest.add(rows(TABLE, slice(0, 1)))
    digest.add(rows(TABLE, slice(1, 3)))

    assert digest.value() == of_table(TABLE)


def test_a_copy_grows_apart() -> None:
    digest = TableDigest()
    digest.add(TABLE)
    before = digest.value()
    digest.copy().add(TABLE)

    assert digest.value() == before


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("n", np.array([1, 2, 4])),
        ("x", np.array([0.1, np.nan, 0.0])),
        ("x", np.array([np.nextafter(0.1, 1.0), np.nan, -0.0])),
        ("word", objects(["C", "HN PRK", "é"])),
        ("day", np.array(["2024-01-01", "2024-02-28", "1961-07-06"], dtype="datetime64[D]")),
    ],
)
def test_any_other_value_gives_another_digest(column: str, values: Any) -> None:
    assert of_table(TABLE | {column: values}) != of_table(TABLE)


def test_spellings_of_a_value_do_not_matter() -> None:
    negative = np.array([0.1, -np.nan, -0.0])
    seconds = TABLE["day"].astype("datetime64[s]")

    assert of_table(TABLE | {"x": negative, "day": seconds}) == of_table(TABLE)


def test_the_order_of_rows_and_columns_matters() -> None:
    assert of_table(rows(TABLE, slice(None, None, -1))) != of_table(TABLE)
    assert of_table(dict(reversed(TABLE.items()))) != of_table(TABLE)


def test_a_run_twice_with_other_workers_blocks_and_parts(simulate: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first = simulate(impulses=True).manifest["digest"]
    monkeypatch.setattr(pool, "MOST_IN_BLOCK", 1)
    monkeypatch.setattr("northeastsim.study.request.SMALLEST_PART", 3)

    assert simulate(impulses=True).manifest["digest"] == first
    assert simulate(impulses=True, workers=2).manifest["digest"] == first
    assert simulate(impulses=True, seed=8).manifest["digest"] != first


@pytest.mark.parametrize("hash_seed", ["0", "1"])
def test_in_another_process_with_another_order_of_sets(simulate: Any, deal: Resolved, hash_seed: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    command = [sys.executable, "-c", PROGRAM, json.dumps(deal.document, default=str)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert done.stdout.strip() == simulate(deal, replications=1).manifest["digest"], done.stderr
