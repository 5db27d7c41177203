"""What if: a scenario beside the same with a change, the paired effect over time, and when the two worlds part."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from northeastsim.analysis import effect as effects
from northeastsim.analysis import parting
from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.difference import RESULT, differences
from northeastsim.scenario.ensembles import Ensemble
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.words import missing
from northeastsim.show.catalogue import File
from northeastsim.show.names import LEVEL, SHARE
from northeastsim.show.view import STORY, actor_names, unit_of
from northeastsim.study import metrics, yardstick
from northeastsim.study.ensembles import described as of_ensemble
from northeastsim.study.ensembles import numbers
from northeastsim.study.manifest import described
from northeastsim.study.request import check
from northeastsim.study.twin_worlds import Change, Pairs, Twins, twins

MOST = 11  # scores unless they are named; with the pairs that part they fill a chart
SMALLEST = 0.005  # of a share or of regard, and of the start's value of anything else: less is no parting
CHART = "effects.png"
COUNTS = ("crises", "clashes", "incidents", "wars", "launches")


class WhatIf:
    """What a change does, from `Scenario.whatif`: `effects` over time, and when each pair of worlds parts (`partings`).

    `dates` are those of the tables, `yearly` the start, each 1 January and the horizon among them; `said` is the change in
    phrases.
    """

    def __init__(
        self, worlds: Twins, said: list[str], seed: int, n: int, ensemble: Ensemble | None, effects: pd.DataFrame,
        partings: pd.DataFrame,
    ) -> None:  # fmt: skip
        self.worlds, self.change, self.said, self.seed, self.n, self.ensemble = worlds, worlds.change, said, seed, n, ensemble
        self.dates = sorted(effects["date"].unique())
        self.yearly = [day for day in self.dates if (day.month, day.day) == (1, 1) or day in (self.dates[0], self.dates[-1])]
        self._effects, self._partings = effects, partings

    @property
    def effects(self) -> pd.DataFrame:
        """One row per metric and date: the means of both worlds and the paired effect.

        `original` and `changed` are the means, `effect` the mean paired difference with its 95 % interval `low` to `high`, `p05`
        to `p95` the range of the pairs, `agree` the share of pairs with its sign, `sd` the spread of the original world and
        `in_sd` the effect against it, `narrowing` how many times wider the interval of independent draws would be, `treaty` the
        effect as a share of what the Russian treaty does, where the interval leaves 0 out.
        """
        return self._effects.copy()

    @property
    def final(self) -> pd.DataFrame:
        """The effects on the horizon, and on counts over the whole run, by metric."""
        return self._effects[self._effects["date"] == self.dates[-1]].set_index("metric")

    @property
    def partings(self) -> pd.DataFrame:
        """One row per replication and `what`: `events`, or a score; `date` is missing where the pair never parts."""
        return self._partings.copy()

    @property
    def parted(self) -> pd.DataFrame:
        """One row per `what` and date: the share of pairs that have parted by then, with its 95 % interval."""
        sets = None if self.ensemble is None else pd.Series(numbers(self.ensemble, np.arange(self.n)))
        return parting.over_time(self._partings, self.dates, self.begins, sets)

    @property
    def shares(self) -> pd.DataFrame:
        """In how many pairs events and each score part, and when: the median and 5-95 % of the dates."""
        return parting.shares(self._partings)

    @property
    def firsts(self) -> list[dict[str, Any]]:
        """The events by which most pairs part: their share of those that do, in which world, and a sentence."""
        from northeastsim.show.partings import sentence

        changed = self.worlds.changed
        known = (actor_names(changed.document), changed.systems, changed.document["event_types"])
        rows = parting.commonest(self._partings).to_dict("records")
        return [{"share": row["share"], "world": row["world"], "sentence": sentence(row, *known)} for row in rows]

    @property
    def begins(self) -> datetime.date:
        """The first day on which the worlds may differ."""
        return self.worlds.begins

    @property
    def words(self) -> list[str]:
        """What changes, one phrase each."""
        return [*self.said, *([f"from {self.change.since} on"] if self.change.since else [])]

    @property
    def is_empty(self) -> bool:
        """Whether the change is none that could move the world."""
        original, changed = self.worlds.original, self.worlds.changed
        if self.ensemble is not None and self.ensemble.open_in(original) != self.ensemble.open_in(changed):
            return False  # one of them leaves to the sets what the other sets, be it to the default
        lines = differences(original, changed)
        return not any(line.kind == RESULT for line in lines)

    def label(self, metric: str) -> str:
        """The score `metric` in words."""
        from northeastsim.show.names import capital, sentence

        return capital(sentence(metric, actor_names(self.document)))

    @property
    def document(self) -> dict[str, Any]:
        """The scenario without the change."""
        return self.worlds.original.document

    @property
    def name(self) -> str:
        """The scenario's name."""
        return str(self.document.get("name") or "scenario")

    def plot(self, *, language: str | None = None, glossary: File = None) -> Any:
        """Return the effect over time as a matplotlib Figure; see `Results.plot`."""
        from northeastsim.show.catalogue import draw

        return draw("whatif", "effects", self, language=language, glossary=glossary)

    def save(
        self, folder: str | Path, force: bool = False, chart: bool = True, command: str | None = None, *,
        language: str | None = None, glossary: File = None,
    ) -> Path:  # fmt: skip
        """Write tables, chart (in a `language`) and manifest to a folder, whole or not at all; return it.

        `command` is what asked for it.

        Raises ScenarioError where the folder holds anything but an earlier result of ours, to be replaced with `force`.
        """
        from northeastsim.study.keeping import columns_of, keep

        tables = {"effects": self._effects, "partings": self._partings, "parted": self.parted}
        kept = {name: columns_of(table) for name, table in tables.items()}
        pictures = {CHART: self.plot(language=language, glossary=glossary).png()} if chart else {}
        keep(Path(folder), kept, self.manifest(command), pictures, force)
        return Path(folder)

    def manifest(self, command: str | None = None) -> dict[str, Any]:
        """Return what was run: both worlds in full, the change, the seed, the versions."""
        asked = {"seed": self.seed, "first": 0, "replications": self.n, "processes": []}
        told = described(self.worlds.original, **asked)
        changed = self.worlds.changed
        whatif = {
            "command": command,
            "change": self.said,
            "from": self.change.since,
            "begins": self.begins,
            "changed": {"variant": changed.variant or None, "document": changed.document},
        }
        said = {} if self.ensemble is None else {"ensemble": of_ensemble(self.worlds.original, self.ensemble)["ensemble"]}
        return {**told, **said, "complete": self.n, "whatif": whatif}

    def __repr__(self) -> str:
        return f"WhatIf({self.name!r}, {'; '.join(self.words)}, {self.n} pairs, seed {self.seed})"


def in_words(change: Change) -> list[str]:
    """Return what changes, one phrase each."""
    told = [f"variant {change.variant}" if change.variant != "twin" else "the scenario's own twin"] if change.variant else []
    told += [f"with {', '.join(sections(one))} laid over it" for one in change.patches]
    told += [f"without {name}" for name in change.without]
    told += [f"{actor} follows {name}" for actor, name in change.strategies.items()]
    return told + [f"{path} = {value}" for path, value in change.settings.items()]


def sections(one: Mapping[str, Any]) -> list[str]:
    """Return what a document laid over a scenario touches: ids of its events, else its keys."""
    ids = [str(entry.get("id")) for key in ("events", "programmes") for entry in one.get(key) or () if isinstance(entry, Mapping)]
    return ids + [key for key in one if key not in ("events", "programmes", "format")]


def whatif(
    resolved: Resolved, change: Change, *, replications: int, seed: int | None, workers: int | None,
    scores: Iterable[str] | None = None, engine: str = "auto", ensemble: Ensemble | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> WhatIf:  # fmt: skip
    """Run a scenario and its twin with the change; return what the change does. Both take the same sets of an ensemble."""
    chosen = int(resolved.document["seed"]) if seed is None else seed
    check(chosen, replications, 0, workers, "all", "all", "month", engine, ())
    worlds = twins(resolved, change)
    pairs = Pairs(worlds, replications, chosen, workers, engine, ensemble)
    names = wanted(scores, pairs.scores, worlds.original.document)
    apart: list[pd.DataFrame] = []
    values, counts = [], []
    for one, other in pairs.each(names, on_progress):
        first = sum(map(len, apart))
        numbers = range(first, first + len(one.scores))
        apart.append(parting.first_events(pd.DataFrame(one.events), pd.DataFrame(other.events), worlds.own, numbers))
        values.append((one.scores, other.scores))
        counts.append((one.counts, other.counts))
    original, changed = (np.concatenate([pair[k] for pair in values]) for k in range(2))
    many = [{name: np.concatenate([pair[k][name] for pair in counts]) for name in pairs.counts} for k in range(2)]
    table = measured(worlds, pairs, names, original, changed, many)
    apart_by = partings(worlds, pairs, names, original, changed, apart)
    return WhatIf(worlds, in_words(worlds.change), pairs.seed, pairs.n, pairs.ensemble, table, apart_by)


def wanted(scores: Iterable[str] | None, known: list[str], document: Mapping[str, Any]) -> list[str]:
    """Return the scores that are followed: those named, else those of most interest; raises ScenarioError for an unknown one."""
    if scores is None:
        own = [name for name in document["metrics"] if name in known]
        usual = STORY if {"CHN", "PRK", "RUS"} <= set(document["actors"]) else interesting(known, document)
        return [*own, *(name for name in usual if name in known and name not in own)][:MOST]
    names = list(dict.fromkeys(score.replace(" ", "") for score in scores))
    for name in names:
        if name not in known:
            message, near = missing("score", name, known)
            raise ScenarioError([Problem("<arguments>", None, None, "scores", message, near)])
    return names


def interesting(known: list[str], document: Mapping[str, Any]) -> list[str]:
    """Return the scores of most interest in a world of its own."""
    found = metrics.of_interest([f"{name}.{how}" for name in known for how in ("end", "change")], dict(document))
    return list(dict.fromkeys(name.rpartition(".")[0] for name in found))


def measured(
    worlds: Twins, pairs: Pairs, names: list[str], original: Any, changed: Any, many: list[dict[str, Any]]
) -> pd.DataFrame:
    """Return the effects: on each score at each observation, and on the counts over the whole run."""
    treaty, dates = yardstick.table(list(worlds.original.document["actors"])), pairs.plan.dates
    sets = None if pairs.ensemble is None else numbers(pairs.ensemble, np.arange(pairs.n))
    rows = [
        effects.effect(name, date, original[:, k, s], changed[:, k, s], treaty, (date - worlds.begins).days / 365.25, sets)
        for s, name in enumerate(names)
        for k, date in enumerate(dates)
    ]
    rows += [
        effects.effect(name, dates[-1], many[0][name].astype(float), many[1][name].astype(float), sets=sets)
        for name in (f"{count}.count" for count in COUNTS)
        if name in pairs.counts
    ]
    table = pd.DataFrame(rows, columns=list(effects.COLUMNS))
    table["date"] = pd.to_datetime(table["date"]).astype("datetime64[s]")
    table.insert(1, "unit", [unit_of(worlds.original.document, name) for name in table["metric"]])
    return table


def partings(
    worlds: Twins, pairs: Pairs, names: list[str], original: Any, changed: Any, apart: list[pd.DataFrame]
) -> pd.DataFrame:
    """Return when each pair parts, by events and in each score."""
    gaps = effects.gaps_of(original, changed)
    numbers, found = range(pairs.n), list(apart)
    for s, name in enumerate(names):
        size = SMALLEST
        if unit_of(worlds.original.document, name) not in (SHARE, LEVEL):
            size *= abs(float(original[:, 0, s].mean())) or 1.0
        found.append(parting.first_scores(name, pairs.plan.dates, gaps[:, :, s], size, numbers))
    table = pd.concat([one.astype(object) for one in found], ignore_index=True)
    table["date"] = pd.to_datetime(table["date"]).astype("datetime64[s]")
    return table.astype({"replication": int, "quantity": float, "smallest": float})


