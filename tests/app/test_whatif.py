"""`whatif`: what is told of twin worlds, what is kept, what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

FEW = ("--replications", "3", "--workers", "1")


def test_partings_effects_and_counts_are_told(call: Any, tiny: Path) -> None:
    done = call("whatif", tiny, "--without", "visit", *FEW)
    told = " ".join(done.out.split())

    assert (done.status, done.err) == (0, "")
    assert "What if: without visit. 3 pairs of replications with the same luck, 1 year from 2024-01-01, seed 3." in told
    parts = ("When the worlds part", "The effect on 2025-01-01", "The effect over time", "Counts over 1 year", "Naive baseline")
    places = [told.index(part) for part in parts]
    assert places == sorted(places) and "Naive baseline: no effect, 0." in told
    assert "(pairs whose events have parted)" in told
    assert sorted(path.stem for path in Path("results/tiny-whatif-1").iterdir()) == [
        "effects", "effects", "manifest", "parted", "partings",
    ]  # fmt: skip


def test_a_fork_tells_its_date(call: Any, tiny: Path) -> None:
    done = call("whatif", tiny, "--set", "actors.AAA.growth=0.2", "--from", "2024-06-01", *FEW, "--out", "there")
    manifest = json.loads(Path("there/manifest.json").read_text(encoding="utf-8"))

    assert done.status == 0 and "What if: actors.AAA.growth = 0.2; from 2024-06-01 on." in " ".join(done.out.split())
    assert manifest["whatif"]["from"] == manifest["whatif"]["begins"] == "2024-06-01"
    assert manifest["whatif"]["changed"]["document"]["revisions"][0]["actors"] == {"AAA": {"growth": 0.2}}
    assert manifest["whatif"]["command"].startswith("northeastsim")


def test_a_document_is_laid_over(call: Any, tiny: Path, tmp_path: Path) -> None:
    patch = tmp_path / "patch.yaml"
    patch.write_text("events:\n  - {id: second, date: 2024-05-01, type: military_visit, initiator: BBB, target: AAA}\n")
    done = call("whatif", tiny, "--with", patch, *FEW, "--no-chart")

    assert done.status == 0 and "What if: with second laid over it." in " ".join(done.out.split())
    assert not Path("results/tiny-whatif-1/effects.png").exists() and "Chart:" not in done.out


def test_json_says_the_same_and_nothing_else(call: Any, tiny: Path) -> None:
    told = json.loads(call("whatif", tiny, "--without", "visit", *FEW, "--json", "--scores", "stability, security[AAA]").out)

    assert (told["pairs"], told["seed"], told["change"]) == (3, 3, ["without visit"])
    assert [row["metric"] for row in told["effects"]][:4] == ["stability"] * 2 + ["security[AAA]"] * 2
    assert {row["what"] for row in told["partings"]} == {"events", "stability", "security[AAA]"}
    assert told["effects"][0]["effect"] == 0.0 and told["effects"][0]["low"] is None


def test_a_change_of_nothing_is_told_so(call: Any, tiny: Path) -> None:
    done = call("whatif", tiny, "--set", "actors.AAA.economy_busd=1000", *FEW)

    assert done.status == 0 and "both worlds are the same" in done.out
    assert "Their events differ in 0 % of 3 pairs." in done.out


def test_it_all_fits_a_narrow_terminal(call: Any, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    done = call("whatif", tiny, "--without", "visit", *FEW)

    assert done.status == 0 and max(len(line) for line in done.out.splitlines()) <= 100


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ((), "the scenario names no twin of its own: give what changes"),
        (("--without", "vist"), "did you mean 'visit'?"),
        (("--without", "visit", "--from", "2024-06-01"), "events.visit: is due on 2024-03-01, before 2024-06-01"),
        (("--without", "visit", "--from", "soon"), "expected a date such as 2026-01-01, got 'soon'"),
        (("--without", "visit", "--from", "2030-01-01"), "2030-01-01 is outside the run, which covers 2024-01-01 to 2024-12-31"),
        (("--set", "relations.AAA,BBB.alignment=1", "--from", "2024-06-01"), "it cannot be changed on 2024-06-01"),
        (("--set", "actors.AAA.growht=1"), "did you mean 'growth'?"),
        (("--set", "growth"), "--set"),
        (("--strategy", "AAA=nutral"), "did you mean 'neutral'?"),
        (("--with", "gone.yaml"), "gone.yaml: there is no such file"),
        (("--variant", "other"), "no variant 'other'"),
        (("--without", "visit", "--parameters", "gone.csv"), "gone.csv: there is no such file"),
        (("--without", "visit", "--scores", "stabilty"), "did you mean 'stability'?"),
        (("--without", "visit", "--replications", "1"), "expected a whole number from 2"),
        (("--without", "visit", "--out", "full"), "is not empty"),
    ],
)
def test_bad_input_is_one_worded_line_and_leaves_nothing(call: Any, tiny: Path, more: tuple[str, ...], words: str) -> None:
    Path("full").mkdir()
    Path("full/mine.txt").touch()
    done = call("whatif", tiny, *FEW, *more)

    assert (done.status, done.out) == (2, "") and words in done.err
    assert "Traceback" not in done.err and len(done.err.strip().splitlines()) == 1
    assert [path.name for path in Path().iterdir()] == ["full"] and [path.name for path in Path("full").iterdir()] == ["mine.txt"]


def test_over_an_ensemble_the_sets_are_told(call: Any, tiny: Path) -> None:
    Path("ours.csv").write_text("crisis.base_rate\n0.6\n1.0\n1.4\n", encoding="utf-8")
    done = call("whatif", tiny, *FEW, "--set", "parameters.crisis.base_rate=1.5", "--parameters", "ours.csv")
    told = " ".join(done.out.split())

    assert done.status == 0, done.err
    assert "Parameters: ours, 3 equally likely sets, of which each runs for two pairs in a row" in told
    assert "In either world: set by the scenario or its theory, which the sets of ours leave as they are: crisis.base_rate." in told
    assert "what is uncertain in the parameters as the sets of ours have it, not the model's own error" in told
