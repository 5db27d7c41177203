"""The indices that a design allows, of one outcome in one world."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis.sensitivity import given, morris, regional, scoring, single, sobol
from northeastsim.analysis.sensitivity.design import Design
from northeastsim.analysis.sensitivity.resampling import COLUMNS, Measured

Numbers = NDArray[np.float64]
TELLING = {"sobol": "total", "morris": "effect", "one_at_a_time": "swing"}  # the measure that ranks; `score` of all others
FEWEST = {"sobol": 16, "morris": 4, "one_at_a_time": 2}  # blocks; of other designs points
FEWEST_POINTS = 60
UNBOUNDED = ("effect", "scatter", "mean", "swing")  # in the outcome's unit; all others are shares or distances, 0 to 1
MEASURES = {
    "first": "share of the outcome's variance that it explains alone",
    "total": "share of the variance that would go, were it known, with all that it does together with others",
    "second": "share of the variance that the two explain only together",
    "effect": "mean absolute change of the outcome over its whole range",
    "mean": "mean change over its whole range, signs counted",
    "scatter": "how much the change differs from place to place: curved, or together with others",
    "swing": "highest less lowest outcome while it alone moves",
    "score": "how much it helps trees to tell the outcome; scores sum to 1 with those of dummies",
    "high": "distance between the points of the highest tenth and the rest",
    "low": "distance between the points of the lowest tenth and the rest",
}


def telling(method: str) -> str:
    """Return the measure by which uncertainties are ranked."""
    return TELLING.get(method, "score")


def obstacle(design: Design, y: Numbers) -> str:
    """Return why an outcome (points, replications) cannot be analysed; nothing where it can."""
    n = len(y) // design.block
    fewest = FEWEST.get(design.method, FEWEST_POINTS)
    if n < fewest:
        noun = {"sobol": "base points", "morris": "trajectories"}.get(design.method, "points")
        return f"{n} whole {noun}, and at least {fewest} are needed"
    if not np.ptp(y.mean(axis=1)) > 1e-12 * max(1.0, float(np.abs(y).max())):
        return "it is the same at every point"
    return ""


def measured(design: Design, y: Numbers, seed: int = 0) -> Measured:
    """Return all indices of an outcome (points, replications) that the design allows, ranked, with the direction of each.

    To the columns of each measure come `shown`, the value within what the measure can be, `rank` within the measure, and
    `direction`, -1 to 1: the rank correlation with the outcome over all points; none of categories.
    """
    found = raw(design, y, seed)
    table = found.table
    is_signed = table["measure"] == "mean"
    table["shown"] = table["value"].where(is_signed, within(table))
    table["rank"] = table.groupby("measure")["value"].rank(ascending=False, method="first").astype(int)
    table["direction"] = table["uncertainty"].map(directions(design, y.mean(axis=1))).where(table["other"] == "")
    return found


def raw(design: Design, y: Numbers, seed: int) -> Measured:
    """Return the indices as their methods give them."""
    if design.method == "sobol":
        return sobol.indices(y, design.names, design.second_order, seed)
    if design.method == "morris":
        assert design.shares is not None
        return morris.effects(y, design.shares.to_numpy(dtype=np.float64), design.names, design.levels, seed)
    if design.method == "one_at_a_time":
        return single.swings(y, design.values)
    codes, means = design.codes, y.mean(axis=1)
    return joined(
        scoring.scores(means, codes, seed),
        given.first_order(means, codes, seed),
        regional.regional(means, codes, design.categories, seed),
    )


def joined(*found: Measured) -> Measured:
    """Return several measures as one."""
    tables = [each.table for each in found if len(each.table)]
    samples = {name: each for some in found for name, each in some.samples.items()}
    return Measured(pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(COLUMNS)), samples)


def within(table: pd.DataFrame) -> pd.Series:
    """Return the values within what their measures can be: an estimate may fall below 0, and a share lie above 1."""
    return table["value"].clip(lower=0.0).where(table["measure"].isin(UNBOUNDED), table["value"].clip(0.0, 1.0))


def of_category(design: Design, labels: NDArray[np.object_], seed: int = 0) -> Measured:
    """Return what decides a category by point, such as which choice is best: scores, and the distance of each category's points.

    Nothing where a category has nearly all points: what sets the few others apart cannot be told.
    """
    if pd.Series(labels).value_counts().iloc[0] > len(labels) - regional.FEWEST:
        return Measured(pd.DataFrame(columns=list(COLUMNS)), {})
    codes = design.codes
    parts = [scoring.scores(labels.astype(str), codes, seed)]
    for label in sorted(set(labels.tolist())):
        inside = np.asarray(labels == label)
        if regional.FEWEST <= inside.sum() <= len(labels) - regional.FEWEST:
            parts.append(regional.apart(inside, codes, design.categories, f"where {label}", seed))
    found = joined(*parts)
    found.table["shown"] = within(found.table)
    found.table["rank"] = found.table.groupby("measure")["value"].rank(ascending=False, method="first").astype(int)
    return found


def directions(design: Design, means: Numbers) -> dict[str, float]:
    """Return by uncertainty which way the outcome goes as it rises: the rank correlation over all points."""
    ranks = design.codes.rank().to_numpy()
    outcome = pd.Series(means).rank().to_numpy()
    found = dict.fromkeys(design.names, math.nan)
    for j, name in enumerate(design.names):
        if name not in design.categories and np.ptp(ranks[:, j]) > 0:
            found[name] = float(np.corrcoef(ranks[:, j], outcome)[0, 1])
    return found
