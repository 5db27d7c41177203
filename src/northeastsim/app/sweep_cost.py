"""What a sweep will take, told before it begins: runs, time and disk."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.app.estimate import duration, existing, size
from northeastsim.errors import Problem, ScenarioError
from northeastsim.show.names import counted

if TYPE_CHECKING:
    from northeastsim.scenario.sweep import Sweep
    from northeastsim.study.sweep.points import Points

LONGEST = 7 * 86_400.0  # of a sweep that is begun unasked
OF_POINT = 0.004  # seconds that a point takes beside its runs, and
OF_WORLD = 0.06  # where more than parameters differ
OF_ROW, OF_NUMBER = 12, 9  # bytes on disk, of a run and of each number in it (Parquet; measured)
CSV = 3


@dataclass(frozen=True)
class Cost:
    """How much a sweep is, and how much of it is still to be done."""

    in_words: str
    runs: int
    there: int
    seconds: float
    disk: float
    workers: int

    @property
    def figures(self) -> dict[str, Any]:
        """The figures by name."""
        cost = {"seconds": round(self.seconds), "disk_bytes": round(self.disk)}
        return {"runs": self.runs, "there": self.there, **cost, "workers": self.workers}

    def refuse(self, out: Path) -> None:
        """Raise ScenarioError for what takes more than a week, or more than the disk holds."""
        free = shutil.disk_usage(existing(out)).free
        full = f" and {size(self.disk)} of disk, where {size(free)} are free" if self.disk > free else ""
        if self.seconds > LONGEST or full:
            message = f"takes about {duration(self.seconds)}{full}; ask for less, or add --yes"
            raise ScenarioError([Problem(str(out), None, None, "", message)])


def cost_of(asked: Sweep, chosen: Points, out: Path, workers: int | None) -> Cost:
    """Return what a sweep takes, and what of it a folder lacks."""
    from northeastsim.engine import pool
    from northeastsim.scenario.tables import tables
    from northeastsim.study.parts import best_format
    from northeastsim.study.sweep.conduct import missing

    workers = workers or pool.default_workers()
    choices = asked.choices
    experiments = len(asked.bases) * choices * chosen.count
    engine = "simpy" if pool.why_no_batch() else "batch"
    one = sum(pool.seconds_of_one(tables(base.resolved), engine) for base in asked.bases) / len(asked.bases)
    changed = OF_POINT if all(each.is_parameter for each in asked.uncertainties) else OF_WORLD
    left, total = missing(asked, chosen, out)
    first = pool.preparing_seconds() if engine == "batch" and left else 0.0
    numbers = len(asked.uncertainties) + len(asked.outcomes) + 2
    words = [
        counted(len(asked.bases), "scenario") if len(asked.bases) > 1 else "",
        counted(choices, "choice of levers", "choices of levers") if choices > 1 else "",
        f"{counted(chosen.count, 'point')} of {counted(len(asked.uncertainties), 'uncertainty', 'uncertainties')}",
        counted(asked.replications, "replication"),
    ]
    return Cost(
        f"{' x '.join(filter(None, words))} = {total:,} runs", total, total - left,
        first + left * (one + changed * experiments / max(1, total)) / workers,
        left * (OF_ROW + OF_NUMBER * numbers) * (CSV if best_format() == "csv" else 1), workers,
    )  # fmt: skip
