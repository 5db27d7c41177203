"""The worlds of the past: the history scenarios as they are fitted and as they are judged."""

from __future__ import annotations

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import Resolved, load, patch
from northeastsim.scenario.words import nearest
from northeastsim.study.history.refit import refitted

# What is fed in: the dated acts of the record, or only what came from outside.
MODES = {"conditioned": "", "free": "_free"}
FITTING, JUDGING = 2010, 2018  # the years whose figures a world begins with: a fit, and a backtest, begin a day later
LAST = 2024


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
    return load(patch(patch(document, refitted(known, recent=figures_of == JUDGING)), years), catalogue=catalogue())


def constants(known: int) -> str:
    """Return to which part of the record the constants of options are fitted, where so much is known."""
    return "until_2018" if known <= JUDGING else "all"
