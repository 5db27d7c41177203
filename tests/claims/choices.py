"""Claims 16 and 17: which of China's options is best over weights, and on which parameters the answer turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from tests.claims.harness import SEED
from tests.claims.options import BASE, SCENARIOS, outcomes, payoffs, world

from northeastsim.analysis import turning
from northeastsim.analysis.turning import Lead
from northeastsim.study.concerns import worth
from northeastsim.study.contest import candidates, random_weights, wins
from northeastsim.study.design import design, ranges

Numbers = NDArray[np.float64]
PHI = "dependence.flow_weight"
# How states answer what others do: what acts do to others, and what threat, regard and alarm make of it.
REACTIONS = (
    "effect.", "budget.reaction", "budget.fatigue", "budget.programme_gap", "alliance.patron_response",
    "alliance.emboldenment", "crisis.provocation", "security.provocation_in_threat", "launch.mood", "choice.goodwill",
    "council.regard",
)  # fmt: skip
DEFAULTS = pd.DataFrame(index=pd.RangeIndex(1, name="set"))
DRAWS = 10_000


@dataclass(frozen=True)
class Contest:
    """A scenario's options over weightings: the share that each wins, that share's interval for the first, and the front."""

    scenario: str
    wins: Numbers
    low: float
    high: float
    front: tuple[int, ...]

    @property
    def first(self) -> int:
        """The option that wins at most weightings."""
        return int(self.wins.argmax())


def front(means: Numbers) -> tuple[int, ...]:
    """Return the options that no other betters in every concern: `means` is (options, concerns)."""
    return tuple(k for k, mine in enumerate(means) if not any((other > mine).all() for other in means))


def contest(scenario: str, n: int, again: int = 200) -> Contest:
    """Return which option wins how often in a scenario at the defaults; the interval is of replications drawn anew."""
    values = worth(outcomes(scenario, DEFAULTS, n)[:, 0], "saturating")
    weights, random = random_weights(DRAWS), np.random.default_rng(SEED)
    means = values.mean(axis=1)
    share = np.bincount(wins(means, weights), minlength=len(means)) / DRAWS
    first = int(share.argmax())
    few = weights[: DRAWS // 10]
    anew = [(wins(values[:, random.integers(n, size=n)].mean(axis=1), few) == first).mean() for _ in range(again)]
    low, high = np.quantile(anew, [0.025, 0.975])
    return Contest(scenario, share, float(low), float(high), front(means))


def claim_16(scenarios: Sequence[str], n: int) -> list[Contest]:
    """No Chinese option is best over the whole weight space."""
    return [contest(scenario, n) for scenario in scenarios]


@dataclass(frozen=True)
class Turning:
    """How the best option turns over a design: the design, the payoffs by scenario, and their mean under `all`."""

    design: pd.DataFrame
    payoffs: dict[str, Numbers]  # (options, sets, replications)

    def ranking(self, scenario: str) -> pd.DataFrame:
        """Return on which parameters the best option turns, most first."""
        return turning.ranking(self.design, turning.best(self.payoffs[scenario]), SEED)

    def shares(self, scenario: str) -> dict[str, float]:
        """Return under which share of the sets each option is best, of those that ever are."""
        best = np.bincount(turning.best(self.payoffs[scenario]), minlength=len(candidates())) / len(self.design)
        return {name: float(share) for name, share in sorted(zip(candidates(), best, strict=True), key=lambda one: -one[1]) if share}


def claim_17(sets: int, n: int, scenarios: Sequence[str] = SCENARIOS) -> Turning:
    """The answer to "which option" turns on phi before it turns on any reaction coefficient."""
    chosen = design(ranges(world("baseline", BASE)), sets, SEED)
    found = {scenario: payoffs(outcomes(scenario, chosen, n)) for scenario in scenarios}
    return Turning(chosen, found | {"all": np.mean(list(found.values()), axis=0)})


def is_reaction(name: str) -> bool:
    """Return whether a parameter says how states answer what others do."""
    return name.startswith(REACTIONS)


def first_reaction(table: pd.DataFrame) -> str:
    """Return the reaction coefficient on which the answer turns most."""
    return next(str(name) for name in table.index if is_reaction(str(name)))


def alone(names: Sequence[str], values: Numbers, scenario: str, n: int, strategies: tuple[str, ...]) -> list[list[Lead]]:
    """Return who leads the option that is best at the defaults when one parameter alone is moved.

    For each parameter in turn, and each share of 0 to 1 of its range at which it is tried.
    """
    over = ranges(world(scenario, BASE), names)
    rows = [{name: float(value)} for name, reach in over.items() for value in reach.at(values)]
    usual = {name: float(world(scenario, BASE).catalogue.parameters[name]["value"]) for name in over}
    sets = pd.DataFrame([usual, *({**usual, **row} for row in rows)], index=pd.RangeIndex(len(rows) + 1, name="set"))
    found = payoffs(outcomes(scenario, sets, n, strategies))
    incumbent = int(turning.best(found)[0])
    leads = [turning.lead(found[:, k], incumbent) for k in range(1, len(sets))]
    return [leads[k : k + len(values)] for k in range(0, len(leads), len(values))]


