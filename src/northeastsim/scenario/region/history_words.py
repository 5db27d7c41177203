"""What the scenarios of the record say of themselves, and the two types of event that they bring along."""

from __future__ import annotations

from typing import Any

SHARE = {"unit": "share of trade", "low": 0, "high": 1, "default": 0.5}
EVENT_TYPES: dict[str, dict[str, Any]] = {
    "border_closure": {
        "summary": "A state closes its borders; trade with everyone falls at once and lapses back over years.",
        "source": "North Korea's closure of January 2020; sizes are judgement",
        "sentence": "{i} closes its borders to {q} of its trade",
        "noun": "a closure of borders",
        "roles": {"initiator": "required"},
        "keys": {"share": {**SHARE, "meaning": "how much of its trade stops"}},
        "stages": [{"name": "announced", "effects": [
            {"change": "trade", "of": "initiator", "to": "everyone", "how": "scale", "by": -1, "scale": "quantity",
             "moves": "both"},
        ]}],
    },
    "border_reopening": {
        "summary": "A closed border opens by a step; trade with one partner returns in the months after.",
        "source": "freight trains of 2022 and the opening of August 2023; sizes are judgement",
        "sentence": "{i} and {t} open their border by {q} of what is closed",
        "noun": "an opening of borders",
        "roles": {"initiator": "required", "target": "required"},
        "keys": {"share": {**SHARE, "meaning": "how much of what is closed opens"}},
        "stages": [{"name": "announced", "effects": [
            {"change": "trade", "of": "initiator", "to": "target", "how": "restore", "by": 1, "scale": "quantity",
             "moves": "target"},
        ]}],
    },
}


def free_words(figures: int, last: int) -> dict[str, str]:
    """The words of the scenario in which only what comes from outside is fed in."""
    return {
        "name": f"From {figures} to {last}, left to itself",
        "question": f"How much of the record could have been expected with the figures of {figures}?",
        "description":
            f"On the record is what comes from outside alone: the border that Pyongyang closed in January 2020 and opened "
            f"in steps, and Russia's war since February 2022. The world begins with the figures of {figures}, on 1 January "
            f"{figures + 1}; the six states decide.",
        "cannot_tell":
            f"What was bound to come: the record is one draw, and the model's runs from {figures} spread over many. The rates "
            f"of acts were fitted to years that include these, so that a likeness is no test of them. How much trade the "
            f"closure cut is judgement, and trade with the rest of the world stays open here.",
    }


def told_words(figures: int, last: int) -> dict[str, str]:
    """The words of the scenario into which every dated act is fed."""
    return {
        "name": f"From {figures} to {last}, as recorded",
        "question": f"Given what the six states did, do the model's rules bring about what followed after {figures}?",
        "description":
            f"On the record, or claimed: each dated act of {figures + 1} to {last} and each large exercise on its day. The "
            f"world begins with the figures of {figures}, on 1 January {figures + 1}; nobody decides. Launches, incidents "
            f"and crises are the model's answer.",
        "cannot_tell":
            f"Why any state did what it did: after {figures} the acts are given, not explained. Sizes are judgement where no "
            f"source has one, talks succeed or fail by chance whatever the record says, American orders other than fighters "
            f"and cruise missiles are missing, and the record is denser after 2022.",
    }
