"""Under every theory both engines agree, every rival changes results, and the default leaves every bit as it is."""

from __future__ import annotations

import pytest

import northeastsim as ne
from northeastsim.scenario.catalogue import catalogue

NAMES = sorted(catalogue().theories)


def digest(theory: str | None, engine: str) -> str:
    """Return the digest of two replications of two years of the baseline."""
    scenario = ne.load("baseline", theory=theory, years=2)
    return scenario.run(replications=2, seed=63, workers=1, baseline=False, engine=engine).digest


@pytest.fixture(scope="module")
def plain() -> str:
    """The digest of a scenario that names no theory."""
    return digest(None, "simpy")


@pytest.mark.parametrize("name", NAMES)
def test_engines_agree_and_only_the_default_changes_nothing(name: str, plain: str) -> None:
    found = digest(name, "simpy")

    assert digest(name, "batch") == found
    assert (found == plain) == (name == "default")
