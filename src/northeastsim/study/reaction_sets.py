"""Sets of the parameters by which spending answers threats, spread over their plausible ranges."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from northeastsim.scenario.load import Resolved
from northeastsim.study import design

# What the reaction matrix and what holds back are made of (docs/model.md, who answers whom).
NAMES = (
    "budget.reaction", "budget.fatigue", "budget.acceptable_security_half_life", "budget.burden_drift", "budget.programme_logit",
    "budget.programme_gap", "budget.programme_years", "budget.programme_gain", "security.threat_scale",
    "security.provocation_in_threat", "security.conventional_offence",
)  # fmt: skip


def ranges(resolved: Resolved) -> dict[str, tuple[float, float]]:
    """Return the plausible range of each, as a design has it: without those that the scenario sets to a plain number."""
    known = design.ranges(resolved)
    return {name: (known[name].low, known[name].high) for name in NAMES if name in known}


def sets(resolved: Resolved, count: int, seed: int) -> dict[str, NDArray[np.float64]]:
    """Return so many values of each parameter, by name: a Latin hypercube over the ranges.

    NOTE: `study.design` draws such sets for any parameters, in other numbers: going over to it moves what `risk` tells of sets.
    """
    generator = np.random.default_rng(seed)
    found = {}
    for name, (low, high) in ranges(resolved).items():
        shares = (generator.permutation(count) + generator.random(count)) / count
        found[name] = low + shares * (high - low)
    return found
