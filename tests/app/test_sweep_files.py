"""Sweep files on the command line: validate tells them from scenarios, list and show know the shipped ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SWEEP = """\
format: 1
scenarios: [baseline]
uncertainties:
  parameters.crisis.base_rate: {low: 0.1, high: 1}
  theory: [default, balance_of_power]
levers: {actors.CHN.strategy: [wait_and_see]}
design: {method: monte_carlo, points: 5}
"""


def test_a_sweep_is_validated_as_one(call: Any, tmp_path: Path) -> None:
    """Beside scenarios, with what is worth a warning or a note, and the number of experiments."""
    file = tmp_path / "mine.yaml"
    file.write_text(SWEEP.replace("wait_and_see", "outbid_moscow, strategic_ambiguity"), encoding="utf-8")
    done = call("validate", file, "baseline", "screening")
    lines = done.out.splitlines()

    assert done.status == 0, done.err
    assert lines[0].startswith("warning: ")
    assert lines[0].endswith("base_rate.low: 0.1 is outside the plausible range, 0.5 to 1.7 [ratio] (in baseline)")
    assert lines[1].startswith("note: ") and lines[1].endswith("holds under every theory, also one that sets it itself")
    assert lines[2] == f"ok: {file} (1 scenario, 2 uncertainties, 1 lever, 5 points, 10 experiments)"
    assert lines[3].startswith("ok: baseline (6 actors") and lines[4].startswith("ok: screening (1 scenario, 2")


def test_a_sweep_that_is_wrong_is_refused_in_lines(call: Any, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(SWEEP, encoding="utf-8")
    done = call("validate", file)

    assert done.status == 2 and done.out == ""
    assert done.err.startswith(f"{file}:6:32: levers.actors.CHN.strategy.0: no strategy 'wait_and_see'")
    assert done.err.count("\n") == 1


def test_shipped_sweeps_are_listed_and_shown_to_be_changed(call: Any, tmp_path: Path) -> None:
    listed = json.loads(call("list", "sweeps", "--json").out)
    shown = call("show", "sweep", "beijings_answers")
    file = tmp_path / "mine.yaml"
    file.write_text(shown.out, encoding="utf-8")

    assert [row["name"] for row in listed] == ["beijings_answers", "hold_on_pyongyang", "screening"]
    assert listed[0]["scenarios"] == ["baseline", "s400_transfer", "full_partnership"] and listed[0]["choices"] == 5
    assert call("validate", file).status == 0


def test_the_schema_of_sweeps_is_json(call: Any) -> None:
    assert json.loads(call("schema", "--sweep").out)["title"] == "northeastsim sweep"
    assert json.loads(call("schema").out)["title"] == "northeastsim scenario"
