"""`backtest`: what is told, what is kept, what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import made_backtest as made

FEW = ("--replications", "20")


@pytest.fixture(autouse=True)
def history(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Put the made-up record and forecasts in place of the model's; return what is asked of them."""
    return made.in_place(monkeypatch)


def test_each_mode_has_its_table_its_verdicts_and_what_to_keep_in_mind(call: Any) -> None:
    done = call("backtest", *FEW, "--no-chart")
    told = " ".join(done.out.split())

    assert (done.status, done.err) == (0, "")
    assert "Conditioned: score, and skill" in told and "Free: score, and skill" in told
    assert "vs persistence vs drift vs rate vs mean in 50 % in 90 % verdict" in told
    assert told.count("Better than every baseline at: spending growth.") == 2
    assert "Worse than the best baseline at: trade share" in told and "Cannot tell" in told
    assert "designed by people who knew 2024" in told and "There are six" in told
    assert "In the model" in told and "not a forecast" in told
    assert "Kept in results/backtest-1: tables, manifest.json" in told


def test_a_row_holds_score_unit_skill_coverage_and_verdict(call: Any) -> None:
    done = call("backtest", *FEW, "--mode", "free", "--no-chart")
    row = next(line for line in done.out.splitlines() if line.startswith("trade share"))

    assert row.split("  ")[0] == "trade share" and " 12 " in row and "share of North Korea's recorded trade" in row
    assert "0 % (0 to 19), own 5" in row and row.rstrip().endswith("worse")


def test_at_least_one_is_asked_where_some_year_had_none(call: Any) -> None:
    out = call("backtest", *FEW, "--mode", "free", "--no-chart").out
    part = out[out.index("At least one in the year") :]

    assert "crises" in part and "1 of 6" in part and "launches" not in part


def test_what_a_mode_does_not_tell_is_left_out_of_it(call: Any) -> None:
    out = call("backtest", *FEW, "--no-chart").out
    conditioned, free = out.split("Free: score")

    assert "exercises" not in conditioned and "exercises" in free


def test_it_all_fits_a_narrow_terminal(call: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = call("backtest", *FEW, "--no-chart")

    assert done.status == 0 and max(len(line) for line in done.out.splitlines()) <= 80
    assert "CRPS in the unit of each: spending growth, log" in " ".join(done.out.split())


def test_tables_charts_and_manifest_are_kept(call: Any, tmp_path: Path) -> None:
    out = tmp_path / "kept"
    done = call("backtest", *FEW, "--seed", 4, "--out", out, "--quiet", "--mode", "free")
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))

    assert done.status == 0 and done.out.split("\n")[1:2] == [f"Kept in {out}: tables, charts, manifest.json"]
    assert {"skill.png", "observed_free.png", "alignment_free.png", "ranks_free.png"} <= set(manifest["files"])
    assert (manifest["seed"], manifest["replications"]) == (4, 20)
    assert "northeastsim" in manifest["backtest"]["command"]
    entry = manifest["tables"]["verdict"]
    read = pd.read_parquet if entry["file"].endswith(".parquet") else pd.read_csv
    assert set(read(out / entry["file"])["verdict"]) <= {"better", "worse", "cannot tell"}


def test_json_is_all_that_is_printed(call: Any) -> None:
    done = call("backtest", *FEW, "--mode", "free", "--json", "--no-chart")
    data = json.loads(done.out)

    assert done.status == 0 and data["replications"] == 20 and data["folder"] == "results/backtest-1"
    assert {row["target"] for row in data["tables"]["verdict"]} >= {"spending_growth", "crises"}
    assert data["sentences"]["free"][0] == "Better than every baseline at: spending growth."
    assert any("knew 2024" in note for note in data["notes"])


def test_the_same_again_is_the_same_to_the_byte_but_for_the_time(call: Any, tmp_path: Path) -> None:
    for name in ("one", "two"):
        call("backtest", *FEW, "--mode", "free", "--out", tmp_path / name)

    names = sorted(path.name for path in (tmp_path / "one").iterdir() if path.name != "manifest.json")
    assert len(names) == 11
    assert [name for name in names if (tmp_path / "one" / name).read_bytes() != (tmp_path / "two" / name).read_bytes()] == []


@pytest.mark.parametrize(("words", "told"), [
    (("--mode", "fre"), "--mode: no such choice 'fre' (did you mean 'free'?)"),
    (("--replications", "1"), "expected a whole number from 2"),
    (("--json", "--quiet"), "leave one out"),
    (("--force",), "give --out"),
])  # fmt: skip
def test_what_is_wrong_is_told_in_a_line_and_nothing_runs(
    call: Any, history: list[tuple[Any, ...]], words: tuple[str, ...], told: str
) -> None:
    done = call("backtest", *words)

    assert (done.status, done.out, history) == (2, "", [])
    assert told in done.err and len(done.err.splitlines()) == 1
    assert not Path("results").exists()


def test_a_folder_that_holds_something_is_refused_before_anything_runs(
    call: Any, history: list[tuple[Any, ...]], tmp_path: Path
) -> None:
    done = call("backtest", "--out", tmp_path)

    assert (done.status, done.out, history) == (2, "", [])
    assert "is not empty" in done.err


def test_nothing_is_left_where_a_file_cannot_be_written(call: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from northeastsim.study import parts

    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(parts, "write_whole", full)
    done = call("backtest", *FEW, "--no-chart")

    assert done.status == 1 and "no space left" in done.err
    assert not Path("results").exists() or list(Path("results").iterdir()) == []
