"""From what was seen of worlds to the tables of the risks."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from northeastsim.analysis import risk, warning
from northeastsim.analysis.summary import proportion_interval
from northeastsim.analysis.yardstick import share
from northeastsim.face.risk.plan import World
from northeastsim.study import lookout, yardstick
from northeastsim.study.digest import Columns
from northeastsim.study.lookout import NAIVE, YEAR, Seen

TABLES = (
    "chances", "verdicts", "wars", "reactions", "instability", "exceeds", "sets", "warning", "curves", "paths", "types", "strategies",
)  # fmt: skip
STEP = 3  # months between the dates at which a crisis is foretold
BEFORE = 24  # months that a path shows
SHOWN = ("low stability", "provocation", "instability", NAIVE)  # whose curves are drawn
DRAWN = ("stability", "provocation", "instability")  # whose paths are
LATER = {"both": "a race or parallel build-up that begins later", "any": "a build-up of any side that begins later"}
HELD = "(holds back)"
JUDGED = "judgement"  # what the source of a figure begins with that no record gives
SORTED = "crises.count"  # the outcome by which types of event are told, the greatest first

Found = dict[str, list[pd.DataFrame]]


def frame(columns: Columns) -> pd.DataFrame:
    """Return columns as a table."""
    return pd.DataFrame(columns)


def put(found: Found, name: str, world: World, table: pd.DataFrame) -> None:
    """Add rows on a world to a table."""
    for at, (key, value) in enumerate({"scenario": world.scenario, "strategy": world.strategy}.items()):
        table.insert(at, key, value)
    found[name].append(table)


def joined(name: str, pieces: list[pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of a table; types of event with those that add most crises, or take most away, first."""
    if not pieces:
        return pd.DataFrame({"scenario": [], "strategy": []})
    table = pd.concat(pieces, ignore_index=True)
    if name != "types":
        return table
    size = table[table["outcome"] == SORTED].set_index(["scenario", "type"])["difference"].abs()
    order = pd.Series([size.get((row.scenario, row.type), 0.0) for row in table.itertuples()], index=table.index)
    scenarios = pd.factorize(table["scenario"])[0]
    return table.iloc[np.lexsort((table.index, -order, scenarios))].reset_index(drop=True)


def of_any(found: Found, world: World, eyes: Seen, runs: pd.DataFrame) -> None:
    """Tell what is told of every world."""
    put(found, "chances", world, risk.chances(runs, world.years))
    put(found, "verdicts", world, risk.verdicts(runs))
    if {"crises.count", "wars.count"} <= set(runs.columns):
        put(found, "wars", world, risk.wars(runs, world.years))
    values = eyes.monthly["instability"]
    shares = np.percentile(values, (5, 25, 75, 95), axis=0)
    bands = dict(zip(("p05", "p25", "p75", "p95"), shares, strict=True))
    mean = values.mean(axis=0)
    put(
        found,
        "instability",
        world,
        pd.DataFrame({"date": eyes.dates, "mean": mean, **bands, "margin": 1.0 - mean, "n": len(values)}),
    )
    passed, ends = float((values.max(axis=1) > 1.0).mean()), np.percentile(values.mean(axis=1), (5, 95))
    put(
        found,
        "exceeds",
        world,
        exceeding("replications", passed, len(values), float(mean.mean()), float(ends[0]), float(ends[1])),
    )


def exceeding(over: str, passed: float, n: int, mean: float, low: float, high: float) -> pd.DataFrame:
    """Return how often instability passes 1 at some date, and the spread of its mean over the run."""
    ends = proportion_interval(passed, n)
    row = {"over": over, "probability": passed, "low": ends[0], "high": ends[1], "n": n, "mean": mean, "p05": low, "p95": high}
    return pd.DataFrame([row])


def against(found: Found, world: World, runs: pd.DataFrame, own: pd.DataFrame) -> None:
    """Tell what a strategy has more of than the scenario's own, paired by luck."""
    put(found, "strategies", world, risk.added(risk.outcomes(runs), risk.outcomes(own)))


def of_reactions(found: Found, world: World, eyes: Seen) -> list[str]:
    """Tell the mean reaction matrix and what holds back, at start, middle and end, and on what it rests."""
    footing = {actor: standing(world, actor) for actor in eyes.actors}
    last = eyes.reactions.shape[1] - 1
    rows = []
    for when, k in (("start", 0), ("middle", last // 2), ("end", last)):
        mean, sd = eyes.reactions[:, k].mean(axis=0), eyes.reactions[:, k].std(axis=0)
        for i, who in enumerate(eyes.actors):
            for j, other in enumerate(eyes.actors):
                towards = HELD if i == j else other
                relative = mean[i, j] / mean[i, i] if mean[i, i] else math.nan
                rows.append((when, eyes.dates[k], who, towards, mean[i, j], sd[i, j], relative, footing[who]))
    columns = ["when", "date", "who", "towards", "mean", "sd", "over_held_back", "footing"]
    put(found, "reactions", world, pd.DataFrame(rows, columns=columns))
    assumed = [actor for actor, rests in footing.items() if rests == "assumption"]
    told = f"In the reaction matrix all capital is an estimate; the row of {', '.join(assumed)} is assumption: no series of spending."
    return [told] if assumed else []


def standing(world: World, actor: str) -> str:
    """Return on what an actor's row rests: `assumption` where its spending is a judgement, else `estimate`, as all capital is."""
    figure = world.resolved.document["actors"][actor].get("spending_busd")
    if not isinstance(figure, dict):
        return "as the file says"
    return "assumption" if str(figure.get("source", "")).startswith(JUDGED) else "estimate"


def of_sets(found: Found, world: World, table: pd.DataFrame) -> None:
    """Tell how often instability passes 1 over sets of parameters."""
    mean = table["mean"]
    passing = float((table["passed"] > 0.5).mean())
    spread = [float(mean.quantile(q)) for q in (0.05, 0.95)]
    put(found, "exceeds", world, exceeding("parameter sets", passing, len(table), float(mean.mean()), *spread))
    put(found, "sets", world, table)


def of_warning(found: Found, world: World, eyes: Seen, seed: int) -> list[str]:
    """Tell how well signs of danger foretell a crisis within a year, and a race later; return notes on what they cannot."""
    signs = lookout.signs(eyes)
    length = eyes.crises.shape[1]
    dates = np.arange(YEAR, length - YEAR, STEP)
    if not len(dates):
        return [
            f"{world.scenario}: nothing told of early warning; so short a run leaves no date with a year before and after it."
        ]
    came = lookout.within_a_year(eyes.crises)[:, dates]
    at = {name: values[:, dates] for name, values in signs.items()}
    table = warning.foretold(at, came, NAIVE, seed)
    put(found, "warning", world, table.assign(target="a crisis within 12 months"))
    judged = not table["auc"].isna().all()
    notes = [] if judged else [f"{world.scenario}: too few runs with, or without, a crisis to judge what foretells one."]
    if judged:
        for name in SHOWN:
            put(found, "curves", world, warning.curve(at[name], came).assign(indicator=name))
    when = YEAR * lookout.foretold_at(length)
    for kind, words in LATER.items():
        if kind in eyes.later:
            now = {name: values[:, when : when + 1] for name, values in signs.items()}
            later = warning.foretold(now, eyes.later[kind][:, None], NAIVE, seed)
            put(found, "warning", world, later.assign(target=f"{words}, at the end of year {when // YEAR}"))
    if length > BEFORE + 1 and eyes.crises[:, BEFORE + 1 :].any():
        for score in DRAWN:
            put(found, "paths", world, warning.paths(eyes.monthly[score], eyes.crises, BEFORE, seed).assign(indicator=score))
    return notes


def of_type(found: Found, world: World, kind: str, count: float, runs: pd.DataFrame, without: pd.DataFrame) -> None:
    """Tell what a type of event adds: the scenario less its twin without it, as a share of the treaty's effect where that is known."""
    document = world.resolved.document
    scale = yardstick.table(list(document["actors"]))
    table = risk.added(risk.outcomes(runs), risk.outcomes(without))
    clear = table["low"] * table["high"] > 0
    table["of_treaty"] = [
        share(row.outcome, row.difference, scale, world.years) if scale is not None and clear[row.Index] else math.nan
        for row in table.itertuples()
    ]
    table = table.rename(columns={"here": "with", "there": "without"})
    table.insert(0, "type", kind)
    table.insert(1, "per_run", count)
    put(found, "types", world, table)
