"""What a run into a folder keeps in memory does not grow with the number of replications."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from northeastsim.engine import pool
from northeastsim.engine.record import Block
from northeastsim.study import request, run
from northeastsim.study.frames import cut

FEW, MANY = 150, 450


def repeated(block: Block) -> Any:
    """Return a stand-in for `replicate` that gives the same replications again and again, under new numbers."""

    def replicate(tables: Any, seed: int, first: int, count: int, **options: Any) -> Iterator[Block]:
        for number in range(first, first + count, block.count):
            here = number - block.first
            events, impulses = (
                {**rows, "replication": rows["replication"] + here} for rows in (block.events, block.impulses)
            )
            again = replace(block, first=number, events=events, impulses=impulses)
            yield cut(again, number, min(number + block.count, first + count))

    return replicate


def in_use() -> int:
    """Return how many bytes are in use that were taken since tracing began."""
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


@pytest.fixture
def most(simulate: Any, deal: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that gives the most bytes that a run of so many replications held between two blocks."""
    world = run.tables(deal)
    monkeypatch.setattr(pool, "replicate", repeated(pool.run_block(world, 7, 0, 20)))
    for module, name, value in (
        (request, "SMALLEST_PART", 50),
        (request, "LARGEST_PART", 100),
        (run, "MOST_IN_BANDS", 100),
    ):
        monkeypatch.setattr(module, name, value)

    def measured(count: int) -> int:
        held: list[int] = []
        tracemalloc.start()
        simulate(
            deal, replications=count, events=0, paths=0, out=tmp_path / str(count),
            on_progress=lambda done, total: held.append(in_use()),
        )  # fmt: skip
        tracemalloc.stop()
        return max(held)

    return measured


def test_memory_is_flat(most: Any) -> None:
    """To keep the metrics of the further replications would take ten times what is allowed, their yearly scores five times."""
    most(1)  # which loads what is loaded once
    few, many = most(FEW), most(MANY)
    of_metrics = 8 * 900 * (MANY - FEW)

    assert many - few < of_metrics / 10
