"""The results of a run: tables as data frames, what they come to, and how they look."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterable
from operator import index
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError

if TYPE_CHECKING:
    import pandas as pd

    from northeastsim.study.store import Stored

Progress = Callable[[int, int], None]
AT_ONCE = 4  # metrics summed up at once, so that of very many replications few columns lie in memory
RACES = ("race[", "race_pressure[", "parallel[", "one_sided[", "reactive[")  # columns of `runs` that tell of them
RUN_FACTS = ("replication", "status", "ended", "ended_by", "parameter_set")


def open(folder: str | os.PathLike[str]) -> Results:
    """Return the results that a run left in a `folder`; raises ScenarioError where there are none."""
    from northeastsim.study.store import stored

    return Results(stored(Path(folder)))


def reproduce(
    folder: str | os.PathLike[str], *, workers: int | None = None, on_progress: Progress | None = None
) -> list[str]:
    """Run the manifest of a `folder` again; return what differs, one line each, and an empty list if nothing does.

    Values are compared, and the folder's parts with what was written; nothing is changed. The new tables lie in a
    temporary folder meanwhile, which takes as much room. `workers` cores share the work (default: all cores).
    Raises ScenarioError where the folder holds no run.
    """
    from northeastsim.study.reproduce import differences

    return differences(Path(folder), workers=workers, on_progress=on_progress)


class Results:
    """What a run gave: tables as data frames, and what they come to.

    `runs`, `scores`, `bands`, `events` and `impulses` are read when first asked for;
    docs/reference/results.md tells every column and its unit.
    """

    def __init__(self, stored: Stored) -> None:
        self.stored = stored
        self._summary: pd.DataFrame | None = None

    @property
    def runs(self) -> pd.DataFrame:
        """One row per replication: how it ended, then every metric."""
        return self.stored.table("runs")

    @property
    def scores(self) -> pd.DataFrame:
        """Scores over time in the first replications, one row per replication, date and score."""
        return self.stored.table("scores")

    @property
    def bands(self) -> pd.DataFrame:
        """Scores over time over the replications, the first 4,096 at most: mean, deviation and percentiles."""
        return self.stored.table("bands")

    @property
    def events(self) -> pd.DataFrame:
        """The event log of the first replications: one row per stage that an event reached."""
        return self.stored.table("events")

    @property
    def impulses(self) -> pd.DataFrame:
        """Each change of state with the event that made it; only of a run with `impulses=True`."""
        return self.stored.table("impulses")

    @property
    def quiet(self) -> pd.DataFrame:
        """`runs` of the twin without any events but the base region's; raises ScenarioError where there is none."""
        return self.stored.table("quiet")

    def columns(self, table: str) -> list[str]:
        """The names of the columns of a `table`: `runs`, `scores`, `bands`, `events`, `impulses` or `quiet`."""
        return self.stored.names(table)

    def some(self, table: str, columns: Iterable[str]) -> pd.DataFrame:
        """Some `columns` of a `table`: of very many replications `runs` is too large to be read whole."""
        return self.stored.some(table, list(columns))

    @property
    def manifest(self) -> dict[str, Any]:
        """What was run, with which versions, and what came of it."""
        return self.stored.manifest

    @property
    def document(self) -> dict[str, Any]:
        """The resolved scenario that was run."""
        return dict(self.stored.manifest["scenario"]["document"])

    @property
    def name(self) -> str:
        """The name of the scenario that was run."""
        return str(self.document.get("name") or "scenario")

    @property
    def folder(self) -> Path | None:
        """Where the tables lie; None where they are only in memory."""
        return self.stored.folder

    @property
    def digest(self) -> str:
        """A digest of all values of `runs`, `scores`, `events` and the like: equal values, equal digest."""
        return str(self.stored.manifest["digest"])

    @property
    def complete(self) -> tuple[int, int]:
        """How many replications are complete, and how many were asked for."""
        return int(self.manifest["complete"]), int(self.manifest["replications"])

    @property
    def notes(self) -> list[str]:
        """What the run did otherwise than one may expect, one line each."""
        return [str(note) for note in self.manifest["notes"]]

    @property
    def summary(self) -> pd.DataFrame:
        """The outcomes of most interest over all replications, beside the baselines; see `summarise`."""
        if self._summary is None:
            self._summary = self.summarise()
        return self._summary.copy()

    def summarise(self, metrics: Iterable[str] | None = None) -> pd.DataFrame:
        """Summarise `metrics`, columns of `runs` (default: the outcomes of most interest; "all" is every one).

        One row per metric: its unit, n, mean, its Monte Carlo standard error, median, p05, p95; the mean of the quiet
        twin and the paired difference with its 95 % interval; the value of the start carried forward; and the
        difference as a share of the treaty yardstick, None where it has no entry. Of a run over an ensemble, errors and
        intervals take sets of parameters as units, and `of_sets` tells how much of the variance lies between sets. Raises
        ScenarioError for an unknown metric.
        """
        import pandas as pd

        from northeastsim.analysis.summary import summary
        from northeastsim.show.names import unit
        from northeastsim.study import metrics as known
        from northeastsim.study import yardstick

        columns = [name for name in self.columns("runs") if name not in RUN_FACTS]
        names = self._chosen(metrics, columns, known.of_interest(columns, self.document))
        scale, years = yardstick.table(list(self.document["actors"])), float(self.document["years"])
        tables = []
        for k in range(0, len(names), AT_ONCE) or [0]:
            some = names[k : k + AT_ONCE]
            runs, quiet = self._beside_the_start(some, columns)
            tables.append(summary(runs, some, quiet=quiet, yardstick=scale, years=years))
        table = pd.concat(tables)
        table.insert(0, "unit", [unit(name) for name in names])
        return table

    def _beside_the_start(self, metrics: list[str], known: list[str]) -> tuple[pd.DataFrame, pd.DataFrame | None]:
        """Return some metrics, and those that tell what they were at the start, of the runs and of the quiet twin."""
        starts = {f"{name.rpartition('.')[0]}.{how}" for name in metrics for how in ("end", "change")}
        keys = [name for name in ("replication", "parameter_set") if name in self.columns("runs")]
        needed = [*keys, *(name for name in known if name in starts or name in metrics)]
        quiet = self.some("quiet", needed) if "quiet" in self.manifest["tables"] else None
        return self.some("runs", needed), quiet

    def _chosen(self, metrics: Iterable[str] | None, columns: list[str], default: list[str]) -> list[str]:
        if metrics is None or metrics == "all":
            return default if metrics is None else columns
        names = [metrics] if isinstance(metrics, str) else list(metrics)
        unknown = [name for name in names if name not in columns]
        if unknown:
            near = next(iter(difflib.get_close_matches(str(unknown[0]), columns, 1)), None)
            problem = Problem("<python>", None, None, "metrics", f"there is no metric {unknown[0]!r}", near)
            raise ScenarioError([problem])
        return names

    def races(self) -> pd.DataFrame:
        """Tell of each pair that may race how often it raced, built up in parallel or on one side, and how great the pressure was."""
        from northeastsim.analysis.race import shares

        return shares(self.some("runs", [name for name in self.columns("runs") if name.startswith(RACES)]))

    def landscape(
        self,
        sizes: Iterable[str] = ("economy", "capital"),
        *,
        by: float = 0.2,
        factor: float = 1.5,
        draws: int = 200,
        seed: int = 0,
    ) -> pd.DataFrame:
        """Tell into which two camps the states would fall, over time, and what changing sides would cost each.

        After Axelrod and Bennett (1993), over the replications whose `scores` are kept. The propensity of a pair is the
        mean of its mutual alignment, a state's size its mean share in `sizes`, scores of states (none: all are equal).
        One row for each date and `what`, with n, mean, 95 % interval and percentiles; docs/discussion/landscape.md
        tells what they are. `kept` and `agreement` shake the means: in each of `draws`, fixed by `seed`, every
        pair's propensity moves up or down by `by` and every size by a factor of at most `factor`. Raises ScenarioError
        for a score that states do not have, where no scores were kept, for more than 20 states, and for a shake that
        cannot be drawn.
        """
        from northeastsim.analysis.camps import Shake, camps

        names = [sizes] if isinstance(sizes, str) else list(sizes)
        try:
            return camps(self.scores, names, Shake(by, factor, draws, seed))
        except ValueError as error:
            raise ScenarioError([Problem(str(self.folder or "<results>"), None, None, "landscape", str(error))]) from None

    def plot(self, name: str = "outcome", **options: Any) -> Any:
        """Return the chart of a `name`, a matplotlib Figure with alternative text `alt` and frame `data`.

        `northeastsim list charts` names all. `options` are the chart's own: `outcome` takes `scores`, a list of names such as
        `influence[CHN,PRK]`. Every chart takes a `language`, chinese, korean, japanese or russian, and a `glossary`, a file of
        one's own words, which is laid over the shipped one. Raises ScenarioError for an unknown chart or language, for a
        score of which no bands were kept, and for a wrong glossary.
        """
        from northeastsim.show.catalogue import draw

        return draw("run", name, self, **options)

    def interactive(self, name: str = "paths", **options: Any) -> Any:
        """Return the interactive form of a chart, an Altair chart of the same data: `name` and `options` are as in `plot`.

        `paths` and `map` have one. `northeastsim.show.interactive.save(FILE, results.plot(NAME), ...)` writes a page that opens
        offline. Raises ScenarioError for a chart without one, and where the extra `interactive` is not installed.
        """
        from northeastsim.show.interactive import form

        return form(self.plot(name, **options))

    def story(self, replication: int = 0) -> str:
        """Tell one `replication`, by its number, in words. Raises RunError where its events were not kept."""
        from northeastsim.show import story

        return str(story.story(self, index(replication)))  # it may come out of a table, as a number of NumPy's

    def report(
        self, path: str | os.PathLike[str], *, language: str | None = None, glossary: str | os.PathLike[str] | None = None,
        interactive: bool = False, force: bool = False,
    ) -> Path:  # fmt: skip
        """Write a report of the run to `path` as one HTML page that needs nothing beside it; return where.

        `language` is that of the page's own words and charts, `glossary` a file of one's own words for charts; see `plot`. With
        `interactive` the charts `paths` and `map` can also answer to a pointer. Raises ScenarioError for another language, where
        what `interactive` needs is not installed, and for a file that is there and no earlier report, unless `force` is given.
        """
        from northeastsim.face.report import of_results

        return of_results(self, Path(path), language, glossary, interactive, force)

    def __repr__(self) -> str:
        done, asked = self.complete
        count = f"{done} replications" if done == asked else f"{done} of {asked} replications"
        return f"Results({self.name!r}, {count}, seed {self.manifest['seed']})"

    def _repr_html_(self) -> str:
        from html import escape

        return f"<b>{escape(repr(self))}</b>{self.summary.to_html(float_format=lambda v: f'{v:.3g}')}"
