"""Which scores and counts a run is summed up by, under which names, in which units."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from northeastsim.rulebook import layout as at
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.tables import Tables

PAIR_SCORES = {
    "influence": ("0 to 1", "influence of the first over the second: potential leverage"),
    "dependence": ("0 to 1", "economic dependence of the first on the second, as a share"),
    "alignment": ("-1 to 1", "how the first regards the second"),
    "commitment": ("0 to 1", "how far the first is expected to defend the second"),
    "trade": ("m US$ a year", "recorded trade of the two; the same in both orders"),
    "flows": ("m US$ a year", "what the first has from the second outside the record"),
    "perceived": ("0 to 1", "the commitment of the first to the second as it is believed"),
    "terms_of_trade": ("ratio", "what the first lately received from the second over what it gave"),
}
ACTOR_SCORES = {
    "security": ("0 to 1", "security over all channels"),
    "air_security": ("0 to 1", "security of its air space"),
    "autonomy": ("0 to 1", "1 less the greatest influence over it"),
    "prosperity": ("0 to 1", "prosperity"),
    "spending": ("bn US$ of 2023 a year", "military spending"),
    "strategic": ("bn US$ equivalent", "strategic (nuclear, missile) forces"),
    "accept": ("0 to 1", "how far it treats North Korea as a nuclear state"),
    "hedging": ("rungs, 0 to 4", "rung of the ladder of nuclear hedging"),
    "stress": ("0 to 1", "how far its regime is shaken"),
    "entrapment": ("0 to 1", "probability that in a year an ally's quarrel drags it in"),
    "abandonment": ("0 to 1", "how much of its protection hangs on promises that it doubts"),
    "sanctions_bite": ("0 to 1", "share of its income from abroad that sanctions cut"),
}
WORLD_SCORES = {
    "stability": ("0 to 1", "probability that the coming year passes without a crisis"),
    "polarisation": ("0 to 1", "weighted share of balanced triads"),
    "monitoring": ("0 to 1", "eyes on the keeping of sanctions"),
    "instability": ("ratio", "spectral radius of reactions over what holds back: below 1 a build-up dies out"),
}
PLURALS = {
    "crisis": "crises",
    "incident": "incidents",
    "clash": "clashes",
    "war": "wars",
    "missile_test": "launches",
}
UNCOUNTED = ("budget",)
STATISTICS = ("end", "mean", "min", "change")


@dataclass(frozen=True)
class Plan:
    """What to keep of the replications of one scenario, as columns of a block's observations.

    `scores` maps names to columns of `monthly`; `counted` maps a metric to the type and stage it counts;
    `rivals` are the pairs that may race, as names: listed, or hostile at the start.
    """

    names: tuple[str, ...]
    dates: tuple[datetime.date, ...]
    scores: dict[str, int]
    counted: dict[str, tuple[int, int]]
    rivals: tuple[tuple[str, str], ...]
    listed: frozenset[tuple[str, str]]

    @property
    def yearly(self) -> list[int]:
        """The rows of the observations at the start, each 1 January and the horizon."""
        last = len(self.dates) - 1
        return [k for k, d in enumerate(self.dates) if k in (0, last) or (d.month == 1 and d.day == 1)]


def plan(resolved: Resolved, tables: Tables, names: Sequence[str], dates: Sequence[datetime.date]) -> Plan:
    """Return what is kept of the replications of a scenario."""
    known = {**PAIR_SCORES, **ACTOR_SCORES, **WORLD_SCORES}
    kept = [name for name in names if name.partition("[")[0] in known]
    kept += [name for name in tables.metrics if name not in kept]
    places = {name: k for k, name in enumerate(names)}
    return Plan(
        tuple(names),
        tuple(dates),
        {name: places[name] for name in kept},
        counted(resolved, tables),
        rivals(resolved, tables),
        listed(resolved, tables.actors),
    )


def counted(resolved: Resolved, tables: Tables) -> dict[str, tuple[int, int]]:
    """Return for each count the type and stage that it counts: the first stage, and `agreed` for talks."""
    found: dict[str, tuple[int, int]] = {}
    for code, name in enumerate(tables.types):
        if name in UNCOUNTED:
            continue
        declared = resolved.event_types[name].get("stages") or [{"name": "announced"}]
        stages = [stage["name"] for stage in declared]
        found[f"{PLURALS.get(name, name)}.count"] = (code, tables.stages.index(stages[0]))
        if "agreed" in stages[1:]:
            found[f"{name}.agreed"] = (code, tables.stages.index("agreed"))
    first = [f"{plural}.count" for plural in PLURALS.values() if f"{plural}.count" in found]
    return {name: found[name] for name in [*first, *(name for name in found if name not in first)]}


def rivals(resolved: Resolved, tables: Tables) -> tuple[tuple[str, str], ...]:
    """Return the pairs that may race, each once, in the order of the actors: listed as rivals, or one hostile at the start."""
    named, actors = listed(resolved, tables.actors), tables.actors
    pairs = [(i, j) for i in range(len(actors)) for j in range(i + 1, len(actors))]
    regard = at.ALIGNMENT
    return tuple(
        (actors[i], actors[j])
        for i, j in pairs
        if (actors[i], actors[j]) in named or min(tables.x[regard + at.PAIR * i + j], tables.x[regard + at.PAIR * j + i]) < 0.0
    )


def of_race(a: str, b: str) -> list[str]:
    """Return the metrics of two actors that may race: the verdicts, the pressure, and what of each side's growth answers."""
    verdicts = [f"{verdict}[{a},{b}].any" for verdict in ("race", "parallel", "one_sided")]
    return [*verdicts, f"race_pressure[{a},{b}].max", f"reactive[{a},{b}].share", f"reactive[{b},{a}].share"]


def listed(resolved: Resolved, actors: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """Return the pairs that the scenario lists as rivals, in the order of the actors."""
    pairs = [key.split(",") for key, relation in resolved.document["relations"].items() if relation.get("rival")]
    ordered = (sorted((part.strip() for part in pair), key=actors.index) for pair in pairs)
    return frozenset((one, other) for one, other in ordered)


def split_name(score: str) -> tuple[str, str, str]:
    """Return a score's name without its actors, its first actor and its second; empty where there is none.

    >>> split_name("influence[CHN,PRK]")
    ('influence', 'CHN', 'PRK')
    """
    head, _, rest = score.partition("[")
    one, _, other = rest.removesuffix("]").partition(",")
    return head, one, other


def of_interest(columns: Iterable[str], document: dict[str, Any]) -> list[str]:
    """Return the metrics that a summary shows if none are named, of those that there are."""
    own = [f"{name}.end" for name in document["metrics"]]
    actors = list(document["actors"])
    influences = ["influence[CHN,PRK].end", "influence[RUS,PRK].end"]
    story = [*influences, "dependence[PRK,CHN].end", "autonomy[PRK].end"]
    pairs = [f"influence[{i},{j}].end" for i in actors for j in actors if i != j]
    known = set(columns)
    told = [name for name in story if name in known] if set(story[:1]) & known else pairs[:12]
    each = [*(f"security[{i}].end" for i in actors), *(f"spending[{i}].change" for i in actors)]
    counts = [f"{name}.count" for name in PLURALS.values()]
    wanted = [*own, *told, *each, "stability.end", "polarisation.end", *counts]
    return [name for name in dict.fromkeys(wanted) if name in known]
