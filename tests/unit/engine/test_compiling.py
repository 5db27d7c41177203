"""Compiled code is kept, thrown away when broken, done without where it cannot be kept; a compiler that fails is no obstacle."""

from __future__ import annotations

import os
import pathlib
import signal
import subprocess
import sys
from typing import Any

import pytest

from northeastsim.engine import batch, pool
from northeastsim.rulebook import drift
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.tables import tables


def works(entry: Any) -> bool:
    """Return whether the compiled `left`, which calls `exp`, gives what it gives as it stands."""
    return bool(entry(1.7, 0.6) == drift.left(1.7, 0.6))


@pytest.fixture
def folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """A cache of our own."""
    (tmp_path / "cache").mkdir()
    monkeypatch.setattr(batch, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


def files(folder: pathlib.Path) -> list[pathlib.Path]:
    return [path for path in folder.rglob("*.nb*") if path.is_file()]


def test_what_is_kept_is_used_and_what_is_broken_made_anew(folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert works(batch.entry(drift.left)) and files(folder)

    monkeypatch.setattr(batch, "compiled_callees", lambda function: pytest.fail("compiled although it was kept"))
    assert works(batch.entry(drift.left))

    monkeypatch.undo()
    monkeypatch.setattr(batch, "cache_folder", lambda: folder)
    for path in files(folder):
        path.write_bytes(b"junk")
    assert works(batch.entry(drift.left))
    assert all(path.read_bytes() != b"junk" for path in files(folder))


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(batch, "cache_folder", lambda: tmp_path / "file" / "cache")

    assert works(batch.entry(drift.left))
    assert not list(tmp_path.rglob("*.nb*"))


def test_a_compiler_without_our_knobs_compiles_all_the_same(folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own function may have another name in another version."""
    with batch.replaced(batch.config, "NO_SUCH_THING", 1):
        assert not hasattr(batch.config, "NO_SUCH_THING")
    monkeypatch.setattr(batch, "short_loops", lambda: batch.replaced(batch.codegen, "no_such_builder", None))

    assert works(batch.entry(drift.left))


def test_ctrl_c_stops_between_two_functions(folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    callees = batch.compiled_callees

    def interrupted(function: Any) -> dict[str, Any]:
        os.kill(os.getpid(), signal.SIGINT)
        return callees(function)

    monkeypatch.setattr(batch.signal, "getsignal", lambda number: signal.default_int_handler)
    monkeypatch.setattr(batch, "compiled_callees", interrupted)
    with pytest.raises(KeyboardInterrupt):
        batch.entry(drift.left)


OUTSIDE = """
import numpy as np
from northeastsim.engine import batch
from northeastsim.rulebook import scores
compiled = batch.entry(scores.prosperity)
print(compiled(np.zeros(200_000), 6, 0))
compiled(np.zeros(200_000), 6, {actor})
"""


@pytest.mark.parametrize("actor", [-40_000, 400_000])
def test_an_index_that_is_checked_does_not_count_from_the_end(actor: int, tmp_path: pathlib.Path) -> None:
    """Compiled as they run, rules get addresses and check nothing; this is the check under which the tests run once more."""
    space = os.environ | {"NUMBA_BOUNDSCHECK": "1", "NORTHEASTSIM_CACHE": str(tmp_path)}
    command = [sys.executable, "-c", OUTSIDE.format(actor=actor)]
    done = subprocess.run(command, env=space, capture_output=True, text=True)

    assert done.stdout == "0.0\n"
    assert "IndexError: index is out of bounds" in done.stderr


BROKEN = "raise ImportError('Numba needs NumPy 1.0 or less')"


def test_a_compiler_that_cannot_be_loaded_leaves_simpy(tmp_path: pathlib.Path) -> None:
    """As with a Python or NumPy that is too new for it."""
    (tmp_path / "numba").mkdir()
    (tmp_path / "numba/__init__.py").write_text(BROKEN)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}

    def said(*words: str) -> tuple[int, str]:
        program = f"import sys; from northeastsim.app.cli import main; sys.exit(main({list(words)!r}))"
        done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True)
        return done.returncode, " ".join((done.stdout + done.stderr).split())

    status, text = said("run", "s400_transfer", "--set", "years=2", "--replications", "30", "--out", "out", "--workers", "2")
    assert status == 0 and "SimPy engine" in text
    status, text = said("run", "s400_transfer", "--engine", "batch", "--out", "other")
    assert status == 2 and "numba cannot be loaded: Numba needs NumPy 1.0 or less" in text
    status, text = said("doctor")
    assert status == 0 and "numba cannot be loaded" in text


def test_a_block_of_a_large_world_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """By what its observations take in memory."""
    laid = tables(load("s400_transfer", catalogue=catalogue(), settings={"years": 2}))
    monkeypatch.setattr(pool, "in_threads", lambda compiled, starts, workers: iter(starts))
    monkeypatch.setattr(pool, "BLOCK_BYTES", 3.5 * 8 * 25 * 626)

    starts: list[Any] = list(pool.replicate(laid, 0, 0, 7, workers=1, engine="batch"))
    assert starts == [(0, 3), (3, 3), (6, 1)]
