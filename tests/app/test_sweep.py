"""`northeastsim sweep`: says what it will do, does it once, adds what is asked for later, and refuses to mix."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import northeastsim as ne
from northeastsim.study.digest import Columns
from stormy_sweep import tree, written

from .conftest import Call

POINTS, REPLICATIONS = 3, 4


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small sweep."""
    return written(tmp_path, POINTS, REPLICATIONS)


def test_a_dry_run_says_how_much_it_is_and_leaves_nothing(call: Call, file: Path) -> None:
    done = call("sweep", file, "--dry-run", "--workers", 2)

    assert done.status == 0
    assert "2 choices of levers x 3 points of" in done.out
    assert "24 runs" in done.out
    assert "on 2 cores and" in done.out
    assert not Path("results").exists()


def test_it_runs_and_says_what_comes_of_it(call: Call, file: Path) -> None:
    done = call("sweep", file, "--workers", 1)
    sweep = ne.open_sweep("results/sweep")

    assert done.status == 0
    assert "24 runs are in results/sweep, 0 of them from before" in done.out
    assert "northeastsim sensitivity results/sweep" in done.out
    assert "stability.end" in done.out
    assert len(sweep.runs) == 24
    assert sweep.runs["experiment"].tolist() == [k for k in range(6) for _ in range(REPLICATIONS)]
    assert set(sweep.runs["status"]) <= {"completed", "war"}


def test_a_sweep_shows_itself_and_is_no_run(call: Call, file: Path) -> None:
    call("sweep", file, "--out", "out", "--workers", 1)
    sweep = ne.open_sweep("out")
    done = call("reproduce", "out")

    assert repr(sweep) == "<Sweep 'A storm': 3 points x 4 replications, 3 outcomes>"
    assert "not a forecast" in sweep._repr_html_() and "stability.end" in sweep._repr_html_()
    assert "naive" in sweep.summary and sweep.summary.set_index("outcome")["naive"]["spending[AAA].change"].tolist() == [0.0, 0.0]
    assert done.status == 2 and "holds a sweep and no run" in done.err


def test_numbers_come_as_json(call: Call, file: Path) -> None:
    done = call("sweep", file, "--workers", 1, "--json")
    rows = json.loads(done.out)

    assert {row["outcome"] for row in rows} == {"crises.count", "stability.end", "spending[AAA].change"}
    assert all(row["points"] == POINTS and row["runs"] == 12 for row in rows)


def test_what_is_complete_is_not_run_again(call: Call, file: Path) -> None:
    call("sweep", file, "--out", "out", "--workers", 1)
    before = {path: path.stat().st_mtime_ns for path in Path("out").rglob("*")}
    done = call("sweep", file, "--out", "out", "--workers", 2)

    assert "24 of them from before" in done.out
    assert {path: path.stat().st_mtime_ns for path in Path("out").rglob("*")} == before


@pytest.mark.parametrize(("points", "replications"), [(5, 4), (3, 6), (6, 7)])
def test_more_is_added_to_what_is_there(call: Call, file: Path, points: int, replications: int) -> None:
    """Not one run is run again, and the rows are those of a sweep that asked for all at once."""
    call("sweep", file, "--out", "grown", "--workers", 1)
    before = tree(Path("grown/runs"))
    written(file.parent, points, replications)
    done = call("sweep", file, "--out", "grown", "--workers", 1)
    call("sweep", file, "--out", "once", "--workers", 1)
    grown, once = ne.open_sweep("grown"), ne.open_sweep("once")

    assert f"{2 * points * replications} runs are in grown, 24 of them from before" in done.out
    assert before.items() <= tree(Path("grown/runs")).items()
    pd.testing.assert_frame_equal(grown.runs, once.runs)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("seed: 9", "seed: 10", "seed: is not what this sweep was begun with"),
        ("[crises.count, ", "[", "outcomes: is not what this sweep was begun with"),
        ("seed: 2}", "seed: 3}", "design.seed: is not what this sweep was begun with"),
        ("2024-03-01}", "2024-04-01}", "uncertainties: is not what this sweep was begun with"),
        ("[30, 35]", "[30]", "levers: lack a scenario or a value that this sweep has runs of"),
        ("points: 3", "points: 2", "design.points: asks for 2 points, and there are 3 already"),
    ],
)
def test_another_sweep_is_not_mixed_in(call: Call, file: Path, old: str, new: str, said: str) -> None:
    call("sweep", file, "--out", "out", "--workers", 1)
    before = tree(Path("out"))
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    done = call("sweep", file, "--out", "out", "--workers", 1)

    assert done.status == 2
    assert f"out: {said}" in done.err
    assert tree(Path("out")) == before


def test_a_changed_scenario_is_noticed(call: Call, file: Path) -> None:
    call("sweep", file, "--out", "out", "--workers", 1)
    world = file.parent / "world.yaml"
    world.write_text(world.read_text().replace("economy_busd: 1000", "economy_busd: 1100"))
    done = call("sweep", file, "--out", "out", "--workers", 1)

    assert done.status == 2
    assert "has changed since this sweep was begun; choose another folder, or undo the change" in done.err


def test_another_version_of_the_model_is_noticed(call: Call, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call("sweep", file, "--out", "out", "--workers", 1)
    monkeypatch.setattr("northeastsim.study.sweep.growth.code", lambda: "another")
    done = call("sweep", file, "--out", "out", "--workers", 1)

    assert done.status == 2
    assert "was begun by another version of the model" in done.err
    assert "cannot be mixed: choose another folder, or go on with that version" in done.err


def test_one_more_value_of_a_lever_is_added(call: Call, file: Path) -> None:
    call("sweep", file, "--out", "out", "--workers", 1)
    file.write_text(file.read_text().replace("[30, 35]", "[30, 35, 40]"))
    done = call("sweep", file, "--out", "out", "--workers", 1)

    assert "36 runs are in out, 24 of them from before" in done.out


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("world.yaml", "wrld.yaml", "wrld.yaml"),
        ("parameters.crisis.*", "parameters.criss.*", "crisis"),
        ("events.visit.date", "events.vist.date", "did you mean"),
        ("crises.count", "crisis.count", "crises.count"),
        ("monte_carlo", "monte_crlo", "monte_carlo"),
        ("levers:", "lever:", "levers"),
    ],
)
def test_a_typo_is_told_with_its_line_before_anything_is_run(call: Call, file: Path, old: str, new: str, said: str) -> None:
    file.write_text(file.read_text().replace(old, new))
    done = call("sweep", file, "--out", "out")

    assert done.status == 2
    assert f"{file.name}:" in done.err
    assert said in done.err
    assert not Path("out").exists()


def test_a_folder_with_something_else_is_refused(call: Call, file: Path) -> None:
    Path("mine").mkdir()
    Path("mine/thesis.docx").write_text("mine")
    done = call("sweep", file, "--out", "mine")

    assert done.status == 2
    assert "is not empty and holds no sweep; choose another folder" in done.err
    assert [path.name for path in Path("mine").iterdir() if path.name != ".lock"] == ["thesis.docx"]


def test_a_run_that_fails_is_told_and_kept_as_a_row(call: Call, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen from the command: how many, and where to look."""
    from northeastsim.study.sweep import fleet, task

    def stumbling(asked: task.Task) -> Columns:
        rows = task.run(asked)
        rows["status"][:1], rows["error"][:1] = task.FAILED, "it stumbled"
        return rows

    monkeypatch.setattr(fleet, "run", stumbling)
    done = call("sweep", file, "--out", "out", "--workers", 1)

    assert done.status == 0
    assert "2 failed, and their rows tell why" in done.out
    assert ne.open_sweep("out").runs.query("status == 'failed'")["error"].tolist() == ["it stumbled"] * 2
