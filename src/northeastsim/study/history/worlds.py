"""The worlds of the past: the history scenarios as they are fitted and as they are judged."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from typing import Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.catalogue import HERE, catalogue
from northeastsim.scenario.load import Resolved, load, patch
from northeastsim.scenario.words import nearest
from northeastsim.study.history.record import LAST
from northeastsim.study.history.refit import refitted

# What is fed in: the dated acts of the record, or only what came from outside.
MODES = {"conditioned": "", "free": "_free"}
FITTING, JUDGING = 2010, 2018  # the years whose figures a world begins with: a fit, and a backtest, begin a day later
WAITS = HERE / "lead_times.csv"
# As what systems were ordered, of those that have a lead time fitted to what was known by 2018 (`study.lead_times`).
ORDERED_AS = {
    "s400": "RUS air defence",
    "su35": "RUS combat aircraft",
    "mig29_used": "RUS second-hand",
    "tomahawk": "USA missiles",
}


def world(mode: str, figures_of: int, until: int) -> Resolved:
    """Return the world that begins with the figures of a year and runs to the end of another.

    Spending grows and launches come as they did up to 2018; in a fit, up to its end. Raises ScenarioError
    for a mode that there is not.
    """
    if mode not in MODES:
        raise ScenarioError(
            [Problem("<backtest>", None, None, "mode", f"there is no mode {mode!r}", nearest(mode, list(MODES)))]
        )
    name = f"history/{figures_of}_{LAST}{MODES[mode]}"
    document = load(name, catalogue=catalogue()).document
    document = {
        **document,
        "variants": {},
        "events": [event for event in document["events"] if int(str(event["date"])[:4]) <= until],
    }
    known = until if figures_of == FITTING else JUDGING
    years = {"years": until - figures_of, "settings": {"war": "marks", "option_constants": constants(known)}}
    changes = refitted(known, recent=figures_of == JUDGING) | waits(known) | years
    return load(patch(document, changes), catalogue=catalogue())


def waits(known: int) -> dict[str, Any]:
    """Return the patch of a scenario in which arms take as long as was known by a year; later ones stay as the catalogue has them."""
    if known > JUDGING:
        return {}
    with WAITS.open(encoding="utf-8", newline="") as file:
        fitted = {row["group"]: row for row in csv.DictReader(file) if row["name"] == f"until_{JUDGING}"}
    systems = catalogue().systems
    return {"systems": {system: {**systems[system], "lead_months": wait(fitted[group])} for system, group in ORDERED_AS.items()}}


def wait(row: Mapping[str, str]) -> dict[str, float]:
    """Return what a system says of the time from contract to delivery."""
    return {"median": float(row["median_months"]), "log_sd": float(row["log_sd"])}


def constants(known: int) -> str:
    """Return to which part of the record the constants of options are fitted, where so much is known."""
    return "until_2018" if known <= JUDGING else "all"
