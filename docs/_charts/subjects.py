"""What the gallery's charts are drawn of: one small result of each kind, the same bits wherever it is made."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import northeastsim as ne
from northeastsim.show.catalogue import CHARTS
from northeastsim.show.chart import Chart

SCENARIO, SCORE = "s400_transfer", "influence[CHN,PRK]"
SWEEP = """\
format: 1
name: What decides Beijing's hold
question: Which of a few contested parameters decide what comes of doubt about the umbrella?
scenarios: [umbrella_doubt]
uncertainties:
  parameters.influence.diversification: plausible
  parameters.influence.weight_economic: plausible
  parameters.crisis.base_rate: plausible
  parameters.budget.reaction: plausible
levers:
  actors.CHN.strategy: [strategic_ambiguity, outbid_moscow]
  settings.war: [marks]
design: {DESIGN}
replications: 2
outcomes: ["influence[CHN,PRK].end", crises.count, "payoff[CHN]"]
"""
DESIGNS = {"sobol": "{method: sobol, points: 64, seed: 1}", "morris": "{method: morris, points: 10, levels: 4, seed: 1}"}


@functools.cache
def ran() -> ne.Results:
    """A run; charts of it are drawn more than once."""
    return ne.load(SCENARIO).run(replications=40)


def of_run() -> Iterator[tuple[str, Chart]]:
    """Charts of a run."""
    for name in CHARTS["run"]:
        yield name, ran().plot(name)


def of_comparison() -> Iterator[tuple[str, Chart]]:
    """Charts of a comparison of Beijing's options."""
    found = ne.compare([SCENARIO, "ukraine_ceasefire", "umbrella_doubt"], actor="CHN", budget=1500)
    for name in CHARTS["compare"]:
        yield name, found.plot(name)


def of_whatif() -> Iterator[tuple[str, Chart]]:
    """The chart of a what-if."""
    yield "effects", ne.load(SCENARIO).whatif(["s400_deal"], replications=60).plot()


def of_explanation() -> Iterator[tuple[str, Chart]]:
    """The chart of why a score changed."""
    scenario = ne.load(SCENARIO, years=2)
    rows = scenario.explain(SCORE, replications=6, most=12)
    yield "waterfall", scenario.waterfall(rows)


def of_difference() -> Iterator[tuple[str, Chart]]:
    """The chart of what makes the difference of two scenarios."""
    yield "shares", ne.shares("seventh_test", "seventh_test:as_2017", replications=20).plot()


def of_risk() -> Iterator[tuple[str, Chart]]:
    """Charts of risks."""
    found = ne.load("baseline").risk(replications=60, twins=20, sets=8)
    for name in found.charts:
        yield name, found.plot(name)


def swept(design: str, folder: str) -> ne.Sweep:
    """A small sweep by a design."""
    file = Path(folder) / f"{design}.yaml"
    file.write_text(SWEEP.replace("{DESIGN}", DESIGNS[design]), encoding="utf-8")
    return ne.sweep(file, Path(folder) / design)


def of_sweep() -> Iterator[tuple[str, Chart]]:
    """Charts of what decides, of Saltelli's design and Morris's own of his, and a box of scenario discovery."""
    with tempfile.TemporaryDirectory() as folder:
        sweep = swept("sobol", folder)
        found = ne.sensitivity(sweep)
        for name in found.charts:
            yield name, found.plot(name)
        yield "effects", ne.sensitivity(swept("morris", folder)).plot("effects")
        yield "boxes", ne.discover(sweep, f"{SCORE}.end < 0.45").plot()


def of_backtest() -> Iterator[tuple[str, Chart]]:
    """Charts of the backtest, of the mode that is fed the record's acts."""
    found = ne.backtest("both", 100, seed=63)
    for name in CHARTS["backtest"]:
        yield name, found.plot(name, "conditioned")


KINDS: dict[str, Callable[[], Iterator[tuple[str, Any]]]] = {
    "run": of_run, "compare": of_comparison, "whatif": of_whatif, "explain": of_explanation, "diff": of_difference,
    "risk": of_risk, "sensitivity": of_sweep, "backtest": of_backtest,
}  # fmt: skip
