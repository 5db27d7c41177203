"""The chart of spending tells growth and verdicts as the tables hold them."""

from __future__ import annotations

from typing import Any

import pytest

import northeastsim as ne
from northeastsim.analysis.summary import proportion_interval
from northeastsim.show.run import spending
from northeastsim.show.view import band


def test_growth_is_spending_over_the_start(region: Any) -> None:
    data = region.plot("spending").data
    rows, own = band(region, "spending[KOR]"), data[data["actor"] == "KOR"]
    first = rows["mean"].iloc[0]

    assert own["mean"].tolist() == pytest.approx((rows["mean"] / first).tolist()) and own["mean"].iloc[0] == 1
    assert own["p95"].tolist() == pytest.approx((rows["p95"] / first).tolist())
    assert set(own["unit"]) == {"multiple of the start"}


def test_growth_a_year_is_that_of_each_run(region: Any) -> None:
    data = region.plot("spending").data
    runs = region.runs
    rate = (runs["spending[KOR].end"] / (runs["spending[KOR].end"] - runs["spending[KOR].change"])) ** (1 / 3) - 1
    last = data[data["actor"] == "KOR"].iloc[-1]

    assert (last["yearly"], last["yearly_p05"]) == pytest.approx((rate.mean(), rate.quantile(0.05)))


def test_all_states_are_on_one_scale_with_the_rule(region: Any) -> None:
    chart = region.plot("spending")
    panels = [one for one in chart.axes if any(line.get_gid() == "mean" for line in one.get_lines())]
    ruled = [line for line in panels[0].get_lines() if line.get_gid() == "rule"][0]

    assert len(panels) == 6 and len({one.get_ylim() for one in panels}) == 1
    assert ruled.get_ydata()[-1] == pytest.approx(1.08 ** (1096 / 365.25))


def test_verdicts_have_wilsons_intervals(region: Any) -> None:
    data = region.plot("spending").data
    rows = data[data["kind"] == "verdict"]
    races = region.races()

    assert set(rows["pair"]) == set(races.index) and len(rows) == 3 * len(races)
    for row in rows.itertuples():
        share = races.loc[row.pair, row.verdict]
        assert row.probability == share and (row.low, row.high) == proportion_interval(share, 8)


def test_over_an_ensemble_intervals_count_sets(region: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = region.runs.assign(parameter_set=[0] * 4 + [1] * 4)
    monkeypatch.setattr(type(region), "columns", lambda self, table: list(runs.columns))
    monkeypatch.setattr(type(region), "some", lambda self, table, names: runs[list(names)])
    rows = spending.verdicts(region)
    never = rows[rows["probability"] == 0].iloc[0]

    assert (never["low"], never["high"]) == proportion_interval(0.0, 2) and never["n"] == 8


def test_a_scenario_may_have_its_own_rule(region: Any) -> None:
    document = {"format": 1, "extends": "two_rivals_stable", "parameters": {"race.growth": 0.12}}

    assert spending.rule(ne.load(document).run(replications=1, workers=1)) == 0.12
    assert spending.rule(region) == 0.08


def test_who_starts_with_nothing_has_no_multiple(richardson: Any) -> None:
    chart = richardson.plot("spending")

    assert set(chart.data["unit"].dropna()) == {"bn US$ a year", "probability"} and "yearly" not in chart.data
    assert "at the horizon" in chart.told and len(chart.png()) > 10_000


@pytest.mark.parametrize(("value", "text"), [(1111.2, "1,111"), (296.8, "297"), (6.136, "6.14"), (0.0, "0")])
def test_a_sum_has_three_digits(value: float, text: str) -> None:
    assert spending.amount(value) == text
