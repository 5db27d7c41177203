"""The table of outcomes as cells of text: what `run`, the pages on scenarios and a report show of each outcome."""

from __future__ import annotations

from typing import Any

from northeastsim.show.names import counted
from northeastsim.show.view import is_fixed

Row = dict[str, Any]
BEYOND = 5.0  # times the treaty: a greater share says only that the treaty hardly moves this score
SIDES = ("start", "mean", "MC error", "5-95 % of runs", "quiet", "difference", "95 % interval", "of treaty")
TWIN = 4  # the first side that is of the twin


def years(document: Row) -> str:
    """How long a run is."""
    return counted(int(document["years"]), "year")


def shown(row: Row, pairs: int) -> list[str]:
    """The numbers of an outcome, as the table shows them."""
    from northeastsim.show.outcomes import decimals, figure, precision

    usual, places = decimals(row), precision(row)

    def mean(name: str) -> str:
        return figure(row[name], places)

    def signed(name: str) -> str:
        return figure(row[name], places, signed=True)

    if row["unit"] == "probability":
        spread = f"{figure(row['likely_low'], usual)} to {figure(row['likely_high'], usual)} *"
    else:
        spread = "" if row["p05"] is None else f"{figure(row['p05'], usual)} to {figure(row['p95'], usual)}"
    interval = ""
    if row["low"] is not None:
        least = 10.0**-places
        small = max(abs(row["low"]), abs(row["high"])) < least / 2
        interval = f"within {least:g}" if small else f"{signed('low')} to {signed('high')}"
    elif row["difference"] is not None:
        interval = f"{'same' if row['difference'] else 'none'} in {pairs} pairs"
    share = "" if row["share"] is None else of_treaty(row["share"])
    middle = [figure(row["start"], usual), mean("mean"), mean("error"), spread]
    return [*middle, mean("quiet"), signed("difference"), interval, share]


def certain(row: Row) -> list[str]:
    """The numbers of an outcome where replications do not differ; what is or is not so has no number."""
    if row["unit"] == "probability":
        mean, quiet = (yes_or_no(row[name]) for name in ("mean", "quiet"))
        return ["", mean, "", "", quiet, "", "", ""]
    start, mean, _, _, quiet, difference, _, _ = shown(row, 1)
    return [start, mean, "", "", quiet, difference, "", ""]


def yes_or_no(share: float | None) -> str:
    """A share of replications that are all alike, in a word; in figures where, after all, they are not."""
    return "" if share is None else {0.0: "no", 1.0: "yes"}.get(share, f"{share:.2f}")


def of_treaty(share: float) -> str:
    """An effect as a share of the treaty's, where the treaty moves the score enough to measure by."""
    if abs(share) > BEYOND:
        return f"{'-' if share < 0 else ''}over {BEYOND:.0f} x"
    return f"{100 * share:.0f} %"


def legend(twin: bool, alike: str) -> str:
    """What the columns are."""
    text = (
        "Scores at the horizon (or when war ended the run); start: the value of the first day, which is "
        "also the frozen baseline, today carried forward."
    )
    chance = " MC error: standard error of the mean. *: of a probability, its 95 % interval."
    quiet = " quiet: mean of the twin without the scenario's events; difference: to it"
    paired = (
        ", paired by luck, with its 95 % interval, which needs pairs that do not all differ alike; of treaty: as "
        "a share of what a Russian defence treaty with North Korea does, where that is known"
    )
    if alike:
        return f"{text}{f'{quiet}.' if twin else ''} {alike}"
    return f"{text}{chance}{f'{quiet}{paired}.' if twin else ''}"


def certainty(document: Row, done: int) -> str:
    """Why the replications do not differ."""
    if is_fixed(document):
        return "The scenario switches chance off: there is nothing to be unsure of but the model."
    if done == 1:
        return "One replication is one story: run more to see how much is chance."
    return "All replications came out alike."
