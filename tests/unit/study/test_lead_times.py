"""Lead times: nothing later than the year asked for is used, whole years are intervals, and the fit finds what is known."""

from __future__ import annotations

import csv
from importlib import resources

import numpy as np
import pytest

from northeastsim.scenario.region.tables import table
from northeastsim.study.lead_times import LAST_ORDER, Wait, begun, fit, fitted, groups, told_apart, waits


def known(group: str, until: int | None) -> list[Wait]:
    """What is known of a group's lead times by the end of a year."""
    return waits(until)[group]


def test_an_order_of_whole_years_lies_between_a_year_less_and_a_year_more() -> None:
    spans = {(wait.low, wait.high) for wait in known("RUS combat aircraft", None)}

    assert {(0.0, 12.0), (0.0, 24.0), (12.0, 36.0)} <= spans
    assert all(high - low in (12.0, 24.0) for low, high in spans)


@pytest.mark.parametrize("until", [2010, 2015, 2018])
def test_orders_after_the_year_are_left_out(until: int) -> None:
    ordered = sum(row.number for row in table("lead_times") if row.year <= until)
    used = sum(len(found) for group, found in waits(until).items() if not group.endswith("dated"))

    assert used == ordered


def test_deliveries_after_the_year_are_cut_off_there() -> None:
    """No lead time is known beyond the end of the year; what came later is only known to have taken longer."""
    late = sum(row.number for row in table("lead_times")
               if row.year <= 2018 < row.year + int(row.keys["lead_years"]))
    cut = sum(wait.censored for group, found in waits(2018).items() if not group.endswith("dated") for wait in found)

    assert cut == late > 0
    assert not any(wait.censored for group, found in waits(None).items() if not group.endswith("dated") for wait in found)


def test_a_contract_of_2018_is_still_awaited_at_its_end() -> None:
    """The Indian S-400 of October 2018 came in December 2021."""
    (row,) = (row for row in table("lead_cases") if row.keys["recipient"] == "IND")
    short = [wait for wait in known("RUS air defence, dated", 2018) if wait.censored and wait.low < 6]

    assert len(short) == 1
    assert short[0].low == pytest.approx(12 * (2019 - begun(row)))
    assert Wait(38.3, 38.3) in known("RUS air defence, dated", None)


def test_dated_cases_agree_with_their_dates() -> None:
    for row in table("lead_cases"):
        assert bool(row.keys["delivered"]) + bool(row.keys["ended"]) + (row.keys["outcome"] == "open") == 1, row
        assert row.number > 0


def test_a_fit_finds_what_was_drawn() -> None:
    """Two thousand lead times of median 25 and log sd 0.55, seen in whole years and cut off after four."""
    generator = np.random.default_rng(7)
    months = 25 * np.exp(0.55 * generator.standard_normal(2000))
    years = np.floor(months / 12)
    seen = [Wait(12.0 * k, 12.0 * (k + 1)) if k < 4 else Wait(48.0, np.inf) for k in years.tolist()]

    median, log_sd = fitted(seen)

    assert median == pytest.approx(25, rel=0.03)
    assert log_sd == pytest.approx(0.55, rel=0.06)


def test_exact_times_give_mean_and_sd_of_their_logarithm() -> None:
    months = (6.0, 12.0, 30.0, 48.0)
    median, log_sd = fitted([Wait(one, one) for one in months])

    assert median == pytest.approx(np.exp(np.mean(np.log(months))), rel=1e-3)
    assert log_sd == pytest.approx(np.std(np.log(months)), rel=1e-3)


def test_orders_that_may_all_have_taken_as_long_tell_no_spread() -> None:
    assert not told_apart([Wait(0, 24), Wait(12, 36)])
    assert told_apart([Wait(0, 12), Wait(24, 48)])
    assert "USA combat aircraft" not in groups(None)


def test_an_interval_holds_the_estimate() -> None:
    one = fit("RUS air defence", known("RUS air defence", None), resamples=40)

    assert one.median[1] < one.median[0] < one.median[2]
    assert one.log_sd[1] < one.log_sd[0] < one.log_sd[2]


@pytest.mark.parametrize(("name", "until"), [("until_2018", 2018), ("all", None)])
def test_the_committed_table_is_of_the_data(name: str, until: int | None) -> None:
    """Renew it with `python -m northeastsim.study.lead_times --write`."""
    text = resources.files("northeastsim.scenario").joinpath("catalogue", "lead_times.csv").read_text(encoding="utf-8")
    written = {row["group"]: row for row in csv.DictReader(text.splitlines()) if row["name"] == name}
    found = groups(until)

    assert written.keys() == found.keys()
    for group, row in written.items():
        median, log_sd = fitted(found[group])
        assert (int(row["orders"]), int(row["censored"])) == (len(found[group]), sum(one.censored for one in found[group]))
        assert float(row["median_months"]) == pytest.approx(median, abs=0.2)
        assert float(row["log_sd"]) == pytest.approx(log_sd, abs=0.02)


def test_orders_of_the_registers_last_years_are_left_out() -> None:
    """They would look too fast: what had not come by 2023 is not in it."""
    used = sum(len(found) for group, found in waits(None).items() if not group.endswith("dated"))

    assert used == sum(row.number for row in table("lead_times") if row.year <= LAST_ORDER)
