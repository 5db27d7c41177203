"""Keeping tables and a picture beside a manifest: whole, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from northeastsim.errors import ScenarioError
from northeastsim.face.report import KEPT
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.study import manifest as manifests
from northeastsim.study import parts
from northeastsim.study.keeping import columns_of, keep
from northeastsim.study.store import OTHERS, stored

DOCUMENT: dict[str, Any] = {
    "format": 1,
    "start": "2024-01-01",
    "years": 1,
    "actors": {name: {"economy_busd": 1, "spending_busd": 1} for name in ("AAA", "BBB")},
}
DATES = pd.to_datetime(["2024-01-01", None])
TABLE = pd.DataFrame({"n": [1, 2], "is_best": [True, False], "mean": [0.5, None], "what": ["x", None], "date": DATES})


@pytest.fixture
def manifest() -> dict[str, Any]:
    """What a manifest says before the tables are there."""
    asked = {"seed": 0, "first": 0, "replications": 2, "processes": []}
    return {**manifests.described(load(DOCUMENT, catalogue=catalogue()), **asked), "whatif": {}}


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_tables_files_and_manifest_lie_there(tmp_path: Path, manifest: dict[str, Any]) -> None:
    keep(tmp_path / "out", {"effects": columns_of(TABLE)}, manifest, {"a.png": b"picture"})
    told = manifests.read(tmp_path / "out")

    assert told["tables"]["effects"]["rows"] == 2 and told["files"] == [told["tables"]["effects"]["file"], "a.png"]
    assert names(tmp_path / "out") == sorted([*told["files"], "manifest.json"])
    assert (tmp_path / "out" / "a.png").read_bytes() == b"picture"
    if told["tables"]["effects"]["file"].endswith("parquet"):
        again = pd.read_parquet(tmp_path / "out" / "effects.parquet")

        assert again["mean"].tolist()[0] == 0.5 and again["what"].tolist() == ["x", ""] and pd.isna(again["date"][1])
        assert again["is_best"].tolist() == [1, 0]


def test_nothing_is_left_where_writing_fails(
    tmp_path: Path, manifest: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        if path.suffix == ".png":
            raise OSError("disk full")
        path.write_bytes(content)

    monkeypatch.setattr(parts, "write_whole", full)
    with pytest.raises(OSError, match="disk full"):
        keep(tmp_path / "out", {"effects": columns_of(TABLE)}, manifest, {"a.png": b"picture"})

    assert not (tmp_path / "out").exists()


def test_an_earlier_result_is_replaced_only_if_asked(tmp_path: Path, manifest: dict[str, Any]) -> None:
    keep(tmp_path, {"effects": columns_of(TABLE)}, manifest, {"old.png": b""})
    with pytest.raises(ScenarioError, match="holds an earlier run"):
        keep(tmp_path, {"effects": columns_of(TABLE)}, manifest, {})
    (tmp_path / "mine.txt").touch()
    keep(tmp_path, {"effects": columns_of(TABLE)}, manifest, {"new.png": b""}, force=True)

    assert "new.png" in names(tmp_path) and "old.png" not in names(tmp_path) and "mine.txt" in names(tmp_path)


def test_a_folder_of_anything_else_is_left_alone(tmp_path: Path, manifest: dict[str, Any]) -> None:
    (tmp_path / "mine.txt").touch()
    with pytest.raises(ScenarioError, match="is not empty and holds no run"):
        keep(tmp_path, {"effects": columns_of(TABLE)}, manifest, {}, force=True)

    assert names(tmp_path) == ["mine.txt"]


@pytest.mark.parametrize(("kind", "noun"), list(OTHERS.items()))
def test_what_is_no_run_is_not_opened_as_one(tmp_path: Path, manifest: dict[str, Any], kind: str, noun: str) -> None:
    keep(tmp_path, {"effects": columns_of(TABLE)}, {**without(manifest), kind: {}}, {})
    with pytest.raises(ScenarioError, match=f"holds {noun} and no run"):
        stored(tmp_path)


def test_every_kind_of_folder_that_a_report_tells_of_is_known_to_be_no_run() -> None:
    assert set(KEPT) == set(OTHERS)


def without(manifest: dict[str, Any]) -> dict[str, Any]:
    """A manifest of no kind."""
    return {key: value for key, value in manifest.items() if key not in OTHERS}
