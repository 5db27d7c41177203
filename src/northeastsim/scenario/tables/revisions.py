"""What the scenario revises at a date: the numbers of x that differ from then on, and the strategies followed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from northeastsim.rulebook import layout as at
from northeastsim.rulebook import parameters as of
from northeastsim.scenario.tables import world
from northeastsim.scenario.tables.draft import Draft
from northeastsim.scenario.tables.options import ALL, constants

TRAITS = (
    at.GROWTH, at.SPENDING_TREND, at.SPENDING_SD, at.MILITARY_PPP, at.CAPITAL_DECAY, at.THEATRE_SHARE, at.WAR_THEATRE_CUT,
    at.SHARE_AIR, at.SHARE_GROUND, at.SHARE_SEA, at.LAUNCHES, at.BRITTLE,
)  # fmt: skip
FIGURES = (
    at.VALUE, at.PROTECTIVE, at.OFFENSIVE, at.ENABLING, at.LEAD_LOG, at.LEAD_SD, at.OPERATIONAL, at.MARKET,
)  # fmt: skip


def in_order(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the revisions in order of date, and of the file."""
    return sorted(document["revisions"], key=lambda revision: str(revision["date"]))


def fill_revisions(draft: Draft) -> None:
    """Lay out each revision as what it changes of the world as the one before it left it."""
    rows: list[list[int]] = []
    revised: list[list[int]] = []
    document, before = draft.document, draft
    shaken = regimes(draft, draft)
    for revision in in_order(draft.document):
        document = laid(document, revision, draft.resolved.systems)
        after = as_of(draft, document)
        row = [0] * at.REVISION_WIDTH
        row[at.REVISION_TICK] = draft.tick(revision["date"])
        row[at.REVISION_FIRST] = len(revised)
        revised += numbers(draft, before, after)
        row[at.REVISION_COUNT] = len(revised) - row[at.REVISION_FIRST]
        for actor, name in revision["strategies"].items():
            revised.append([-1 - draft.strategies.index((actor, name)), 0])
            row[at.REVISION_COUNT] += 1
        row[at.REVISION_LAUNCHES] = differing(draft.n, at.LAUNCHES, before, after)
        row[at.REVISION_REGIMES] = regimes(draft, after) & ~shaken
        row[at.REVISION_WARS] = int(after.x[of.WAR_END_RATE] != before.x[of.WAR_END_RATE])
        shaken |= row[at.REVISION_REGIMES]
        rows.append(row)
        before = after
    draft.t[at.REVISIONS] = len(rows)
    draft.t[at.AT_REVISIONS], draft.t[at.AT_REVISED] = draft.block(rows), draft.block(revised)


def laid(document: dict[str, Any], revision: Mapping[str, Any], systems: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document with a revision's figures laid over it."""
    actors = {name: {**entry, **revision["actors"].get(name, {})} for name, entry in document["actors"].items()}
    own = {name: {**systems[name], **document["systems"].get(name, {}), **new} for name, new in revision["systems"].items()}
    return {
        **document,
        "parameters": {**document["parameters"], **revision["parameters"]},
        "actors": actors,
        "systems": {**document["systems"], **own},
    }


def as_of(draft: Draft, document: dict[str, Any]) -> Draft:
    """Return the numbers that another document has in place of the draft's."""
    other = Draft(replace(draft.resolved, document=document))
    world.fill_parameters(other)
    world.fill_systems(other)
    world.fill_actors(other)
    return other


def numbers(draft: Draft, before: Draft, after: Draft) -> list[list[int]]:
    """Return where a number of x changes, and where its new value stands."""
    places = [place for place in after.places.values() if at.PARAMETER <= place < at.PARAMETER + after.used]
    places += [row + i for row in TRAITS for i in range(draft.n)]
    places += [row + s for row in FIGURES for s in range(len(draft.systems))]
    found = [[place, draft.place(after.x[place])] for place in places if after.x[place] != before.x[place]]
    constant = draft.places["choice.constant"]
    if after.x[constant] != before.x[constant]:
        found += [[place, draft.place(after.x[constant])] for place in usual_constants(draft)]
    return found


def usual_constants(draft: Draft) -> list[int]:
    """Return the places of options' constants for which nothing was fitted."""
    known, found = constants(draft.document["settings"]["option_constants"]), []
    for name, place in draft.places.items():
        if name.startswith("constant."):
            _, actor, kind = name.split(".")
            found += [place] if (actor, kind) not in known and (ALL, kind) not in known else []
    return found


def differing(n: int, row: int, before: Draft, after: Draft) -> int:
    """Return the actors whose value in a row differs, as bits."""
    return sum(1 << i for i in range(n) if before.x[row + i] != after.x[row + i])


def regimes(draft: Draft, numbers: Draft) -> int:
    """Return the actors whose regime may be in crisis, as bits."""
    rate = numbers.x[of.REGIME_RATE]
    return sum(1 << i for i in range(draft.n) if numbers.x[at.BRITTLE + i] * rate > 0.0)
