"""Strategies over scenarios: what is run, how often, by what it is judged, and when it stops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

import northeastsim as ne
from northeastsim.face.comparison import asked
from northeastsim.rulebook import layout as at
from northeastsim.scenario.payoffs import CONCERNS
from northeastsim.scenario.tables import tables
from northeastsim.study import comparison as study
from northeastsim.study.comparison import Answer, compare
from two_strategies import EVENTFUL, SMALL, question

KEYS = ["scenario", "strategy", "replication"]


@pytest.fixture(scope="module")
def answer() -> Answer:
    """Two scenarios, three strategies, a first round of four replications."""
    return compare(question(), workers=1, engine="simpy")


def test_each_world_has_each_replication_once(answer: Answer) -> None:
    found = [tuple(row) for row in answer.runs[KEYS].itertuples(index=False)]
    expected = [(s, o, r) for s in ("small", "eventful") for o in ("arm", "befriend", "passive") for r in range(4)]

    assert found == expected


def test_strategies_differ_and_concerns_move(answer: Answer) -> None:
    """Else most of what is tested here would hold of a table of zeros."""
    means = answer.runs.groupby("strategy")[list(CONCERNS)].mean().round(9)

    assert (means.nunique() > 1).sum() >= 5
    assert (answer.runs[list(CONCERNS)].abs() > 1e-6).any().all()


def test_bits_do_not_depend_on_workers(answer: Answer) -> None:
    again = compare(question(), workers=2, engine="simpy")

    pd.testing.assert_frame_equal(again.runs, answer.runs, check_exact=True)
    assert again.half_widths == answer.half_widths


def test_a_world_is_the_scenario_in_which_the_actor_follows_the_strategy(answer: Answer) -> None:
    for source in (SMALL, EVENTFUL):
        for strategy in ("arm", "befriend"):
            own = ne.load(source, **{"actors.AAA.strategy": strategy, "settings.war": "marks"})
            expected = own.run(replications=4, seed=7, workers=1, baseline=False).runs
            found = answer.runs[(answer.runs["scenario"] == source["name"]) & (answer.runs["strategy"] == strategy)]

            for name in ("stability.mean", "influence[AAA,CCC].end", "crises.count"):
                assert found[name].tolist() == expected[name].tolist()


def naive_criteria(name: str, source: Mapping[str, Any], strategy: str) -> pd.DataFrame:
    """The concerns in each replication, written from their definition and taken from the tables of a plain run."""
    scenario = ne.load(dict(source), **{"actors.AAA.strategy": strategy, "settings.war": "marks"})
    results = scenario.run(replications=4, seed=7, workers=1, baseline=False, paths="all", every="month")
    world = tables(scenario.resolved)
    runs = results.runs.set_index("replication")
    starts = (runs[[c for c in runs if c.endswith(".end")]].rename(columns=lambda c: c.removesuffix(".end"))) - (
        runs[[c for c in runs if c.endswith(".change")]].rename(columns=lambda c: c.removesuffix(".change"))
    )

    def moved(score: str) -> pd.Series:
        return runs[f"{score}.mean"] - starts[score]

    def usual(concern: str) -> float:
        return float(world.x[world.places[f"choice.scale_{concern}"]])

    regard = {"CCC": 0.8, "BBB": 0.2}
    border = {"BBB": 0.75, "CCC": 0.25}  # both may fall, and no one else has a border
    concerns = {
        "security": moved("security[AAA]"),
        "autonomy": moved("autonomy[AAA]"),
        "influence": 0.7 * moved("influence[AAA,CCC]") + 0.3 * moved("influence[AAA,BBB]"),
        "prosperity": moved("prosperity[AAA]"),
        "stability": moved("stability"),
        "partnership": sum(w * (moved(f"alignment[AAA,{j}]") + moved(f"alignment[{j},AAA]")) / 2 for j, w in regard.items()),
        "allies": 0.5 * moved("security[CCC]"),  # the one that it is committed to at the start
        "neighbours": -sum(share * moved(f"stress[{j}]") for j, share in border.items()),
    }
    return pd.DataFrame({concern: values / usual(concern) for concern, values in concerns.items()})


@pytest.mark.parametrize("source", [SMALL, EVENTFUL], ids=lambda source: source["name"])
@pytest.mark.parametrize("strategy", ["arm", "befriend", "passive"])
def test_criteria_are_those_of_the_definition(answer: Answer, source: Any, strategy: str) -> None:
    expected = naive_criteria(source["name"], source, strategy)
    found = answer.runs[(answer.runs["scenario"] == source["name"]) & (answer.runs["strategy"] == strategy)]

    for concern in CONCERNS:
        assert found[concern].tolist() == pytest.approx(expected[concern].tolist(), rel=1e-9, abs=1e-9), concern


def test_concerns_lie_in_the_order_of_the_rules() -> None:
    rows = ("OWN_SECURITY", "AUTONOMY", "INFLUENCE", "PROSPERITY", "STABILITY", "PARTNERSHIP", "ALLIES", "NEIGHBOURS")

    assert [getattr(at, row) for row in rows] == list(range(len(CONCERNS)))
    assert [row.lower().removeprefix("own_") for row in rows] == list(CONCERNS)


# --- when it stops --------------------------------------------------------------------------------------------------


def counts(answer: Answer) -> pd.Series:
    """Replications of each world."""
    return answer.runs.groupby(["scenario", "strategy"], sort=False).size()


def test_it_stops_when_it_is_precise() -> None:
    found = compare(question(precision=1e3, budget=10_000), workers=1, engine="simpy")

    assert set(found.stopped.values()) == {"precise"} and set(counts(found)) == {4}


@pytest.mark.parametrize(("budget", "spent"), [(1, 24), (24, 24), (35, 24), (36, 36), (48, 48), (71, 48), (72, 72), (100, 96)])
def test_after_the_first_round_the_budget_is_never_exceeded(budget: int, spent: int) -> None:
    """A scenario's rounds take 12 replications, then 12 more, then 24 more; there are two."""
    found = compare(question(budget=budget), workers=1, engine="simpy")
    sizes = counts(found)

    assert set(found.stopped.values()) == {"budget"} and sizes.sum() == spent
    assert (sizes.groupby("scenario").nunique() == 1).all()


def test_it_stops_at_the_most_that_a_world_may_have() -> None:
    found = compare(question(budget=10_000, most=9), workers=1, engine="simpy")

    assert set(found.stopped.values()) == {"most"} and set(counts(found)) == {8}


def test_a_precise_scenario_leaves_the_budget_to_the_others() -> None:
    first = compare(question(), workers=1, engine="simpy")
    low, high = sorted(first.half_widths.values())
    found = compare(question(precision=(low + high) / 2, budget=48, most=8), workers=1, engine="simpy")

    assert low < high
    assert sorted(found.stopped.values()) == ["most", "precise"] or sorted(found.stopped.values()) == ["precise", "precise"]
    assert sorted(set(counts(found))) == [4, 8]


def test_more_rounds_add_replications_and_change_none(answer: Answer) -> None:
    longer = compare(question(budget=48), workers=1, engine="simpy")
    first = longer.runs[longer.runs["replication"] < 4].reset_index(drop=True)

    assert set(counts(longer)) == {8}
    pd.testing.assert_frame_equal(first, answer.runs, check_exact=True)


def test_the_half_width_is_of_the_payoff_of_the_default_weights(answer: Answer) -> None:
    widest = {}
    for scenario, some in answer.runs.groupby("scenario"):
        wide = some.set_index(["strategy", "replication"])[list(CONCERNS)]
        weights = np.array([1, 0, 1, 0, 0, 1, 1, 1]) / 5
        payoff = ((wide / (1 + wide.abs() / 2)) @ weights).unstack("strategy")
        gaps = payoff.sub(payoff[question().base], axis=0)
        widest[scenario] = 1.96 * float(gaps.std().max()) / 2

    assert answer.half_widths == pytest.approx(widest)


def interrupted(monkeypatch: pytest.MonkeyPatch, after: int, **changes: Any) -> Answer:
    """Return what is kept where Ctrl-C comes after so many worlds' rounds."""
    run, done = study.World.run, []

    def until(self: study.World, *arguments: Any) -> None:
        if len(done) == after:
            raise KeyboardInterrupt
        run(self, *arguments)
        done.append(self)

    monkeypatch.setattr(study.World, "run", until)
    return compare(question(**changes), workers=1, engine="simpy")


@pytest.mark.parametrize("after", [0, 1, 2])
def test_interrupted_before_a_scenario_is_complete_nothing_is_kept(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted(monkeypatch, after)


@pytest.mark.parametrize("after", [3, 4, 5])
def test_interrupted_in_the_first_round_whole_scenarios_are_kept(
    monkeypatch: pytest.MonkeyPatch, answer: Answer, after: int
) -> None:
    found = interrupted(monkeypatch, after)
    whole = answer.runs[answer.runs["scenario"] == "small"]

    assert found.stopped == {"small": "interrupted"} and list(found.half_widths) == ["small"]
    pd.testing.assert_frame_equal(found.runs, whole, check_exact=True)


@pytest.mark.parametrize(("after", "sizes"), [(6, [4, 4]), (8, [4, 4]), (9, [8, 4]), (11, [8, 4]), (12, [8, 8])])
def test_interrupted_later_whole_rounds_are_kept(monkeypatch: pytest.MonkeyPatch, after: int, sizes: list[int]) -> None:
    found = interrupted(monkeypatch, after, budget=10_000)

    assert counts(found).tolist() == [n for n in sizes for _ in range(3)]
    assert set(found.stopped.values()) == {"interrupted"}


def test_what_is_precise_before_the_interruption_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    found = interrupted(monkeypatch, 4, precision=1e3)

    assert found.stopped == {"small": "precise"}


def test_interrupted_between_rounds_what_is_complete_is_kept() -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    found = compare(question(), workers=1, engine="simpy", on_progress=stop)

    assert found.stopped == {"small": "interrupted"} and counts(found).tolist() == [4, 4, 4]


def test_a_round_that_fails_leaves_what_was_before() -> None:
    asked_for, worlds = question(), {}  # type: ignore[var-annotated]
    study.run_round(asked_for, "small", worlds, 0, 2, 1, "simpy")
    before = study.half_width(asked_for, worlds["small"])
    worlds["small"][1].world = None  # type: ignore[assignment]

    with pytest.raises(AttributeError):
        study.run_round(asked_for, "small", worlds, 2, 4, 1, "simpy")
    assert [sum(len(part["acts"]) for part in one.parts) for one in worlds["small"]] == [2, 2, 2]
    assert study.half_width(asked_for, worlds["small"]) == before


def test_an_actor_s_own_acts_are_counted_and_priced() -> None:
    """Against the events of a plain run; of its acts there, only reassurance and support have a price."""
    source = {"format": 1, "name": "region", "extends": "northeast_asia_2024", "years": 2}
    versions = asked([source], "CHN", ["outbid_moscow", "passive"], seed=7).question
    found = compare(replace(versions, first=4, budget=2), workers=1, engine="simpy").runs.set_index("strategy")
    scenario = ne.load(source, **{"actors.CHN.strategy": "outbid_moscow", "settings.war": "marks"})
    events = scenario.run(replications=4, seed=7, workers=1, baseline=False, events="all").events
    mine = events[(events["initiator"] == "CHN") & (events["cause_kind"] == "decision")]
    prices = {"reassurance": 200.0, "economic_support": 300.0}
    paid = mine[mine["stage"].isin(["announced", "declined"])]

    for column, stage in (("acts", "announced"), ("asked", "proposed"), ("refused", "declined")):
        expected = mine[mine["stage"] == stage].groupby("replication").size().reindex(range(4), fill_value=0)
        assert found.loc["outbid_moscow", column].tolist() == expected.tolist(), column
    spent = paid["type"].astype(str).map(lambda name: prices.get(name, 0.0)).groupby(paid["replication"]).sum()
    assert found.loc["outbid_moscow", "money_musd"].tolist() == spent.reindex(range(4), fill_value=0.0).tolist()
    assert spent.sum() > 0.0 and (found.loc["passive", list(study.COSTS)] == 0.0).all().all()
