"""The casebook: numbered cases of the rules, each with the changes that it expects as arithmetic written out.

A case is a file beside this one. `with` names the states of `world.yaml` that take part; every other key is a
scenario's own, laid over that world, but for these: `title`; `act`, an event (by default named act, on the first day), or
a list of them; and `expect`: at which moments which values are what.

    expect:
      at once:                                   # or: after 365.25 days, or: on deal delivered
        alignment[PRK, RUS]: 0.5 + 0.05 * (1 - 0.5**2) = 0.5375

What can be asked for is in `READ` of `running.py`, besides every variable, score and fact that conditions may name.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.tables import Tables, tables

HERE = Path(__file__).parent
WORLD: dict[str, Any] = yaml.safe_load((HERE / "world.yaml").read_text(encoding="utf-8"))
CASES: dict[str, dict[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("[0-9]*.yaml"))
}
OWN = ("title", "with", "act", "expect")
SHARED = {"trade_musd": 1000, "contact": 0.5}  # of every pair


def overlaid(below: Any, above: Any) -> Any:
    """Return a document with another laid over it: mappings merge, all else replaces."""
    if isinstance(below, Mapping) and isinstance(above, Mapping):
        return {**below, **{key: overlaid(below.get(key), part) for key, part in above.items()}}
    return copy.deepcopy(above)


def events(case: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the acts of a case as events of a scenario."""
    given = case.get("act", [])
    found = []
    for act in given if isinstance(given, list) else [given]:
        timed = any(key in act for key in ("date", "when", "after", "hazard"))
        found.append({"id": "act"} | ({} if timed else {"date": WORLD["start"].isoformat()}) | act)
    return found


def kinds(case: Mapping[str, Any]) -> set[str]:
    """Return the types of event that a case is about."""
    found = [*events(case), *case.get("programmes", ())]
    return {entry["type"] for entry in (*found, *(leg for event in found for leg in event.get("legs", ())))}


def document(case: Mapping[str, Any], parameters: Mapping[str, float] | None = None) -> dict[str, Any]:
    """Return the scenario of a case; `parameters` are those that it does not state."""
    present = case["with"]
    given = case.get("relations", {})
    relations: dict[str, dict[str, float]] = {}
    for a in present:
        for b in present:
            if a != b:
                # what a pair shares may stand but once: where the case has it, or under the first order
                shared = {} if f"{b}, {a}" in relations else SHARED
                relations[f"{a}, {b}"] = {"alignment": 0.5 if same_side(a, b) else -0.5, **shared}
    for pair, stated in given.items():
        back = ", ".join(reversed(pair.split(", ")))
        for key in set(stated) & set(SHARED):
            relations[back].pop(key, None)
    world = {key: part for key, part in WORLD.items() if key != "sides"} | {
        "format": 1,
        "start": WORLD["start"].isoformat(),
        "actors": {name: WORLD["actors"][name] for name in present},
        "relations": relations,
        "events": events(case),
    }
    whole = overlaid(world, {key: part for key, part in case.items() if key not in OWN})
    whole["parameters"] = {**(parameters or {}), **whole["parameters"]}
    return whole


def same_side(a: str, b: str) -> bool:
    """Return whether two states stand on one side."""
    return any(a in side and b in side for side in WORLD["sides"])


def laid_out(case: Mapping[str, Any], parameters: Mapping[str, float] | None = None) -> Tables:
    """Return the tables of a case."""
    return tables(load(document(case, parameters), catalogue=catalogue()))


def unstated(case: Mapping[str, Any]) -> dict[str, float]:
    """Return every parameter that a case does not state, moved a little: none of them may matter to it."""
    stated = {*WORLD["parameters"], *case.get("parameters", {})}
    moved = {}
    for name, entry in catalogue().parameters.items():
        low, number, high = entry["low"], entry["value"], entry["high"]
        if name not in stated and low < high:
            moved[name] = number + 0.07 * (high - number if high > number else low - number)
    return moved
