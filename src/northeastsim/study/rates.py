"""The base region beside the record: `python -m northeastsim.study.rates` writes docs/reference/rates.md.

Rates of acts were fitted (`calibrate.py`), so their agreement is by construction. Crises and incidents were fitted in
level through the exposures of pairs; launches through the rate of immigrants; regard and spending were not fitted.
"""

from __future__ import annotations

import argparse
import csv
import pathlib
from collections import Counter
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from northeastsim.engine.pool import replicate
from northeastsim.engine.record import Block
from northeastsim.rulebook import layout as at
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.region.record import jeffreys, record_rates
from northeastsim.scenario.tables import Tables, tables
from northeastsim.study.base_rates import BASE
from northeastsim.study.calibrate import CONSTANTS

STREAMS = ("crisis", "incident", "missile_test", "calendar_exercise", "clash", "war")


def base(runs: int, seed: int) -> tuple[Tables, list[Block]]:
    """Return the base region run for ten years, wars marked so that every run lives as long."""
    world = tables(load(BASE, catalogue=catalogue(), settings={"settings.war": "marks"}))
    return world, list(replicate(world, seed, 0, runs, engine="batch"))


def announced(world: Tables, blocks: Iterable[Block]) -> Counter[str]:
    """Return how often each type of event was announced."""
    counts: Counter[str] = Counter()
    for block in blocks:
        kinds = block.events["type"][block.events["stage"] == at.ANNOUNCED]
        counts.update(world.types[kind] for kind in kinds.tolist())
    return counts


def stream_rows(world: Tables, blocks: list[Block]) -> list[str]:
    """Return the rows of what comes by itself, beside the record where it counts it."""
    years = sum(float(block.ended.sum()) for block in blocks) / at.MINUTES_PER_YEAR
    counts = announced(world, blocks)
    record: Counter[str] = Counter()
    exposure = 1
    for rate in record_rates():
        if rate.kind != "act":
            record[rate.type] += rate.count
            exposure = rate.exposure
    record["calendar_exercise"] = record.pop("joint_exercise", 0)
    rows = []
    for kind in STREAMS:
        low, high = jeffreys(counts[kind], years)
        known = ""
        if kind in record:
            least, most = jeffreys(record[kind], exposure)
            known = f"{record[kind] / exposure:.2f} [{least:.2f}, {most:.2f}]"
        rows.append(f"| {kind} | {counts[kind] / years:.3f} [{low:.3f}, {high:.3f}] | {known} |")
    return rows


def hostility(world: Tables, blocks: list[Block]) -> tuple[float, float, int]:
    """Return mean hostility of the pairs that begin hostile, at the start and after ten years, and their number."""
    monthly = np.concatenate([block.monthly for block in blocks])
    names = blocks[0].names

    def regard(a: str, b: str) -> NDArray[np.float64]:
        first, second = names.index(f"alignment[{a},{b}]"), names.index(f"alignment[{b},{a}]")
        mean: NDArray[np.float64] = 0.5 * (monthly[:, :, first] + monthly[:, :, second])
        return mean

    pairs = [regard(a, b) for i, a in enumerate(world.actors) for b in world.actors[i + 1 :]]
    hostile = [pair for pair in pairs if pair[0, 0] < 0]
    start = float(np.mean([-pair[0, 0] for pair in hostile]))
    end = float(np.mean([np.maximum(0.0, -pair[:, -1]).mean() for pair in hostile]))
    return start, end, len(hostile)


def page(runs: int, seed: int) -> str:
    """Return the page."""
    world, blocks = base(runs, seed)
    start, end, pairs = hostility(world, blocks)
    with CONSTANTS.open(encoding="utf-8", newline="") as file:
        fitted = list(csv.DictReader(file))
    missed = [f"{row['actor']} {row['type']}" for row in fitted if row["verdict"] == "missed"]
    shut = [f"{row['actor']} {row['type']}" for row in fitted if row["verdict"] == "closed"]
    lines = [
        "# Rates beside the record",
        "",
        f"`python -m northeastsim.study.rates --runs {runs} --seed {seed}` wrote this page: the base region of 2024 over ten years.",
        "",
        "## What comes by itself",
        "",
        "A year, with 95 % intervals. The level of crises and incidents was set through the exposures of pairs, that of launches",
        "through their stream; agreement says little. The record is 2010-2025.",
        "",
        "| type | model | record |",
        "| --- | --- | --- |",
        *stream_rows(world, blocks),
        "",
        "## Hostility",
        "",
        f"Mean hostility of the {pairs} pairs that begin hostile: {start:.3f} at the start, {end:.3f} after ten years "
        f"({100 * end / start:.0f} % of it). It was not fitted; the bar is half.",
        "",
        "## What actors choose",
        "",
        "Acts chosen and announced, a year. The constants of the options were fitted to these targets by",
        "`python -m northeastsim.study.calibrate`, so agreement is by construction. A target is the record's own rate, half an",
        "event where it has none, or a stated judgement (`catalogue/targets.csv`), which has no record interval here.",
        "",
        f"Outside a factor of two: {', '.join(missed) or 'none'}. Never chosen, because the default strategy forbids it, it cannot",
        f"be paid, or nobody qualifies: {', '.join(shut) or 'none'}.",
        "",
        "| actor | type | target | record, 95 % | model, 95 % | verdict | source of the target |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in fitted:
        known = f"[{row['record_low']}, {row['record_high']}]" if row["record_low"] else ""
        model = f"{row['model']} [{row['model_low']}, {row['model_high']}]"
        lines.append(
            f"| {row['actor']} | {row['type']} | {row['target']} | {known} | {model} | {row['verdict']} | {row['source']} |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20240102)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("docs/reference/rates.md"))
    given = parser.parse_args()
    given.out.write_text(page(given.runs, given.seed), encoding="utf-8")


if __name__ == "__main__":
    main()
