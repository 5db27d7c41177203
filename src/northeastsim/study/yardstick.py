"""The yardstick: what a Russian defence treaty with North Korea changes, measured once.

`python -m northeastsim.study.yardstick --replications 2000` runs the scenario `treaty_yardstick` against its
twin without the treaty and writes yardstick.csv beside this file.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import io
import math
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from northeastsim.engine import pool
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import Resolved, load
from northeastsim.scenario.tables import tables
from northeastsim.study import metrics
from northeastsim.study.parts import write_whole
from northeastsim.study.twins import own_events, quiet_twin

if TYPE_CHECKING:
    import pandas as pd

SCENARIO = "treaty_yardstick"
HORIZONS = (2, 5)  # years after the treaty
FILE = Path(__file__).with_name("yardstick.csv")
NEEDED = {"RUS", "PRK"}

Row = tuple[str, int, float, float]


def table(actors: list[str]) -> pd.DataFrame | None:
    """Return the committed yardstick: score, years, effect, se; None for a world without the two parties."""
    import pandas as pd

    if not set(actors) >= NEEDED or not FILE.is_file():
        return None
    return pd.read_csv(FILE, comment="#")


def measured(resolved: Resolved, seed: int, replications: int, workers: int | None = None) -> list[Row]:
    """Return for each score and horizon the mean paired effect of a scenario's events and its error.

    1. Run the scenario and its quiet twin with the same seed.
    2. At the observation nearest to each horizon, counted from the first event, take the paired differences.
    3. Return their mean and the standard error of the mean.
    """
    twin, reason = quiet_twin(resolved)
    if twin is None:
        raise ValueError(reason)
    rows: list[Row] = []
    names, marked, changed = scores_at(resolved, first_date(resolved), seed, replications, workers)
    _, _, quiet = scores_at(twin, first_date(resolved), seed, replications, workers)
    for k, years in enumerate(marked):
        gaps = changed[:, k] - quiet[:, k]
        effects, errors = gaps.mean(axis=0), gaps.std(axis=0, ddof=1) / math.sqrt(len(gaps))
        rows += [(n, years, float(e), float(s)) for n, e, s in zip(names, effects, errors, strict=True)]
    return sorted(rows)


def first_date(resolved: Resolved) -> datetime.date:
    """Return the date of a scenario's first own event that has one."""
    own = set(own_events(resolved))
    return min(
        datetime.date.fromisoformat(str(event["date"]))
        for event in resolved.document["events"]
        if event["id"] in own and event.get("date")
    )


def scores_at(
    resolved: Resolved, since: datetime.date, seed: int, replications: int, workers: int | None
) -> tuple[list[str], list[int], NDArray[np.float64]]:
    """Return names, horizons within the run, and values of the scores: (replications, horizons, scores)."""
    world = tables(resolved)
    horizons = [h for h in HORIZONS if since + datetime.timedelta(days=round(365.25 * h)) <= world.end]
    kept = []
    plan = None
    for block in pool.replicate(world, seed, 0, replications, workers=workers):
        if plan is None:
            plan = metrics.plan(resolved, world, block.names, block.dates)
            at = [nearest(block.dates, since, h) for h in horizons]
        kept.append(block.monthly[:, at][:, :, list(plan.scores.values())])
    assert plan is not None
    return list(plan.scores), horizons, np.concatenate(kept)


def nearest(dates: tuple[datetime.date, ...], since: datetime.date, years: int) -> int:
    """Return the observation nearest to so many years after a date."""
    wanted = since + datetime.timedelta(days=round(365.25 * years))
    return min(range(len(dates)), key=lambda k: abs((dates[k] - wanted).days))


def text(rows: list[Row], command: str, seed: int, replications: int) -> str:
    """Return the yardstick as CSV that says how it was made."""
    out = io.StringIO()
    out.write(f"# effect of the treaty in {SCENARIO}, paired; seed {seed}, n {replications}; made by\n# {command}\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["score", "years", "effect", "se"])
    writer.writerows((name, years, f"{effect:.6g}", f"{se:.3g}") for name, years, effect, se in rows)
    return out.getvalue()


def main(arguments: list[str] | None = None) -> None:
    """Measure the yardstick and write it."""
    parser = argparse.ArgumentParser(prog="python -m northeastsim.study.yardstick", description=__doc__)
    parser.add_argument("--replications", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=63)
    parser.add_argument("--workers", type=int, default=None)
    parser.add_argument("--out", type=Path, default=FILE)
    given = parser.parse_args(arguments)
    resolved = load(SCENARIO, catalogue=catalogue())
    rows = measured(resolved, given.seed, given.replications, given.workers)
    command = f"{parser.prog} --replications {given.replications} --seed {given.seed}"
    write_whole(given.out, text(rows, command, given.seed, given.replications).encode())


if __name__ == "__main__":
    main()
