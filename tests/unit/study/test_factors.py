"""Changes that can be made one by one, those that cannot, and the worlds between two scenarios."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from northeastsim.errors import ScenarioError
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.difference import differences
from northeastsim.scenario.load import Resolved, load
from northeastsim.scenario.tables import tables
from northeastsim.study.factors import Between, Factor, parts, separable, single, wanted
from northeastsim.study.run import execute
from northeastsim.study.worlds import columns, expect_metric, outcomes

BASE: dict[str, Any] = {"format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 1}
VISIT = {"id": "visit", "date": "2024-03-01", "type": "military_visit", "initiator": "RUS", "target": "PRK"}
DRILL = {
    "id": "drill", "after": {"event": "visit", "days": 9}, "type": "joint_exercise", "initiator": "USA", "participants": ["KOR"],
}  # fmt: skip


def scenario(**changes: Any) -> Resolved:
    """A short scenario with some keys laid over it."""
    return load({**BASE, **changes}, catalogue=catalogue())


def changes(one: Resolved, other: Resolved, most: int = 5) -> list[tuple[str, ...]]:
    """The names of the changes between two scenarios."""
    return [factor.names for factor in separable(Between(one, other), single(differences(one, other)), most)]


def test_what_has_nothing_to_do_with_one_another_stays_apart() -> None:
    other = scenario(events=[VISIT], actors={"CHN": {"growth": 0.01}}, parameters={"crisis.base_rate": 0.5})

    assert changes(scenario(), other) == [("actors.CHN.growth",), ("events.visit",), ("parameters.crisis.base_rate",)]


@pytest.mark.parametrize("most", [1, 5])
def test_an_event_is_joined_with_the_one_that_it_follows(most: int) -> None:
    one, other = scenario(), scenario(events=[VISIT, DRILL], actors={"CHN": {"growth": 0.01}})

    assert changes(one, other, most) == [("actors.CHN.growth",), ("events.visit", "events.drill")]
    assert changes(other, one, most) == [("actors.CHN.growth",), ("events.visit", "events.drill")]


def test_an_event_that_both_have_joins_nothing() -> None:
    one = scenario(events=[VISIT])
    other = scenario(events=[{**VISIT, "date": "2024-05-01"}, DRILL])

    assert changes(one, other) == [("events.visit",), ("events.drill",)]


def test_a_condition_is_joined_with_the_event_that_it_asks_about() -> None:
    asks = {"id": "tap", "when": "happened[visit] = 1", "type": "economic_support", "initiator": "CHN", "target": "PRK", "amount": 9}

    assert changes(scenario(), scenario(events=[VISIT, asks])) == [("events.visit", "events.tap")]


def test_a_start_after_an_event_is_joined_with_its_removal() -> None:
    one, other = scenario(events=[VISIT]), scenario(start="2024-06-01")

    assert changes(one, other) == [("start", "events.visit")]


def test_a_new_state_is_joined_with_its_relations() -> None:
    actor = {"economy_busd": 500, "spending_busd": 5}
    other = scenario(actors={"MNG": actor}, relations={"MNG, CHN": {"alignment": 0.1}}, parameters={"crisis.base_rate": 0.5})

    assert changes(scenario(), other) == [("actors.MNG", "relations.MNG,CHN"), ("parameters.crisis.base_rate",)]


def test_a_strategy_is_joined_with_the_actor_that_follows_it() -> None:
    other = scenario(strategies={"mine": {"actor": "CHN"}}, actors={"CHN": {"strategy": "mine"}})

    assert changes(scenario(), other) == [("actors.CHN.strategy", "strategies.mine")]


def test_of_very_many_changes_those_of_a_state_are_taken_together() -> None:
    one, other = (load(name, catalogue=catalogue()) for name in ("baseline", "baseline_2026"))
    names = [factor.name for factor in single(differences(one, other))]

    assert {"start", "monitoring", "actors.PRK", "relations of CHN", "programmes"} <= set(names) and len(names) < 24


def test_a_joined_name_says_how_many_more() -> None:
    assert Factor(("a", "b", "c"), (("events", "a"),)).name == "a + b + 1 more"
    assert Factor(("a", "b"), ()).is_joined and not Factor(("a",), ()).is_joined


def test_all_sets_are_run_of_few_changes_and_single_steps_of_many() -> None:
    assert wanted(2, 5) == [frozenset(), {0}, {1}, {0, 1}]
    assert wanted(3, 2) == [frozenset(), {0, 1, 2}, {0}, {1}, {2}, {1, 2}, {0, 2}, {0, 1}]


def test_the_world_with_all_changes_is_the_other_scenario() -> None:
    one = scenario(events=[VISIT])
    other = scenario(events=[{**VISIT, "date": "2024-05-01"}, DRILL], actors={"CHN": {"growth": 0.01}})
    between = Between(one, other)
    every = parts(single(differences(one, other)), range(3))

    assert between.world(every).document == between.last.document
    assert between.world([]).document == between.first.document


def test_only_the_measured_metric_is_kept_and_asks_nothing_of_what_is_not_there() -> None:
    other = scenario(events=[VISIT], metrics={"came": "happened[visit]", "more": "happened[visit] + 1"})
    between = Between(scenario(), other, "came")

    assert between.first.document["metrics"] == {"came": "0"}
    assert between.last.document["metrics"] == {"came": "happened[visit]"}


def test_the_metrics_are_known_before_anything_runs() -> None:
    resolved = scenario(metrics={"lead": "influence[CHN, PRK]"})
    run = execute(resolved, seed=1, replications=1, workers=1, engine="simpy", baseline=False)
    found = columns(resolved, tables(resolved))

    assert set(found) == set(run.names("runs")) - {"replication", "status", "ended", "ended_by"}


def test_outcomes_are_those_of_a_run_and_do_not_depend_on_workers() -> None:
    resolved = scenario(events=[VISIT])
    run = execute(resolved, seed=4, replications=3, workers=1, engine="simpy", baseline=False).table("runs")
    told: list[tuple[int, int]] = []
    one, two = (
        outcomes(
            [resolved, scenario()], "security[PRK].mean", seed=4, replications=3, workers=workers, engine="simpy",
            on_progress=lambda done, total: told.append((done, total)),
        )
        for workers in (1, 2)
    )  # fmt: skip

    assert one[0].tolist() == run["security[PRK].mean"].tolist()
    assert np.array_equal(one, two) and told[-1] == (6, 6)


@pytest.mark.parametrize(("name", "near"), [("influence[CHN,PRK]", "influence[CHN,PRK].end"), ("warss.count", "wars.count")])
def test_a_misspelt_metric_is_told_with_the_nearest(name: str, near: str) -> None:
    with pytest.raises(ScenarioError) as error:
        expect_metric(name, ["wars.count", "influence[CHN,PRK].end"])

    assert error.value.problems[0].suggestion == near


def test_spaces_in_a_metric_do_not_matter() -> None:
    assert expect_metric("influence[CHN, PRK].end", ["influence[CHN,PRK].end"]) == "influence[CHN,PRK].end"
