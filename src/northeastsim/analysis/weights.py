"""How the best strategy depends on what the criteria weigh: the space of weights, and who wins where in it.

Lahdelma, Hokkanen and Salminen, "SMAA: Stochastic multiobjective acceptability analysis" (1998), and Lahdelma and
Salminen, "SMAA-2" (2001). Concerns are (strategies, criteria), bigger is better, all in units that may be added.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from northeastsim.analysis.decision import TIE, Flags, Numbers, best, checked, probabilities


class Acceptability(NamedTuple):
    """What part of some weights each strategy wins.

    `share`: (strategies,), summing to 1, where a tie is divided evenly; `tied`: the share of the draws with a tie;
    `central`: (strategies, criteria), the mean of the weights that a strategy wins with, which are those of whoever
    favours it; no numbers where it wins with none. `draws` counts the weights, and sharpens the shares alone.
    """

    draws: int
    share: Numbers
    tied: float
    central: Numbers


def everywhere(criteria: int, draws: int, seed: int) -> Numbers:
    """Return weights drawn evenly from all that there are, (draws, criteria), each row with sum 1; `seed` fixes them."""
    if criteria < 1 or draws < 1:
        raise ValueError(f"expected at least one criterion and one draw, got {criteria} and {draws}")
    raw = np.random.default_rng(seed).standard_exponential((draws, criteria))
    return raw / raw.sum(axis=1, keepdims=True)


def near(weights: ArrayLike, reach: float, draws: int, seed: int) -> Numbers:
    """Return weights drawn evenly from all near given ones: no criterion has less than 1 - reach of its given share.

    The part that is free, `reach`, goes anywhere, so that reach 0 is the given weights and 1 is `everywhere`; the
    neighbourhood is Huber's contamination class ("The use of Choquet capacities in statistics", 1973).
    """
    given = np.asarray(weights, dtype=np.float64)
    if not 0.0 <= reach <= 1.0:
        raise ValueError(f"reach: expected 0 to 1, got {reach!r}")
    return (1.0 - reach) * probabilities(given, given.size) + reach * everywhere(given.size, draws, seed)


def worth(concerns: ArrayLike, weights: ArrayLike) -> Numbers:
    """Return each strategy's weighted sum with each weights, (draws, strategies).

    Concerns may have draws of their own, (draws, strategies, criteria), each of which meets the weights of its number.
    """
    table, given = checked(concerns), np.asarray(weights, dtype=np.float64)
    if given.ndim != 2 or given.shape[1] != table.shape[-1]:
        raise ValueError(f"weights: expected draws of {table.shape[-1]} weights each, got an array of shape {given.shape}")
    found: Numbers = (table @ given[:, :, None])[..., 0]
    return found


def leading(concerns: ArrayLike, weights: ArrayLike) -> Flags:
    """Return who is best with each weights, (draws, strategies); several where they are equal."""
    return best(worth(concerns, weights), TIE * float(np.abs(np.asarray(concerns)).max()))


def winners(concerns: ArrayLike, weights: ArrayLike) -> NDArray[np.intp]:
    """Return the best strategy with each weights, (draws,); of several as good, the first."""
    return leading(concerns, weights).argmax(axis=1)


def acceptability(concerns: ArrayLike, weights: ArrayLike) -> Acceptability:
    """Return what part of some weights, such as `everywhere` or `near`, each strategy wins, and with which."""
    first = leading(concerns, weights)
    part = first / first.sum(axis=1, keepdims=True)
    total = part.sum(axis=0)
    central = np.full((first.shape[1], np.shape(weights)[1]), np.nan)
    won = total > 0.0
    central[won] = (part.T @ np.asarray(weights, dtype=np.float64))[won] / total[won, None]
    return Acceptability(len(first), total / len(first), float((first.sum(axis=1) > 1).mean()), central)
