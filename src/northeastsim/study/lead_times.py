"""How long ordered arms take, fitted to the record: `python -m northeastsim.study.lead_times [--until 2018]`.

A log-normal time from order to first delivery for each group of orders, by maximum likelihood. Orders after `until` are
left out, and what had not come by the end of that year is censored there, so that nothing later is used. Of the register
only years are known: an order of whole years k took between k - 1 and k + 1 years. The register keeps no order that was
never delivered; orders of its last years would look too fast, and those after 2018 are left out. Groups whose orders all may
have taken the same time tell no spread, and are left out. Dated cases keep what was
stopped or is still awaited, censored where it ended; they were noted because they stood out, and double some of the others.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.region.tables import Row, table

LAST_ORDER = 2018  # of the register: orders of later years are known only where they were quick
LAST = 2026  # to which dated cases are followed
FEWEST, RESAMPLES, SEED = 7, 200, 63
STATED = {
    "RUS air defence, dated": ("s400",),
    "RUS air defence": ("s400", "pantsir"),
    "RUS combat aircraft": ("su35",),
    "RUS second-hand": ("mig29_used",),
    "USA missiles": ("tomahawk",),
}
COLUMNS = ("name", "group", "orders", "censored", "median_months", "median_low", "median_high", "log_sd", "log_sd_low",
           "log_sd_high", "stated")


@dataclass(frozen=True)
class Wait:
    """What is known of one lead time: it lies between two numbers of months; infinite where it was cut off."""

    low: float
    high: float

    @property
    def censored(self) -> bool:
        """Whether nothing is known but that it took longer."""
        return self.high == np.inf


@dataclass(frozen=True)
class Fit:
    """A log-normal lead time of a group: median in months and log sd, each with a bootstrap 95 % interval."""

    group: str
    orders: int
    censored: int
    median: tuple[float, float, float]
    log_sd: tuple[float, float, float]


def waits(until: int | None) -> dict[str, list[Wait]]:
    """The lead times of every group that was ordered by the end of `until`, as far as they were known then."""
    found: dict[str, list[Wait]] = {}
    for row in table("lead_times"):
        if row.year <= min(LAST_ORDER, until or LAST_ORDER):
            found.setdefault(group_of(row), []).extend([in_years(row, until)] * round(row.number))
    for row in table("lead_cases"):
        if row.year <= (until or LAST) and (wait := in_months(row, until)):
            found.setdefault(f"{group_of(row)}, dated", []).append(wait)
    return dict(sorted(found.items()))


def group_of(row: Row) -> str:
    """The group of an order: its supplier, and what was ordered or that it was second-hand."""
    what = "second-hand" if row.keys["state"] == "second-hand" else row.keys["category"]
    return f"{row.keys['supplier']} {what}"


def in_years(row: Row, until: int | None) -> Wait:
    """What whole years tell of a lead time: a year less to a year more, or longer than until the end of `until`."""
    years = int(row.keys["lead_years"])
    if until is not None and row.year + years > until:
        return Wait(12.0 * (until - row.year), np.inf)
    return Wait(12.0 * max(0, years - 1), 12.0 * (years + 1))


def in_months(row: Row, until: int | None) -> Wait | None:
    """What a dated case tells: its months, or how long it was awaited at least; nothing where it began when `until` ended."""
    began, months = begun(row), row.number
    if until is not None and began + months / 12 > until + 1:
        waited = 12 * (until + 1 - began)
        return Wait(waited, np.inf) if waited > 0 else None
    if not row.keys["delivered"]:
        return Wait(months, np.inf)
    slack = 12.0 if "-" not in row.keys["contract"] else 0.0
    return Wait(max(0.0, months - slack), months + slack)


def begun(row: Row) -> float:
    """When a contract was signed, in years; the middle of what its date leaves open."""
    parts = [int(part) for part in row.keys["contract"].split("-")]
    year, month, day = (*parts, *(7, 15)[len(parts) - 1 :])
    return year + (month - 1) / 12 + (day - 1) / 365.25


def told_apart(known: Sequence[Wait]) -> bool:
    """Whether some came sooner than others for sure: else the spread is not to be had from them, nor the fit."""
    return max(wait.low for wait in known) > min(wait.high for wait in known)


def fitted(known: Sequence[Wait]) -> tuple[float, float]:
    """The median in months and the log sd of a log-normal time, by maximum likelihood over what is known of each."""
    from scipy.stats import CensoredData, norm

    ends = np.log(np.maximum([(wait.low, wait.high) for wait in known], 1e-3))
    low, high = ends[:, 0], ends[:, 1]
    exact, right, left = low == high, np.isinf(high), low <= np.log(1e-3)
    between = ~(exact | right | left)
    data = CensoredData(uncensored=low[exact], left=high[left & ~right], right=low[right], interval=ends[between])
    with np.errstate(divide="ignore"):  # on its way the search tries spreads that are far too small
        middle, sd = norm.fit(data)
    return float(np.exp(middle)), float(sd)


def fit(group: str, known: Sequence[Wait], resamples: int = RESAMPLES) -> Fit:
    """The fit of a group, its intervals from orders drawn anew."""
    draws = np.random.default_rng(SEED).integers(len(known), size=(resamples, len(known)))
    drawn = ([known[k] for k in draw] for draw in draws.tolist())
    again = np.array([fitted(chosen) for chosen in drawn if told_apart(chosen)])
    ends = np.percentile(again, (2.5, 97.5), axis=0)
    whole = fitted(known)
    censored = sum(wait.censored for wait in known)
    return Fit(group, len(known), censored, (whole[0], *ends[:, 0].tolist()), (whole[1], *ends[:, 1].tolist()))


def groups(until: int | None) -> dict[str, list[Wait]]:
    """The groups of which at least `FEWEST` orders came, and not all about as fast."""
    came = {group: [wait for wait in known if not wait.censored] for group, known in waits(until).items()}
    return {group: known for group, known in waits(until).items() if len(came[group]) >= FEWEST and told_apart(came[group])}


def fits(until: int | None) -> Iterator[Fit]:
    """The fits of all groups that tell enough."""
    return (fit(group, known) for group, known in groups(until).items())


def stated(group: str) -> str:
    """What the catalogue of systems says for a group, in words."""
    systems = catalogue().systems
    found = ((name, systems[name]["lead_months"]) for name in STATED.get(group, ()))
    return "; ".join(f"{name} {lead['median']} and {lead['log_sd']}" for name, lead in found)


def rows(name: str, found: Iterable[Fit]) -> Iterator[list[str]]:
    """The fits as rows of a table, numbers rounded."""
    for one in found:
        numbers = [*(f"{value:.1f}" for value in one.median), *(f"{value:.2f}" for value in one.log_sd)]
        yield [name, one.group, str(one.orders), str(one.censored), *numbers, stated(one.group)]


def written() -> str:
    """The text of catalogue/lead_times.csv: what could be known at the end of 2018, then all."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows("until_2018", fits(2018)))
    writer.writerows(rows("all", fits(None)))
    return text.getvalue()


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the fits, or write the table of both."""
    parser = argparse.ArgumentParser(prog="python -m northeastsim.study.lead_times", description=__doc__)
    parser.add_argument("--until", type=int, metavar="YEAR", help="use nothing that was known only after YEAR")
    parser.add_argument("--write", action="store_true", help="write catalogue/lead_times.csv anew, for 2018 and for all")
    chosen: Any = parser.parse_args(arguments)
    if chosen.until is not None and not 2005 <= chosen.until <= LAST:
        parser.error(f"--until: expected a year from 2005 to {LAST}, got {chosen.until}")
    if find_spec("scipy") is None:
        parser.error("scipy not installed; pip install 'northeastsim[analysis]'")
    if chosen.write:
        folder = resources.files("northeastsim.scenario").joinpath("catalogue")
        Path(str(folder), "lead_times.csv").write_text(written(), encoding="utf-8")
        return
    name = "all" if chosen.until is None else f"until_{chosen.until}"
    for row in (list(COLUMNS), *rows(name, fits(chosen.until))):
        sys.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, WIDTHS, strict=True)).rstrip() + "\n")


WIDTHS = (10, 24, 6, 8, 13, 10, 11, 6, 10, 11, 40)

if __name__ == "__main__":
    main()
