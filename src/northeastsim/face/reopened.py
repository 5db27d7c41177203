"""What a command left in a folder, opened again as the results that it was."""

from __future__ import annotations

import datetime
import math
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from northeastsim.study import reading

if TYPE_CHECKING:
    import pandas as pd

    from northeastsim.face.backtest import Backtest
    from northeastsim.face.comparison import Comparison
    from northeastsim.face.difference import Shares
    from northeastsim.face.risk import Risk
    from northeastsim.face.whatif import WhatIf
    from northeastsim.scenario.ensembles import Ensemble
    from northeastsim.scenario.load import Resolved


class Kept(NamedTuple):
    """The answers of a comparison under rival theories: which choice by which rule, and which ranks survive them all."""

    choices: pd.DataFrame
    ranks: pd.DataFrame


def comparison(folder: Path, manifest: dict[str, Any]) -> Comparison:
    """Return a comparison, its worlds those of the base: the others are not kept, nor needed for what is told and drawn."""
    from northeastsim.face.comparison import PAYOFF, Comparison
    from northeastsim.scenario.payoffs import Payoff
    from northeastsim.study.comparison import Answer, Question

    said = manifest["compare"]
    reading.expect(said, folder / "manifest.json", "threshold", "summary", "source", "weightings", "scenarios", "bases", "half_widths")
    runs = reading.table(folder, "runs").drop(columns=PAYOFF)
    weightings = {name: tuple(given) for name, given in said["weightings"].items()}
    judged = Payoff(
        said["actor"], said["summary"], said["source"], said["influence_over"], said["partners"], said["worth"], weightings, {}
    )
    worlds = {name: {said["base"]: loaded(document, said["bases"][name])} for name, document in said["scenarios"].items()}
    question = Question(
        said["actor"], tuple(said["strategies"]), said["base"], worlds, judged, (), manifest["seed"], said["precision"],
        said["budget"], ensemble=ensemble(manifest),
    )  # fmt: skip
    answer = Answer(runs, said["stopped"], said["half_widths"])
    return Comparison(question, answer, said["weighting"], said["worth"], said["threshold"])


def crossed(folder: Path, manifest: dict[str, Any]) -> Kept | None:
    """Return a comparison's answers under rival theories; None where it was not asked for them."""
    if "theories" not in manifest["tables"]:
        return None
    choices = reading.table(folder, "theories").set_index(["theory", "rule"])
    return Kept(choices, reading.table(folder, "surviving").astype({"default": bool, "survives": bool}))


def whatif(folder: Path, manifest: dict[str, Any]) -> WhatIf:
    """Return a what-if."""
    from northeastsim.face.whatif import WhatIf
    from northeastsim.study.twin_worlds import Change, Twins, differing_events

    said = manifest["whatif"]
    original, changed = (
        loaded(each["document"], manifest["scenario"]["bases"]) for each in (manifest["scenario"], said["changed"])
    )
    own = frozenset(name for name, _ in differing_events(original, changed))
    begins = datetime.date.fromisoformat(said["begins"])
    worlds = Twins(original, changed, Change(since=said["from"]), own, begins)
    effects, partings = reading.table(folder, "effects"), reading.table(folder, "partings")
    return WhatIf(worlds, said["change"], manifest["seed"], manifest["complete"], ensemble(manifest), effects, partings)


def backtest(folder: Path, manifest: dict[str, Any]) -> Backtest:
    """Return a backtest."""
    from northeastsim.face.backtest import Backtest

    said = manifest["backtest"]
    names = ("record", "forecasts", "skill", "scores", "coverage", "ranks", "verdict")
    tables = {name: reading.table(folder, name) for name in names}
    return Backtest(tuple(said["modes"]), manifest["replications"], manifest["seed"], said["parameters"], **tables)


def risk(folder: Path) -> Risk:
    """Return risks; the worlds of other strategies stand on the scenario's own."""
    from northeastsim.face.risk import Plan, Risk
    from northeastsim.face.risk.plan import World
    from northeastsim.face.risk.tables import TABLES, joined

    said = reading.about(folder, "worlds", "scenarios", "actor", "replications", "twins", "sets", "seed", "notes", "files", "bases")
    own = {name: loaded(document, said["bases"][name]) for name, document in said["scenarios"].items()}
    worlds = tuple(World(one["scenario"], one["strategy"], one["own"], own[one["scenario"]]) for one in said["worlds"])
    plan = Plan(worlds, said["actor"], said["replications"], said["twins"], said["sets"], said["seed"], 1)
    tables = {name: reading.table(folder, name) if f"{name}.csv" in said["files"] else joined(name, []) for name in TABLES}
    return Risk(plan, tables, tuple(said["notes"][1:]))


def shares(folder: Path) -> Shares:
    """Return how a change in an outcome was shared out."""
    from northeastsim.face.difference import Comparison, Shares
    from northeastsim.face.scenario import Scenario
    from northeastsim.study.factors import Between, Factor

    said = reading.about(folder, "scenarios", "score", "changes", "replications", "seed", "exact", "most", "bases")
    one, other = (Scenario(loaded(said["scenarios"][letter], said["bases"][letter])) for letter in "AB")
    changes = [Factor(tuple(names), ()) for names in said["changes"]]
    between = Between(one.resolved, other.resolved, said["score"].rpartition(".")[0])
    asked = Comparison(one, other, said["score"], changes, said["replications"], said["seed"], 1, said["most"], between)
    worlds = reading.table(folder, "worlds").set_index("replication")
    return Shares(asked, worlds.to_numpy(dtype=float).T)


def explained(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame, Resolved]:
    """Return the greatest causes of a change, all of them, and the scenario; what was asked is in their `attrs`."""
    import pandas as pd

    said = reading.about(folder, "asked", "causes", "scenario", "bases")
    whole = reading.table(folder, "causes")
    if "date" in whole:  # of one replication, event by event
        whole["date"] = whole["date"].dt.strftime("%Y-%m-%d")
    first = pd.DataFrame(said["causes"], columns=said["causes"][0]).fillna(math.nan) if said["causes"] else whole
    ends = {name: math.nan for name in ("low", "high") if said["asked"][name] is None}
    first.attrs = whole.attrs = {**said["asked"], **ends}
    return first, whole, loaded(said["scenario"], said["bases"])


def loaded(document: dict[str, Any], bases: list[str]) -> Resolved:
    """Return a scenario that was kept in full, and the bases that it stood on."""
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.load import load

    return replace(load(document, catalogue=catalogue()), bases=tuple(bases))


def ensemble(manifest: dict[str, Any]) -> Ensemble | None:
    """Return the sets of parameters that were run over; of those that are not shipped only what they are called is left."""
    import numpy as np

    from northeastsim.scenario.ensembles import Ensemble
    from northeastsim.study.ensembles import found

    said = manifest.get("ensemble")
    if said is None:
        return None
    if known := found(manifest, None):
        return known
    names = tuple(said["parameters"])
    return Ensemble(said["name"], names, np.full((said["sets"], len(names)), np.nan), b"")
