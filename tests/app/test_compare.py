"""`compare`: what is told, what is kept, what is refused, and what an interruption leaves."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from northeastsim.scenario.payoffs import CONCERNS
from northeastsim.show.comparison import CHARTS
from northeastsim.study import comparison as study
from northeastsim.study import parts
from two_strategies import EVENTFUL, JUDGED, SMALL

TABLES = ["assumptions", "flips", "front", "outcomes", "overall", "ranks", "regret", "rules", "runs", "weights"]


@pytest.fixture
def asked(tmp_path: Path) -> tuple[Any, ...]:
    """The words that compare three strategies in two small scenarios, by a payoff of one's own."""
    paths = []
    for name, content in (("small", SMALL), ("eventful", EVENTFUL), ("judged", JUDGED)):
        paths.append(tmp_path / f"{name}.yaml")
        paths[-1].write_text(yaml.safe_dump(content), encoding="utf-8")
    return (
        *paths[:2], "--actor", "AAA", "--strategies", "arm,befriend,passive", "--payoffs", paths[2],
        "--budget", "300", "--precision", "5", "--workers", "1",
    )  # fmt: skip


def test_payoffs_rules_weights_and_what_turns_are_told(call: Any, asked: Any) -> None:
    done = call("compare", *asked)
    told = " ".join(done.out.split())

    assert (done.status, done.err) == (0, "")
    headings = [
        "Payoff for AAA, weighting 'default', mean over scenarios", "What changes against arm",
        "Which is best, by which rule", "Over all weights of the eight concerns", "What would turn the choice by expected value",
    ]  # fmt: skip
    places = [told.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "Judged by this: security 20 %, influence 20 %, partnership 20 %" in told
    assert "3 strategies of AAA in 2 scenarios, all with the same luck (seed 63)" in told
    assert "50 replications of each world; precise within 5 everywhere" in told
    assert "in the model" in told.lower() and "not a forecast" in told and "Monte Carlo error alone" in told
    for rule in ("minimax regret", "maximin", "expected value", "satisficing"):
        assert f"{rule}:" in told


def test_it_all_fits_a_narrow_terminal(call: Any, asked: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = call("compare", *asked, "--theories", "power_transition")

    assert done.status == 0 and max(len(line) for line in done.out.splitlines()) <= 80
    assert "m US$ a year" not in done.out and "one-sided" not in done.out  # the last columns


def test_theories_weightings_and_thresholds_are_heeded(call: Any, asked: Any) -> None:
    done = call(
        "compare", *asked, "--theories", "power_transition", "--weighting", "own", "--threshold", "0.2", "--worth", "linear",
        "--base", "passive", "--score", "trade[AAA,BBB].end",
    )  # fmt: skip
    told = " ".join(done.out.split())

    assert done.status == 0 and "weighting 'own'" in told and "Good enough: a payoff of 0.2." in told
    assert "What changes against passive" in told and "by the default weighting everywhere" in told
    assert "Under rival theories" in told and "power transition" in told and "ranks by mean payoff" in told


def test_the_end_of_the_budget_is_said(call: Any, asked: Any) -> None:
    done = call("compare", *asked, "--precision", "0.0001")

    assert "0 of 2 scenarios precise within 0.0001; the budget of 300 replications ended" in " ".join(done.out.split())


def test_tables_charts_and_manifest_are_kept(call: Any, asked: Any, tmp_path: Path) -> None:
    out = tmp_path / "kept"
    done = call("compare", *asked, "--out", out)
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    form = parts.best_format()

    assert done.status == 0 and f"Kept in {out}: tables, charts, manifest.json" in done.out
    assert sorted(path.name for path in out.iterdir()) == sorted(
        [*(f"{name}.{form}" for name in TABLES), *(f"{name}.png" for name in CHARTS), "manifest.json"]
    )
    assert len(CHARTS) == 5 and all((out / f"{name}.png").read_bytes().startswith(b"\x89PNG") for name in CHARTS)
    assert manifest["compare"]["strategies"] == ["arm", "befriend", "passive"] and manifest["seed"] == 63
    runs = pd.read_parquet(out / f"runs.{form}")
    assert len(runs) == 300 and {"payoff", *CONCERNS} <= set(runs.columns)


def test_theories_are_kept_too_and_charts_left_out(call: Any, asked: Any, tmp_path: Path) -> None:
    done = call("compare", *asked, "--theories", "power_transition", "--out", tmp_path / "kept", "--no-chart")
    manifest = json.loads((tmp_path / "kept" / "manifest.json").read_text(encoding="utf-8"))

    assert done.status == 0 and set(manifest["tables"]) == {*TABLES, "theories", "surviving"}
    assert not list((tmp_path / "kept").glob("*.png"))


def never(*_: Any, **__: Any) -> None:
    """Stands where nothing may be run."""
    raise AssertionError("it was run")


def test_a_folder_of_others_is_refused_before_anything_is_run(
    call: Any, asked: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(study, "compare", never)
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "thesis.txt").write_text("mine", encoding="utf-8")
    done = call("compare", *asked, "--out", tmp_path / "kept", "--force")

    assert (done.status, done.out) == (2, "") and "is not empty and holds no run of northeastsim" in done.err
    assert (tmp_path / "kept" / "thesis.txt").read_text(encoding="utf-8") == "mine"


def test_an_earlier_result_is_replaced_with_force_alone(call: Any, asked: Any, tmp_path: Path) -> None:
    out = tmp_path / "kept"
    call("compare", *asked, "--out", out)
    plain, forced = (call("compare", *asked, "--out", out, "--no-chart", *more) for more in ((), ("--force",)))

    assert plain.status == 2 and "holds an earlier run" in plain.err
    assert forced.status == 0 and not list(out.glob("*.png")) and (out / "manifest.json").exists()


@pytest.mark.parametrize("at", ["overall", "ranks", "manifest"])
def test_nothing_is_left_where_writing_fails(
    call: Any, asked: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    write = parts.write_whole

    def full(path: Path, content: bytes) -> None:
        if path.stem == at:
            raise OSError(28, "No space left on device", str(path))
        write(path, content)

    monkeypatch.setattr(parts, "write_whole", full)
    if at == "manifest":
        from northeastsim.study import manifest

        monkeypatch.setattr(manifest, "write", lambda folder, _: full(folder / "manifest.json", b""))
    done = call("compare", *asked, "--out", tmp_path / "kept")

    assert done.status == 1 and "no space left on device" in done.err and "Traceback" not in done.err
    assert "Payoff for AAA" in done.out and not (tmp_path / "kept").exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--strategies", "arm,befreind"), "did you mean 'befriend'?"),
        (("--weighting", "owm"), "no weighting 'owm'"),
        (("--theories", "power_transitoin"), "did you mean 'power_transition'?"),
        (("--payoffs", "none.yaml"), "none.yaml: is not a file"),
        (("--score", "trade[AAA,BBB]"), "did you mean 'trade[AAA,BBB].end'?"),
        (("--base", "neutral"), "is not among the strategies compared"),
        (("--force",), "give --out"),
        (("--budget", "1"), "expected a whole number"),
        (("--precision", "0"), "expected"),
        (("--worth", "log"), "log"),
        (("--actor", "CHN"), "CHN takes no part"),
    ],
)
def test_wrong_words_end_before_anything_is_run(
    call: Any, asked: Any, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], words: str
) -> None:
    monkeypatch.setattr(study, "compare", never)
    done = call("compare", *asked, *more)

    assert (done.status, done.out) == (2, "") and words in done.err and "Traceback" not in done.err


def test_a_shipped_payoff_shown_is_a_file_to_judge_by(call: Any, tmp_path: Path) -> None:
    shown = call("show", "payoff", "CHN")
    path = tmp_path / "mine.yaml"
    path.write_text(shown.out.replace("summary: the weights of the default strategy", "summary: mine"), encoding="utf-8")
    short = tmp_path / "short.yaml"
    short.write_text("format: 1\nname: Short\nextends: northeast_asia_2024\nyears: 1\n", encoding="utf-8")
    words = ("compare", short, "--strategies", "passive,neutral", "--budget", "2", "--workers", "1")
    default, own = call(*words), call(*words, "--payoffs", path)

    assert shown.status == own.status == 0 and shown.err == ""
    assert own.out == default.out and "weighting 'default'" in own.out
    assert json.loads(call("list", "payoffs", "--json").out)[0]["name"] == "CHN"


# --- interrupted ----------------------------------------------------------------------------------------------------


def cut(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Let Ctrl-C come after so many worlds' rounds."""
    run, done = study.World.run, []

    def until(self: study.World, *arguments: Any) -> None:
        if len(done) == after:
            raise KeyboardInterrupt
        run(self, *arguments)
        done.append(self)

    monkeypatch.setattr(study.World, "run", until)


def test_interrupted_what_is_complete_is_told_and_kept(
    call: Any, asked: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(monkeypatch, 4)
    done = call("compare", *asked, "--theories", "power_transition", "--out", tmp_path / "kept", "--no-chart")
    manifest = json.loads((tmp_path / "kept" / "manifest.json").read_text(encoding="utf-8"))

    assert done.status == 130 and "interrupted" in done.err and len(done.err.splitlines()) == 1
    assert "interrupted in 1 of 2 scenarios" in " ".join(done.out.split()) and "Under rival theories" not in done.out
    assert list(manifest["compare"]["stopped"]) == ["small"] and manifest["compare"]["interrupted"]


def test_interrupted_before_anything_is_complete_nothing_is_told_or_kept(
    call: Any, asked: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(monkeypatch, 2)
    done = call("compare", *asked, "--out", tmp_path / "kept")

    assert done.status == 130 and done.err == "northeastsim compare: interrupted\n"
    assert "Payoff for" not in done.out and not (tmp_path / "kept").exists()


def test_interrupted_in_the_first_theory_the_answer_stands(
    call: Any, asked: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(monkeypatch, 7)
    done = call("compare", *asked, "--theories", "all", "--out", tmp_path / "kept", "--no-chart")
    manifest = json.loads((tmp_path / "kept" / "manifest.json").read_text(encoding="utf-8"))

    assert done.status == 130 and "Which is best" in done.out and "Under rival theories" not in done.out
    assert set(manifest["tables"]) == set(TABLES) and not manifest["compare"]["interrupted"]


SCRIPT = """
import os, signal, sys
from northeastsim.app.cli import main
from northeastsim.study import comparison

run, done = comparison.World.run, []

def until(self, *arguments):
    if len(done) == {after}:
        os.kill(os.getpid(), signal.SIGINT)
    run(self, *arguments)
    done.append(self)

comparison.World.run = until
sys.exit(main({words!r}))
"""


@pytest.mark.parametrize(("after", "kept"), [(1, []), (5, ["small"])])
def test_a_process_that_is_interrupted_tells_what_was_complete(asked: Any, tmp_path: Path, after: int, kept: list[str]) -> None:
    """A true signal, some way into the first and into the second scenario."""
    out = tmp_path / "kept"
    words = [str(word) for word in ("compare", *asked, "--out", out)]
    script = SCRIPT.format(after=after, words=words)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, preexec_fn=heed_interrupts)

    assert done.returncode == 130, done.stderr
    assert "Traceback" not in done.stderr and len(done.stderr.splitlines()) == 1 and "interrupted" in done.stderr
    assert ("Payoff for AAA" in done.stdout) == out.exists() == bool(kept)
    if kept:
        manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        runs = pd.read_parquet(out / "runs.parquet")
        assert list(manifest["compare"]["stopped"]) == kept == runs["scenario"].unique().tolist()
        assert runs.groupby("strategy").size().tolist() == [50, 50, 50]
        assert all((out / name).exists() for name in manifest["files"])


def heed_interrupts() -> None:
    """Undo what a shell does to its background jobs: Python would not raise at Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
