"""`Scenario.explain` and `Scenario.explain_decision`: what the tables hold, that they fit the run, and what is refused."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import northeastsim as ne

WORLD: dict[str, Any] = {
    "format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 1, "seed": 7,
    "events": [
        {"id": "aid", "date": "2024-03-01", "type": "economic_support", "initiator": "RUS", "target": "PRK", "amount": 900},
        {"id": "swap", "date": "2024-04-01", "type": "linked_deal", "initiator": "PRK", "target": "RUS", "legs": [
            {"type": "deployment", "initiator": "PRK", "target": "RUS"},
            {"type": "economic_support", "initiator": "RUS", "target": "PRK", "amount": 500},
        ]},
    ],
}  # fmt: skip
SCORE = "dependence[PRK,RUS]"


@pytest.fixture(scope="module")
def scenario() -> ne.Scenario:
    """A year with a gift and a deal of two legs."""
    return ne.load(WORLD)


@pytest.fixture(scope="module")
def why(scenario: ne.Scenario) -> pd.DataFrame:
    """Why North Korea depends more on Russia at the end."""
    return scenario.explain(SCORE, replications=3, workers=1)


def test_items_sum_to_the_change_that_runs_give(scenario: ne.Scenario, why: pd.DataFrame) -> None:
    runs = scenario.run(replications=3, workers=1, engine="simpy", baseline=False).runs

    assert why.attrs["change"] == pytest.approx(runs[f"{SCORE}.change"].mean(), abs=1e-12)
    assert why.attrs["after"] == pytest.approx(runs[f"{SCORE}.end"].mean(), abs=1e-12)
    assert why["change"].sum() == pytest.approx(why.attrs["change"], abs=1e-12)
    assert (why["at_once"] + why["later"]).tolist() == pytest.approx(why["change"].tolist(), abs=1e-12)
    assert (why["n"] == 3).all() and why["seen"].max() == 3


def test_a_deal_answers_for_its_legs_and_an_event_of_the_file_goes_by_its_id(why: pd.DataFrame) -> None:
    events = why[why["kind"] == "event"].set_index("cause")

    assert set(events.index) == {"aid", "swap"}
    assert (events["change"] > 0.0).all() and (events["later"] > 0.0).all()
    assert "drift" in set(why["kind"]) and why.loc[why["kind"] == "drift", "at_once"].eq(0.0).all()


def test_a_chart_of_causes_goes_from_the_first_value_to_the_last(scenario: ne.Scenario) -> None:
    causes = scenario.explain(SCORE, replications=2, workers=1, most=5)
    chart = scenario.waterfall(causes)

    assert chart.data["change"].sum() == pytest.approx(causes.attrs["after"] - causes.attrs["before"], abs=1e-12)
    assert (chart.kind, chart.name, set(chart.data["unit"])) == ("explain", "waterfall", {"0..1"})
    assert "n the model" in chart.alt
    with pytest.raises(ne.ScenarioError, match="expected 60 causes at most, got 70"):
        scenario.waterfall(pd.concat([causes] * 14, ignore_index=True).head(70))


def test_items_do_not_depend_on_workers(scenario: ne.Scenario, why: pd.DataFrame) -> None:
    again = scenario.explain(SCORE, replications=3, workers=2)

    pd.testing.assert_frame_equal(again, why)


def test_one_replication_is_that_replication(scenario: ne.Scenario) -> None:
    alone = scenario.explain(SCORE, "2024-02-15", "2024-12-31", replication=2)
    short = scenario.explain(SCORE, "2024-02-15", "2024-12-31", replication=2, most=4)
    dated = alone[alone["serial"] > 0]

    assert alone["change"].sum() == pytest.approx(alone.attrs["after"] - alone.attrs["before"], abs=1e-12)
    assert short["change"].sum() == pytest.approx(alone["change"].sum(), abs=1e-12) and len(short) == 5
    assert alone.loc[alone["cause"] == "swap", "step"].tolist() == ["economic_support"]
    assert dated["date"].notna().all() and dated["serial"].is_unique


def test_what_came_before_counts_only_by_what_time_makes_of_it(scenario: ne.Scenario) -> None:
    alone = scenario.explain("contact[RUS,PRK]", "2024-07-01", "2024-12-31", replication=0)
    before = alone[(alone["serial"] > 0) & (pd.to_datetime(alone["date"]) < "2024-07-01")]

    assert len(before) > 0 and before["at_once"].eq(0.0).all() and before["later"].lt(0.0).all()


def test_a_decision_is_told_option_by_option(scenario: ne.Scenario) -> None:
    options = scenario.explain_decision("CHN", 1, replication=1)
    weighed = options[options["status"] == "weighed"]
    parts = weighed[["expected", "constant", "audience", "repetition", "money", "appetite", "rules"]].sum(axis=1)

    assert options["probability"].sum() == pytest.approx(1.0, abs=1e-12)
    assert parts.tolist() == pytest.approx(weighed["utility"].tolist(), abs=1e-12)
    assert weighed["equal"].tolist() == pytest.approx([1.0 / len(weighed)] * len(weighed))
    (drawn,) = options[options["drawn"]].to_dict("records")
    assert drawn["option"] == options.attrs["drawn"]
    assert drawn["draws_from"] <= options.attrs["draw"] < drawn["draws_to"]
    assert weighed.loc[weighed["option"] != "wait", "effects"].str.contains(r"\[\w{3}.*\] [+-]\d").all()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"score": "dependense[PRK,RUS]"}, "there is no score 'dependense[PRK,RUS]' here (did you mean 'dependence[PRK,RUS]'?)"),
        ({"start": "yesterday"}, "from: expected a date such as 2024-01-01, got 'yesterday'"),
        ({"end": "2031-01-01"}, "to: expected a date of the run, 2024-01-01 to 2025-01-01, got 2031-01-01"),
        ({"start": "2024-06-01", "end": "2024-06-01"}, "from: expected a date before 2024-06-01, got 2024-06-01"),
        ({"replications": 0}, "replications"),
        ({"replication": -1}, "replication"),
        ({"seed": -1}, "seed"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(scenario: ne.Scenario, asked: dict[str, Any], words: str) -> None:
    with pytest.raises(ne.ScenarioError) as caught:
        scenario.explain(**{"score": SCORE, "replications": 1, **asked})

    assert words in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("CHM", 0), "there is no actor 'CHM' here; known are CHN, PRK, RUS, KOR, JPN, USA (did you mean 'CHN'?)"),
        (("CHN", 999), "numbered 0 to"),
        (("CHN", -1), "decision"),
    ],
)
def test_a_decision_that_cannot_be_shown_is_refused_in_words(scenario: ne.Scenario, asked: tuple[str, int], words: str) -> None:
    with pytest.raises(ne.ScenarioError) as caught:
        scenario.explain_decision(*asked)

    assert words in str(caught.value) and "\n" not in str(caught.value)
