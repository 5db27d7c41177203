"""Base rates over the shipped sets of parameters: crises, violence, war and acts stay where the record allows them.

At a size of seconds (150 replications of ten years; `full`: 1,000).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from northeastsim.study.base_rates import ALLOWED, Tally, acts, acts_on_record, by_type, hazards, tallied

SEED = 63


@pytest.fixture(scope="module")
def over(full_size: bool) -> Tally:
    """What happens over `calibrated`."""
    return tallied("calibrated", 1000 if full_size else 150, SEED, workers=1)


def test_crises_violence_and_war_are_as_frequent_as_on_record_over_the_calibrated_sets(over: Tally) -> None:
    found = hazards(over)

    assert list(found) == list(ALLOWED)
    assert all(each.holds for each in found.values()), found
    assert all(each.low <= each.value <= each.high for each in found.values())


def test_as_many_acts_are_as_frequent_as_on_record_as_at_the_defaults(over: Tally) -> None:
    """73 rates of acts of 18 types: all within the record's Jeffreys interval, at the defaults and over `calibrated`."""
    usual, open_ = acts(tallied(None, len(over.years), SEED, workers=1)), acts(over)
    held = {act for act, each in open_.items() if each.holds}

    assert len(open_) == len(acts_on_record()) == 73
    assert {act for act, each in usual.items() if each.holds} <= held
    assert len(held) == 73 and sum(by_type(open_).values()) == 18


def test_a_rate_that_does_not_hold_is_seen(tmp_path: Path) -> None:
    """Sets in which crises are a fifth as frequent fall out of what the record allows."""
    calm = tmp_path / "calm.csv"
    calm.write_text("crisis.base_rate\n0.2\n0.2\n", encoding="utf-8")
    found = hazards(tallied(str(calm), 40, SEED, workers=1))["crises a year"]

    assert not found.holds and found.high < found.allowed[0]


def test_rates_are_sums_over_sets_and_types_hold_where_all_states_do() -> None:
    """Two sets of two runs of ten years: 8 crises in 40 years, 2 of them violent, one of these a war."""
    hazard = np.array([[4.0, 1.0, 0.0], [0.0, 0.0, 0.0], [2.0, 0.0, 1.0], [2.0, 0.0, 0.0]])
    many = len(acts_on_record())
    tally = Tally(hazard, np.zeros((4, many)), np.full(4, 10.0), np.array([0, 0, 1, 1]))
    found = hazards(tally)

    assert [each.value for each in found.values()] == pytest.approx([0.2, 0.25, 0.125])
    assert [each.holds for each in found.values()] == [False, True, False]
    assert not any(each.holds for each in acts(tally).values() if each.allowed[0] > 0.0)
    assert not all(by_type(acts(tally)).values())
