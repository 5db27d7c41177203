"""What is said of shares: which worlds are run, how large the whole change is, and which change makes how much of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from northeastsim.show.blocks import Block, Heading, Table, Text
from northeastsim.show.cells import of_treaty, years
from northeastsim.show.names import counted
from northeastsim.show.outcomes import figure
from northeastsim.statement import SHORT

if TYPE_CHECKING:
    import pandas as pd

    from northeastsim.scenario.load import Resolved

WHOLE = 112  # columns that hold a share beside what the change does alone and last
MOST = 10  # changes whose worlds can all be asked for
EXACT = ("change", "share", "95 % interval", "of the whole", "made alone", "made last")
SINGLE = ("change", "made alone in A", "95 % interval", "undone alone in B", "95 % interval ")
EXACT_LEGEND = (
    "Share: Shapley value, the mean of what a change adds over all orders in which the changes may come; shares add up to the "
    "whole. Made alone: to A. Made last: what undoing it alone takes from B. Where the two differ, changes work on one "
    "another."
)
SINGLE_LEGEND = (
    "Made alone in A: A with this change only, less A. Undone alone in B: B less B without it. The rest is what each sum "
    "leaves of the whole: what the changes do to one another."
)
PAIRED = f"Intervals are paired, over chance alone. In the model. {SHORT}"


class World(Protocol):
    """One of the two scenarios."""

    @property
    def name(self) -> str: ...
    @property
    def document(self) -> dict[str, Any]: ...
    @property
    def resolved(self) -> Resolved: ...


class Change(Protocol):
    """One of the changes between the two."""

    @property
    def name(self) -> str: ...
    @property
    def names(self) -> Sequence[str]: ...
    @property
    def is_joined(self) -> bool: ...


class Comparison(Protocol):
    """What is read of what was to be shared out."""

    @property
    def one(self) -> World: ...
    @property
    def other(self) -> World: ...
    @property
    def changes(self) -> Sequence[Change]: ...
    @property
    def sets(self) -> Sequence[frozenset[int]]: ...
    @property
    def score(self) -> str: ...
    @property
    def replications(self) -> int: ...
    @property
    def seed(self) -> int: ...
    @property
    def most(self) -> int: ...
    @property
    def is_exact(self) -> bool: ...


class Shares(Protocol):
    """What is read of how a change in an outcome is shared out."""

    @property
    def comparison(self) -> Comparison: ...
    @property
    def whole(self) -> dict[str, Any]: ...
    @property
    def table(self) -> pd.DataFrame: ...
    @property
    def unit(self) -> str: ...


def opening(comparison: Comparison) -> Iterator[Block]:
    """What is run, and what cannot be taken apart."""
    for change in comparison.changes:
        if change.is_joined:
            told = " + ".join(change.names)
            yield Text(f"Taken as one change, since some are refused without the others: {told}.", hanging="  ")
    yield Text(
        f"Run: {worlds(comparison)}; {counted(comparison.replications, 'replication')} of each, seed {comparison.seed}; "
        "all share their luck."
    )
    for note in (*of_horizons(comparison), *of_metric(comparison)):
        yield Text(note)


def worlds(comparison: Comparison) -> str:
    """Which worlds are run."""
    changes, count = len(comparison.changes), len(comparison.sets)
    if changes == 1:
        return "A and B"
    if comparison.is_exact:
        return f"the {count} worlds with any of {changes} changes"
    return f"{count} worlds, since of {changes} changes (more than --most {comparison.most}) each is made alone and undone alone"


def of_horizons(comparison: Comparison) -> list[str]:
    """What to know where the two do not run over the same time."""
    one, other = comparison.one.document, comparison.other.document
    if all(one[key] == other[key] for key in ("start", "years")):
        return []
    return [
        "The horizons differ: outcomes cannot be paired by date. What is compared is each run's own "
        f"{comparison.score}, at its own horizon or over its own years."
    ]


def of_metric(comparison: Comparison) -> list[str]:
    """What to know of a scenario's own metric, which one of the two may not have, or have otherwise."""
    name = comparison.score.rpartition(".")[0]
    one, other = (each.document["metrics"].get(name) for each in (comparison.one, comparison.other))
    if one == other:
        return []
    whose = "A" if other is None else "B"
    return [f"{name} is measured as {whose} defines it in every world; of an event that is not there it says that it did not happen."]


def told(shares: Shares) -> Iterator[Block]:
    """The whole change, then each change's share of it."""
    c, whole = shares.comparison, shares.whole
    digits = places(whole)
    yield Heading(f"The whole change in {c.score}{f' ({shares.unit})' if shares.unit else ''}")
    yield Text(in_all(shares))
    if len(c.changes) == 1:
        yield Text(f"There is one change, {c.changes[0].name}: all of it is its share. {PAIRED}")
        return
    yield Heading("Each change's share" if c.is_exact else "One change at a time")
    columns = EXACT if c.is_exact else SINGLE
    rows = exact_rows(shares.table, digits) if c.is_exact else single_rows(shares.table, digits)
    yield Table(columns, rows, columns[1:], columns[-2:] if c.is_exact else (), WHOLE)
    yield Text()
    raised = f" --most {len(c.changes)} gives shares that add up, in {1 << len(c.changes):,} worlds."
    hint = raised if c.most < len(c.changes) <= MOST else ""
    yield Text(f"{EXACT_LEGEND if c.is_exact else SINGLE_LEGEND}{hint} {PAIRED}")


def in_all(shares: Shares) -> str:
    """The whole change with its interval, what it is of, and how large beside the treaty's."""
    c, whole = shares.comparison, shares.whole
    digits = places(whole)
    return (
        f"B less A: {signed(whole['mean'], digits)}, {of_whole(whole, digits)} (A {figure(whole['a'], digits)}, "
        f"B {figure(whole['b'], digits)}); n {whole['n']}, {horizons(c)}{beside_treaty(whole['treaty'])}."
    )


def exact_rows(found: Any, digits: int) -> list[list[str]]:
    """A row for each change, then their sum."""
    rows = [
        [str(name), signed(row["mean"], digits), span(row, digits), percent(row["of_whole"]),
         signed(row["alone"], digits), signed(row["last"], digits)]
        for name, row in found.iterrows()
    ]  # fmt: skip
    return [*rows, ["sum: the whole", signed(found["mean"].sum(), digits), "", percent(found["of_whole"].sum(min_count=1)), "", ""]]


def single_rows(found: Any, digits: int) -> list[list[str]]:
    """A row for each change with both ways, the greatest first, then the rest."""
    ways = [found[found["way"] == way] for way in ("forwards", "backwards")]
    size = (ways[0]["mean"].abs() + ways[1]["mean"].abs()).iloc[:-1]
    order = [*size.sort_values(ascending=False, kind="stable").index, ways[0].index[-1]]
    return [
        [str(name), *(cell for way in ways for cell in (signed(way.loc[name, "mean"], digits), span(way.loc[name], digits)))]
        for name in order
    ]


def signed(value: float, digits: int) -> str:
    """A number with its sign; zero has none."""
    return figure(value, digits, signed=True)


def span(row: Any, digits: int) -> str:
    """An interval in words; where all pairs differ alike there is none, and it says so."""
    if math.isnan(row["low"]):
        return f"same in {row['n']:.0f} pairs"
    if max(abs(row["low"]), abs(row["high"])) < 0.5 * 10.0**-digits:
        return f"within {10.0**-digits:g}"
    return f"{signed(row['low'], digits)} to {signed(row['high'], digits)}"


def of_whole(whole: dict[str, float], digits: int) -> str:
    """The interval of the whole change."""
    return ("" if math.isnan(whole["low"]) else "95 % interval ") + span(whole, digits)


def places(whole: dict[str, float]) -> int:
    """How many decimals show the whole change with two figures of its error."""
    size = whole["se"] if whole["se"] > 0 else abs(whole["mean"])
    return max(0, min(6, 1 - math.floor(math.log10(size)))) if size > 0 else 3


def percent(share: float) -> str:
    """A share in per cent; nothing where there is none."""
    return "" if math.isnan(share) else f"{100 * share:.0f} %"


def horizons(comparison: Comparison) -> str:
    """How long the runs are; of both scenarios where they differ."""
    told = [f"{years(each.document)} from {each.document['start']}" for each in (comparison.one, comparison.other)]
    return f"horizon {told[0]}" if told[0] == told[1] else f"horizon A {told[0]}, B {told[1]}"


def beside_treaty(share: float) -> str:
    """The whole as a share of the treaty's effect, where the treaty moves the metric enough to measure by."""
    return "" if math.isnan(share) else f"; {of_treaty(share)} of what a Russian defence treaty with North Korea does"
