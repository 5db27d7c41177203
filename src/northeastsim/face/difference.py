"""Two scenarios side by side: the lines in which they differ, and each change's share of the change in an outcome."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.face.results import Progress
from northeastsim.face.scenario import Scenario, Source, load

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from northeastsim.scenario.difference import Line
    from northeastsim.show.catalogue import File
    from northeastsim.study.factors import Between, Factor

VERSION = re.compile(r"(.+):([A-Za-z]\w*)\Z")
TWIN = "twin"
MOST, LARGEST = 5, 10  # changes whose 2^k worlds are all run, and that may be asked for
COLUMNS = ("path", "before", "after", "unit", "low", "high", "kind", "change", "meaning")


def diff(one: Source | Scenario, other: Source | Scenario) -> pd.DataFrame:
    """Return the lines in which two scenarios differ, defaults filled in, `extends` resolved.

    `one` and `other` are each a file, a shipped name, a dict, a Scenario, or `NAME:VARIANT`; `NAME:twin` is the twin that the
    scenario names, else its quiet twin. A row per line: `path`, what is there `before` and `after` (None: nothing), `unit`,
    plausible `low` and `high` of a parameter, `kind`, `change` (the one it belongs to) and `meaning`. A line of the kind
    `result` can change one, `measure` changes what is looked at, `run` seed and replications, `words` only what is said.
    Raises ScenarioError for a scenario that cannot be loaded.
    """
    import pandas as pd

    from northeastsim.scenario.paths import dotted
    from northeastsim.show.difference import facts

    a, b = opened(one), opened(other)
    rows = []
    for line in lines(a, b):
        unit, low, high, meaning = facts(line, b.resolved)
        rows.append((dotted(line.path), line.before, line.after, unit, low, high, line.kind, dotted(line.part), meaning))
    # NOTE: as objects, or None among numbers would become NaN.
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object).astype({"low": float, "high": float})


def opened(source: Source | Scenario) -> Scenario:
    """Return a scenario, or the version of one that `NAME:VARIANT` names."""
    if isinstance(source, Scenario):
        return source
    text = os.fspath(source) if isinstance(source, str | os.PathLike) else ""
    found = VERSION.match(text) if not os.path.exists(text) else None
    if found is None:
        return load(source)
    scenario, name = load(found[1]), found[2]
    return quiet(scenario) if name == TWIN and not scenario.resolved.document["twin"] else scenario.variant(name)


def quiet(scenario: Scenario) -> Scenario:
    """Return the quiet twin under a name of its own; raises ScenarioError where there is none."""
    from dataclasses import replace

    from northeastsim.study.twins import quiet_twin

    twin, reason = quiet_twin(scenario.resolved)
    if twin is None:
        raise ScenarioError([Problem(scenario.name, None, None, "twin", reason)])
    return Scenario(replace(twin, document={**twin.document, "name": f"{scenario.name}, quiet twin"}))


def lines(one: Scenario, other: Scenario) -> list[Line]:
    """Return the lines in which two scenarios differ."""
    from northeastsim.scenario.difference import differences

    return differences(one.resolved, other.resolved)


@dataclass(frozen=True)
class Comparison:
    """What is to be run to share out a change: the worlds, the changes, the metric and how large it all is."""

    one: Scenario
    other: Scenario
    score: str
    changes: list[Factor]
    replications: int
    seed: int
    workers: int
    most: int
    between: Between = field(repr=False)

    @property
    def is_exact(self) -> bool:
        """Whether all sets of changes are run."""
        return len(self.changes) <= self.most

    @property
    def sets(self) -> list[frozenset[int]]:
        """The sets of changes that are run, a world each."""
        from northeastsim.study.factors import wanted

        return wanted(len(self.changes), self.most)

    @property
    def engine(self) -> str:
        """The engine that answers sooner."""
        from northeastsim.engine.pool import quicker_engine
        from northeastsim.scenario.tables import tables

        return quicker_engine(tables(self.one.resolved), len(self.sets) * self.replications, self.workers)

    @property
    def expected(self) -> float:
        """About how long it takes, seconds: the two ends stand for the worlds between."""
        from northeastsim.engine.pool import expected_seconds
        from northeastsim.scenario.tables import tables

        count = len(self.sets) * self.replications
        return max(expected_seconds(tables(each.resolved), count, self.workers, self.engine) for each in (self.one, self.other))

    def run(self, on_progress: Progress | None = None) -> Shares:
        """Run all worlds and share out the change."""
        from northeastsim.study.factors import parts
        from northeastsim.study.worlds import outcomes

        between, everything = self.between, len(self.changes)
        worlds = [
            between.last if len(some) == everything else between.world(parts(self.changes, some)) if some else between.first
            for some in self.sets
        ]
        found = outcomes(
            worlds, self.score, seed=self.seed, replications=self.replications, workers=self.workers, engine=self.engine,
            on_progress=on_progress,
        )  # fmt: skip
        return Shares(self, found)


def compared(
    one: Source | Scenario, other: Source | Scenario, score: str | None = None, replications: int = 100, seed: int | None = None,
    workers: int | None = None, most: int = MOST,
) -> Comparison:  # fmt: skip
    """Return what `shares` runs, with everything checked and nothing run; the arguments are those of `shares`."""
    from northeastsim.engine.pool import default_workers
    from northeastsim.study import request
    from northeastsim.study.factors import Between, separable, single

    a, b = opened(one), opened(other)
    chosen = a.resolved.document["seed"] if seed is None else seed
    request.check(chosen, replications, 0, workers, 0, 0, "year", "auto", ())
    if wrong := request.whole("most", most, 1, LARGEST):
        raise ScenarioError(wrong)
    metric = measured(a, b, score)
    between = Between(a.resolved, b.resolved, metric.rpartition(".")[0])
    factors = single(lines(a, b))
    if not factors:
        raise ScenarioError([Problem("<python>", None, None, "", "the scenarios do not differ in anything that can change a result")])
    joined = separable(between, factors, most)
    return Comparison(a, b, metric, joined, replications, chosen, workers or default_workers(), most, between)


def measured(one: Scenario, other: Scenario, score: str | None) -> str:
    """Return the metric that is asked for, or the first of most interest that both scenarios have."""
    from northeastsim.scenario.tables import tables
    from northeastsim.study import metrics
    from northeastsim.study.worlds import columns, expect_metric

    own = own_metrics(one, other)
    known = [[*columns(each.resolved, tables(each.resolved)), *of_own(own)] for each in (one, other)]
    shared = list(dict.fromkeys(name for name in known[0] if name in set(known[1])))
    if score is not None:
        return expect_metric(score, shared)
    return metrics.of_interest(shared, {**other.resolved.document, "metrics": own})[0]


def own_metrics(one: Scenario, other: Scenario) -> dict[str, str]:
    """Return the scenarios' own metrics, as the second has them where both do, but for those that either cannot measure.

    A metric of a state cannot be measured where that state takes no part.
    """
    from northeastsim.study.factors import Between

    own = {**one.resolved.document["metrics"], **other.resolved.document["metrics"]}
    return {name: text for name, text in own.items() if Between(one.resolved, other.resolved, name).is_measurable}


def of_own(names: Mapping[str, Any]) -> list[str]:
    """Return the columns of scenarios' own metrics."""
    from northeastsim.study.metrics import STATISTICS

    return [f"{name}.{how}" for name in names for how in STATISTICS]


def shares(
    one: Source | Scenario, other: Source | Scenario, score: str | None = None, replications: int = 100, seed: int | None = None,
    workers: int | None = None, *, most: int = MOST, on_progress: Progress | None = None,
) -> Shares:  # fmt: skip
    """Return each change's share of what changes in a metric from `one` scenario to the `other`.

    All worlds share their luck, replication by replication. Up to `most` changes the 2^k worlds with any of them are run, and
    a share is the Shapley value, so that shares add up to the whole; above, each change is made alone, and undone
    alone. `score` is a column of `runs` (default: the first outcome of most interest), `seed` the first scenario's. `workers`
    cores share the work; the numbers do not depend on it. Raises ScenarioError for wrong arguments, and where nothing differs
    that can change a result.
    """
    return compared(one, other, score, replications, seed, workers, most).run(on_progress)


@dataclass(frozen=True, repr=False)
class Shares:
    """How a change in an outcome is shared out, from `shares`; `outcomes` holds the metric by world and replication."""

    comparison: Comparison
    outcomes: NDArray[np.float64]

    @property
    def worlds(self) -> pd.DataFrame:
        """The metric in each replication, a column per world, named by the changes that it has (A: none, B: all)."""
        import pandas as pd

        names = [self._name(some) for some in self.comparison.sets]
        return pd.DataFrame(dict(zip(names, self.outcomes, strict=True))).rename_axis("replication")

    def _name(self, some: frozenset[int]) -> str:
        changes = self.comparison.changes
        if len(some) in (0, len(changes)):
            return "B" if some else "A"
        return " | ".join(changes[i].name for i in sorted(some))

    @property
    def whole(self) -> dict[str, float]:
        """The whole change, B less A: n, mean, 95 % interval `low`, `high`; the means of A and B; share of the `treaty`'s."""
        import math

        import pandas as pd

        from northeastsim.analysis.paired import difference
        from northeastsim.analysis.yardstick import share
        from northeastsim.study import yardstick

        first, last = self._ends
        n, mean, se, low, high, agree = difference(pd.Series(last), pd.Series(first))
        document = self.comparison.other.resolved.document
        scale = yardstick.table(list(document["actors"]))
        clear = scale is not None and low * high > 0  # no share of what may be nothing
        treaty = share(self.comparison.score, mean, scale, float(document["years"])) if clear else math.nan
        return {
            "a": float(first.mean()), "b": float(last.mean()), "n": n, "mean": mean, "se": se, "low": low, "high": high,
            "agree": agree, "treaty": treaty,
        }  # fmt: skip

    @property
    def _ends(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        sets = self.comparison.sets
        return self.outcomes[0], self.outcomes[sets.index(frozenset(range(len(self.comparison.changes))))]

    @property
    def table(self) -> pd.DataFrame:
        """One row per change: its share with its 95 % interval; of many, two rows, and two for what they do together."""
        from northeastsim.analysis import shapley

        names = [change.name for change in self.comparison.changes]
        if self.comparison.is_exact:
            return shapley.exact(self.outcomes, names)
        first, last = self._ends
        k = len(names)
        return shapley.one_at_a_time(first, last, self.outcomes[2 : 2 + k], self.outcomes[2 + k :], names)

    @property
    def unit(self) -> str:
        """The metric's unit."""
        from northeastsim.show.view import unit_of

        score = self.comparison.score.rpartition(".")[0]
        own = {"metrics": self.comparison.between.metrics}
        return unit_of(own, score if score in own["metrics"] else self.comparison.score)

    def plot(self, *, language: str | None = None, glossary: File = None) -> Any:
        """Return the shares as a matplotlib Figure: a dot with its interval for each change; see `Results.plot`."""
        from northeastsim.show import shares as chart
        from northeastsim.show.catalogue import draw

        c = self.comparison
        told = [f"{each.resolved.document['years']} years from {each.resolved.document['start']}" for each in (c.one, c.other)]
        horizon = told[0] if told[0] == told[1] else f"A {told[0]}, B {told[1]}"
        words = {
            "score": c.score, "unit": self.unit, "pair": f"A: {c.one.name}; B: {c.other.name}",
            "about": chart.about(c.replications, len(c.sets), c.seed, horizon),
        }  # fmt: skip
        return draw("diff", "shares", self.table, self.whole, words, language=language, glossary=glossary)

    def __repr__(self) -> str:
        c, w = self.comparison, self.whole
        return f"Shares({c.score}: {w['mean']:+.3g}, {len(c.changes)} changes, {c.replications} replications, seed {c.seed})"
