"""What is swept, as plain Python for the peers: a model that costs nothing, and the reduced model with some parameters moved."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Values = dict[str, float]

OUTCOMES = ("influence[CHN,PRK]", "security[PRK]", "stability")  # of the reduced model
MOVED = {  # parameters that a run of the reduced model looks up (benchmarks/test_sweeps.py)
    "choice.consideration": (0.1, 0.3),
    "choice.audience_cost": (0.5, 3.0),
    "choice.repetition_cost": (0.3, 2.0),
    "choice.status_quo_bonus": (0.0, 1.5),
    "choice.goodwill": (0.0, 3.0),
}
PROGRESS = "NORTHEASTSIM_BENCHMARK_PROGRESS"  # the file to which a slow run adds a byte, so that others see how far it is
SHARE = (0.0, 1.0)


def cheap(a: float, b: float, c: float) -> Values:
    """Cost next to nothing."""
    return {"value": a * b + c}


def wide(**values: float) -> Values:
    """Give ten outcomes that differ, at next to no cost."""
    total = sum(values.values())
    return {f"value{k}": total + random.random() for k in range(10)}


def slow(a: float, b: float, c: float) -> Values:
    """Take five milliseconds, and leave a mark."""
    time.sleep(0.005)
    with open(os.environ[PROGRESS], "ab") as file:
        file.write(b".")
    return cheap(a, b, c)


def fragile(a: float, b: float, c: float) -> Values:
    """Fail where `a` is what only one point has."""
    if a == 0.5:
        raise ZeroDivisionError("over nothing")
    return slow(a, b, c)


def reduced(seed: float = 0.0, **moved: float) -> Values:
    """Run the reduced model of the peers on SimPy, ten years of six states, with parameters moved."""
    from benchmarks.peers.on_simpy import run

    found = run(int(seed), moved=parameters(moved))
    return {name: found[name] for name in OUTCOMES}


def parameters(moved: Values) -> Values:
    """Return moved parameters by their full names, of which peers only take the last words."""
    return {f"choice.{name}": value for name, value in moved.items()}


@dataclass(frozen=True)
class Swept:
    """A model as the peers have it, over what it is swept, and what is kept."""

    run: Callable[..., Values]
    ranges: dict[str, tuple[float, float]]
    outcomes: tuple[str, ...] = ("value",)

    def points(self, count: int) -> Iterator[tuple[float, ...]]:
        """Yield the points of a Latin hypercube; where one run is to fail, that is the one in the middle."""
        draw = random.Random(2)
        columns = [[low + (high - low) * share for share in strata(count, draw)] for low, high in self.ranges.values()]
        for k, point in enumerate(zip(*columns, strict=True)):
            yield (0.5, *point[1:]) if self.run is fragile and k == count // 2 else point


def strata(count: int, draw: random.Random) -> list[float]:
    """Return so many shares, one in each of as many equal intervals, in any order."""
    shares = [(k + draw.random()) / count for k in range(count)]
    draw.shuffle(shares)
    return shares


THREE = {"a": SHARE, "b": SHARE, "c": SHARE}
MODELS = {
    "cheap": Swept(cheap, THREE),
    "wide": Swept(wide, {f"x{k}": SHARE for k in range(20)}, tuple(f"value{k}" for k in range(10))),
    "slow": Swept(slow, THREE),
    "misspelt": Swept(slow, {"a": SHARE, "b": SHARE, "cc": SHARE}),
    "fragile": Swept(fragile, THREE),
    "reduced": Swept(
        reduced, {"seed": (0.0, 2.0**31)} | {name.removeprefix("choice."): ends for name, ends in MOVED.items()}, OUTCOMES
    ),
}
