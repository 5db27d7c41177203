"""`compare`: what is told of an actor's strategies, what is kept, what is refused, and what an interruption leaves."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import northeastsim as ne
from northeastsim.study import parts
from northeastsim.study.comparison import Question
from two_strategies import EVENTFUL, JUDGED, SMALL

SCENARIO = "format: 1\nextends: northeast_asia_2024\nyears: 1\n"
CHARTS = {"differences.png", "effects.png", "regret.png", "tradeoffs.png", "weights.png"}
TABLES = {"runs", "outcomes", "overall", "rules", "regret", "ranks", "front", "weights", "flips", "assumptions"}
TWO = ("--strategies", "strategic_ambiguity,form_bloc")
FEW = (*TWO, "--budget", "40", "--workers", "1")


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """The files of two scenarios of one year, which differ in a parameter."""
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    first.write_text(SCENARIO, encoding="utf-8")
    second.write_text(f"{SCENARIO}parameters: {{dependence.flow_weight: 0.8}}\n", encoding="utf-8")
    return first, second


def test_payoffs_rules_weights_and_what_turns_are_told(call: Any, pair: tuple[Path, Path]) -> None:
    done = call("compare", *pair, *FEW)
    told = " ".join(done.out.split())

    assert (done.status, done.err) == (0, "")
    assert "2 strategies of CHN in 2 scenarios, all with the same luck (seed 63)" in told and "200 in all at most" in told
    parts = (
        "Payoff for CHN, usual changes", "What changes against strategic ambiguity", "Which is best, by which rule",
        "Over all weights of the eight concerns", "What would turn the choice by expected value", "50 replications of each world",
    )  # fmt: skip
    places = [told.index(part) for part in parts]
    assert places == sorted(places)
    for rule in ("minimax regret", "maximin", "expected value", "satisficing"):
        assert f"{rule}: " in told
    assert "precise within 0.03 everywhere" in told or "the budget of 40 replications ended (--budget)" in told
    assert "In the model:" in told and not list(Path().iterdir())


def test_it_stops_at_the_precision_that_is_asked_for(call: Any, pair: tuple[Path, Path]) -> None:
    wide, narrow = (call("compare", pair[0], *FEW, "--precision", each).out for each in ("5", "0.000001"))

    assert "precise within 5 everywhere" in " ".join(wide.split())
    assert "then the budget of 40 replications ended (--budget)" in " ".join(narrow.split())


def test_a_narrow_terminal_holds_every_line(call: Any, pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    done = call("compare", *pair, *FEW)

    assert done.status == 0 and max(len(line) for line in done.out.splitlines()) <= 100


def test_tables_charts_and_manifest_are_kept_whole_and_told_apart_from_a_run(call: Any, pair: tuple[Path, Path]) -> None:
    done = call("compare", *pair, *FEW, "--out", "there", "--weighting", "equal")
    manifest = json.loads(Path("there/manifest.json").read_text(encoding="utf-8"))

    assert done.status == 0 and "Kept in there: tables, charts, manifest.json" in done.out
    assert set(manifest["tables"]) == TABLES
    assert {path.name for path in Path("there").iterdir()} == {"manifest.json", *manifest["files"]}
    assert {name for name in manifest["files"] if name.endswith(".png")} == CHARTS
    assert manifest["tables"]["runs"]["rows"] == 2 * 2 * 50
    asked = manifest["compare"]
    assert (asked["actor"], asked["weighting"], asked["base"]) == ("CHN", "equal", "strategic_ambiguity")
    assert set(asked["stopped"]) == {"first", "second"} and asked["weights"]["security"] == pytest.approx(1 / 8)
    with pytest.raises(ne.ScenarioError, match="there: holds a comparison and no run"):
        ne.open("there")


def test_a_foreign_folder_is_refused_before_anything_is_run(
    call: Any, pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("northeastsim.study.comparison.run_round", not_to_be_run)
    Path("full").mkdir()
    Path("full/mine.txt").touch()
    done = call("compare", pair[0], *FEW, "--out", "full", "--force")

    assert (done.status, done.out) == (2, "") and "full: is not empty and holds no run of northeastsim" in done.err
    assert [path.name for path in Path("full").iterdir()] == ["mine.txt"]


def not_to_be_run(*_: object) -> None:
    """Stand for a round that must not begin."""
    raise AssertionError("it was run")


def test_force_replaces_an_earlier_comparison(call: Any, pair: tuple[Path, Path]) -> None:
    call("compare", pair[0], *FEW, "--out", "there")
    again = call("compare", pair[0], *FEW, "--out", "there")
    forced = call("compare", pair[1], *FEW, "--out", "there", "--force", "--no-chart")
    manifest = json.loads(Path("there/manifest.json").read_text(encoding="utf-8"))

    assert again.status == 2 and "there: holds an earlier run" in again.err
    assert forced.status == 0 and list(manifest["compare"]["stopped"]) == ["second"]
    assert not list(Path("there").glob("*.png"))


def test_nothing_is_left_when_writing_fails(
    call: Any, pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []
    whole = parts.write_whole

    def full(path: Path, content: bytes) -> None:
        if len(written) == 3:
            raise OSError(28, "No space left on device", str(path))
        written.append(path)
        whole(path, content)

    monkeypatch.setattr(parts, "write_whole", full)
    done = call("compare", pair[0], *FEW, "--out", "there")

    assert done.status == 1 and "no space left on device" in done.err and len(written) == 3
    assert not Path("there").exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--actor", "CHM"), "CHM takes no part"),
        (("--strategies", "strategic_ambiguity,form_block"), "did you mean 'form_bloc'?"),
        (("--strategies", "form_bloc"), "expected at least two to compare, got form_bloc"),
        (("--base", "neutral"), "'neutral' is not among the strategies compared"),
        (("--weighting", "equel"), "did you mean 'equal'?"),
        (("--theories", "realsm"), "no theory 'realsm'"),
        (("--precision", "0"), "--precision: expected a number above 0"),
        (("--budget", "1"), "--budget: expected a whole number from 2"),
        (("--score", "stabilty.mean"), "did you mean"),
        (("--payoffs", "misspelt.yaml"), "did you mean 'weightings'?"),
        (("--payoffs", "russian.yaml"), "russian.yaml: actor: expected CHN"),
        (("--force",), "--force: replaces what --out DIR holds; give --out"),
    ],
)
def test_bad_input_is_one_worded_line_and_leaves_nothing(
    call: Any, pair: tuple[Path, Path], more: tuple[str, ...], words: str
) -> None:
    Path("misspelt.yaml").write_text("actor: CHN\nwieghtings: {default: {weights: {security: 1}}}\n", encoding="utf-8")
    Path("russian.yaml").write_text(call("show", "payoff", "RUS").out, encoding="utf-8")
    done = call("compare", pair[0], *FEW, *more)

    assert (done.status, done.out) == (2, "") and words in done.err
    assert "Traceback" not in done.err
    assert {path.name for path in Path().iterdir()} == {"misspelt.yaml", "russian.yaml"}


def test_scenarios_that_cannot_be_compared_are_told_together(call: Any, pair: tuple[Path, Path], tiny: Path) -> None:
    done = call("compare", pair[0], "baseline_2062", "gone.yaml", tiny, *FEW)

    assert (done.status, done.out) == (2, "") and len(done.err.splitlines()) == 3
    for words in ("baseline_2062: there is no such scenario", "gone.yaml: there is no such file", "tiny: CHN takes no part"):
        assert words in done.err


def test_payoffs_are_listed_and_one_that_is_shown_can_be_edited(call: Any, pair: tuple[Path, Path]) -> None:
    listed = call("list", "payoffs").out
    shown = call("show", "payoff", "CHN").out
    edited = shown.replace("  equal:\n", "  mine:\n    summary: my own\n    weights: {security: 1, influence: 0.5}\n  equal:\n")
    Path("mine.yaml").write_text(edited, encoding="utf-8")
    done = call("compare", pair[0], *FEW, "--payoffs", "mine.yaml", "--weighting", "mine", "--worth", "linear")

    assert {row.split("\t")[0] for row in listed.splitlines()[1:]} >= {"CHN", "RUS", "PRK", "USA", "JPN", "KOR"}
    assert done.status == 0 and "weighting 'mine'" in done.out and "By another shape of worth" in done.out


def test_an_interrupted_comparison_tells_and_keeps_what_is_complete(
    call: Any, pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the second scenario's first round: the first is whole, and no rival theory is begun."""
    interrupt(monkeypatch, after=1)
    done = call("compare", *pair, *FEW, "--out", "there", "--no-chart", "--theories", "all")
    manifest = json.loads(Path("there/manifest.json").read_text(encoding="utf-8"))

    assert done.status == 130 and "Payoff for CHN" in done.out and "Under rival theories" not in done.out
    assert done.err == "northeastsim compare: interrupted; 1 of 2 scenarios have results, kept in there\n"
    assert list(manifest["compare"]["stopped"]) == ["first"] and manifest["tables"]["runs"]["rows"] == 100


def test_interrupted_under_a_theory_it_keeps_those_before(
    call: Any, pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupt(monkeypatch, after=2)
    names = [row.split("\t")[0] for row in call("list", "theories").out.splitlines()[1:]]
    first, second = [name for name in names if name != "default"][:2]
    done = call("compare", pair[0], *FEW, "--theories", f"{first},{second}")

    assert done.status == 130 and "Under rival theories" in done.out
    assert done.err == f"northeastsim compare: interrupted; not asked under {second}; the rest is told and not kept (--out)\n"


def test_interrupted_at_once_it_leaves_nothing(call: Any, pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    interrupt(monkeypatch, after=0)
    done = call("compare", *pair, *FEW, "--out", "there")

    assert (done.status, Path("there").exists()) == (130, False)
    assert done.err == "northeastsim compare: interrupted before the first scenario was complete; nothing is kept\n"


def interrupt(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Have Ctrl-C come in the round that follows so many."""
    from northeastsim.study import comparison

    rounds, whole = [0], comparison.run_round

    def until(question: Question, *rest: Any) -> None:
        rounds[0] += 1
        if rounds[0] > after:
            raise KeyboardInterrupt
        whole(question, *rest)

    monkeypatch.setattr(comparison, "run_round", until)


def test_ctrl_c_ends_a_process_in_one_line(process: Callable[..., Any], pair: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = process("compare", pair[0], *FEW, "--out", out)
    told = run.stdout.readline()  # what is compared, before anything is run
    time.sleep(0.5)
    os.killpg(run.pid, signal.SIGINT)
    _, err = run.communicate(timeout=120)

    assert "2 strategies of CHN" in told and run.returncode == 130, err
    told = "northeastsim compare: interrupted before the first scenario was complete; nothing is kept"
    assert " ".join(err.split()) == told  # wrapped where the terminal is narrow
    assert not out.exists()


# --- worlds of three states, by a payoff of one's own ---------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path) -> tuple[Any, ...]:
    """The words that compare three strategies in two worlds that run in an instant."""
    paths = []
    for name, content in (("small", SMALL), ("eventful", EVENTFUL), ("judged", JUDGED)):
        paths.append(tmp_path / f"{name}.yaml")
        paths[-1].write_text(yaml.safe_dump(content), encoding="utf-8")
    who = ("--actor", "AAA", "--strategies", "arm,befriend,passive", "--payoffs", paths[2])
    return (*paths[:2], *who, "--budget", "300", "--precision", "5", "--workers", "1")


def test_a_payoff_that_says_nothing_of_itself_is_told_by_its_weights(call: Any, small: Any) -> None:
    told = " ".join(call("compare", *small).out.split())

    assert "Judged by this: security 20 %, influence 20 %, partnership 20 %, allies 20 %, neighbours 20 %." in told


def test_a_narrow_terminal_leaves_out_columns_before_it_breaks_words(
    call: Any, small: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = call("compare", *small)

    assert "m US$ a year" not in done.out and "one-sided" not in done.out  # the last columns
    assert "dependence BBB>AAA" in done.out and "security AAA" in done.out


def test_precision_is_said_to_be_that_of_the_default_weights(call: Any, small: Any) -> None:
    done = call("compare", *small, "--weighting", "own", "--base", "passive", "--threshold", "0.2")
    told = " ".join(done.out.split())

    assert "precise within 5 by the default weighting everywhere" in told and "What changes against passive" in told
    assert "Good enough: a payoff of 0.2." in told


def test_where_all_tie_it_is_said_of_all(call: Any, small: Any) -> None:
    done = call("compare", *small, "--threshold", "-100")

    assert "all 3" in done.out and "a tie" in done.out


def test_strategies_that_do_the_same_are_said_to(call: Any, small: Any, tmp_path: Path) -> None:
    """One strategy under two names."""
    alone = {**SMALL, "strategies": {"one": SMALL["strategies"]["arm"], "two": SMALL["strategies"]["arm"]}}
    path = tmp_path / "alone.yaml"
    path.write_text(yaml.safe_dump(alone), encoding="utf-8")
    done = call("compare", path, "--actor", "AAA", "--strategies", "one,two", "--budget", "2", "--workers", "1")

    assert done.status == 0 and "No strategy differs from the base." in " ".join(done.out.split())
    assert "+0.000   +0.000 to +0.000" in done.out


def test_over_an_ensemble_sets_are_what_is_independent(call: Any, pair: tuple[Path, Path]) -> None:
    Path("ours.csv").write_text("dependence.flow_weight\n" + "0.1\n0.5\n0.9\n" * 3 + "0.3\n", encoding="utf-8")
    told = " ".join(call("compare", *pair, *FEW, "--parameters", "ours.csv").out.split())
    found = ne.compare([pair[0]], strategies=["strategic_ambiguity", "form_bloc"], budget=40, workers=1, parameters="ours.csv")

    assert "Parameters: ours, 10 equally likely sets" in told and "intervals take sets, not replications, as independent" in told
    assert "leave as they are: dependence.flow_weight" in told  # the second scenario sets it
    assert "50 replications of each world over 10 sets of parameters" in told
    assert found.runs["parameter_set"].tolist()[:3] == [0, 0, 1] and found.outcomes["n"].eq(10).all()
    mean = found.runs.groupby(["strategy", "parameter_set"])["payoff"].mean().groupby("strategy").mean()
    assert found.outcomes.xs("payoff", level="metric")["mean"].droplevel("scenario").to_dict() == pytest.approx(mean.to_dict())
    assert found.manifest()["ensemble"]["sets"] == 10
