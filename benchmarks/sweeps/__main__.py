"""`python -m benchmarks.sweeps [ROUNDS]` measures sweeps beside their peers and prints Markdown, with `--json` the figures."""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks.sweeps import told
from benchmarks.sweeps.rates import measure_rates
from benchmarks.sweeps.stores import measure_stores
from benchmarks.sweeps.troubles import measure_troubles

ROUNDS = 3
LIBRARIES = ("ema-workbench", "mesa", "simpy", "numba", "numpy", "pyarrow")


def measured(rounds: int = ROUNDS) -> dict[str, Any]:
    """Return all figures of one session.

    NOTE: this process must stay smaller than those it measures: the system counts what a process was before it became another.
    """
    return {
        "machine": f"{os.cpu_count()} shared cores, {platform.system()}",
        "python": platform.python_version(),
        "libraries": {name: importlib.metadata.version(name) for name in LIBRARIES},
        "rounds": rounds,
        "rates": announced("rates", lambda: measure_rates(rounds)),
        "stores": announced("stores", lambda: measure_stores(rounds)),
        "troubles": announced("troubles", measure_troubles),
    }


def announced(what: str, measure: Callable[[], Any]) -> Any:
    """Measure something, and say how long that took: whoever waits for ten minutes wants to see that it goes on."""
    began = time.monotonic()
    found = measure()
    print(f"{what}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return found


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--json"]
    figures = measured(*(int(word) for word in words))
    print(json.dumps(figures) if "--json" in sys.argv else told.rendered(figures))
