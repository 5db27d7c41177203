"""The folder of a sweep: one writer, no half of anything, damage found, nothing mixed with what is not its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from northeastsim.errors import RunError, ScenarioError
from northeastsim.study import parts as files
from northeastsim.study.sweep.folder import Folder
from northeastsim.study.sweep.plan import Part
from northeastsim.study.sweep.task import Task

PARTS = [Part(k, f"{k + 1:064x}"[::-1], Task("w", b"", {}, {}, k, 1, (0, 1), 0, (), "")) for k in range(3)]
MANIFEST: dict[str, Any] = {"northeastsim": {"sweep": 1}, "sweep": {"name": "x"}}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder with three parts."""
    made = Folder(tmp_path / "out")
    with made.mine():
        made.describe(MANIFEST, {"design.csv": b"point\n0\n"})
        for part in PARTS:
            made.keep(part, {"point": np.array([part.number])}, "parquet")
    return made


def stored(folder: Folder) -> list[Path]:
    """The files of its parts."""
    return sorted((folder.path / "runs").iterdir())


def test_what_was_kept_is_there(folder: Folder) -> None:
    assert folder.there(PARTS) == ({0, 1, 2}, [])
    assert folder.manifest() == MANIFEST


@pytest.mark.parametrize("harm", [lambda b: b[:-1], lambda b: b"", lambda b: bytes([b[0] ^ 1]) + b[1:], lambda b: b + b"\0"])
def test_damage_is_found_and_removed(folder: Folder, harm: Any) -> None:
    path = stored(folder)[1]
    path.write_bytes(harm(path.read_bytes()))

    assert folder.there(PARTS) == ({0, 2}, [path.name])
    assert not path.exists()


def test_every_single_bit_counts(folder: Folder) -> None:
    """Wherever it flips."""
    path = stored(folder)[0]
    content = path.read_bytes()
    for place in range(0, len(content), 37):
        path.write_bytes(content[:place] + bytes([content[place] ^ 4]) + content[place + 1 :])

        assert folder.there(PARTS)[0] == {1, 2}
        path.write_bytes(content)


def test_half_written_files_go_and_strangers_are_set_aside(folder: Folder) -> None:
    """A whole part of another plan is no damage: it is kept, out of the way of whoever reads the folder."""
    (folder.path / "runs" / f".{stored(folder)[0].name}.7.tmp").write_bytes(b"PAR1")
    (folder.path / "runs" / "notes.txt").write_text("mine")
    whole, damaged = folder.there(PARTS[:2])

    assert (whole, damaged) == ({0, 1}, [])
    assert len(stored(folder)) == 2
    assert len(list((folder.path / "set_aside").iterdir())) == 2


def test_a_second_sweep_is_told_that_there_is_a_first(folder: Folder) -> None:
    with folder.mine(), pytest.raises(ScenarioError, match="another sweep is writing here"), Folder(folder.path).mine():
        pass


def test_a_damaged_manifest_says_what_to_do(folder: Folder) -> None:
    path = folder.path / "manifest.json"
    path.write_text(path.read_text().replace('"x"', '"y"'))
    with pytest.raises(ScenarioError, match="damaged; delete it and run the same command again"):
        folder.manifest()
    path.unlink()

    assert folder.manifest() is None


@pytest.mark.parametrize("content", ['{"northeastsim": {}, "scenario": {}}', "[]", "not json"])
def test_another_manifest_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(ScenarioError, match=r"no sweep|damaged"):
        Folder(tmp_path).manifest()


def test_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(ScenarioError, match="not empty and holds no sweep"):
        Folder(tmp_path).manifest()


def test_a_disk_that_refuses_leaves_no_half(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(RunError, match="no space left on device; make room and run the same command again"):
        folder.keep(PARTS[0], {"point": np.array([5])}, "parquet")

    assert len(stored(folder)) == 3
