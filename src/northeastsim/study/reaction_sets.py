"""Sets of the parameters by which spending answers threats, spread over their plausible ranges."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from northeastsim.scenario.load import Resolved
from northeastsim.scenario.tables import Tables

# What the reaction matrix and what holds back are made of (docs/model.md, who answers whom).
NAMES = (
    "budget.reaction", "budget.fatigue", "budget.acceptable_security_half_life", "budget.burden_drift", "budget.programme_logit",
    "budget.programme_gap", "budget.programme_years", "budget.programme_gain", "security.threat_scale",
    "security.provocation_in_threat", "security.conventional_offence",
)  # fmt: skip


def ranges(resolved: Resolved) -> dict[str, tuple[float, float]]:
    """Return the plausible range of each, a scenario's own before the catalogue's; without those that it sets to a plain number."""
    found = {}
    for name in NAMES:
        own = resolved.document["parameters"].get(name)
        entry = {**resolved.catalogue.parameters[name], **(own if isinstance(own, dict) else {})}
        if (own is None or isinstance(own, dict)) and entry["low"] < entry["high"]:
            found[name] = (float(entry["low"]), float(entry["high"]))
    return found


def sets(resolved: Resolved, count: int, seed: int) -> dict[str, NDArray[np.float64]]:
    """Return so many values of each parameter, by name: a Latin hypercube over the ranges.

    NOTE: to be replaced by a general design of parameter sets as soon as `study` has one; it does the same for all of them.
    """
    generator = np.random.default_rng(seed)
    found = {}
    for name, (low, high) in ranges(resolved).items():
        shares = (generator.permutation(count) + generator.random(count)) / count
        found[name] = low + shares * (high - low)
    return found


def patched(world: Tables, values: dict[str, float]) -> Tables:
    """Return the tables with other parameters; nothing else of the start depends on those named here."""
    x = world.x.copy()
    for name, value in values.items():
        x[world.places[name]] = value
    return replace(world, x=x)
