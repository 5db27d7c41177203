"""The record by target and year, and the worlds that begin from it."""

import math

import pandas as pd
import pytest
from tests.poison import poisoned

from northeastsim.errors import ScenarioError
from northeastsim.scenario.region.build import build
from northeastsim.scenario.region.tables import RegionError
from northeastsim.study.history.record import record
from northeastsim.study.history.refit import refitted
from northeastsim.study.history.targets import TARGETS
from northeastsim.study.history.worlds import world


def value(frame: pd.DataFrame, target: str, series: str, year: int) -> float:
    """Return one value of the record."""
    return float(frame.set_index(["target", "series", "year"]).loc[(target, series, year), "value"])


def test_record_is_that_of_the_tables():
    """Growth, shares, launches, exercises and crises are those of the cited tables."""
    found = record()

    assert value(found, "spending_growth", "CHN", 2018) == pytest.approx(math.log(236.7 / 223.6))
    assert value(found, "trade_share", "CHN", 2019) == pytest.approx(2789 / 2844, abs=1e-3)
    assert value(found, "launches", "PRK", 2022) == 37
    assert value(found, "crises", "region", 2010) == 2
    assert value(found, "exercises", "CHN-RUS", 2024) == 7
    assert value(found, "alignment", "PRK-RUS", 2024) > value(found, "alignment", "PRK-RUS", 2018) + 0.4


def test_each_series_has_each_year():
    """No series has a gap or a year twice, and no value is missing."""
    found = record()

    assert set(found["target"]) == {target.name for target in TARGETS}
    for _, group in found.groupby(["target", "series"]):
        years = group["year"].tolist()
        assert years == list(range(years[0], 2025))
    assert found["value"].notna().all()


def test_nothing_later_is_read(monkeypatch: pytest.MonkeyPatch):
    """A record until 2018 is the same where every later figure is missing."""
    before, spending = record(2018), refitted(2018, recent=True)
    with poisoned(monkeypatch, 2018):
        after, again = record(2018), refitted(2018, recent=True)

    pd.testing.assert_frame_equal(before, after)
    assert spending == again
    assert before["year"].max() == 2018


@pytest.mark.parametrize("year", [2011, 2019])
def test_a_region_reads_nothing_later(year: int, monkeypatch: pytest.MonkeyPatch):
    """The regions in which fits and the backtest begin are the same where every figure that was not known when they begin is gone."""
    before = build(year)
    with poisoned(monkeypatch, year - 1):
        after = build(year)

    assert before == after


def test_a_poisoned_year_is_noticed(monkeypatch: pytest.MonkeyPatch):
    """The poison of the test above does poison: a record until 2019 is not the same."""
    with poisoned(monkeypatch, 2018):
        assert record(2019).query("year == 2019")["value"].isna().any()


@pytest.mark.parametrize("until", [2009, 2010, 2025])
def test_years_outside_the_record_are_refused(until: int):
    """A year before the second of the record, or after it, is an error that says which there are."""
    with pytest.raises(RegionError, match="2011 to 2024"):
        record(until)


def test_a_world_knows_no_act_after_its_end():
    """A world until 2018 holds no later event, and options whose constants know nothing later."""
    document = world("conditioned", 2010, 2018).document

    assert max(str(event["date"]) for event in document["events"]) < "2019"
    assert len(document["events"]) > 60
    assert document["settings"]["option_constants"] == "until_2018"


def test_an_unknown_mode_is_told():
    """A mode that there is not is an error with the nearest."""
    with pytest.raises(ScenarioError, match="free"):
        world("fre", 2018, 2024)
