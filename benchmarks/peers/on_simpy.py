"""The reduced model on plain SimPy: a process for each actor's decisions, its budgets, and each act under way."""

from __future__ import annotations

import functools
import multiprocessing
import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import simpy

from benchmarks.peers.choice import Game, Touched, outcome, touched_by
from benchmarks.peers.setting import Option, Setting, read

Steps = Generator[simpy.Event, Any, None]


@functools.cache
def prepared() -> tuple[Setting, dict[int, Touched]]:
    """Return what every run of a process starts from, read once."""
    setting = read()[0]
    return setting, touched_by(setting)


def under(moved: Mapping[str, float]) -> tuple[Setting, dict[int, Touched]]:
    """Return what a run starts from whose parameters are moved: such as a run looks up, not those its options are made of."""
    setting, touched = prepared()
    return (replace(setting, parameters=setting.parameters | dict(moved)) if moved else setting), touched


def run(seed: int, kind: type[Game] = Game, moved: Mapping[str, float] | None = None) -> dict[str, float]:
    """Run once; return what the run is compared by, and when it began and ended by the machine's clock."""
    setting, touched = under(moved or {})
    began = time.monotonic()
    env = simpy.Environment()
    game = kind(setting, Random(seed), touched)
    for i in range(game.n):
        env.process(budgets(env, game, i))
        env.process(decisions(env, game, i))
    env.run(until=setting.days)
    return outcome(game) | {"began": began, "ended": time.monotonic()}


def runs(seeds: Sequence[int], cores: int, kind: type[Game] = Game) -> list[dict[str, float]]:
    """Run once for every seed, in a loop or in a pool of processes."""
    one = functools.partial(run, kind=kind)
    if cores == 1:
        return [one(seed) for seed in seeds]
    with multiprocessing.Pool(cores) as pool:
        return pool.map(one, seeds, chunksize=1)


def budgets(env: simpy.Environment, game: Game, i: int) -> Steps:
    """Let actor i set its budget on its day of every year."""
    for day in game.actors[i].budget_days:
        yield env.timeout(day - env.now)
        game.year_begins(i, env.now)


def decisions(env: simpy.Environment, game: Game, i: int) -> Steps:
    """Let actor i decide, time and again."""
    yield env.timeout(game.first_wait(i))
    while True:
        act = game.decide(i, env.now)
        if act is not None:
            env.process(stages(env, game, act))
        yield env.timeout(game.next_wait(i))


def stages(env: simpy.Environment, game: Game, act: Option) -> Steps:
    """Let the later stages of an act come."""
    for k in range(1, len(act.stages)):
        yield env.timeout(act.stages[k].days)
        game.stage_comes(act, k, env.now)
