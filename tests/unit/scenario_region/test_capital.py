"""Capital is the perpetual inventory of spending, recomputed here the slow way."""

from __future__ import annotations

import pytest

from northeastsim.scenario.region.capital import inventory, path
from northeastsim.scenario.region.tables import ACTORS

PPP = {"CHN": 1.7, "PRK": 2.5, "RUS": 2.2, "KOR": 1.3, "JPN": 1.0, "USA": 1.0}


def slow_inventory(actor: str, year: int) -> float:
    """Every year's investment with what its own wear has left of it, one by one."""
    spent = path(actor, year - 1)

    def left(after: int) -> float:
        share = 1.0
        for worn in range(after, year):
            share *= 1 - (0.12 if actor == "RUS" and worn >= 2022 else 0.07)
        return share

    built = 0.35 * PPP[actor] * spent[0] / (0.07 + 0.03) * left(2001)
    for offset, amount in enumerate(spent[1:]):
        built += 0.35 * PPP[actor] * amount * left(2002 + offset)
    return built


@pytest.mark.parametrize("year", [2011, 2018, 2024, 2026])
@pytest.mark.parametrize("actor", ACTORS)
def test_capital_is_what_spending_has_left(actor: str, year: int) -> None:
    assert inventory(actor, year) == pytest.approx(slow_inventory(actor, year), rel=1e-12)


@pytest.mark.parametrize(("actor", "expected"), [("CHN", 1418), ("KOR", 220), ("JPN", 189), ("USA", 3921)])
def test_anchors_stand_for_the_whole_series(actor: str, expected: float) -> None:
    """Computed once on SIPRI's full yearly series of 2000-2023."""
    assert inventory(actor, 2024) == pytest.approx(expected, rel=0.005)


def test_spending_between_anchors_grows_evenly() -> None:
    spent = path("CHN", 2010)

    assert len(spent) == 11
    assert spent[1] / spent[0] == pytest.approx(spent[4] / spent[3])
    assert (spent[0], spent[5], spent[10]) == (42.5, 75.8, 133.6)
