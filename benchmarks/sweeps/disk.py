"""How much room the same runs take in other forms: `python -m benchmarks.sweeps.disk FOLDER` prints bytes a run as JSON."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import pandas as pd

from benchmarks.sweeps.on_ema import ArrayOutcome, ScalarOutcome, save_results
from northeastsim import open_sweep


def bytes_per_run(folder: Path) -> dict[str, float]:
    """Return the bytes a run of a sweep's folder, and of its rows kept otherwise."""
    sweep = open_sweep(folder)
    rows = sweep.runs
    with tempfile.TemporaryDirectory() as name:
        there = Path(name)
        rows.to_csv(there / "csv", index=False)
        rows.to_pickle(there / "pickle")
        save_results(as_workbench(rows, sweep.uncertainties, sweep.outcomes, sweep.replications), str(there / "ema.tar.gz"))
        sizes = {path.name: path.stat().st_size for path in there.iterdir()}
    ours = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {name: size / len(rows) for name, size in {"folder": ours, **sizes}.items()}


def as_workbench(
    rows: pd.DataFrame, uncertainties: list[str], outcomes: list[str], replications: int
) -> tuple[pd.DataFrame, dict[str, object]]:
    """Return rows as the EMA Workbench would hold them: a row per point, and arrays of its replications."""
    points = rows[rows["replication"] == 0]
    experiments = points[uncertainties].reset_index(drop=True)
    experiments = experiments.assign(scenario=range(len(points)), policy="None", model="swept")
    for name in outcomes:  # it looks up how to write an outcome by its name
        (ScalarOutcome if replications == 1 else ArrayOutcome)(name)
    arrays = {name: rows[name].to_numpy().reshape(-1, replications) for name in outcomes}
    return experiments, {name: found[:, 0] if replications == 1 else found for name, found in arrays.items()}


if __name__ == "__main__":
    print(json.dumps(bytes_per_run(Path(sys.argv[1]))))
