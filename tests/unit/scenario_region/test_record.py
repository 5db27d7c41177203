"""Rates of acts are counts over years, with the intervals of a Poisson rate."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from northeastsim.errors import NortheastsimError
from northeastsim.scenario import region
from northeastsim.scenario.region import record_rates
from northeastsim.scenario.region.page import page, rates_csv
from northeastsim.scenario.region.record import Rate, differs, gamma_share, jeffreys
from northeastsim.scenario.region.tables import at, rows, table

HERE = Path(str(region.__file__)).parent
ROOT = HERE.parents[3]


def rate(name: str, kind: str, until: int | None = None, since: int = 2010) -> Rate:
    """The rate of one actor and type, `CHN summit`."""
    actor, act = name.split()
    wanted = (actor, act, kind)
    found = [each for each in record_rates(until, since) if (each.actor, each.type, each.kind) == wanted]
    assert len(found) == 1
    return found[0]


def test_rates_are_counts_over_years() -> None:
    keys = (row.keys for row in table("record_counts"))
    counted = {(key["actor"], key["type"], key["kind"]) for key in keys}

    rates = record_rates()

    assert {(each.actor, each.type, each.kind) for each in rates} == counted
    for each in rates:
        assert each.value == each.count / each.exposure
        assert each.low <= each.value <= each.high


def test_a_window_counts_its_own_years() -> None:
    whole, early, late = (rate("PRK summit", "act"), rate("PRK summit", "act", until=2017),
                          rate("PRK summit", "act", since=2018))

    assert (whole.exposure, early.exposure, late.exposure) == (16, 8, 8)
    assert whole.count == early.count + late.count == 11
    assert record_rates(2030) == record_rates()


def test_a_record_that_ends_early_has_fewer_years() -> None:
    assert rate("USA arms_transfer", "act").last == 2018
    assert ("USA", "arms_transfer") not in {(each.actor, each.type) for each in record_rates(since=2019)}


def test_an_empty_window_is_refused() -> None:
    with pytest.raises(NortheastsimError, match="record from 2010 to 2009"):
        record_rates(2009)


@pytest.mark.parametrize(("count", "low", "high"), [(1, 0.108, 4.674), (7, 3.131, 13.744)])
def test_jeffreys_interval(count: int, low: float, high: float) -> None:
    """Half the chi-squared quantiles at 2 count + 1 degrees of freedom, as in tables."""
    assert jeffreys(count, 1) == pytest.approx((low, high), abs=2e-3)


def test_nothing_counted_has_low_zero() -> None:
    assert jeffreys(0, 16) == pytest.approx((0, 2.512 / 16), abs=1e-3)


@pytest.mark.parametrize("x", [0.1, 1.0, 5.0, 30.0])
def test_gamma_share_of_shape_one_is_exponential(x: float) -> None:
    assert gamma_share(1, x) == pytest.approx(1 - math.exp(-x))


def test_a_record_differs_when_chance_is_a_poor_excuse() -> None:
    def made(count: int, first: int) -> Rate:
        return Rate("A", "act", "act", first, 2025, count, count / (2026 - first), 0, 9, "s", "low")

    assert differs(made(7, 2010), made(7, 2018))
    assert not differs(made(5, 2010), made(5, 2018))


def test_what_the_record_says() -> None:
    """Seven crises and seven incidents in 16 years, 182 launch events."""
    hazards = [each for each in record_rates() if each.kind == "hazard"]

    assert sum(each.count for each in hazards if each.type == "crisis") == 7
    assert sum(each.count for each in hazards if each.type == "incident") == 7
    assert rate("PRK missile_test", "calendar").count == 182
    assert rate("UNSC sanctions", "act").count == 8
    assert rate("PRK nuclear_test", "act").count == 4


def test_launches_are_counted_alike_in_both_tables() -> None:
    for row in rows("record_counts", actor="PRK", type="missile_test"):
        assert row.number == at("record_launches", row.year, actor="PRK").number


def test_crises_by_pair() -> None:
    own = [row for row in table("record_crises") if row.year == 2010]
    icb = [row for row in table("record_crises") if row.year == 1990]

    assert sum(row.number for row in own) == 7
    assert sum(row.number for row in icb) == 12


def test_every_listed_event_is_mapped_or_left_out_with_a_reason() -> None:
    listed = [row for row in table("record_mapping") if row.unit != "orders 2010-18"]

    assert sum(row.number for row in listed) == 271
    assert all(row.keys["rule"] for row in listed)


def test_the_written_files_are_those_of_the_tables() -> None:
    """Renew both with `python -m northeastsim.scenario.region`."""
    assert (HERE / "record_rates.csv").read_text(encoding="utf-8") == rates_csv()
    assert (ROOT / "docs" / "data.md").read_text(encoding="utf-8") == page()
