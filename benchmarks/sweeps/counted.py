"""How many runs a sweep has kept, and how many of them failed: `python -m benchmarks.sweeps.counted TOOL PATH`, as JSON."""

from __future__ import annotations

import json
import sys
import warnings

import pandas as pd


def counted(tool: str, path: str) -> tuple[int, int]:
    """Return how many runs there are, and how many of them failed."""
    if tool == "northeastsim":
        from northeastsim import open_sweep

        status = open_sweep(path).runs["status"]
        return len(status), int((status == "failed").sum())
    if tool == "Mesa":
        return len(pd.read_pickle(path)), 0
    with warnings.catch_warnings():  # it warns of parts of its own that are not installed, and not used here
        warnings.simplefilter("ignore")
        from ema_workbench import load_results
    _, outcomes = load_results(path)
    values = next(iter(outcomes.values()))
    return values.size, int(pd.isna(values).sum())


if __name__ == "__main__":
    print(json.dumps(counted(*sys.argv[1:3])))
