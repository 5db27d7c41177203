"""Two scenarios side by side from Python: lines, shares, and what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import northeastsim as ne
from northeastsim.face.difference import compared, opened

BASE: dict[str, Any] = {"format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 1, "seed": 7}
VISIT = {"id": "visit", "date": "2024-03-01", "type": "military_visit", "initiator": "RUS", "target": "PRK"}
AID = {"id": "aid", "date": "2024-04-01", "type": "economic_support", "initiator": "RUS", "target": "PRK", "amount": 900}
CHANGED = {**BASE, "events": [VISIT, AID], "parameters": {"dependence.flow_weight": 0.9}}
SCORE = "influence[CHN,PRK].end"


@pytest.fixture(scope="module")
def shares() -> Any:
    """Three changes, shared out over four replications."""
    return ne.shares(BASE, CHANGED, score=SCORE, replications=4, workers=1)


def test_lines_are_told_with_unit_range_and_meaning() -> None:
    lines = ne.diff(BASE, CHANGED).set_index("path")

    assert set(lines.index) == {"events.visit", "events.aid", "parameters.dependence.flow_weight"}
    row = lines.loc["parameters.dependence.flow_weight"]
    assert (row["before"], row["after"], row["low"], row["high"], row["kind"]) == (0.5, 0.9, 0.0, 1.0, "result")
    assert "flows" in row["meaning"] and lines.loc["events.aid", "before"] is None


def test_shares_add_up_to_the_difference_of_two_runs(shares: Any) -> None:
    one, other = (ne.run(each, replications=4, workers=1, baseline=False).runs[SCORE] for each in (BASE, CHANGED))

    assert shares.whole["mean"] == pytest.approx(float((other - one).mean()), abs=1e-15)
    assert shares.table["mean"].sum() == pytest.approx(shares.whole["mean"], abs=1e-12)
    assert np.array_equal(shares.worlds["A"], one) and np.array_equal(shares.worlds["B"], other)
    assert shares.worlds.shape == (4, 8)


def test_shares_do_not_depend_on_workers(shares: Any) -> None:
    again = ne.shares(BASE, CHANGED, score=SCORE, replications=4, workers=2)

    assert np.array_equal(again.outcomes, shares.outcomes)


def test_turned_round_shares_change_their_sign(shares: Any) -> None:
    turned = ne.shares(CHANGED, BASE, score=SCORE, replications=4, workers=1)

    assert turned.table["mean"].to_dict() == pytest.approx((-shares.table["mean"]).to_dict(), abs=1e-12)


def test_a_change_that_does_nothing_has_no_share() -> None:
    """Fatigue counts only under Richardson's rule of budgets."""
    other = {**CHANGED, "actors": {"JPN": {"fatigue": 0.3}}}
    table = ne.shares(BASE, other, score=SCORE, replications=2, workers=1).table

    assert table.loc["actors.JPN.fatigue", "mean"] == 0.0 and len(table) == 4


def test_of_many_changes_each_way_leaves_a_rest(shares: Any) -> None:
    found = ne.shares(BASE, CHANGED, score=SCORE, replications=4, workers=1, most=2)
    ways = {way: rows.drop(columns="way") for way, rows in found.table.groupby("way")}

    assert len(found.outcomes) == 8  # A, B, three alone, three undone
    assert ways["forwards"]["mean"].sum() == pytest.approx(found.whole["mean"], abs=1e-12)
    assert ways["forwards"]["mean"].iloc[:-1].to_dict() == pytest.approx(shares.table["alone"].to_dict())
    assert ways["backwards"]["mean"].iloc[:-1].to_dict() == pytest.approx(shares.table["last"].to_dict())


def test_horizons_may_differ() -> None:
    found = ne.shares(BASE, {**BASE, "years": 2}, score=SCORE, replications=2, workers=1)

    assert list(found.table.index) == ["years"] and found.table["mean"].iloc[0] == found.whole["mean"]


def test_a_twin_is_the_one_that_is_named_else_the_quiet_one() -> None:
    assert opened("border_tap:twin").resolved.document == ne.load("border_tap").variant("twin").resolved.document
    assert opened("s400_transfer:twin").name == "S-400 for Pyongyang, quiet twin"
    assert opened("seventh_test:as_2017").name.endswith("variant as_2017")


def test_a_seed_is_the_first_scenario_s() -> None:
    assert compared(BASE, CHANGED).seed == 7 and compared(BASE, CHANGED, seed=0).seed == 0


def test_the_first_outcome_of_most_interest_is_taken() -> None:
    own = {**CHANGED, "metrics": {"lead": "influence[CHN, PRK] - influence[RUS, PRK]"}}

    assert compared(BASE, CHANGED).score == SCORE and compared(BASE, own).score == compared(own, BASE).score == "lead.end"


def test_a_metric_of_a_state_that_the_other_lacks_is_not_to_be_had() -> None:
    assert compared("richardson_1909", "baseline_2026").score == "stability.end"

    with pytest.raises(ne.ScenarioError, match="no metric 'lead_of_beijing.end' in common"):
        compared("richardson_1909", "baseline_2026", "lead_of_beijing.end")


def test_a_metric_that_is_another_name_for_a_score_has_its_unit() -> None:
    other = {**CHANGED, "metrics": {"shells": "flows[PRK, RUS]"}}

    assert ne.shares(other, BASE, replications=2, workers=1).unit == "m US$ a year"


def test_no_more_worlds_than_a_thousand_can_be_asked_for() -> None:
    with pytest.raises(ne.ScenarioError, match="most: expected a whole number from 1 to 10, got 11"):
        compared(BASE, CHANGED, most=11)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((BASE, CHANGED, "influence[CHN,PRK]"), "did you mean 'influence[CHN,PRK].end'"),
        ((BASE, "s400_transfr"), "did you mean 's400_transfer'"),
        ((BASE, "s400_transfer:nothing"), "no variant 'nothing'"),
        ((BASE, "baseline:twin"), "no events of its own"),
        ((BASE, {**BASE, "name": "Other"}), "do not differ in anything that can change a result"),
        ((BASE, CHANGED, SCORE, 0), "expected a whole number from 1"),
    ],
)
def test_what_cannot_be_compared_is_worded(arguments: Any, words: str) -> None:
    with pytest.raises(ne.ScenarioError, match=words.replace("[", r"\[").replace("]", r"\]")):
        ne.shares(*arguments)


def test_a_chart_has_a_dot_for_each_change_and_the_whole(shares: Any) -> None:
    (panel,) = shares.plot().axes
    labels = [text.get_text() for text in panel.get_yticklabels()]

    assert labels[0] == "the whole: B less A" and set(labels[1:]) == set(shares.table.index)
    assert SCORE in panel.get_xlabel() and "not a forecast" in "".join(text.get_text() for text in shares.plot().texts)


def test_a_chart_of_many_shows_both_ways_and_the_rest() -> None:
    found = ne.shares(BASE, CHANGED, score=SCORE, replications=2, workers=1, most=1)
    (panel,) = found.plot().axes

    assert panel.get_yticklabels()[1].get_text() == "(rest: together)"
    assert [text.get_text() for text in found.plot().legends[0].get_texts()][:2] == [
        "made alone in A, 95 % interval", "undone alone in B, 95 % interval",
    ]  # fmt: skip
