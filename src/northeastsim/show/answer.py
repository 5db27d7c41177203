"""The answer of a run in three sentences: what its events change most, how likely crises are, how far to trust it."""

from __future__ import annotations

import math
from typing import Any

from northeastsim.analysis.paired import is_clear
from northeastsim.analysis.risk import WAR_GIVEN_CRISIS
from northeastsim.analysis.summary import proportion_interval
from northeastsim.scenario.names import states
from northeastsim.show.cells import BEYOND, certainty, of_treaty, years
from northeastsim.show.names import LEVEL, SHARE, counted, sentence
from northeastsim.show.outcomes import figure, outcomes, precision, summed_up
from northeastsim.show.sentences import joined
from northeastsim.show.view import Shown, actor_names, varies
from northeastsim.statement import trust

Row = dict[str, Any]
Z = 1.96
RISKS = {"crisis.any": "a crisis", "war.any": "a war", "race.any": "an arms race"}
WORDS = ((0.9, "very likely"), (0.66, "likely"), (0.33, "about as likely as not"), (0.1, "unlikely"), (0.0, "very unlikely"))
SIZES = ((0.1, "little"), (0.5, "less than half"), (0.8, "more than half"), (1.25, "about as much"), (BEYOND, "more"))
SCALES = {SHARE: "on a scale of 0 to 1", LEVEL: "on a scale of -1 to 1"}
COUNTED = ("per run", "probability")


def answer(results: Shown) -> list[str]:
    """What changes most, how likely a crisis, a war and a race are, and what the intervals do not hold: a sentence each."""
    rows = outcomes(results)
    return [changed([row for row in rows if row["unit"] not in COUNTED], results), chances(results), trusted(held(results))]


# --- what changes most -----------------------------------------------------------------------------------------------


def changed(rows: list[Row], results: Shown) -> str:
    """What the scenario's events change most, against how much it varies between runs; without a twin, what moves most."""
    when, n = f"at the end of {years(results.document)}", results.complete[0]
    paired = [row for row in rows if row["difference"] is not None]
    if not paired:
        return moved(rows, results, when)
    clear = [row for row in paired if is_clear(n, row["difference"], row["low"], row["high"])]
    if not clear and not varies(results):
        clear = [row for row in paired if row["difference"]]
    if not clear:
        same = "each 95 % interval holds 0" if varies(results) else "each is the same without them"
        return f"In the model, the scenario's events change none of {len(paired)} scores clearly {when}: {same} ({of_pairs(n)})."
    row = max(clear, key=lambda one: abs(one["difference"]) / (spread(one) or 1.0))
    places, what = precision(row), called(row, results)
    against = ", measured by how much it varies between runs," if varies(results) else ""
    return (
        f"In the model, the scenario's events change {what} most{against} by {figure(row['difference'], places, signed=True)}"
        f"{of_unit(row['unit'])} {when}{interval(row, places, n)}, from {figure(row['quiet'], places)} without them"
        f"{beside_treaty(row['share'])}."
    )


def moved(rows: list[Row], results: Shown, when: str) -> str:
    """What moves most from the first day on, which is what a world without a twin can tell."""
    known = [row for row in rows if row["start"] is not None]
    if not known:
        return f"In the model, no score is followed {when}."
    row = max(known, key=lambda one: abs(one["mean"] - one["start"]) / (spread(one) or abs(one["start"]) or 1.0))
    places, what = precision(row), called(row, results)
    error = row["error"] or 0.0
    ends = f" (95 % interval of the mean {figure(row['mean'] - Z * error, places)} to {figure(row['mean'] + Z * error, places)})"
    return (
        f"In the model, {what} moves most from the first day: from {figure(row['start'], places)}, which is also the naive baseline, "
        f"to {figure(row['mean'], places)}{ends if error else ''}{of_unit(row['unit'])} {when}, over "
        f"{counted(results.complete[0], 'replication')}."
    )


def called(row: Row, results: Shown) -> str:
    """What a score is called in a sentence; a scenario's own metric in quotes."""
    name = row["metric"].removesuffix(".end")
    words = sentence(name, actor_names(results.document))
    return f"'{words}'" if name in results.document["metrics"] else words


def spread(row: Row) -> float:
    """How far apart the runs are, 5 to 95 %."""
    return 0.0 if row["p05"] is None else float(row["p95"] - row["p05"])


def of_unit(unit: str) -> str:
    """A unit after a number."""
    return f" {SCALES.get(unit, unit)}" if unit else ""


def interval(row: Row, places: int, n: int) -> str:
    """The interval of a difference, and what it rests on."""
    if row["low"] is None:
        return f" (the same in {of_pairs(n)})"
    low, high = (figure(row[end], places, signed=True) for end in ("low", "high"))
    return f" (95 % interval {low} to {high}, {of_pairs(n)})"


def of_pairs(n: int) -> str:
    """How many pairs stand behind a difference."""
    return f"{counted(n, 'pair')} with the same luck"


def beside_treaty(share: float | None) -> str:
    """A difference against the treaty yardstick, in figures and words; nothing where there is none."""
    if share is None:
        return ""
    size = next((word for most, word in SIZES if abs(share) < most), "more")
    other = ", the other way" if share < 0 else ""
    hardly = ", which hardly moves it" if abs(share) > BEYOND else ""
    return f"; that is {of_treaty(abs(share))} of what a Russian defence treaty with North Korea does to it ({size}{other}{hardly})"


# --- how likely ------------------------------------------------------------------------------------------------------


def chances(results: Shown) -> str:
    """How likely a crisis, a war and a race are, beside the twin and the record's own rates."""
    table = summed_up(results, results.columns("runs"), list(RISKS), None)
    if not len(table):
        return "Crises, wars and races are not counted in this world."
    n, horizon = results.complete[0], f"Within {years(results.document)}, in the model"
    if not varies(results):
        told = [RISKS[str(name)] if row["mean"] > 0 else f"no {RISKS[str(name)].partition(' ')[2]}" for name, row in table.iterrows()]
        return f"{horizon}, there is {joined(told)}. {certainty(results.document, n)}"
    told = [chance(str(name), dict(row), n, results.document, first=k == 0) for k, (name, row) in enumerate(table.iterrows())]
    return f"{horizon}, {joined(told)}."


def chance(name: str, row: Row, n: int, document: Row, first: bool) -> str:
    """One risk: in how many runs, in words, with its interval and baselines."""
    low, high = proportion_interval(row["mean"], int(row.get("effective", n)))
    runs = f" of {counted(n, 'run')}" if first else ""
    beside = [f"{many(row['quiet'], n)} without the scenario's events"] if row["quiet"] == row["quiet"] else []
    naive = recorded(name, document)
    beside += [f"{per_cent(naive[0], naive[1])} at the record's own rates"] if naive else []
    inside = "; ".join([word(row["mean"]), f"{'95 % interval ' * first}{per_cent(low, high)}", *beside])
    return f"{RISKS[name]}{' comes' * first} in {many(row['mean'], n)}{runs} ({inside})"


def many(share: float, n: int) -> str:
    """In how many of n runs."""
    return f"{round(share * n)}" if round(share * n) else "none"


def word(share: float) -> str:
    """A probability in words."""
    return next(name for least, name in WORDS if share >= least)


def per_cent(low: float, high: float) -> str:
    """An interval of a probability in per cent; what is not certain does not look so."""
    first = f"{100 * low:.0f}" if low < 0.995 else "> 99"
    last = f"{100 * high:.0f}" if high < 0.995 else "> 99"
    return f"{first} to {last} %"


def recorded(name: str, document: Row) -> tuple[float, float] | None:
    """What the record's rates of crises, and of wars among them, come to over the horizon: the naive baseline, of the region alone."""
    from northeastsim.study.base_rates import ALLOWED

    if name not in ("crisis.any", "war.any") or not set(states()) <= set(document["actors"]):
        return None
    low, high = (rate * float(document["years"]) for rate in ALLOWED["crises a year"])
    if name == "war.any":
        low, high = low * WAR_GIVEN_CRISIS[0], high * WAR_GIVEN_CRISIS[1]
    return 1.0 - math.exp(-low), 1.0 - math.exp(-high)


# --- how far to trust it ---------------------------------------------------------------------------------------------


def trusted(holds: str) -> str:
    """What the intervals hold and what not, and how the model did on the record."""
    verdict = trust()[0]
    return f"{holds.removesuffix('.')}; {verdict[:1].lower()}{verdict[1:]}"


def held(results: Shown) -> str:
    """What the intervals hold: chance, over an ensemble also what its sets leave open, and never the model's own error."""
    if not varies(results):
        return "There is no interval here, and none would hold the model's own error."
    ensemble = results.manifest.get("ensemble")
    also = f" and what is uncertain in the parameters as the sets of {ensemble['name']} have it" if ensemble else ""
    return f"The intervals hold chance within the model{also}, not the model's own error."
