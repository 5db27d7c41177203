"""V30: crises, violence and war in long runs of the baseline, beside the record. A sanity check: the rate is an input."""

from __future__ import annotations

from typing import Any

from northeastsim.engine.pool import replicate
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.tables import tables
from northeastsim.study.rates import announced

SEED, RUNS, YEARS = 63, 1000, 28
RECORD = "crises of the region in ICB, 1990-2017, with the Poisson and binomial spread of so few"


def test_crises_and_violence_are_as_frequent_as_on_record(verify: Any) -> None:
    """1,000 replications of 28 years, as long as the record of 1990-2017; wars marked, so that all runs live as long."""
    world = tables(load("baseline", catalogue=catalogue(), settings={"years": YEARS, "settings.war": "marks"}))
    begun = announced(world, replicate(world, SEED, 0, RUNS, workers=1, engine="batch"))

    verify("V30", "crises a year", f"{RECORD}: .23 to .73", 0.48, begun["crisis"] / (RUNS * YEARS), 0.25)
    violent = begun["clash"] + begun["war"]
    verify("V30", "share of crises with violence", f"{RECORD}: .12 to .61", 0.365, violent / begun["crisis"], 0.245)
    verify("V30", "share of crises that become war", f"{RECORD}: below .12", 0.06, begun["war"] / begun["crisis"], 0.06)
