"""A small catalogue and a small scenario, so that tests of the loader need none of the shipped ones."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest

from northeastsim.errors import ScenarioError
from northeastsim.scenario.catalogue_types import Catalogue
from northeastsim.scenario.load import loads

EVENT_TYPES: dict[str, Any] = {
    "arms_transfer": {
        "roles": {"initiator": "required", "target": "required"},
        "partners": "target",
        "keys": {
            "quantity": {
                "unit": "units",
                "low": 1,
                "high": 1000,
                "default": 1,
                "meaning": "how many",
                "whole": True,
            },
            "value_busd": {"unit": "bn US$", "low": 0, "high": 100, "default": None, "meaning": "price"},
        },
        "stages": [{"name": "announced", "after_days": 0}, {"name": "delivered", "after": "lead"}],
        "menu": {"targets": "friends", "systems": True},
    },
    "demarche": {"roles": {"initiator": "required", "target": "required", "about": "required"}},
    "summit": {
        "roles": {"initiator": "required", "target": "optional", "participants": "optional"},
        "partners": "target",
    },
    "joint_exercise": {
        "roles": {"initiator": "required", "participants": "required", "aimed_at": "optional"},
        "partners": "participants",
        "keys": {"scale": {"low": 0, "high": 10, "default": 1.0, "meaning": "size"}},
    },
    "treaty": {
        "roles": {"initiator": "required", "target": "required"},
        "partners": "target",
        "keys": {
            "clause": {"choices": ["defence", "friendship"], "required": True, "meaning": "what is promised"}
        },
    },
    "sanctions": {"roles": {"initiator": "required", "target": "required"}},
    "nuclear_test": {"roles": {"initiator": "required"}},
}

SYSTEMS: dict[str, Any] = {
    "s400": {"name": "S-400", "unit": "regiment", "channel": "air", "value_busd": 1.1, "suppliers": ["RUS"]},
    "su35": {"name": "Su-35", "unit": "aircraft", "channel": "air", "value_busd": 0.08, "suppliers": ["RUS"]},
}

STRATEGIES: dict[str, Any] = {
    "strategic_ambiguity": {"actor": "CHN", "summary": "Keep both doors open.", "weights": {"stability": 1}},
    "pendulum": {"actor": "PRK", "summary": "Swing between patrons.", "appetite": {"summit CHN": 0.5}},
    "wait": {"actor": "any", "summary": "Do nothing."},
}

PARAMETERS: dict[str, Any] = {
    "crisis.base_rate": {
        "unit": "per year",
        "default": 0.02,
        "low": 0.005,
        "high": 0.1,
        "hard_low": 0,
        "hard_high": 5,
        "source": "ICB",
        "confidence": "medium",
        "meaning": "crises per exposure",
    },
    "dependence.phi": {"unit": "", "default": 0.5, "low": 0, "high": 1, "hard_low": 0, "hard_high": 1},
}

REGION: dict[str, Any] = {
    "format": 1,
    "name": "Small region",
    "start": "2024-01-01",
    "years": 10,
    "bodies": ["UNSC"],
    "actors": {
        "CHN": {
            "economy_busd": 17800,
            "spending_busd": {"value": 309, "low": 290, "high": 470, "source": "SIPRI"},
        },
        "RUS": {"economy_busd": 2000, "spending_busd": 109, "outside_war": 1},
        "PRK": {"economy_busd": 30, "spending_busd": {"value": 6, "low": 3, "high": 10}, "warheads": 50},
        "KOR": {"economy_busd": 1840, "spending_busd": 47.9},
    },
    "relations": {
        "CHN, PRK": {"alignment": 0.4, "trade_musd": 2300},
        "PRK, CHN": {"alignment": 0.2},
        "KOR, PRK": {"alignment": -0.7, "rival": True, "proximity": 1},
    },
    "programmes": [
        {
            "id": "drills",
            "type": "joint_exercise",
            "initiator": "KOR",
            "participants": ["CHN"],
            "days": ["03-10"],
        }
    ],
}

SCENARIO = """\
format: 1
name: S-400 for Pyongyang
extends: small_region
start: 2025-01-01
seed: 63
replications: 500
actors:
  CHN: {strategy: strategic_ambiguity}
events:
  - id: s400_deal
    date: 2025-06-01
    type: arms_transfer
    initiator: RUS
    target: PRK
    system: s400
    quantity: 2
  - id: beijing_objects
    when: influence[CHN, PRK] < 0.5 for 90 days
    repeat: 180 days
    type: demarche
    initiator: CHN
    target: RUS
    about: s400_deal
parameters:
  crisis.base_rate: 0.02
systems:
  s400: {enabling: 0.4}
relations:
  "RUS, PRK": {alignment: 0.5, commitment: 0.2, trade_musd: 34}
metrics:
  margin: influence[CHN, PRK] - influence[RUS, PRK]
"""

# The small scenario with the rarer keys of events, and with versions of its own.
RICH = SCENARIO.replace(
    "parameters:\n",
    """\
  - id: thanks
    after: {event: s400_deal, days: 30}
    probability: 0.5
    type: joint_exercise
    initiator: RUS
    participants: [PRK]
    scale: [0.5, 2]
  - id: test
    hazard: 0.1
    type: nuclear_test
    initiator: PRK
parameters:
""",
) + """\
variants:
  larger: {events.s400_deal.quantity: 4, actors.KOR.spending_busd: 60}
twin: {actors.RUS.outside_war: 0}
"""


def small_catalogue(*folders: pathlib.Path) -> Catalogue:
    """The small catalogue, with scenarios looked up in the given folders."""
    return Catalogue(
        event_types=EVENT_TYPES,
        systems=SYSTEMS,
        strategies=STRATEGIES,
        parameters=PARAMETERS,
        region={"small_region": REGION}.get,
        region_names=("small_region",),
        scenario_folders=folders,
    )


def document(text: str) -> dict[str, Any]:
    """The small region with this laid over it, resolved."""
    text = f"format: 1\nextends: small_region\n{text}"
    return loads(text, catalogue=small_catalogue(), file="f.yaml").document


def refusal(text: str) -> str:
    """The words in which the small region with this is refused."""
    with pytest.raises(ScenarioError) as caught:
        document(text)
    return str(caught.value)
