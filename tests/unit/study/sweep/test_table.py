"""Points of a user's own: the values that a CSV file holds, and every cell that is wrong told with its line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.errors import ScenarioError
from northeastsim.scenario.sweep import Sweep
from northeastsim.study.sweep.points import can_grow, points
from small_sweep import small_sweep, with_line

TEXT = with_line("design", "design: {method: csv, file: points.csv}")
HEAD = (
    "settings.war,parameters.dependence.phi,parameters.crisis.base_rate,events.s400_deal.date,events.s400_deal.quantity,"
    "actors.CHN.spending_busd,\"relations.RUS,PRK.alignment\""
)  # fmt: skip
ROW = "marks,0.25,0.02,2025-12-31,3,300,-1"


def asked(tmp_path: Path, table: str | bytes) -> Sweep:
    """The small sweep over a table's points."""
    (tmp_path / "points.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
    return small_sweep(tmp_path, TEXT)


def refusal(tmp_path: Path, table: str | bytes) -> list[str]:
    """The lines in which a table is refused, without the folder."""
    with pytest.raises(ScenarioError) as caught:
        points(asked(tmp_path, table))
    return [str(problem).replace(f"{tmp_path}/", "") for problem in caught.value.problems]


def test_a_table_is_read_by_the_names_of_its_columns(tmp_path: Path) -> None:
    """In any order; blank lines, a byte-order mark and carriage returns do not matter."""
    found = points(asked(tmp_path, f"\ufeff{HEAD}\r\n{ROW}\r\n\r\n ends , 1 ,1e-2,2025-06-01,6.0,390,0.5\r\n".encode()))

    assert found.shares is None and can_grow("csv")
    assert found.lines is not None and found.lines.tolist() == [2, 4]
    assert found.at(0) == {
        "parameters.dependence.phi": 0.25, "parameters.crisis.base_rate": 0.02, "events.s400_deal.date": "2025-12-31",
        "events.s400_deal.quantity": 3, "actors.CHN.spending_busd": 300.0, "relations.RUS,PRK.alignment": -1.0,
        "settings.war": "marks",
    }  # fmt: skip
    assert [column.dtype.kind for column in found.columns.values()] == ["f", "f", "M", "i", "f", "f", "i"]
    assert found.values["settings.war"].tolist() == ["marks", "ends"]


def test_every_wrong_cell_is_told(tmp_path: Path) -> None:
    table = f"{HEAD}\n{ROW}\nmark,much,5,2025-02-30,2.5,,nan\n{ROW},\n{ROW.replace('0.25', '1.25').replace('2025-12', '2029-12')}\n"

    assert refusal(tmp_path, table) == [
        "points.csv:3: parameters.dependence.phi: expected a number, got the text 'much'",
        "points.csv:3: parameters.crisis.base_rate: expected 0.01 to 0.1, as the sweep's file has it, got 5",
        "points.csv:3: events.s400_deal.date: there is no such day, got the text '2025-02-30'",
        "points.csv:3: events.s400_deal.quantity: expected a whole number, got 2.5",
        "points.csv:3: actors.CHN.spending_busd: expected a number, got nothing",
        "points.csv:3: relations.RUS,PRK.alignment: expected a finite number, got nan",
        "points.csv:3: settings.war: expected ends or marks, got the text 'mark' (did you mean 'marks'?)",
        "points.csv:4: expected 7 cells, as the heading has, got 8",
        "points.csv:5: parameters.dependence.phi: expected 0 to 1, as the sweep's file has it, got 1.25",
        "points.csv:5: events.s400_deal.date: expected 2025-06-01 to 2026-06-01, as the sweep's file has it, got 2029-12-31",
    ]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("", [
            "points.csv:1: expected a column for every uncertainty; missing: parameters.dependence.phi, parameters.crisis.base_rate, "
            "events.s400_deal.date, events.s400_deal.quantity, actors.CHN.spending_busd, relations.RUS,PRK.alignment, settings.war"]),
        (f"{HEAD}\n", ["points.csv: has no row below its heading: expected a point a row"]),
        (f"{HEAD.replace('base_rate', 'base_rat')},point\n{ROW},1\n", [
            "points.csv:1: parameters.crisis.base_rat: there is no such uncertainty (did you mean 'parameters.crisis.base_rate'?)",
            "points.csv:1: point: there is no such uncertainty",
            "points.csv:1: expected a column for every uncertainty; missing: parameters.crisis.base_rate"]),
        (f"{HEAD},settings.war\n{ROW},ends\n", ["points.csv:1: settings.war: stands twice"]),
        ("a;b\n1;2\n", ["points.csv:1: expected commas between columns, got semicolons"]),
        (b"\xff\xfe\x00", ["sweep.yaml:16:29: design.file: 'points.csv' cannot be read: is not UTF-8 text"]),
    ],
)  # fmt: skip
def test_a_table_that_does_not_fit_is_told(tmp_path: Path, table: str | bytes, told: list[str]) -> None:
    assert refusal(tmp_path, table) == told


def test_a_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"design.file: '.*points.csv' cannot be read: No such file or directory"):
        points(small_sweep(tmp_path, TEXT))


def test_very_many_mistakes_are_cut_short(tmp_path: Path) -> None:
    lines = refusal(tmp_path, HEAD + "\n" + "x,x,x,x,x,x,x\n" * 5000)

    assert len(lines) == 201 and lines[-1].endswith("more problems")


@given(st.lists(st.lists(st.text(max_size=6) | st.sampled_from(ROW.split(",")), min_size=6, max_size=8), max_size=4))
def test_anything_in_a_table_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    folder = tmp_path_factory.mktemp("table")
    body = "\n".join(",".join(row) for row in rows)
    try:
        found = points(asked(folder, f"{HEAD}\n{body}\n".encode("utf-8", "surrogatepass")))
    except ScenarioError as error:
        assert all("\n" not in str(problem) for problem in error.problems)
    else:
        assert 1 <= found.count <= len(rows) and np.isfinite(found.columns["parameters.dependence.phi"]).all()


def test_categories_are_known_however_they_are_spelt(tmp_path: Path) -> None:
    """True as Python writes it, and a number with more digits than the file's."""
    text = "format: 1\nscenarios: [deal]\nuncertainties:\n  settings.growth: [true, false]\n  actors.KOR.spending_busd: [40, 50.5]\n"
    (tmp_path / "points.csv").write_text("settings.growth,actors.KOR.spending_busd\nTrue,50.50\nfalse,40\n", encoding="utf-8")
    found = points(small_sweep(tmp_path, f"{text}design: {{method: csv, file: points.csv}}\n"))

    assert [column.tolist() for column in found.values.values()] == [[True, False], [50.5, 40]]
