"""Scenario discovery: in which box of the uncertainties do the points of interest lie, by PRIM through the EMA Workbench.

PRIM after Friedman and Fisher 1999, Statistics and Computing 9; for scenarios after Bryant and Lempert 2010, Technological
Forecasting and Social Change 77, whose quasi-p values tell which limits matter. PRIM fits what chance left lying about, too: so a
box is found on one half of the points, and what it holds is told on the other.
"""

from __future__ import annotations

import contextlib
import logging
import math
import warnings
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis.sensitivity.design import coded, kind
from northeastsim.analysis.sensitivity.resampling import generator
from northeastsim.analysis.summary import proportion_interval

Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]
FEWEST = 30  # cases of interest, and others
BOXES = 3
ANY = 1e-9  # PRIM counts as of interest what reaches its threshold: every case, and no other
SIGNIFICANT = 0.05  # quasi-p of a limit that is told
BOX_COLUMNS = (
    "box", "fit_coverage", "fit_density", "mass", "n", "coverage", "coverage_low", "coverage_high", "density", "density_low",
    "density_high", "base_rate", "holds",
)  # fmt: skip
LIMIT_COLUMNS = ("box", "uncertainty", "low", "high", "among", "of_low", "of_high", "of_all", "quasi_p", "quasi_p_held")


class Found(NamedTuple):
    """What was found: `boxes`, what they hold on the points held out; their `limits`; the way to the first box; else why none is.

    `cases` of `n` points are of interest.
    """

    boxes: pd.DataFrame
    limits: pd.DataFrame
    path: pd.DataFrame
    cases: int
    n: int
    why: str

    @property
    def holding(self) -> pd.DataFrame:
        """The boxes that hold on the points held out."""
        return self.boxes[self.boxes["holds"].astype(bool)]


def discover(values: pd.DataFrame, cases: Flags, seed: int = 0) -> Found:
    """Return the boxes in which the cases of interest lie.

    `values` is what the model saw, a row a point; points must tell nothing of one another, or what fits one half by chance
    fits the other.

    1. Halve the points at random.
    2. Find a box on one half, the one of PRIM's way with the best balance of coverage and density, and drop the limits that
       are not significant.
    3. See what it holds on the other half. While its density is clearly above the base rate there, look for a further one among
       the points that lie in none.
    """
    if why := unbalanced(cases):
        return Found(empty(BOX_COLUMNS), empty(LIMIT_COLUMNS), empty(()), int(cases.sum()), len(cases), why)
    frame = numbered(values)
    fit = half(len(frame), seed)
    boxes, limits, path = [], [], empty(())
    left = np.ones(len(frame), dtype=bool)
    with quiet():
        search = started(frame[fit], cases[fit])
        for number in range(1, BOXES + 1):
            box = chosen(search.find_box(), frame[fit].reset_index(drop=True))
            if number == 1:
                path = way(search)
            if box is None:
                break
            boxes.append(row(number, box, frame, cases, fit, left))
            limits += sides(number, box, values, frame, cases, fit, left)
            if not boxes[-1]["holds"]:
                break
            left &= ~inside(frame, box)
    found = pd.DataFrame(boxes, columns=list(BOX_COLUMNS))
    why = "" if len(found) else "PRIM finds no box in which they are denser and which still holds many of them"
    return Found(found, pd.DataFrame(limits, columns=list(LIMIT_COLUMNS)), path, int(cases.sum()), len(cases), why)


def unbalanced(cases: Flags) -> str:
    """Return why no box can be found: too few of interest, or too few others; nothing where there are enough."""
    few, rest = int(cases.sum()), int((~cases).sum())
    if few < FEWEST:
        return f"{few} of {len(cases)} points are of interest, too few to find a box; {FEWEST} are needed"
    if rest < FEWEST:
        return f"{few} of {len(cases)} points are of interest, nearly all; a box needs {FEWEST} others to stand apart from"
    return ""


def empty(columns: tuple[str, ...]) -> pd.DataFrame:
    """Return a table without rows."""
    return pd.DataFrame(columns=list(columns))


def numbered(values: pd.DataFrame) -> pd.DataFrame:
    """Return what PRIM is given: numbers and days as floats, categories as text; what is the same everywhere is left out.

    NOTE: the workbench cannot paste whole numbers under pandas 3, so these are floats, whose limits lie between two.
    """
    frame = {
        str(name): values[name].astype(str).astype(object) if kind(values[name]) == "category" else coded(values[name])
        for name in values
    }
    return pd.DataFrame(frame, index=range(len(values)))[[name for name, each in frame.items() if len(np.unique(each)) > 1]]


def half(n: int, seed: int) -> Flags:
    """Return one half of n points."""
    found: Flags = generator(seed, "halves").permutation(n) < n // 2
    return found


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Let the workbench neither warn nor log: it warns of its own parts that are not installed, and of pandas."""
    log = logging.getLogger("EMA")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(level)


def started(frame: pd.DataFrame, cases: Flags) -> Any:
    """Return a search of the workbench's over some points."""
    from ema_workbench.analysis.prim import Prim

    least = max(0.05, 10 / len(frame))
    return Prim(frame.reset_index(drop=True), cases.astype(int), threshold=ANY, mass_min=least)


def chosen(box: Any, frame: pd.DataFrame) -> pd.DataFrame | None:
    """Return the limits of the box on PRIM's way whose coverage and density are best balanced, without idle limits; or none.

    Balance is the harmonic mean of the two, as of recall and precision. A limit is idle if the box without it is not less
    dense by more than chance (quasi-p above 0.05); the idlest goes first.
    """
    if box is None:
        return None
    path = box.peeling_trajectory
    balance = 2.0 * path["coverage"] * path["density"] / (path["coverage"] + path["density"]).where(path["density"] > 0, 1.0)
    box.select(int(balance.to_numpy(dtype=float).argmax()))
    limits, quasi = box.box_lim, box.qp[box._cur_box]
    while idle := max(((p, name, side) for name, ps in quasi.items() for side, p in enumerate(ps) if p > SIGNIFICANT), default=None):
        limits = limits.copy()
        _, name, side = idle
        whole = box.prim.box_init[name]
        limits[name] = [whole[0] if side == 0 else limits[name][0], whole[1] if side == 1 else limits[name][1]]
        if isinstance(whole[0], set):
            limits[name] = [whole[0], whole[1]]
        left = box.prim.yi_remaining
        box.update(limits, left[inside(frame.loc[left], limits)])
        limits, quasi = box.box_lims[-1], box.qp[-1]
    return opened(limits, box.prim.box_init) if quasi else None


def opened(limits: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """Return limits that are open where they end with the points that the box was found on: others may lie beyond."""
    found = {}
    for name in limits:
        (low, high), (least, greatest) = limits[name], whole[name]
        is_set = isinstance(low, set)
        found[name] = [low, high] if is_set else [-math.inf if low == least else low, math.inf if high == greatest else high]
    return pd.DataFrame(found)


def inside(frame: pd.DataFrame, limits: pd.DataFrame) -> Flags:
    """Return which points lie in a box."""
    found = np.ones(len(frame), dtype=bool)
    for name in frame:
        low, high = limits[name][0], limits[name][1]
        found &= frame[name].isin(low).to_numpy() if isinstance(low, set) else frame[name].between(low, high).to_numpy()
    return found


def restricted(limits: pd.DataFrame, frame: pd.DataFrame) -> list[str]:
    """Return the uncertainties that a box restricts."""
    return [str(name) for name in frame if not inside(frame[[name]], limits[[name]]).all()]


def bound(limit: float) -> float:
    """Return a limit, or NaN for an open one."""
    return limit if math.isfinite(limit) else math.nan


def row(number: int, limits: pd.DataFrame, frame: pd.DataFrame, cases: Flags, fit: Flags, left: Flags) -> dict[str, Any]:
    """Return what a box holds of the points `left`, on the half that it was found on and, with intervals, on the other."""
    mine = inside(frame, limits) & left
    hit, held = mine & cases, ~fit
    coverage, density = (hit & held).sum() / max((cases & held).sum(), 1), (hit & held).sum() / max((mine & held).sum(), 1)
    covers = proportion_interval(float(coverage), max(int((cases & held).sum()), 1))
    dense = proportion_interval(float(density), max(int((mine & held).sum()), 1))
    base = float(cases[held].mean())
    return {
        "box": number, "fit_coverage": (hit & fit).sum() / (cases & fit).sum(), "fit_density": (hit & fit).sum() / (mine & fit).sum(),
        "mass": float(mine[held].mean()), "n": int(held.sum()), "coverage": float(coverage), "coverage_low": covers[0],
        "coverage_high": covers[1], "density": float(density), "density_low": dense[0], "density_high": dense[1],
        "base_rate": base, "holds": bool(dense[0] > base),
    }  # fmt: skip


def sides(
    number: int, limits: pd.DataFrame, values: pd.DataFrame, frame: pd.DataFrame, cases: Flags, fit: Flags, left: Flags
) -> list[dict[str, Any]]:  # fmt: skip
    """Return a box's limits, one row per uncertainty: where it lies (NaN: open), of which whole, and its quasi-p on either half."""
    found = []
    for name in restricted(limits, frame):
        low, high = limits[name][0], limits[name][1]
        is_set = isinstance(low, set)
        quasi = [quasi_p(name, limits, frame[some], cases[some]) for some in (fit & left, ~fit & left)]
        ends = [math.nan] * 4 if is_set else [bound(low), bound(high), frame[name].min(), frame[name].max()]
        among = [", ".join(sorted(low)), ", ".join(sorted(values[name].astype(str).unique()))] if is_set else ["", ""]
        found.append(dict(zip(LIMIT_COLUMNS, (number, name, *ends[:2], among[0], *ends[2:], among[1], *quasi), strict=True)))
    return found


def quasi_p(name: str, limits: pd.DataFrame, frame: pd.DataFrame, cases: Flags) -> float:
    """Return how likely a box without its limits on an uncertainty would be as dense by chance, had they no effect."""
    from scipy.stats import binomtest

    mine = inside(frame, limits)
    others = frame.drop(columns=name)
    wider = inside(others, limits)
    if not mine.any():
        return 1.0
    return float(binomtest(int(cases[mine].sum()), int(mine.sum()), float(cases[wider].mean()), alternative="greater").pvalue)


def way(search: Any) -> pd.DataFrame:
    """Return the way to the first box: coverage, density, mass and number of limits of each step, on the half it was found on."""
    box = search._boxes[0]
    path = box.peeling_trajectory[["coverage", "density", "mass", "res_dim"]].astype(float)
    found = path.rename(columns={"res_dim": "limits"}).reset_index(drop=True)
    found["is_chosen"] = found.index == box._cur_box
    return found
