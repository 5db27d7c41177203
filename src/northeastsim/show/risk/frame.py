"""What stands around the panels of a chart of risks: title, a line below it, legend, and what was run."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any, Protocol

import pandas as pd

from northeastsim.show import style
from northeastsim.show.charts import Chart
from northeastsim.show.names import counted
from northeastsim.statement import SHORT

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
    width, height = chart.get_size_inches()
    chart.text(0.15 / width, 1 - 0.1 / height, title, fontsize=style.TITLE, va="top", color=style.INK)
    chart.text(0.15 / width, 1 - 0.37 / height, line, fontsize=style.TEXT, va="top", color=style.GREY, parse_math=False)
    if handles:
        chart.legend(
            handles=list(handles), loc="upper left", bbox_to_anchor=(0.05 / width, 1 - 0.55 / height), ncols=len(handles),
            fontsize=style.SMALL, frameon=False, borderaxespad=0.3, columnspacing=1.4,
        )  # fmt: skip
    names = ", ".join(world.scenario for world in plan.own)
    about = (
        f"In the model: {names}; {counted(plan.replications, 'replication')}, {horizon(plan)}; seed {plan.seed}; wars mark a run."
    )
    rows = [part for one in (*notes, about, SHORT) for part in textwrap.wrap(one, int(width * 17.5))]
    chart.text(0.15 / width, 0.1 / height, "\n".join(rows), fontsize=style.SMALL, va="bottom", color=style.GREY, parse_math=False)
