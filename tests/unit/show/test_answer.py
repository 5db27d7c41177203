"""The answer of a run in three sentences."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

import northeastsim as ne
from northeastsim.show.answer import answer, beside_treaty, per_cent, recorded, word
from northeastsim.statement import trust
from two_states import TINY


def ran(count: int = 6, **changes: Any) -> ne.Results:
    """A run of the small scenario, changed."""
    return ne.load({**yaml.safe_load(TINY), **changes}).run(count, engine="simpy", workers=1)


def test_it_says_what_changes_most_how_likely_crises_are_and_how_far_to_trust_it() -> None:
    first, second, third = answer(ran())

    assert first.startswith("In the model, the scenario's events ") and "with the same luck" in first and "1 year" in first
    assert second.startswith("Within 1 year, in the model, a crisis comes in ") and "95 % interval" in second
    assert "of 6 runs" in second and "without the scenario's events" in second and "a war in" in second and "an arms race in" in second
    assert third.startswith("The intervals hold chance within the model, not the model's own error; tried on")
    assert third.endswith(trust()[0].partition(": ")[2])


def test_an_effect_has_its_interval_and_its_pairs() -> None:
    visit = {"id": "visit", "date": "2024-03-01", "type": "sanctions", "initiator": "AAA", "target": "BBB"}
    first = answer(ran(12, events=[visit]))[0]

    assert "95 % interval" in first and "12 pairs with the same luck" in first and "from" in first
    assert "defence treaty" not in first  # this world knows neither of its parties


def test_without_events_of_its_own_it_says_what_moves_beside_the_start() -> None:
    first, second, _ = answer(ran(events=[]))

    assert "moves most from the first day" in first and "which is also the naive baseline" in first and "95 % interval" in first
    assert "without the scenario's events" not in second


def test_one_run_has_no_interval() -> None:
    first, second, third = answer(ran(1))

    assert "95 %" not in first and "95 %" not in second and "One replication is one story" in second
    assert third.startswith("There is no interval")


@pytest.mark.parametrize(
    ("share", "told"),
    [(None, ""), (0.05, "5 % of what a Russian defence treaty with North Korea does to it (little)"),
     (-0.6, "60 % of what a Russian defence treaty with North Korea does to it (more than half, the other way)"),
     (1.1, "(about as much)"), (9.0, "over 5 x of what"), (9.0, "does to it (more, which hardly moves it)")],
)  # fmt: skip
def test_the_yardstick_is_told_in_figures_and_words(share: float | None, told: str) -> None:
    assert told in beside_treaty(share) and bool(beside_treaty(share)) == bool(told)


def test_probabilities_have_words_and_never_look_certain() -> None:
    assert [word(share) for share in (0.0, 0.2, 0.5, 0.7, 1.0)] == [
        "very unlikely", "unlikely", "about as likely as not", "likely", "very likely",
    ]  # fmt: skip
    assert (per_cent(0.0, 0.07), per_cent(0.9, 1.0)) == ("0 to 7 %", "90 to > 99 %")


def test_the_record_is_a_baseline_of_the_region_alone() -> None:
    region = {"actors": dict.fromkeys(("CHN", "PRK", "RUS", "KOR", "JPN", "USA")), "years": 10}
    low, high = recorded("crisis.any", region) or (0.0, 0.0)

    assert 0.89 < low < 0.91 and 0.999 < high < 1.0
    assert recorded("war.any", region) == (0.0, pytest.approx(0.584, abs=0.001))
    assert recorded("race.any", region) is None and recorded("crisis.any", {"actors": {"AAA": {}}, "years": 10}) is None
