"""`risk`: what is told, what is kept, what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

FEW = ("--replications", "4", "--twins", "2", "--sets", "2", "--workers", "1")


@pytest.fixture
def longer(tmp_path: Path, tiny: Path) -> Path:
    """The small scenario over four years, with more crises."""
    text = tiny.read_text(encoding="utf-8").replace("years: 1", "years: 4").replace("crisis_exposure: 0.5", "crisis_exposure: 2")
    path = tmp_path / "longer.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_risks_are_told_with_their_intervals(call: Any, longer: Path) -> None:
    done = call("risk", longer, *FEW)
    told = " ".join(done.out.split())

    assert (done.status, done.err) == (0, "")
    assert "How likely within 4 years (n 4)" in told and "P(at least one)" in told
    assert "Passes 1 in 0.00 of 4 replications" in told and "of 2 parameter sets (plausible ranges" in told
    assert "International Crisis Behavior v14" in told
    assert "What each type of event adds, per run (n 2 pairs" in told and "military visit" in told
    assert "In the model." in told and "not a forecast" in told


def test_several_scenarios_each_have_their_part(call: Any, tiny: Path, longer: Path) -> None:
    done = call("risk", longer, tiny, "--replications", "2", "--twins", "0", "--sets", "0", "--workers", "1")

    assert done.status == 0
    assert "== Tiny (1)" in done.out and "== Tiny (2)" in done.out
    assert "What each type" not in done.out and "parameter sets" not in done.out


def test_it_all_fits_a_narrow_terminal(call: Any, longer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = call("risk", longer, *FEW)

    assert done.status == 0 and max(len(line) for line in done.out.splitlines()) <= 80


def test_tables_and_charts_are_kept(call: Any, longer: Path, tmp_path: Path) -> None:
    out = tmp_path / "kept"
    done = call("risk", longer, *FEW, "--out", out)
    about = json.loads((out / "about.json").read_text(encoding="utf-8"))

    assert done.status == 0
    assert sorted(path.name for path in out.iterdir()) == sorted([*about["files"], "about.json"])
    assert {"chances.csv", "reactions.csv", "types.csv", "verdicts.png", "instability.png"} <= set(about["files"])
    assert (about["seed"], about["replications"], about["twins"], about["sets"]) == (3, 4, 2, 2)
    assert set(pd.read_csv(out / "chances.csv")["n"]) == {4}


def test_the_same_again_is_the_same_to_the_byte(call: Any, longer: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        call("risk", longer, *FEW[:-1], "1" if name == "one" else "2", "--out", tmp_path / name)

    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


@pytest.mark.parametrize(("words", "told"), [
    (("--strategies", "pendulm", "--actor", "AAA"), "did you mean 'pendulum'?"),
    (("--strategies", "all", "--actor", "KOR"), "there is no actor 'KOR' in Tiny; known are AAA, BBB"),
    (("--out", " "), "expected a folder, got nothing"),
    (("--sets", "-1"), "expected a whole number from 0"),
])  # fmt: skip
def test_what_is_wrong_is_told_in_a_line(call: Any, tiny: Path, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    done = call("risk", tiny, *words)

    assert (done.status, done.out) == (2, "")
    assert told in done.err and len(done.err.splitlines()) == 1


def test_a_folder_that_holds_something_is_refused_before_anything_runs(call: Any, tiny: Path, tmp_path: Path) -> None:
    done = call("risk", tiny, "--out", tmp_path)

    assert (done.status, done.out) == (2, "")
    assert "is not empty; choose another folder" in done.err


def test_an_empty_folder_is_filled(call: Any, longer: Path, tmp_path: Path) -> None:
    out = tmp_path / "empty"
    out.mkdir()
    done = call("risk", longer, "--replications", "2", "--twins", "0", "--sets", "0", "--workers", "1", "--out", out)

    assert done.status == 0 and (out / "about.json").is_file()
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".tmp")] == []


def test_nothing_is_left_where_a_file_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from northeastsim.study import parts

    written = []

    def full(path: Path, content: bytes) -> None:
        if written:
            raise OSError(28, "No space left on device")
        written.append(path)
        path.parent.mkdir(parents=True)
        path.write_bytes(content)

    monkeypatch.setattr(parts, "write_whole", full)
    with pytest.raises(OSError, match="No space"):
        parts.write_together({"one.csv": b"1", "two.csv": b"2"}, tmp_path / "kept")

    assert list(tmp_path.iterdir()) == []
