"""From blocks of replications to the columns of the tables."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from northeastsim.engine.record import Block
from northeastsim.rulebook import layout as at
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.tables import Tables
from northeastsim.study import metrics, race
from northeastsim.study.digest import Columns
from northeastsim.study.metrics import Plan, split_name

CAUSES = ("scenario", "decision", "process", "chance", "user")


def cut(block: Block, first: int, last: int) -> Block:
    """Return the replications of a block from number `first` to before `last`."""
    if first == block.first and last == block.first + block.count:
        return block
    a, b = first - block.first, last - block.first

    def rows(table: Columns) -> Columns:
        low, high = np.searchsorted(table["replication"], [first, last])
        return {name: values[low:high] for name, values in table.items()}

    return Block(
        first,
        block.names,
        block.dates,
        block.monthly[a:b],
        block.ended[a:b],
        block.ended_by[a:b],
        rows(block.events),
        rows(block.impulses),
    )


def objects(words: Iterable[str]) -> NDArray[np.object_]:
    """Return words as an array of objects."""
    listed = list(words)
    array = np.empty(len(listed), dtype=object)
    array[:] = listed
    return array


def days(start: datetime.date, ticks: NDArray[np.int64]) -> NDArray[np.datetime64]:
    """Return the days on which minutes since the start fall."""
    passed = (ticks // at.MINUTES_PER_DAY).astype("timedelta64[D]")
    array: NDArray[np.datetime64] = np.datetime64(start, "D") + passed
    return array


def runs(block: Block, plan: Plan, tables: Tables) -> Columns:
    """Return the rows of `runs`."""
    number = np.arange(block.first, block.first + block.count, dtype=np.int64)
    columns: Columns = {
        "replication": number,
        "status": objects("war" if by else "completed" for by in block.ended_by.tolist()),
        "ended": days(tables.start, block.ended),
        "ended_by": block.ended_by.astype(np.int64),
    }
    columns |= statistics(block, plan, tables)
    columns |= counts(block, plan)
    return columns | races(block, plan, race.rule_of(tables))


def statistics(block: Block, plan: Plan, tables: Tables) -> Columns:
    """Return `.end`, `.mean`, `.min` and `.change` of every score, over the observations lived to see.

    NOTE: summed month by month, so that the order of the sums is the same on every machine.
    """
    ticks = np.array([(date - tables.start).days * at.MINUTES_PER_DAY for date in plan.dates])
    last = np.minimum(np.searchsorted(ticks, block.ended, side="right"), len(ticks) - 1)
    start, end = block.monthly[:, 0], block.monthly[:, -1]
    total, least = start.copy(), start.copy()
    for k in range(1, len(ticks)):
        values = block.monthly[:, k]
        lived = (k <= last)[:, None]
        total += values if lived.all() else np.where(lived, values, 0.0)
        np.minimum(least, values, out=least, where=lived)
    found = {"end": end, "mean": total / (last + 1)[:, None], "min": least, "change": end - start}
    # NOTE: columns of all that is observed, which is quicker than to pick them first; turned, so that each is in one piece.
    turned = {how: np.ascontiguousarray(of.T) for how, of in found.items()}
    return {f"{name}.{how}": of[k] for name, k in plan.scores.items() for how, of in turned.items()}


def counts(block: Block, plan: Plan) -> Columns:
    """Return how many events of each type there were: all types and stages are counted in one go."""
    replication, kind, stage = block.events["replication"] - block.first, block.events["type"], block.events["stage"]
    kinds, stages = (1 + max(pair[k] for pair in plan.counted.values()) for k in (0, 1))
    told = (kind < kinds) & (stage < stages)
    place = (replication[told] * kinds + kind[told]) * stages + stage[told]
    table = np.bincount(place, minlength=block.count * kinds * stages).reshape(block.count, kinds, stages)
    return {name: table[:, one, other].astype(np.int64) for name, (one, other) in plan.counted.items()}


class Rivals(NamedTuple):
    """Two actors that may race: both sides over the years, and in which three years they count as rivals at all."""

    a: str
    b: str
    one: race.Side
    other: race.Side
    hostile: NDArray[np.bool_]


def rivals(block: Block, plan: Plan, rule: race.Rule) -> Iterator[Rivals]:
    """Yield the pairs that may race, as the rule of races looks at them."""
    place = {name: k for k, name in enumerate(plan.names)}

    def of(name: str) -> NDArray[np.float64]:
        return block.monthly[:, :, place[name]]

    actors = sorted({actor for pair in plan.rivals for actor in pair})
    growth = {a: race.yearly_growth(of(f"spending[{a}]"), of(f"outside_war[{a}]"), rule.war_share) for a in actors}
    for a, b in plan.rivals:
        one, other = (race.Side(growth[i], of(f"answer[{i},{j}]")[:, 12::12]) for i, j in ((a, b), (b, a)))
        least = -1.0 if (a, b) in plan.listed else rule.hostility
        yield Rivals(a, b, one, other, race.rivals(of(f"alignment[{a},{b}]"), of(f"alignment[{b},{a}]"), least))


def races(block: Block, plan: Plan, rule: race.Rule) -> Columns:
    """Return the verdict on each pair that may race, the greatest pressure, and how much of each side's growth answers the other."""
    columns: Columns = {}
    for a, b, one, other, hostile in rivals(block, plan, rule):
        found, years = race.verdicts(one, other, hostile, rule), one.growth.shape[1]
        values = (
            found.race, found.parallel, found.one_sided, race.pressure(one.growth, other.growth),
            race.reactive_share(one, 0, years), race.reactive_share(other, 0, years),
        )  # fmt: skip
        columns |= dict(zip(metrics.of_race(a, b), values, strict=True))
    return columns


def of_any_pair(verdict: str, plan: Plan, runs: Columns, count: int) -> NDArray[np.int64]:
    """Return whether any pair that may race got a verdict, 0 or 1, in each of so many replications."""
    found = np.zeros(count, dtype=np.int64)
    for a, b in plan.rivals:
        found |= runs[f"{verdict}[{a},{b}].any"]
    return found


def scores(block: Block, plan: Plan, rows: list[int]) -> Columns:
    """Return the rows of `scores` at the given observations."""
    words = [split_name(name) for name in plan.names]
    count, names = block.count, len(plan.names)
    dates = np.array([plan.dates[k] for k in rows], dtype="datetime64[D]")
    numbers = np.arange(block.first, block.first + count, dtype=np.int64)
    columns: Columns = {
        "replication": np.repeat(numbers, len(rows) * names),
        "date": np.tile(np.repeat(dates, names), count),
    }
    for k, column in enumerate(("score", "actor", "other")):
        columns[column] = np.tile(objects(word[k] for word in words), count * len(rows))
    return columns | {"value": block.monthly[:, rows].reshape(-1)}


def yearly(block: Block, plan: Plan) -> NDArray[np.float64]:
    """Return what `bands` is made of: scores at yearly dates, (replications, dates, scores)."""
    return block.monthly[:, plan.yearly].take(list(plan.scores.values()), axis=2)


def bands(yearly: NDArray[np.float64], plan: Plan) -> Columns:
    """Return `bands` from scores at yearly dates: (replications, dates, scores)."""
    words = [split_name(name) for name in plan.scores]
    dates = np.array([plan.dates[k] for k in plan.yearly], dtype="datetime64[D]")
    n = len(yearly)
    columns: Columns = {"date": np.repeat(dates, len(words))}
    for k, column in enumerate(("score", "actor", "other")):
        columns[column] = np.tile(objects(word[k] for word in words), len(dates))
    columns["n"] = np.full(len(dates) * len(words), n, dtype=np.int64)
    columns["mean"] = yearly.mean(axis=0).reshape(-1)
    columns["sd"] = (yearly.std(axis=0, ddof=1) if n > 1 else np.zeros(yearly.shape[1:])).reshape(-1)
    shares = (5, 25, 50, 75, 95)
    for share, values in zip(shares, np.percentile(yearly, shares, axis=0), strict=True):
        columns[f"p{share:02d}"] = values.reshape(-1)
    return columns


def events(block: Block, tables: Tables, resolved: Resolved) -> Columns:
    """Return the rows of `events`."""
    log = block.events
    lines = {event["id"]: event for event in resolved.document["events"]}
    scripts = [lines[name] for name in tables.scripts]
    script = log["script"]
    columns: Columns = {
        "replication": log["replication"].astype(np.int64),
        "serial": log["serial"],
        "date": days(tables.start, log["tick"]),
        "id": named(script, tables.scripts),
        "type": named(log["type"], tables.types),
        "stage": named(log["stage"], tables.stages),
    }
    for role in ("initiator", "target"):
        # Bodies such as UNSC have no number: the scenario's line knows them.
        body = named(script, [str(line.get(role) or "") for line in scripts])
        columns[role] = np.where(log[role] < 0, body, named(log[role], tables.actors))
    for role in ("participants", "aimed_at"):
        columns[role] = sets(log[role], tables.actors)
    columns["system"] = named(log["system"], tables.systems)
    says = log["system"] <= at.SAYS_STRATEGY
    if says.any():
        columns["system"][says] = named(at.SAYS_STRATEGY - log["system"][says], [name for _, name in tables.strategies])
    columns["quantity"] = log["quantity"].astype(np.float64)
    columns["cause_kind"] = named(log["cause_kind"], CAUSES)
    columns["cause"] = causes(columns, log, tables)
    return columns


def named(codes: NDArray[np.int64], words: Iterable[str]) -> NDArray[np.object_]:
    """Return the words of codes; nothing for a code below 0."""
    table = objects([*words, ""])
    array: NDArray[np.object_] = table[np.where(codes < 0, len(table) - 1, codes)]
    return array


def sets(bits: NDArray[np.int64], actors: tuple[str, ...]) -> NDArray[np.object_]:
    """Return sets of actors, given as bits, in words."""
    different, which = np.unique(bits, return_inverse=True)
    words = [" ".join(a for k, a in enumerate(actors) if each >> k & 1) for each in different.tolist()]
    array: NDArray[np.object_] = objects(words)[which]
    return array


def causes(columns: Columns, log: Columns, tables: Tables) -> NDArray[np.object_]:
    """Return what caused each event, in words; each different cause is worded once."""
    together = ((log["cause_kind"] * 64 + log["initiator"]) << 32) + log["cause"]
    _, rows, which = np.unique(together, return_index=True, return_inverse=True)
    kinds, actors, numbers = (of[rows].tolist() for of in (columns["cause_kind"], columns["initiator"], log["cause"]))
    words = (cause(*row, tables) for row in zip(kinds, actors, numbers, strict=True))
    array: NDArray[np.object_] = objects(words)[which]
    return array


def cause(kind: str, actor: str, number: int, tables: Tables) -> str:
    """Return what caused an event, in words."""
    if kind == "scenario":
        return tables.scripts[number]
    if kind == "decision":
        return f"{actor} decision {number}"
    return str(number) if number > 0 else ""


def impulses(block: Block, tables: Tables) -> Columns:
    """Return the rows of `impulses`."""
    made = block.impulses
    different, which = np.unique(made["place"].astype(np.int64), return_inverse=True)
    words = [place_in_words(place, tables) for place in different.tolist()]
    columns: Columns = {
        "replication": made["replication"].astype(np.int64),
        "event": made["event"].astype(np.int64),
        "date": days(tables.start, made["tick"].astype(np.int64)),
    }
    for k, column in enumerate(("variable", "of", "to", "moves")):
        columns[column] = objects(word[k] for word in words)[which]
    return columns | {"change": made["size"].astype(np.float64)}


ACTOR_VARIABLES = (
    "economy", "spending", "capital", "strategic", "outside_trade", "own_income", "outside_war", "posture",
    "accept", "acceptable_security", "usual_burden", "shock", "programme_left", "programme_growth", "outlay",
    "strain", "hedging", "technology",
)  # fmt: skip
PAIR_VARIABLES = (
    "alignment", "commitment", "supply", "provocation", "sanctions", "flows", "trade", "contact",
    "flows_base", "trade_base", "credibility", "backing", "favours",
)  # fmt: skip


def place_in_words(place: int, tables: Tables) -> tuple[str, str, str, str]:
    """Return the variable at a place of the state, whose it is, towards whom, and which of its values."""
    if place == at.MONITORING:
        return "monitoring", "", "", "value"
    actors_end = at.ECONOMY + at.ACTOR_ROWS * at.ACTOR_PITCH
    pairs_end = at.ALIGNMENT + at.PAIR_ROWS * at.PAIR_PITCH
    if at.HOLDING <= place < at.HOLDING + at.MOST_SYSTEMS * at.ACTOR_PITCH:
        system, i = divmod(place - at.HOLDING, at.ACTOR_PITCH)
        return "holding", tables.actors[i], tables.systems[system], "value"
    if at.ECONOMY <= place < actors_end + (actors_end - at.ECONOMY):
        rest = place >= actors_end
        row, i = divmod(place - at.ECONOMY - (at.ACTOR_REST if rest else 0), at.ACTOR_PITCH)
        return ACTOR_VARIABLES[row], tables.actors[i], "", "target" if rest else "value"
    rest = place >= pairs_end
    row, k = divmod(place - at.ALIGNMENT - (at.PAIR_REST if rest else 0), at.PAIR_PITCH)
    i, j = divmod(k, at.PAIR)
    name = PAIR_VARIABLES[row]
    base = name.endswith("_base")
    moves = "base" if base else "target" if rest else "value"
    return name.removesuffix("_base"), tables.actors[i], tables.actors[j], moves
