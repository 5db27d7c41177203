"""Option constants fitted to the rates of acts on the record: `python -m northeastsim.study.calibrate`.

A logit choice among many small options needs a constant per option (the alternative-specific constants of discrete
choice), or something among eighty is always a little above nothing. They are set so that each actor begins each type of
act as often as it did on the record: agreement of these rates is by construction, and says nothing for the model.

Each round: run the base region, count acts that actors chose and that were announced, and move the constant by the
logarithm of the ratio to the target over the rationality. `--until YEAR` uses the record up to that year only, and no
judgement that rests on later years; `--until 2018` writes the constants that the backtest uses
(`settings.option_constants: until_2018`).
"""

from __future__ import annotations

import argparse
import csv
import math
import pathlib
from collections import Counter
from dataclasses import dataclass

import numpy as np

from northeastsim.engine.pool import replicate
from northeastsim.rulebook import layout as at
from northeastsim.rulebook.arithmetic import log
from northeastsim.scenario.catalogue import HERE, catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.region.record import Rate, jeffreys, record_rates
from northeastsim.scenario.tables import Tables, tables

CONSTANTS = HERE / "constants.csv"
TARGETS = HERE / "targets.csv"
STEP = 0.7
WIDEST = 30.0  # a constant beyond this stands for "never"
CLOSED_AFTER = 4  # rounds after which what never happened is taken to be closed
NEVER = 0.5  # counted where the record has none, so that what never happened stays possible


@dataclass(frozen=True)
class Target:
    """How often an actor is to begin a type of act, a year, and where that stands."""

    rate: float
    low: float
    high: float
    source: str


def targets(actors: tuple[str, ...], types: set[str], until: int | None) -> dict[tuple[str, str], Target]:
    """Return the target of every actor and type: own judgement where stated, else the record with half an event.

    What a judgement `rests_on`, if that is the record of certain years, must be over by `until`.
    """
    stated = {}
    with TARGETS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if until is not None and row["rests_on"] and int(row["rests_on"]) > until:
                continue
            stated[row["actor"], row["type"]] = Target(float(row["rate"]), math.nan, math.nan, row["reason"])
    record = {(rate.actor, rate.type): rate for rate in record_rates(until) if rate.kind == "act"}
    years = next(iter(record.values())).exposure
    found = {}
    for actor in actors:
        for kind in sorted(types):
            judged = stated.get((actor, kind)) or stated.get(("*", kind))
            rate = record.get((actor, kind))
            found[actor, kind] = judged or of_record(rate, years)
    return found


def of_record(rate: Rate | None, years: int) -> Target:
    """Return the target that a rate on the record gives; half an event where there is none."""
    if rate is None:
        low, high = jeffreys(0, years)
        return Target(NEVER / years, low, high, "none on the record")
    return Target(max(rate.value, NEVER / years), rate.low, rate.high, f"{rate.count} in {rate.exposure} years")


def acts(world: Tables, seed: int, runs: int) -> tuple[Counter[tuple[str, str]], float]:
    """Return how often each actor's chosen acts of each type were announced, and the years lived."""
    counted: Counter[tuple[str, str]] = Counter()
    minutes = 0
    for block in replicate(world, seed, 0, runs, engine="batch"):
        events = block.events
        chosen = (events["cause_kind"] == at.BY_DECISION) & (events["stage"] == at.ANNOUNCED)
        pairs = np.stack([events["initiator"][chosen], events["type"][chosen]], axis=1)
        for (i, kind), count in Counter(map(tuple, pairs.tolist())).items():
            counted[world.actors[i], world.types[kind]] += count
        minutes += int(block.ended.sum())
    return counted, minutes / at.MINUTES_PER_YEAR


def fit(until: int | None = None, seed: int = 20240101, rounds: int = 20, runs: int = 64) -> list[dict[str, object]]:
    """Fit the constants and return the rows of their table, with the rates of a last, longer round."""
    year = 2024 if until is None else min(until + 1, 2024)
    scenario = {"format": 1, "extends": f"northeast_asia_{year}", "start": f"{year}-01-01", "years": 10}
    world = tables(load(scenario, catalogue=catalogue(), settings={"settings.war": "marks"}))
    open_types = {(option.actor, option.kind) for option in world.options}
    start = float(world.x[world.places["choice.constant"]])
    for actor, kind in open_types:  # from one start, so that a refit on the past knows nothing of an earlier fit
        world.x[world.places[f"constant.{actor}.{kind}"]] = start
    wanted = targets(world.actors, {kind for _, kind in open_types}, until)
    for r in range(rounds):
        counted, years = acts(world, seed + r, runs)
        for actor, kind in open_types:
            if counted[actor, kind] == 0 and r >= CLOSED_AFTER:
                continue  # never open: a constant driven down for ever would make it certain where it opens
            target = wanted[actor, kind].rate
            rate = (counted[actor, kind] + 0.3) / years
            place = world.places[f"constant.{actor}.{kind}"]
            rationality = world.x[at.RATIONALITY + world.actors.index(actor)]
            move = STEP * log(rate / max(target, 1e-3)) / rationality
            world.x[place] = max(-WIDEST, min(WIDEST, world.x[place] + max(-2.0, min(2.0, move))))
        print(f"round {r + 1} of {rounds}: {sum(counted.values()) / years:.1f} acts a year", flush=True)
    counted, years = acts(world, seed + 1000, 3 * runs)
    return [row_of(world, wanted, key, counted[key], years) for key in sorted(open_types)]


def row_of(
    world: Tables, wanted: dict[tuple[str, str], Target], key: tuple[str, str], count: int, years: float
) -> dict[str, object]:
    """Return one row of the table: the constant, the target, and what the model then does."""
    actor, kind = key
    target = wanted[key]
    low, high = jeffreys(count, years)
    return {
        "actor": actor,
        "type": kind,
        "constant": round(float(world.x[world.places[f"constant.{actor}.{kind}" if count else "choice.constant"]]), 3),
        "target": round(target.rate, 4),
        "record_low": "" if math.isnan(target.low) else round(target.low, 3),
        "record_high": "" if math.isnan(target.high) else round(target.high, 3),
        "model": round(count / years, 4),
        "model_low": round(low, 4),
        "model_high": round(high, 4),
        "verdict": verdict(count, years, target.rate),
        "source": target.source,
    }


def verdict(count: int, years: float, target: float) -> str:
    """Return whether a rate is within a factor of two of its target; `closed`: a strategy forbids it or cannot pay."""
    if count == 0:
        return "closed"
    return "kept" if 0.5 <= count / years / max(target, 1e-9) <= 2 else "missed"


def write(rows: list[dict[str, object]], path: pathlib.Path) -> None:
    """Write the table of constants."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Fit and write the constants."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--until", type=int, help="use the record up to this year only")
    parser.add_argument("--seed", type=int, default=20240101)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--runs", type=int, default=64)
    parser.add_argument("--out", type=pathlib.Path, help="default: the catalogue's table for that part of the record")
    given = parser.parse_args()
    rows = fit(given.until, given.seed, given.rounds, given.runs)
    write(rows, given.out or (CONSTANTS if given.until is None else HERE / f"constants_until_{given.until}.csv"))
    missed = [f"{row['actor']} {row['type']}" for row in rows if row["verdict"] == "missed"]
    print(f"{len(rows)} constants; {len(missed)} outside a factor of two: {', '.join(missed) or 'none'}")


if __name__ == "__main__":
    main()
