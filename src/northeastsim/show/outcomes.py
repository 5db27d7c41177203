"""The outcomes of most interest: what came of it, how sure, beside the quiet twin and today's value."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from northeastsim.analysis.summary import proportion_interval, summary
from northeastsim.show.names import capital, parts, sentence
from northeastsim.show.view import Shown, actor_names, headline, unit_of, varies

if TYPE_CHECKING:
    import pandas as pd

COUNTS = ("incidents.count", "crises.count", "clashes.count")
DERIVED = ("war.any", "race.any")
MOST_DECIMALS = 6
AT_ONCE = 4  # outcomes summed up at once, so that of very many replications few columns lie in memory
SPREAD = ("sets", "between", "within", "of_sets", "of_sets_low", "of_sets_high")  # of a run over an ensemble
NUMBERS = ("start", "mean", "error", "p05", "p95", "quiet", "difference", "low", "high", "share")
SHORT = {"security_dependence": "sec. dependence", "air_security": "air security"}


def outcomes(results: Shown) -> list[dict[str, Any]]:
    """One row per outcome; a number that does not exist is None.

    `metric`, `label`, `short`, `unit`; `start` (carried forward it is the `frozen` baseline); `mean` with its
    Monte Carlo `error`; `p05`, `p95` over replications; `quiet`, the mean of the twin without the scenario's
    events, and the paired `difference` to it with its 95 % interval `low`, `high`; `share`, that difference
    as a share of the treaty yardstick. A probability has `likely_low`, `likely_high` (95 %, Wilson) for `p05`, `p95`.
    Where replications do not differ, what would measure how they do is None. Of a run over an ensemble `sets`, the variances
    `between` and `within` them and the share `of_sets` with its 95 % interval follow.
    """
    yardstick, known, alike = treaty(results), results.columns("runs"), not varies(results)
    wanted = [f"{name}.end" for name in headline(results)] + [*COUNTS, *DERIVED]
    rows = []
    for k in range(0, len(wanted), AT_ONCE):
        table = summed_up(results, known, wanted[k : k + AT_ONCE], yardstick)
        if alike:
            table[["se", "p05", "p95", "low", "high"]] = math.nan
        rows += [row(str(name), dict(values), results) for name, values in table.iterrows()]
    return rows


def summed_up(results: Shown, known: list[str], wanted: list[str], yardstick: pd.DataFrame | None) -> pd.DataFrame:
    """The summary of those of some outcomes that there are."""
    columns = [name for name in known if is_needed(name, wanted)]
    runs = derived(results.some("runs", columns))
    quiet = derived(results.some("quiet", columns)) if "quiet" in results.manifest["tables"] else None
    names = [name for name in wanted if name in runs.columns]
    return summary(runs, names, quiet=quiet, yardstick=yardstick, years=float(results.document["years"]))


def treaty(results: Shown) -> pd.DataFrame:
    """The yardstick's table, for the actors of this world."""
    from northeastsim.study import yardstick

    return yardstick.table(list(results.document["actors"]))


def is_needed(column: str, wanted: list[str]) -> bool:
    """Whether an outcome follows from a column of `runs`: itself, the start that it tells, or what is derived from it."""
    if column.startswith("race["):
        return "race.any" in wanted
    if column in ("wars.count", "crises.count"):
        return column in wanted or {"wars.count": "war.any", "crises.count": "crisis.any"}[column] in wanted
    return column in ("replication", "parameter_set") or column in wanted or f"{column.removesuffix('.change')}.end" in wanted


def derived(runs: pd.DataFrame) -> pd.DataFrame:
    """The table `runs` with what it only holds in parts: whether there was any crisis, any war, any race."""
    races = [name for name in runs.columns if str(name).startswith("race[")]
    counts = {"crisis.any": "crises.count", "war.any": "wars.count"}
    more = {name: (runs[count] > 0).astype(float) for name, count in counts.items() if count in runs.columns}
    if races:
        more["race.any"] = (runs[races] > 0).any(axis=1).astype(float)
    return runs.assign(**more)


def row(metric: str, values: dict[str, Any], results: Shown) -> dict[str, Any]:
    """One outcome."""
    score = metric.removesuffix(".end")
    told = {
        "metric": metric,
        "label": capital(sentence(score, actor_names(results.document))),
        "short": short(score),
        "unit": unit_of(results.document, score),
    }
    names = ("frozen", "mean", "se", "p05", "p95", "quiet", "difference", "low", "high", "yardstick")
    numbers = {name: finite(values[column]) for name, column in zip(NUMBERS, names, strict=True)}
    if told["unit"] == "probability":
        numbers["p05"] = numbers["p95"] = None  # of a yes or no there is no range, but its share has an interval
        many = int(values.get("effective", values["n"]))
        likely = proportion_interval(values["mean"], many) if numbers["error"] is not None else (None, None)
        numbers["likely_low"], numbers["likely_high"] = likely
    return told | numbers | {name: finite(values[name]) for name in SPREAD if name in values}


def short(score: str) -> str:
    """A score in few letters: `influence CHN>PRK`."""
    base, ids = parts(score)
    word = {"war.any": "war", "race.any": "arms race", **SHORT}.get(score, SHORT.get(base, base))
    return f"{word.removesuffix('.count')} {'>'.join(ids)}".strip()


def finite(value: Any) -> float | None:
    """A number, or None where there is none."""
    return None if value is None or not math.isfinite(value) else float(value)


def decimals(row: dict[str, Any]) -> int:
    """How many decimals the values of an outcome have: three for shares and what is as small, fewer for greater figures."""
    size = max(abs(row["start"] or 0.0), abs(row["mean"] or 0.0))
    if row["unit"] in ("0..1", "-1..1", "probability") or (row["unit"] == "" and size <= 1):
        return 3
    return 2 if size < 100 else 1 if size < 1000 else 0


def precision(row: dict[str, Any]) -> int:
    """How many decimals its means have: where so many replications stand behind one that its error would read 0, more."""
    error = row.get("error") or 0.0
    usual = decimals(row)
    return usual if error == 0.0 else max(usual, min(MOST_DECIMALS, -math.floor(math.log10(error))))


def figure(value: float | None, places: int, signed: bool = False) -> str:
    """A number as a table shows it; zero has no sign."""
    if value is None:
        return ""
    text = f"{value:.{places}f}"
    if float(text) == 0:
        return f"{0:.{places}f}"
    return f"+{text}" if signed and value > 0 else text
