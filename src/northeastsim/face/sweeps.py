"""A sweep to run, go on with and look at: its runs, its experiments, what they come to."""

from __future__ import annotations

import functools
import math
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.errors import RunError

if TYPE_CHECKING:
    import pandas as pd

    from northeastsim.study.sweep.conduct import State

MOST_ROWS = 40  # that a notebook shows

Source = str | os.PathLike[str] | Mapping[str, Any]


def sweep(
    source: Source, out: str | os.PathLike[str], *, workers: int | None = None, on_progress: Callable[[State], None] | None = None
) -> Sweep:
    """Run a sweep into the folder `out`, or go on where that has stopped, and return it.

    `source`: a sweep file, or a mapping of the same keys.
    Raises ScenarioError for a file that cannot be used and a folder that holds something else, and RunError where some parts
    could not be run or written; those that were stay, and the same call goes on.
    """
    from northeastsim.study.sweep.asked import proved
    from northeastsim.study.sweep.conduct import conduct

    asked, chosen = proved(source)
    state = conduct(asked, chosen, Path(out), workers=workers, on_progress=on_progress)
    if state.set_aside:
        part, why = state.set_aside[0]
        raise RunError(f"{len(state.set_aside)} parts could not be run, the first at point {part.task.first}: {why}")
    return open_sweep(out)


def open_sweep(folder: str | os.PathLike[str]) -> Sweep:
    """Return the sweep that a `folder` holds, as far as it has come; raises ScenarioError where it holds none."""
    from northeastsim.study.sweep import reading

    return Sweep(Path(folder), reading.manifest(Path(folder)))


class Sweep:
    """The runs of a sweep, from `sweep` or `open_sweep`.

    An experiment is one scenario under one choice of levers at one point; its runs share their luck.
    """

    def __init__(self, folder: Path, manifest: Mapping[str, Any]) -> None:
        self.folder, self.manifest = folder, manifest
        self.asked: dict[str, Any] = manifest["sweep"]
        self.name, self.question = str(self.asked["name"]), str(self.asked["question"] or "")
        self.levers = list(self.asked["levers"])
        self.uncertainties = [str(each["path"]) for each in self.asked["uncertainties"]]
        self.outcomes: list[str] = list(self.asked["outcomes"])
        self.method = str(self.asked["design"]["method"])
        self.second_order = bool(self.asked["design"].get("second_order"))
        self.levels = self.asked["design"].get("levels")
        self.points = max(layer["points"] for layer in manifest["layers"])
        self.replications = max(layer["replications"] for layer in manifest["layers"])
        self.scenarios = list(manifest["scenarios"])
        own = [document["years"] for document in manifest["scenarios"].values()]
        self.years = int(self.asked["levers"].get("years", own)[0])

    @property
    def lacking(self) -> int:
        """How many of its runs are not there yet."""
        choices = math.prod(len(values) for values in self.asked["levers"].values())
        return len(self.scenarios) * choices * self.points * self.replications - len(self.runs)

    @functools.cached_property
    def runs(self) -> pd.DataFrame:
        """A row per experiment and replication, in the order of the experiments, which are counted from 0."""
        return self.some(None)

    def some(self, columns: Sequence[str] | None) -> pd.DataFrame:
        """Return some columns of `runs`, beside those that say which run each row is, without reading the others."""
        import pandas as pd

        from northeastsim.study.sweep import reading

        keys = ["scenario", *self.levers, "point", "replication", "status"]
        wanted = None if columns is None else list(dict.fromkeys([*keys, *columns]))
        parts = list(reading.each(self.folder, self.manifest, wanted))
        if not parts:
            return pd.DataFrame(columns=["experiment", *(wanted or [*keys, *self.uncertainties, "error", *self.outcomes])])
        found = pd.concat(parts, ignore_index=True)
        found.insert(0, "experiment", self._unit(found) * self.points + found["point"])
        return found.sort_values(["experiment", "replication"], ignore_index=True)

    def _unit(self, rows: pd.DataFrame) -> pd.Series:
        """Return the number of each row's scenario and choice of levers, in the order of the file."""
        import pandas as pd

        from northeastsim.scenario.sweep import shown

        number = pd.Series(0, index=rows.index)
        named = {"scenario": self.scenarios} | {path: [shown(one) for one in values] for path, values in self.asked["levers"].items()}
        for name, values in named.items():
            number = number * len(values) + rows[name].map({value: k for k, value in enumerate(values)})
        return number

    @property
    def experiments(self) -> pd.DataFrame:
        """A row per experiment: its scenario, levers, point and what is uncertain there."""
        kept = ["experiment", "scenario", *self.levers, "point", *self.uncertainties]
        return self.runs.drop_duplicates("experiment")[kept].reset_index(drop=True)

    @property
    def shares(self) -> pd.DataFrame | None:
        """Where the points lie, as shares of 0 to 1 of what each uncertainty may be; None for points that were given."""
        import pandas as pd

        from northeastsim.study.sweep.folder import DESIGN
        from northeastsim.study.sweep.reading import from_parquet

        path = next(iter(self.folder.glob(f"{DESIGN}.*")), None)
        if path is None:
            return None
        found = from_parquet(path, path.read_bytes(), None) if path.suffix == ".parquet" else pd.read_csv(path)
        return found[self.uncertainties]

    @functools.cached_property
    def summary(self) -> pd.DataFrame:
        """A row per scenario, choice of levers and outcome: the mean over points, its Monte Carlo error, the points' spread.

        `naive` is what it would be if all stayed as it is at the start, under the same levers. Raises ScenarioError where there
        are no runs yet.
        """
        from northeastsim.errors import Problem, ScenarioError
        from northeastsim.study.sweep import reading
        from northeastsim.study.sweep.naive import baselines
        from northeastsim.study.sweep.summary import summary

        keys = ["scenario", *self.levers]
        parts = reading.each(self.folder, self.manifest, [*keys, "point", "replication", "status", *self.outcomes])
        found = summary(parts, keys, self.outcomes, self.points, self.replications)
        if found.empty:
            raise ScenarioError([Problem(str(self.folder), None, None, "", "holds no runs yet; run its sweep into it")])
        naive = baselines(self.manifest["scenarios"], self.asked["levers"], self.outcomes)
        found["naive"] = [naive[tuple(key)][outcome] for *key, outcome in found[[*keys, "outcome"]].itertuples(index=False, name=None)]
        return found

    def _repr_html_(self) -> str:
        """What it is and what it comes to, in a notebook."""
        from html import escape

        from northeastsim.statement import SHORT

        told = f"{self!r}, {self.years} years; mean over points, its error by chance, the points' spread; naive: nothing changes"
        return f"<p>{escape(told)}</p>{self.summary.to_html(index=False, max_rows=MOST_ROWS)}<p>{escape(SHORT)}</p>"

    def __repr__(self) -> str:
        """What it is, in a line."""
        return f"<Sweep {self.name!r}: {self.points:,} points x {self.replications:,} replications, {len(self.outcomes)} outcomes>"
