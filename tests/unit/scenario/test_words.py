"""The nearest valid name to a misspelt one."""

from __future__ import annotations

import pytest

from northeastsim.errors import Problem
from northeastsim.scenario.words import nearest
from small_world import refusal

ACTORS = {"CHN": {"name": "China"}, "RUS": {"name": "Russia"}, "USA": {"name": "United States"}, "PRK": None}


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("russia", "RUS"),
        ("Rusia", "RUS"),
        ("united-states", "USA"),
        ("UnitedStates", "USA"),
        ("rus", "RUS"),
        ("DPRK", "PRK"),
        ("Atlantis", None),
        ("RUS", None),
        ("--", None),
        (5, None),
    ],
)
def test_a_name_is_as_good_as_an_id(name: object, near: str | None) -> None:
    """An actor is found by what people call it, before ids are searched for like letters."""
    assert nearest(name, ACTORS) == near


def test_dashes_and_spaces_count_for_nothing() -> None:
    assert nearest("s-400", ["s300", "s400"]) == "s400"
    assert nearest("Arms Transfer", ["arms_sale", "arms_transfer"]) == "arms_transfer"
    assert nearest("crisis-base-rate", ["crisis.base_rate"]) == "crisis.base_rate"


def test_an_id_goes_before_a_name() -> None:
    assert nearest("chn", {"CHN": {"name": "China"}, "TWN": {"name": "CHN"}}) == "CHN"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("events: [{id: x, type: summit, date: 2025-01-01, initiator: russia}]", "no actor 'russia' (did you mean 'RUS'?)"),
        ("events: [{id: x, type: arms-transfer, date: 2025-01-01, initiator: russia}]", "no actor 'russia'"),
        ("closed: [{type: arms_transfer, system: s-400}]", "no system 's-400' (did you mean 's400'?)"),
        ("actors: {CHN: {holdings: {S-400: 2}}}", "actors.CHN.holdings.S-400: no system 'S-400' (did you mean 's400'?)"),
        ("actors: {CHN: {strategy: strategic ambiguity}}", "(did you mean 'strategic_ambiguity'?)"),
        ("actors: {CHN: {strategy: hawk}}", "no strategy 'hawk'; known: pendulum, strategic_ambiguity, wait"),
        ("metrics: {mine: 'influence[X, CHN]'}", "no actor 'X'; known: CHN, KOR, PRK, RUS"),
        ("metrics: {mine: 'influence[Russia, CHN]'}", "no actor 'Russia' (did you mean 'RUS'?)"),
    ],
)  # fmt: skip
def test_references_are_told_by_name(text: str, told: str) -> None:
    """Wherever a document names something, also where the name could be no id."""
    named = "actors: {RUS: {name: Russia}}\n" if "actors" not in text else ""

    assert told in refusal(named + text)


def test_what_cannot_be_printed_is_told_as_a_question_mark() -> None:
    assert str(Problem("\ud7fcdeal", None, None, "", "there is no\nsuch scenario")) == "?deal: there is no such scenario"
