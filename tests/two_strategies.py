"""A world of three states in which two strategies of one of them may be compared in an instant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from northeastsim.face.comparison import asked
from northeastsim.study.comparison import Question

SMALL: dict[str, Any] = {
    "format": 1,
    "name": "small",
    "start": "2024-01-01",
    "years": 1,
    "actors": {
        "AAA": {"name": "Aland", "economy_busd": 1000, "spending_busd": 30},
        "BBB": {"name": "Bland", "economy_busd": 800, "spending_busd": 25, "brittle": 1},
        "CCC": {"name": "Cland", "economy_busd": 100, "spending_busd": 5, "brittle": 1},
    },
    "relations": {
        "AAA, BBB": {
            "alignment": -0.3, "trade_musd": 9000, "proximity": 1, "crisis_exposure": 0.5, "incident_exposure": 1,
            "land_contact": 0.75, "rival": True,
        },
        "BBB, AAA": {"alignment": -0.3},
        "AAA, CCC": {"alignment": 0.3, "trade_musd": 5000, "proximity": 1, "commitment": 0.5, "land_contact": 0.25},
        "CCC, AAA": {"alignment": 0.3},
        "BBB, CCC": {"alignment": -0.4, "trade_musd": 20000, "proximity": 1, "crisis_exposure": 0.5, "rival": True},
        "CCC, BBB": {"alignment": -0.4},
    },
    "strategies": {
        "befriend": {
            "actor": "AAA", "summary": "Befriend.", "weights": {"influence": 1, "partnership": 1},
            "appetite": {"military_visit": 9, "summit": 9},
        },
        "arm": {"actor": "AAA", "summary": "Arm.", "weights": {"security": 1}, "appetite": {"sanctions": 9}},
    },
}  # fmt: skip
EVENTFUL: dict[str, Any] = {
    **SMALL,
    "name": "eventful",
    "events": [{"id": "ban", "date": "2024-02-01", "type": "sanctions", "initiator": "BBB", "target": "CCC"}],
}
JUDGED: dict[str, Any] = {
    "actor": "AAA",
    "influence_over": {"CCC": 0.7, "BBB": 0.3},
    "partners": {"CCC": 0.8, "BBB": 0.2},
    "weightings": {
        "default": {"weights": {"security": 1, "influence": 1, "partnership": 1, "allies": 1, "neighbours": 1}},
        "own": {"weights": {"security": 1}},
    },
}


def question(scenarios: Sequence[dict[str, Any]] = (SMALL, EVENTFUL), judged: dict[str, Any] = JUDGED, **changes: Any) -> Question:
    """What is asked of these strategies, with so few replications that it takes no time."""
    found = asked(scenarios, "AAA", ["arm", "befriend", "passive"], payoffs=judged, seed=7).question
    return replace(found, **{"first": 4, "precision": 1e-9, "budget": 24, **changes})
