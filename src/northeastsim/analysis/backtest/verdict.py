"""What the scores allow to say of a target: better than every simple rule, worse than the best of them, or neither."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

BETTER, WORSE, OPEN = "better", "worse", "cannot tell"
COLUMNS = ("target", "verdict", "best", "skill", "low", "high", "n", "years")


def verdicts(skills: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each target of a table of skill, judged by its CRPS.

    `better`: the whole interval of skill is above 0 against every baseline; `worse`: the whole interval is below 0 against the best
    baseline, that of the lowest mean score; else `cannot tell`. The numbers are those against the best.
    """
    rows = []
    for target, some in skills[skills["score"] == "crps"].groupby("target", sort=False):
        best = some.loc[some["other"].idxmin()]
        rows.append((target, verdict(some, best), *(best[name] for name in ("baseline", "skill", "low", "high", "n", "years"))))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def verdict(some: pd.DataFrame, best: pd.Series) -> str:
    """Return the verdict on a target; without an interval nothing can be told."""
    if math.isnan(best["low"]):
        return OPEN
    if (some["low"] > 0.0).all():
        return BETTER
    return WORSE if best["high"] < 0.0 else OPEN


def sentences(verdicts: pd.DataFrame) -> list[str]:
    """Return what the model is better at, worse at, and what cannot be told, each in a sentence."""
    found = {told: list(verdicts.loc[verdicts["verdict"] == told, "target"]) for told in (BETTER, WORSE, OPEN)}
    return [
        f"Better than every baseline at: {listed(found[BETTER])}.",
        f"Worse than the best baseline at: {listed(found[WORSE])}.",
        f"Cannot tell, the interval leaves both open: {listed(found[OPEN])}.",
    ]


def listed(names: Iterable[str]) -> str:
    """Return names in words, with commas between."""
    return ", ".join(str(name).replace("_", " ") for name in names) or "nothing"
