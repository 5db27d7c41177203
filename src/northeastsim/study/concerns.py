"""What a run comes to for an actor, by its concerns: how far each lies, over the run, from where it stood at the start.

A criterion is the mean over the run less the start, in units of the concern's usual change (`choice.scale_*`): 0 is a world that
stays as it was. What counts is the payoff's (over whom influence, with whom partnership), the same for every strategy.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from northeastsim.engine.record import Block
from northeastsim.rulebook import layout as at
from northeastsim.scenario.payoffs import CONCERNS, Payoff
from northeastsim.scenario.tables import Tables

Numbers = NDArray[np.float64]
SCORES = ("influence", "alignment", "stress", "security", "autonomy", "prosperity", "stability")  # whose means criteria are made of


def criteria(block: Block, runs: Mapping[str, NDArray[Any]], world: Tables, payoff: Payoff) -> Numbers:
    """Return the criteria of a block's replications: (replications, concerns), in usual changes; `runs` are its metrics."""
    place = {name: k for k, name in enumerate(block.names)}
    me, actors = payoff.actor, world.actors
    i = actors.index(me)
    others = [j for j in actors if j != me]

    def start(name: str) -> Numbers:
        return block.monthly[:, 0, place[name]]

    def change(name: str) -> Numbers:
        return np.asarray(runs[f"{name}.mean"] - start(name))

    def summed(terms: Mapping[str, Any]) -> Numbers:
        total = np.zeros(block.count)
        for name, weight in terms.items():
            total = total + weight * change(name)
        return total

    over = {f"influence[{me},{j}]": w for j, w in payoff.influence_over.items() if j in others}
    regard = {name: 0.5 * w for j, w in payoff.partners.items() if j in others for name in both(me, j)}
    border = {f"stress[{j}]": -share for j, share in on_the_border(world, i).items()}
    found = {
        "security": change(f"security[{me}]"),
        "autonomy": change(f"autonomy[{me}]"),
        "influence": summed(over),
        "prosperity": change(f"prosperity[{me}]"),
        "stability": change("stability"),
        "partnership": summed(regard),
        # as it is committed at the start: else promising more would be a gain in itself
        "allies": summed({f"security[{j}]": start(f"commitment[{me},{j}]") for j in others}),
        "neighbours": summed(border),
    }
    return np.stack([found[name] / usual(world, name) for name in CONCERNS], axis=1)


def both(i: str, j: str) -> tuple[str, str]:
    """Return the regard of two actors for one another."""
    return f"alignment[{i},{j}]", f"alignment[{j},{i}]"


def on_the_border(world: Tables, i: int) -> dict[str, float]:
    """Return the actors whose regime may fall on the border of actor i, by their share of that border."""
    x = world.x
    land = {name: x[at.LAND + at.PAIR * i + j] for j, name in enumerate(world.actors) if j != i and x[at.BRITTLE + j] > 0.0}
    whole = math.fsum(land.values())
    return {name: float(length / whole) for name, length in land.items() if length > 0.0}


def usual(world: Tables, concern: str) -> float:
    """Return the usual change of a concern, in its own unit."""
    return float(world.x[world.places[f"choice.scale_{concern}"]])


def payoffs(worths: Numbers, weights: Sequence[float]) -> Numbers:
    """Return the weighted sum over concerns, the last axis.

    NOTE: added in order, not by a matrix product, whose last bit hangs on where a row lies: what is alike must pay alike.
    """
    total = np.zeros(worths.shape[:-1])
    for k, weight in enumerate(weights):
        total += weight * worths[..., k]
    return total


def worth(changes: Numbers, shape: str) -> Numbers:
    """Return what changes are worth: in proportion, or as a decider weighs them, none for more than 2."""
    return changes if shape == "linear" else changes / (1.0 + 0.5 * np.abs(changes))
