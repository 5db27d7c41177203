"""What charts and tables read of results: names, dates, bands and marks, whatever world was run."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from northeastsim.scenario.names import states
from northeastsim.show.names import parts, unit

if TYPE_CHECKING:
    import pandas as pd

AT_ONCE = 8  # columns of `runs` that are read at once: most often the first tell, and of very many rows all are too many
STORY = (
    "influence[CHN,PRK]", "influence[RUS,PRK]", "dependence[PRK,CHN]", "dependence[PRK,RUS]", "security[PRK]",
    "air_security[PRK]", "security[KOR]", "security[JPN]", "spending[KOR]", "spending[JPN]", "spending[PRK]",
    "stability",
)  # fmt: skip
BODIES = {"UNSC": "United Nations Security Council"}


class Shown(Protocol):
    """What is read of results; the tables are those of docs/reference/results.md."""

    @property
    def name(self) -> str: ...
    @property
    def document(self) -> dict[str, Any]: ...
    @property
    def manifest(self) -> dict[str, Any]: ...
    @property
    def runs(self) -> pd.DataFrame: ...
    @property
    def quiet(self) -> pd.DataFrame: ...
    def columns(self, table: str) -> list[str]: ...
    def some(self, table: str, columns: Iterable[str]) -> pd.DataFrame: ...
    @property
    def scores(self) -> pd.DataFrame: ...
    @property
    def bands(self) -> pd.DataFrame: ...
    @property
    def events(self) -> pd.DataFrame: ...
    @property
    def complete(self) -> tuple[int, int]: ...


@dataclass(frozen=True)
class Mark:
    """A scripted event on the axis of time: its id, the median of its first day, in what share of runs."""

    id: str
    date: Any
    share: float


def actor_names(document: Mapping[str, Any]) -> dict[str, str]:
    """The names of actors by id: the scenario's, else the common one of a state, else the id; and of known bodies."""
    actors = {one: str(entry.get("name") or states().get(one, one)) for one, entry in document["actors"].items()}
    return {one: BODIES[one] for one in document["bodies"] if one in BODIES} | actors


def unit_of(document: Mapping[str, Any], score: str) -> str:
    """The unit of a score or count; of a scenario's own metric that is but another name for a score, the score's."""
    return unit(str(document["metrics"].get(score, score)))


def band(results: Shown, score: str) -> pd.DataFrame:
    """The rows of `bands` of one score, in order of date; none where it was not kept."""
    bands = results.bands
    return bands[is_of(bands, score)].sort_values("date")


def is_of(table: Mapping[str, Any] | pd.DataFrame, score: str) -> pd.Series:
    """Which rows of `bands` or `scores` are of one score."""
    import pandas as pd

    base, ids = parts(score)
    first, second = [*ids, "", ""][:2]
    scores, actors, others = (pd.Series(table[name]).fillna("") for name in ("score", "actor", "other"))
    return (scores == base) & (actors == first) & (others == second)


def kept(results: Shown) -> list[str]:
    """The scores of which there are bands."""
    rows = results.bands[["score", "actor", "other"]].drop_duplicates().fillna("")
    told = []
    for base, first, second in rows.itertuples(index=False):
        inside = ",".join(one for one in (first, second) if one)
        told.append(f"{base}[{inside}]" if inside else str(base))
    return told


def headline(results: Shown, most: int = 12) -> list[str]:
    """The scores of most interest: those of the story where its states take part, else what moves most.

    A scenario's own metrics come first.
    """
    known = kept(results)
    own = [name for name in results.document["metrics"] if name in known]
    told = [name for name in STORY if name in known]
    if {"CHN", "PRK", "RUS"} <= set(results.document["actors"]):
        return [*own, *told][:most]
    return [*own, *liveliest(results, known)][:most]


def liveliest(results: Shown, known: list[str]) -> list[str]:
    """The scores that move or vary most over the run, a few of each kind, and stability."""
    chosen: list[str] = []
    for base, count in (("influence", 3), ("security", 4), ("spending", 4)):
        names = [name for name in known if parts(name)[0] == base]
        ranked = sorted(names, key=lambda name: -liveliness(results, name))
        chosen += [name for name in ranked[:count] if liveliness(results, name) > 0]
    return [*chosen, *(["stability"] if "stability" in known else [])]


def liveliness(results: Shown, score: str) -> float:
    """How far a score moves and how much it varies, against its size."""
    rows = band(results, score)
    first, last = float(rows["mean"].iloc[0]), float(rows["mean"].iloc[-1])
    size = max(abs(first), abs(last), 1e-9)
    return (abs(last - first) + float(rows["sd"].iloc[-1])) / size


def marks(results: Shown, most: int = 6) -> list[Mark]:
    """The scenario's own events, in order of their median first day."""
    if "events" not in results.manifest["tables"]:
        return []
    events = results.events
    refused = ["proposed", "accepted", "declined", "vetoed", "blocked", "passed_over"]
    happened = events[(events["id"].fillna("") != "") & ~events["stage"].isin(refused)]
    first = happened.groupby(["id", "replication"], observed=True)["date"].min().reset_index()
    done = results.complete[0]
    count = max(1, min(done, results.manifest.get("events", done)))  # replications whose events were kept
    found = [
        Mark(str(one), rows["date"].sort_values().iloc[(len(rows) - 1) // 2], len(rows) / count)
        for one, rows in first.groupby("id", observed=True)
    ]
    return sorted(found, key=lambda mark: (mark.date, mark.id))[:most]


def varies(results: Shown) -> bool:
    """Whether the replications differ: not if there is but one, nor if nothing is left to chance."""
    if results not in _varies:  # a page asks dozens of times, and all of `runs` has to be read for it
        _varies[results] = differ(results)
    return _varies[results]


_varies: weakref.WeakKeyDictionary[Shown, bool] = weakref.WeakKeyDictionary()


def differ(results: Shown) -> bool:
    """Whether any column of `runs` holds different numbers."""
    names = [name for name in results.columns("runs") if name not in ("replication", "parameter_set")]
    for k in range(0, len(names), AT_ONCE):
        numbers = results.some("runs", names[k : k + AT_ONCE]).select_dtypes("number")
        if not numbers.min().equals(numbers.max()):
            return True
    return False


def is_fixed(document: Mapping[str, Any]) -> bool:
    """Whether a scenario switches off all that differs between replications."""
    return not any(document["settings"][name] for name in ("chance", "decisions", "streams"))


def quiet_means(results: Shown, metrics: Iterable[str]) -> dict[str, float]:
    """The means of some of the quiet twin's metrics, where it has them; empty where there is no twin."""
    if "quiet" not in results.manifest["tables"]:
        return {}
    known = set(results.columns("quiet"))
    quiet = results.some("quiet", [name for name in metrics if name in known])
    return {str(name): float(quiet[name].mean()) for name in quiet.columns}


def values_of(results: Shown, score: str) -> list[float]:
    """The values of a score over time in the first replication whose scores were kept, in order of date."""
    rows = results.scores
    chosen = rows[is_of(rows, score)]
    first = chosen[chosen["replication"] == chosen["replication"].min()]
    return [float(value) for value in first.sort_values("date")["value"]]
