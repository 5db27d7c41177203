"""Calibrate: `python -m northeastsim.study.history.calibration --until 2018` for the backtest, `--until 2024` for shipping.

Writes the sets into the catalogue's ensembles and what tells how far to trust them beside this file. Takes a quarter of an hour on one
core (`--help` names the sizes); the same seed gives the same bits.
"""

from __future__ import annotations

import argparse
import dataclasses
import pathlib
import sys

import pandas as pd

from northeastsim.errors import NortheastsimError
from northeastsim.scenario.catalogue import HERE
from northeastsim.scenario.dump import dump
from northeastsim.study.history.calibration.conduct import Calibration, Size, calibrate
from northeastsim.study.history.calibration.smc import library
from northeastsim.study.parts import write_whole

NAMES = {2018: "backtest_2018", 2024: "calibrated"}
FOLDER = pathlib.Path(__file__).with_name("fits")
NOT_FOR = {
    2018: "scenarios: it knows nothing after 2018; `calibrated` is for these",
    2024: "the backtest: it has seen the years that are held out there; and as a forecast, as nothing here is one",
}


def write(
    found: Calibration, name: str, until: int, command: str, seed: int, folder: pathlib.Path, ensembles: pathlib.Path
) -> None:
    """Write an ensemble with what is said of it, and its diagnostics."""
    about = {
        "title": f"Sets of parameters whose runs come nearest to the record of 2011 to {until}; how near, docs/trust.md says",
        "command": command,
        "seed": seed,
        "data": f"the region's tables, 2010 to {until}, and the dated acts of 2011 to {until}",
        "source": "approximate Bayesian computation with sequential Monte Carlo (Toni and others 2009), by pyABC",
        "sets": len(found.sets),
        "not_for": NOT_FOR[until],
    }
    write_whole(ensembles / f"{name}.csv", as_csv(found.sets))
    write_whole(ensembles / f"{name}.yaml", dump(about).encode())
    for part in ("parameters", "summaries", "recovery", "generations"):
        write_whole(folder / f"{name}_{part}.csv", as_csv(rounded(getattr(found, part))))


def as_csv(table: pd.DataFrame) -> bytes:
    """Return a table as a CSV file, its numbers so that they read back equal."""
    return str(table.to_csv(index=False, lineterminator="\n")).encode()


def rounded(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose numbers have as many digits as mean anything."""
    return table.map(lambda value: float(f"{value:.4g}") if isinstance(value, float) else value)


def main() -> None:
    """Calibrate, write and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--until", type=int, choices=sorted(NAMES), default=2018, help="last year whose record is used")
    parser.add_argument("--seed", type=int, default=20240103)
    for entry in dataclasses.fields(Size):
        parser.add_argument(f"--{entry.name.replace('_', '-')}", type=int, default=entry.default)
    given = parser.parse_args()
    size = Size(**{entry.name: getattr(given, entry.name) for entry in dataclasses.fields(Size)})
    command = f"python -m northeastsim.study.history.calibration --until {given.until} --seed {given.seed}"
    try:
        library()  # a missing one is told before the first run
        found = calibrate(given.until, given.seed, size, lambda words: print(words, flush=True))
    except NortheastsimError as error:
        sys.exit(str(error))
    write(found, NAMES[given.until], given.until, command, given.seed, FOLDER, HERE / "ensembles")
    counts = found.parameters["verdict"].value_counts()
    print(", ".join(f"{count} {verdict}" for verdict, count in counts.items()))


if __name__ == "__main__":
    main()
