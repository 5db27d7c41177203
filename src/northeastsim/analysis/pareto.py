"""Which options no other beats in everything that counts: Pareto's front, certain or in draws.

Vilfredo Pareto, "Manuale di economia politica" (1906). Criteria are (..., options, criteria), bigger is better, each in
its own unit.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from northeastsim.analysis.decision import Flags, Numbers, checked


def pareto_front(criteria: ArrayLike, slack: ArrayLike = 0.0) -> Flags:
    """Return whether each option is on the front, (..., options).

    An option is out where another is as good or better in every criterion, and better by more than `slack` in one. So
    duplicates stay, the front is never empty, and it only grows with the slack (one for all criteria, or one for each).
    """
    table, allowed = checked(criteria), np.asarray(slack, dtype=np.float64)
    if not (allowed >= 0.0).all():
        raise ValueError(f"slack: expected 0 or more, got {allowed.tolist()}")
    beaten = np.zeros(table.shape[:-1], dtype=bool)
    for i in range(table.shape[-2]):
        gain = table[..., i : i + 1, :] - table
        beaten |= (gain >= 0.0).all(axis=-1) & (gain > allowed).any(axis=-1)
    return ~beaten


def front_shares(draws: ArrayLike, slack: ArrayLike = 0.0) -> Numbers:
    """Return the share of the draws, (draws, options, criteria), in which each option is on the front."""
    shares: Numbers = pareto_front(draws, slack).mean(axis=0)
    return shares
