"""`variants`: a file for each student and one key, whole or not at all; lists of names; what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

FEW = ("--replications", "3", "--causes", "2", "--workers", "1")


def test_files_and_key_are_made(call: Any, tiny: Path) -> None:
    done = call("variants", tiny, "--students", "2", "--seed", "5", *FEW, "--out", "class")
    told = " ".join(done.out.split())

    assert (done.status, done.err) == (0, "")
    assert sorted(path.name for path in Path("class").iterdir()) == [
        "answer_key.csv", "answer_key.md", "scenario.yaml", "student_001.yaml", "student_002.yaml",
    ]  # fmt: skip
    assert "Tiny: 2 variants for a class, seed 5; 1 year from 2024-01-01, 3 replications of each of" in told
    assert "student_001.yaml" in told and "In the model, not a forecast; n = 3 pairs" in told
    assert "For the teacher alone: class/answer_key.md" in told
    assert len(pd.read_csv("class/answer_key.csv")["student"].unique()) == 2
    assert call("validate", "class/student_001.yaml", "class/student_002.yaml").status == 0


def test_the_same_command_makes_the_same_bytes(call: Any, tiny: Path) -> None:
    for out, workers in (("one", "1"), ("other", "2")):
        assert call("variants", tiny, "--students", "3", "--seed", "5", *FEW[:4], "--workers", workers, "--out", out).status == 0

    one, other = ({path.name: path.read_bytes() for path in Path(out).iterdir()} for out in ("one", "other"))
    assert one == other


def test_a_list_of_names_with_or_without_a_title(call: Any, tiny: Path) -> None:
    Path("names.csv").write_text('\ufeffName,Group\n"Kim, Min-su",A\n\nAda,B\n', encoding="utf-8")
    Path("names.txt").write_text("Kim Min-su\nAda\n", encoding="utf-8")

    for given in ("names.csv", "names.txt"):
        assert call("variants", tiny, "--names", given, *FEW, "--out", given[-3:]).status == 0
        assert {path.name for path in Path(given[-3:]).glob("student_*")} == {
            "student_001_kim_min_su.yaml", "student_002_ada.yaml",
        }  # fmt: skip


def test_an_empty_folder_is_used(call: Any, tiny: Path) -> None:
    Path("class").mkdir()

    assert call("variants", tiny, "--students", "1", *FEW, "--out", "class").status == 0
    assert Path("class/answer_key.md").is_file()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("no_such", "--students", "1", "--out", "a"), "no_such: there is no such scenario"),
        (("s400_transfr", "--students", "1", "--out", "a"), "s400_transfr: there is no such scenario (did you mean 's400_transfer'?)"),
        (("TINY", "--students", "0", "--out", "a"), "--students: expected a whole number from 1 to 500, got '0'"),
        (("TINY", "--students", "501", "--out", "a"), "--students: expected a whole number from 1 to 500, got '501'"),
        (("TINY", "--students", "1", "--seed", "-1", "--out", "a"), "--seed: expected a whole number from 0 to"),
        (("TINY", "--out", "a"), "--students: how many? Give --students N, or --names FILE"),
        (("TINY", "--students", "1"), "the following arguments are required: --out"),
        (("TINY", "--students", "1", "--out", " "), "--out: expected a folder, got nothing"),
        (("TINY", "--students", "1", "--out", "full"), "full: is not empty; choose another folder"),
        (("TINY", "--students", "1", "--out", "full/file"), "full/file: is a file; expected a folder"),
        (("TINY", "--names", "none.csv", "--out", "a"), "none.csv: there is no such file"),
        (("TINY", "--names", "empty.csv", "--out", "a"), "empty.csv: holds no names"),
        (("TINY", "--names", "binary", "--out", "a"), "binary: expected text in UTF-8, a name a line"),
        (("TINY", "--names", "large", "--out", "a"), "large: expected a list of names of at most 100,000 bytes"),
        (("TINY", "--names", "two.txt", "--students", "3", "--out", "a"), "expected 2, as many as there are names"),
        (("TINY", "--students", "1", "--score", "stabilty", "--out", "a"), "--score: the scenarios have no metric 'stabilty'"),
        (("TINY", "--students", "1", "--actor", "AAB", "--out", "a"), "--actor: no actor 'AAB'"),
    ],
)
def test_a_mistake_is_told_in_a_line_and_leaves_nothing(call: Any, tiny: Path, words: tuple[str, ...], message: str) -> None:
    Path("full").mkdir()
    Path("full/file").write_text("mine")
    Path("empty.csv").write_text("name\n\n")
    Path("binary").write_bytes(b"\xff\xfe\x00")
    Path("large").write_text("x" * 100_001)
    Path("two.txt").write_text("a\nb\n")
    done = call("variants", *(tiny if word == "TINY" else word for word in words), *FEW)

    assert done.status == 2 and done.out == ""
    assert message in " ".join(done.err.split()) and "Traceback" not in done.err
    assert not Path("a").exists() and [path.name for path in Path("full").iterdir()] == ["file"]


def test_what_cannot_be_written_leaves_nothing(call: Any, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from northeastsim.study import parts

    written: list[str] = []

    def failing(path: Path, content: bytes) -> None:
        written.append(path.name)
        if len(written) > 1:
            raise OSError(28, "No space left on device", str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    monkeypatch.setattr(parts, "write_whole", failing)
    done = call("variants", tiny, "--students", "2", *FEW, "--out", "class")

    assert done.status == 1 and "no space left" in done.err
    assert [path.name for path in Path().iterdir()] == []
