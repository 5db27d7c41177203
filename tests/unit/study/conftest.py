"""A short scenario with events of its own, and one run of it that many tests look at."""

from __future__ import annotations

from typing import Any

import pytest

from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import Resolved, load
from northeastsim.study.run import execute
from northeastsim.study.store import Stored
from short_deal import DEAL as SHORT_DEAL

BAN = {"id": "ban", "date": "2024-03-01", "type": "sanctions", "initiator": "UNSC", "target": "PRK"}
DEAL = SHORT_DEAL | {"events": [*SHORT_DEAL["events"], BAN]}


@pytest.fixture(scope="session")
def deal() -> Resolved:
    return load(DEAL, catalogue=catalogue())


@pytest.fixture(scope="session")
def simulate() -> Any:
    """Run the short scenario without decisions, interpreted and on one core unless asked otherwise."""
    calm = load({**DEAL, "settings": {"decisions": False}}, catalogue=catalogue())
    defaults = {"seed": 7, "replications": 4, "workers": 1, "engine": "simpy", "baseline": False}

    def run(resolved: Resolved = calm, **options: Any) -> Stored:
        return execute(resolved, **(defaults | options))

    return run


@pytest.fixture(scope="session")
def kept(simulate: Any, deal: Resolved) -> Stored:
    """One run in memory, with decisions, impulses, months and its quiet twin."""
    done: Stored = simulate(deal, impulses=True, every="month", baseline=True)
    return done
