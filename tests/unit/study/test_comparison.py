"""Strategies over scenarios: every world the same luck, rounds that stop where they should, and criteria as the payoff says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from northeastsim.rulebook import layout as at
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.payoffs import CONCERNS, payoff
from northeastsim.scenario.tables import tables
from northeastsim.study import options
from northeastsim.study.comparison import Answer, Question, compare, half_width, run_round
from northeastsim.study.run import execute

TINY = {"format": 1, "extends": "northeast_asia_2024", "years": 1}
STRATEGIES = ("strategic_ambiguity", "outbid_moscow")


def question(**changed: Any) -> Question:
    found = options.opened([{**TINY, "name": "one"}, {**TINY, "name": "two", "start": "2025-01-01"}], "CHN")
    asked = Question(
        "CHN", STRATEGIES, STRATEGIES[0], options.following(found, "CHN", STRATEGIES), payoff("CHN", None, catalogue()),
        ("influence[CHN,PRK].end", "crises.count"), 63, 1e-9, 16, first=2,
    )  # fmt: skip
    return replace(asked, **changed)


@pytest.fixture(scope="module")
def answer() -> Answer:
    return compare(question(), workers=1, engine="simpy")


def test_every_replication_of_every_world_has_a_row(answer: Answer) -> None:
    rows = answer.runs[["scenario", "strategy", "replication"]]

    assert not rows.duplicated().any()
    assert {(s, k): len(some) for (s, k), some in rows.groupby(["scenario", "strategy"])} == {
        (scenario, strategy): 4 for scenario in ("one", "two") for strategy in STRATEGIES
    }


def test_the_budget_ends_rounds_and_is_not_passed(answer: Answer) -> None:
    assert len(answer.runs) <= 16
    assert set(answer.stopped.values()) == {"budget"}


def test_what_is_precise_stops_after_the_first_round() -> None:
    found = compare(question(precision=1e6), workers=1, engine="simpy")

    assert set(found.stopped.values()) == {"precise"} and len(found.runs) == 8


def test_workers_do_not_change_a_bit(answer: Answer) -> None:
    again = compare(question(), workers=2, engine="simpy")

    assert again.runs.equals(answer.runs)


def test_a_run_that_is_stopped_keeps_whole_scenarios() -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    found = compare(question(), workers=1, engine="simpy", on_progress=stop)

    assert list(found.stopped.items()) == [("one", "interrupted")]
    assert set(found.runs["scenario"]) == {"one"} and found.runs.groupby("strategy").size().nunique() == 1


def test_stopped_before_anything_is_complete_it_passes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("northeastsim.study.comparison.run_round", stop)

    with pytest.raises(KeyboardInterrupt):
        compare(question(), workers=1, engine="simpy")


def test_a_round_that_fails_leaves_what_was_before() -> None:
    asked, worlds = question(), {}
    run_round(asked, "one", worlds, 0, 2, 1, "simpy")
    before = half_width(asked, worlds["one"])
    worlds["one"][1].world = None  # type: ignore[assignment]

    with pytest.raises(AttributeError):
        run_round(asked, "one", worlds, 2, 4, 1, "simpy")
    assert [len(np.concatenate([part["acts"] for part in one.parts])) for one in worlds["one"]] == [2, 2]
    assert half_width(asked, worlds["one"]) == before


def test_criteria_are_the_mean_over_the_run_less_the_start_in_usual_changes(answer: Answer) -> None:
    resolved = load({**TINY, "name": "one"}, catalogue=catalogue(), settings=options.MARKS)
    run = execute(resolved, seed=63, replications=1, workers=1, engine="simpy", paths=1, every="month", baseline=False)
    scores, world, judged = run.table("scores"), tables(resolved), payoff("CHN", None, catalogue())

    def change(score: str, actor: str = "", other: str = "") -> float:
        some = scores[(scores["score"] == score) & (scores["actor"] == actor) & (scores["other"] == other)]["value"]
        return float(some.mean() - some.iloc[0])

    others = [name for name in world.actors if name != "CHN"]
    brittle = {j: world.x[at.LAND + at.PAIR * 0 + k] for k, j in enumerate(world.actors) if j != "CHN" and world.x[at.BRITTLE + k] > 0}
    first = scores[scores["date"] == scores["date"].min()]
    promised = first[(first["score"] == "commitment") & (first["actor"] == "CHN")].set_index("other")["value"]
    expected = {
        "security": change("security", "CHN"),
        "autonomy": change("autonomy", "CHN"),
        "influence": sum(w * change("influence", "CHN", j) for j, w in judged.influence_over.items()),
        "prosperity": change("prosperity", "CHN"),
        "stability": change("stability"),
        "partnership": sum(
            w * (change("alignment", "CHN", j) + change("alignment", j, "CHN")) / 2 for j, w in judged.partners.items()
        ),
        "allies": sum(float(promised[j]) * change("security", j) for j in others),
        "neighbours": -sum(length * change("stress", j) for j, length in brittle.items()) / sum(brittle.values()),
    }
    row = answer.runs.iloc[0]

    assert world.actors[0] == "CHN" and sum(brittle.values()) > 0
    for name in CONCERNS:
        scale = world.x[world.places[f"choice.scale_{name}"]]
        assert row[name] == pytest.approx(expected[name] / scale, rel=1e-9, abs=1e-12), name
