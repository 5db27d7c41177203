"""Why a score changed, and why an actor decided as it did, as tables."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pandas as pd

from northeastsim.analysis import causes
from northeastsim.analysis.paired import difference
from northeastsim.engine.decision import WEIGHED, Choice, Decision, Parts
from northeastsim.errors import ScenarioError
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.tables import Tables, tables
from northeastsim.scenario.tables.options import CONCERNS
from northeastsim.study import explain as study
from northeastsim.study.frames import place_in_words
from northeastsim.study.request import whole

COSTS = ("constant", "audience", "repetition", "money", "appetite", "rules")
CHOICES = (
    "option", "status", "drawn", "probability", "equal", "draws_from", "draws_to", "utility", "expected", *CONCERNS, "deal",
    "talks", "consent", *COSTS, "effects",
)  # fmt: skip
MOST = 12  # causes that are told one by one


def items_of(
    resolved: Resolved, score: str, *, start: Any, end: Any, seed: int, replications: int, replication: int | None,
    workers: int | None, on_progress: Callable[[int, int], None] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Return every item of every replication, those of one summing to the change of the score in it.

    `attrs` say what was asked, with the means `before`, `after` and `change` and its interval.
    """
    problems = [*whole("replications", replications, 1, 10**6), *whole("seed", seed, 0, 2**63 - 1)]
    problems += [] if replication is None else whole("replication", replication, 0, 10**9 - 1)
    problems += [] if workers is None else whole("workers", workers, 1, 4096)
    if problems:
        raise ScenarioError(problems)
    world = tables(resolved)
    asked = study.window(world, score, start, end)
    first, count = (0, replications) if replication is None else (replication, 1)
    made = list(study.replays(world, asked, seed, first, count, workers, on_progress))
    items = pd.DataFrame([row for one in made for row in study.rows(one, world)], columns=study.COLUMNS)
    items.attrs = {"score": asked.score, "from": asked.start, "to": asked.end, "seed": seed, "replication": replication}
    items.attrs |= change_of([one.before for one in made], [one.after for one in made])
    return items


def explained(items: pd.DataFrame, most: int | None = None) -> pd.DataFrame:
    """Return one row per cause, or per event of one replication; all but the `most` greatest as one, if that is given."""
    facts = dict(items.attrs)
    items.attrs = {}
    if facts["replication"] is not None:
        found = causes.by_event(items) if most is None else causes.first_events(causes.by_event(items), most)
    else:
        numbers = range(facts["n"])
        found = causes.by_cause(items, numbers) if most is None else causes.shortened(items, numbers, most)
    items.attrs = found.attrs = facts
    return found


def change_of(before: list[float], after: list[float]) -> dict[str, float]:
    """Return the mean change of a score with its 95 % interval."""
    found = difference(pd.Series(after), pd.Series(before))
    means = {"before": sum(before) / len(before), "after": sum(after) / len(after)}
    return {**means, "change": found.mean, "low": found.low, "high": found.high, "n": found.n}


def explain_decision(resolved: Resolved, actor: str, number: int, *, replication: int, seed: int) -> pd.DataFrame:
    """Return what an actor had before it in a decision, one row per option, the likeliest first; `attrs` say when and what came.

    `utility` is the sum of `expected` (what is gained in all concerns and by the deal, times the chances `talks` and
    `consent`) and the columns after them. A draw from `draws_from` to `draws_to` falls on the option. `effects` are what the
    act is expected to change if it takes place, as means over the actor's horizon.
    """
    problems = [*whole("decision", number, 0, 10**9), *whole("replication", replication, 0, 10**9 - 1)]
    problems += whole("seed", seed, 0, 2**63 - 1)
    if problems:
        raise ScenarioError(problems)
    world = tables(resolved)
    found = study.decided(world, seed, replication, actor, number)
    weighed = sum(choice.status == WEIGHED for choice in found.choices)
    equal = 1.0 / (1 + weighed)
    rows = [waiting(found, equal), *(row(choice, found, world, equal) for choice in found.choices)] if found.can_act else []
    table = pd.DataFrame(rows, columns=CHOICES)
    table["draws_to"] = table["probability"].cumsum()  # in the order in which the rules go through them
    table["draws_from"] = table["draws_to"] - table["probability"]
    table = table.sort_values("probability", ascending=False, kind="stable", ignore_index=True)
    table.attrs = {"actor": actor, "decision": number, "replication": replication, "seed": seed, **facts(found, world, resolved)}
    return table


def facts(found: Decision, world: Tables, resolved: Resolved) -> dict[str, Any]:
    """Return what is to be said of a decision beside its options."""
    date = world.start + datetime.timedelta(minutes=found.tick)
    strategy = world.strategies[found.strategy][1] if found.strategy >= 0 else ""
    drawn = str(world.options[found.drawn]) if found.drawn >= 0 else "wait"
    told = {"date": date, "strategy": strategy, "drawn": drawn, "can_act": found.can_act, "busy": found.busy}
    return {**told, "rationality": found.rationality, "draw": found.draw}


def waiting(found: Decision, equal: float) -> dict[str, Any]:
    """Return waiting as a row of `CHOICES`: it has utility 0."""
    shown = {"option": "wait", "status": WEIGHED, "drawn": found.drawn < 0, "effects": ""}
    return {**shown, "probability": found.waiting, "equal": equal, "utility": 0.0}


def row(choice: Choice, found: Decision, world: Tables, equal: float) -> dict[str, Any]:
    """Return an option as a row of `CHOICES`; what was not weighed has no parts."""
    named = {"option": str(world.options[choice.option]), "status": choice.status, "drawn": choice.option == found.drawn}
    if choice.parts is None:
        return {**named, "probability": 0.0, "equal": 0.0, "effects": ""}
    weighed = {"probability": choice.probability, "equal": equal, "utility": choice.utility}
    return {**named, **weighed, **numbers(choice.parts), "effects": predicted(choice.parts, world)}


def numbers(parts: Parts) -> dict[str, float]:
    """Return the parts of a utility by their columns."""
    gains = dict(zip(CONCERNS, parts.concerns, strict=True))
    return {"expected": parts.expected, **gains, **{name: getattr(parts, name) for name in ("deal", "talks", "consent", *COSTS)}}


def predicted(parts: Parts, world: Tables) -> str:
    """Return the effects of an act in words: `contact[RUS,PRK] +0.12; provocation[KOR,PRK] +0.05`."""
    told = []
    for place, size in parts.effects:
        variable, actor, other, _ = place_in_words(place, world)
        told.append(f"{variable}[{','.join(one for one in (actor, other) if one)}] {size:+.3g}")
    return "; ".join(told)
