"""What North Korea does of what China asks, against a twin in which China cannot ask: `compliance`, under sets of parameters."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from tests.claims.harness import SEED, Effect
from tests.claims.options import world

from northeastsim.analysis import behaviour
from northeastsim.analysis.behaviour import Estimate
from northeastsim.engine.record import Block
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.tables.moved import Moved
from northeastsim.study import ensemble, frames

ASKS, ASKED = "CHN", "PRK"


def compliance(strategy: str, sets: pd.DataFrame, n: int, **patch: Any) -> list[Estimate]:
    """Return under each set the share of China's asks that North Korea met, less that of the same acts without an ask."""
    loud = world("baseline", strategy, **patch)
    worlds = Moved(loud), Moved(world("baseline", strategy, **patch, closed=[*loud.document["closed"], *silence(loud)]))
    found = []
    for values in sets.to_dict("records"):
        told, quiet = (events(each, {str(name): value for name, value in values.items()}, n) for each in worlds)
        found.append(behaviour.compliance(told, quiet, ASKS, ASKED)[0])
    return found


def silence(resolved: Resolved) -> list[dict[str, str]]:
    """Return what takes off China's menu all that it can propose, and demarches."""
    kinds = [name for name, kind in resolved.event_types.items() if kind.get("menu") and kind.get("partners", "none") != "none"]
    return [{"type": kind, "initiator": ASKS} for kind in (*kinds, "demarche")]


def events(moved: Moved, values: Mapping[str, float], n: int) -> pd.DataFrame:
    """Return the events between the two under a set of parameters."""
    blocks = ensemble.runs(moved, values, SEED, n, None, "batch")
    tables = [pd.DataFrame(frames.events(between(block, moved), moved.tables, moved.resolved)) for block in blocks]
    return pd.concat(tables, ignore_index=True)


def between(block: Block, moved: Moved) -> Block:
    """Return a block with the events only that one of the two began and that name the other."""
    log = block.events
    one, other = (moved.tables.actors.index(name) for name in (ASKS, ASKED))
    begun = np.zeros(len(log["initiator"]), dtype=bool)
    for i, j in ((one, other), (other, one)):
        begun |= (log["initiator"] == i) & ((log["target"] == j) | (log["participants"] >> j & 1 == 1))
    return dataclasses.replace(block, events={name: column[begun] for name, column in log.items()})


def of_shares(one: Estimate, other: Estimate) -> Effect:
    """Return the difference of two shares as an effect; as if apart, so that its interval is rather too wide."""
    return Effect(one.value - other.value, math.hypot(one.high - one.value, other.high - other.value), min(one.n, other.n))
