"""Systems, strategies and event types that a scenario brings itself."""
# ruff: noqa: E501 (messages are compared whole, one per line)

from __future__ import annotations

import pytest

from small_world import document, refusal


def test_a_new_entry_gets_defaults() -> None:
    """And can be used at once."""
    found = document(
        "systems: {s500: {channel: air, value_busd: 2}}\n"
        "strategies: {hold: {appetite: {summit: 1, arms_transfer PRK s500: -1, arms_transfer * s500: 2}}}\n"
        "event_types: {fair: {roles: {initiator: required}, keys: {size: {default: 2}}}}\n"
        "events: [{id: f, type: fair, date: 2025-01-01, initiator: CHN}]\n"
        "actors: {CHN: {strategy: hold, holdings: {s500: 2}}}\n"
    )

    assert found["systems"]["s500"]["operational_months"] == 9.0
    assert found["strategies"]["hold"]["actor"] == "any"
    assert found["events"][0]["size"] == 2


def test_an_appetite_may_be_for_anothers_proposal_or_for_a_brokers_guests() -> None:
    """As those of shipped strategies are; a guest stands where a system does."""
    found = document("strategies: {host: {appetite: {accept summit CHN: 1, summit PRK RUS: 2, accept arms_transfer RUS s400: -1}}}")

    assert list(found["strategies"]["host"]["appetite"].values()) == [1, 2, -1]


def test_a_type_may_say_how_it_is_told() -> None:
    found = document("event_types: {fair: {sentence: '{i} holds a fair with {t}', noun: a fair}}")

    assert found["event_types"]["fair"]["sentence"] == "{i} holds a fair with {t}"


def test_a_shipped_entry_is_patched() -> None:
    """Key by key; what it says of actors absent here is not held against the scenario."""
    found = document(
        "actors: {RUS: null}\nsystems: {s400: {enabling: 0.4}}\nstrategies: {pendulum: {attention: 5}}"
    )

    assert found["systems"]["s400"]["suppliers"] == ["RUS"]
    assert found["strategies"]["pendulum"]["appetite"] == {"summit CHN": 0.5}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("systems: {s500: {value_busd: 2}}", "systems.s500.channel: this key is required and missing"),
        ("systems: {s500: {channel: sky, value_busd: 2}}", "expected 'air', 'ground', 'sea' or 'nuclear', got the text 'sky'"),
        ("systems: {s400: {lead_months: 25}}", "systems.s400.lead_months: expected a mapping of keys, got 25"),
        ("systems: {s400: {batches: 0}}", "expected at least 1, got 0"),
        ("systems: {s400: 5}", "systems.s400: expected a mapping of keys, got 5"),
        ("strategies: {x: {actor: CHM}}", "strategies.x.actor: no actor 'CHM' (did you mean 'CHN'?)"),
        ("strategies: {x: {weights: {securty: 1}}}", "unknown key (did you mean 'security'?)"),
        ("strategies: {x: {weights: {security: x}}}", "expected a number, got the text 'x'"),
        ("strategies: {x: {influence_over: {PRC: 1}}}", "influence_over.PRC: no actor 'PRC' (did you mean 'PRK'?)"),
        ("strategies: {x: {appetite: {sumit: 1}}}", "appetite.sumit: no event type 'sumit' (did you mean 'summit'?)"),
        ("strategies: {x: {appetite: {summit PRC: 1}}}", "no actor 'PRC'"),
        ("strategies: {x: {appetite: {summit PRK s4000: 1}}}", "no system 's4000'"),
        ("strategies: {x: {appetite: {summit PRK s400 x: 1}}}", "expected 'TYPE', 'TYPE TARGET'"),
        ("strategies: {x: {appetite: {'': 1}}}", "expected 'TYPE', 'TYPE TARGET'"),
        ("strategies: {x: {forbids: [sumit]}}", "forbids.0: no event type 'sumit'"),
        ("strategies: {x: {rules: [{when: stability, then: {}}]}}", "rules.0.when: is a number, not a condition"),
        ("strategies: {x: {rules: [{then: {}}]}}", "rules.0.when: this key is required and missing"),
        ("strategies: {x: {rules: [{when: stability < 1, then: {sumit: 1}}]}}", "no event type 'sumit'"),
        ("strategies: {x: {rules: [3]}}", "expected a mapping of keys, got 3"),
        ("strategies: {x: {rationality: -1}}", "expected at least 0, got -1"),
        ("strategies: {x: {interval_days: 0}}", "expected at least 1e-09, got 0"),
        ("strategies: {x y: {}}", "strategies.x y: expected an id"),
        ("strategies: {x: {appetite: {accept sumit: 1}}}", "no event type 'sumit' (did you mean 'summit'?)"),
        ("strategies: {x: {forbids: [accept summit]}}", "no event type 'accept'"),
        ("event_types: {x: {sentence: '{i} sells {systm}'}}", "nothing to put in {systm} (did you mean 'system'?)"),
        ("event_types: {x: {sentence: '{i} sells {'}}", "sentence: cannot be read"),
        ("event_types: {x: {keys: {date: {}}}}", "every event has a key 'date'; choose another name"),
        ("event_types: {x: {keys: {k: {low: 3, high: 2}}}}", "low 3 is above high 2"),
        ("event_types: {x: {keys: {k: {low: 3, default: 2}}}}", "keys.k.default: expected at least 3, got 2"),
        ("event_types: {x: {keys: {k: {choices: [a], default: b}}}}", "expected a, got the text 'b'"),
        ("event_types: {x: {roles: {initiator: yes}}}", "expected 'required', 'optional' or 'none', got the text 'yes'"),
        ("event_types: {x: {partners: target}}", "the target must consent, but the type's roles have none"),
        ("event_types: {x: {stages: [{name: a}, {name: a}]}}", "stages.1.name: a second stage 'a'"),
        ("event_types: {x: {stages: [{name: a, after: lead, after_days: 3}]}}", "give 'after' or 'after_days', not both"),
        ("event_types: {x: {stages: [{name: a, after: leed}]}}", "(did you mean 'lead'?)"),
        ("event_types: {x: {stages: [{name: a, effects: [1]}]}}", "effects.0: expected a mapping of keys, got 1"),
        ("event_types: {x: {kind: acts}}", "expected 'act', 'impact' or 'process', got the text 'acts' (did you mean 'act'?)"),
        ("event_types: {x: {menu: {who: [CHM]}}}", "menu.who.0: no actor 'CHM'"),
        ("event_types: {x: {sumary: a}}", "unknown key (did you mean 'summary'?)"),
        ("bodies: [EU, EU]", "bodies.1: 'EU' is named twice"),
        ("actors: {any: {economy_busd: 1, spending_busd: 1}}", "'any' is a word with a meaning of its own"),
    ],
)  # fmt: skip
def test_a_bad_declaration_is_told(text: str, words: str) -> None:
    """In shape and in what it refers to."""
    assert words in refusal(text)
