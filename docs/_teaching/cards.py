"""The action cards as their sheets have them, and the event that each is in the model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from docs._teaching.basis import FOLDER, STATES

ROW = re.compile(r"^\| (\d) \| \*\*(.+?)\.?\*\* .*\| `([^`]+)` \|$", re.MULTILINE)
DATE = "2025-07-01"  # a month into round 1
WAIT = "wait"
EAST, WEST = ["PRK"], ["KOR", "JPN", "USA"]
# What a card leaves to the type of act: whom it is aimed at, with whom, about what. By state and code.
BESIDE: dict[tuple[str, str], dict[str, Any]] = {
    ("CHN", "demarche RUS"): {"about": "s400_deal"},
    ("RUS", "joint_exercise PRK"): {"aimed_at": WEST},
    ("RUS", "technology_transfer PRK"): {"domain": "satellites"},
    ("KOR", "joint_exercise USA"): {"aimed_at": EAST},
    ("JPN", "joint_exercise KOR"): {"aimed_at": EAST},
    ("JPN", "alliance_upgrade USA"): {"aimed_at": ["CHN"]},
    ("USA", "deployment KOR"): {"aimed_at": EAST},
    ("USA", "secondary_sanctions CHN"): {"aimed_at": EAST},
    ("USA", "exercise_suspension PRK"): {"participants": ["KOR"]},
}
WITH = ("joint_exercise", "talks")  # whose partners are participants
AGAINST = ("exercise_suspension",)  # whose code names whom it is about
SELLERS = {("JPN", "arms_transfer JPN tomahawk"): "USA"}  # a card that asks another to act


@dataclass(frozen=True)
class Card:
    """An action card: whose it is, its number, what it is called, and the option that it is in the model."""

    state: str
    number: int
    title: str
    code: str

    @property
    def initiator(self) -> str:
        """The state whose option it is in the model."""
        return SELLERS.get((self.state, self.code), self.state)

    @property
    def event(self) -> dict[str, Any]:
        """The act as an event of a scenario."""
        kind, *rest = self.code.split()
        told: dict[str, Any] = {"id": "card", "date": DATE, "type": kind, "initiator": self.initiator}
        if kind in WITH:
            told["participants"] = rest
        elif kind in AGAINST:
            told["aimed_at"] = rest
        else:
            told |= dict(zip(("target", "system"), rest, strict=False))
        return told | BESIDE.get((self.state, self.code), {})


def cards() -> list[Card]:
    """Return the cards of all states, in the order of their sheets."""
    found = []
    for state, name in STATES.items():
        text = (FOLDER / "cards" / f"{name.lower().replace(' ', '-')}.md").read_text(encoding="utf-8")
        found += [Card(state, int(number), title, code) for number, title, code in ROW.findall(text)]
    return found
