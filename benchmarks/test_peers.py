"""The reduced model is the same model on northeastsim and on each of its peers: option by option, and in distribution."""

from __future__ import annotations

import datetime
from random import Random
from typing import Any

import numpy as np
import pytest

pytest.importorskip("mesa", reason="pip install -e '.[benchmarks]'")
pytest.importorskip("scipy", reason="pip install -e '.[benchmarks]'")

from scipy import stats

from benchmarks.peers import on_ema, on_mesa, on_northeastsim, on_simpy, on_simpy_plain
from benchmarks.peers.choice import Game, touched_by
from benchmarks.peers.setting import Setting, read
from northeastsim.engine.single import World
from northeastsim.rulebook import layout as at
from northeastsim.rulebook.decisions import OUT, weigh_options
from northeastsim.scenario.tables import Tables

RUNS = 400  # of each
LEVEL = 0.01  # of the whole family of tests, divided by their number (Bonferroni)


@pytest.fixture(scope="module")
def both() -> tuple[Setting, Tables]:
    """The reduced scenario as plain numbers and as northeastsim lays it out."""
    return read()


@pytest.fixture(scope="module")
def ours() -> list[dict[str, float]]:
    """Runs of northeastsim's batch engine, one row each."""
    return on_northeastsim.one_by_one(RUNS)


@pytest.fixture(scope="module")
def theirs() -> list[dict[str, float]]:
    """Runs on plain SimPy, one row each."""
    return on_simpy.runs(range(RUNS), 2)


@pytest.mark.parametrize("years", [0.0, 1.3, 5.2, 9.7])
def test_an_option_is_worth_the_same(both: tuple[Setting, Tables], years: float) -> None:
    """In the middle of a run the same options are open in the peer, and each has the same utility."""
    setting, laid = both
    world = World(laid, 63, 3).run(until=laid.start + datetime.timedelta(days=int(365.25 * years)))
    world.rules.advance(world.x, world.m, world.now)
    game = as_it_stands(setting, world)
    for i in range(game.n):
        weigh_options(world.x, world.m, world.t, i, 0, 1)
        first = world.t[at.AT_OPTION_UTILITY]
        expected = {option.number: world.x[first + option.number] for option in game.actors[i].options}
        expected = {number: utility for number, utility in expected.items() if utility > OUT}
        game.before.clear()
        found = {option.number: game.utility(option) for option in game.actors[i].options if game.is_open(option)}

        assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)
        assert len(expected) > 10


def as_it_stands(setting: Setting, world: World) -> Game:
    """Return a peer's game in the state of a world of northeastsim's."""
    x, m, t = world.x, world.m, world.t
    game = Game(setting, Random(0), touched_by(setting))
    members = range(game.n)

    def pairs(row: int) -> list[float]:
        return [x[row + at.PAIR * i + j] for i in members for j in members]

    rows = [at.ALIGNMENT + at.PAIR_PITCH * k for k in range(len(game.values))]
    game.values = [pairs(row) for row in rows]
    game.rests = [pairs(row + at.PAIR_REST) for row in rows]
    game.trade_base, game.flows_base = pairs(at.TRADE_BASE), pairs(at.FLOWS_BASE)
    game.capital, game.spending, game.usual_burden, game.acceptable, game.outlay = (
        [x[row + i] for i in members]
        for row in (at.CAPITAL, at.SPENDING, at.USUAL_BURDEN, at.ACCEPTABLE_SECURITY, at.OUTLAY)
    )
    game.clock = m[at.CLOCK] / at.MINUTES_PER_DAY
    for actor in game.actors:
        for option in actor.options:
            last = m[t[at.AT_OPTION_LAST] + option.number]
            if last >= 0:
                strength = x[t[at.AT_OPTION_MEMORY] + option.number]
                game.memory[option.number] = strength, last / at.MINUTES_PER_DAY
    game.refresh()
    return game


def test_the_distribution_is_the_same(ours: list[dict[str, float]], theirs: list[dict[str, float]]) -> None:
    """Counts of decisions, options and acts by type, and values at the end, differ no more than chance explains.

    Means are compared by their standard errors (Welch), distributions by Kolmogorov and Smirnov, at a level for all of
    them together.
    """
    names = [name for name in ours[0] if any(row[name] for row in ours + theirs)]
    chances = []
    for name in names:
        a, b = (np.array([row[name] for row in rows]) for rows in (ours, theirs))
        error = (a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b)) ** 0.5
        means = 2.0 * stats.norm.sf(abs(a.mean() - b.mean()) / error)
        shapes = stats.ks_2samp(a, b, method="asymp").pvalue  # conservative where values tie
        chances += [(means, f"mean of {name}"), (shapes, f"distribution of {name}")]
        print(f"{name:28} {a.mean():12.4f} {b.mean():12.4f} +-{error:9.4f}  p {means:.3f} {shapes:.3f}")
    least, where = min(chances)

    assert least > LEVEL / len(chances), where


@pytest.mark.parametrize("peer", [on_mesa, on_ema, on_simpy_plain])
@pytest.mark.parametrize("cores", [1, 2])
def test_a_seed_gives_the_same_run(theirs: list[dict[str, float]], peer: Any, cores: int) -> None:
    """All peers run what plain SimPy runs, so that one comparison with northeastsim holds for all."""
    found = peer.runs(range(6), cores)
    times = ("began", "ended")
    key = sorted([(k, v) for k, v in row.items() if k not in times] for row in found)

    assert key == sorted([(k, row[k]) for k in found[0] if k not in times] for row in theirs[:6])
