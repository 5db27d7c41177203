"""What differs between two resolved scenarios, and documents that lie between them."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.difference import Line, differences
from northeastsim.scenario.load import Resolved, load, loads
from northeastsim.scenario.mixture import in_order, keyed, listed, mixed
from northeastsim.scenario.sources import shipped
from northeastsim.scenario.variants import names, variant

BASE: dict[str, Any] = {
    "format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 2,
    "events": [{"id": "visit", "date": "2024-03-01", "type": "military_visit", "initiator": "RUS", "target": "PRK"}],
}  # fmt: skip
NAMES = st.lists(st.sampled_from("abcdefg"), unique=True)


def scenario(**changes: Any) -> Resolved:
    """A small scenario with some keys laid over it."""
    return load({**BASE, **changes}, catalogue=catalogue())


def told(one: Resolved, other: Resolved, kind: str = "result") -> dict[str, tuple[Any, Any]]:
    """The lines of a kind by path."""
    return {".".join(line.path): (line.before, line.after) for line in differences(one, other) if line.kind == kind}


def test_a_scenario_does_not_differ_from_itself() -> None:
    assert differences(scenario(), scenario()) == []


def test_a_default_that_is_written_out_differs_from_nothing() -> None:
    value = catalogue().parameters["crisis.base_rate"]["default"]
    other = scenario(
        parameters={"crisis.base_rate": value}, settings={"war": "ends"}, systems={"s400": {}}, strategies={"pendulum": {}}
    )

    assert differences(scenario(), other) == []


def test_the_spelling_of_a_pair_differs_from_nothing() -> None:
    one, other = scenario(relations={"PRK, CHN": {"contact": 0.9}}), scenario(relations={"CHN,PRK": {"contact": 0.9}})

    assert differences(one, other) == []


def test_each_change_is_a_line_of_its_own() -> None:
    other = scenario(
        parameters={"crisis.base_rate": 0.5},
        actors={"CHN": {"strategy": "outbid_moscow", "growth": 0.01}},
        relations={"RUS, PRK": {"alignment": 0.1}},
        settings={"war": "marks"},
        systems={"s400": {"value_busd": 9}},
        closed=[{"type": "summit", "initiator": "RUS"}],
        events=[{**BASE["events"][0], "date": "2024-04-01"}],
    )
    found = told(scenario(), other)

    assert set(found) == {
        "settings.war", "actors.CHN.strategy", "actors.CHN.growth", "relations.RUS, PRK.alignment", "systems.s400.value_busd",
        "events.visit.date", "closed.summit, initiator RUS", "parameters.crisis.base_rate",
    }  # fmt: skip
    assert found["events.visit.date"] == ("2024-03-01", "2024-04-01")
    assert found["actors.CHN.growth"] == (0.045, 0.01)
    assert found["closed.summit, initiator RUS"][0] is None


def test_an_event_is_added_or_removed_as_one_line() -> None:
    ((path, (before, after)),) = told(scenario(events=[]), scenario()).items()

    assert (path, before, after["type"]) == ("events.visit", None, "military_visit")
    assert told(scenario(), scenario(events=[]))["events.visit"][1] is None


def test_words_are_told_apart() -> None:
    event = {**BASE["events"][0], "status": "claimed", "claimant": "KOR", "source": "a paper"}
    other = scenario(name="Other", question="Why?", events=[event], actors={"CHN": {"name": "Beijing"}})

    assert told(scenario(), other) == {}
    assert set(told(scenario(), other, "words")) == {
        "name", "question", "actors.CHN.name", "events.visit.status", "events.visit.claimant", "events.visit.source",
    }  # fmt: skip


def test_the_range_and_the_source_of_a_figure_are_words() -> None:
    figure = {"value": 0.045, "low": 0.0, "high": 0.1, "source": "a guess", "confidence": "low"}
    lines = differences(scenario(), scenario(actors={"CHN": {"growth": figure}}))

    assert {line.kind for line in lines} == {"words"} and all(line.is_of_figure for line in lines)


def test_what_is_looked_at_and_how_often_it_is_run_change_no_result() -> None:
    other = scenario(metrics={"lead": "influence[CHN, PRK]"}, variants={"late": {"start": "2024-02-01"}}, seed=5, replications=7)

    assert told(scenario(), other) == {}
    assert set(told(scenario(), other, "measure")) == {"metrics.lead", "variants.late"}
    assert set(told(scenario(), other, "run")) == {"seed", "replications"}


def test_a_note_beside_a_rule_is_words() -> None:
    rules = [{"when": "stability > 0.5", "then": {"summit CHN": 0.5}}]
    one = scenario(strategies={"pendulum": {"rules": rules}})
    other = scenario(strategies={"pendulum": {"rules": [{**rules[0], "note": "why"}]}})

    assert told(one, other) == {} and set(told(one, other, "words")) == {"strategies.pendulum.rules"}


def test_turned_round_the_same_lines_differ() -> None:
    one, other = (load(name, catalogue=catalogue()) for name in ("baseline", "seventh_test"))
    turned = {Line(line.path, line.after, line.before, line.kind, line.part) for line in map(frozen, differences(one, other))}

    assert turned == set(map(frozen, differences(other, one)))


def frozen(line: Line) -> Line:
    """A line whose values can be members of a set."""
    return Line(line.path, repr(line.before), repr(line.after), line.kind, line.part)


@given(NAMES, NAMES)
def test_merged_orders_hold_both_and_keep_the_first(one: list[str], other: list[str]) -> None:
    order = in_order(one, other)

    assert sorted(order) == sorted({*one, *other})
    assert [name for name in order if name in one] == one


def test_keyed_and_listed_undo_each_other() -> None:
    document = load("two_patrons_1961", catalogue=catalogue()).document

    assert listed(keyed(document)) == document


PAIRS = [*itertools.pairwise(sorted(shipped(catalogue()))), ("s400_transfer", "two_patrons_1961")]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_with_all_its_parts_a_scenario_is_the_other(first: str, second: str) -> None:
    """Every line that can change a result belongs to a part, and the parts together make the other scenario."""
    one, other = (load(name, catalogue=catalogue()) for name in (first, second))
    parts = {line.part: None for line in differences(one, other) if line.kind == "result"}
    document = {**mixed(one.document, other.document, parts), "metrics": {}, "variants": {}, "twin": {}}

    assert told(load(document, catalogue=catalogue()), other) == {}


@pytest.mark.parametrize("name", ["seventh_test", "border_tap", "new_leaders"])
def test_a_version_differs_by_what_it_sets(name: str) -> None:
    resolved = load(name, catalogue=catalogue())
    for each in names(resolved.document):
        found = told(resolved, variant(resolved, each))
        section = resolved.document["twin"] if each == "twin" else resolved.document["variants"][each]

        assert len(found) == len(section)


def test_text_and_dict_of_a_scenario_do_not_differ() -> None:
    text = (shipped(catalogue())["baseline"]).read_text(encoding="utf-8")

    assert differences(loads(text, catalogue=catalogue()), load("baseline", catalogue=catalogue())) == []
