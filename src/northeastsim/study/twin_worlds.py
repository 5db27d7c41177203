"""Twin worlds: a scenario and the same with a change, run replication by replication with the same luck.

Wars mark a run in both and end neither, so that the pairs are of one length.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from northeastsim.engine import pool, several
from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.ensembles import Ensemble
from northeastsim.scenario.fork import forked
from northeastsim.scenario.load import Resolved, load, patch
from northeastsim.scenario.tables import tables
from northeastsim.scenario.tables.sets import Sets
from northeastsim.scenario.variants import TWIN, variant
from northeastsim.scenario.words import nearest
from northeastsim.study import frames, metrics
from northeastsim.study.digest import Columns
from northeastsim.study.twins import never_happened

AT_ONCE = 500  # pairs whose event logs are in memory at once
MAY_BE = "give what changes: --without ID, --with FILE, --strategy ACTOR=NAME, --set PATH=VALUE or --variant NAME"
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Change:
    """What a twin world has otherwise, laid on in this order; `since` is the day (ISO) from which, None for the start."""

    variant: str | None = None
    patches: tuple[Mapping[str, Any], ...] = ()
    without: tuple[str, ...] = ()
    strategies: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    since: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing but a day."""
        return not (self.variant or self.patches or self.without or self.strategies or self.settings)


@dataclass(frozen=True)
class Twins:
    """Two worlds of one length: the original and the changed, by which change, the ids of events that differ, and since when."""

    original: Resolved
    changed: Resolved
    change: Change
    own: frozenset[str]
    begins: datetime.date


@dataclass(frozen=True)
class Side:
    """What is kept of some replications of one world: scores (replications, dates, scores), counts, and the event log."""

    scores: NDArray[np.float64]
    counts: dict[str, NDArray[np.int64]]
    events: Columns


def twins(resolved: Resolved, change: Change) -> Twins:
    """Return the two worlds; raises ScenarioError for a change that cannot be made, or a fork that changes nothing."""
    resolved, change = framed(resolved, with_default(resolved, change))
    other = laid(resolved, change)
    for key in ("start", "years"):
        if other.document[key] != resolved.document[key]:
            message = "twin worlds begin and end together: write it into the scenario itself"
            raise ScenarioError([Problem("<change>", None, None, key, message)])
    original, changed = marked(resolved), marked(other)
    if change.since is not None:
        check_day(original, change.since)
        changed = forked(original, changed, change.since)
    differs = {name for name, _ in differing_events(original, changed)}
    return Twins(original, changed, change, frozenset(differs), beginning(original, changed, change.since))


def with_default(resolved: Resolved, change: Change) -> Change:
    """Return the change, or where it says nothing that of the scenario's own twin; raises ScenarioError where there is none."""
    if not change.is_empty:
        return change
    if resolved.document[TWIN]:
        return replace(change, variant=TWIN)
    raise ScenarioError([Problem("<change>", None, None, "", f"the scenario names no twin of its own: {MAY_BE}")])


def framed(resolved: Resolved, change: Change) -> tuple[Resolved, Change]:
    """Return the scenario with a length that the change sets, which is that of both worlds, and the rest of the change."""
    if "years" not in change.settings:
        return resolved, change
    years = {"years": change.settings["years"]}
    rest = replace(change, settings={key: value for key, value in change.settings.items() if key != "years"})
    return reloaded(resolved, resolved.document, settings=years), with_default(resolved, rest)


def reloaded(resolved: Resolved, document: Mapping[str, Any], **options: Any) -> Resolved:
    """Return another document as a scenario of the same catalogue and bases."""
    new = load(document, catalogue=resolved.catalogue, changed=True, **options)
    return replace(new, bases=resolved.bases, variant=resolved.variant)


def laid(resolved: Resolved, change: Change) -> Resolved:
    """Return the scenario with the whole change laid over it."""
    if change.variant is not None:
        resolved = variant(resolved, change.variant)
    document = resolved.document
    for one in change.patches:
        document = patch(document, one)
    if change.without:
        document = without(document, change.without)
    return reloaded(resolved, document, settings=change.settings, strategies=change.strategies)


def without(document: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Return the document without some events or programmes; where a metric asks for one, it never happened."""
    sections = {key: [one["id"] for one in document[key]] for key in ("events", "programmes")}
    known = [name for ids in sections.values() for name in ids]
    if unknown := [name for name in names if name not in known]:
        what = f"there is no event {unknown[0]!r}; known are {', '.join(known) or 'none'}"
        raise ScenarioError([Problem("<change>", None, None, "without", what, nearest(unknown[0], known))])
    gone = {key: [{"id": name, "remove": True} for name in names if name in ids] for key, ids in sections.items()}
    rest = patch(document, {key: entries for key, entries in gone.items() if entries})
    return {**rest, "metrics": {key: never_happened(text, names) for key, text in document["metrics"].items()}}


def marked(resolved: Resolved) -> Resolved:
    """Return the scenario in which a war marks a run and does not end it, without versions of its own."""
    document = {**resolved.document, "variants": {}, "twin": {}}
    return reloaded(resolved, patch(document, {"settings": {"war": "marks"}}))


def check_day(resolved: Resolved, since: str) -> None:
    """Raise ScenarioError for a fork that is no day of the run."""
    world = tables(resolved)
    try:
        day = datetime.date.fromisoformat(since)
    except ValueError:
        raise ScenarioError([Problem("<change>", None, None, "from", f"expected a date such as 2026-01-01, got {since!r}")]) from None
    if not world.start <= day < world.end:
        last = world.end - datetime.timedelta(days=1)
        message = f"{since} is outside the run, which covers {world.start} to {last}"
        raise ScenarioError([Problem("<change>", None, None, "from", message)])


def differing_events(original: Resolved, changed: Resolved) -> list[tuple[str, dict[str, Any]]]:
    """Return the ids and entries of the events and programmes that one world has and the other has not, or has otherwise."""
    found = []
    for key in ("events", "programmes"):
        old, new = ({str(one["id"]): one for one in side.document[key]} for side in (original, changed))
        found += [(name, one) for name, one in {**old, **new}.items() if old.get(name) != new.get(name)]
    return found


def beginning(original: Resolved, changed: Resolved, since: str | None) -> datetime.date:
    """Return when the worlds may part at the earliest: the fork; or, where nothing but dated events differs, the first of them."""
    start = datetime.date.fromisoformat(str(original.document["start"]))
    if since is not None:
        return datetime.date.fromisoformat(since)
    rest = [key for key in original.document if key not in ("events", "name", "question", "description", "metrics", "cannot_tell")]
    dates = [str(one.get("date") or start) for _, one in differing_events(original, changed)]
    if not dates or any(original.document[key] != changed.document[key] for key in rest):
        return start
    return datetime.date.fromisoformat(min(dates))


class Pairs:
    """The pairs of two worlds, run when they are asked for; `plan` says which scores and counts there are, and when."""

    def __init__(
        self, worlds: Twins, replications: int, seed: int, workers: int | None = None, engine: str = "auto",
        ensemble: Ensemble | None = None,
    ) -> None:  # fmt: skip
        self.n, self.seed, self.workers = replications, seed, workers
        self.sides = [(world, tables(world)) for world in (worlds.original, worlds.changed)]
        self.engine = pool.quicker_engine(self.sides[0][1], 2 * replications, workers) if engine == "auto" else engine
        self.sets = [Sets(world, ensemble) for world, _ in self.sides] if ensemble else []
        self.ensemble = ensemble
        self.plan = planned(*self.sides[0])
        there = planned(*self.sides[1])
        self.scores = [name for name in self.plan.scores if name in there.scores]
        self.counts = [name for name in self.plan.counted if name in there.counted]

    def each(self, scores: list[str], on_progress: Progress | None = None) -> Iterator[tuple[Side, Side]]:
        """Yield both sides of some pairs at a time, in order, with the given scores at every observation."""
        for first in range(0, self.n, AT_ONCE):
            count = min(AT_ONCE, self.n - first)
            one, other = (self.side(k, scores, first, count, on_progress) for k in range(2))
            yield one, other

    def side(self, k: int, scores: list[str], first: int, count: int, on_progress: Progress | None) -> Side:
        """Return what is kept of some replications of one world; progress counts those of both worlds."""
        world, laid_out = self.sides[k]
        plan = planned(world, laid_out)
        columns = [plan.scores[name] for name in scores]
        values, counts, events = [], [], []
        run = self.sets[k] if self.sets else laid_out
        for block in several.replicate(run, self.seed, first, count, workers=self.workers, engine=self.engine):
            values.append(block.monthly[:, :, columns])
            counts.append(frames.counts(block, plan))
            events.append(frames.events(block, laid_out, world))
            if on_progress:
                on_progress(first + k * count + block.first + block.count, 2 * self.n)
        return Side(
            np.concatenate(values),
            {name: np.concatenate([one[name] for one in counts]) for name in self.counts},
            {name: np.concatenate([one[name] for one in events]) for name in events[0]},
        )


def planned(world: Resolved, laid_out: Any) -> metrics.Plan:
    """Return what there is to keep of a world."""
    from northeastsim.engine.record import observation_dates, observed_places

    return metrics.plan(world, laid_out, list(observed_places(laid_out)), observation_dates(laid_out.start, laid_out.end))
