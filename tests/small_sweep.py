"""A small sweep over the small scenario, and how it is read, for tests of sweeps that need nothing shipped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from northeastsim.errors import ScenarioError
from northeastsim.scenario.sweep import Sweep, read
from small_world import SCENARIO, small_catalogue

SWEEP = """\
format: 1
name: How much is sold
question: What comes of more?
scenarios: [deal]
uncertainties:
  parameters.dependence.phi: plausible
  parameters.crisis.base_rate: {low: 0.01, high: 0.1, scale: log}
  events.s400_deal.date: {low: 2025-06-01, high: 2026-06-01}
  events.s400_deal.quantity: {low: 1, high: 6, whole: true}
  actors.CHN.spending_busd: {distribution: normal, mean: 300, sd: 30}
  relations.RUS,PRK.alignment: {distribution: triangular, low: -1, mode: 0.5, high: 1}
  settings.war: [ends, marks]
levers:
  actors.CHN.strategy: [strategic_ambiguity, wait]
  events.s400_deal.system: [s400, su35]
design: {method: latin_hypercube, points: 20, seed: 3}
replications: 7
seed: 5
outcomes: [margin.end]
"""


def small_sweep(tmp_path: Path, text: str = SWEEP, scenario: str = SCENARIO) -> Sweep:
    """Return the sweep that a text holds, its scenario beside it under the name `deal`."""
    (tmp_path / "deal.yaml").write_text(scenario, encoding="utf-8")
    (tmp_path / "longer.yaml").write_text(scenario.replace("seed: 63", "seed: 64\nyears: 12"), encoding="utf-8")
    file = tmp_path / "sweep.yaml"
    file.write_text(text, encoding="utf-8")
    return read(file, small_catalogue(tmp_path))


def with_line(key: str, line: str, text: str = SWEEP) -> str:
    """Return a sweep's text with the line of a key, at whatever depth, as given; nothing removes it."""
    lines = text.splitlines()
    place = next(k for k, each in enumerate(lines) if each.strip().startswith(f"{key}:"))
    indent = len(lines[place]) - len(lines[place].lstrip())
    lines[place : place + 1] = [" " * indent + line] if line else []
    return "\n".join(lines) + "\n"


def refusal(tmp_path: Path, text: str, **more: Any) -> list[str]:
    """Return the lines in which a sweep is refused, without the folder."""
    with pytest.raises(ScenarioError) as caught:
        small_sweep(tmp_path, text, **more)
    return [str(problem).replace(f"{tmp_path}/", "") for problem in caught.value.problems]
