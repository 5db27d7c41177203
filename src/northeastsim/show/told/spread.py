"""What is said of an ensemble: which sets of parameters a run takes, and how much of the spread is theirs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from northeastsim.show.blocks import Block, Heading, Table, Text
from northeastsim.show.names import counted

if TYPE_CHECKING:
    from northeastsim.scenario.ensembles import Ensemble

Row = dict[str, Any]


def of_ensemble(ensemble: Ensemble, replication: int | None) -> str:
    """What an ensemble is, and which set a replication alone takes."""
    known = f"Parameters: {ensemble.name}, {counted(ensemble.sets, 'equally likely set')}"
    if replication is not None:
        return f"{known}; this replication takes set {ensemble.number(replication)}."
    return f"{known}, of which each runs for two replications in a row, over and over; the twin takes the same."


def told_spread(rows: list[Row], label: str) -> Iterator[Block]:
    """How much of the variance of each outcome lies between sets of parameters, and how much is chance within them."""
    from northeastsim.analysis.components import FEWEST

    told = [row for row in rows if row["within"]]
    yield Heading("Of the spread, how much is parameters and how much is chance")
    if all(row["within"] is None for row in rows):
        yield Text(f"Too few sets to tell: it takes {FEWEST} sets, each run for two replications or more.")
        return
    sides = ("parameters", "95 % interval", "chance", "sd of parameters", "sd of chance")
    yield Table(["outcome", "unit", *sides], [[row[label], row["unit"], *spread_of(row)] for row in told], right=sides)
    yield Text(
        "parameters: share of the variance in the model that lies between sets of parameters, with its 95 % interval from drawing "
        "the sets anew; chance: the rest, between replications of one set. sd: the square root of either. Shares are of what the "
        "sets vary, no more. MC errors and intervals above take sets, not replications, as independent."
    )


def spread_of(row: Row) -> list[str]:
    """The components of an outcome's variance, as the table shows them."""
    from northeastsim.show.outcomes import decimals, figure

    if row["of_sets"] is None:
        return ["too rare", "", "", "", ""]
    part, low, high = (100 * row[name] for name in ("of_sets", "of_sets_low", "of_sets_high"))
    places = decimals(row)
    sds = [figure(row[name] ** 0.5, places) for name in ("between", "within")]
    return [f"{part:.0f} %", f"{low:.0f} to {high:.0f} %", f"{100 - part:.0f} %", *sds]
