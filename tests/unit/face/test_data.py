"""`ne.data`: the cited tables as data frames, and what is refused."""

from __future__ import annotations

import pytest

import northeastsim as ne
from northeastsim.scenario.region.tables import COMMON, at, table

NAMES = list(ne.data().index)


def test_the_list_names_every_table_with_what_it_rests_on() -> None:
    listed = ne.data()

    assert {"trade", "record_launches", "record_dependence"} <= set(listed.index)
    assert list(listed.columns) == ["title", "kind", "rests_on", "terms"] and not listed.isna().any(axis=None)


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_every_row_with_its_source(name: str) -> None:
    found = ne.data(name)

    assert len(found) == len(table(name))
    assert {"year", "value", "unit", "source", "confidence", "how"} <= set(found.columns) & set(COMMON)
    assert not found[["source", "confidence", "how"]].isna().any(axis=None)


def test_a_figure_is_that_of_the_region() -> None:
    trade = ne.data("trade").set_index(["actor_a", "actor_b", "year"])["value"]

    assert trade["CHN", "PRK", 2023] == at("trade", 2023, actor_a="CHN", actor_b="PRK").number


def test_changing_a_table_changes_no_other() -> None:
    mine = ne.data("trade")
    mine["value"] = 0.0

    assert ne.data("trade")["value"].sum() > 0.0


def test_an_unknown_table_is_told_with_the_nearest() -> None:
    with pytest.raises(ne.ScenarioError, match=r"data: no table 'record_launch' \(did you mean 'record_launches'\?\)"):
        ne.data("record_launch")
