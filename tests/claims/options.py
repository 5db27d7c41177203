"""What China's strategies come to under many sets of parameters, by its shipped payoff, all worlds sharing their luck."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from tests.claims.harness import SEED

from northeastsim.engine.record import Block
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import Resolved, load, patch
from northeastsim.scenario.payoffs import Payoff, payoff
from northeastsim.scenario.tables import Tables, tables
from northeastsim.study.concerns import criteria, worth
from northeastsim.study.ensemble import Read, ensemble
from northeastsim.study.options import strategies_of

Numbers = NDArray[np.float64]
ACTOR, BASE = "CHN", "strategic_ambiguity"
# The region as it is, under sanctions on Pyongyang and Moscow, and in doubt about the United States.
SCENARIOS = ("baseline", "sanctions_squeeze", "umbrella_doubt")
YEARS = 6


def candidates() -> list[str]:
    """Return China's strategies."""
    return strategies_of(ACTOR)


class Means(dict[str, Numbers]):
    """The means over the run of the scores of a block, worked out when asked for; no war has ended a run."""

    def __init__(self, block: Block) -> None:
        super().__init__()
        self._block, self._place = block, {name: k for k, name in enumerate(block.names)}

    def __missing__(self, key: str) -> Numbers:
        self[key] = self._block.monthly[:, :, self._place[key.removesuffix(".mean")]].mean(axis=1)
        return self[key]


def judged(judge: Tables, by: Payoff) -> Read:
    """Return what reads the criteria of a block, in the usual changes at the defaults: what is judged moves, the judge does not."""

    def read(block: Block) -> Numbers:
        return criteria(block, Means(block), judge, by)

    return read


def world(scenario: str, strategy: str, years: int = YEARS, **patched: Any) -> Resolved:
    """Return a scenario in which China follows a strategy, patched; wars mark its runs, and it has no variants."""
    whole = {"format": 1, "extends": scenario, "years": years, "settings": {"war": "marks"}}
    document = patch(whole, {"actors": {ACTOR: {"strategy": strategy}}, **patched})
    return load(document, catalogue=catalogue(), changed=True)


def outcomes(
    scenario: str, sets: pd.DataFrame, n: int, strategies: tuple[str, ...] = (), years: int = YEARS,
    on_progress: Callable[[str], None] | None = None,
) -> Numbers:  # fmt: skip
    """Return the criteria of every strategy under every set: (strategies, sets, replications, concerns)."""
    by, found = payoff(ACTOR, None, catalogue()), []
    for strategy in strategies or tuple(candidates()):
        resolved = world(scenario, strategy, years)
        read = judged(tables(resolved), by)
        found.append(ensemble(resolved, sets, read, seed=SEED, replications=n, engine="batch"))
        if on_progress:
            on_progress(f"{scenario} {strategy}")
    return np.array(found)


def payoffs(changes: Numbers, weighting: str = "default") -> Numbers:
    """Return what criteria are worth to China under a weighting: one axis fewer."""
    by = payoff(ACTOR, None, catalogue())
    total: Numbers = worth(changes, by.worth) @ np.array(by.weights(weighting))
    return total
