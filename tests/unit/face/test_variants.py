"""Variants of a class from Python: files that are scenarios, a key whose numbers are those of runs, what is refused."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import northeastsim as ne
from northeastsim.errors import ScenarioError
from northeastsim.face.variants import KEY, TABLE, Variants, planned
from two_strategies import EVENTFUL

CLASS: dict[str, Any] = copy.deepcopy(EVENTFUL)
CLASS["actors"]["AAA"]["strategy"] = "arm"
CLASS["seed"] = 11
METRIC = "security[AAA].end"
FEW: dict[str, Any] = {"replications": 5, "causes": 2, "workers": 1, "actor": "AAA", "score": METRIC}


@pytest.fixture(scope="module")
def found() -> Variants:
    """Three students of a small world."""
    return ne.variants(CLASS, 3, seed=4, **FEW)


def runs(source: Any) -> pd.DataFrame:
    """Runs of a scenario as a student makes them."""
    return ne.load(source).run(replications=5, workers=1, baseline=False).runs


def test_each_file_is_a_scenario_that_differs_as_the_plan_says(found: Variants, tmp_path: Path) -> None:
    found.save(tmp_path / "class")

    assert sorted(path.name for path in (tmp_path / "class").iterdir()) == [
        TABLE, KEY, "scenario.yaml", "student_001.yaml", "student_002.yaml", "student_003.yaml",
    ]  # fmt: skip
    for student in found.plan.students:
        lines = ne.diff(tmp_path / "class" / "scenario.yaml", tmp_path / "class" / student.file)
        lines = lines[lines["kind"] == "result"]
        told = {path: value for one in student.changes for path, value in one.after.items()}
        assert dict(zip(lines["path"], lines["after"], strict=True)) == told


def test_the_numbers_of_the_key_are_those_of_a_students_own_runs(found: Variants, tmp_path: Path) -> None:
    folder = found.save(tmp_path / "class")
    shipped = runs(CLASS)
    for student in found.plan.students:
        own = runs(folder / student.file)
        row = found.table[(found.table["student"] == student.number) & (found.table["metric"] == METRIC)].iloc[0]
        assert row["mean"] == pytest.approx(own[METRIC].mean(), abs=1e-15)
        assert row["p05"] == own[METRIC].quantile(0.05) and row["p95"] == own[METRIC].quantile(0.95)
        assert row["shipped"] == pytest.approx(shipped[METRIC].mean(), abs=1e-15)
        assert row["difference"] == pytest.approx((own[METRIC] - shipped[METRIC]).mean(), abs=1e-15)
        assert row["few_low"] <= row["mean"] <= row["few_high"]


def test_the_last_row_of_what_each_change_does_is_all_of_them(found: Variants) -> None:
    for student in found.plan.students:
        rows = found.alone[found.alone["student"] == student.number]
        whole = found.table[(found.table["student"] == student.number) & (found.table["metric"] == METRIC)]
        assert len(rows) == len(student.changes) + 1
        assert rows.iloc[-1]["change"] == "all together"
        assert rows.iloc[-1]["difference"] == pytest.approx(whole.iloc[0]["difference"], abs=1e-15)


def test_mechanisms_sum_to_the_difference_over_the_runs_that_are_taken_apart(found: Variants, tmp_path: Path) -> None:
    folder, shipped = found.save(tmp_path / "class"), runs(CLASS)
    for student in found.plan.students:
        rows = found.mechanisms[found.mechanisms["student"] == student.number]
        gap = (runs(folder / student.file)[METRIC] - shipped[METRIC])[:2].mean()
        assert rows.iloc[0]["cause"] == "first day"
        assert rows["change"].sum() == pytest.approx(gap, abs=1e-9)


def test_a_students_file_does_not_depend_on_how_many_there_are_nor_on_workers(found: Variants) -> None:
    more = planned(CLASS, 5, 4, **{**FEW, "workers": 2})
    same = ne.variants(CLASS, 3, seed=4, **{**FEW, "workers": 2})

    assert {name: more.files[name] for name in found.plan.files} == found.plan.files
    assert same.files == found.files
    assert planned(CLASS, 3, 5, **FEW).files != found.plan.files


def test_the_key_tells_ranges_reasons_and_how_to_mark(found: Variants) -> None:
    key = found.key
    parts = ("# Answer key: eventful", "How to mark an answer that lies outside", "## Student 1", "What differs:", "a mean of 20 runs",
             "Which change does it", "Why, beside the scenario as shipped", "Raises it", "## Student 3")  # fmt: skip

    assert [key.index(part) for part in parts] == sorted(key.index(part) for part in parts)
    assert "n = 5, 1 year" in key and "in the model" in key and "not a forecast" in key
    assert "--students 3 --seed 4 --actor AAA --score 'security[AAA].end' --replications 5 --causes 2" in key


def test_where_all_pairs_differ_alike_the_key_says_so() -> None:
    key = ne.variants("security_dilemma", 1, replications=3, causes=0, score="security[ASH].end", workers=1).key

    assert "than as shipped, by -0.010 (in every pair), and that is clear." in key and "do not tell whether" not in key


def test_without_causes_none_are_told() -> None:
    found = ne.variants(CLASS, 1, **{**FEW, "causes": 0})

    assert found.mechanisms.empty and "Why, beside" not in found.key and "no runs: none are told" in " ".join(found.key.split())


def test_of_a_count_no_causes_are_asked(tmp_path: Path) -> None:
    found = ne.variants(CLASS, 1, **{**FEW, "score": "crises.count"})

    assert found.mechanisms.empty and found.plan.metric == "crises.count"
    assert "northeastsim explain" not in found.plan.students[0].text


def test_names_are_told_and_make_safe_files() -> None:
    names = ["Ada O'Neil | <b>x</b>", "../../etc/passwd", "李雷", "a\nformat: 2\n# b"]
    found = ne.variants(CLASS, names=names, **{**FEW, "causes": 0, "replications": 2})

    assert [one.file for one in found.plan.students] == [
        "student_001_ada_o_neil_b_x_b.yaml", "student_002_etc_passwd.yaml", "student_003.yaml", "student_004_a_format_2_b.yaml",
    ]  # fmt: skip
    assert "For 李雷." in found.plan.students[2].text and "## Student 3: 李雷" in found.key
    assert "## Student 1: Ada O'Neil \\| \\<b\\>x\\</b\\>" in found.key
    assert "--names FILE" in found.key


def test_a_scenario_that_ships_is_extended_by_name() -> None:
    plan = planned("s400_transfer", 2, 7)

    assert list(plan.files) == ["student_001.yaml", "student_002.yaml"]
    assert all("extends: s400_transfer\n" in text for text in plan.files.values())
    assert plan.metric == "influence[CHN,PRK].end"
    assert plan.students[0].resolved.bases == ("s400_transfer", "northeast_asia_2024")


def test_worlds_that_several_students_need_are_run_once() -> None:
    """Nine strategies are dealt out anew after nine students, and contested parameters have few values."""
    plan = planned("s400_transfer", 18, 7)
    alone = {path for path in plan.worlds if len(path) == 1 and path[0][0] == "actors.CHN.strategy"}

    assert len(alone) == 9
    assert len(plan.worlds) < 1 + 4 * 18


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"students": 0}, "students: expected a whole number from 1 to 500, got 0"),
        ({"students": 1, "seed": -1}, "seed: expected a whole number from 0 to"),
        ({"students": 1, "seed": 2**63}, "seed: expected a whole number"),
        ({"students": 2, "names": ["Ada"]}, "students: expected 1, as many as there are names"),
        ({"students": 1, "replications": 1}, "replications: expected a whole number from 2"),
        ({"students": 1, "causes": 1}, "causes: expected 0 or 2 and more"),
        ({"students": 1, "actor": "CHM"}, "no actor 'CHM'"),
        ({"students": 1, "score": "securty[AAA]"}, "no metric 'securty[AAA]'"),
    ],
)
def test_what_cannot_be_made_is_refused(arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        planned(CLASS, **{"students": None, **arguments})

    assert words in str(caught.value)


def test_a_scenario_with_nothing_to_vary_is_refused() -> None:
    from northeastsim.scenario.assignments import switches

    known = ne.load("security_dilemma")
    closed = known.with_({f"parameters.{one.parameter}": known.resolved.parameters[one.parameter] for one in switches()})
    with pytest.raises(ScenarioError, match="has nothing to vary"):
        planned(closed.without("sale"), 1)


def test_a_folder_that_holds_something_is_refused_and_left_alone(found: Variants, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    with pytest.raises(ScenarioError, match="is not empty"):
        found.save(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]
