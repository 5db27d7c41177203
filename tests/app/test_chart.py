"""`chart`: any chart of stored results in any language; `--language` and `--glossary` wherever a command draws."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from northeastsim.app.cli import main
from northeastsim.app.parser import parser
from northeastsim.show.catalogue import CHARTS
from northeastsim.show.language import fonts
from northeastsim.show.language.glossary import SHIPPED, glossary, read
from two_states import TINY

DRAWING = ("run", "chart", "compare", "whatif", "explain", "diff", "risk", "sensitivity", "backtest")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three replications of two enemies, for all to copy."""
    folder = tmp_path_factory.mktemp("ran")
    file = folder / "tiny.yaml"
    file.write_text(TINY, encoding="utf-8")
    assert main(["run", str(file), "--quiet", "--no-chart", "--out", str(folder / "run")]) == 0
    return folder / "run"


@pytest.fixture
def stored(call: Any, ran: Path) -> Path:
    """A copy of that folder, in the empty folder that `call` stands in."""
    return shutil.copytree(ran, Path("results/tiny-1"))


def test_without_a_name_the_charts_are_listed(call: Any, stored: Path) -> None:
    done = call("chart", stored)

    assert done.status == 0 and all(name in done.out for name in CHARTS["run"])
    assert f"northeastsim chart {stored} NAME" in done.out


def test_a_chart_is_drawn_beside_the_results_and_told(call: Any, stored: Path) -> None:
    done = call("chart", stored, "events")

    assert done.status == 0 and (stored / "events.png").read_bytes().startswith(b"\x89PNG")
    assert "What happens, and how often." in done.out and f"chart: {stored / 'events.png'}" in done.out


def test_each_language_has_a_file_of_its_own(call: Any, stored: Path) -> None:
    done = call("chart", stored, "security", "--language", "ru")

    assert done.status == 0 and (stored / "security_ru.png").exists()
    assert "Безопасность каждого государства" in done.out


def test_a_picture_as_svg_is_written_where_asked(call: Any, stored: Path) -> None:
    done = call("chart", stored, "outcome", "--score", "security[AAA]", "--language", "한국어", "--out", "mine.svg")

    assert done.status == 0 and "Aland의 안보" in Path("mine.svg").read_text(encoding="utf-8")


def test_what_is_there_is_replaced_only_when_asked(call: Any, stored: Path) -> None:
    call("chart", stored, "events")
    done = call("chart", stored, "events")

    assert done.status == 2 and "is there already; replace it with --force" in done.err
    assert call("chart", stored, "events", "--force").status == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["event"], "NAME: no chart 'event' (did you mean 'events'?)"),
        (["paths", "--score", "security[AAB]"], "--score: no score 'security[AAB]' (did you mean 'security[AAA]'?)"),
        (["events", "--language", "corean"], "there is no language 'corean' (did you mean 'korean'?)"),
        (["events", "--out", "no/such.png"], "there is no folder 'no'"),
        (["events", "--out", "x.jpg"], "expected a name that ends in .png or .svg, got 'x.jpg'"),
        (["events", "--score", "security[AAA]"], "--score: belongs to other charts than 'events'"),
        (["outcome", "--replication", "1"], "--replication: belongs to other charts than 'outcome'"),
        (["events", "--glossary", "none.csv", "--language", "zh"], "none.csv: cannot be read"),
    ],
)
def test_what_cannot_be_drawn_is_told_in_a_line(call: Any, stored: Path, words: list[str], told: str) -> None:
    done = call("chart", stored, *words)

    assert done.status == 2 and told in done.err and len(done.err.splitlines()) == 1
    assert not list(Path().rglob("*.png"))


def test_without_results_there_is_no_chart(call: Any) -> None:
    assert call("chart", "nowhere").status == 2


def test_a_glossary_without_a_language_is_told(call: Any, stored: Path) -> None:
    Path("mine.csv").write_text("english,russian\nmean,средняя\n", encoding="utf-8")
    done = call("chart", stored, "events", "--glossary", "mine.csv")

    assert done.status == 2 and "--glossary: gives words in another language; say which by --language" in done.err


def test_a_teachers_words_reach_the_chart(call: Any, stored: Path) -> None:
    Path("mine.csv").write_text("english,russian\nWho wins?,Кто победит?\n", encoding="utf-8")
    done = call("chart", stored, "security", "--language", "russian", "--glossary", "mine.csv")

    assert done.status == 0 and "Кто победит?" in done.out


def test_the_glossary_is_written_for_a_spreadsheet_and_never_over_another(call: Any) -> None:
    done = call("new", "words.csv")

    assert done.status == 0 and "labels of charts in five languages" in done.out
    assert Path("words.csv").read_bytes() == b"\xef\xbb\xbf" + SHIPPED.read_bytes()
    assert read("words.csv") == glossary()
    assert "nothing is overwritten" in call("new", "words.csv").err
    assert "--from: belongs to a scenario" in call("new", "other.csv", "--from", "baseline").err


@pytest.mark.parametrize("command", DRAWING)
def test_every_command_that_draws_takes_a_language(command: str) -> None:
    commands = next(action for action in parser()._actions if action.dest == "command")
    options = {word for action in commands.choices[command]._actions for word in action.option_strings}  # type: ignore[index,union-attr]

    assert {"--language", "--glossary"} <= options


def test_a_run_draws_in_the_language_that_it_is_asked_for(call: Any, tiny: Path) -> None:
    plain = Path(call("run", tiny, "--quiet").out.strip()) / "outcome.png"
    other = Path(call("run", tiny, "--quiet", "--language", "ja").out.strip()) / "outcome.png"

    assert "モデル".encode() in other.read_bytes() and "モデル".encode() not in plain.read_bytes()


def test_a_language_that_cannot_be_drawn_is_told_before_anything_is_run(
    call: Any, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "families", lambda language, signs: ((), frozenset(signs)))
    done = call("run", tiny, "--language", "chinese")

    assert done.status == 2 and "no font here has the signs of Chinese" in done.err and not Path("results").exists()
    assert call("run", tiny, "--language", "chinese", "--no-chart", "--quiet").status == 0
