"""The reduced model on northeastsim's batch engine, as `northeastsim run` runs it: with monthly scores and a full log."""

from __future__ import annotations

import functools
import time
from collections.abc import Sequence

import numpy as np

from benchmarks.peers.choice import COUNTS, ENDS, kinds
from benchmarks.peers.setting import read
from northeastsim.engine.batch import compiled_loop
from northeastsim.engine.pool import replicate
from northeastsim.engine.record import Block
from northeastsim.engine.runner import Runner
from northeastsim.rulebook import layout as at
from northeastsim.scenario.tables import Tables

SEED = 63


@functools.cache
def prepared() -> tuple[Tables, list[str]]:
    """Return the laid-out scenario and its types of act, with the compiled engine at hand."""
    compiled_loop()
    setting, laid = read()
    return laid, kinds(setting)


def runs(seeds: Sequence[int], cores: int) -> list[dict[str, float]]:
    """Run as many replications as there are seeds in threads; return the means of each block as one row per run of it."""
    laid, types = prepared()
    found: list[dict[str, float]] = []
    began = time.monotonic()
    for block in replicate(laid, SEED, 1 + min(seeds), len(seeds), workers=cores, engine="batch"):
        found += [tell(block, laid, types) | {"began": began, "ended": time.monotonic()}] * block.count
    return found


def one_by_one(count: int) -> list[dict[str, float]]:
    """Run so many replications; return each as a row."""
    laid, types = prepared()
    runner = Runner(laid, compiled_loop())
    return [tell(runner.block(SEED, 1 + r, 1), laid, types) for r in range(count)]


def tell(block: Block, laid: Tables, types: list[str]) -> dict[str, float]:
    """Return what the runs of a block are counted by, and the values at their ends, in the mean."""
    kind, stage = block.events["type"], block.events["stage"]
    begun = np.bincount(kind[stage == at.ANNOUNCED], minlength=len(laid.types))
    acts = {f"begun[{name}]": begun[laid.types.index(name)] / block.count for name in types}
    later = np.count_nonzero(stage == at.DONE)  # stages after the first, and budgets
    totals = block.decisions, block.predictions, begun.sum(), block.decisions + later
    counts = {name: total / block.count for name, total in zip(COUNTS, totals, strict=True)}
    return counts | acts | {name: float(block.monthly[:, -1, block.names.index(name)].mean()) for name in ENDS}
