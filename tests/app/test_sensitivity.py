"""`sensitivity`: what is told of a finished sweep, what is kept, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from made_sweep import CHOICES, OUTCOMES, made

INFLUENCE, CRISES, PAYOFF, WAR = OUTCOMES


@pytest.fixture
def sweep(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that puts a sweep where the command looks for one."""

    def put(*words: Any, **options: Any) -> Any:
        found = made(*words, **options)
        monkeypatch.setattr("northeastsim.face.sweeps.open_sweep", lambda folder: found)
        return found

    return put


def flat(text: str) -> str:
    return " ".join(text.split())


def test_an_overview_is_told_from_the_spread_to_the_caveat(call: Any, sweep: Any) -> None:
    sweep(levers=True, n=100)
    done = call("sensitivity", "there")
    told = flat(done.out)

    assert (done.status, done.err) == (0, "")
    parts = (
        "Hold on Pyongyang: What decides China's hold?", "In the model: scenario_0, 2 choices of levers; 100 points over 6",
        "What the spread is made of", "What decides which outcome", "influence.diversification ↓", "The 2 worlds are analysed each",
        "Which choice is best, by the most payoff[CHN]", "What they mean", "multiplies every pair's", "In the model: what decides",
    )  # fmt: skip
    places = [told.index(part) for part in parts]
    assert places == sorted(places)
    assert "not analysed: it is the same at every point" in told and not list(Path().iterdir())


def test_an_outcome_asked_for_is_told_in_full_with_its_verdict(call: Any, sweep: Any) -> None:
    sweep("sobol", 32)
    done = call("sensitivity", "there", "--outcome", INFLUENCE)
    told = flat(done.out)

    assert done.status == 0 and f"China's influence over North Korea at the end ({INFLUENCE})" in told
    assert "uncertainty total 95 % interval nothing told apart first" in told and CRISES not in told
    assert "sizes not converged: intervals up to" in told and "ask for N = " in told


def test_an_index_is_never_shown_below_nothing(call: Any, sweep: Any) -> None:
    sweep("sobol", 16)

    assert " -0." not in call("sensitivity", "there", "--outcome", CRISES, "--outcome", INFLUENCE).out


def test_a_box_is_told_in_sentences(call: Any, sweep: Any) -> None:
    sweep(n=400)
    told = flat(call("sensitivity", "there", "--outcome", CRISES, "--when", f"{INFLUENCE} < 0.2").out)

    assert "When: China's influence over North Korea at the end < 0.2?" in told and "mostly where influence." in told


def test_one_replication_tells_no_luck(call: Any, sweep: Any) -> None:
    sweep(replications=1, n=80)

    assert "luck cannot be told apart from the rest" in flat(call("sensitivity", "there", "--outcome", INFLUENCE).out)


def test_failed_runs_are_told_with_what_they_cost(call: Any, sweep: Any) -> None:
    found = sweep("sobol", 32)
    failed = found.runs["point"].isin([9, 10])
    found.runs.loc[failed, list(OUTCOMES)] = np.nan
    found.runs.loc[failed, ["status", "error"]] = ["failed", "the hazard is above its cap"]
    told = flat(call("sensitivity", "there", "--outcome", INFLUENCE).out)

    assert "Failed in scenario_0: 8 runs at 2 points, most of them so: the hazard is above its cap" in told
    assert "Left out: up to 8 of 256 points" in told and "8 at a time, since this design uses them together" in told


def test_json_holds_every_table_and_nothing_else(call: Any, sweep: Any) -> None:
    sweep(n=80)
    done = call("sensitivity", "there", "--json", "--when", f"{INFLUENCE} < 0.3")
    found = json.loads(done.out)

    assert done.status == 0 and found["telling"] == "score" and "NaN" not in done.out
    assert {"indices", "convergence", "agreement", "spread", "left_out", "cases"} <= set(found["tables"])
    assert found["sentences"] and {row["uncertainty"] for row in found["tables"]["indices"]}


def test_what_is_kept_is_said_and_not_replaced_unasked(call: Any, sweep: Any) -> None:
    sweep(n=80)
    words = ("sensitivity", "there", "--outcome", INFLUENCE, "--out", "kept")
    first, again, forced = call(*words), call(*words), call(*words, "--force", "--no-chart")

    assert first.status == 0 and "Kept in kept: tables, charts, manifest.json" in first.out
    assert again.status == 2 and "holds an earlier run" in again.err and again.out == ""
    assert forced.status == 0 and "Kept in kept: tables, manifest.json" in forced.out and not list(Path("kept").glob("*.png"))
    manifest = json.loads(Path("kept/manifest.json").read_text(encoding="utf-8"))
    assert manifest["sensitivity"]["outcomes"] == [INFLUENCE]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--outcome", "crisis.count"), "the sweep kept no outcome 'crisis.count' (did you mean 'crises.count'?)"),
        (("--when", "crises.count"), "expected a condition such as"),
        (("--by", "crises.count"), "expected an outcome and which end of it is better"),
        (("--force",), "replaces what --out DIR holds; give --out"),
    ],
)
def test_a_wrong_word_is_one_line_and_exit_2(call: Any, sweep: Any, words: tuple[str, ...], told: str) -> None:
    sweep(n=80, levers=True)
    done = call("sensitivity", "there", *words)

    assert done.status == 2 and told in done.err and len(done.err.splitlines()) == 1 and done.out == ""


def test_a_narrow_terminal_holds_every_line(call: Any, sweep: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    sweep(n=80, levers=True)
    monkeypatch.setenv("COLUMNS", "100")
    done = call("sensitivity", "there", "--outcome", INFLUENCE)

    assert done.status == 0 and max(len(line) for line in done.out.splitlines()) <= 100
    assert all(choice.replace("_", " ") in done.out for choice in CHOICES)
