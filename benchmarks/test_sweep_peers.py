"""The peers' runners sweep what they are told, on one worker and on two, and what they keep is what was asked."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("mesa", reason="pip install -e '.[benchmarks]'")

from benchmarks.sweeps.processes import EMA, MESA, SUFFIX, command, counted, swept


@pytest.mark.parametrize("tool", [EMA, MESA])
@pytest.mark.parametrize(("model", "replications"), [("cheap", 1), ("cheap", 3), ("wide", 3), ("slow", 1), ("reduced", 1)])
@pytest.mark.parametrize("workers", [1, 2])
def test_a_sweep_gives_all_its_runs(tmp_path: Path, tool: str, model: str, replications: int, workers: int) -> None:
    swept(command(tool, model, 4, replications, workers, tmp_path, keep=True), tmp_path)

    assert counted(tool, tmp_path / f"kept.{SUFFIX[tool]}") == (4 * replications, 0)
