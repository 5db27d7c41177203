"""The reduced model of the peers predicts as northeastsim does: the one independent twin of its predictions that there is."""

from __future__ import annotations

import datetime
from random import Random

import pytest

from benchmarks.peers.choice import Game, touched_by
from benchmarks.peers.setting import Setting, read
from northeastsim.engine.single import World
from northeastsim.rulebook import layout as at
from northeastsim.rulebook.decisions import OUT, weigh_options
from northeastsim.scenario.tables import Tables


@pytest.fixture(scope="module")
def both() -> tuple[Setting, Tables]:
    """The reduced scenario as plain numbers and as northeastsim lays it out."""
    return read()


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
