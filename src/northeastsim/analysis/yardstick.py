"""How large an effect is: as a share of what a Russian defence treaty with North Korea does."""

from __future__ import annotations

import math

import pandas as pd

CLEAR = 2.0  # an entry within so many standard errors of zero is none
SMALLEST = 1e-4  # nor is a smaller one, in the score's unit: luck is shared, so that even nothing is clear


def share(metric: str, effect: float, yardstick: pd.DataFrame, years: float) -> float:
    """Return an effect as a share of the treaty's on the same score, at the horizon nearest to the run's.

    Only a score's level at the end or its change can be compared; no number for any other metric, and none
    where the table has no entry that is clear and not tiny. `yardstick` has the columns score, years, effect,
    se.
    """
    score, _, how = metric.rpartition(".")
    entries = yardstick[yardstick["score"] == score]
    if how not in ("end", "change") or not len(entries):
        return math.nan
    entry = entries.loc[(entries["years"] - years).abs().idxmin()]
    if not abs(entry["effect"]) > max(SMALLEST, CLEAR * entry["se"]):
        return math.nan
    return float(effect / entry["effect"])
