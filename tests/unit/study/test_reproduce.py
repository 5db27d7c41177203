"""Running a manifest again finds what was changed, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from northeastsim.errors import ScenarioError
from northeastsim.study.reproduce import differences
from northeastsim.study.store import stored


@pytest.fixture
def folder(simulate: Any, tmp_path: Path) -> Path:
    simulate(replications=2, out=tmp_path / "a", baseline=True, impulses=True)
    return tmp_path / "a"


def test_an_untouched_run_comes_out_the_same(folder: Path) -> None:
    assert differences(folder, workers=1) == []


def test_a_changed_value_is_found_and_named(folder: Path) -> None:
    path = folder / "runs/part-00000000.parquet"
    table = pq.read_table(path)
    at = table.column_names.index("stability.end")
    values = table.column(at).to_pylist()
    pq.write_table(table.set_column(at, "stability.end", pa.array([values[0], values[1] + 1e-12])), path)

    lines = differences(folder, workers=1)
    assert lines[0] == "runs/part-00000000.parquet: was changed after the run"
    assert lines[1].startswith("runs: stability.end: 1 of 2 values differ, first in replication 1, row 1: ")
    assert len(lines) == 2


def test_a_missing_part_is_found(folder: Path) -> None:
    (folder / "events/part-00000000.parquet").unlink()

    assert differences(folder, workers=1)[0] == "events/part-00000000.parquet: is gone"


def test_another_digest_in_the_manifest_is_found(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["tables"]["runs"]["digest"] = "0" * 64
    (folder / "manifest.json").write_text(json.dumps(manifest))

    assert differences(folder, workers=1) == ["runs: the values are equal, but the manifest's digest is not theirs"]


def test_another_seed_in_the_manifest_changes_everything(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["seed"], manifest["rulebook"] = 8, "another"
    (folder / "manifest.json").write_text(json.dumps(manifest))

    lines = differences(folder, workers=1)
    assert any(line.startswith("events: ") for line in lines)
    assert lines[-1] == "the rules have changed since the run"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "no run was stored here"),
        ("{", "cannot be read"),
        ("[]", "is not a manifest of northeastsim"),
        ('{"northeastsim": {}}', "manifest.json: seed: is missing"),
    ],
)
def test_a_folder_without_a_manifest_of_ours(tmp_path: Path, text: str | None, words: str) -> None:
    if text is not None:
        (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(ScenarioError, match=words):
        stored(tmp_path)


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="there is no such folder"):
        stored(tmp_path / "nowhere")
