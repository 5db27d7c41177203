"""What a run of a swept model takes alone, called by hand time and again: `python -m benchmarks.sweeps.alone TOOL MODEL`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

SECONDS = 1.0  # to go on for


def by_hand(tool: str, model: str) -> Callable[[], object]:
    """Return what runs a model once, as one would by hand, without a runner."""
    from benchmarks.sweeps.models import MODELS

    if tool == "northeastsim":
        return by_engine(model)
    swept = MODELS[model]
    (point,) = swept.points(1)
    if tool == "Mesa":
        from benchmarks.sweeps.on_mesa import Single

        return lambda: Single(model, point).step()
    values = dict(zip(swept.ranges, point, strict=True))
    return lambda: swept.run(**values)


def by_engine(model: str) -> Callable[[], object]:
    """Return what runs the scenario of a sweep once, in the compiled loop."""
    from benchmarks.sweeps.on_northeastsim import ASKED
    from benchmarks.worlds import Batch
    from northeastsim.engine.batch import compiled_loop
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.load import load
    from northeastsim.scenario.tables import tables

    batch = Batch(tables(load(ASKED[model][0], catalogue=catalogue())), compiled_loop())
    return lambda: batch(1)


def seconds_of_one(tool: str, model: str) -> float:
    """Return the seconds of a run, over a second of them."""
    run, count = by_hand(tool, model), 0
    run()
    began = time.perf_counter()
    while (taken := time.perf_counter() - began) < SECONDS:
        run()
        count += 1
    return taken / count


if __name__ == "__main__":
    print(seconds_of_one(*sys.argv[1:3]))
