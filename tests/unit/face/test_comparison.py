"""A comparison from Python: payoffs, other weightings, what is kept; and crossed with rival theories."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import northeastsim as ne
from northeastsim.face.comparison import Asked, Comparison
from northeastsim.face.crossing import Crossed, cross, under
from northeastsim.scenario.payoffs import CONCERNS
from northeastsim.scenario.tables import tables
from northeastsim.study import comparison as study
from northeastsim.study.comparison import Answer
from two_strategies import EVENTFUL, JUDGED, SMALL, question

CHARTS = ["differences", "effects", "regret", "weights", "tradeoffs"]


@pytest.fixture(scope="module")
def found() -> Comparison:
    """Two scenarios, three strategies, eight replications."""
    asked = question(budget=48)
    return Comparison(asked, study.compare(asked, workers=1, engine="simpy"))


def test_payoffs_are_weighted_sums_of_what_changes_are_worth(found: Comparison) -> None:
    changes = found.runs[list(CONCERNS)]
    weights = np.array([1, 0, 1, 0, 0, 1, 1, 1]) / 5

    assert found.runs["payoff"].to_numpy() == pytest.approx((changes / (1 + changes.abs() / 2)).to_numpy() @ weights)
    linear = found.weighed(worth="linear")
    assert linear.runs["payoff"].to_numpy() == pytest.approx(changes.to_numpy() @ weights)
    assert linear.weighed("own").runs["payoff"].tolist() == pytest.approx(changes["security"].tolist())


def test_runs_outcomes_and_judgement_tell_the_same_payoffs(found: Comparison) -> None:
    means = found.runs.groupby(["strategy", "scenario"])["payoff"].mean().unstack()
    table = found.judgement.table

    assert table.to_numpy() == pytest.approx(means.loc[table.index, table.columns].to_numpy())
    assert found.outcomes["mean"].xs("payoff", level="metric").unstack(0).loc[table.index, table.columns].to_numpy() == (
        pytest.approx(table.to_numpy())
    )
    assert found.overall.xs("payoff", level="metric")["mean"].tolist() == pytest.approx(table.mean(axis=1).tolist())


def test_the_base_has_no_difference_from_itself(found: Comparison) -> None:
    base = found.question.base

    for table in (found.outcomes.xs(base, level="strategy"), found.overall.xs(base, level="strategy")):
        assert table[["difference", "low", "high", "treaty"]].isna().all().all()
    own = found.runs[found.runs["strategy"] == base]
    assert own["payoff"].std() > 0.0  # not because nothing happens


def test_the_base_may_be_another(found: Comparison) -> None:
    turned = Comparison(replace(found.question, base="passive"), found.answer)
    one = found.outcomes.loc[("small", "passive", "payoff"), "difference"]
    other = turned.outcomes.loc[("small", found.question.base, "payoff"), "difference"]

    assert one == pytest.approx(-other) and one != 0.0


def test_a_threshold_is_what_is_good_enough(found: Comparison) -> None:
    high, low = found.weighed(threshold=100.0), found.weighed(threshold=-100.0)

    assert (high.judgement.rules.loc["satisficing", "value"] == 0.0).all()
    assert (low.judgement.rules.loc["satisficing", "value"] == 1.0).all()
    assert high.weighed("own").threshold == 100.0


@pytest.mark.parametrize(
    ("how", "words"),
    [({"weighting": "owm"}, "no weighting 'owm'; known here: default, own"), ({"worth": "log"}, "worth: expected 'saturating' or")],
)
def test_what_there_is_not_cannot_be_weighed(found: Comparison, how: dict[str, Any], words: str) -> None:
    with pytest.raises(ne.ScenarioError, match=words):
        found.weighed(**how)


def test_unknown_charts_are_refused_and_the_others_drawn(found: Comparison) -> None:
    for name in CHARTS:
        texts = " ".join(text.get_text() for text in found.plot(name).texts)
        assert "In the model" in texts and "not a forecast" in texts and "8 replications" in texts, name
        assert len(found.plot(name).data) and "8 replications" in found.plot(name).alt, name
    with pytest.raises(ne.ScenarioError, match="no chart 'differenc' .did you mean 'differences'"):
        found.plot("differenc")


def test_everything_is_kept_whole(found: Comparison, tmp_path: Path) -> None:
    found.save(tmp_path / "kept", charts=False, command="northeastsim compare x")
    manifest = json.loads((tmp_path / "kept" / "manifest.json").read_text(encoding="utf-8"))

    assert set(manifest["tables"]) == set(found.tables())
    assert manifest["compare"]["stopped"] == {"small": "budget", "eventful": "budget"}
    assert manifest["compare"]["weights"] == pytest.approx(found.weights) and manifest["complete"] == 8
    read = pd.read_parquet(tmp_path / "kept" / "runs.parquet")
    pd.testing.assert_frame_equal(read, found.runs, check_dtype=False)


def test_one_scenario_may_stand_for_itself_in_python() -> None:
    asked = ne.face.comparison.asked({**SMALL}, "AAA", ["arm", "passive"], payoffs=JUDGED)

    assert list(asked.question.scenarios) == ["small"] and asked.expected > 0.0


# --- crossed --------------------------------------------------------------------------------------------------------


def made(payoffs: dict[str, dict[str, float]], noise: float = 0.01, n: int = 30) -> Comparison:
    """A comparison by hand: the mean payoff by scenario and strategy; only security is weighed, in proportion."""
    luck = np.random.default_rng(4).normal(scale=noise, size=(3, n))
    luck -= luck.mean(axis=1, keepdims=True)
    frames = [
        pd.DataFrame({
            "scenario": scenario, "strategy": strategy, "replication": range(n),
            **dict.fromkeys(CONCERNS, 0.0), "security": level + luck[k],
        })
        for scenario, levels in payoffs.items() for k, (strategy, level) in enumerate(levels.items())
    ]  # fmt: skip
    judged = {**JUDGED, "worth": "linear", "weightings": {"default": {"weights": {"security": 1}}}}
    asked = replace(question(judged=judged), outcomes=())
    return Comparison(asked, Answer(pd.concat(frames), dict.fromkeys(payoffs, "precise"), dict.fromkeys(payoffs, 0.01)))


ONE = {"small": {"arm": 3.0, "befriend": 2.0, "passive": 1.0}, "eventful": {"arm": 3.0, "befriend": 2.0, "passive": 1.0}}
TWO = {"small": {"arm": 2.0, "befriend": 3.0, "passive": 1.0}, "eventful": {"arm": 2.0, "befriend": 3.0, "passive": 1.0}}


def test_what_is_sure_under_every_theory_survives_and_the_rest_does_not() -> None:
    crossed = Crossed({"default": made(ONE), "rival": made(TWO)})
    ranks = crossed.ranks.set_index(["better", "worse"])

    assert ranks.index[ranks["survives"]].tolist() == [("arm", "passive"), ("befriend", "passive")]
    assert ranks.loc[("arm", "befriend"), ["default", "survives", "least"]].tolist() == [True, False, 0.0]
    assert len(ranks) == 6 and not ranks.loc[("passive", "arm"), "default"]
    assert crossed.choices.loc[("default", "expected_value"), "choice"] == "arm"
    assert crossed.choices.loc[("rival", "expected_value"), "choice"] == "befriend"
    assert crossed.payoffs["rival"].to_dict() == pytest.approx({"arm": 0.0, "befriend": 1.0, "passive": -1.0})


def test_what_chance_may_turn_under_one_theory_does_not_survive() -> None:
    near = {name: {"arm": 2.001, "befriend": 2.0, "passive": 1.0} for name in ONE}
    ranks = Crossed({"default": made(ONE), "rival": made(near, noise=0.5)}).ranks.set_index(["better", "worse"])

    assert ranks.loc[("arm", "befriend"), "default"] and not ranks.loc[("arm", "befriend"), "survives"]
    assert 0.3 < ranks.loc[("arm", "befriend"), "least"] < 0.7


def test_ties_are_told_as_such() -> None:
    level = {name: dict.fromkeys(("arm", "befriend", "passive"), 1.0) for name in ONE}
    row = Crossed({"default": made(level, noise=0.0)}).choices.loc[("default", "maximin")]

    assert row["choice"] == "arm, befriend, passive" and np.isnan(row["best"])


def test_under_a_theory_the_worlds_are_others(found: Comparison) -> None:
    changed = under(found, "power_transition").question
    world = tables(changed.scenarios["small"]["arm"])

    assert changed.scenarios["small"]["arm"].document["theory"] == "power_transition"
    assert (world.x != tables(found.question.scenarios["small"]["arm"]).x).any()
    anew = ne.load({**SMALL, "theory": "power_transition"}, **{"actors.AAA.strategy": "arm", "settings.war": "marks"})
    assert (world.x == tables(anew.resolved).x).all()


def test_crossed_it_is_the_same_question_by_the_same_weights(found: Comparison) -> None:
    crossed = cross(found.weighed("own", "linear", 0.5), ["power_transition"], workers=1)
    rival = crossed.comparisons["power_transition"]

    assert list(crossed.comparisons) == ["default", "power_transition"]
    assert (rival.weighting, rival.worth, rival.threshold) == ("own", "linear", 0.5)
    assert rival.runs["replication"].tolist() == found.runs["replication"].tolist()
    assert rival.runs["security"].tolist() != found.runs["security"].tolist()
    again = Asked(under(found, "power_transition").question).run(1)
    pd.testing.assert_frame_equal(again.answer.runs, rival.answer.runs, check_exact=True)


def test_an_unknown_theory_is_told_with_the_nearest(found: Comparison) -> None:
    with pytest.raises(ne.ScenarioError, match="no theory 'power_transitoin' .did you mean 'power_transition'"):
        found.cross(["power_transitoin"])
    with pytest.raises(ne.ScenarioError, match="expected a theory beside the default, got none"):
        found.cross(["default"])


def test_a_comparison_of_a_part_of_the_scenarios_was_interrupted(found: Comparison) -> None:
    part = replace(found.answer, runs=found.answer.runs[found.answer.runs["scenario"] == "small"], stopped={"small": "precise"})

    assert Comparison(found.question, part).is_interrupted and not found.is_interrupted


def test_what_was_interrupted_is_crossed_in_the_scenarios_that_were_run(found: Comparison) -> None:
    runs = found.answer.runs[found.answer.runs["scenario"] == "eventful"]
    part = Comparison(found.question, replace(found.answer, runs=runs, stopped={"eventful": "budget"}))

    assert list(under(part, "power_transition").question.scenarios) == [EVENTFUL["name"]]
