"""A small result of each kind, made-up or run in an instant, and every chart of the catalogue drawn of it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

import pandas as pd

import made_backtest
import northeastsim as ne
from made_sweep import made
from naive import document
from northeastsim.face import sensitivity as face
from northeastsim.face.backtest import found as backtest
from northeastsim.face.comparison import Comparison
from northeastsim.show.catalogue import CHARTS, draw
from northeastsim.show.chart import Chart
from northeastsim.show.view import actor_names
from northeastsim.study import comparison
from two_strategies import question

SCORE = "dependence[PRK,RUS]"
VISIT = {"id": "visit", "date": "2024-03-01", "type": "military_visit", "initiator": "RUS", "target": "PRK"}
SALE = {"id": "deal", "date": "2024-05-01", "type": "arms_transfer", "initiator": "RUS", "target": "PRK"}
DEAL = {**SALE, "system": "s400", "quantity": 2, "status": "claimed", "claimant": "KOR", "denied_by": ["RUS", "PRK"]}
WORLD: dict[str, Any] = {
    "format": 1, "name": "Hidden Name", "question": "Hidden question, and why?", "extends": "northeast_asia_2024",
    "start": "2024-01-01", "years": 2, "seed": 7, "events": [
        VISIT, DEAL,
        {"id": "aid", "date": "2024-04-01", "type": "economic_support", "initiator": "RUS", "target": "PRK", "amount": 900},
        {"id": "drill", "date": "2024-06-01", "type": "joint_exercise", "initiator": "USA", "participants": ["KOR", "JPN"],
         "aimed_at": ["PRK"]},
    ],
}  # fmt: skip
HOSTILE = {"alignment": -0.6, "proximity": 1.0, "crisis_exposure": 1.0, "incident_exposure": 1.0, "rival": True}
QUARREL = document(
    {"CHN": {"budget_date": "07-01"}, "JPN": {}}, {"CHN, JPN": HOSTILE, "JPN, CHN": {"alignment": -0.6}}, years=5,
    settings={"chance": True, "streams": True},
    events=[{"id": "visit", "type": "military_visit", "initiator": "CHN", "target": "JPN", "date": "2001-03-01"}],
)  # fmt: skip


@functools.cache
def of_run() -> Any:
    """A run of the region."""
    return ne.load(WORLD).run(replications=4, workers=1, engine="simpy")


@functools.cache
def of_comparison() -> Comparison:
    """Three strategies in two small scenarios."""
    asked = question(budget=24)
    return Comparison(asked, comparison.compare(asked, workers=1, engine="simpy"))


@functools.cache
def of_whatif() -> Any:
    """The region without an event."""
    return ne.load(WORLD).whatif("aid", replications=4, workers=1)


@functools.cache
def of_explanation() -> tuple[Any, ...]:
    """Why a score changed, over runs and in one."""
    scenario = ne.load(WORLD)
    return scenario, [scenario.explain(SCORE, **some) for some in ({"replications": 3, "workers": 1}, {"replication": 0})]


@functools.cache
def of_difference() -> list[Any]:
    """Three changes, shared out, and made one at a time."""
    short = {**WORLD, "years": 1}
    bare = {**short, "name": "Bare", "events": []}
    return [ne.shares(bare, short, score=f"{SCORE}.end", replications=2, workers=1, most=most) for most in (4, 1)]


@functools.cache
def of_risk() -> Any:
    """The risks of a quarrel."""
    return ne.load(QUARREL).risk(replications=12, seed=1, workers=1, twins=4, sets=3)


@functools.cache
def of_sweep() -> list[Any]:
    """What decides made-up sweeps, by three designs, and when a thing happens."""
    sweeps = [made(levers=True, scenarios=2), made("sobol", 32), made("morris", 8)]
    return [*(face.sensitivity(one) for one in sweeps), face.discover(sweeps[0], "influence[CHN,PRK].end < 0.3")]


@functools.cache
def of_backtest() -> Any:
    """Both modes of a made-up model."""
    forecasts = pd.concat([made_backtest.forecasts(mode, 12) for mode in ("conditioned", "free")])
    return backtest(made_backtest.record(), forecasts, ("conditioned", "free"), 12, 0, None)


def every(**spoken: Any) -> Iterator[tuple[str, Chart]]:
    """Yield every chart with kind and name, in a language with a glossary, where asked."""
    for kind, result in (("run", of_run()), ("compare", of_comparison()), ("risk", of_risk())):
        yield from ((f"{kind} {name}", result.plot(name, **spoken)) for name in CHARTS[kind])
    yield "whatif effects", of_whatif().plot(**spoken)
    scenario, tables = of_explanation()
    for rows in tables:
        yield "explain waterfall", draw("explain", "waterfall", rows, actor_names(scenario.document), "0..1", scenario.name, **spoken)
    yield from (("diff shares", shares.plot(**spoken)) for shares in of_difference())
    *found, boxes = of_sweep()
    yield from ((f"sensitivity {name}", one.plot(name, **spoken)) for one in found for name in one.charts)
    yield "sensitivity boxes", boxes.plot(**spoken)
    for mode in ("conditioned", "free"):
        yield from ((f"backtest {name}", of_backtest().plot(name, mode, **spoken)) for name in CHARTS["backtest"])
