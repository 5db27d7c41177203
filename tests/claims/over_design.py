"""Claims over a design: under how many sets of plausible parameters an effect has the sign that a claim says, and its size there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from tests.claims.asking import compliance, of_shares
from tests.claims.findings import INFLUENCE
from tests.claims.harness import SEED, yardstick_effect
from tests.claims.options import BASE, world

from northeastsim.analysis.behaviour import FEWEST
from northeastsim.analysis.summary import proportion_interval
from northeastsim.scenario.load import Resolved
from northeastsim.study.design import design, ranges
from northeastsim.study.ensemble import ensemble, scores

Numbers = NDArray[np.float64]
MONTH = 60  # five years on
LEVERAGE = "leverage[CHN,PRK]"
PHI = "dependence.flow_weight"


@dataclass(frozen=True)
class Spread:
    """An effect under every set: its means and the half-widths of their 95 % intervals; `side` is the sign that is claimed."""

    what: str
    side: int
    effects: Numbers
    halves: Numbers
    treaty: float | None = None  # the treaty's effect on the same score at the defaults

    @property
    def held(self) -> tuple[float, float, float]:
        """The share of sets where the mean lies on the claimed side, with Wilson's interval."""
        share = float((self.side * self.effects > 0.0).mean())
        return share, *proportion_interval(share, len(self.effects))

    @property
    def clear(self) -> tuple[float, float]:
        """The shares of sets where the interval lies on the claimed side, and on the other."""
        ahead, behind = self.side * self.effects - self.halves, self.side * self.effects + self.halves
        return float((ahead > 0.0).mean()), float((behind < 0.0).mean())

    @property
    def row(self) -> str:
        """The spread as a row of the table."""
        (share, low, high), (yes, no) = self.held, self.clear
        least, middle, most = np.quantile(self.effects, [0.05, 0.5, 0.95])
        of_treaty = "" if self.treaty is None else f"{100 * middle / self.treaty:+.0f} %"
        return (
            f"| {self.what} | {100 * share:.0f} % [{100 * low:.0f}, {100 * high:.0f}] | {100 * yes:.0f} % | {100 * no:.0f} % "
            f"| {middle:+.4f} | {least:+.4f} to {most:+.4f} | {of_treaty} |"
        )


HEAD = (
    "| what, five years on | sign as claimed | clearly | clearly not | median | 5 to 95 % of the sets | share |",
    "| --- | --- | --- | --- | --- | --- | --- |",
)


def spread(what: str, side: int, one: Numbers, other: Numbers, treaty: float | None = None) -> Spread:
    """Return the paired difference of two worlds, each (sets, replications)."""
    gaps = one - other
    return Spread(what, side, gaps.mean(axis=1), 1.96 * gaps.std(axis=1, ddof=1) / np.sqrt(gaps.shape[1]), treaty)


def plausible(sets: int, resolved: Resolved | None = None) -> pd.DataFrame:
    """Return sets of all parameters that a scenario, the baseline if none is given, leaves open."""
    return design(ranges(resolved or world("baseline", BASE)), sets, SEED)


def seen(strategy: str, sets: pd.DataFrame, n: int, names: Sequence[str], **patch: Any) -> Mapping[str, Numbers]:
    """Return scores five years on, with China following a strategy: by name (sets, replications)."""
    found = ensemble(world("baseline", strategy, **patch), sets, scores(list(names), MONTH), seed=SEED, replications=n, engine="batch")
    return dict(zip(names, np.moveaxis(found, 2, 0), strict=True))


def claim_9(sets: int, n: int) -> list[Spread]:
    """Reassurance lowers its rivals' spending; forming the bloc raises KOR's and JPN's spending and US commitments."""
    chosen = plausible(sets)
    names = [f"{what}{state}]" for what in ("spending[", "commitment[USA,") for state in ("KOR", "JPN")]
    still, calm, bloc = (seen(each, chosen, n, names) for each in (BASE, "reassure_neighbours", "form_bloc"))
    found = []
    for state in ("KOR", "JPN"):
        money, word = f"spending[{state}]", f"commitment[USA,{state}]"
        treaty = yardstick_effect(word, 5)
        found += [
            spread(f"log {money} under reassurance", -1, np.log(calm[money]), np.log(still[money])),
            spread(f"log {money} under a bloc", 1, np.log(bloc[money]), np.log(still[money])),
            spread(f"{word} under a bloc", 1, bloc[word], still[word], treaty),
        ]
    return found


def claim_6(sets: int, n: int) -> list[Spread]:
    """Outbidding Moscow raises China's leverage only as far as outside flows count."""
    chosen = plausible(sets)
    gains: dict[tuple[str, str], tuple[Numbers, Numbers]] = {}
    for label, some in (("nothing", chosen.assign(**{PHI: 0.0})), ("as drawn", chosen), ("in full", chosen.assign(**{PHI: 1.0}))):
        more, still = (seen(each, some, n, (LEVERAGE, INFLUENCE)) for each in ("outbid_moscow", BASE))
        gains |= {(name, label): (more[name], still[name]) for name in (LEVERAGE, INFLUENCE)}
    found = []
    for name in (LEVERAGE, INFLUENCE):
        treaty = yardstick_effect(name, 5)
        for label in ("nothing", "as drawn", "in full"):
            found.append(spread(f"{name} that outbidding adds, flows counted {label}", 1, *gains[name, label], treaty))
        full, none = ((one - other) for one, other in (gains[name, "in full"], gains[name, "nothing"]))
        found.append(spread(f"{name} that it adds, flows counted in full less counted as nothing", 1, full, none, treaty))
    return [*found, obedience(chosen, n)]


def obedience(chosen: pd.DataFrame, n: int) -> Spread:
    """Return how much more of what China asks North Korea meets when China outbids Moscow, where either is known."""
    more, still = (compliance(each, chosen, n) for each in ("outbid_moscow", BASE))
    gaps = [of_shares(one, other) for one, other in zip(more, still, strict=True) if min(one.n, other.n) >= FEWEST]
    return Spread("compliance[CHN,PRK], over six years", 1, np.array([g.mean for g in gaps]), np.array([g.half for g in gaps]))
