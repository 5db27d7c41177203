"""The two worlds of a what-if: how the change is laid on, from when they may differ, and what is refused."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pytest

from northeastsim.errors import ScenarioError
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import Resolved, load
from northeastsim.study.twin_worlds import Change, Pairs, Twins, twins

BASE: dict[str, Any] = {
    "format": 1,
    "extends": "northeast_asia_2024",
    "start": "2024-01-01",
    "years": 1,
    "variants": {"poor": {"parameters.dependence.flow_weight": 0.1}},
    "metrics": {"came": "happened[aid]"},
    "events": [
        {"id": "aid", "type": "economic_support", "initiator": "RUS", "target": "PRK", "date": "2024-03-01", "amount": 800},
        {"id": "visit", "type": "military_visit", "initiator": "RUS", "target": "PRK", "date": "2024-05-01"},
    ],
}


@pytest.fixture(scope="module")
def scenario() -> Resolved:
    """A year with two events, a variant and a metric."""
    return load(BASE, catalogue=catalogue())


def test_the_parts_of_a_change_are_laid_on_in_order(scenario: Resolved) -> None:
    """A variant, a patch, events dropped, strategies, values: what comes later wins."""
    change = Change(
        variant="poor",
        patches=({"parameters": {"dependence.flow_weight": 0.2, "choice.horizon": 2}},),
        without=("visit",),
        strategies={"PRK": "fortress"},
        settings={"parameters.dependence.flow_weight": 0.3},
    )
    worlds = twins(scenario, change)

    assert worlds.changed.parameters["dependence.flow_weight"] == 0.3 and worlds.changed.parameters["choice.horizon"] == 2
    assert worlds.changed.document["actors"]["PRK"]["strategy"] == "fortress"
    assert [one["id"] for one in worlds.changed.document["events"]] == ["aid"] and worlds.own == {"visit"}
    assert worlds.original.parameters == scenario.parameters


def test_wars_mark_both_worlds_and_end_neither(scenario: Resolved) -> None:
    worlds = twins(scenario, Change(without=("aid",)))

    assert worlds.original.document["settings"]["war"] == worlds.changed.document["settings"]["war"] == "marks"


def test_a_length_is_that_of_both(scenario: Resolved) -> None:
    worlds = twins(scenario, Change(without=("aid",), settings={"years": 2}))

    assert worlds.original.document["years"] == worlds.changed.document["years"] == 2


def test_a_metric_that_asks_for_a_dropped_event_says_that_it_never_happened(scenario: Resolved) -> None:
    worlds = twins(scenario, Change(without=("aid",)))
    (one, other), *_ = Pairs(worlds, 2, 1, 1).each(["came"])

    assert (one.scores[:, -1, 0] == 1.0).all() and (other.scores == 0.0).all()


@pytest.mark.parametrize(
    ("change", "day"),
    [
        (Change(without=("aid",)), "2024-03-01"),
        (Change(without=("visit",)), "2024-05-01"),
        (Change(settings={"actors.PRK.growth": 0.1}), "2024-01-01"),
        (Change(strategies={"PRK": "fortress"}, since="2024-06-03"), "2024-06-03"),
    ],
)
def test_worlds_are_equal_until_the_change_can_tell(scenario: Resolved, change: Change, day: str) -> None:
    """Until the first event that differs, the fork, or from the start on; scores on a day show what came before it."""
    worlds = twins(scenario, change)
    pairs = Pairs(worlds, 2, 1, 1)
    (one, other), *_ = pairs.each(["influence[CHN,PRK]", "prosperity[PRK]"])
    past = [date <= worlds.begins for date in pairs.plan.dates]

    assert worlds.begins == datetime.date.fromisoformat(day)
    assert np.array_equal(one.scores[:, past], other.scores[:, past])


def test_results_do_not_depend_on_workers_and_progress_counts_both_worlds(scenario: Resolved) -> None:
    told: list[tuple[int, int]] = []
    worlds: Twins = twins(scenario, Change(without=("aid",)))
    one, other = (list(Pairs(worlds, 4, 1, n).each(["stability"], lambda *k: told.append(k))) for n in (1, 2))

    assert all(np.array_equal(one[0][k].scores, other[0][k].scores) for k in range(2))
    assert told[-1] == (8, 8) and all(total == 8 for _, total in told)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change(), "the scenario names no twin of its own: give what changes"),
        (Change(without=("add",)), "there is no event 'add'; known are aid, visit"),
        (Change(variant="pour"), "no variant 'pour'"),
        (Change(strategies={"PRK": "fortres"}), "did you mean 'fortress'?"),
        (Change(settings={"actors.PRK.grwth": 0.1}), "did you mean 'growth'?"),
        (Change(settings={"start": "2024-02-01"}), "twin worlds begin and end together"),
        (Change(patches=({"years": 2},)), "twin worlds begin and end together"),
        (Change(without=("aid",), since="2024-13-01"), "expected a date such as 2026-01-01, got '2024-13-01'"),
        (Change(without=("aid",), since="2025-01-01"), "2025-01-01 is outside the run, which covers 2024-01-01 to 2024-12-31"),
        (Change(without=("aid",), since="2024-04-01"), "is due on 2024-03-01, before 2024-04-01"),
    ],
)
def test_a_change_that_cannot_be_made_is_refused_in_words(scenario: Resolved, change: Change, words: str) -> None:
    with pytest.raises(ScenarioError) as raised:
        twins(scenario, change)

    assert words in str(raised.value)
