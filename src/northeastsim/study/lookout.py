"""What of many replications the risks are told from: verdicts and counts, monthly signs of danger, and when crises began."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from northeastsim.engine import pool
from northeastsim.engine.record import Block
from northeastsim.rulebook import layout as at
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.tables import Tables
from northeastsim.study import frames, metrics, race
from northeastsim.study.digest import Columns

YEAR = 12  # observations
SCORES = ("instability", "stability", "polarisation")
NAIVE = "crises in the last year"
FEWEST_YEARS = 4  # of a run in which a race can be foretold: one that is seen, and three of the race

Numbers = NDArray[np.float64]
Told = Callable[[int], None]


@dataclass(frozen=True)
class Seen:
    """What was seen of a scenario's replications; arrays have the shape (replications, observations).

    `runs` are columns of `runs`; `monthly` holds scores by name; `reactions` a k_ij a_i per year, (replications, observations, actors,
    actors), with what holds back on the diagonal; `later` says whether spending showed a build-up of both, or of any side, that
    began after the first years.
    """

    actors: tuple[str, ...]
    dates: tuple[np.datetime64, ...] = field(repr=False)
    runs: Columns = field(repr=False)
    monthly: dict[str, Numbers] = field(repr=False)
    reactions: Numbers = field(repr=False)
    crises: NDArray[np.int64] = field(repr=False)
    incidents: NDArray[np.int64] = field(repr=False)
    later: dict[str, NDArray[np.bool_]] = field(repr=False)


def counted(resolved: Resolved, world: Tables, seed: int, n: int, workers: int, engine: str, told: Told | None = None) -> Columns:
    """Return verdicts, counts, mean instability and the last stability of a world's replications."""
    pieces = []
    for block, plan in blocks(resolved, world, seed, n, workers, engine, told):
        pieces.append(columns(block, plan, world))
    return {name: np.concatenate([piece[name] for piece in pieces]) for name in pieces[0]}


def columns(block: Block, plan: metrics.Plan, world: Tables) -> Columns:
    """Return the columns that worlds are compared by."""
    place = {name: k for k, name in enumerate(plan.names)}
    found = frames.counts(block, plan) | frames.races(block, plan, race.rule_of(world))
    found["instability.mean"] = block.monthly[:, :, place["instability"]].mean(axis=1)
    found["instability.max"] = block.monthly[:, :, place["instability"]].max(axis=1)
    found["stability.end"] = block.monthly[:, -1, place["stability"]]
    return found


def blocks(
    resolved: Resolved, world: Tables, seed: int, n: int, workers: int, engine: str, told: Told | None
) -> Iterator[tuple[Block, metrics.Plan]]:
    """Yield the blocks of a world's replications, and what is kept of them."""
    for block in pool.replicate(world, seed, 0, n, workers=workers, engine=engine):
        yield block, metrics.plan(resolved, world, block.names, block.dates)
        if told:
            told(block.count)


def seen(resolved: Resolved, world: Tables, seed: int, n: int, workers: int, engine: str, told: Told | None = None) -> Seen:
    """Run a world's replications and return what the risks are told from."""
    pieces = [piece(block, plan, world) for block, plan in blocks(resolved, world, seed, n, workers, engine, told)]
    first = pieces[0]

    def joined(of: Callable[[Seen], Columns]) -> Columns:
        return {name: np.concatenate([of(each)[name] for each in pieces]) for name in of(first)}

    return Seen(
        first.actors,
        first.dates,
        joined(lambda each: each.runs),
        joined(lambda each: each.monthly),
        np.concatenate([each.reactions for each in pieces]),
        np.concatenate([each.crises for each in pieces]),
        np.concatenate([each.incidents for each in pieces]),
        joined(lambda each: each.later),
    )


def piece(block: Block, plan: metrics.Plan, world: Tables) -> Seen:
    """Return what is seen of one block."""
    place = {name: k for k, name in enumerate(plan.names)}

    def of(name: str) -> Numbers:
        return block.monthly[:, :, place[name]]

    n, actors = block.monthly.shape[:2], world.actors
    reactions = np.empty((*n, len(actors), len(actors)))
    for i, a in enumerate(actors):
        for j, b in enumerate(actors):
            reactions[:, :, i, j] = of(f"held_back[{a}]" if i == j else f"reaction[{a},{b}]")
    monthly = {name: of(name).copy() for name in SCORES} | felt(of, plan)
    monthly["race_pressure"], later = spending(block, plan, world)
    crises, incidents = (begun(block, plan, world, name) for name in ("crises.count", "incidents.count"))
    dates = tuple(np.datetime64(date) for date in block.dates)
    return Seen(actors, dates, columns(block, plan, world), monthly, reactions, crises, incidents, later)


def felt(of: Callable[[str], Numbers], plan: metrics.Plan) -> dict[str, Numbers]:
    """Return the provocation that rivals feel, and their hostility: means over pairs and both sides."""
    none = np.zeros_like(of("stability"))
    sides = [(a, b) for one, other in plan.rivals for a, b in ((one, other), (other, one))]
    provoked = sum((of(f"provocation[{a},{b}]") for a, b in sides), none)
    hostile = sum((np.maximum(0.0, -of(f"alignment[{a},{b}]")) for a, b in sides), none)
    return {"provocation": provoked / max(1, len(sides)), "hostility": hostile / max(1, len(sides))}


def begun(block: Block, plan: metrics.Plan, world: Tables, name: str) -> NDArray[np.int64]:
    """Return how many events of a count began between each observation and the one before it; none at the first."""
    found = np.zeros(block.monthly.shape[:2], dtype=np.int64)
    if name not in plan.counted:
        return found
    kind, stage = plan.counted[name]
    log = block.events
    mine = (log["type"] == kind) & (log["stage"] == stage)
    ticks = np.array([(date - world.start).days * at.MINUTES_PER_DAY for date in block.dates])
    # What is due on the minute of an observation comes after it.
    month = np.minimum(np.searchsorted(ticks, log["tick"][mine], side="right"), len(ticks) - 1)
    np.add.at(found, (log["replication"][mine] - block.first, month), 1)
    return found


def spending(block: Block, plan: metrics.Plan, world: Tables) -> tuple[Numbers, dict[str, NDArray[np.bool_]]]:
    """Return the race pressure so far at each month, and whether a build-up began after the year at which races are foretold.

    Pressure at a month: of all pairs the greatest, of a pair the lower mean growth of up to three whole years before it.
    """
    rule, shape = race.rule_of(world), block.monthly.shape[:2]
    years, from_year = (shape[1] - 1) // YEAR, foretold_at(shape[1])
    now = np.full(shape, np.nan)
    both, any_side = np.zeros(shape[0], dtype=bool), np.zeros(shape[0], dtype=bool)
    for _, _, one, other, hostile in frames.rivals(block, plan, rule):
        for year in range(1, years + 1):
            rates = [side.growth[:, max(0, year - race.YEARS) : year].mean(axis=1) for side in (one, other)]
            months = slice(YEAR * year, YEAR * (year + 1))
            now[:, months] = np.fmax(now[:, months], np.minimum(*rates)[:, None])
        if years < FEWEST_YEARS:
            continue
        late = [race.Side(side.growth[:, from_year:], side.answer[:, from_year:]) for side in (one, other)]
        found = race.verdicts(late[0], late[1], hostile[:, from_year:], rule)
        both |= (found.race + found.parallel) > 0
        any_side |= (found.race + found.parallel + found.one_sided) > 0
    return now, {"both": both, "any": any_side} if years >= FEWEST_YEARS else {}


def foretold_at(observations: int) -> int:
    """Return the year at whose end a later race is to be foretold: the third, or what a short run leaves before its last three."""
    return max(1, min(race.YEARS, (observations - 1) // YEAR - race.YEARS))


def signs(seen: Seen) -> dict[str, Numbers]:
    """Return what may foretell, by name, higher where more is to be feared; no number in the first year of what looks back."""
    stability = seen.monthly["stability"]
    fall = np.full_like(stability, np.nan)
    fall[:, YEAR:] = stability[:, :-YEAR] - stability[:, YEAR:]
    return {
        "low stability": 1.0 - stability,
        "fall in stability in a year": fall,
        "provocation": seen.monthly["provocation"],
        "hostility": seen.monthly["hostility"],
        "instability": seen.monthly["instability"],
        "race pressure": seen.monthly["race_pressure"],
        "polarisation": seen.monthly["polarisation"],
        "incidents in the last year": last_year(seen.incidents),
        NAIVE: last_year(seen.crises),
    }


def last_year(events: NDArray[np.int64]) -> Numbers:
    """Return how many events there were in the twelve months up to each; no number in the first year."""
    total = np.cumsum(events, axis=1).astype(float)
    found = np.full(events.shape, np.nan)
    found[:, YEAR:] = total[:, YEAR:] - total[:, :-YEAR]
    return found


def within_a_year(events: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return whether an event came in the twelve months after each month, for those that have twelve after them."""
    total = np.cumsum(events, axis=1)
    found: NDArray[np.bool_] = total[:, YEAR:] > total[:, :-YEAR]
    return found
