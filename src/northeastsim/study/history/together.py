"""North Korea's dependence on China and its launches, year by year: on the record, and in the past as the model has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.ensembles import read
from northeastsim.scenario.load import load, patch
from northeastsim.study.ensembles import numbers
from northeastsim.study.history.forecasts import keys, told
from northeastsim.study.history.record import LAST, dependence, launches, trade_share
from northeastsim.study.history.targets import TARGETS
from northeastsim.study.history.worlds import FITTING, world

PARTNER, CLIENT = "CHN", "PRK"
RECORDED, RUN = tuple(range(2005, LAST + 1)), tuple(range(FITTING + 1, LAST + 1))  # with all partners; with the five that runs have
Numbers = NDArray[np.float64]


class Together(NamedTuple):
    """The partner's share of recorded trade and the launches, by year: (replications, years), one row for the record.

    `sets` is the number of each replication's set of parameters.
    """

    years: tuple[int, ...]
    share: Numbers
    launches: Numbers
    sets: NDArray[np.int64]


def recorded(years: tuple[int, ...] = RECORDED, five: bool = False) -> Together:
    """Return what the record says, of trade with all partners or with the five; raises RegionError where a year has none."""
    share = [trade_share(PARTNER, year) if five else dependence(CLIENT, PARTNER, year) for year in years]
    launched = [launches(CLIENT, year) for year in years]
    return Together(years, np.array([share]), np.array([launched]), np.zeros(1, dtype=np.int64))


def modelled(
    mode: str, parameters: str, replications: int, seed: int, changes: Mapping[str, float] | None = None, workers: int | None = None
) -> Together:
    """Return what the model says from the figures of 2010, with some parameters put where `changes` says in all sets.

    Raises ScenarioError for a mode or a parameter that there is not.
    """
    resolved = world(mode, FITTING, LAST)
    if changes:
        document: dict[str, Any] = patch(resolved.document, {"parameters": dict(changes)})
        resolved = load(document, catalogue=catalogue())
    targets = {target.name: target for target in TARGETS}
    asked = [key for name in ("trade_share", "launches") for key in keys([targets[name]], RUN) if key[1] in (PARTNER, CLIENT)]
    if replications < 1:
        raise ScenarioError([Problem("<together>", None, None, "replications", f"expected at least 1, got {replications}")])
    values = told(resolved, parameters, asked, replications, seed, workers)
    share, launched = np.split(values, 2, axis=1)
    return Together(RUN, share, launched, numbers(read(parameters, catalogue()), np.arange(replications)))
