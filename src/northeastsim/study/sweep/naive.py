"""What outcomes would be if nothing ever changed: the naive baseline that a sweep's means stand beside."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from northeastsim.engine.record import Record
from northeastsim.engine.rules import interpreted, laid_out
from northeastsim.rulebook import layout as at
from northeastsim.rulebook.chance import run_key
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import Resolved, load
from northeastsim.scenario.sweep import shown, under
from northeastsim.scenario.tables import Tables, tables
from northeastsim.study.sweep.outcomes import PAYOFF


def baselines(
    scenarios: Mapping[str, Mapping[str, Any]], levers: Mapping[str, Sequence[Any]], outcomes: Sequence[str]
) -> dict[tuple[str, ...], dict[str, float]]:
    """Return each outcome by scenario and choice of levers, as a table's rows say them, if nothing ever changed."""
    found = {}
    for name, document in scenarios.items():
        resolved = load(document, catalogue=catalogue())
        for values in itertools.product(*levers.values()):
            chosen = dict(zip(levers, values, strict=True))
            found[name, *map(shown, values)] = unchanged(under(resolved, chosen), outcomes)
    return found


def unchanged(resolved: Resolved, outcomes: Iterable[str]) -> dict[str, float]:
    """Return each outcome of a scenario in which all stays as at its start; NaN for counts and verdicts, which have no start."""
    seen = at_start(tables(resolved))
    return {name: of_one(name, seen) for name in outcomes}


def at_start(world: Tables) -> dict[str, float]:
    """Return all scores at the start. NOTE: what `World.see` shows, without a world, which holds its 10 MB until it is collected."""
    rules, record = interpreted(), Record(world, 0)
    x, m, t = laid_out(world, rules)
    m[at.KEY] = run_key(0, 0)
    rules.start(x, m, t)
    rules.observe(x, m, t, 0)
    return dict(zip(record.names, record.read(x), strict=True))


def of_one(name: str, seen: Mapping[str, float]) -> float:
    """Return one outcome if nothing changed."""
    score, _, how = name.rpartition(".")
    if name.startswith(PAYOFF) or (how == "change" and score in seen):
        return 0.0
    return seen.get(score, math.nan) if how in ("end", "mean", "min") else math.nan
