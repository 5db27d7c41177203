"""Every ready-made scenario: it loads clean, fits a screen, tells story from record, does what it says."""

from __future__ import annotations

import pathlib

import numpy as np
import pytest

from northeastsim.engine.pool import replicate
from northeastsim.engine.record import Block
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import Resolved, load
from northeastsim.scenario.region import history
from northeastsim.scenario.sources import shipped
from northeastsim.scenario.tables import Tables, tables
from northeastsim.scenario.tables.world import value_of
from northeastsim.scenario.variants import names, variant

FILES = shipped(catalogue())
NAMES = sorted(FILES)
REGIONAL = [name for name in NAMES if FILES[name].parent.name in ("scenarios", "history")]
HISTORY = [name for name in NAMES if FILES[name].parent.name == "history"]
TOLD = list(history.files())  # written from the record's table, as long as the record
CLASSICS = [name for name in NAMES if FILES[name].parent.name == "classics"]


def resolved(name: str, **settings: object) -> Resolved:
    """A shipped scenario, with values set by path."""
    return load(name, catalogue=catalogue(), settings=settings)


def versions(name: str) -> tuple[str, ...]:
    """The names of a scenario's versions."""
    return names(resolved(name).document)


def ran(scenario: Resolved, count: int, engine: str = "simpy") -> tuple[Tables, list[Block]]:
    """A scenario's tables and a few of its replications."""
    laid = tables(scenario)
    return laid, list(replicate(laid, scenario.document["seed"], 0, count, workers=1, engine=engine))


def reached(laid: Tables, blocks: list[Block], event: str) -> set[str]:
    """The stages that an event of the script reached in any replication."""
    script = laid.scripts.index(event)
    return {
        laid.stages[stage]
        for each in blocks
        for stage in each.events["stage"][each.events["script"] == script]
    }


REGION = [
    "alliance_response", "ambiguity_under_strain", "article_four", "baseline",
    "baseline_2026", "beijing_embrace", "border_tap", "brokered_talks",
    "central_asia_friction", "cold_war_echo", "fighter_transfer", "full_partnership",
    "joint_exercises", "new_leaders", "russian_lifeline",
    "s400_transfer", "sanctions_squeeze", "secret_submarine_help", "seventh_test",
    "shield_or_sword", "summit_without_beijing", "taiwan_linkage",
    "thaw_or_coercion", "treaty_yardstick", "trilateral_bloc", "ukraine_ceasefire",
    "umbrella_doubt", "vladivostok_port_calls",
]  # fmt: skip
PAST = [
    "2010_2024", "2010_2024_free", "2018_2024", "2018_2024_free",
    "panel_of_experts_gone", "pressure_to_summits_2017_2019", "shells_for_pantsir",
]  # fmt: skip
MADE = ["richardson_1909", "security_dilemma", "two_patrons_1961", "two_rivals_explosive", "two_rivals_stable"]


def test_each_is_where_it_belongs() -> None:
    """Those of the region, of its past, and made worlds."""
    assert [name for name in REGIONAL if name not in HISTORY] == REGION
    assert HISTORY == PAST
    assert CLASSICS == MADE


@pytest.mark.parametrize("name", NAMES)
def test_it_loads_without_warnings_and_asks_a_question(name: str) -> None:
    scenario = resolved(name)

    assert scenario.warnings == ()
    assert scenario.notes == ()
    assert scenario.document["name"]
    assert scenario.document["question"].endswith("?")
    assert scenario.document["description"]
    assert scenario.document["cannot_tell"].endswith(".")


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_screen_of_measured_words(name: str) -> None:
    """Sixty lines of 120 at most, opening with what it is; tests/docs/test_tone.py looks at the words."""
    lines = FILES[name].read_text(encoding="utf-8").splitlines()

    assert len(lines) <= 60 or name in TOLD
    assert max(map(len, lines)) <= 120
    assert lines[0].startswith("# ")


@pytest.mark.parametrize("name", REGIONAL)
def test_it_tells_story_from_record(name: str) -> None:
    """What the region's scenarios script beyond the record is called hypothetical, beside what is on it."""
    document = resolved(name).document
    made_up = any(event["status"] == "hypothetical" for event in document["events"])

    assert "record" in document["description"]
    assert document["description"].startswith("Hypothetical") == made_up


@pytest.mark.parametrize("name", HISTORY)
def test_the_past_is_on_the_record(name: str) -> None:
    """And the world before it is that of its time."""
    document = resolved(name).document

    assert {event["status"] for event in document["events"]} <= {"confirmed", "claimed", "denied"}
    assert document["description"].startswith("On the record")
    assert document["start"] < document["events"][0]["date"]


def test_each_has_limits_of_its_own() -> None:
    """No scenario passes off another's words as what it cannot tell, be it one that it extends."""
    texts = [resolved(name).document["cannot_tell"] for name in NAMES]

    assert len(set(texts)) == len(texts)


BLOCKED = {
    "2010_2024": {
        "thaad_pressure": "Beijing regards Seoul too well for a threat",
        "first_munitions": "Pyongyang and Moscow do not regard each other well enough yet, as for the next three",
        "shells_2023": "the same",
        "missiles_2023": "the same",
        "treaty_of_2024": "the same",
    },
    "2018_2024": {"warning_data": "Seoul and Tokyo are bound to each other by too little"},
}


@pytest.mark.parametrize("name", NAMES)
def test_each_dated_event_comes_about(name: str) -> None:
    """In two short runs what has a date is announced, and nothing that waits for a condition is blocked.

    Of the record's acts some lack what the model asks for at their date: a finding, and no others.
    """
    document = resolved(name).document
    last = max([int(str(event["date"])[:4]) for event in document["events"] if event.get("date")], default=0)
    years = max(4, last + 1 - int(str(document["start"])[:4]))
    scenario = resolved(name, years=min(years, document["years"]))
    laid, blocks = ran(scenario, 2)

    for event in scenario.document["events"]:
        stages = reached(laid, blocks, event["id"])
        if event["id"] in BLOCKED.get(name, {}):
            assert "blocked" in stages, event["id"]
        else:
            assert ("announced" in stages) if event.get("date") else ("blocked" not in stages), event["id"]


@pytest.mark.parametrize(("name", "version"), [(name, version) for name in NAMES for version in versions(name)])
def test_each_version_is_sound_and_differs(name: str, version: str) -> None:
    """A version sets what is there, and is not the scenario itself."""
    scenario = resolved(name)
    other = variant(scenario, version)

    tables(other)

    assert other.warnings == ()
    assert {key: value for key, value in other.document.items() if value != scenario.document[key]}.keys() - {
        "name", "variants", "twin",
    }  # fmt: skip


@pytest.mark.full
@pytest.mark.parametrize("name", REGIONAL)
def test_each_conditional_event_fires_sometimes(name: str) -> None:
    """Or is proposed, where those asked may always say no."""
    scenario = resolved(name)
    laid, blocks = ran(scenario, 60, engine="batch")

    for event in scenario.document["events"]:
        wanted = "proposed" if event.get("consent") else "blocked" if event["id"] in BLOCKED.get(name, {}) else "announced"
        assert wanted in reached(laid, blocks, event["id"]), event["id"]


def test_shield_and_sword_cost_the_same() -> None:
    """The two sales differ in the goods and in nothing else, least of all in value."""
    one, other = resolved("s400_transfer"), resolved("fighter_transfer")
    deals = [scenario.document["events"][0] for scenario in (one, other)]
    values = [
        deal["quantity"] * value_of(scenario.systems[deal["system"]]["value_busd"])
        for deal, scenario in zip(deals, (one, other), strict=True)
    ]
    parts = ("date", "type", "initiator", "target", "quantity")

    assert values[0] == values[1]
    assert [deals[0][part] for part in parts] == [deals[1][part] for part in parts]
    assert one.document["actors"] == other.document["actors"]
    assert [one.document[key] for key in ("start", "years", "seed")] == [
        other.document[key] for key in ("start", "years", "seed")
    ]


def test_the_yardstick_is_measured_against_a_world_that_cannot_follow() -> None:
    """Without decisions, the twins differ in what the treaty does and in nothing that they draw."""
    laid, blocks = ran(resolved("treaty_yardstick", years=2), 1)
    twin = load("treaty_yardstick", catalogue=catalogue(), settings={"years": 2, "events.treaty": None})
    _, others = ran(twin, 1)
    column = blocks[0].names.index("commitment[RUS,PRK]")
    change = blocks[0].monthly[0, :, column] - others[0].monthly[0, :, column]
    before = [date < laid.start.replace(month=6, day=19) for date in blocks[0].dates]

    assert np.all(change[before] == 0.0)
    assert np.all(change[~np.array(before)] > 0.1)
    assert "treaty" not in types_begun(laid, others)


def types_begun(laid: Tables, blocks: list[Block]) -> set[str]:
    """The types of all that happened."""
    return {laid.types[kind] for each in blocks for kind in each.events["type"]}


def test_the_dilemma_is_one_line() -> None:
    """The same sale: a sword costs the neighbour more of its safety than a shield, and it arms more."""
    shield = last(resolved("security_dilemma"))
    sword = last(resolved("security_dilemma", **{"events.sale.system": "sword"}))

    assert sword["security[BIRCH]"] < shield["security[BIRCH]"]
    assert sword["spending[BIRCH]"] > shield["spending[BIRCH]"]
    assert sword["security[ASH]"] < shield["security[ASH]"]


def last(scenario: Resolved) -> dict[str, float]:
    """What is observed at the end of one replication."""
    _, blocks = ran(scenario, 1)
    return dict(zip(blocks[0].names, blocks[0].monthly[0, -1].tolist(), strict=True))


def test_the_folder_holds_scenarios_only() -> None:
    folder = FILES["baseline"].parent

    assert {path.suffix for path in pathlib.Path(folder).rglob("*") if path.is_file()} == {".yaml"}
