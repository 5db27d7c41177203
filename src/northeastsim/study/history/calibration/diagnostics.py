"""What a fit is worth: which parameters the record informs, which summaries are in reach, and whether known truths are found again."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.scenario.ranges import Range
from northeastsim.study.history.calibration.smc import Fit
from northeastsim.study.history.calibration.summaries import Summary

INFORMED = 0.7  # of the width of the prior's 90 % range: a fit whose own is narrower has learned of the parameter
WIDE, HALF = (0.05, 0.95), (0.25, 0.75)
PRIOR_WIDTH = WIDE[1] - WIDE[0]
Values = NDArray[np.float64]


def parameters(fit: Fit, reaches: Mapping[str, Range], screening: pd.DataFrame, moved: list[str]) -> pd.DataFrame:
    """Return each parameter's range, what the fit leaves of it, and whether the record informs it: a row each, moved ones first.

    `width` is that of the 90 % range over that of the range it was drawn from.
    """
    shown = screening.set_index("parameter")
    rows = []
    for name in [*moved, *sorted(set(reaches) - set(moved))]:
        low, middle, high = quantiles(fit.sets[name].to_numpy(), fit.weights, (WIDE[0], 0.5, WIDE[1]))
        width = float(np.subtract(*shares(reaches[name], np.array([high, low])))) / PRIOR_WIDTH
        verdict = "not moved" if name not in moved else "informed" if width <= INFORMED else "stays near its range"
        rows.append({
            "parameter": name, "low": reaches[name].low, "high": reaches[name].high, "p05": low, "median": middle, "p95": high,
            "width": width, "correlation": shown.loc[name, "correlation"], "summary": shown.loc[name, "summary"], "verdict": verdict,
        })  # fmt: skip
    return pd.DataFrame(rows)


def summaries(drawn: pd.DataFrame, fitted: pd.DataFrame, observed: Mapping[Summary, float]) -> pd.DataFrame:
    """Return each summary as observed, as the ranges give it and as the fitted sets do, and whether it is within their reach."""
    rows = []
    for summary, value in observed.items():
        name = str(summary)
        before, after = (np.quantile(frame[name], (WIDE[0], 0.5, WIDE[1])) for frame in (drawn, fitted))
        reached = "within 90 %" if after[0] <= value <= after[2] else "out of reach"
        rows.append({
            "summary": name, "observed": value, "range_p05": before[0], "range_median": before[1], "range_p95": before[2],
            "fit_p05": after[0], "fit_median": after[1], "fit_p95": after[2], "verdict": reached,
        })  # fmt: skip
    return pd.DataFrame(rows)


def recovered(
    fit: Fit, truth: Mapping[str, float], reaches: Mapping[str, Range], moved: list[str], case: int
) -> pd.DataFrame:
    """Return where the values that made a synthetic record lie in what a fit to it leaves, a row for each moved parameter."""
    rows = []
    for name in moved:
        values = fit.sets[name].to_numpy()
        ends = {"50": quantiles(values, fit.weights, HALF), "90": quantiles(values, fit.weights, WIDE)}
        width = float(np.subtract(*shares(reaches[name], ends["90"][::-1]))) / PRIOR_WIDTH
        within = {f"within_{share}": bool(low <= truth[name] <= high) for share, (low, high) in ends.items()}
        rank = float(fit.weights[values < truth[name]].sum())
        rows.append({"case": case, "parameter": name, "truth": truth[name], "rank": rank, "width": width, **within})
    return pd.DataFrame(rows)


def quantiles(values: Values, weights: Values, shares: tuple[float, ...]) -> Values:
    """Return weighted quantiles."""
    order = np.argsort(values, kind="stable")
    below = np.cumsum(weights[order]) - 0.5 * weights[order]
    found: Values = np.interp(shares, below, values[order])
    return found


def shares(reach: Range, values: Values) -> Values:
    """Return how much of a range lies below values."""
    if reach.by_proportion:
        return np.log(values / reach.low) / np.log(reach.high / reach.low)
    found: Values = (values - reach.low) / (reach.high - reach.low)
    return found
