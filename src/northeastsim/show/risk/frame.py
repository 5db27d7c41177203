"""What stands around the panels of a chart of risks: title, a line below it, legend, and what was run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import pandas as pd

from northeastsim.show.chart import Chart
from northeastsim.show.names import counted

TOGETHER = ("verdicts", "instability")  # charts that show every scenario
ABOVE, BELOW = 1.05, 0.85  # inches for title, line and legend, and for what was run


class World(Protocol):
    """A scenario with a strategy."""

    @property
    def scenario(self) -> str: ...
    @property
    def strategy(self) -> str: ...
    @property
    def is_own(self) -> bool: ...
    @property
    def resolved(self) -> Any: ...


class Plan(Protocol):
    """What was run."""

    @property
    def worlds(self) -> Sequence[World]: ...
    @property
    def own(self) -> Sequence[World]: ...
    @property
    def actor(self) -> str: ...
    @property
    def replications(self) -> int: ...
    @property
    def paired(self) -> int: ...
    @property
    def seed(self) -> int: ...


class Shown(Protocol):
    """The risks, as tables."""

    @property
    def plan(self) -> Plan: ...
    @property
    def tables(self) -> dict[str, pd.DataFrame]: ...


def label(plan: Plan, scenario: str, strategy: str) -> str:
    """Return what a world is called: its scenario, where there are several, and its strategy, where there are several."""
    several = len(plan.own) > 1
    own = next(world for world in plan.own if world.scenario == scenario)
    told = f"{strategy}{' (own)' if strategy == own.strategy else ''}"
    if len(plan.worlds) == len(plan.own):
        return scenario
    return f"{scenario}: {told}" if several else told


def horizon(plan: Plan) -> str:
    """Return how long the runs are, of several scenarios as far as they differ."""
    told = [f"{counted(int(w.resolved.document['years']), 'year')} from {w.resolved.document['start']}" for w in plan.own]
    return "; ".join(dict.fromkeys(told))


def surround(chart: Chart, shown: Shown, title: str, line: str, handles: Sequence[Any], notes: Sequence[str] = ()) -> None:
    """Add the title, a line below it, the legend and what was run, at fixed distances from the edges."""
    plan = shown.plan
    names = ", ".join(world.scenario for world in plan.own)
    about = (
        f"In the model: {names}; {counted(plan.replications, 'replication')}, {horizon(plan)}; seed {plan.seed}; wars mark a run."
    )
    chart.surround(title, line, [*notes, about], handles)
