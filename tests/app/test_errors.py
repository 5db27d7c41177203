"""Bad input of many kinds: one worded line per problem, the right status, never a traceback, nothing written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

SPOILT = """\
format: 1
start: 2024-01-01
actors:
  AAA: {name: Aland, economy_busd: 1000, spending_busd: 30, grwth: 0.1}
  BBB: {name: Bland, economy_busd: much, spending_busd: 25}
"""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["run", "s400_transfe"], "did you mean 's400_transfer'?"),
        (["run", "northeast_asia_2024"], "is a base region; write a scenario that extends it"),
        (["run", "no_such.yaml"], "no such file"),
        (["run", "TINY", "--set", "actors.AAA.growt=0.1"], "did you mean 'growth'?"),
        (["run", "TINY", "--set", "actors.AAB.growth=0.1"], "did you mean 'AAA'?"),
        (["run", "TINY", "--set", "years"], "expected NAME=VALUE"),
        (["run", "TINY", "--set", "years={"], "years"),
        (["run", "TINY", "--set", "years=99"], "at most 30"),
        (["run", "TINY", "--strategy", "AAA=pasive"], "did you mean 'passive'?"),
        (["run", "TINY", "--strategy", "AAA"], "expected NAME=VALUE"),
        (["run", "TINY", "--theory", "power_transitoin"], "did you mean 'power_transition'?"),
        (["run", "TINY", "--theory", "no_such.yaml"], "no file 'no_such.yaml'"),
        (["run", "TINY", "--theory", ""], "theory"),
        (["show", "theories", "power_transitoin"], "did you mean 'power_transition'?"),
        (["run", "TINY", "--engine", "simpi"], "did you mean 'simpy'?"),
        (["run", "TINY", "--seed", "-1"], "whole number"),
        (["run", "TINY", "--seed", "9223372036854775808"], "whole number"),
        (["run", "TINY", "--replications", "0"], "whole number"),
        (["run", "TINY", "--replications", "1.5"], "whole number"),
        (["run", "TINY", "--replications", "1000000000"], "replications take about"),
        (["run", "TINY", "--replications", "1000000000", "--out", "a/b"], "ask for fewer, or add --yes"),
        (["run", "TINY", "--replication", "1", "--replications", "2"], "leave --replications out"),
        (["run", "TINY", "--replicatons", "2"], "did you mean '--replications'?"),
        (["run", "TINY", "--paths", "some"], "all"),
        (["run", "TINY", "--years", "3"], "did you mean '--set years=VALUE'?"),
        (["run", "TINY", "--set", "AAA.growth=0.1"], "did you mean 'actors.AAA.growth'?"),
        (["run", "TINY", "--out", "TINY"], "is a file; expected a folder"),
        (["run", "TINY", "--force"], "--out"),
        (["run", "TINY", "--json", "--quiet"], "leave one out"),
        (["run", "TINY", "--out", ""], "expected a folder"),
        (["run", "TINY", "again"], "again"),
        (["validate"], "FILE"),
        (["validate", "TINY", "no_such.yaml"], "no such file"),
        (["list", "strategy_"], "did you mean 'strategy'?"),
        (["show", "crisis.base_rat"], "did you mean 'crisis.base_rate'?"),
        (["show", "events", "treety"], "did you mean 'treaty'?"),
        (["show", "event_types", "treaty"], "KIND is one of"),
        (["new", "TINY"], "nothing is overwritten"),
        (["new", "mine"], "did you mean 'mine.yaml'?"),
        (["new", "no/such/mine.yaml"], "no folder"),
        (["new", "mine.yaml", "--from", "northeast_asia_2042"], "--from"),
        (["reproduce", "nowhere"], "no such folder"),
        (["reproduce", "."], "no run was stored here"),
        (["rnu"], "did you mean 'run'?"),
        ([], "COMMAND"),
    ],
)
def test_bad_input_is_one_line_that_names_the_fix(call: Any, tiny: Path, words: list[str], told: str) -> None:
    done = call(*(str(tiny) if word == "TINY" else word for word in words))

    assert done.status == 2, done
    assert told in done.err
    assert "Traceback" not in done.err
    assert len(done.err.strip().splitlines()) == 1
    assert list(Path().iterdir()) == []


def test_a_long_line_is_broken_between_words_for_a_person(call: Any, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("run", tiny, "--set", "actors.AAA.zzz=1")
    whole = call(*words).err
    monkeypatch.setenv("COLUMNS", "60")
    lines = call(*words).err.splitlines()

    assert len(lines) > 2 and max(map(len, lines)) <= 60
    assert " ".join(row.strip() for row in lines) == whole.strip()
    assert all(row.startswith("  ") for row in lines[1:])


def test_a_file_named_without_its_ending_is_found(call: Any, tiny: Path) -> None:
    Path("mine.yaml").write_text(tiny.read_text(encoding="utf-8"), encoding="utf-8")

    assert call("validate", "mine").err.strip() == "mine: there is no such scenario (did you mean 'mine.yaml'?)"


def test_every_problem_of_a_file_has_its_line(call: Any, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.yaml"
    spoilt.write_text(SPOILT, encoding="utf-8")
    done = call("validate", spoilt)

    assert done.status == 2
    lines = done.err.strip().splitlines()
    assert any(":4:" in line and "did you mean 'growth'?" in line for line in lines)
    assert any(":5:" in line and "economy_busd" in line for line in lines)


def test_what_the_disk_refuses_is_status_one(call: Any, tiny: Path) -> None:
    Path("file").write_text("", encoding="utf-8")
    done = call("run", tiny, "--out", "file/below", "--workers", 1)

    assert done.status == 1
    assert done.err.strip() == "northeastsim run: file/below: not a directory"


def test_a_folder_that_holds_something_else_is_refused(call: Any, tiny: Path) -> None:
    Path("mine").mkdir()
    Path("mine/letter.txt").write_text("dear", encoding="utf-8")
    done = call("run", tiny, "--out", "mine", "--force", "--workers", 1)

    assert done.status == 2
    assert [path.name for path in Path("mine").iterdir()] == ["letter.txt"]


def test_a_mistake_of_ours_is_worded_too(call: Any, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("all\nwrong")

    monkeypatch.delenv("NORTHEASTSIM_TRACEBACK", raising=False)
    monkeypatch.setattr("northeastsim.app.validate.check", broken)
    done = call("validate", tiny)

    assert done.status == 1
    assert done.err.strip().endswith("please report it: ValueError: all wrong")
