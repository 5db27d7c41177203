"""A sweep by Mesa's batch runner, as its documentation would have it: `python -m benchmarks.sweeps.on_mesa MODEL POINTS ...`.

Mesa crosses all values of all parameters. So that it sweeps the points that others sweep, a point is one parameter's value.
"""

from __future__ import annotations

import functools
import sys
from typing import Any

import mesa
import pandas as pd

from benchmarks.peers.on_mesa import Region
from benchmarks.sweeps.models import MODELS, parameters

Point = tuple[float, ...]


class Single(mesa.Model):
    """A model that is over after one step."""

    def __init__(self, name: str, point: Point, seed: int | None = None) -> None:
        super().__init__(seed=seed)
        self.swept, self.point = MODELS[name], point
        self.found: dict[str, float] = {}
        readers = {outcome: functools.partial(read, outcome) for outcome in self.swept.outcomes}
        self.datacollector = mesa.DataCollector(model_reporters=readers)

    def step(self) -> None:
        """Compute the outcomes, and collect them."""
        self.found = self.swept.run(**dict(zip(self.swept.ranges, self.point, strict=True)))
        self.running = False
        self.datacollector.collect(self)


def read(outcome: str, model: Single) -> float:
    """Return an outcome of a model that has run."""
    return model.found[outcome]


class Moved(Region):
    """The reduced model of the peers, with parameters moved."""

    def __init__(self, name: str, point: Point, seed: int | None = None) -> None:
        first, *values = point
        super().__init__(int(first), parameters(dict(zip(list(MODELS[name].ranges)[1:], values, strict=True))))


def main(name: str, points: int, replications: int, workers: int, file: str = "") -> None:
    """Sweep a model over so many points; the result stays in memory, unless a file is named."""
    chosen = list(MODELS[name].points(points))
    words: dict[str, Any] = {"name": name, "piont" if name == "misspelt" else "point": chosen}
    kind = Moved if name == "reduced" else Single
    rows = mesa.batch_run(kind, words, number_processes=workers, iterations=replications, display_progress=False)
    table = pd.DataFrame(rows)
    if file:
        table.to_pickle(file)


if __name__ == "__main__":
    main(sys.argv[1], *(int(word) for word in sys.argv[2:5]), *sys.argv[5:])
