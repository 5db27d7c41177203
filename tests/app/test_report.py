"""`report`: which folders it tells of, what is on their pages, and what is refused."""

from __future__ import annotations

import html
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

import made_backtest as made
from made_sweep import made as made_sweep
from northeastsim.statement import FULL
from two_strategies import EVENTFUL, JUDGED

RUN = ("--workers", "1", "--no-chart", "--out", "there")
SECTIONS = re.compile(r'<section aria-labelledby="(\w+)"')


def told(path: Path | str = "there/report.html") -> str:
    """The words of a page, on one line."""
    text = re.sub(r"<(style|script|svg).*?</\1>", " ", Path(path).read_text(encoding="utf-8"), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def sections(path: str = "there/report.html") -> list[str]:
    """The sections of a page, in order."""
    return SECTIONS.findall(Path(path).read_text(encoding="utf-8"))


# --- a run -----------------------------------------------------------------------------------------------------------


def test_a_run_is_told_from_the_question_to_how_to_reproduce_it(call: Any, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["northeastsim", "run", str(tiny), "--out", "there"])
    call("run", tiny, *RUN)
    done = call("report", "there")
    page = told()

    assert (done.status, done.err) == (0, "") and re.fullmatch(r"Report: there/report.html \(0\.\d MB; .*\)\n", done.out)
    assert sections() == ["answer", "charts", "outcomes", "stories", "assumptions", "trust", "reproduce"]
    assert "Tiny" in page and "Who wins?" in page and FULL in page
    places = [page.index(one) for one in ("In the model, the scenario's events", "Within 1 year, in the model", "Aland's security")]
    assert places == sorted(places)
    assert "A typical one: replication" in page and "An extreme one: replication" in page
    assert f"northeastsim run {tiny} --out there" in page and "northeastsim reproduce there" in page
    assert json.loads(Path("there/manifest.json").read_text(encoding="utf-8"))["digest"] in page


def test_a_world_on_a_file_of_ones_own_with_a_parameter_and_its_range_is_told(call: Any, tiny: Path) -> None:
    base = tiny.rename("tiny.yaml")
    Path("mine.yaml").write_text(
        "format: 1\nextends: tiny.yaml\nparameters: {effect.exercise_provocation: {value: 0.2, low: 0.1, high: 0.3}}\n",
        encoding="utf-8",
    )
    call("run", "mine.yaml", "--replications", "2", "--workers", "1", "--out", "there")
    base.unlink()
    done = call("report", "there")

    assert (done.status, done.err) == (0, "")
    assert "all of its world is its own" in told() and "effect.exercise_provocation 0.2 0 to 0.4" in told()


def test_a_run_without_events_or_with_one_replication_says_what_is_missing(call: Any, tiny: Path) -> None:
    call("run", tiny, *RUN, "--events", "0")
    call("report", "there")
    call("run", tiny, "--replication", "1", "--out", "one", "--workers", "1")
    call("report", "one")

    assert "No story can be told: the run kept no events" in told()
    assert "One replication is one story" in told("one/report.html") and "2024-03-01" in told("one/report.html")


def test_it_may_be_written_elsewhere_and_in_another_language(call: Any, tiny: Path) -> None:
    call("run", tiny, *RUN)
    done = call("report", "there", "--out", "mine.html", "--language", "ja")

    assert done.status == 0 and not Path("there/report.html").exists()
    assert '<html lang="ja">' in Path("mine.html").read_text(encoding="utf-8")


def test_a_report_is_replaced_and_nothing_else_without_force(call: Any, tiny: Path) -> None:
    call("run", tiny, *RUN)
    Path("mine.html").write_text("mine", encoding="utf-8")
    refused = call("report", "there", "--out", "mine.html")

    assert (refused.status, refused.out) == (2, "") and refused.err.count("\n") == 1 and "replace it with --force" in refused.err
    assert Path("mine.html").read_text(encoding="utf-8") == "mine"
    assert call("report", "there", "--out", "mine.html", "--force").status == 0
    assert call("report", "there", "--out", "mine.html").status == 0


# --- other folders ---------------------------------------------------------------------------------------------------


def test_a_what_if_is_told(call: Any, tiny: Path) -> None:
    call("whatif", tiny, "--without", "visit", "--replications", "3", *RUN)
    done, page = call("report", "there"), told()

    assert (done.status, done.err) == (0, "") and sections() == ["answer", "charts", "found", "assumptions", "trust", "reproduce"]
    assert "What if: without visit?" in page and "naive baseline" in page and "When the worlds part" in page
    assert page.count("Counts over 1 year, 3 pairs") == 1


def test_a_comparison_is_told(call: Any, tmp_path: Path) -> None:
    for name, content in (("eventful", EVENTFUL), ("judged", JUDGED)):
        (tmp_path / f"{name}.yaml").write_text(json.dumps(content), encoding="utf-8")
    few = ("--budget", "12", "--strategies", "arm,befriend,passive", "--payoffs", tmp_path / "judged.yaml")
    call("compare", tmp_path / "eventful.yaml", "--actor", "AAA", *few, *RUN)
    done, page = call("report", "there"), told()

    assert (done.status, done.err) == (0, "") and sections() == ["answer", "charts", "found", "assumptions", "trust", "reproduce"]
    assert "What Aland may do" in page and "Which of 3 strategies of Aland is best over 1 scenario" in page
    assert "serves Aland best" in page and "a blind pick gets" in page and "Which is best, by which rule" in page


def test_risks_are_told(call: Any, tiny: Path) -> None:
    few = ("--replications", "3", "--twins", "2", "--sets", "2", "--workers", "1", "--out", "there")
    call("risk", tiny, tiny, *few)
    done, page = call("report", "there"), told()

    assert (done.status, done.err) == (0, "") and sections() == ["answer", "charts", "found", "assumptions", "trust", "reproduce"]
    assert "Tiny (1) and Tiny (2)" in page and "Would a build-up feed itself?" in page and "military visit" in page


def test_a_difference_is_told(call: Any, tiny: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(tiny.read_text(encoding="utf-8").replace("2024-03-01", "2024-05-01"), encoding="utf-8")
    call("diff", tiny, other, "--score", "security[AAA].end", "--replications", "3", "--workers", "1", "--out", "there")
    done, page = call("report", "there"), told()

    assert (done.status, done.err) == (0, "") and sections() == ["answer", "charts", "found", "assumptions", "trust", "reproduce"]
    assert "security[AAA].end (0..1), B less A" in page and "events.visit.date" in page and "There is one change" in page


@pytest.mark.parametrize("some", [("--replications", "3"), ("--replication", "1")])
def test_why_a_score_changed_is_told(call: Any, tiny: Path, some: tuple[str, ...]) -> None:
    call("explain", tiny, "--score", "security[BBB]", "--workers", "1", "--out", "there", *some)
    done, page = call("report", "there"), told()

    assert (done.status, done.err) == (0, "") and sections() == ["answer", "charts", "found", "assumptions", "trust", "reproduce"]
    assert "Why did Bland's security change from 2024-01-01 to 2025-01-01?" in page and "naive baseline is no change, 0" in page


def test_the_analysis_of_a_sweep_is_told_as_it_was(call: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    found = made_sweep(levers=True, n=100)
    monkeypatch.setattr("northeastsim.face.sweeps.open_sweep", lambda folder: found)
    call("sensitivity", "sweep", "--out", "there")
    done, page = call("report", "there"), told()

    assert (done.status, done.err) == (0, "") and sections() == ["answer", "charts", "found", "trust", "reproduce"]
    assert "What decides which outcome" in page and "is decided by" in page
    assert "data:image/png;base64," in Path("there/report.html").read_text(encoding="utf-8")


def test_a_backtest_is_told(call: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made.in_place(monkeypatch)
    call("backtest", "--replications", "20", "--no-chart", "--out", "there")
    done, page = call("report", "there"), told()

    assert (done.status, done.err) == (0, "") and sections() == ["answer", "charts", "found", "assumptions", "trust", "reproduce"]
    assert "The model beside the record" in page and "Conditioned: Better than every baseline at: spending growth." in page


# --- what is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("none",), "none: there is no such folder"), (("empty",), "empty: holds no manifest.json"),
     (("odd",), "odd/about.json: expected twins, changes, causes"), (("old",), "old/about.json: expected command"),
     (("empty", "--language", "corean"), "did you mean 'korean'?"), (("empty", "--out", "no/where.html"), "there is no folder no")],
)  # fmt: skip
def test_what_cannot_be_reported_on_is_told_in_a_line(call: Any, arguments: tuple[str, ...], said: str) -> None:
    for name, content in (("empty", None), ("odd", '{"version": "1", "command": "x"}'), ("old", '{"version": "1"}')):
        Path(name).mkdir()
        if content:
            Path(name, "about.json").write_text(content, encoding="utf-8")
    done = call("report", *arguments)

    assert (done.status, done.out) == (2, "") and said in done.err and done.err.count("\n") == 1
    assert not list(Path("empty").iterdir())


def test_a_sweep_itself_is_no_result(call: Any, tiny: Path) -> None:
    call("run", tiny, *RUN)
    path = Path("there/manifest.json")
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), "sweep": {}}), encoding="utf-8")
    done = call("report", "there")

    assert done.status == 2 and "northeastsim sensitivity DIR" in done.err


def test_without_a_library_one_line_says_so(call: Any, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call("run", tiny, *RUN)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    done = call("report", "there")

    assert (done.status, done.out) == (1, "") and "jinja2 is not installed" in done.err and done.err.count("\n") == 1
    assert not Path("there/report.html").exists()
