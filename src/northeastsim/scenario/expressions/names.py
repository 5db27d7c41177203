"""The names an expression may use, and what stands in their brackets: i, j are actors, e an event."""

from __future__ import annotations

SCORES: dict[str, str] = {
    "influence": "ij",
    "dependence": "ij",
    "security_dependence": "ij",
    "leverage": "ij",
    "perceived": "ij",
    "obligations": "ij",
    "terms_of_trade": "ij",
    "cohesion": "ij",
    "security": "i",
    "air_security": "i",
    "ground_security": "i",
    "sea_security": "i",
    "nuclear_security": "i",
    "autonomy": "i",
    "prosperity": "i",
    "stress": "i",
    "entrapment": "i",
    "abandonment": "i",
    "sanctions_bite": "i",
    "stability": "",
    "polarisation": "",
}

VARIABLES: dict[str, str] = {
    "alignment": "ij",
    "commitment": "ij",
    "trade": "ij",
    "contact": "ij",
    "provocation": "ij",
    "sanctions": "ij",
    "flows": "ij",
    "supply": "ij",
    "outside_war": "i",
    "strategic": "i",
    "spending": "i",
    "economy": "i",
    "capital": "i",
    "accept": "i",
    "posture": "i",
    "hedging": "i",
    "technology": "i",
    "credibility": "ij",
    "backing": "ij",
    "favours": "ij",
    "monitoring": "",
}

FACTS: dict[str, str] = {
    "happened": "e",
    "accepted": "e",
    "known": "ei",
    "crisis": "ij",
}

NAMES: dict[str, str] = SCORES | VARIABLES | FACTS

WORDS = ("and", "or", "not", "for", "days", "day")


def usage(name: str) -> str:
    """A name as it is to be written: `influence[A, B]`."""
    shown = {"i": "A", "j": "B", "e": "EVENT"}
    return f"{name}[{', '.join(shown[kind] for kind in NAMES[name])}]" if NAMES[name] else name
