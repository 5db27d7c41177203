"""Paired replications: two worlds that share all luck, and the difference between them with its interval."""

from __future__ import annotations

import contextlib
import contextvars
import functools
import json
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis.components import clustered_error
from northeastsim.analysis.paired import t_quantile
from northeastsim.engine.several import replicate
from northeastsim.rulebook import layout as at
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.ensembles import EACH, read
from northeastsim.scenario.load import load, patch
from northeastsim.scenario.tables import tables
from northeastsim.scenario.tables.sets import Sets
from northeastsim.study.ensembles import averaged

SEED = 63
# What the claims look at: of thousands of replications nothing else is kept.
WATCHED = (
    "air_security[PRK]", "influence[CHN,PRK]", "influence[RUS,PRK]", "leverage[CHN,PRK]", "dependence[PRK,CHN]",
    "alignment[PRK,RUS]", "alignment[RUS,CHN]", "flows[PRK,RUS]", "trade[CHN,PRK]", "security[KOR]", "security[JPN]",
    "spending[KOR]", "spending[JPN]", "stability", "stress[PRK]", "terms_of_trade[PRK,RUS]", "terms_of_trade[PRK,CHN]",
    "sanctions_bite[PRK]", "sanctions[CHN,PRK]", "flows[PRK,CHN]", "commitment[RUS,PRK]", "commitment[USA,KOR]",
    "commitment[USA,JPN]", "perceived[CHN,PRK]", "perceived[RUS,PRK]", "hedging[KOR]", "abandonment[KOR]",
)  # fmt: skip
NO_MORE_ARMS = {"closed": [{"type": "arms_transfer", "initiator": "RUS", "target": "PRK"}]}
QUIET = {"settings": {"decisions": False}}
ALL_TO_THE_END = {"settings": {"war": "marks"}}  # twins of unlike length cannot be paired
# The ensemble under which `runs` are run and `of` takes sets as units; none: the defaults.
_parameters: contextvars.ContextVar[str | None] = contextvars.ContextVar("parameters", default=None)


@contextlib.contextmanager
def over(parameters: str) -> Iterator[None]:
    """Ask claims over the sets of an ensemble, two replications a set, as long as this holds."""
    before = _parameters.set(parameters)
    try:
        yield
    finally:
        _parameters.reset(before)


@dataclass(frozen=True)
class Runs:
    """What a set of replications showed: `values` by name, shape (replications, months)."""

    values: dict[str, NDArray[np.float64]]
    months: int
    years: float
    counts: dict[tuple[str, str], int]

    def at(self, name: str, month: int) -> NDArray[np.float64]:
        """Return a score of every replication, so many months after the start."""
        return self.values[name][:, month]


def merged(*patches: dict[str, Any]) -> dict[str, Any]:
    """Return several patches as one."""
    whole: dict[str, Any] = {}
    for each in patches:
        whole = patch(whole, each)
    return whole


def runs(scenario: str, n: int, *patches: dict[str, Any], without: tuple[str, ...] = (), years: int = 8) -> Runs:
    """Run a shipped scenario n times, patched, without some of its events."""
    whole = merged(ALL_TO_THE_END, {"years": years}, *patches)
    return _runs(scenario, n, json.dumps(whole, sort_keys=True), without, _parameters.get())


@functools.lru_cache(maxsize=64)
def _runs(scenario: str, n: int, text: str, without: tuple[str, ...], parameters: str | None) -> Runs:
    document = patch({"format": 1, "extends": scenario}, json.loads(text))
    if without:
        document["events"] = [*document.get("events", ()), *({"id": i, "remove": True} for i in without)]
    document.setdefault("start", START)
    resolved = load(document, catalogue=catalogue())
    world = tables(resolved)
    many = world if parameters is None else Sets(resolved, read(parameters, catalogue()))
    values: dict[str, list[NDArray[np.float64]]] = {name: [] for name in WATCHED}
    counts: Counter[tuple[str, str]] = Counter()
    lived = 0.0
    for block in replicate(many, SEED, 0, n, workers=1 if parameters is None else None, engine="batch"):
        for name in WATCHED:
            values[name].append(block.monthly[:, :, block.names.index(name)].copy())
        both = np.stack([block.events["type"], block.events["stage"]])
        for (kind, stage), times in tallied(both):
            counts[world.types[kind], world.stages[stage]] += times
        lived += float(block.ended.sum()) / at.MINUTES_PER_YEAR
    whole = {name: np.concatenate(parts) for name, parts in values.items()}
    return Runs(whole, whole[WATCHED[0]].shape[1], lived, counts)


def tallied(pairs: NDArray[np.int64]) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield the pairs, of the shape (2, many), that differ, and how often each comes."""
    found, times = np.unique(pairs, axis=1, return_counts=True)
    for pair, count in zip(found.T.tolist(), times.tolist(), strict=True):
        yield (pair[0], pair[1]), count


START = "2024-01-01"


@dataclass(frozen=True)
class Effect:
    """A paired difference: its mean, the half-width of its 95 % interval, and how many pairs showed it.

    Over an ensemble `sets` holds the mean of each set's pairs, and the interval takes sets as independent.
    """

    mean: float
    half: float
    n: int
    sets: NDArray[np.float64] | None = field(default=None, repr=False, compare=False)

    @property
    def low(self) -> float:
        """Lower end of the 95 % interval."""
        return self.mean - self.half

    @property
    def high(self) -> float:
        """Upper end of the 95 % interval."""
        return self.mean + self.half

    def __str__(self) -> str:
        return f"{self.mean:+.4f} ± {self.half:.4f}"


def effect(world: Runs, twin: Runs, name: str, month: int) -> Effect:
    """Return the paired effect on a score so many months after the start."""
    return of(world.at(name, month) - twin.at(name, month))


def of(difference: NDArray[np.float64]) -> Effect:
    """Return the mean of paired differences with its interval."""
    n, parameters = len(difference), _parameters.get()
    if parameters is not None:
        return of_sets(difference, np.arange(n) // EACH % read(parameters, catalogue()).sets)
    spread = float(difference.std(ddof=1)) if n > 1 else 0.0
    return Effect(float(difference.mean()), 1.96 * spread / math.sqrt(n), n)


def of_sets(difference: NDArray[np.float64], sets: NDArray[np.int64]) -> Effect:
    """Return the mean of paired differences over sets of parameters, which are what is independent."""
    error = clustered_error(pd.Series(difference), pd.Series(sets))
    means = averaged(difference, sets)
    return Effect(float(difference.mean()), t_quantile(len(means) - 1) * error, len(difference), means)


def yardstick(n: int) -> tuple[Runs, Runs]:
    """Return the world with the treaty and its twin without."""
    return (
        runs("treaty_yardstick", n, years=6),
        runs("treaty_yardstick", n, years=6, without=("treaty",)),
    )


def yardstick_effect(name: str, years: int, n: int = 400) -> float | None:
    """Return the treaty's effect on a score 2 or 5 years after its signature.

    None where the treaty moves the score by less than half a per cent, or by next to nothing."""
    treaty = effect(*yardstick(n), name, 5 + 12 * years)
    started = float(np.abs(yardstick(n)[1].at(name, 0)).mean())
    return None if abs(treaty.mean) < max(0.005 * started, 1e-3) else treaty.mean


def share(found: Effect, name: str, years: int) -> float | None:
    """Return an effect as a share of the treaty's on the same score, 2 or 5 years after its signature; None for no such."""
    treaty = yardstick_effect(name, years)
    return None if treaty is None else found.mean / treaty
