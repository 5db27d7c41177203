"""The lesson kit: minutes that add up, briefs that hold what they promise, cards that are options of the model, pages of now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import northeastsim as ne
from docs._scenarios.basis import digest, loaded
from docs._teaching import pack
from docs._teaching.basis import DIGEST, FOLDER, STATES
from docs._teaching.cards import WAIT, cards
from northeastsim.scenario.tables import tables

PLANS = {"session-1.md": 75, "session-2.md": 75, "half-hour.md": 30}
DEBRIEFS = {"session-1.md": (50, 75), "session-2.md": (45, 75), "half-hour.md": (20, 30)}
MINUTES = re.compile(r"^\| (\d+)-(\d+) \|", re.MULTILINE)
STATE_BRIEFS = sorted(FOLDER.glob("briefs/*.md"))
PARTS = (
    "**You are**", "**What you want**", "**Red lines**", "**What you say in public**", "**Why your moves are reasonable.**",
    "**People.**",
)  # fmt: skip
BELIEFS = (
    "dependence is obedience", "defensive is harmless", "china pulls the strings", "silence is inaction", "a band is a forecast",
    "one run is evidence", "the model's weights are china's",
)  # fmt: skip


def text(name: str) -> str:
    """Return a page of the kit."""
    return (FOLDER / name).read_text(encoding="utf-8")


def plan(name: str) -> list[tuple[int, int]]:
    """Return the spans of a plan's first table."""
    first = text(name).split("\n| minute |")[1].split("\n\n")[0]
    return [(int(start), int(end)) for start, end in MINUTES.findall(first)]


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_fills_its_time_without_gaps(name: str) -> None:
    spans = plan(name)

    assert [start for start, _ in spans] == [0, *(end for _, end in spans[:-1])]
    assert spans[-1][1] == PLANS[name]


@pytest.mark.parametrize("name", DEBRIEFS)
def test_a_third_of_the_time_is_debrief(name: str) -> None:
    start, end = DEBRIEFS[name]

    assert start in {one for one, _ in plan(name)} and end == PLANS[name]
    assert 3 * (end - start) >= PLANS[name]


@pytest.mark.parametrize("brief", STATE_BRIEFS, ids=lambda path: path.stem)
def test_a_brief_says_what_briefs_say(brief: Path) -> None:
    told = brief.read_text(encoding="utf-8")
    missing = [part for part in PARTS if part not in told]

    assert "**People.**" in told and "**You are**" in told
    assert missing == [] or brief.stem in ("press", "control-desk")


def test_every_card_is_an_option_of_its_state() -> None:
    known = {(option.actor, str(option)) for option in tables(ne.load("s400_transfer").resolved).options}

    assert [(card.state, card.code) for card in cards() if card.code != WAIT and (card.initiator, card.code) not in known] == []


@pytest.mark.parametrize("state", STATES)
def test_a_state_has_six_actions_at_most_and_three_private_cards(state: str) -> None:
    mine = [card for card in cards() if card.state == state]
    sheet = text(f"cards/{STATES[state].lower().replace(' ', '-')}.md")

    assert [card.number for card in mine] == list(range(1, len(mine) + 1)) and len(mine) <= 6
    assert mine[0].code == WAIT and len({card.code for card in mine}) == len(mine)
    assert re.findall(r"^\| \*\*(\d)\*\* \|", sheet, re.MULTILINE) == ["1", "2", "3"]
    assert sheet.count("*(made up)*") == 3


def test_each_card_that_is_played_is_told() -> None:
    told = text("control-table.md")
    rows = {(state, number) for state, name in STATES.items() for number in numbers(told, name)}

    assert rows == {(card.state, card.number) for card in cards() if card.code != WAIT}


def numbers(told: str, name: str) -> list[int]:
    """Return the numbers of the cards that a state's table has."""
    part = told.split(f"\n## {name}\n")[1].split("\n## ")[0]
    return [int(number) for number in re.findall(r"^\| (\d) \|", part, re.MULTILINE)]


@pytest.mark.parametrize("name", ["control-table.md", "options.md", "misconceptions.md"])
def test_a_page_of_numbers_is_of_the_scenarios_as_they_are_now(name: str) -> None:
    found = DIGEST.search(text(name))

    assert found is not None
    written = dict(pair.split("=") for pair in found[1].split())
    assert written == {one: digest(loaded(one)) for one in written}, "run: python -m docs._teaching"


def test_each_belief_has_its_answer() -> None:
    parts = re.split(r"^## \d\. ", text("misconceptions.md"), flags=re.MULTILINE)[1:]

    assert [part.split("\n")[0].strip('"').lower() for part in parts] == list(BELIEFS)
    for part in parts:
        assert all(words in part for words in ("**A student says**", "**Why it is attractive**", "**Ask back**", "**Shows otherwise"))
        assert "$ northeastsim " in part


def test_marks_sum_to_twenty() -> None:
    marks = re.findall(r"^\| \*\*[^|]+\*\* \| (\d+) \|", text("marking.md"), re.MULTILINE)

    assert [int(mark) for mark in marks] == [6, 5, 4, 3, 2]


def test_the_pack_is_of_the_pages_as_they_are_now() -> None:
    assert text(pack.NAME) == pack.document(), "run: python -m docs._teaching pack"
    assert text(pack.CHART) == pack.empty_chart(), "run: python -m docs._teaching pack"


def test_the_pack_needs_no_network() -> None:
    told = text(pack.NAME)

    assert not re.search(r"(src|href)=|@import|url\(|<script", told)
    assert told.count("<section") == len(pack.sheets()) == 25


def test_the_statement_opens_the_kit() -> None:
    from northeastsim.statement import FULL

    assert FULL in " ".join(text("index.md").replace("\n> ", " ").split())
