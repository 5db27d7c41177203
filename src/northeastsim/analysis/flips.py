"""Where the best strategy changes as one share grows or shrinks: exact, for weights of criteria or of scenarios.

A table is (strategies, columns), bigger is better; columns are criteria with weights, or scenarios with probabilities.
One column's share moves, and the others keep their proportions. Every strategy's weighted sum is then a line over that
share, and the best ones are the upper edge of a bundle of lines.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from northeastsim.analysis.decision import TIE, Numbers, best, checked, probabilities


class Flip(NamedTuple):
    """A share at which another strategy becomes the best.

    `column`: whose share moves, from `now` to `at`, 0 to 1; `is_up`: whether it grows; `winner`: who is best just
    beyond. Where `at` is `now`, two are equally good already.
    """

    column: int
    now: float
    at: float
    is_up: bool
    winner: int

    @property
    def shift(self) -> float:
        """How far the share moves, 0 and above."""
        return abs(self.at - self.now)


def flip_points(table: ArrayLike, weights: ArrayLike | None = None) -> list[Flip]:
    """Return for each column the nearest share below and the nearest above at which the winner changes.

    Two flips a column at most, the one below first; none where the winner keeps to the end. A tie at the very end is no
    change. The others of a column that has all weight share the rest evenly. Equal weights where none are given.

    1. The lead of another strategy over the winner is a line over the share; take its ends, at shares 0 and 1.
    2. Whoever leads at an end crosses on the way there; the nearest crossing is the flip, and of several strategies that
       cross there, who leads by most at the end is the winner beyond.
    """
    u = checked(table)
    shares = probabilities(weights, u.shape[1])
    tie = TIE * float(np.abs(u).max())
    winner = int(best(u @ shares, tie).argmax())
    found: list[Flip] = []
    for column in range(u.shape[1] if u.shape[1] > 1 else 0):
        now, lead = float(shares[column]), u - u[winner]
        at_0, at_1 = lead @ without(shares, column), lead[:, column]
        for is_up, far, back in ((False, at_0, at_1), (True, at_1, at_0)):
            room = 1.0 - now if is_up else now
            if (crossing := first_crossing(far, back, room, tie)) is not None:
                by, who = crossing
                found.append(Flip(column, now, now + by if is_up else now - by, is_up, who))
    return found


def nearest_flip(table: ArrayLike, weights: ArrayLike | None = None) -> Flip | None:
    """Return the flip that takes the least shift of any one share; none where the winner wins everywhere on these lines."""
    return min(flip_points(table, weights), key=lambda flip: flip.shift, default=None)


def turning_scenarios(payoff: ArrayLike, weights: ArrayLike | None = None) -> list[Flip]:
    """Return the scenarios that, given more probability, turn who has the greatest expected value; the least shift first.

    The probability comes from all others in proportion.
    """
    return sorted((flip for flip in flip_points(payoff, weights) if flip.is_up), key=lambda flip: flip.shift)


def without(shares: Numbers, column: int) -> Numbers:
    """Return the shares with one column at 0 and the others in proportion; equal others where that one has all."""
    rest = np.where(np.arange(len(shares)) == column, 0.0, shares)
    if not rest.sum() > 0.0:
        rest = np.where(np.arange(len(shares)) == column, 0.0, 1.0)
    found: Numbers = rest / rest.sum()
    return found


def first_crossing(far: Numbers, back: Numbers, room: float, tie: float) -> tuple[float, int] | None:
    """Return how far one goes until another leads, and who, where leads change evenly to `far` over the `room`.

    `far` and `back` are the leads at the end ahead and at the end behind, 1 apart.
    """
    ahead = np.flatnonzero(far > tie)
    if not len(ahead):
        return None
    left = far[ahead] / (far[ahead] - back[ahead])  # from the crossing to the end
    by = np.maximum(room - left, 0.0)  # no lead at the start is more than rounding
    level = ahead[by <= by.min() + TIE]
    return float(by.min()), int(level[far[level].argmax()])
