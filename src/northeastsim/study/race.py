"""Arms races among rivals, on the spending of many replications at once: race, parallel build-up or one-sided.

The bare rule asks whether both sides' real spending grew fast in each of three consecutive years. Spending on a war
outside the region is taken out. A race is where at least so much of each side's growth answers the other's acts
(`rulebook/reactions.py`); a build-up of both without that is parallel.

NOTE: `analysis/race.py` tells the same of tidy tables, slowly; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from northeastsim.rulebook import parameters as of
from northeastsim.scenario.tables import Tables

YEARS = 3

Numbers = NDArray[np.float64]
Yes = NDArray[np.bool_]


@dataclass(frozen=True)
class Rule:
    """What counts as an arms race: the parameters `race.*` of a scenario."""

    growth: float = 0.08  # a year
    reactive: float = 0.25  # share of growth that answers the other
    hostility: float = 0.3
    war_share: float = 0.5  # of spending, that a full outside war takes


@dataclass(frozen=True)
class Side:
    """One side of a pair over time: growth of spending, and what of it answers the other; (replications, years)."""

    growth: Numbers  # a year
    answer: Numbers  # a year


@dataclass(frozen=True)
class Verdicts:
    """What a pair's spending shows in each replication, 0 or 1; at most one of the three."""

    race: NDArray[np.int64]
    parallel: NDArray[np.int64]
    one_sided: NDArray[np.int64]


def rule_of(tables: Tables) -> Rule:
    """Return the rule that a scenario sets."""
    x = tables.x
    return Rule(float(x[of.RACE_GROWTH]), float(x[of.RACE_REACTIVE]), float(x[of.RACE_HOSTILITY]), float(x[of.RACE_WAR_SHARE]))


def yearly_growth(monthly: Numbers, war: Numbers | float = 0.0, war_share: float = 0.0) -> Numbers:
    """Return growth per year, (replications, years), from monthly spending, (replications, months + 1), net of an outside war.

    It is the lower of the growth of all spending and of what the war leaves: neither what a war takes nor what its end
    sets free is a build-up against anyone in the region.
    """
    return np.minimum(growth_of(monthly[:, ::12]), growth_of((monthly * (1.0 - war_share * war))[:, ::12]))


def growth_of(yearly: Numbers) -> Numbers:
    """Return growth per year; 0 from nothing."""
    before = yearly[:, :-1]
    some = before > 0.0
    growth: Numbers = np.where(some, yearly[:, 1:] / np.where(some, before, 1.0) - 1.0, 0.0)
    return growth


def rivals(one: Numbers, other: Numbers, hostility: float) -> Yes:
    """Return whether a pair is hostile through each three years, from the monthly regard of either for the other."""
    mean = 0.5 * (np.maximum(0.0, -one) + np.maximum(0.0, -other))
    years = (mean.shape[1] - 1) // 12
    through = [mean[:, 12 * k : 12 * (k + YEARS) + 1].min(axis=1) > hostility for k in range(years - YEARS + 1)]
    return np.stack(through, axis=1) if through else np.zeros((len(mean), 0), dtype=bool)


def verdicts(one: Side, other: Side, hostile: Yes, rule: Rule) -> Verdicts:
    """Return the verdict on a pair in each replication; `hostile` says in which three years it counts as rivals at all."""
    windows = hostile.shape[1]
    raced, grew, alone = (np.zeros(len(one.growth), dtype=bool) for _ in range(3))
    for k in range(windows):
        fast = [through_three(side.growth >= rule.growth, k) for side in (one, other)]
        settles = [falling(side.growth)[:, k : k + 2].all(axis=1) for side in (one, other)]
        answers = [reactive_share(side, k, k + YEARS) >= rule.reactive for side in (one, other)]
        both = hostile[:, k] & fast[0] & fast[1] & ~(settles[0] & settles[1])
        raced |= both & answers[0] & answers[1]
        grew |= both
        alone |= hostile[:, k] & ((fast[0] & ~settles[0]) ^ (fast[1] & ~settles[1]))
    return Verdicts(raced.astype(np.int64), (grew & ~raced).astype(np.int64), (alone & ~grew).astype(np.int64))


def through_three(yes: Yes, k: int) -> Yes:
    """Return whether something held in year k and the two after it."""
    found: Yes = yes[:, k] & yes[:, k + 1] & yes[:, k + 2]
    return found


def falling(growth: Numbers) -> Yes:
    """Return whether spending rose by less, in money, than in the year before, from the second year on."""
    last = growth[:, :-1]
    found: Yes = growth[:, 1:] * (1.0 + last) < last * (1.0 - 1e-9)  # equal steps do not fall
    return found


def reactive_share(side: Side, first: int, last: int) -> Numbers:
    """Return the share of a side's growth over some years that answers the other, 0..1; 0 where it did not grow.

    NOTE: summed year by year, so that the order of the sums is the same on every machine.
    """
    answer, grown = np.zeros(len(side.growth)), np.zeros(len(side.growth))
    for k in range(first, last):
        answer += side.answer[:, k]
        grown += side.growth[:, k]
    some = grown > 0.0
    share: Numbers = np.where(some, np.clip(answer / np.where(some, grown, 1.0), 0.0, 1.0), 0.0)
    return share


def pressure(one: Numbers, other: Numbers) -> Numbers:
    """Return the greatest over time of the lower of the two mean growth rates of three years."""
    most = np.full(len(one), np.nan)
    for k in range(YEARS - 1, one.shape[1]):
        # NOTE: written out, so that the order of the sum is the same on every machine.
        rates = [(g[:, k - 2] + g[:, k - 1] + g[:, k]) / 3.0 for g in (one, other)]
        most = np.fmax(most, np.minimum(*rates))
    return most
