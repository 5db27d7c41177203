"""Scores and counts by name: what they measure, their unit, and how they are called in a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SHARE, LEVEL, MONEY, YEARLY = "0..1", "-1..1", "bn US$", "bn US$ a year"


@dataclass(frozen=True)
class Meaning:
    """A score or count: its unit, what it measures, and its name in a sentence ({0s}: genitive)."""

    unit: str
    meaning: str
    sentence: str


SCORES: dict[str, Meaning] = {
    "influence": Meaning(
        SHARE,
        "potential leverage of A over B, less what B's other patrons take away",
        "{0s} influence over {1}",
    ),
    "dependence": Meaning(
        SHARE, "B's share of A's trade, aid and home market", "{0s} economic dependence on {1}"
    ),
    "security_dependence": Meaning(
        SHARE, "B's share of A's protection and arms", "{0s} security dependence on {1}"
    ),
    "leverage": Meaning(
        SHARE, "leverage of A over B before B's other patrons are counted", "{0s} leverage over {1}"
    ),
    "security": Meaning(
        SHARE, "protection over protection and threat, mean of the channels", "{0s} security"
    ),
    "air_security": Meaning(SHARE, "security in the air and missile channel", "{0s} air security"),
    "ground_security": Meaning(SHARE, "security on the ground", "{0s} ground security"),
    "sea_security": Meaning(SHARE, "security at sea", "{0s} sea security"),
    "nuclear_security": Meaning(SHARE, "security from nuclear coercion", "{0s} nuclear security"),
    "autonomy": Meaning(SHARE, "1 less the greatest influence anyone has over A", "{0s} autonomy"),
    "prosperity": Meaning(
        SHARE, "share of trade and income from abroad in all that A lives from", "{0s} prosperity"
    ),
    "stability": Meaning(
        SHARE, "probability that the coming year passes without a militarised crisis", "regional stability"
    ),
    "instability": Meaning(
        "ratio",
        "spectral radius of reactions to rivals over what holds back (Richardson): below 1 a build-up dies out",
        "instability of the race",
    ),
    "reaction": Meaning(
        "a year", "how much faster A's spending grows per unit of the logarithm of B's capital", "{0s} reaction to {1}"
    ),
    "answer": Meaning("a year", "growth of A's spending at its last budget that answers B's acts", "{0s} answer to {1}"),
    "held_back": Meaning(
        "a year", "how much slower A's spending grows per unit of its own logarithm: fatigue, and safety by its own forces",
        "what holds {0} back",
    ),
    "polarisation": Meaning(
        SHARE,
        "share of triads whose signs balance (the friend of my enemy), weighted by strength",
        "regional polarisation",
    ),
    "alignment": Meaning(LEVEL, "how A regards B", "{0s} regard for {1}"),
    "commitment": Meaning(SHARE, "how far A is expected to defend B", "{0s} commitment to {1}"),
    "supply": Meaning("bn TIV", "arms that A has supplied to B, depreciating", "{0s} arms supplied to {1}"),
    "provocation": Meaning(">= 0", "what A has lately felt from B, fading", "provocation {0} feels from {1}"),
    "sanctions": Meaning(SHARE, "sanctions of A on B", "{0s} sanctions on {1}"),
    "flows": Meaning(
        "m US$ a year", "what A receives from B outside the record", "unrecorded flows to {0} from {1}"
    ),
    "trade": Meaning("m US$ a year", "recorded trade and aid of A and B", "trade of {0} and {1}"),
    "contact": Meaning(
        SHARE, "visits, summits and talks of A and B, fading", "political contact of {0} and {1}"
    ),
    "economy": Meaning(MONEY, "economy of A, constant 2023 US$", "{0s} economy"),
    "spending": Meaning(YEARLY, "military spending of A, constant 2023 US$", "{0s} military spending"),
    "capital": Meaning(MONEY, "military capital of A, in military purchasing power", "{0s} military capital"),
    "strategic": Meaning(
        "bn US$ equivalent", "strategic (nuclear, missile) forces of A", "{0s} strategic forces"
    ),
    "outside_war": Meaning(SHARE, "how far A is at war outside the region", "{0s} outside war"),
    "posture": Meaning("ratio", "what A's rate of launches is multiplied by", "{0s} launch posture"),
    "perceived": Meaning(SHARE, "commitment of A to B as it is believed", "{0s} commitment to {1} as it is believed"),
    "obligations": Meaning("m US$", "what B owes A for favours lately received", "what {1} owes {0}"),
    "terms_of_trade": Meaning(
        "ratio", "what A lately received from B over what it gave", "{0s} terms of trade with {1}"
    ),
    "cohesion": Meaning(
        SHARE, "root of A's commitment to B as believed and A's good regard for B", "{0s} cohesion with {1}"
    ),
    "hedging": Meaning("rungs", "rung of the ladder of nuclear hedging that A stands on, 0 to 4", "{0s} nuclear hedging"),
    "technology": Meaning("transfers", "know-how that A has received", "{0s} know-how from others"),
    "stress": Meaning(SHARE, "how far the regime of A is shaken", "{0s} regime stress"),
    "entrapment": Meaning(
        SHARE, "probability that in a year an ally's quarrel drags A in", "{0s} risk of entrapment"
    ),
    "abandonment": Meaning(
        SHARE, "how much of A's protection hangs on promises that it doubts", "{0s} fear of abandonment"
    ),
    "sanctions_bite": Meaning(
        SHARE, "share of A's income from abroad that sanctions cut", "bite of sanctions on {0}"
    ),
    "monitoring": Meaning(SHARE, "eyes on the keeping of sanctions", "monitoring of sanctions"),
    "accept": Meaning(
        SHARE, "how far A treats North Korea as a nuclear state", "{0s} acceptance of a nuclear North Korea"
    ),
}
# Words of metrics' ids, which are mostly written small.
PROPER = {word.lower(): word for word in (
    "Beijing", "Pyongyang", "Moscow", "Seoul", "Tokyo", "Washington", "China", "Russia", "Japan", "Korea", "Taiwan",
)}  # fmt: skip
STATISTICS = {
    "end": "at the horizon, or when war ended the run",
    "mean": "mean over the run",
    "min": "lowest of the run",
    "change": "end less start",
}
COUNTS: dict[str, Meaning] = {
    "incidents.count": Meaning("per run", "incidents, short of a crisis", "incidents"),
    "crises.count": Meaning("per run", "militarised crises", "crises"),
    "clashes.count": Meaning("per run", "crises in which there was fighting", "clashes"),
    "war.any": Meaning("probability", "whether a crisis became a war", "a war"),
    "race.any": Meaning(
        "probability",
        "whether any rival pair raced: both sides' spending up 8 % a year or more, three years running, not by less money each "
        "year, and at least a quarter of it in answer to the other's acts",
        "an arms race",
    ),
}
# Of what is counted or flagged, by the last part of its name.
UNITS = {"count": "per run", "agreed": "per run", "any": "probability", "max": "a year", "share": "share"}
NAME = re.compile(r"(\w+)(?:\[([^\]]*)\])?\Z")


def parts(name: str) -> tuple[str, tuple[str, ...]]:
    """Split `influence[CHN,PRK]` into `influence` and its actors."""
    found = NAME.match(name)
    if found is None:
        return name, ()
    return found[1], tuple(part.strip() for part in (found[2] or "").split(",") if part.strip())


def unit(name: str) -> str:
    """The unit of a score, with or without its statistic, or of a count; empty for a scenario's own metric."""
    score, _, how = name.rpartition(".")
    known = SCORES.get(parts(score if how in STATISTICS else name)[0])
    return known.unit if known else UNITS.get(how, "")


def sentence(name: str, actors: Mapping[str, str]) -> str:
    """A score in words: `China's influence over North Korea`. `actors` maps ids to names."""
    base, ids = parts(name)
    known = SCORES.get(base) or COUNTS.get(name)
    if known is None:
        return " ".join(PROPER.get(word, word) for word in name.split("_")) if name.isidentifier() else name
    told = [with_article(actors.get(one, one)) for one in ids]
    text = known.sentence
    for place, one in enumerate(told):
        text = text.replace(f"{{{place}s}}", genitive(one)).replace(f"{{{place}}}", one)
    return text


def with_article(name: str) -> str:
    """`the United States`, `China`."""
    return f"the {name}" if name.startswith("United ") or name.endswith(" Union") else name


def genitive(name: str) -> str:
    """`China's`, `United States'`."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def flat(text: Any) -> str:
    """A text on one line."""
    return " ".join(str(text or "").split())


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 run`, `2 runs`; with a plural of its own `2 uncertainties`."""
    return f"{number} {noun}" if number == 1 else f"{number} {plural or f'{noun}s'}"
