"""`explain`: what is told of a change and of a decision, what is kept, what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

SCORE = ("--score", "security[BBB]", "--workers", "1")


@pytest.fixture
def deciding(tiny: Path) -> Path:
    """The small scenario, with a state that decides every month."""
    text = tiny.read_text(encoding="utf-8").replace("{name: Aland,", "{name: Aland, strategy: keen,")
    weights = "{security: 1, stability: 1, partnership: 0.5}"
    tiny.write_text(f"{text}strategies:\n  keen: {{actor: AAA, interval_days: 30, weights: {weights}}}\n", encoding="utf-8")
    return tiny


def test_a_change_is_told_as_sentence_table_and_chart(call: Any, tiny: Path, tmp_path: Path) -> None:
    done = call("explain", tiny, *SCORE, "--replications", "3", "--out", tmp_path / "why")
    told = " ".join(done.out.split())
    kept = pd.read_csv(tmp_path / "why" / "causes.csv")

    assert (done.status, done.err) == (0, "")
    assert "Bland's security" in told and "in the model (from" in told and "mean of 3 replications" in told and "seed 3" in told
    assert "Why, by cause (0..1)" in told and "the change" in told and "not a forecast" in told
    assert sorted(path.name for path in (tmp_path / "why").iterdir()) == ["about.json", "causes.csv", "causes.png"]
    assert {"event", "drift"} <= set(kept["kind"]) and "visit" in set(kept["cause"]) and (kept["n"] == 3).all()


def test_one_replication_is_told_event_by_event(call: Any, tiny: Path) -> None:
    done = call("explain", tiny, *SCORE, "--replication", "1", "--from", "2024-02-01", "--to", "2024-06-01", "--no-chart")
    told = " ".join(done.out.split())

    assert done.status == 0 and "Why, event by event" in told and "replication 1" in told and "on 2024-06-01" in told
    assert "2024-03-01 The event visit" in told
    assert {path.name for path in Path("results/tiny_causes-1").iterdir()} == {"about.json", "causes.csv"}


def test_a_decision_is_told_with_its_odds(call: Any, deciding: Path, tmp_path: Path) -> None:
    done = call("explain", deciding, "--decision", "1", "--actor", "AAA", "--replication", "2", "--out", tmp_path / "options")
    told = " ".join(done.out.split())
    kept = pd.read_csv(tmp_path / "options" / "options.csv")

    assert (done.status, done.err) == (0, "")
    assert "AAA decision 1 of replication 2, seed 3" in told and "the draw was 0." in told and "were all as likely" in told
    assert told.count("<- drawn") == 1 and "was expected to change" in told
    assert kept["probability"].sum() == pytest.approx(1.0) and kept["drawn"].sum() == 1


@pytest.mark.parametrize("words", [SCORE, ("--decision", "1", "--actor", "AAA")])
def test_it_all_fits_a_narrow_terminal(call: Any, deciding: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = call("explain", deciding, *words, *(("--replications", "2", "--no-chart") if words is SCORE else ()))

    assert done.status == 0 and max(len(line) for line in done.out.splitlines()) <= 80


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "--score: expected one question: --score SCORE, or --decision N with --actor ACTOR"),
        ((*SCORE, "--decision", "1", "--actor", "AAA"), "--score: expected one question"),
        (("--decision", "1"), "--actor: whose decision?"),
        ((*SCORE, "--actor", "AAA"), "--actor: belongs to --decision N"),
        (("--decision", "1", "--actor", "AAA", "--from", "2024-02-01"), "--from: belongs to --score"),
        ((*SCORE, "--replication", "1", "--replications", "2"), "--replication: is one replication alone"),
        (("--score", "security[BBC]"), "did you mean 'security[BBB]'?"),
        ((*SCORE, "--from", "2024-13-01"), "from: expected a date such as 2024-01-01, got '2024-13-01'"),
        ((*SCORE, "--to", "2040-01-01"), "to: expected a date of the run, 2024-01-01 to 2025-01-01, got 2040-01-01"),
        ((*SCORE, "--from", "2024-09-01", "--to", "2024-03-01"), "from: expected a date before 2024-03-01"),
        (("--decision", "1", "--actor", "AAB"), "did you mean 'AAA'?"),
        (("--decision", "900", "--actor", "AAA"), "decisions in replication 0, numbered 0 to"),
        (("--decision", "0", "--actor", "BBB"), "decision: BBB takes no decisions in this scenario"),
        (("--decision", "-1", "--actor", "AAA"), "whole number"),
        ((*SCORE, "--replications", "0"), "whole number"),
        ((*SCORE, "--out", "full"), "--out: full is not empty; choose another folder"),
        ((*SCORE, "--variant", "none"), "none"),
    ],
)
def test_what_cannot_be_asked_is_one_line_and_leaves_nothing(
    call: Any, deciding: Path, words: tuple[str, ...], message: str
) -> None:
    Path("full").mkdir()
    Path("full/something").touch()
    done = call("explain", deciding, *words)

    assert (done.status, done.out) == (2, "") and message in done.err
    assert len(done.err.splitlines()) == 1 and "Traceback" not in done.err
    assert [path.name for path in Path().iterdir()] == ["full"]


def test_an_unknown_scenario_is_told_with_the_nearest(call: Any) -> None:
    done = call("explain", "baselin", *SCORE)

    assert done.status == 2 and "did you mean 'baseline'?" in done.err
