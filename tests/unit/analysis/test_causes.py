"""Items by cause: means count replications without the cause as 0, and what is put together still sums to the change."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.analysis import causes

COLUMNS = ["replication", "kind", "cause", "actor", "type", "other", "date", "serial", "step", "at_once", "later", "change"]


def item(replication: int, kind: str, cause: str, at_once: float, later: float = 0.0, serial: int = 0) -> list[Any]:
    """One item."""
    return [replication, kind, cause, "AAA", "visit", "BBB", None, serial, "", at_once, later, at_once + later]


def items(*rows: list[Any]) -> pd.DataFrame:
    """A table of items."""
    return pd.DataFrame(list(rows), columns=COLUMNS)


SOME = items(
    item(0, "decision", "AAA visit BBB", 0.5, -0.1), item(0, "decision", "AAA visit BBB", 0.2), item(0, "drift", "drift x", 0.0, 0.3),
    item(2, "decision", "AAA visit BBB", 0.6), item(0, "event", "deal", 0.01), item(1, "event", "deal", 0.03),
    item(2, "event", "deal", 0.02),
)  # fmt: skip


def test_a_cause_that_did_not_come_counts_nothing_in_its_replication() -> None:
    found = causes.by_cause(SOME, range(4)).set_index("cause")

    visit = found.loc["AAA visit BBB"]
    assert visit["change"] == pytest.approx((0.6 + 0.6) / 4)
    assert (visit["seen"], visit["n"]) == (2, 4)
    assert (visit["at_once"], visit["later"]) == pytest.approx((1.3 / 4, -0.1 / 4))
    assert list(found.index) == ["AAA visit BBB", "drift x", "deal"]


def test_the_interval_is_of_the_mean() -> None:
    """Of .01, .03, .02: mean .02, standard error .01 / sqrt 3, Student's 4.303 for two degrees of freedom."""
    deal = causes.by_cause(SOME, range(3)).set_index("cause").loc["deal"]

    assert deal["change"] == pytest.approx(0.02)
    assert (deal["low"], deal["high"]) == pytest.approx((0.02 - 4.303 * 0.01 / 3**0.5, 0.02 + 4.303 * 0.01 / 3**0.5), abs=1e-6)


def test_small_causes_stand_together_but_an_event_of_the_scenario_alone() -> None:
    more = pd.concat([SOME, items(*(item(0, "process", f"p{k}", 0.05) for k in range(4)))])
    found = causes.shortened(more, range(3), 1)

    assert list(found["cause"]) == ["AAA visit BBB", "deal", "other, 5 causes"]
    assert found["change"].sum() == pytest.approx(more["change"].sum() / 3)


def test_one_replication_is_told_event_by_event() -> None:
    one = SOME[SOME["replication"] == 0]
    found = causes.first_events(causes.by_event(one), 1)

    assert list(found["cause"]) == ["AAA visit BBB", "other, 2 events"]
    assert found["change"].sum() == pytest.approx(one["change"].sum())
    assert len(causes.first_events(causes.by_event(one), 3)) == 4


SIZES = st.floats(-1.0, 1.0)
ROWS = st.lists(st.tuples(st.integers(0, 5), st.sampled_from("abcdefgh"), SIZES, SIZES), min_size=1, max_size=30)


@given(rows=ROWS, most=st.integers(0, 9))
def test_whatever_is_put_together_sums_to_the_mean_change(rows: list[tuple[int, str, float, float]], most: int) -> None:
    table = items(*(item(replication, "event" if cause < "d" else "decision", cause, *sizes) for replication, cause, *sizes in rows))
    mean = table["change"].sum() / 6

    assert causes.by_cause(table, range(6))["change"].sum() == pytest.approx(mean, abs=1e-12)
    assert causes.shortened(table, range(6), most)["change"].sum() == pytest.approx(mean, abs=1e-12)
