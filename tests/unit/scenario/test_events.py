"""The script: times, roles, and the keys that a type has of its own."""
# ruff: noqa: E501 (messages are compared whole, one per line)

from __future__ import annotations

import time

import pytest
import yaml

from small_world import document, refusal

DEAL = "id: deal, type: arms_transfer, date: 2025-01-01, initiator: RUS, target: PRK, system: s400"


def deal(**changes: str | None) -> str:
    """One event, the deal, with some keys changed or left out."""
    keys = dict(part.split(": ", 1) for part in DEAL.split(", ")) | changes
    return (
        "events: [{" + ", ".join(f"{key}: {value}" for key, value in keys.items() if value is not None) + "}]"
    )


def test_defaults_of_own_keys_are_filled_in() -> None:
    """As the type has them; what has none stays out."""
    (event,) = document(deal())["events"]

    assert event["quantity"] == 1
    assert "value_busd" not in event


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"type": "arms_transfr"}, "events.deal.type: no event type 'arms_transfr' (did you mean 'arms_transfer'?)"),
        ({"type": None}, "events.deal.type: this key is required and missing"),
        ({"id": None}, "events.0.id: this key is required and missing"),
        ({"id": "'a b'"}, "expected an id: a letter, then letters, digits or _ (64 at most), got the text 'a b'"),
        ({"id": "5"}, "expected text, got 5; quote it"),
        ({"date": None}, "events.deal: needs a time: a 'date', a 'when', an 'after' or a 'hazard'"),
        ({"when": "stability < 1"}, "events.deal.when: give 'date' or 'when', not both"),
        ({"date": "2023-12-31"}, "events.deal.date: 2023-12-31 is outside the run, which covers 2024-01-01 to 2033-12-31"),
        ({"date": "2034-01-01"}, "2034-01-01 is outside the run"),
        ({"date": "2025-02-29"}, "there is no such day"),
        ({"date": "20250601"}, "expected text, got 20250601; quote it"),
        ({"date": "2025-6-1"}, "expected a date such as 2025-06-01"),
        ({"date": "'２０２５-01-01'"}, "expected a date such as 2025-06-01"),
        ({"repeat": "90 days"}, "'repeat' goes with 'when', not with 'date'"),
        ({"until": "2026-01-01"}, "'until' goes with 'when', 'after' or 'hazard', not with 'date'"),
        ({"date": None, "when": "stability < 1", "repeat": "90"}, "expected text, got 90"),
        ({"date": None, "when": "stability < 1", "repeat": "0 days"}, "expected a number of days from 1 to 36500"),
        ({"date": None, "when": "stability < 1", "repeat": "99999 days"}, "expected a number of days"),
        ({"date": None, "when": "stability < 1", "until": "2024-01-01"}, "nothing would ever happen"),
        ({"date": None, "when": "stabilty < 1"}, "events.deal.when: unknown name 'stabilty' (did you mean 'stability'?)"),
        ({"date": None, "when": "'happened[dael] = 1'"}, "no event 'dael' (did you mean 'deal'?)"),
        ({"date": None, "when": "'security[CHM] < 1'"}, "no actor 'CHM' (did you mean 'CHN'?)"),
        ({"date": None, "when": "__import__('os')"}, "events.deal.when: unexpected character"),
        ({"date": None, "when": "true"}, "expected text, got true"),
        ({"initiator": "RUZ"}, "no actor 'RUZ' (did you mean 'RUS'?)"),
        ({"initiator": None}, "events.deal.initiator: this key is required and missing ('arms_transfer' needs it)"),
        ({"initiator": "null"}, "events.deal.initiator: this key is required and missing"),
        ({"target": "RUS"}, "events.deal.target: 'RUS' already is the initiator"),
        ({"target": "[PRK]"}, "expected text, got a list"),
        ({"participants": "[CHN]"}, "events.deal.participants: 'arms_transfer' has no participants"),
        ({"system": "s4000"}, "no system 's4000' (did you mean 's400'?)"),
        ({"system": None}, "events.deal.system: this key is required and missing"),
        ({"about": "deal"}, "an event cannot be about itself"),
        ({"about": "nothing"}, "no event 'nothing'"),
        ({"quantity": "2.0"}, "events.deal.quantity: expected a whole number [units], got 2.0"),
        ({"quantity": "true"}, "expected a whole number [units], got true"),
        ({"quantity": "'2'"}, "expected a whole number [units], got the text '2'"),
        ({"quantity": "0"}, "expected at least 1 [units], got 0"),
        ({"quantity": "1001"}, "expected at most 1000 [units], got 1001"),
        ({"quantity": "[1, 2.5]"}, "expected a whole number [units], got 2.5"),
        ({"quantity": "[1, '2']"}, "expected a whole number [units], got the text '2'"),
        ({"quantity": "[0, 2]"}, "expected at least 1 [units], got 0"),
        ({"quantity": "[3, 2]"}, "events.deal.quantity: low 3 is above high 2"),
        ({"quantity": "[3]"}, "expected a number or a range [low, high] [units], got a list of 1"),
        ({"value_busd": "{value: 3, hi: 4}"}, "unknown key 'hi' in a figure"),
        ({"value_busd": "{low: 3}"}, "a figure with a range needs its 'value'"),
        ({"value_busd": "{value: 3, low: 4}"}, "value 3 is not within its own range"),
        ({"quantty": "2"}, "f.yaml:3:103: events.deal.quantty: unknown key (did you mean 'quantity'?)"),
        ({"zzz": "2"}, "events.deal.zzz: unknown key; this type's own: quantity, value_busd"),
        ({"probability": "1.5"}, "events.deal.probability: expected at most 1, got 1.5"),
        ({"probability": "[0.5, 1.5]"}, "events.deal.probability.1: expected at most 1, got 1.5"),
        ({"probability": "[0.5, 0.4]"}, "events.deal.probability: low 0.5 is above high 0.4"),
        ({"probability": "[0.5]"}, "events.deal.probability: expected at least 2 entries, got a list"),
        ({"probability": "often"}, "events.deal.probability: expected a number, got the text 'often'"),
        ({"hazard": "0.1"}, "events.deal.hazard: give 'date' or 'hazard', not both"),
        ({"date": None, "hazard": "-0.1"}, "events.deal.hazard: expected at least 0, got -0.1"),
        ({"date": None, "hazard": "0.1", "repeat": "90 days"}, "'repeat' goes with 'when', not with 'hazard'"),
        ({"after": "{event: deal}"}, "events.deal.after: give 'date' or 'after', not both"),
        ({"date": None, "after": "{event: deal}"}, "events.deal.after.event: an event cannot follow itself"),
        ({"date": None, "after": "{event: dael}"}, "events.deal.after.event: no event 'dael' (did you mean 'deal'?)"),
        ({"date": None, "after": "deal"}, "events.deal.after: expected a mapping of keys, got the text 'deal'"),
        ({"date": None, "after": "{days: 5}"}, "events.deal.after.event: this key is required and missing"),
        ({"date": None, "after": "{event: x, day: 5}"}, "events.deal.after.day: unknown key (did you mean 'days'?)"),
        ({"date": None, "after": "{event: x, days: -1}"}, "events.deal.after.days: expected at least 0, got -1"),
        ({"date": None, "after": "{event: x, days: 1.5}"}, "events.deal.after.days: expected a whole number, got 1.5"),
        ({"date": None, "after": "{event: x}", "repeat": "9 days"}, "'repeat' goes with 'when', not with 'after'"),
        ({"date": None, "hazard": 1, "since": "2019-01-01"}, "events.deal.since: 2019-01-01 is outside the run"),
        ({"date": None, "hazard": 1, "since": "2026-01-01", "until": "2026-01-01"}, "2026-01-01 is not after 'since', 2026-01-01"),
        ({"consent": "true"}, "events.deal.consent: expected 'ask', got true"),
        ({"secret": "1"}, "expected true or false, got 1"),
        ({"type": "nuclear_test"}, "events.deal.target: 'nuclear_test' has no target"),
        ({"type": "nuclear_test"}, "events.deal.system: 'nuclear_test' has no system"),
        ({"type": "sanctions", "system": None, "consent": "ask"}, "'sanctions' takes nobody's consent"),
        ({"type": "summit", "system": None, "target": None, "consent": "ask"}, "there is no target to ask"),
        ({"type": "treaty", "system": None}, "events.deal.clause: this key is required and missing"),
        ({"type": "treaty", "system": None, "clause": "defense"}, "expected defence, friendship, got the text 'defense' (did you mean 'defence'?)"),
        ({"type": "summit", "system": None, "participants": "[CHN, CHN]"}, "participants.1: 'CHN' already is a participant"),
        ({"type": "summit", "system": None, "participants": "[UNSC]"}, "no actor 'UNSC'"),
        ({"type": "summit", "system": None, "participants": "CHN"}, "expected a list, got the text 'CHN'"),
        ({"type": "joint_exercise", "system": None, "target": None, "participants": "[]"}, "participants: this key is required and missing"),
        ({"type": "joint_exercise", "system": None, "target": None, "participants": "[CHN]", "aimed_at": "[CHN]"}, "aimed_at.0: 'CHN' already is a participant"),
        ({"type": "joint_exercise", "system": None, "target": None, "participants": "[CHN]", "aimed_at": "[RUS]"}, "aimed_at.0: 'RUS' already is the initiator"),
        ({"type": "demarche", "system": None}, "events.deal.about: this key is required and missing"),
    ],
)  # fmt: skip
def test_a_bad_event_is_told(changes: dict[str, str | None], words: str) -> None:
    """What it needs, what it may not have, and who it names."""
    assert words in refusal(deal(**changes))


def follower(name: str, event: str) -> str:
    """An event that follows another one."""
    return f"{{id: {name}, after: {{event: {event}}}, type: nuclear_test, initiator: PRK}}"


@pytest.mark.parametrize(
    ("follows", "told"),
    [
        ({"a": "b", "b": "a"}, ["events.a.after.event: events wait for one another: a -> b -> a"]),
        ({"x": "a", "a": "b", "b": "c", "c": "a"}, ["events.a.after.event: events wait for one another: a -> b -> c -> a"]),
        (
            {"a": "b", "b": "a", "c": "d", "d": "c"},
            [
                "events.a.after.event: events wait for one another: a -> b -> a",
                "events.c.after.event: events wait for one another: c -> d -> c",
            ],
        ),
    ],
)  # fmt: skip
def test_events_that_wait_for_one_another_are_told(follows: dict[str, str], told: list[str]) -> None:
    """Once for each circle."""
    words = refusal(f"events: [{', '.join(follower(*pair) for pair in follows.items())}]")

    assert [line.partition(" ")[2] for line in words.splitlines()] == told


def test_a_chain_of_any_length_is_checked_at_once() -> None:
    """Each event is walked over once."""
    names = [f"e{k}" for k in range(4000)]
    chain = ", ".join(follower(one, other) for one, other in zip(names, [*names[1:], "deal"], strict=True))
    begun = time.process_time()
    document(f"events: [{deal().removeprefix('events: [').removesuffix(']')}, {chain}]")

    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    "changes",
    [
        {"quantity": "[1, 2]"},
        {"quantity": "[1.0, 2e2]"},
        {"value_busd": "[0.5, 2]"},
        {"probability": "0.5"},
        {"probability": "[0.2, 0.4]"},
        {"probability": "{value: 0.3, low: 0.1, high: 0.5, source: x}"},
        {"date": None, "hazard": "[0, 0.1]"},
    ],
)
def test_numbers_may_be_ranges(changes: dict[str, str | None]) -> None:
    """Own numeric keys, probability and hazard; of a whole number, ends that are whole however they are written."""
    (event,) = document(deal(**changes))["events"]
    (name,) = [name for name in changes if name != "date"]

    assert event[name] == yaml.safe_load(str(changes[name]).replace("2e2", "200.0"))


def test_days_after_an_event_are_none_if_not_given() -> None:
    """It is due at once."""
    (_, event) = document(f"{deal()[:-1]}, {follower('test', 'deal')}]")["events"]

    assert event["after"] == {"event": "deal", "days": 0}


def test_an_organisation_may_act_and_be_addressed() -> None:
    """Bodies are no actors and yet initiate."""
    assert document(deal(type="sanctions", system=None, initiator="UNSC"))["events"][0]["initiator"] == "UNSC"


def test_the_window_moves_with_the_start() -> None:
    """An event of the base that the new start leaves behind is told."""
    words = refusal("start: 2026-01-01\nyears: 1\n" + deal())

    assert "events.deal.date: 2025-01-01 is outside the run, which covers 2026-01-01 to 2026-12-31" in words


def test_a_run_from_a_leap_day_ends_on_the_28th() -> None:
    """There is no 29 February to end on."""
    assert "covers 2024-02-29 to 2025-02-27" in refusal(
        "start: 2024-02-29\nyears: 1\n" + deal(date="2025-02-28")
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{id: x, type: joint_exercise, initiator: KOR, participants: [CHN], days: []}", "expected at least 1 entries, got a list"),
        ("{id: x, type: joint_exercise, initiator: KOR, participants: [CHN], days: [02-29]}", "there is no such day in every year"),
        ("{id: x, type: joint_exercise, initiator: KOR, participants: [CHN], days: [03-01, 03-01]}", "03-01 is named twice"),
        ("{id: x, type: joint_exercise, initiator: KOR, participants: [CHN], days: [2025-03-01]}", "expected a day of the year"),
        ("{id: x, type: treaty, initiator: KOR, target: CHN, days: [03-01]}", "'treaty' needs 'clause' and cannot be a programme"),
        ("{id: x, type: arms_transfer, initiator: RUS, target: CHN, days: [03-01]}", "cannot be a programme, which has none ('arms_transfer' needs it)"),
        ("{id: x, type: joint_exercise, initiator: KOR, participants: [KOR], days: [03-01]}", "'KOR' already is the initiator"),
        ("{id: x, type: joint_exercis, initiator: KOR, participants: [CHN], days: [03-01]}", "did you mean 'joint_exercise'"),
        ("{id: drill, remove: true}", "there is no 'drill' to remove (did you mean 'drills'?)"),
    ],
)  # fmt: skip
def test_a_bad_programme_is_told(text: str, words: str) -> None:
    """Days of every year, and a type that needs nothing a programme lacks."""
    assert words in refusal(f"programmes: [{text}]")


def test_a_programme_and_an_event_have_different_ids() -> None:
    """Results name both by id."""
    assert "programmes.drills.id: 'drills' is the id of an event already" in refusal(deal(id="drills"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{type: summmit}", "closed.0.type: no event type 'summmit' (did you mean 'summit'?)"),
        ("{type: summit, initiator: X}", "closed.0.initiator: no actor 'X'"),
        ("{type: arms_transfer, system: x}", "closed.0.system: no system 'x'"),
        ("{initiator: CHN}", "closed.0.type: this key is required and missing"),
        ("{type: summit, to: CHN}", "closed.0.to: unknown key"),
    ],
)
def test_a_bad_closure_is_told(text: str, words: str) -> None:
    """It names what exists."""
    assert words in refusal(f"closed: [{text}]")
