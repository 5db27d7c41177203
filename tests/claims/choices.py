"""Claims 16 and 17: which of China's options is best over weights, and on which parameters the answer turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from tests.claims.harness import SEED
from tests.claims.options import BASE, SCENARIOS, candidates, outcomes, payoffs, world

from northeastsim.analysis import turning
from northeastsim.analysis.pareto import front_shares
from northeastsim.analysis.turning import Lead
from northeastsim.analysis.weights import acceptability, everywhere
from northeastsim.scenario.payoffs import CONCERNS
from northeastsim.study.concerns import worth
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
STEPS = np.linspace(0.0, 1.0, 5)  # of a range, at which a parameter is tried alone
DRAWS, AGAIN = 10_000, 100


@dataclass(frozen=True)
class Contest:
    """A scenario's options over weightings: the share that each wins, that share's interval for the first, and the front.

    `front` is how often each option is on Pareto's front where replications are drawn anew, with replacement.
    """

    scenario: str
    wins: Numbers
    low: float
    high: float
    front: Numbers

    @property
    def first(self) -> int:
        """The option that wins at most weightings."""
        return int(self.wins.argmax())


def contest(scenario: str, n: int) -> Contest:
    """Return which option wins how often in a scenario at the defaults, over weightings drawn evenly from all."""
    return contested(scenario, worth(outcomes(scenario, DEFAULTS, n)[:, 0], "saturating"))


def contested(scenario: str, values: Numbers) -> Contest:
    """Return the same of what criteria are worth: (options, what is independent, concerns)."""
    n = values.shape[1]
    weights, random = everywhere(len(CONCERNS), DRAWS, SEED), np.random.default_rng(SEED)
    share = acceptability(values.mean(axis=1), weights).share
    anew = np.array([values[:, random.integers(n, size=n)].mean(axis=1) for _ in range(AGAIN)])
    first = [acceptability(means, weights[: DRAWS // 10]).share[share.argmax()] for means in anew]
    low, high = np.quantile(first, [0.025, 0.975])
    return Contest(scenario, share, float(low), float(high), front_shares(anew))


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


def reactions(table: pd.DataFrame) -> list[str]:
    """Return the reaction coefficients of a ranking, those on which the answer turns most first."""
    return [str(name) for name in table.index if is_reaction(str(name))]


@dataclass(frozen=True)
class Alone:
    """Who leads the option that is best at the defaults when one parameter alone is moved over its range."""

    parameter: str
    values: Numbers
    leads: tuple[Lead, ...]
    incumbent: int

    def turns(self, is_clear: bool) -> str:
        """Say at which of the values another option leads, or leads clearly, and which one."""
        found = [
            f"{value:g}: `{candidates()[lead.option]}` ({lead.lead:+.3f})"
            for value, lead in zip(self.values, self.leads, strict=True)
            if (lead.is_clear if is_clear else lead.option != self.incumbent)
        ]
        return ", ".join(found) or "nowhere"


def alone(names: Sequence[str], scenario: str, n: int, strategies: tuple[str, ...] = ()) -> list[Alone]:
    """Return for each parameter who leads as it alone is moved over its range, the others at the defaults.

    Every option that is tried runs under the same luck, at the defaults too.
    """
    resolved, tried = world(scenario, BASE), strategies or tuple(candidates())
    over = {name: reach.at(STEPS) for name, reach in ranges(resolved, names).items()}
    usual = {name: float(resolved.catalogue.parameters[name]["value"]) for name in over}
    sets = pd.DataFrame([usual, *({**usual, name: value} for name, values in over.items() for value in values)])
    found = payoffs(outcomes(scenario, sets, n, tried))
    incumbent = int(turning.best(found)[0])
    places = [candidates().index(each) for each in tried]
    leads = [turning.lead(found[:, k], incumbent) for k in range(1, len(sets))]
    leads = [each._replace(option=places[each.option]) for each in leads]
    width = len(STEPS)
    return [
        Alone(name, values, tuple(leads[k * width : (k + 1) * width]), places[incumbent])
        for k, (name, values) in enumerate(over.items())
    ]
