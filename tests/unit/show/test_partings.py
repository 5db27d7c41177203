"""The events by which worlds part, as sentences."""

from __future__ import annotations

from typing import Any

import pytest

from northeastsim.scenario.catalogue import catalogue
from northeastsim.show.partings import sentence

NAMES = {"CHN": "China", "PRK": "North Korea", "RUS": "Russia"}
EVENT = {
    "type": "military_visit", "stage": "announced", "initiator": "CHN", "target": "PRK", "participants": "", "aimed_at": "",
    "system": "", "quantity": 0.0, "id": "", "cause_kind": "choice",
}  # fmt: skip


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ({}, "China sends a military delegation to North Korea"),
        ({"stage": "proposed"}, "China proposes a visit to North Korea"),
        ({"stage": "accepted"}, "China proposes a visit to North Korea and is accepted"),
        ({"type": "budget"}, "China: yearly budget"),
        ({"type": "arms_transfer", "initiator": "RUS", "system": "s400", "quantity": 2, "stage": "queued"},
         "Russia sells S-400 air defence (2 regiments) to North Korea: it waits for a production line"),
    ],
)  # fmt: skip
def test_an_event_at_its_stage_in_words(event: dict[str, Any], words: str) -> None:
    shipped = catalogue()

    assert sentence({**EVENT, **event}, NAMES, shipped.systems, shipped.event_types) == words
