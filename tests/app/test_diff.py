"""`diff`: what is told of two scenarios, what is run, what is kept, what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest


@pytest.fixture
def other(tmp_path: Path, tiny: Path) -> Path:
    """The small scenario with a later visit, a richer actor and another question."""
    text = tiny.read_text(encoding="utf-8").replace("Who wins?", "Who loses?").replace("economy_busd: 800", "economy_busd: 900")
    path = tmp_path / "other.yaml"
    path.write_text(text.replace("2024-03-01", "2024-05-01"), encoding="utf-8")
    return path


def test_lines_are_told_in_words(call: Any, tiny: Path, other: Path) -> None:
    done = call("diff", tiny, other, "--no-runs")

    assert done.status == 0
    assert "2 lines that can change a result" in done.out
    assert "events.visit.date: 2024-03-01 -> 2024-05-01; day it happens" in done.out
    assert "actors.BBB.economy_busd: 800 -> 900 (bn US$)" in done.out
    assert "Words only: question." in done.out and "Run:" not in done.out


def test_shares_are_told_after_the_whole(call: Any, tiny: Path, other: Path) -> None:
    done = call("diff", tiny, other, "--score", "security[AAA].end", "--replications", "3", "--workers", "1")
    told = " ".join(done.out.split())

    assert (done.status, done.err) == (0, "")
    assert "the 4 worlds with any of 2 changes; 3 replications of each, seed 3" in told
    assert "The whole change in security[AAA].end (0..1)" in told and "n 3, horizon 1 year from 2024-01-01" in told
    assert told.index("B less A") < told.index("sum: the whole")
    assert "In the model." in told and "not a forecast" in told


def test_many_changes_are_made_one_at_a_time(call: Any, tiny: Path, other: Path) -> None:
    done = call("diff", tiny, other, "--score", "security[AAA].end", "--replications", "2", "--workers", "1", "--most", "1")

    assert done.status == 0
    assert "undone alone in B" in done.out and "(rest: together)" in done.out
    assert "--most 2 gives shares that add up, in 4 worlds." in " ".join(done.out.split())


def test_it_all_fits_a_narrow_terminal(call: Any, tiny: Path, other: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tiny.parent)  # a path as long as a test's own would be wider than the terminal
    done = call("diff", tiny.name, other.name, "--score", "security[AAA].end", "--replications", "2", "--workers", "1")

    assert done.status == 0 and max(len(line) for line in done.out.splitlines()) <= 80


def test_tables_and_a_chart_are_kept(call: Any, tiny: Path, other: Path, tmp_path: Path) -> None:
    out = tmp_path / "kept"
    done = call("diff", tiny, other, "--score", "stability.end", "--replications", "2", "--workers", "1", "--out", out)
    about = json.loads((out / "about.json").read_text(encoding="utf-8"))
    worlds = pd.read_csv(out / "worlds.csv")

    assert done.status == 0 and sorted(path.name for path in out.iterdir()) == [
        "about.json", "diff.csv", "shares.csv", "shares.png", "worlds.csv",
    ]  # fmt: skip
    assert about["seed"] == 3 and about["worlds"] == 4 and about["score"] == "stability.end"
    assert list(worlds.columns) == ["replication", "A", "actors.BBB.economy_busd", "events.visit", "B"]


def test_no_difference_is_no_failure(call: Any, tiny: Path) -> None:
    done = call("diff", tiny, tiny)

    assert done.status == 0 and done.out.startswith("no difference: Tiny and Tiny are the same")


def test_where_only_words_differ_nothing_is_run(call: Any, tiny: Path, tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text(tiny.read_text(encoding="utf-8").replace("Who wins?", "Why?"), encoding="utf-8")
    done = call("diff", tiny, path)

    assert done.status == 0 and "so nothing is run" in done.out


def test_hundreds_of_lines_are_grouped_unless_asked_for(call: Any) -> None:
    few, every = (call("diff", "baseline", "baseline_2026", "--no-runs", *more) for more in ((), ("--all",)))

    assert "and 61 more (--all shows all)" in few.out and "A stands on northeast_asia_2024, B on northeast_asia_2026" in few.out
    assert "more (--all" not in every.out and every.out.count("relations.") > few.out.count("relations.") + 60


def test_horizons_that_differ_are_said(call: Any, tiny: Path, tmp_path: Path) -> None:
    path = tmp_path / "longer.yaml"
    path.write_text(tiny.read_text(encoding="utf-8").replace("years: 1", "years: 2"), encoding="utf-8")
    done = call("diff", tiny, path, "--replications", "2", "--workers", "1")
    told = " ".join(done.out.split())

    assert "outcomes cannot be paired by date" in told and "horizon A 1 year from 2024-01-01, B 2 years" in told
    assert "There is one change, years: all of it is its share." in told


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--score", "security[AAA]"), "did you mean 'security[AAA].end'?"),
        (("--replications", "1"), "expected a whole number from 2"),
        (("--out", "."), "is not empty"),
        (("--out", "new", "--no-runs"), "--no-runs makes none"),
    ],
)
def test_a_wrong_option_ends_before_anything_is_told(
    call: Any, tiny: Path, other: Path, more: tuple[str, ...], words: str
) -> None:
    Path("something").touch()
    done = call("diff", tiny, other, *more)

    assert (done.status, done.out) == (2, "") and words in done.err and "Traceback" not in done.err
    assert not Path("new").exists()


def test_an_unknown_scenario_is_told_with_the_nearest(call: Any, tiny: Path) -> None:
    done = call("diff", tiny, "baselin")

    assert done.status == 2 and "did you mean 'baseline'?" in done.err
