"""The bare rule for arms races, on the spending of many replications at once.

NOTE: `analysis/race.py` tells the same of one tidy table, slowly; a test holds the two together.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

GROWTH = 0.08  # a year; attributed to Gibler, Rider and Hutchison (2005)
YEARS = 3


def yearly_growth(monthly: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return growth per year, (replications, years), from monthly spending, (replications, months + 1)."""
    spending = monthly[:, ::12]
    before = spending[:, :-1]
    some = before > 0.0
    growth: NDArray[np.float64] = np.where(some, spending[:, 1:] / np.where(some, before, 1.0) - 1.0, 0.0)
    return growth


def raced(one: NDArray[np.float64], other: NDArray[np.float64], growth: float = GROWTH) -> NDArray[np.int64]:
    """Return 1 for each replication in which both grew so fast in each of three consecutive years, not settling."""
    fast = (one >= growth) & (other >= growth)
    falls = falling(one) & falling(other)
    found = np.zeros(len(one), dtype=np.int64)
    for k in range(YEARS - 1, fast.shape[1]):
        settling = falls[:, k - 2] & falls[:, k - 1]
        found |= fast[:, k - 2] & fast[:, k - 1] & fast[:, k] & ~settling
    return found


def falling(growth: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return whether spending rose by less, in money, than in the year before, from the second year on."""
    last = growth[:, :-1]
    found: NDArray[np.bool_] = growth[:, 1:] * (1.0 + last) < last * (1.0 - 1e-9)  # equal steps do not fall
    return found


def pressure(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the greatest over time of the lower of the two mean growth rates of three years."""
    most = np.full(len(one), np.nan)
    for k in range(YEARS - 1, one.shape[1]):
        # NOTE: written out, so that the order of the sum is the same on every machine.
        rates = [(g[:, k - 2] + g[:, k - 1] + g[:, k]) / 3.0 for g in (one, other)]
        most = np.fmax(most, np.minimum(*rates))
    return most
