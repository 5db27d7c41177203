"""What kinds of events there are on a timeline: their colours and marks, and which type is of which kind."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from northeastsim.show import style

NONE: Mapping[str, Any] = MappingProxyType({})


class Kind(NamedTuple):
    """A kind of events: its colour and its mark."""

    colour: str
    mark: str


KINDS: dict[str, Kind] = {
    "cooperation": Kind(style.OKABE_ITO[3], "o"),
    "arms and exercises": Kind(style.OKABE_ITO[2], "s"),
    "pressure": Kind(style.OKABE_ITO[0], "v"),
    "tests": Kind(style.OKABE_ITO[4], "^"),
    "crises and wars": Kind(style.INK, "X"),
    "at home": Kind(style.OKABE_ITO[6], "D"),
    "other": Kind(style.GREY, "P"),
}
OF_TYPES = {
    "cooperation": (
        "military_visit", "port_call", "summit", "treaty", "economic_support", "trade_deal", "sanctions_relief", "alliance_upgrade",
        "talks", "arms_control", "reassurance", "linked_deal", "shells_for_aid", "shells_for_technology", "assurance",
        "exercise_suspension", "test_moratorium", "nuclear_restraint",
    ),
    "arms and exercises": (
        "arms_transfer", "technology_transfer", "deployment", "joint_exercise", "calendar_exercise", "nuclear_hedging",
    ),
    "pressure": (
        "border_tap", "sanctions", "secondary_sanctions", "export_control", "enforcement_change", "coercion", "demarche", "friction",
        "veto", "monitoring_end", "monitoring_change", "doctrine_change", "credibility_shock",
    ),
    "tests": ("missile_test", "nuclear_test", "test_campaign"),
    "crises and wars": ("incident", "crisis", "clash", "war", "outside_war_change"),
    "at home": ("regime_crisis", "government_change", "succession", "strategy_change"),
}  # fmt: skip
KIND_OF = {name: kind for kind, names in OF_TYPES.items() for name in names}


def kind_of(name: str, types: Mapping[str, Any] = NONE) -> str:
    """The kind of a type of event; of a scenario's own `types` cooperation where its act is conciliatory, else other."""
    if name in KIND_OF:
        return KIND_OF[name]
    return "cooperation" if ((types.get(name) or {}).get("menu") or {}).get("conciliatory") else "other"
