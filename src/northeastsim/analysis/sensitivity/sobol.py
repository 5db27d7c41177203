"""Sobol indices of Saltelli's design, through SALib: shares of an outcome's variance, alone and with all interactions.

Sobol 2001, Mathematics and Computers in Simulation 55; estimators of Saltelli and others 2010, Computer Physics Communications
181. Chance that falls out differently at every point adds to all total indices alike; how much is taken from replications.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis.sensitivity.resampling import COLUMNS, Measured, draws, interval, rows

Numbers = NDArray[np.float64]
MOST_PAIRS = 10  # uncertainties whose pairs are looked at: those of greatest total index
CELLS = 2_000_000  # points times resamples, about: fewer resamples of many points, so that an analysis stays within seconds


class Parts(NamedTuple):
    """The outcome at the points of Saltelli's design; a, b: (N, R); swapped and back: (N, k, R)."""

    a: Numbers
    b: Numbers
    swapped: Numbers
    back: Numbers | None


def parts(y: Numbers, k: int, second_order: bool) -> Parts:
    """Return the outcome by part of the design; `y` is (points, replications)."""
    blocks = y.reshape(-1, 2 * k + 2 if second_order else k + 2, y.shape[1])
    back = blocks[:, k + 1 : 2 * k + 1] if second_order else None
    return Parts(blocks[:, 0], blocks[:, -1], blocks[:, 1 : k + 1], back)


def indices(y: Numbers, names: list[str], second_order: bool = False, seed: int = 0) -> Measured:
    """Return first, total and, where the design has them, second-order indices of an outcome (points, replications).

    1. Take the mean over replications and let SALib find the indices, and those of every resample of base points.
    2. Find how much of each total index luck alone makes, and tell the index apart from that.
    """
    from SALib.analyze import sobol

    k, part = len(names), parts(y, len(names), second_order)
    flat = np.concatenate([part.a[:, None], part.swapped, part.b[:, None]], axis=1).mean(axis=2).ravel()
    times = int(np.clip(CELLS // len(part.a), 200, 1000))
    problem = {"num_vars": k, "names": names, "bounds": [[0.0, 1.0]] * k}
    found = sobol.analyze(
        problem, flat, calc_second_order=False, num_resamples=times, keep_resamples=True, seed=seed + 1
    )  # NOTE: SALib takes a seed of 0 for none
    samples = {"first": found["S1_conf_all"], "total": found["ST_conf_all"]}
    tables = [
        rows("first", names, found["S1"], samples["first"], 0.0),
        rows("total", names, found["ST"], samples["total"], by_luck(part)),
    ]
    if part.back is not None:
        tables.append(pairs(part, names, found["ST"], seed))
    return Measured(pd.concat(tables, ignore_index=True), samples)


def by_luck(part: Parts) -> Numbers:
    """Return how much of each total index is luck that falls out differently before and after the swap; (k,).

    The square of a mean over R replications holds the variance over replications, divided by R, beside the square of what
    is looked for. With one replication it is not known: NaN.
    """
    replications = part.a.shape[1]
    if replications < 2:
        return np.full(part.swapped.shape[1], np.nan)
    scatter = (part.a[:, None] - part.swapped).var(axis=2, ddof=1).mean(axis=0) / replications
    whole = np.concatenate([part.a.mean(axis=1), part.b.mean(axis=1)]).var()
    found: Numbers = 0.5 * scatter / whole
    return found


def pairs(part: Parts, names: list[str], total: Numbers, seed: int) -> pd.DataFrame:
    """Return the second-order indices of those uncertainties that have the greatest total indices."""
    from SALib.analyze.sobol import second_order

    assert part.back is not None
    a, b, swapped, back = (each.mean(axis=-1) for each in (part.a, part.b, part.swapped, part.back))
    middle, scale = flat_mean(a, b), np.concatenate([a, b]).std()
    a, b, swapped, back = ((each - middle) / scale for each in (a, b, swapped, back))
    chosen = sorted(np.argsort(-total, kind="stable")[:MOST_PAIRS].tolist())
    again = draws(len(a), 200, seed, "second").T
    found = []
    for i, j in itertools.combinations(chosen, 2):
        value = float(second_order(a, swapped[:, i], swapped[:, j], back[:, i], b))
        each = second_order(a[again], swapped[again, i], swapped[again, j], back[again, i], b[again])
        low, high = (float(end) for end in interval(each))
        found.append(("second", names[i], names[j], value, low, high, 0.0, low > 0.0))
    return pd.DataFrame(found, columns=list(COLUMNS))


def flat_mean(a: Numbers, b: Numbers) -> float:
    """Return the mean over the two independent parts."""
    return float(np.concatenate([a, b]).mean())
