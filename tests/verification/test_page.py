"""The committed page of verification holds every target that is due, each passed."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

HERE = Path(__file__).parent
DUE = (
    "V1", "V2", "V3", "V5", "V6", "V7", "V7b", "V8", "V12", "V12b", "V14", "V15", "V16", "V17", "V24", "V25", "V26",
    "V27", "V28", "V29",
)  # fmt: skip


def cells() -> list[list[str]]:
    """Return the rows of the page's table."""
    spec = importlib.util.spec_from_file_location("table", HERE / "table.py")
    assert spec and spec.loader
    table = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(table)
    lines = table.PAGE.read_text(encoding="utf-8").splitlines()
    return [[c.strip() for c in line.strip("|").split("|")] for line in lines if line.startswith("| V")]


@pytest.mark.parametrize("id", DUE)
def test_a_target_stands_on_the_page(id: str) -> None:
    verdicts = {row[6] for row in cells() if row[0] == id}

    assert verdicts == {"passed"}, "run the tests of this folder, then python -m tests.verification.table"
