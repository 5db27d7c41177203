"""`teach`: the page is written whole or not at all, and every wrong word is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from northeastsim.errors import RunError
from northeastsim.study import teaching

FEW = ("--replications", "2", "--switches", "none", "--workers", "1")


def test_a_page_is_written_and_said_where(call: Any, tiny: Path, tmp_path: Path) -> None:
    done = call("teach", tiny, *FEW)
    told = " ".join(done.out.split())

    assert (done.status, done.err) == (0, "")
    assert "The student advises AAA, chooses among neutral, passive, and draws security[AAA] before anything is shown" in told
    assert "2 ensembles of 2 replications, all with the same luck (seed 3)" in told
    assert "not a forecast" in told and "Written to results/tiny-teach-1.html" in told
    assert Path("results/tiny-teach-1.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert [path.name for path in Path("results").iterdir()] == ["tiny-teach-1.html"]
    assert "tiny-teach-2.html" in call("teach", tiny, *FEW).out


def test_an_earlier_page_is_replaced_only_with_force(call: Any, tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    out.write_text("mine", encoding="utf-8")
    refused = call("teach", tiny, *FEW, "--out", out)

    assert refused.status == 2 and "is there already" in refused.err and out.read_text(encoding="utf-8") == "mine"
    assert call("teach", tiny, *FEW, "--out", out, "--force").status == 0
    assert "Tiny" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--actor", "CCC"), "--actor: CCC takes no part; its actors are AAA, BBB"),
        (("--strategies", "passiv,neutral"), "did you mean 'passive'?"),
        (("--strategies", "passive"), "expected at least two"),
        (("--score", "securty[AAA]"), "--score: no score 'securty[AAA]' (did you mean 'security[AAA]'?)"),
        (("--switches", "offbook"), "--switches: no switch 'offbook' (did you mean 'off_book'?)"),
        (("--switches", "enabling"), "the scenario sells no system that has one"),
        (("--switches", "parameters.rule.one"), "it has no range to be moved in"),
        (("--language", "koren"), "there is no language 'koren' (did you mean 'korean'?)"),
        (("--out", "page.txt"), "--out: expected a file that ends in .html, got 'page.txt'"),
        (("--out", "no/where.html"), "--out: there is no folder no"),
        (("--force",), "--force: replaces what --out FILE.html holds; give --out"),
        (("--replications", "1"), "expected a whole number from 2 to 100000, got '1'"),
    ],
)
def test_a_wrong_word_is_named_in_one_line_and_nothing_is_written(call: Any, tiny: Path, words: tuple[str, ...], told: str) -> None:
    done = call("teach", tiny, *words)

    assert done.status == 2 and done.out == ""
    assert told in done.err and len(done.err.splitlines()) == 1
    assert list(Path().iterdir()) == []


def test_a_world_in_which_nobody_decides_is_refused(call: Any) -> None:
    done = call("teach", "richardson_1909")

    assert done.status == 2 and "nobody decides" in done.err


@pytest.mark.parametrize(("error", "status"), [(KeyboardInterrupt(), 130), (RunError("cannot go on"), 1)])
def test_what_stops_midway_leaves_nothing(
    call: Any, tiny: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int
) -> None:
    def stopped(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(teaching, "cell", stopped)
    done = call("teach", tiny, *FEW)

    assert done.status == status and list(Path().iterdir()) == []
    assert done.err.startswith("northeastsim teach: ")


def test_a_version_of_a_scenario_may_be_taught(call: Any, tmp_path: Path, tiny: Path) -> None:
    text = tiny.read_text(encoding="utf-8") + "variants:\n  longer: {years: 2}\n"
    tiny.write_text(text, encoding="utf-8")
    done = call("teach", f"{tiny}:longer", *FEW)

    assert done.status == 0 and "2 years from 2024-01-01" in " ".join(done.out.split())
    page = Path("results/tiny_longer-teach-1.html").read_text(encoding="utf-8")
    assert f"northeastsim run {tiny} --variant longer --strategy AAA=neutral" in page


def test_what_the_page_says_runs_again_gives_its_digest(call: Any, tiny: Path) -> None:
    import re
    import shlex

    import northeastsim as ne

    call("teach", tiny, *FEW, "--out", "page.html")
    page = Path("page.html").read_text(encoding="utf-8")
    command, digest = re.findall(r"<code>(northeastsim run .*?)</code> <code>(\w+)</code>", page)[0]

    assert call(*shlex.split(command)[1:], "--out", "again").status == 0
    assert ne.open("again").digest.startswith(digest)
