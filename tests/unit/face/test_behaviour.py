"""The table of behaviour, from end to end on a shipped scenario."""

from __future__ import annotations

import pandas as pd
import pytest

import northeastsim as ne
from northeastsim.errors import ScenarioError


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return ne.load("s400_transfer", years=4).behaviour("CHN", replications=20)


def test_every_measure_is_there_with_its_unit_and_interval(table: pd.DataFrame) -> None:
    asked = {
        "compliance", "influence", "freeze_holds", "quiet_days", "forces_growth", "acceptance", "sanctions_bite", "leak",
        "effectiveness", "cohesion", "bloc_polarisation", "client_leverage", "terms_of_trade", "entrapment", "abandonment",
        "price_regard", "price_trade", "price_money", "hedging_2", "hedging_3", "capability_race",
    }  # fmt: skip

    assert set(table["metric"]) == asked
    assert (table["unit"] != "").all()
    known = table.dropna(subset=["value", "low"])
    assert ((known["low"] <= known["value"] + 1e-12) & (known["value"] <= known["high"] + 1e-12)).all()
    assert table.loc[table["value"].isna(), "note"].str.startswith("too few").all()


def test_the_same_seed_gives_the_same_table(table: pd.DataFrame) -> None:
    again = ne.load("s400_transfer", years=4).behaviour("CHN", replications=20, workers=1)

    pd.testing.assert_frame_equal(table, again)


def test_who_does_not_take_part_cannot_be_priced() -> None:
    with pytest.raises(ScenarioError, match="there is no actor 'FRA'"):
        ne.load("s400_transfer").behaviour("FRA")


def test_two_rivals_have_no_blocs_and_no_clients() -> None:
    found = ne.load("security_dilemma").behaviour(actor=next(iter(ne.load("security_dilemma").document["actors"])), replications=3)

    assert "cohesion" not in set(found["metric"])
