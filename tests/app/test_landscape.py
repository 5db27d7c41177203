"""The camps of stored results."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def stored(call: Any, tiny: Path) -> str:
    """A folder of three replications of two enemies."""
    return str(call("run", tiny, "--quiet", "--no-chart").out.strip())


def test_enemies_stand_apart(call: Any, stored: str) -> None:
    done = call("landscape", stored)

    assert done.status == 0
    assert "Tiny: 1 year from 2024-01-01, 3 replications, seed 3" in done.out
    assert done.out.count("AAA | BBB") == 2  # at the start and at the horizon
    assert "0.44 to 1.00" in done.out  # Wilson's interval of three in three
    assert "not a forecast" in done.out


def test_camps_fit_a_narrow_terminal(call: Any, stored: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = call("landscape", stored, "--sizes", "none", "--shake", "1")

    assert max(len(line) for line in done.out.splitlines()) <= 80
    assert "nothing: all weigh the same" in " ".join(done.out.split())
    assert "alignment moves by 1 " in " ".join(done.out.split())


def test_a_wrong_score_is_told_with_the_right_ones(call: Any, stored: str) -> None:
    done = call("landscape", stored, "--sizes", "economy,size")

    assert (done.status, done.out) == (2, "")
    assert "states have no score 'size'" in done.err and "economy" in done.err


def test_without_results_there_is_nothing_to_tell(call: Any) -> None:
    assert call("landscape", "nowhere").status == 2


def test_without_scores_there_are_no_camps(call: Any, tiny: Path) -> None:
    folder = call("run", tiny, "--quiet", "--no-chart", "--paths", "0").out.strip()
    done = call("landscape", folder)

    assert done.status == 2 and "scores: was not kept; run again with paths" in done.err
