"""What is said of a what-if: when the worlds part, the paired effect at the horizon and over time, counts."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from northeastsim.show.blocks import Block, Heading, Table, Text, filled
from northeastsim.show.cells import of_treaty, years
from northeastsim.show.effects import Effect
from northeastsim.show.names import counted

if TYPE_CHECKING:
    import pandas as pd

    from northeastsim.scenario.ensembles import Ensemble
    from northeastsim.study.twin_worlds import Twins

Row = dict[str, Any]
WHERE = {
    "original": "only without the change, or sooner",
    "changed": "only with the change, or sooner",
    "both": "with the change; without it another",
}
SPARED = ("unit", "5-95 % of pairs", "narrower")
WIDE = 128  # columns that hold the whole table of effects
DATES = 5  # of the effect over time that are shown


class WhatIf(Effect, Protocol):
    """What is read of a what-if beside what its chart reads."""

    worlds: Twins
    dates: list[Any]
    yearly: list[Any]
    ensemble: Ensemble | None

    @property
    def shares(self) -> pd.DataFrame: ...
    @property
    def firsts(self) -> list[Row]: ...
    @property
    def is_empty(self) -> bool: ...
    def label(self, metric: str) -> str: ...


def asked(found: WhatIf) -> Iterator[Block]:
    """What was run."""
    document = found.document
    yield Text(
        f"What if: {'; '.join(found.words)}. "
        f"{counted(found.n, 'pair')} of replications with the same luck, {years(document)} from {document['start']}, seed "
        f"{found.seed}. Wars mark a run and do not end it, so that the worlds of a pair last equally long."
    )
    if found.ensemble is not None:
        yield Text(of_pairs(found))


def of_pairs(found: WhatIf) -> str:
    """Which sets of parameters the pairs took, and what either world keeps as it sets it."""
    from northeastsim.study.ensembles import notes

    assert found.ensemble is not None
    worlds = (found.worlds.original, found.worlds.changed)
    kept = dict.fromkeys(note for world in worlds for note in notes(world, found.ensemble))
    sets = counted(found.ensemble.sets, "equally likely set")
    told = f"Parameters: {found.ensemble.name}, {sets}, of which each runs for two pairs in a row; intervals take sets as independent."
    return " ".join([told, *(f"In either world: {note}." for note in kept)])


def told(found: WhatIf) -> Iterator[Block]:
    """When the worlds part, and what differs."""
    if found.is_empty:
        yield Text("The change holds nothing that moves the world: both worlds are the same.")
    for part in (partings, effects, counts):
        yield from part(found)


def held(found: WhatIf) -> str:
    """What the intervals hold, and the naive baseline."""
    sets = "" if found.ensemble is None else f" and what is uncertain in the parameters as the sets of {found.ensemble.name} have it"
    return (
        f"In the model, not a forecast: the intervals hold chance within the model{sets}, not the model's own error. Naive baseline: "
        "no effect, 0."
    )


def partings(found: WhatIf) -> Iterator[Block]:
    """When the worlds part, by which events and in which scores."""
    yield Heading("When the worlds part")
    shares = found.shares
    events = shares.loc["events"]
    beside = " beside the events of the change itself" if found.worlds.own else ""
    when = f"; the first time on {span(events)}" if events["parted"] else ""
    yield Text(f"Their events differ{beside} in {percent(events['share'])} of {counted(found.n, 'pair')}{when}.")
    rows = [[percent(row["share"]), row["sentence"], WHERE[row["world"]]] for row in found.firsts]
    if rows:
        yield Text()
        yield Table(["of these", "first event that differs, the most frequent", "it happens"], rows, right=["of these"])
    yield Text()
    scores = shares.drop(index="events")
    rows = [[found.label(str(name)), number(row["smallest"]), percent(row["share"]), *dates(row)] for name, row in scores.iterrows()]
    yield Table(["score", "differs by", "in", "first: median", "5-95 %"], rows, right=["differs by", "in"])
    yield Text("Scores on the first of a month; median and range of the pairs that differ by more than so much at all.")


def effects(found: WhatIf) -> Iterator[Block]:
    """The effect at the horizon in full, and how it came about."""
    table = found.effects
    table = table[~table["metric"].str.endswith(".count")]
    days = shown_dates(found)
    yield Heading(f"The effect on {days[-1]:%Y-%m-%d}: the changed world less the original, {counted(found.n, 'pair')}")
    rows = table[table["date"] == days[-1]].to_dict("records")
    yield in_full([[found.label(row["metric"]), row["unit"], *cells(row)] for row in rows])
    yield Text(
        "original: its mean; 95 % interval of the mean difference; agree: share of pairs with its sign; in sd: the effect over the "
        "spread of the original world; narrower: how many times wider the interval were if the worlds did not share their luck; of "
        "treaty: as a share of what a Russian defence treaty with North Korea does at the nearest horizon, where the interval leaves "
        "0 out and that is known."
    )
    if len(days) > 1:
        yield Heading("The effect over time")
        some = {name: mine.set_index("date") for name, mine in table.groupby("metric", sort=False)}
        rows = [[found.label(str(name)), *(over_time(dict(mine.loc[day])) for day in days)] for name, mine in some.items()]
        names = [f"{day:%Y-%m-%d}" for day in days]
        yield Table(["score", *names], [parted_row(found, days), *rows], right=names)
        yield Text("Mean differences; *: the 95 % interval leaves 0 out. Above them, the share of pairs whose events differ by then.")


def parted_row(found: WhatIf, days: list[Any]) -> list[str]:
    """In how many of the pairs the events have parted by some dates."""
    events = found.parted
    shares = events[events["what"] == "events"].set_index("date")["share"]
    return ["(pairs whose events have parted)", *(f"{percent(float(shares[day]))} " for day in days)]


def over_time(row: Row) -> str:
    """An effect in short, marked where its interval leaves 0 out."""
    return f"{signed(row['effect'], decimals(row))}{'*' if row['low'] * row['high'] > 0 else ' '}"


def in_full(rows: list[list[str]]) -> Table:
    """Rows of effects; on a narrow terminal without what sets them in proportion."""
    names = ["score", "unit", "original", "effect", "95 % interval", "5-95 % of pairs", "agree", "in sd", "narrower", "of treaty"]
    return filled(Table(names, rows, names[2:], SPARED, WIDE), always=2)


def shown_dates(found: WhatIf) -> list[Any]:
    """Some dates after the change begins, evenly, the horizon last: yearly ones, or of a short run monthly ones."""
    yearly, monthly = ([day for day in days if day.date() > found.begins] for days in (found.yearly, found.dates))
    after = yearly if len(yearly) >= DATES - 1 else monthly
    return [after[k] for k in sorted({math.ceil(len(after) * k / DATES) - 1 for k in range(1, DATES + 1)}) if k >= 0]


def counts(found: WhatIf) -> Iterator[Block]:
    """The effect on counts over the whole run."""
    table = found.effects
    rows = table[table["metric"].str.endswith(".count")].to_dict("records")
    yield Heading(f"Counts over {years(found.document)}, {counted(found.n, 'pair')}")
    yield in_full([[row["metric"].removesuffix(".count"), row["unit"], *cells(row)] for row in rows])


def cells(row: Row) -> list[str]:
    """An effect as cells: numbers to the digits that its interval warrants."""
    places = decimals(row)
    interval = "" if math.isnan(row["low"]) else f"{signed(row['low'], places)} to {signed(row['high'], places)}"
    alike = "none" if row["effect"] == 0.0 else "same in all"
    return [
        f"{row['original']:.{usual(row)}f}",
        signed(row["effect"], places),
        interval or alike,
        f"{signed(row['p05'], usual(row))} to {signed(row['p95'], usual(row))}",
        "" if math.isnan(row["agree"]) else percent(row["agree"]),
        "" if math.isnan(row["in_sd"]) else f"{row['in_sd']:+.2f}",
        "" if math.isnan(row["narrowing"]) else f"{row['narrowing']:.1f} x",
        "" if math.isnan(row["treaty"]) else of_treaty(row["treaty"]),
    ]


def signed(value: float, places: int) -> str:
    """A difference; zero has no sign."""
    text = f"{value:+.{places}f}"
    return text if float(text) else f"{0:.{places}f}"


def usual(row: Row) -> int:
    """How many decimals the values of a metric have: three of a share."""
    return 3 if row["unit"] in ("0..1", "-1..1") or abs(row["original"]) < 1 else 2 if abs(row["original"]) < 100 else 1


def decimals(row: Row) -> int:
    """How many decimals show two digits of the interval: the usual at least, six at most."""
    reach = row["high"] - row["low"]
    return usual(row) if not reach > 0.0 else max(usual(row), min(6, 1 - math.floor(math.log10(reach))))


def percent(share: float) -> str:
    """A share in per cent; what is a little less than all, or more than none, is not rounded to it."""
    text = f"{100 * share:.0f}"
    return f"{100 * share:.1f} %" if (text in ("0", "100") and share not in (0.0, 1.0)) else f"{text} %"


def number(value: float) -> str:
    """A number with three digits."""
    return f"{value:.3g}"


def dates(row: pd.Series[Any]) -> list[str]:
    """The median date and the range of dates, empty where no pair differs."""
    if not row["parted"]:
        return ["", ""]
    return [f"{row['median']:%Y-%m-%d}", f"{row['p05']:%Y-%m} to {row['p95']:%Y-%m}"]


def span(row: pd.Series[Any]) -> str:
    """The median date with the range of dates in words."""
    return f"{row['median']:%Y-%m-%d} (median; 5-95 % of the pairs {row['p05']:%Y-%m-%d} to {row['p95']:%Y-%m-%d})"
