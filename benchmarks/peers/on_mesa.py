"""The reduced model on Mesa: states are agents, and Mesa's discrete-event simulator calls them on their dates."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

import mesa
from mesa.experimental.devs import DEVSimulator

from benchmarks.peers.choice import Game, outcome
from benchmarks.peers.on_simpy import under
from benchmarks.peers.setting import Option


class State(mesa.Agent):
    """A state that sets its budget every year and decides at its own times."""

    def __init__(self, model: Region, number: int) -> None:
        super().__init__(model)
        self.number = number
        self.game, self.simulator = model.game, model.simulator
        for day in self.game.actors[number].budget_days:
            self.simulator.schedule_event_absolute(self.set_budget, day)
        self.simulator.schedule_event_relative(self.decide, self.game.first_wait(number))

    def set_budget(self) -> None:
        """Set this year's budget."""
        self.game.year_begins(self.number, self.simulator.time)

    def decide(self) -> None:
        """Decide, book the next decision, and let what is begun go on."""
        act = self.game.decide(self.number, self.simulator.time)
        if act is not None:
            self.book_stage(act, 1)
        self.simulator.schedule_event_relative(self.decide, self.game.next_wait(self.number))

    def book_stage(self, act: Option, k: int) -> None:
        """Book the k-th stage of an act."""
        self.simulator.schedule_event_relative(self.reach_stage, act.stages[k].days, function_args=[act, k])

    def reach_stage(self, act: Option, k: int) -> None:
        """Let the k-th stage of an act come."""
        self.game.stage_comes(act, k, self.simulator.time)
        if k + 1 < len(act.stages):
            self.book_stage(act, k + 1)


class Region(mesa.Model):
    """The six states; one step of the model is the whole time, within which the simulator goes from date to date."""

    def __init__(self, seed: int | None = None, moved: Mapping[str, float] | None = None) -> None:
        setting, touched = under(moved or {})
        self.began = time.monotonic()
        super().__init__(seed=seed)
        self.simulator = DEVSimulator()
        self.simulator.setup(self)
        self.game = Game(setting, self.random, touched)
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "outcome": lambda model: outcome(model.game), "began": "began", "ended": lambda model: time.monotonic()
            }
        )  # fmt: skip
        for number in range(self.game.n):
            State(self, number)

    def step(self) -> None:
        """Run to the end, and collect what came out."""
        self.simulator.run_until(self.game.setting.days)
        self.running = False
        self.datacollector.collect(self)


def runs(seeds: Sequence[int], cores: int) -> list[dict[str, Any]]:
    """Run once for every seed by Mesa's batch runner."""
    rows = mesa.batch_run(Region, {"seed": seeds}, number_processes=cores, display_progress=False)
    return [row["outcome"] | {"began": row["began"], "ended": row["ended"]} for row in rows]
