"""Bodies that are no actors: where they may stand, and where not."""

from __future__ import annotations

import re

import pytest

from northeastsim.errors import ScenarioError
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.tables import tables


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ({"type": "demarche", "initiator": "CHN", "target": "UNSC"}, "events.e.target: 'demarche'"),
        ({"type": "crisis", "initiator": "UNSC", "target": "PRK"}, "events.e.initiator: 'crisis'"),
    ],
)
def test_a_body_cannot_stand_where_a_mechanism_needs_an_actor(event: dict[str, str], words: str) -> None:
    document = {"format": 1, "extends": "baseline", "events": [{"id": "e", "date": "2025-01-01", **event}]}

    with pytest.raises(ScenarioError, match=re.escape(f"{words} needs an actor here, and 'UNSC' is none")):
        tables(load(document, catalogue=catalogue()))
