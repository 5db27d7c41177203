"""How often crises come and states act in the base region over sets of parameters, beside the record."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from northeastsim.engine import several
from northeastsim.engine.record import Block
from northeastsim.rulebook import layout as at
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.ensembles import read
from northeastsim.scenario.load import load
from northeastsim.scenario.tables import Tables, tables
from northeastsim.scenario.tables.sets import Sets
from northeastsim.study.calibrate import CONSTANTS
from northeastsim.study.ensembles import averaged, numbers

BASE = {"format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 10}
DRAWS = 2000
HAZARDS = ("crisis", "clash", "war")
Numbers = NDArray[np.float64]
Act = tuple[str, str]  # who, and what
# What the record of 1990-2017 allows (V30): its crises with the Poisson and binomial spread of so few, and no war among 19.
ALLOWED = {
    "crises a year": (0.23, 0.73),
    "share of crises with violence": (0.12, 0.61),
    "share of crises that become war": (0.0, 0.12),
}


class Tally(NamedTuple):
    """What was announced, by replication: `hazards` (replications, types), chosen `acts` (replications, acts), `years` lived.

    `sets` tells what is independent: the number of each replication's set of parameters, or of the replication itself.
    """

    hazards: Numbers
    acts: Numbers
    years: Numbers
    sets: NDArray[np.int64]


class Rate(NamedTuple):
    """A rate or share with its 95 % interval, sets taken as independent, and whether it lies in what the record allows."""

    value: float
    low: float
    high: float
    allowed: tuple[float, float]

    @property
    def holds(self) -> bool:
        """Whether the value itself lies in what the record allows."""
        return self.allowed[0] <= self.value <= self.allowed[1]


def acts_on_record() -> dict[Act, tuple[float, float]]:
    """Return the Jeffreys interval of the record, a year, of every act that is held to it."""
    with CONSTANTS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["record_low"] and row["verdict"] != "closed"]
    return {(row["actor"], row["type"]): (float(row["record_low"]), float(row["record_high"])) for row in rows}


def tallied(parameters: str | None, replications: int, seed: int, workers: int | None = None) -> Tally:
    """Return what happens in the base region over ten years, at the defaults or over the sets of an ensemble; wars mark runs."""
    resolved = load(BASE, catalogue=catalogue(), settings={"settings.war": "marks"})
    ensemble = None if parameters is None else read(parameters, catalogue())
    world: Tables | Sets = tables(resolved) if ensemble is None else Sets(resolved, ensemble)
    laid = world if isinstance(world, Tables) else world.tables
    blocks = several.replicate(world, seed, 0, replications, workers=workers, engine="batch")
    each = np.arange(replications)
    return counted(laid, blocks, each if ensemble is None else numbers(ensemble, each))


def counted(laid: Tables, blocks: Iterable[Block], sets: NDArray[np.int64]) -> Tally:
    """Return the tally of blocks."""
    hazards, acts, years = [], [], []
    for block in blocks:
        events = block.events
        there = events["stage"] == at.ANNOUNCED
        chosen = there & (events["cause_kind"] == at.BY_DECISION)
        kinds = [there & (events["type"] == laid.types.index(name)) for name in HAZARDS]
        both = [
            chosen & (events["initiator"] == laid.actors.index(who)) & (events["type"] == laid.types.index(what))
            for who, what in acts_on_record()
        ]
        hazards.append(np.stack([block.counted(rows) for rows in kinds], axis=1))
        acts.append(np.stack([block.counted(rows) for rows in both], axis=1))
        years.append(block.ended / at.MINUTES_PER_YEAR)
    return Tally(np.concatenate(hazards), np.concatenate(acts), np.concatenate(years), sets)


def hazards(tally: Tally, seed: int = 0) -> dict[str, Rate]:
    """Return how often crises come, and how many turn violent or to war, with intervals from sets drawn anew."""
    crises, clashes, wars = averaged(tally.hazards, tally.sets).T
    years = averaged(tally.years, tally.sets)
    parts = dict(zip(ALLOWED, ((crises, years), (clashes + wars, crises), (wars, crises)), strict=True))
    anew = np.random.default_rng(seed).integers(len(years), size=(DRAWS, len(years)))
    return {name: rate(above, below, anew, ALLOWED[name]) for name, (above, below) in parts.items()}


def rate(above: Numbers, below: Numbers, anew: NDArray[np.int64], allowed: tuple[float, float]) -> Rate:
    """Return a ratio of two sums over sets."""
    low, high = np.quantile(above[anew].sum(axis=1) / np.maximum(below[anew].sum(axis=1), 1e-9), [0.025, 0.975])
    return Rate(float(above.sum() / below.sum()), float(low), float(high), allowed)


def acts(tally: Tally) -> dict[Act, Rate]:
    """Return how often states choose each act, a year, beside the Jeffreys interval of the record; the interval is of the mean."""
    found = {}
    per_year = averaged(tally.acts / tally.years[:, None], tally.sets)
    for k, (act, allowed) in enumerate(acts_on_record().items()):
        values = per_year[:, k]
        reach = 1.96 * float(values.std(ddof=1)) / np.sqrt(len(values))
        found[act] = Rate(float(values.mean()), float(values.mean() - reach), float(values.mean() + reach), allowed)
    return found


def by_type(found: dict[Act, Rate]) -> dict[str, bool]:
    """Return of every type of act whether its rate holds for every state that is held to the record of it."""
    kinds = dict.fromkeys(kind for _, kind in found)
    return {kind: all(each.holds for (_, other), each in found.items() if other == kind) for kind in kinds}
