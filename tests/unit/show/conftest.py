"""A short run of the region, with a script, a secret and a refusal, that the tests of its charts share."""

from __future__ import annotations

from typing import Any

import pytest

import northeastsim as ne

REGION: dict[str, Any] = {
    "format": 1,
    "name": "Region",
    "question": "What does a secret change?",
    "extends": "northeast_asia_2024",
    "years": 3,
    "seed": 3,
    "events": [
        {"id": "visit", "date": "2024-03-01", "type": "military_visit", "initiator": "RUS", "target": "PRK"},
        {"id": "reactor", "date": "2024-06-01", "type": "technology_transfer", "initiator": "RUS", "target": "PRK",
         "domain": "naval_propulsion", "secret": True},
        {"id": "deal", "date": "2025-02-01", "type": "arms_transfer", "initiator": "RUS", "target": "PRK", "system": "s400",
         "quantity": 2},
        {"id": "protest", "after": {"event": "deal", "days": 30}, "type": "demarche", "initiator": "KOR", "target": "RUS"},
    ],
}  # fmt: skip


@pytest.fixture(scope="session")
def region() -> Any:
    """Its results."""
    return ne.load(REGION).run(replications=8, workers=1)


@pytest.fixture(scope="session")
def richardson() -> Any:
    """The results of a world without the region's states and without chance."""
    return ne.load("classics/two_rivals_stable").run(replications=2, workers=1)
