"""What a run will take, told before it begins: time and disk, and what is too much to begin unasked."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Any

from northeastsim.errors import Problem, ScenarioError

HOUR, DAY = 3600.0, 86_400.0
OF_SETS = 1.5  # times as long a replication takes under an ensemble: every second one begins from other numbers, under higher caps
LONGEST = DAY  # of a run that is begun unasked
GIGABYTE = 1e9
# Bytes on disk per ordered pair of actors, measured on `s400_transfer` with Parquet; CSV takes some five times that.
OF_RUN, OF_YEAR_OF_EVENTS, OF_YEAR_OF_IMPULSES, OF_DATE_OF_SCORES = 220, 25, 130, 75
CSV = 5


def disk(document: dict[str, Any], arguments: argparse.Namespace, count: int, twin: bool) -> float:
    """About how many bytes the tables of `count` replications take."""
    from northeastsim.study.parts import best_format

    years, actors = int(document["years"]), len(document["actors"])
    dates = 1 + years * (12 if arguments.every == "month" else 1)
    of_year = OF_YEAR_OF_EVENTS + (OF_YEAR_OF_IMPULSES if arguments.impulses else 0)
    paths, events = (count if n == "all" else min(n, count) for n in (arguments.paths, arguments.events))
    pair = count * OF_RUN * (2 if twin else 1) + events * of_year * years + paths * dates * OF_DATE_OF_SCORES
    return float(pair * actors * (actors - 1) * (CSV if best_format() == "csv" else 1))


def refuse(options: dict[str, Any], out: str | None) -> None:
    """Raise ScenarioError for a run of more than a day, or of more than the disk holds."""
    free = shutil.disk_usage(existing(Path(out or "results"))).free
    full = f", where {size(free)} are free" if options["disk"] > free else ""
    if options["expected"] > LONGEST or full:
        takes = f"{options['replications']:,} replications take about {cost(options)}{full}"
        raise ScenarioError([Problem("--replications", None, None, "", f"{takes}; ask for fewer, or add --yes")])


def existing(path: Path) -> Path:
    """The nearest folder above that there is."""
    return next(one for one in (path, *path.absolute().parents) if one.is_dir())


def cost(options: dict[str, Any]) -> str:
    """Time, and disk where it is much, in words."""
    much = options["disk"] >= GIGABYTE
    return duration(options["expected"]) + (f" and {size(options['disk'])} of disk" if much else "")


def duration(seconds: float) -> str:
    """Seconds as people say them."""
    if seconds < 20:
        return f"{seconds:.0f} s"
    if seconds < 3 * 60:
        return f"{5 * round(seconds / 5)} s"
    if seconds < 2 * HOUR:
        return f"{seconds / 60:.0f} minutes"
    return f"{seconds / HOUR:.0f} hours" if seconds < 2 * DAY else f"{seconds / DAY:,.0f} days"


def size(number: float) -> str:
    """Bytes as people say them."""
    return f"{number / GIGABYTE:,.0f} GB" if number >= GIGABYTE else f"{number / 1e6:.0f} MB"
