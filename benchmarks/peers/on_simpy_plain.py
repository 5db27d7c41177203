"""The reduced model on plain SimPy, in its first version: all scores are recomputed for every option that is tried."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.peers import on_simpy
from benchmarks.peers.choice import PlainGame


def runs(seeds: Sequence[int], cores: int) -> list[dict[str, float]]:
    """Run once for every seed, in a loop or in a pool of processes."""
    return on_simpy.runs(seeds, cores, PlainGame)
