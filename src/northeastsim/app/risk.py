"""`northeastsim risk SCENARIO ...`: how likely a race, a crisis, a clash, a war; what foretells them and what adds to them."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.app.estimate import duration
from northeastsim.app.folders import expect_new, tell_kept
from northeastsim.app.output import line, no_drawing, paragraph, tell, typed, verdict
from northeastsim.app.progress import progress
from northeastsim.app.speaking import spoken
from northeastsim.app.telling import LONG

if TYPE_CHECKING:
    from northeastsim.face.risk import Plan, Risk

ALL = ["all"]


def command(arguments: argparse.Namespace) -> int:
    """Check all, run all worlds, print what they say, and keep it where that is asked for."""
    from northeastsim.face.difference import opened
    from northeastsim.face.risk import planned
    from northeastsim.show.told import risk

    expect_new(arguments.out)
    words = spoken(arguments, arguments.out is not None)
    scenarios = [opened(name) for name in arguments.scenarios]
    strategies = "all" if arguments.strategies == ALL else arguments.strategies
    plan = planned(
        scenarios, arguments.actor, strategies, arguments.replications, arguments.seed, arguments.workers, arguments.twins,
        arguments.sets,
    )  # fmt: skip
    tell(risk.opening(plan))
    if plan.expected > LONG:
        paragraph(f"This takes about {duration(plan.expected)}.")
    with progress(plan.expected) as on_progress:
        found = plan.run(on_progress)
    tell((*risk.told(found), *risk.closing(found)))
    verdict()
    if arguments.out is not None:
        keep(found, Path(arguments.out), words)
    return 0


def keep(found: Risk, out: Path, words: dict[str, Any]) -> None:
    """Write tables, charts and what was run into the folder, whole or not at all, the description last."""
    from northeastsim.study.parts import write_together

    files = {f"{name}.csv": table.to_csv(index=False).encode() for name, table in found.tables.items() if len(table)}
    files |= drawn(found, words)
    files["about.json"] = json.dumps(about(found.plan, found, list(files)), indent=1, ensure_ascii=False, default=str).encode()
    write_together(files, out)
    line()
    tell_kept(out, ", ".join(files))


def drawn(found: Risk, words: dict[str, Any]) -> dict[str, bytes]:
    """The charts as PNG, in the language of some words; none, with a word of why, where matplotlib is missing."""
    if missing := no_drawing("no charts"):
        line(missing)
        return {}
    from northeastsim.show.risk.frame import TOGETHER

    own = [world.scenario for world in found.plan.own]
    charts = {name: found.plot(name, **words) for name in found.charts}
    for k, scenario in enumerate(own[1:], 2):  # of the first they are there
        mine = found.of(scenario)
        charts |= {f"{name}_{k}": mine.plot(name, **words) for name in mine.charts if name not in TOGETHER}
    return {f"{name}.png": chart.png() for name, chart in charts.items()}


def about(plan: Plan, found: Risk, files: list[str]) -> dict[str, Any]:
    """What was run."""
    from northeastsim.statement import FULL
    from northeastsim.version import __version__

    return {
        "version": __version__,
        "command": typed(),
        "actor": plan.actor,
        "worlds": [{"scenario": w.scenario, "strategy": w.strategy, "own": w.is_own} for w in plan.worlds],
        "seed": plan.seed,
        "replications": plan.replications,
        "twins": plan.paired,
        "sets": plan.sets,
        "war": "marks",
        "files": files,
        "notes": [FULL, *found.notes],
        "scenarios": {world.scenario: world.resolved.document for world in plan.own},
        "bases": {world.scenario: list(world.resolved.bases) for world in plan.own},
    }
